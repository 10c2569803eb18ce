"""Numerals of Chinese prose in every written form, read to exact values.

Arabic (``1,200``, ``86.5``, full width), Chinese (``一百零五``, ``两千``, ``二〇二五``), mixed (``1.2亿``,
``13万2``, ``1200余万``), colloquial (``三万五`` = 35 000, ``两三个``, ``四十来户``), shares (``百分之十二``,
``两成``, ``12%``). Values are :class:`~decimal.Decimal`, so that sums of tenths come out right.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from huibao.resources import resource
from huibao.schema import Bound
from huibao.segment.normalize import normalize

DIGITS = {"零": 0, "〇": 0, "○": 0, "一": 1, "二": 2, "两": 2, "俩": 2, "三": 3, "仨": 3, "四": 4, "五": 5,
          "六": 6, "七": 7, "八": 8, "九": 9, "廿": 20, "卅": 30}  # fmt: skip
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
_UNITS = {**_SMALL, **_LARGE}
_CHINESE = "".join(DIGITS) + "".join(_UNITS)
# 余 多 来 几 may stand inside a numeral (1200余万, 十几万) or after it.
_INSIDE = "余多来几"
_ARABIC = r"\d{1,3}(?:[,，]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
_NUMERAL = re.compile(
    rf"(?P<share>百分之(?P<of_hundred>[{_CHINESE}点]+|{_ARABIC}))"
    rf"|(?P<arabic>{_ARABIC})(?P<inside>[{_INSIDE}]?)(?P<scale>[十百千万亿]{{0,3}})"
    rf"(?P<tail>(?<=[万亿千百])(?:[{_CHINESE}]+|\d{{1,4}}(?![\d.])))?(?P<percent>%?)"
    rf"|(?P<chinese>几?[{_CHINESE}]+(?:点[{_CHINESE}]+[万亿]?|[{_INSIDE}][万亿])?)"
)
_AFTER = re.compile(r"[余多来]|几(?=[^\d])")
_TENTHS = re.compile(r"成(?![立为功员本效果都年熟交长套就品分])")
# 一户一策, 一幢一档: for each one, one; a pattern rather than a list, since offices coin new ones.
_ONE_BY_ONE = r"一(?![十百千万亿零点])[\u4e00-\u9fff]一[\u4e00-\u9fff]"
_SOME_HUNDREDS = ("上百", "上千", "上万", "成百", "成千")


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


@lru_cache(maxsize=1)
def _idioms() -> re.Pattern[str]:
    lines = resource("corpus/lexicon/not_numerals.txt").read_text(encoding="utf-8").splitlines()
    words = [word for line in lines if (word := line.partition("#")[0].strip())]
    listed = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"{_ONE_BY_ONE}|{listed}")


def read_chinese(text: str) -> Decimal | None:
    """Value of a Chinese numeral; None where the characters form none.

    Example:
        >>> read_chinese("一百零五"), read_chinese("三万五"), read_chinese("二〇二五"), read_chinese("十二点六亿")
        (Decimal('105'), Decimal('35000'), Decimal('2025'), Decimal('1260000000.0'))
    """
    whole, point, fraction = text.partition("点")
    scale = 1
    if point:
        if fraction and fraction[-1] in _LARGE:
            scale = _LARGE[fraction[-1]]
            fraction = fraction[:-1]
        if not fraction or any(char not in DIGITS for char in fraction):
            return None
        base = read_chinese(whole)
        if base is None:
            return None
        return (base + Decimal("0." + "".join(str(DIGITS[char]) for char in fraction))) * scale
    if not whole:
        return None
    if all(char in DIGITS for char in whole):
        if len(whole) == 1 or whole[0] in "廿卅":
            return Decimal(sum(DIGITS[char] for char in whole))
        return Decimal("".join(str(DIGITS[char]) for char in whole))
    return _read_with_units(whole)


def _read_with_units(text: str) -> Decimal | None:
    total = section = 0
    pending: int | None = None
    last_unit = 0
    after_zero = False
    for char in text:
        if char in DIGITS:
            if pending:
                return None
            pending = DIGITS[char]
            after_zero = after_zero or char in "零〇○"
        elif char in _SMALL:
            section += (1 if pending is None else pending) * _SMALL[char]
            pending, last_unit, after_zero = None, _SMALL[char], False
        else:
            section += pending or 0
            if char == "亿":
                total = (total + section) * _LARGE[char] if total + section else _LARGE[char]
            else:
                high, low = divmod(total, _LARGE["亿"])
                total = high * _LARGE["亿"] + (low + (section or 1)) * _LARGE[char]
            section, pending, last_unit, after_zero = 0, None, _LARGE[char], False
    if pending:
        # 三万五 is 35 000 and 一百二 is 120, but 三万零五 is 30 005 and 十五 is 15.
        colloquial = last_unit > 10 and not after_zero
        section += pending * (last_unit // 10 if colloquial else 1)
    return Decimal(total + section)


def find_numerals(text: str) -> list[Numeral]:
    """Numerals of a text, left to right, without those inside idioms (统一, 三会一课, 十四五).

    Args:
        text: normalised text (see :func:`huibao.segment.normalize.normalize`); offsets index it.

    Example:
        >>> [(str(n.value), n.bound) for n in find_numerals("争取资金1200余万元，近百户受益，修路3.6公里")]
        [('12000000', '≥'), ('100', '≈'), ('3.6', '')]
    """
    idioms = [match.span() for match in _idioms().finditer(text)]
    found: list[Numeral] = []
    position = 0
    while match := _NUMERAL.search(text, position):
        position = match.end()
        # An idiom that begins inside a numeral is none: 万一 in 一万一千, 一起 in 十一起.
        covering = next((span for span in idioms if span[0] <= match.start() < span[1]), None)
        if covering:
            position = max(covering[1], match.start() + 1)
            continue
        numeral = _numeral(match, text)
        if numeral is not None:
            found.append(numeral)
            position = max(position, numeral.end)
    return found


def _numeral(match: re.Match[str], text: str) -> Numeral | None:
    start, end = match.span()
    if match["share"]:
        body = match["of_hundred"]
        share = Decimal(body.replace(",", "")) if body[0].isdigit() else read_chinese(body)
        return None if share is None else Numeral(start=start, end=end, value=share, percent=True)
    read = _read_arabic(match) if match["arabic"] else _read_chinese_match(match["chinese"])
    if read is None:
        return None
    value, bound = read
    if bound == "" and (after := _AFTER.match(text, end)) and not match["percent"]:
        bound = "≈" if after.group() == "来" else "≥"
        end = after.end()
    before = text[max(start - 1, 0) : start]
    percent = bool(match["percent"])
    if not percent and value <= 10 and (tenths := _TENTHS.match(text, end)):
        value, percent, end = value * 10, True, tenths.end()
        if text[end : end + 1] == "半":
            value, end = value + 5, end + 1
    elif text[start - 1 : start + 1] in _SOME_HUNDREDS:
        bound = "≥"
    return Numeral(start=start, end=end, value=value, bound=bound, percent=percent, ordinal=before == "第")


def _read_arabic(match: re.Match[str]) -> tuple[Decimal, Bound] | None:
    value = Decimal(match["arabic"].replace(",", "").replace("，", ""))
    scale = 1
    for char in match["scale"]:
        scale *= _UNITS[char]
    value *= scale
    if tail := match["tail"]:
        rest = Decimal(tail) if tail[0].isdigit() else read_chinese(tail)
        if rest is None:
            return None
        # 13万2 is 132 000; 3万5千 says its own unit.
        value += rest * (scale // 10) if len(tail) == 1 else rest
    return value, ("≥" if match["inside"] else "")


def _read_chinese_match(text: str) -> tuple[Decimal, Bound] | None:
    bound: Bound = ""
    had_some = text.startswith("几")
    for char in _INSIDE:
        if char in text:
            bound = "≈" if char == "来" else "≥"
            text = text.replace(char, "")
    if not text or (had_some and text in _UNITS):
        # 几十户 and 几百亩 say no amount.
        return None
    # 两三个, 七八百, 三四十户: the first digit counts, about.
    pair = re.search(r"[一二两三四五六七八][二两三四五六七八九](?=[十百千万亿]|$)", text)
    if pair and (len(text) == 2 or pair.end() < len(text)) and _neighbours(pair.group()):
        text, bound = text[: pair.start() + 1] + text[pair.end() :], "≈"
    value = read_chinese(text)
    return None if value is None else (value, bound)


def _neighbours(pair: str) -> bool:
    return DIGITS[pair[1]] - DIGITS[pair[0]] in (1, 2)


def values_of(text: str) -> set[tuple[Decimal, bool]]:
    """All (value, percent) that a raw text holds; for checking one text against another."""
    return {(numeral.value.normalize(), numeral.percent) for numeral in find_numerals(normalize(text).text)}
