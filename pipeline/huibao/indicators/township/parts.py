"""What a village lists as parts of a total: 其中保洁员7人、护林员6人; （一组412头，二组385头）; lines above 合计."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import count

from huibao.indicators.numbers.quantities import Quantity, read_quantities
from huibao.indicators.numbers.reading import DIGITS
from huibao.segment.words import tag_words

_SHARES_BEGIN = re.compile("，?[：（]?其中：?")
_BRACKET = re.compile("（")
# 纠纷17件，分三类：…; 其中分别为…: what the text says to be all parts.
_ALL_BEGIN = re.compile(
    "[，：（]?(?:其中：?)?分别(?:是|为|有)?：?|[，：（]?包括：?"
    "|[，：（]?分(?:为|成)?(?P<kinds>[两二三四五六七八九2-9])(?:大?类|种|块|部分|个?方面)[：，]"
)
_SHARES_FOLLOW = re.compile("其中：?")
_MARKS = ("、", "，", "；")
_NAME = re.compile(r"[^，。；、：（）\d]{1,12}")
# What stands between the parts of a list and is none: 其中租金14万元，上年是33万元; 支出51万元，结余13万元.
_NO_PART = re.compile(
    "[去上前今本]年|同期|同比|环比|年初|季度|上季|半年|月|任务|计划|目标|应|支出|结余|累计|合计|比|[超差缺欠剩余还另再又]|其他|其它|完成|已"
)
_OF_INCOME = re.compile("(?:租金?|出租|分红|费|收入|发电)$")
_OF_NOUNS = ("n", "vn", "an", "l", "j", "b", "f", "s", "i", "nz")
_GROUPS = frozenset({"组", "社", "队", "屯"})
_RESTS = re.compile("[、，]?(?:其余|其他|其它|剩余|余下|等|还有|另)")
_ENDS = re.compile("[。；）]")
_TOTAL_LINE = re.compile(r"(?:[（(]?\d{1,2}[)）.．、])?(?:合计|总计|共计|小计)")
_LABEL = re.compile(r"[^，。；：\d]{1,20}")
_LEAST_LINES = 2
_AS_GOOD_AS_ALL = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Parts:
    """Parts that are listed with a total.

    Attributes:
        values: of the parts.
        all: whether they may be all that there are: a bracket lists all, 其中 of three or more most often.
        complete: whether the text says that they are all: 分别, 包括, 分三类 and three of them.
        sure: whether they surely are of the total; behind mere commas, a deed or what is larger may be another's.
        named: whether each is told as a thing; what was done (收回欠款2万元) may be no part.
    """

    values: tuple[Decimal, ...] = ()
    all: bool = False
    complete: bool = False
    sure: bool = False
    named: bool = False


def listed_behind(text: str, whole: Quantity, following: Sequence[Quantity]) -> Parts:
    """The parts that a sentence lists at once behind a total.

    Args:
        text: the normalised sentence.
        whole: the total.
        following: the sentence's figures behind it.
    """
    if opening := _ALL_BEGIN.match(text, whole.end):
        parts = _list(text, opening.end(), whole, following, shares=False)
        kinds = opening["kinds"]
        told = len(parts.values) == (DIGITS.get(kinds) or int(kinds)) if kinds else parts.all
        return replace(parts, complete=parts.all and told)
    for begin, shares in ((_SHARES_BEGIN, True), (_BRACKET, False)):
        if opening := begin.match(text, whole.end):
            return _list(text, opening.end(), whole, following, shares=shares)
    return Parts()


def listed_next(text: str, whole: Quantity) -> Parts:
    """The parts that a sentence of its own lists of the total before it: 其中：承包费9.8万元，租金7.0万元."""
    opening = _SHARES_FOLLOW.match(text)
    return _list(text, opening.end(), whole, read_quantities(text), shares=True) if opening else Parts()


def _list(text: str, start: int, whole: Quantity, figures: Sequence[Quantity], *, shares: bool) -> Parts:
    values: list[Decimal] = []
    names: list[str] = []
    end, mark = start, ""
    waiting = list(figures)
    while waiting:
        part = waiting.pop(0)
        # 一组412头: the group is a name, though it is read as a number of groups.
        group = part if part.unit in _GROUPS and waiting and waiting[0].start == part.end else None
        if group:
            part = waiting.pop(0)
        if values:
            between = text[end : end + 1]
            if between not in _MARKS or between != (mark or between):
                break
            mark, end = between, end + 1
        name = text[end : part.start]
        if part.unit != whole.unit or part.bound or not _NAME.fullmatch(name):
            break
        if (mark or text[part.end : part.end + 1]) != "、" and _NO_PART.search(name):
            break
        values.append(part.value)
        names.append("" if group else name)
        end = part.end
    following = next((figure for figure in figures if figure.start >= end), None)
    goes_on = following is not None and following.unit == whole.unit and not _ENDS.search(text, end, following.start)
    ended = not goes_on and not _RESTS.match(text, end)
    enough = len(values) >= _AS_GOOD_AS_ALL if shares else text[end : end + 1] in ("）", "。", "")
    named = all(not name or _names_a_thing(name) for name in names)
    sure = mark == "、" or (named and all(value < whole.value for value in values))
    return Parts(values=tuple(values), all=ended and enough and named, sure=sure, named=named)


def _names_a_thing(name: str) -> bool:
    words = tag_words(name)
    return bool(_OF_INCOME.search(name) or (words and words[0][1].startswith(_OF_NOUNS)))


def is_total_line(text: str) -> bool:
    """Whether a line is the total of those above it: 合计：2025年46.8万元."""
    return bool(_TOTAL_LINE.match(text))


def columns_above(text: str, line_above: Callable[[int], str | None]) -> Iterator[tuple[Quantity, Parts]]:
    """Each figure of a total line with those that stand above it in the lines of its list.

    Args:
        text: the total line, normalised.
        line_above: the line so many above it; None where there is none.

    Example:
        租金：2025年18万元，2024年14万元。 光伏：2025年6万元，2024年5万元。 above 合计：2025年24万元，2024年19万元。
    """
    totals = read_quantities(text)
    lines: list[Sequence[Quantity]] = []
    for place in count(1):
        above = line_above(place)
        if above is None or is_total_line(above) or not _LABEL.match(above):
            break
        figures = read_quantities(above)
        if [figure.unit for figure in figures] != [total.unit for total in totals]:
            break
        lines.insert(0, figures)
    if len(lines) >= _LEAST_LINES:
        for column, total in enumerate(totals):
            yield total, Parts(values=tuple(line[column].value for line in lines), all=True, named=True)
