"""Quantities of a sentence: numeral, bound and unit, with what stands around them in the clause."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from huibao.indicators.cues import cue
from huibao.indicators.numerals import Numeral, find_numerals
from huibao.indicators.units import UnitForm, match_unit
from huibao.schema import Bound

_BREAK = "，。；！？,;!?：:"
_AT_LEAST_BEFORE = re.compile(r"(?:超过?|突破|不少于|不低于|至少|高达|逾|达到?了?(?=超))$")
_AT_MOST_BEFORE = re.compile(r"(?:不到|不足|不超过?|最多|低于|控制在|以内)$")
_ABOUT_BEFORE = re.compile(r"(?:将?近|大?约|大概|差不多|估计|接近)$")
_AFTER_UNIT = re.compile(r"(?P<least>以上|多(?!年)|有余|余|开外|出头)|(?P<most>以内|以下)|(?P<about>左右|上下|的样子)")
_RANGE = re.compile(r"(?:元|万|亩|户|人|公里|吨)?(?:至|到|—+|-|~|～|－)")
# Dates, clock times, ages, phone and document numbers, places in a series.
_DATE_AFTER = re.compile(
    r"[年月日号时点岁后组队村社楼栋届期级分秒周天]|个月|季度|世纪|多?(?:年|岁|天|个月)|(?:家)?(?:部门|方面)"
)
_DATE_BEFORE = re.compile(r"(?:第|[GSXC]|国道|省道|县道|电话[:：]?|\d[-—]|[〔\[（(]20)$")
_ONE_COUNTS = {"座", "台", "套", "所", "栋", "辆", "艘", "盏", "口", "户", "人"}
_MONEY_SCALE = Decimal(10_000)
_MONEY = re.compile(r"卖|钱|收入|资金|贷|补|奖|投|报销|工资|款|费|租|分红|进账|产值|利润|结余|花|亏|赚|欠")
_CLOSE = _BREAK + "、）)”"


@dataclass(frozen=True, kw_only=True, slots=True)
class Quantity:
    """A numeral with its unit.

    Attributes:
        start, end: range of numeral and unit in the normalised sentence.
        value: in the base unit.
        unit: base unit; ``%`` for a share.
        bound: of the value.
        before, after: the clause before the numeral and after the unit.
    """

    start: int
    end: int
    value: Decimal
    unit: str
    bound: Bound
    before: str
    after: str


def find_quantities(text: str) -> list[Quantity]:
    """Quantities of a normalised sentence that may be indicators, left to right.

    Left out: dates, ages, durations, ordinals, prices, growth rates, averages (guideline §4).

    Example:
        >>> [(str(q.value), q.unit, q.bound) for q in find_quantities("争取资金1200余万元，修路三公里半。")]
        [('12000000', '元', '≥'), ('3.5', '公里', '')]
    """
    found: list[Quantity] = []
    numerals = find_numerals(text)
    for index, numeral in enumerate(numerals):
        before = _clause_before(text, numeral.start)
        if numeral.ordinal or _DATE_BEFORE.search(before):
            continue
        upper = numerals[index + 1] if index + 1 < len(numerals) else None
        if upper is not None and _RANGE.fullmatch(text, numeral.end, upper.start):
            # 3至5公里: the lower end is what is sure; the unit stands behind the upper end.
            quantity = _quantity(text, numeral, upper.end, before)
            if quantity is not None:
                quantity = _with_bound(quantity, "≥")
        elif index and _is_upper_end(text, numerals[index - 1], numeral):
            continue
        else:
            quantity = _quantity(text, numeral, numeral.end, before)
        if quantity is not None and not _excluded(quantity, numeral):
            found.append(quantity)
    return found


def _is_upper_end(text: str, lower: Numeral, upper: Numeral) -> bool:
    return bool(_RANGE.fullmatch(text, lower.end, upper.start))


def _with_bound(quantity: Quantity, bound: Bound) -> Quantity:
    return Quantity(
        start=quantity.start,
        end=quantity.end,
        value=quantity.value,
        unit=quantity.unit,
        bound=bound,
        before=quantity.before,
        after=quantity.after,
    )


def _quantity(text: str, numeral: Numeral, unit_at: int, before: str) -> Quantity | None:
    if numeral.percent:
        return Quantity(
            start=numeral.start, end=numeral.end, value=numeral.value, unit="%", bound=numeral.bound,
            before=before, after=_clause_after(text, numeral.end),
        )  # fmt: skip
    unit = match_unit(text, unit_at)
    if unit is None:
        if _DATE_AFTER.match(text, unit_at) or not _is_bare_money(text, numeral, before, unit_at):
            return None
        unit = UnitForm("元", Decimal(1)), unit_at
    form, end = unit
    value = numeral.value * form.factor
    if text[end : end + 1] == "半":
        value += form.factor / 2
        end += 1
    if form.base == "元" and text[end : end + 1].isdigit() is False and _small_change(text, end):
        value += Decimal(_small_change(text, end)) / 10
    after = _clause_after(text, end)
    return Quantity(
        start=numeral.start,
        end=end,
        value=value,
        unit=form.base,
        bound=_bound(numeral, before, after),
        before=before,
        after=after,
    )


def _small_change(text: str, end: int) -> int:
    """一块二 is 1.2元: the digit behind 块, where nothing but the clause's end follows."""
    from huibao.indicators.numerals import DIGITS

    digit = text[end : end + 1]
    closed = end + 1 >= len(text) or text[end + 1] in _CLOSE
    return DIGITS.get(digit, 0) if text[end - 1 : end] == "块" and closed and digit else 0


def _is_bare_money(text: str, numeral: Numeral, before: str, end: int) -> bool:
    """卖了四万二: ten thousands without a unit, closing a clause about money."""
    closed = end >= len(text) or text[end] in _CLOSE or text[end] == " "
    return closed and numeral.value >= _MONEY_SCALE and bool(_MONEY.search(before[-14:]))


def _clause_before(text: str, position: int) -> str:
    start = max((text.rfind(mark, 0, position) for mark in _BREAK), default=-1)
    # 1,200 and 12:30 hold marks that close nothing.
    return text[start + 1 : position]


def _clause_after(text: str, position: int) -> str:
    ends = [at for mark in _BREAK if (at := text.find(mark, position)) != -1]
    return text[position : min(ends, default=len(text))]


def _bound(numeral: Numeral, before: str, after: str) -> Bound:
    """Bound from the words around; the ones before the numeral are the speaker's own and win."""
    if _AT_MOST_BEFORE.search(before):
        return "≤"
    if _AT_LEAST_BEFORE.search(before):
        return "≥"
    if _ABOUT_BEFORE.search(before):
        return "≈"
    match = _AFTER_UNIT.match(after)
    if match:
        return "≥" if match["least"] else "≤" if match["most"] else "≈"
    return numeral.bound


def _excluded(quantity: Quantity, numeral: Numeral) -> bool:
    if quantity.unit == "%":
        # Only a rate that is presented as a result counts: 化解率96%, 签约率达98%.
        return not re.search(r"率(?:达到?|为|是|保持在?|稳定在|提高到|提升到|升至|约)?了?$", quantity.before)
    # 提高到86万元 is a level; only 达到 may stand between a kind of figure and the figure.
    before = re.sub(r"(?:达到|[了约近达])+$", "", quantity.before)
    if cue("not_before").search(quantity.before) or cue("not_before").search(before):
        return True
    if cue("not_after").match(quantity.after):
        return True
    return numeral.value == 1 and numeral.end - numeral.start == 1 and not _one_counts(quantity)


def _one_counts(quantity: Quantity) -> bool:
    """建成冷库一座, 蓄水池一个: a single thing counts where it is named before, or its unit is a building's."""
    noun_before = bool(re.search(r"[\u4e00-\u9fff]{2}$", quantity.before))
    return (quantity.unit in _ONE_COUNTS and quantity.unit not in "户人") or (noun_before and not quantity.after)
