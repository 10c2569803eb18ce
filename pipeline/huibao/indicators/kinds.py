"""Whether what the villages report under one name is alike: 存栏 of cattle and of pigs is not, nor 产值 and 销售额.

The table adds what goes by one name; a draft tells a sum only where the things behind it are alike and complete.
"""

from __future__ import annotations

import re

from huibao.indicators.names import entries_by_name
from huibao.indicators.table import IndicatorRow, IndicatorTable
from huibao.indicators.telling import VillageValue, phrases_told

_GATHERED = re.compile("种植|栽种|栽植|播种|面积")


def unlike_kinds(row: IndicatorRow) -> dict[str, str]:
    """The kind that each village's value is of, where they are not all of one; "" where a village does not say.

    Example:
        石桥村存栏肉牛420头 and 柳河村存栏生猪800头 → {"石桥村": "牛", "柳河村": "猪"}.
    """
    entry = entries_by_name().get(row.name)
    if entry is None or not entry.kinds:
        return {}
    kinds = {value.village: _kind(entry.kinds, row.name, row.unit, value) for value in row.values}
    return kinds if len(set(kinds.values())) > 1 else {}


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
