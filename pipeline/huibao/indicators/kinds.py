"""Whether what the villages report under one name is alike: 存栏 of cattle and of pigs is not, nor 产值 and 销售额.

Only like things are added; a draft tells a sum only where it is complete, too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from huibao.indicators.names import entries_by_name
from huibao.indicators.telling import VillageValue, phrases_told

if TYPE_CHECKING:
    from huibao.indicators.table import IndicatorRow, IndicatorTable

_GATHERED = re.compile("种植|栽种|栽植|播种|面积")


def unlike_kinds(name: str, unit: str, values: Sequence[VillageValue]) -> dict[str, str]:
    """The kind that each village's value is of, where they are not all of one; "" where a village does not say.

    Example:
        石桥村存栏肉牛420头 and 柳河村存栏生猪800头 → {"石桥村": "牛", "柳河村": "猪"}.
    """
    entry = entries_by_name().get(name)
    if entry is None or not entry.kinds:
        return {}
    kinds = {value.village: _kind(entry.kinds, name, unit, value) for value in values}
    return kinds if len(set(kinds.values())) > 1 else {}


def kind_totals(row: IndicatorRow) -> dict[str, Decimal]:
    """The sum of each kind of a row, the largest first; under "" what does not say of which kind it is.

    Example:
        牛420头, 猪800头, 牛300头 → {"猪": 800, "牛": 720}.
    """
    totals: dict[str, Decimal] = {}
    for entry in row.values:
        kind = row.kinds[entry.village]
        totals[kind] = totals.get(kind, Decimal()) + entry.value
    return dict(sorted(totals.items(), key=lambda one: -one[1]))


def all_totals(row: IndicatorRow) -> list[Decimal]:
    """What a reader may be told as a sum of a row: the sum, or that of each kind."""
    return [row.total] if row.total is not None else list(kind_totals(row).values() if row.kinds else ())


def told_apart(row: IndicatorRow, table: IndicatorTable) -> list[tuple[str, VillageValue]]:
    """Figures that belong under a row's name and go by another: of villages without a value in it, with that name.

    Example:
        柑橘种植面积3200亩 is a row of its own, 柑橘, and no part of the sum 种植面积.
    """
    entry = entries_by_name().get(row.name)
    if entry is None or not entry.gathers:
        return []
    counted = {value.village for value in (*row.values, *row.contradictions)}
    return [
        (other.name, value)
        for other in table.rows
        if other.unit == row.unit and other.name not in entries_by_name()
        for value in other.values
        if value.village not in counted
        and any(_GATHERED.search(p.own + p.after) for p in phrases_told(other.name, row.unit, value))
    ]


def _kind(kinds: dict[str, re.Pattern[str]], name: str, unit: str, value: VillageValue) -> str:
    """The kind whose word stands nearest: beside the figure, else in its clause, else before."""
    for phrase in phrases_told(name, unit, value):
        for words in (phrase.own, phrase.after, phrase.clause, phrase.lead):
            for kind, pattern in kinds.items():
                if pattern.search(words):
                    return kind
    return ""
