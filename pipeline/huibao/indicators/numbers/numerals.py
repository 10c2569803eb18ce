"""Numerals of Chinese prose in every written form, read to exact values.

Arabic (``1,200``, ``86.5``, full width), Chinese (``一百零五``, ``两千``, ``二〇二五``), mixed (``1.2亿``,
``13万2``, ``1200余万``), colloquial (``三万五`` = 35 000, ``两三个``, ``四十来户``), shares (``百分之十二``,
``两成``, ``七成八``, ``12%``). Values are :class:`~decimal.Decimal`, so that sums of tenths come out right.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from huibao.indicators.numbers.idioms import NUMERAL_CHARS, idiom_spans
from huibao.indicators.numbers.reading import CHINESE, DIGITS, LARGE, SCALES, plain_digits, read_number
from huibao.indicators.numbers.reading import read_chinese as read_chinese
from huibao.schema import Bound
from huibao.segment.normalize import normalize

_START = re.compile(rf"[0-9{CHINESE}]")
_OF = "分之"
_TENTHS = re.compile(r"成(?![立为功员本效果都年熟交长套就品分了群])")
# 七成八 has a digit behind it, 七成八个 has 八个.
_TENTHS_TAIL = re.compile(rf"([{''.join(DIGITS)}])(?![{CHINESE}个户人元名位家项处亩件])|(半)")
# 几十户, 数百人, 好几万元 say no amount, and 半亿 is not 亿.
_UNSAID = "几数半"
# What is below nothing is no amount either: 收入-3万元 shall not be added as 3万元.
_NEGATIVE = re.compile(r"(?:负|(?:收[入益]|利润|[盈结]余|余额|[为是])[-－−])$")
# Sentences of which the numerals are kept: table, draft and check ask for those of the same ones over and over.
_KEPT = 8192
_LIMITS: dict[str, Bound] = {"近": "≈", "上": "≥", "过": "≥"}


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number read in a text.

    Attributes:
        start, end: range in the text that was searched.
        value: exact.
        bound: ``≥`` (余, 多, 几, 上百), ``≈`` (来, 近百, 两三), empty for exact.
        percent: it is a share of a hundred (``12%``, ``百分之十二``, ``两成``), value 12, 12, 20.
        ordinal: it counts a place (``第三``), not an amount.
    """

    start: int
    end: int
    value: Decimal
    bound: Bound = ""
    percent: bool = False
    ordinal: bool = False


def find_numerals(text: str) -> list[Numeral]:
    """Numerals of a text, left to right, without those inside idioms (统一, 三会一课, 十四五).

    Args:
        text: normalised text (see :func:`huibao.segment.normalize.normalize`); offsets index it.

    Example:
        >>> [(str(n.value), n.bound) for n in find_numerals("争取资金1200余万元，近百户受益，修路3.6公里")]
        [('12000000', '≥'), ('100', '≈'), ('3.6', '')]
    """
    return list(_numerals(text))


@lru_cache(maxsize=_KEPT)
def _numerals(text: str) -> tuple[Numeral, ...]:
    text = plain_digits(text)
    match = _START.search(text)
    if match is None:
        return ()
    idioms = idiom_spans(text)
    found: list[Numeral] = []
    last_end = -1
    while match:
        start = match.start()
        while idioms and idioms[0][1] <= start:
            idioms.pop(0)
        if idioms and idioms[0][0] <= start:
            position = idioms[0][1]
        else:
            numeral = _numeral_at(text, start, idioms[0][0] if idioms else len(text))
            if numeral is None:
                position = start + 1
            else:
                # What follows at once can be no numeral of its own: 四百二组, 一万一万.
                follows = start == last_end and text[start - 1] in NUMERAL_CHARS
                position = last_end = numeral.end
                if not follows and not _unsaid(text, numeral):
                    found.append(numeral)
        match = _START.search(text, position)
    return tuple(found)


def _unsaid(text: str, numeral: Numeral) -> bool:
    if _NEGATIVE.search(text[max(0, numeral.start - 4) : numeral.start]):
        return True
    return numeral.start > 0 and text[numeral.start - 1] in _UNSAID and text[numeral.start] in SCALES


def _numeral_at(text: str, start: int, stop: int) -> Numeral | None:
    reading = read_number(text, start, stop)
    if reading is None:
        return None
    value, bound, end = reading.value, reading.bound, reading.end
    percent = False
    before = text[start - 1 : start]
    if text.startswith(_OF, end) and value:
        share = read_number(text, end + len(_OF), stop)
        if share is not None:
            value, bound, end, percent = share.value * 100 / value, share.bound, share.end, True
    elif text.startswith(("%", "‰"), end):
        percent = True
        value = value / 10 if text[end] == "‰" else value
        end += 1
    elif value <= 10 and (tenths := _TENTHS.match(text, end)):
        value, end, percent = value * 10, tenths.end(), True
        if tail := _TENTHS_TAIL.match(text, end):
            value, end = value + (DIGITS[tail[1]] if tail[1] else 5), tail.end()
        if text[end : end + 1] in ("多", "余"):
            bound, end = "≥", end + 1
    elif not bound and all(char in SCALES for char in text[start:end]):
        bound = _LIMITS.get(before, "")
    elif text[end - 1] == "几" and (upper := read_number(text, end, stop)) and upper.value > value:
        # 十几二十户: between the two; 十几二十万 are both told in 万.
        if (scale := text[upper.end - 1]) in LARGE and value < LARGE[scale]:
            value *= LARGE[scale]
        end = upper.end
    return Numeral(start=start, end=end, value=value, bound=bound, percent=percent, ordinal=before == "第")


def values_of(text: str) -> set[tuple[Decimal, bool]]:
    """All (value, percent) that a raw text holds; for checking one text against another."""
    return {(numeral.value.normalize(), numeral.percent) for numeral in find_numerals(normalize(text).text)}
