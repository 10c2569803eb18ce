"""Title, village, author, period and kind of a report, read from title, file name and sign-off."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from huibao.ingest.author import read_author
from huibao.ingest.numbering import ITEM_NUMBER
from huibao.ingest.period import read_period, signed_on
from huibao.ingest.places import township_of, village_of
from huibao.schema import Paragraph, ReportKind
from huibao.segment.normalize import normalize

_LONGEST_TITLE = 50
_LONGEST_SECOND_LINE = 30
_TITLE_PARAGRAPHS = 3
_OPENING = 300
# Names that stand out do so early; a very long text is not searched to its end.
_NAMED_WITHIN = 5_000
_SIGNATURE_LINES = 4
_LONGEST_SIGNATURE = 40
_WORDS = r"(?:汇报|总结|报告|小结|讲话|情况|材料|发言|述职|纪要|记录|清单|台账|自查|日志|手记|来信|简报|通讯|问答|提纲)"
_TITLE_WORDS = re.compile(_WORDS)
_SECOND_LINE = re.compile(rf".*{_WORDS}(?:（[^）]*）)?")
# A first line without such a word is a title where it names a place or a period and is no sentence.
_TITLE_CUES = re.compile(r"村|社区|嘎查|[镇乡]|季度|半年|年|[一二三四五六七八九十\d]月")
_SPEECH = re.compile(r"讲话|在.{2,30}会(?:议)?上的|部署会")
_SPEAKER = re.compile(r"同志们[：:，,！!]")
# 在乡推进会上的发言, signed by 坪地村第一书记: who speaks for a village reports on it.
_OF_A_VILLAGE = re.compile(
    r"[\u4e00-\u9fff](?:村|社区|嘎查)(?:党支部|党总支|村?委会|驻村|支部)*"
    r"(?:第一书记|书记|支书|主任|工作队|队长|专干|文书|会计|报账员|网格员)"
)
_POINT = re.compile(r"第[一二三四五六七八九十](?!季)")
_BRACKETED = re.compile(r"（[^）]*）")
_ENDS = "。；;，,！!？?：:"


@dataclass(frozen=True, kw_only=True, slots=True)
class Metadata:
    """What was read; empty where nothing says. ``paragraphs`` have the title marked as level 0."""

    title: str
    village: str
    author: str
    period: str
    kind: ReportKind
    paragraphs: tuple[Paragraph, ...]


def read_metadata(text: str, paragraphs: Sequence[Paragraph], file_name: str, property_author: str = "") -> Metadata:
    """Read what a report says about itself.

    Args:
        text: the report's text.
        paragraphs: its paragraphs.
        file_name: last part of the file's name, without extension.
        property_author: author in the file's properties; believed only where the text names none.
    """
    lines = _normalized_lines(text, paragraphs)
    title_count = _title_length(lines, paragraphs)
    title, body = "".join(lines[:title_count]), lines[title_count:]
    name = normalize(file_name).text
    # Sign-offs keep their spaces, which tell office and name apart.
    raw = [" ".join(text[p.start : p.end].split()) for p in paragraphs[title_count:]]
    signature = signature_of(raw)
    bylines = [line for line in raw[:_TITLE_PARAGRAPHS] if len(line) <= _LONGEST_SIGNATURE]
    whole = "\n".join(body)
    opening = whole[:_OPENING]
    held = _SPEECH.search(title) or _SPEECH.search(name) or any(map(_SPEAKER.match, body[:1]))
    speech = held and not any(map(_OF_A_VILLAGE.search, [name, *bylines, *signature]))
    place_of = township_of if speech else village_of
    return Metadata(
        title=title or name,
        village=place_of(
            title=title,
            file_name=name,
            signature=[normalize(line).text for line in signature],
            text=whole[:_NAMED_WITHIN],
        ),
        author=read_author(
            signature=signature,
            opening=bylines,
            file_name=file_name,
            property_author=property_author,
        ),
        period=read_period(
            title=title,
            file_name=name,
            opening=opening,
            signed=signed_on("\n".join(normalize(line).text for line in signature), opening, file_name),
        ),
        kind="speech" if speech else "report",
        paragraphs=tuple(
            replace(paragraph, heading_level=0) if index < title_count else paragraph
            for index, paragraph in enumerate(paragraphs)
        ),
    )


def signature_of(lines: Sequence[str]) -> list[str]:
    """The lines below a report that may be its sign-off: its last ones, the short among them."""
    return [line for line in lines[-_SIGNATURE_LINES:] if len(line) <= _LONGEST_SIGNATURE]


def _normalized_lines(text: str, paragraphs: Sequence[Paragraph]) -> list[str]:
    """Normalised paragraphs from the first on, as many as names are looked for in."""
    lines: list[str] = []
    for paragraph in paragraphs:
        if paragraph.start > _NAMED_WITHIN:
            break
        lines.append(normalize(text[paragraph.start : paragraph.end]).text)
    return lines


def _title_length(lines: Sequence[str], paragraphs: Sequence[Paragraph]) -> int:
    """How many of the first paragraphs are the title: 0, 1, or more where it runs over several lines."""
    for index, (line, paragraph) in enumerate(zip(lines, paragraphs[:_TITLE_PARAGRAPHS], strict=False)):
        if paragraph.heading_level == 0:
            return index + 1
        if not line or len(line) > _LONGEST_TITLE or line[-1] in _ENDS or ITEM_NUMBER.match(line) or _POINT.match(line):
            return 0
        if "，" in _BRACKETED.sub("", line) and not _TITLE_WORDS.search(line):
            return 0
        if _TITLE_WORDS.search(line):
            return index + 1
        if paragraph.heading_level is not None or len(paragraphs) == 1:
            return 0
        following = lines[index + 1] if index + 1 < len(lines) else ""
        if _TITLE_CUES.search(line) and not _is_second_line(following):
            return index + 1
    return 0


def _is_second_line(line: str) -> bool:
    return len(line) <= _LONGEST_SECOND_LINE and bool(_SECOND_LINE.fullmatch(line))
