"""Read and write the authoring format, ``*.tagged.txt`` (guideline §5)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from huibao.errors import CorpusError
from huibao.ingest.period import quarter_of
from huibao.schema import (
    AnnotatedReport,
    Bound,
    Heading,
    Indicator,
    Paragraph,
    Report,
    ReportKind,
    Sentence,
    Status,
    Tag,
)
from huibao.segment.outline import find_headings
from huibao.taxonomy import Taxonomy

SUFFIX = ".tagged.txt"
_HEADERS = ("title", "village", "author", "date", "kind")
_INDICATOR = re.compile(
    r"(?P<name>[^=;\t]+)=(?P<bound>[≥≤≈]?)(?P<value>\d+(?:\.\d+)?)(?P<unit>[^\d@;]{1,6})@(?P<status>[a-z]+)"
)


@dataclass(slots=True)
class _Draft:
    """What has been read of one file so far."""

    header: dict[str, str] = field(default_factory=dict)
    text: str = ""
    paragraphs: list[Paragraph] = field(default_factory=list)
    heading_paragraphs: set[int] = field(default_factory=set)
    sentences: list[tuple[int, int, int]] = field(default_factory=list)  # paragraph, start, end
    tags: list[Tag] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)

    def open_paragraph(self, line_number: int, *, heading: bool) -> None:
        if self.paragraphs:
            self.text += "\n"
        if heading:
            self.heading_paragraphs.add(len(self.paragraphs))
        start = len(self.text)
        self.paragraphs.append(Paragraph(start=start, end=start, place=f"第{line_number}行"))

    def append(self, text: str) -> tuple[int, int]:
        start = len(self.text)
        self.text += text
        last = self.paragraphs[-1]
        self.paragraphs[-1] = Paragraph(start=last.start, end=len(self.text), place=last.place)
        return start, len(self.text)


def read_tagged(path: Path, taxonomy: Taxonomy, *, name: str | None = None) -> AnnotatedReport:
    """One authored file as the same object the pipeline makes.

    Args:
        path: the file.
        taxonomy: labels and kinds that may occur.
        name: name of the report; the file's name without a folder by default.

    Raises:
        CorpusError: the format is broken; names file, line, what was found and what was expected.
    """
    draft = _Draft()
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if not line.strip():
            continue
        try:
            _read_line(line, number, draft, taxonomy)
        except ValueError as error:
            raise CorpusError(f"{path} 第 {number} 行：{error}") from None
    if missing := [key for key in _HEADERS if not draft.header.get(key)]:
        raise CorpusError(f"{path} 第 1 行：缺少一行“# {missing[0]}: …”；开头要写 {'、'.join(_HEADERS)}")
    if draft.header["kind"] not in get_args(ReportKind):
        raise CorpusError(f"{path} 第 1 行：kind 是 {draft.header['kind']!r}；请写 report 或 speech")
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", draft.header["date"]):
        raise CorpusError(f"{path} 第 1 行：date 是 {draft.header['date']!r}；请写成 2025-10-12 这样")
    return _finish(draft, name or path.name)


def _read_line(line: str, number: int, draft: _Draft, taxonomy: Taxonomy) -> None:
    if line.startswith("# "):
        key, _, value = line[2:].partition(":")
        draft.header[key.strip()] = value.strip()
        return
    cells = line.split("\t")
    if cells[0] == "H":
        if len(cells) != 2 or not cells[1].strip():
            raise ValueError("标题行应为 H、制表符、标题文字")
        draft.open_paragraph(number, heading=True)
        draft.append(cells[1])
        return
    if line.rstrip() == "P":
        draft.open_paragraph(number, heading=False)
        return
    if len(cells) not in (2, 3):
        raise ValueError(f"有 {len(cells)} 格；应为标签、制表符、句子，后面还可以有制表符、指标")
    if not draft.paragraphs or len(draft.paragraphs) - 1 in draft.heading_paragraphs:
        raise ValueError("句子不在段落里；前面要有单独一行 P")
    start, end = draft.append(cells[1])
    draft.sentences.append((len(draft.paragraphs) - 1, start, end))
    draft.tags.append(_parse_tag(cells[0], taxonomy))
    for item in cells[2].split(";") if len(cells) == 3 else []:
        if item.strip():
            draft.indicators.append(_parse_indicator(item.strip(), len(draft.sentences) - 1, start, end))


def _parse_tag(cell: str, taxonomy: Taxonomy) -> Tag:
    labels: list[str] = []
    kinds: list[str] = []
    for item in cell.split(","):
        key, _, kind = item.partition("/")
        if key not in taxonomy:
            raise ValueError(f"标签 {key!r} 不在标签体系{_named(taxonomy)}里；请改标签，或用 --taxonomy 换一个标签体系")
        if key in labels:
            raise ValueError(f"标签 {key!r} 写了两次")
        if (taxonomy[key].role == "todo") != bool(kind):
            raise ValueError(_kind_fault(item, taxonomy))
        if kind and kind not in {known.key for known in taxonomy.kinds}:
            raise ValueError(f"类型 {kind!r} 不在标签体系{_named(taxonomy)}里")
        labels.append(key)
        kinds.extend([kind] if kind else [])
    if len(labels) > 1 and any(taxonomy[key].role == "none" for key in labels):
        raise ValueError(f"{cell!r}：什么也没说的句子不能再有第二个标签")
    return Tag(labels=tuple(labels), kind=kinds[0] if kinds else None)


def _named(taxonomy: Taxonomy) -> str:
    return f" {taxonomy.path} " if taxonomy.path else ""


def _kind_fault(item: str, taxonomy: Taxonomy) -> str:
    todo = "、".join(dict.fromkeys(label.category.name for label in taxonomy.with_role("todo")))
    kinds = "、".join(f"/{kind.key}" for kind in taxonomy.kinds)
    return f"{item!r}：“{todo}”的标签后面要写类型（{kinds}），其他标签后面不写"


def _parse_indicator(item: str, sentence: int, start: int, end: int) -> Indicator:
    match = _INDICATOR.fullmatch(item)
    if not match or match["status"] not in get_args(Status) or match["bound"] not in get_args(Bound):
        raise ValueError(f"指标 {item!r} 应写成 名称=数值单位@状态，如 监测户=24户@actual")
    unit = match["unit"].strip()
    return Indicator(
        name=match["name"].strip(),
        value=float(match["value"]),
        unit=unit,
        bound=match["bound"],  # type: ignore[arg-type]  # checked against Bound above
        status=match["status"],  # type: ignore[arg-type]  # checked against Status above
        summable=unit not in ("%", "％"),
        sentence=sentence,
        start=start,
        end=end,
    )


def _finish(draft: _Draft, name: str) -> AnnotatedReport:
    header = draft.header
    kind: ReportKind = "speech" if header["kind"] == "speech" else "report"
    report = Report(
        name=name,
        text=draft.text,
        paragraphs=tuple(draft.paragraphs),
        title=header["title"],
        village=header["village"],
        author=header["author"],
        period=header.get("period") or quarter_of(*(int(part) for part in header["date"].split("-"))),
        kind=kind,
    )
    # Headings are the author's; only their level is read off the text, since the format has no place for it.
    levels = {index: heading.level for index, heading in find_headings(report).items()}
    headings: list[Heading] = []
    path: list[Heading] = []
    sections: dict[int, tuple[str, ...]] = {}
    for index, paragraph in enumerate(report.paragraphs):
        if index in draft.heading_paragraphs:
            text = report.text[paragraph.start : paragraph.end]
            heading = Heading(start=paragraph.start, end=paragraph.end, text=text, level=levels.get(index, 1))
            path = [*(above for above in path if above.level < heading.level), heading]
            headings.append(heading)
        sections[index] = tuple(above.text for above in path)
    return AnnotatedReport(
        report=report,
        headings=tuple(headings),
        sentences=tuple(
            Sentence(
                index=number,
                start=start,
                end=end,
                text=report.text[start:end],
                section=sections[paragraph],
                paragraph=paragraph,
            )
            for number, (paragraph, start, end) in enumerate(draft.sentences)
        ),
        tags=tuple(draft.tags),
        indicators=tuple(draft.indicators),
    )


def tagged_text(annotated: AnnotatedReport, taxonomy: Taxonomy, *, date: str) -> str:
    """A tagged report in the authoring format, for :func:`read_tagged`; white space that the format needs is flat.

    Args:
        annotated: with tags.
        taxonomy: says which labels take a kind.
        date: when it was signed or handed in, ``YYYY-MM-DD``.
    """
    report = annotated.report
    header = {"title": report.title, "village": report.village, "author": report.author, "date": date,
              "period": report.period, "kind": report.kind}  # fmt: skip
    lines = [
        f"# {key}: {' '.join(value.split()) or '未填'}" for key, value in header.items() if value or key != "period"
    ]
    headings = {heading.start: heading for heading in annotated.headings}
    by_paragraph: dict[int, list[int]] = {}
    for sentence in annotated.sentences:
        by_paragraph.setdefault(sentence.paragraph, []).append(sentence.index)
    indicators: dict[int, list[str]] = {}
    for entry in annotated.indicators:
        value = f"{entry.value:.6f}".rstrip("0").rstrip(".")
        indicators.setdefault(entry.sentence, []).append(
            f"{entry.name}={entry.bound}{value}{entry.unit}@{entry.status}"
        )
    for index, paragraph in enumerate(report.paragraphs):
        if paragraph.start in headings:
            lines.append(f"H\t{_flat(headings[paragraph.start].text)}")
        elif index in by_paragraph:
            lines.append("P")
            for number in by_paragraph[index]:
                cells = [_tag_cell(annotated.tags[number], taxonomy), _flat(annotated.sentences[number].text)]
                cells += ["; ".join(indicators[number])] if number in indicators else []
                lines.append("\t".join(cells))
    return "\n".join(lines) + "\n"


def _flat(text: str) -> str:
    return " ".join(text.split())


def _tag_cell(tag: Tag, taxonomy: Taxonomy) -> str:
    return ",".join(f"{key}/{tag.kind}" if taxonomy[key].role == "todo" else key for key in tag.labels)


def corpus_files(folder: Path) -> list[Path]:
    """Authored files below a folder, in a fixed order."""
    return sorted(folder.rglob(f"*{SUFFIX}"))


def read_corpus(folder: Path, taxonomy: Taxonomy) -> Iterator[AnnotatedReport]:
    """Every authored report below a folder, named by its path inside it (``qingshi/2025q3-yangshu``).

    Raises:
        CorpusError: a file breaks the format, or there is none.
    """
    files = corpus_files(folder)
    if not files:
        raise CorpusError(f"{folder} 里没有 {SUFFIX} 文件；请检查路径")
    for path in files:
        yield read_tagged(path, taxonomy, name=path.relative_to(folder).as_posix().removesuffix(SUFFIX))
