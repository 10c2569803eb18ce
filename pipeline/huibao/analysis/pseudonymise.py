"""Stand-ins for persons, places, organisations and numbers that identify, the same everywhere for the same name.

What it may miss, and a person must therefore look for before the texts leave the house: names that the recogniser does
not know as names (nicknames 阿标, given names alone 晓燕, dialect, names split by spaces); people told by what is said
of them (全村唯一的大学生); the same person under two forms of the name, who gets two stand-ins; and a village called
by a short name that is an ordinary word too (茶园 for 茶园村).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TypeVar

from huibao.names import locate_names
from huibao.schema import AnnotatedReport, Heading, Indicator, Paragraph, Sentence
from huibao.segment.words import tag_words

_Ranged = TypeVar("_Ranged", Paragraph, Heading, Sentence, Indicator)
_Worded = TypeVar("_Worded", Heading, Sentence)
# Names of the state and of the whole country identify nobody.
_PUBLIC = frozenset(("中国", "全国", "中华人民共和国", "党中央", "国务院", "中共中央", "中央", "亚洲", "世界"))
_NUMBERS = {
    "身份证": re.compile(r"(?<![\dA-Za-z])\d{17}[\dXx](?![\dA-Za-z])|(?<![\dA-Za-z])\d{15}(?![\dA-Za-z])"),
    "手机": re.compile(r"(?<!\d)1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)"),
    "电话": re.compile(r"(?<!\d)0\d{2,3}[- ]?\d{7,8}(?!\d)"),
    "银行卡": re.compile(r"(?<!\d)\d{16,19}(?!\d)|(?<!\d)\d{4}(?: \d{4}){3}(?: \d{1,3})?(?!\d)"),
    "邮箱": re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z]{2,})+"),
}
_KINDS = {"PER": "人名", "LOC": "地名", "ORG": "机构"}
_SURNAMES = "赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕张"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
# Kept at the end of a stand-in, so that it reads as what it stands for.
_ENDINGS = {
    "地名": re.compile(r"(?:自治[州县区]|街道|社区|嘎查|苏木|小组|[村镇乡县市省区州组屯寨庄湾坪沟路街河江湖山])$"),
    "机构": re.compile(
        r"(?:合作社|有限公司|公司|党支部|委员会|基金会|卫生[院室]|[小中大]学|学[院校]|医院|银行|协会|联社|政府|[局办所站院厂社队])$"
    ),
}
# 镇里, 村两委, 县政府, 邻村, 新农村, 机耕路: any township's, so nobody's.
_GENERIC = re.compile(
    r"[镇乡村县市省区组州][里上内级党两支政委部会府办公室]*|上级.*|各.*|"
    r"(?:新|美丽?|和美|邻|外|本|全|老)?(?:农村|乡村|[村乡镇县省])|.{0,2}(?:机耕|通组|通村|产业|入户|进村|环村|便民)路"
)
_NAME_POS = ("nr", "ns", "nt", "nz")
_AUTHOR = re.compile(r"[\u4e00-\u9fff·]{2,5}$")
# A two-character name may be part of other words: it is replaced where the recogniser sees it, or where it stands alone
# or behind a post, as in a signature.
_LEAST_EVERYWHERE = 3
_ALONE = r"(?:(?<![\u4e00-\u9fff])|(?<=专干|书记|主任|支书|队长|队员|委员|文书|会计|站长))(?:{})(?![\u4e00-\u9fff])"


@dataclass(frozen=True, kw_only=True, slots=True)
class StandIn:
    """A line of the key: what was replaced by what, how often."""

    original: str
    stand_in: str
    kind: str
    count: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Pseudonymised:
    """Reports that name nobody, and the key that must be kept apart from them."""

    reports: tuple[AnnotatedReport, ...]
    key: tuple[StandIn, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Edit:
    start: int
    end: int
    stand_in: str


class _Names:
    """Stand-ins by original, handed out in order of appearance."""

    def __init__(self) -> None:
        self.given: dict[str, tuple[str, str]] = {}
        self.used: Counter[str] = Counter()
        self.villages: set[str] = set()
        self._next: Counter[str] = Counter()

    def learn(self, original: str, kind: str) -> str:
        """The stand-in of a name, a new one where it has none yet."""
        if original not in self.given:
            self.given[original] = (self._make(original, kind), kind)
        return self.given[original][0]

    def learn_village(self, village: str) -> None:
        """A village, and its short form (石桥 of 石桥村) unless that is an ordinary word, with the same letter."""
        stand_in = self.learn(village, "地名")
        ending = _ENDINGS["地名"].search(village)
        short = village[: ending.start()] if ending else village
        words = tag_words(short)
        if len(short) > 1 and not (len(words) == 1 and not words[0][1].startswith(_NAME_POS)):
            self.given.setdefault(short, (stand_in.removesuffix(ending[0] if ending else ""), "地名"))
            self.villages.add(short)
        self.villages.add(village)

    def _make(self, original: str, kind: str) -> str:
        number = self._next[kind]
        self._next[kind] += 1
        if kind == "人名":
            rounds, position = divmod(number, len(_SURNAMES) * len(_STEMS))
            name = f"{_SURNAMES[position % len(_SURNAMES)]}某{_STEMS[position // len(_SURNAMES)]}"
            return name + (_letters(rounds - 1) if rounds else "")
        if kind in ("地名", "机构"):
            ending = _ENDINGS[kind].search(original)
            return _letters(number) + (ending[0] if ending else {"地名": "地", "机构": "单位"}[kind])
        return f"〔{kind}{number + 1}〕"


def _letters(number: int) -> str:
    """A, B … Z, AA, AB …: no figure that an indicator could be read from."""
    name = ""
    number += 1
    while number:
        number, digit = divmod(number - 1, 26)
        name = chr(ord("A") + digit) + name
    return name


def pseudonymise(reports: Sequence[AnnotatedReport]) -> Pseudonymised:
    """Replace what identifies people and places, in texts, headings, titles, villages and authors.

    Sentences, headings, paragraphs and indicators keep their order and tags, and their offsets are true in the new
    text. Reports are renamed ``0001`` and so on, since file names name villages.

    Example: ``石桥村周晓燕13800138000`` becomes ``A村赵某甲〔手机1〕``.
    """
    names = _Names()
    for annotated in reports:
        report = annotated.report
        if report.village:
            names.learn_village(report.village)
        if (author := _AUTHOR.search(report.author)) and author[0] != report.village:
            names.learn(author[0], "人名")
    found = [list(_recognised(annotated.report.text, names)) for annotated in reports]
    everywhere = _everywhere(names)
    known = _pattern(names.given)
    renamed = []
    for number, (annotated, edits) in enumerate(zip(reports, found, strict=True), 1):
        renamed.append(_rewritten(annotated, _settled(annotated.report.text, edits, everywhere, names), f"{number:04}"))
    finished = tuple(_with_fields(annotated, known, names) for annotated in renamed)
    key = tuple(
        StandIn(original=original, stand_in=stand_in, kind=kind, count=names.used[original])
        for original, (stand_in, kind) in names.given.items()
    )
    files = tuple(
        StandIn(original=before.report.name, stand_in=after.report.name, kind="报告", count=1)
        for before, after in zip(reports, finished, strict=True)
    )
    return Pseudonymised(reports=finished, key=(*key, *files))


def _everywhere(names: _Names) -> re.Pattern[str]:
    """Where a name is replaced whether the recogniser saw it or not."""
    long = [name for name in names.given if len(name) >= _LEAST_EVERYWHERE or name in names.villages]
    short = [name for name, (_, kind) in names.given.items() if kind == "人名" and name not in long]
    alone = _ALONE.format("|".join(map(re.escape, short)) or "(?!)")
    return re.compile(f"{_pattern(long).pattern}|{alone}")


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    # The longest first: 石桥村小学 before 石桥村. An empty alternation would match everywhere.
    ordered = sorted(names, key=lambda name: (-len(name), name))
    return re.compile("|".join(map(re.escape, ordered)) or r"(?!)")


def _recognised(text: str, names: _Names) -> Iterator[tuple[int, int, str]]:
    """Names and numbers where they stand in a text; each gets its stand-in."""
    for kind, pattern in _NUMBERS.items():
        for match in pattern.finditer(text):
            names.learn(match[0], kind)
            yield match.start(), match.end(), match[0]
    for line in re.finditer(r"[^\n]+", text):
        for name in locate_names(line[0]):
            # 石桥村小学 becomes A村小学, and what the recogniser ran on into (石桥村离镇) stays as it stands.
            if any(name.text.startswith(village) and name.text != village for village in names.villages):
                continue
            if name.kind == "PER" or not _is_common(name.text):
                names.learn(name.text, _KINDS[name.kind])
                yield line.start() + name.start, line.start() + name.end, name.text


def _is_common(word: str) -> bool:
    """Whether a supposed place or body is an ordinary word: 镇里, 年底, 旅游."""
    if word in _PUBLIC or _GENERIC.fullmatch(word):
        return True
    words = tag_words(word)
    if _GENERIC.fullmatch(words[0][0]) and not any(pos.startswith("n") for _, pos in words[1:]):
        return True
    ends_like_one = any(ending.search(word) for ending in _ENDINGS.values())
    return len(words) == 1 and not words[0][1].startswith(_NAME_POS) and not ends_like_one


def _settled(
    text: str, found: Sequence[tuple[int, int, str]], everywhere: re.Pattern[str], names: _Names
) -> list[_Edit]:
    """Edits that do not overlap, in order: of two that do, the longer one, then the earlier."""
    found = [*found, *((match.start(), match.end(), match[0]) for match in everywhere.finditer(text))]
    taken = bytearray(len(text))
    edits = []
    for start, end, original in sorted(set(found), key=lambda one: (one[0] - one[1], one[0])):
        if not any(taken[start:end]):
            taken[start:end] = b"\x01" * (end - start)
            names.used[original] += 1
            edits.append(_Edit(start=start, end=end, stand_in=names.given[original][0]))
    return sorted(edits, key=lambda edit: edit.start)


class _Moved:
    """Where offsets of the old text are in the new one."""

    def __init__(self, edits: Sequence[_Edit]) -> None:
        self._edits = edits
        grown = [len(edit.stand_in) - (edit.end - edit.start) for edit in edits]
        self._shift = [0, *accumulate(grown)]

    def __call__(self, offset: int, *, end: bool = False) -> int:
        """A start inside a replaced name moves to its beginning, an end to its end."""
        for number, edit in enumerate(self._edits):
            if offset <= edit.start:
                return offset + self._shift[number]
            if offset < edit.end:
                return (edit.end + self._shift[number + 1]) if end else (edit.start + self._shift[number])
        return offset + self._shift[-1]


def _rewritten(annotated: AnnotatedReport, edits: Sequence[_Edit], name: str) -> AnnotatedReport:
    report = annotated.report
    pieces, position = [], 0
    for edit in edits:
        pieces += [report.text[position : edit.start], edit.stand_in]
        position = edit.end
    text = "".join([*pieces, report.text[position:]])
    moved = _Moved(edits)

    def placed(one: _Ranged) -> _Ranged:
        return replace(one, start=moved(one.start), end=moved(one.end, end=True))

    def worded(one: _Worded) -> _Worded:
        new = placed(one)
        return replace(new, text=text[new.start : new.end])

    return replace(
        annotated,
        report=replace(report, name=name, text=text, paragraphs=tuple(map(placed, report.paragraphs))),
        headings=tuple(map(worded, annotated.headings)),
        sentences=tuple(map(worded, annotated.sentences)),
        indicators=tuple(map(placed, annotated.indicators)),
    )


def _with_fields(annotated: AnnotatedReport, known: re.Pattern[str], names: _Names) -> AnnotatedReport:
    """Title, village, author and sections with the stand-ins that the texts have."""

    def renamed(value: str) -> str:
        return known.sub(lambda match: names.given[match[0]][0], value)

    report = annotated.report
    return replace(
        annotated,
        report=replace(
            report, title=renamed(report.title), village=renamed(report.village), author=renamed(report.author)
        ),
        sentences=tuple(
            replace(sentence, section=tuple(map(renamed, sentence.section))) for sentence in annotated.sentences
        ),
        indicators=tuple(replace(indicator, name=renamed(indicator.name)) for indicator in annotated.indicators),
    )
