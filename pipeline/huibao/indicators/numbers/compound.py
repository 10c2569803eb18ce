"""Units told in parts (两亩三分地, 五块八毛, 三公里半, 半亩), and units that a word behind them proves (九分地)."""

from __future__ import annotations

import re
from decimal import Decimal

from huibao.indicators.numbers.marks import closes
from huibao.indicators.numbers.numerals import Numeral, find_numerals
from huibao.indicators.numbers.reading import CHINESE, DIGITS, SCALES, read_number
from huibao.indicators.numbers.units import UnitForm, match_unit

# Behind these written units may stand a bare tenth: 两公里六, 一吨二, 三块五, 二十亩三.
_HAS_TENTHS = frozenset({"公里", "吨", "斤", "块", "亩", "块钱", "米", "里", "公斤", "里路"})
_TENTH = re.compile(
    rf"(半)|([{''.join(DIGITS)}1-9])(?!(?!一(?:公?斤|亩|[个只头箱袋车筐张棵]))[{CHINESE}\d.]|[个户人名位家项处亩元斤吨米口眼条头只台座栋间场次件起期组队号月日年季层级类种样成分是来要])"
)
_PART = Decimal("0.1")
# What a smaller unit behind a larger one is of it.
_SMALLER: dict[str, dict[str, Decimal]] = {
    "亩": {"分地": _PART, "分田": _PART, "分": _PART},
    "斤": {"两": _PART},
    "块": {"毛": _PART, "角": _PART},
    "元": {"毛": _PART, "角": _PART},
    "公里": {"米": Decimal("0.001")},
}
# 3公里8米宽: a width, no part of the length.
_LEAST_METRES = Decimal(100)
# Units only where a word behind them or the size says so, and the least number that they are told with: 三分之一 is
# none, 三十度 is warmth, and 两件事 opens a list. No village adds up in them.
_PROVEN = (
    (re.compile(r"分(?=[菜水旱坡荒平良薄口粮自留承包责任老]{0,3}[地田](?![区方点位]))"), UnitForm("亩", _PART), 0),
    (re.compile(r"[毛角]钱"), UnitForm("元", _PART), 0),
    (re.compile(r"分钱"), UnitForm("元", Decimal("0.01")), 0),
    (re.compile(r"度(?![过假汛夏冬日量])"), UnitForm("度", Decimal(1)), 100),
    (re.compile(r"件(?=事)"), UnitForm("件", Decimal(1)), 6),
)
# 半亩, 半里路, 修路半里; but 一亩半, 大半吨.
_HALF = re.compile(rf"(?<![{CHINESE}\d几多大])半(?!斤八两)(?=亩|公里|里(?:[路地多]|[，。；、）]|$)|吨|公?斤)")
_ONE_HALF = Decimal("0.5")


def halves(text: str) -> list[Numeral]:
    """The 半 of 半亩, 半里路, as numerals."""
    if "半" not in text:
        return []
    return [Numeral(match.start(), match.end(), _ONE_HALF) for match in _HALF.finditer(text)]


def proven_unit(text: str, position: int, value: Decimal) -> tuple[UnitForm, int] | None:
    """A unit that is one only beside certain words: 九分地 is 0.9亩, 310度 is electricity."""
    for words, form, least in _PROVEN:
        if value >= least and (match := words.match(text, position)):
            return form, match.end()
    return None


def tail(text: str, numeral: Numeral, unit: str, end: int) -> tuple[Decimal, int] | None:
    """What is told of a quantity behind its written unit, in that unit, and where it ends: 三公里|半, 两亩|三分地."""
    if smaller := _smaller(text, unit, end):
        return smaller
    if unit in _HAS_TENTHS and not numeral.bound and not is_bare(text, numeral):
        tenth = _TENTH.match(text, end)
        # 六百块一到卡上, 6块一路压到: 一 begins a word; 三块一没卖.
        own = tenth is not None and (tenth[2] != "一" or closes(text, tenth.end()) or text[tenth.end()] in "没不的")
        if tenth is not None and own and (tenth[1] or match_unit(text, tenth.end()) is None):
            digit = DIGITS.get(tenth[2]) or int(tenth[2] or 0)
            return (_ONE_HALF if tenth[1] else digit * _PART), tenth.end()
    if text.startswith("半", end) and closes(text, end + 1):
        return _ONE_HALF, end + 1
    return None


def telling_numerals(text: str) -> list[Numeral]:
    """The numerals of a normalised text but for scales alone (资金（万元）, 百户示范片): these tell no number."""
    return [numeral for numeral in find_numerals(text) if numeral.bound or not is_bare(text, numeral)]


def is_bare(text: str, numeral: Numeral) -> bool:
    """Whether a numeral is a scale and no digit (百, 千万); 十 is as exact as 九."""
    written = text[numeral.start : numeral.end]
    return written != "十" and all(char in SCALES for char in written)


def _smaller(text: str, unit: str, end: int) -> tuple[Decimal, int] | None:
    units = _SMALLER.get(unit)
    if units is None or (number := read_number(text, end)) is None:
        return None
    for written, factor in units.items():
        if text.startswith(written, number.end):
            fits = number.value >= _LEAST_METRES if written == "米" else not text.startswith("分之", number.end)
            added, end = number.value * factor, number.end + len(written)
            if written in ("毛", "角") and text[end : end + 1] in DIGITS:
                # 一块四毛五.
                added, end = added + DIGITS[text[end]] * factor / 10, end + 1
            return (added, end) if fits and added < 1 else None
    return None
