"""Totals that do not fit what they are made of.

公益岗11人，其中保洁员7人、护林员6人; 存栏1286头（一组412头，二组385头，三组467头）; a line 合计 under a list;
a list by groups of what is one number in the text; 牲畜总头数8420头只 beside 养牛2100头、羊6120只.

Parts that come to more than their total are doubtful, and so are those that come to less and that the text says to be
all (分别, 分三类). 其中 may leave out a rest: such parts are doubtful only where they look like all that there are, and
come near to the total, as must the lines of a list, or have its digits (47 for 74). Livestock is held against the herds
where the two are near each other, and not the same.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from huibao.indicators.lexicon.entries import entries_by_name
from huibao.indicators.numbers.quantities import read_quantities
from huibao.indicators.numbers.units import common_unit
from huibao.indicators.township.contradiction import looks_alike
from huibao.indicators.township.lists import Column, columns_of
from huibao.indicators.township.parts import Parts, columns_above, is_total_line, listed_behind, listed_next
from huibao.indicators.township.telling import VillageValue, behind, beside, is_value, phrases_told
from huibao.segment.normalize import normalize

_HERDS = "养殖规模"
_LIVESTOCK = re.compile("牲畜|大小畜|牛羊")
_OF_LIVESTOCK = ("牛", "羊", "猪", "驴")
_BY_UNIT = {"匹": "马", "峰": "骆驼"}
# 牛羊8420头 and 牛2100头、羊6120只 may be one number; 牲畜 ten times the cattle is not.
_NEAR = Decimal("0.1")
# Two cells that make up a third may do so by chance.
_LEAST_CELLS = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class SumDoubt:
    """A village's total that its parts do not come to.

    Attributes:
        name, unit, period: of the total.
        told: the total.
        parts: what it is made of.
    """

    name: str
    unit: str
    period: str
    told: VillageValue
    parts: tuple[Decimal, ...]


Texts = Mapping[tuple[str, int], str]


def sum_doubts(
    given: Iterable[tuple[str, str, str, Sequence[VillageValue]]], texts: Texts | None = None
) -> list[SumDoubt]:
    """Totals that do not fit their parts.

    Args:
        given: name, unit, period and the villages' values of each row of the table.
        texts: the sentences of the reports by report and index, for parts that stand in others than their total.
    """
    rows = list(given)
    herds = _herds(rows)
    columns = columns_of(texts or {})
    found: dict[tuple[str, int, Decimal], SumDoubt] = {}
    for name, unit, period, values in rows:
        for told in values:
            listed = _listed(name, unit, told, texts or {})
            listed += [
                _as_listed(told, unit, column)
                for column in columns.get(told.source.report, ())
                if _is_of(name, unit, told, column)
            ]
            parts = next((_as_told(told, whole, parts) for whole, parts in listed if _is_doubtful(whole, parts)), ())
            parts = parts or _other_herds(name, unit, told, herds.get(told.village, {}))
            if parts:
                doubt = SumDoubt(name=name, unit=unit, period=period, told=told, parts=parts)
                found.setdefault((told.source.report, told.source.index, told.value), doubt)
        for told, parts in _beside_lines_that_add_up(values):
            doubt = SumDoubt(name=name, unit=unit, period=period, told=told, parts=parts)
            found.setdefault((told.source.report, told.source.index, told.value), doubt)
    return list(found.values())


def _beside_lines_that_add_up(values: Sequence[VillageValue]) -> Iterator[tuple[VillageValue, tuple[Decimal, ...]]]:
    """Values that look like the total of a line whose own cells come to it: 清运161吨, and 52　58　61　171 below."""
    lines: dict[tuple[str, int], list[VillageValue]] = defaultdict(list)
    for told in values:
        lines[told.source.report, told.source.index].append(told)
    for place, cells in lines.items():
        *parts, total = sorted(cell.value for cell in cells)
        if len(parts) < _LEAST_CELLS or sum(parts, Decimal()) != total:
            continue
        for told in values:
            elsewhere = told.source.report == place[0] and told.source.index != place[1]
            if elsewhere and not told.bound and told.value != total and looks_alike(told.value, total):
                yield told, tuple(parts)


def parts_of(name: str, unit: str, told: VillageValue) -> tuple[Decimal, ...]:
    """The parts that a value's sentence lists and that come to it; empty where it lists none, or others.

    Of two values told for one thing, the one with such parts is the likelier.
    """
    listed = (
        _as_told(told, whole, parts)
        for whole, parts in _listed(name, unit, told, {})
        if len(parts.values) > 1 and sum(parts.values, Decimal()) == whole
    )
    return next(listed, ())


def _as_told(told: VillageValue, whole: Decimal, parts: Parts) -> tuple[Decimal, ...]:
    """Parts in the unit of the table, in which their total may be told in another: 公里 for 米."""
    return tuple(part if told.value == whole else part * told.value / whole for part in parts.values)


def _listed(name: str, unit: str, told: VillageValue, texts: Texts) -> list[tuple[Decimal, Parts]]:
    """The value, as its sentence counts it, with what is listed as its parts there or around it."""
    report, index = told.source.report, told.source.index
    text = normalize(told.source.text).text
    quantities = read_quantities(text)
    found = []
    for place, whole in enumerate(quantities):
        if whole.bound or not is_value(whole, told.value, name, unit):
            continue
        parts = listed_behind(text, whole, quantities[place + 1 :])
        following = texts.get((report, index + 1), "") if not parts.values else ""
        if following and all(other.unit != whole.unit for other in quantities[:place]):
            parts = listed_next(normalize(following).text, whole)
        total = sum(parts.values, Decimal())
        # 今年收入31万元，去年19万元，其中…: the parts may be those of another total of the sentence.
        if all(other is whole or other.value != total for other in quantities):
            found.append((whole.value, parts))
    if is_total_line(text):

        def above(lines: int) -> str | None:
            line = texts.get((report, index - lines))
            return None if line is None else normalize(line).text

        columns = columns_above(text, above)
        found += [(total.value, parts) for total, parts in columns if is_value(total, told.value, name, unit)]
    return found


def _is_of(name: str, unit: str, told: VillageValue, column: Column) -> bool:
    """Whether a value is told elsewhere in its report as the whole of what a list tells by groups."""
    if told.bound or common_unit(unit).unit != column.unit or told.source.index in column.lines:
        return False
    return any(column.is_of(phrase.clause + phrase.own + phrase.after) for phrase in phrases_told(name, unit, told))


def _as_listed(told: VillageValue, unit: str, column: Column) -> tuple[Decimal, Parts]:
    """A value with the lines of a list as its parts, in its own unit."""
    values = tuple(value / common_unit(unit).factor for value in column.values)
    alike = max(values) < told.value and looks_alike(told.value, sum(values, Decimal()))
    return told.value, Parts(values=values, complete=True, sure=True, named=True) if alike else Parts()


def _is_doubtful(whole: Decimal, parts: Parts) -> bool:
    total = sum(parts.values, Decimal())
    if len(parts.values) < 2 or total == whole:
        return False
    near = abs(total - whole) <= _NEAR * whole
    if total > whole:
        # 较去年减4人，其中死亡6人、出生2人: what came and what went are no parts of the change.
        is_balance = len(parts.values) == 2 and abs(parts.values[0] - parts.values[1]) == whole
        return (parts.sure or (near and parts.named)) and not is_balance
    return parts.complete or (near and parts.all)


def _herds(given: Iterable[tuple[str, str, str, Sequence[VillageValue]]]) -> dict[str, dict[str, Decimal]]:
    """By village the largest herd of each kind."""
    kinds = entries_by_name()[_HERDS].kinds
    herds: dict[str, dict[str, Decimal]] = {}
    for name, unit, _, values in given:
        for told in values if name == _HERDS or unit in _BY_UNIT else ():
            for phrase in phrases_told(name, unit, told):
                around = beside(phrase) + "|" + behind(phrase)
                fits = [_BY_UNIT[unit]] if unit in _BY_UNIT else [k for k in _OF_LIVESTOCK if kinds[k].search(around)]
                if len(fits) == 1 and not _LIVESTOCK.search(around):
                    village = herds.setdefault(told.village, {})
                    village[fits[0]] = max(told.value, village.get(fits[0], Decimal()))
    return herds


def _other_herds(name: str, unit: str, told: VillageValue, herds: dict[str, Decimal]) -> tuple[Decimal, ...]:
    """The herds of which a village tells another total, if a near one; empty where there is no doubt."""
    total = sum(herds.values(), Decimal())
    if told.bound or len(herds) < 2 or total == told.value or abs(total - told.value) > _NEAR * told.value:
        return ()
    whole = any(_LIVESTOCK.search(beside(phrase)) for phrase in phrases_told(name, unit, told))
    return tuple(sorted(herds.values(), reverse=True)) if whole else ()
