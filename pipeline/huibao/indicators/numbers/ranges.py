"""Two numerals that are one amount: 3至5人, 三到五万元, 2、3户."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from huibao.indicators.numbers.marks import BREAK
from huibao.indicators.numbers.numerals import Numeral
from huibao.indicators.numbers.reading import CHINESE, DIGITS, LARGE, SCALES
from huibao.indicators.numbers.units import match_unit

_MARK = re.compile(r"[至到]|—+|[-–~～－]")
# 分别为2、3万元 are two amounts.
_EACH = re.compile(r"(?:分别|依次|各)[^，。；\d]{0,3}$")
# Behind these a list goes on or begins.
_OPENS = frozenset("第、（“" + BREAK)
# 三到五万元, 两到三百户: one scale for both ends.
_SHARED_SCALES = LARGE | {"百": 100, "千": 1000}
# The lower end of 由11户降到7户 is no lower bound but where a movement started.
_MOVING_FROM = re.compile(r"[由从自](?:[^，。；\d]{0,6})$")
# 三组 and 4栋 behind 一、二、 and 楼3、 are themselves numbers of places; 二、三组修路 is the second item of a list.
_LISTED = re.compile(rf"[^{CHINESE}\d，。；：（]([{CHINESE}]|\d{{1,2}})、$")
_NUMBERED = frozenset("组栋幢队班期楼号级类社等季")
# 一二三组, 二三组: the numbers of groups, one by one; 两三组 and 七八组 may count them.
_IN_ROW = re.compile(r"一二三?四?五?六?|二三四?五?六?|三四五六?")


def joined(text: str, lower: Numeral, upper: Numeral) -> Numeral | None:
    """The amount of two numerals that follow one another, from the first to the second; None where they are two.

    Of a range the lower end is given, which is what is sure; of a pair the first, and about.
    """
    if _is_range(text, lower, upper):
        return replace(lower, value=_lower_end(text, lower, upper), bound="≥", end=upper.end)
    if _is_pair(text, lower, upper):
        scale = upper.value / (lower.value + 1)
        return replace(lower, value=lower.value * scale, bound="≈", end=upper.end)
    return None


def is_listed(text: str, numeral: Numeral) -> bool:
    """Whether a numeral is or ends a list of numbered places: the last one of 一、二、三组, and 一二三组."""
    return text[numeral.end] in _NUMBERED and bool(
        _LISTED.search(text, 0, numeral.start) or _IN_ROW.fullmatch(text, numeral.start, numeral.end)
    )


def _is_range(text: str, lower: Numeral, upper: Numeral) -> bool:
    """3至5人, 3万到5万元, 3户至5户; but 由11户降到7户, 60箱到138箱 and 33%上升到34% tell of a change."""
    if not 0 < upper.start - lower.end <= 4 or lower.percent != upper.percent or lower.value >= upper.value:
        return False
    unit = None if lower.percent else match_unit(text, lower.end)
    mark_at = unit[1] if unit else lower.end
    return (
        bool(_MARK.fullmatch(text, mark_at, upper.start))
        and (mark_at == lower.end or lower.value * 10 > upper.value)
        and not _MOVING_FROM.search(text, 0, lower.start)
    )


def _lower_end(text: str, lower: Numeral, upper: Numeral) -> Decimal:
    scale = _SHARED_SCALES.get(text[upper.end - 1], 0)
    if not scale or not _MARK.match(text, lower.end) or any(char in SCALES for char in text[lower.start : lower.end]):
        return lower.value
    return lower.value * scale if lower.value * scale < upper.value else lower.value


def _is_pair(text: str, lower: Numeral, upper: Numeral) -> bool:
    """2、3户, 有三、四十户: about so many; but 一、二、三组 are numbers of places, and 三、 opens an item of a list."""
    return (
        text[lower.end : upper.start] == "、"
        and lower.end - lower.start == 1
        and not lower.percent
        and not upper.percent
        and (upper.value == lower.value + 1 or text[upper.start] in DIGITS or text[upper.end - 1] in LARGE)
        and upper.value in {(lower.value + 1) * scale for scale in (1, *SCALES.values())}
        and lower.start > 0
        and text[lower.start - 1] not in _OPENS
        and not _EACH.search(text, 0, lower.start)
        and text[upper.end : upper.end + 1] not in _NUMBERED
    )
