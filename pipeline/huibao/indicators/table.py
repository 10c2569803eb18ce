"""The township's table: what all villages together report, who stands behind each sum, and who is silent.

Only ``actual`` values of one name, unit and period are added, exactly (decimal), with their bound. A village
that gives two different values is a contradiction: shown, and kept out of the sum, until a person decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from huibao.frames import rows
from huibao.indicators.units import base_unit
from huibao.schema import Bound, Source

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, kw_only=True, slots=True)
class VillageValue:
    """What one village reports for an indicator, and where."""

    village: str
    value: Decimal
    bound: Bound
    source: Source


@dataclass(frozen=True, kw_only=True, slots=True)
class IndicatorRow:
    """One indicator over the township.

    Attributes:
        name, unit, period: what is counted; unlike units and periods are different rows.
        total: sum over ``values``; None where a sum makes no sense (rates, per-head values).
        bound: of the total.
        values: one a village.
        contradictions: all values of villages that give more than one; not in the sum.
        silent: villages of the township that report none, of any period.
    """

    name: str
    unit: str
    period: str
    total: Decimal | None
    bound: Bound
    values: tuple[VillageValue, ...]
    contradictions: tuple[VillageValue, ...]
    silent: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class IndicatorTable:
    """All indicators of a township, the most widely reported first."""

    villages: tuple[str, ...]
    rows: tuple[IndicatorRow, ...]


def combined_bound(bounds: Sequence[Bound]) -> Bound:
    """Bound of a sum: exact stays exact, ``≥`` beside exact stays ``≥``, anything mixed or about is ``≈``."""
    kinds = set(bounds) - {""}
    if not kinds:
        return ""
    return next(iter(kinds)) if len(kinds) == 1 else "≈"


def township_table(indicators: pd.DataFrame, villages: Sequence[str]) -> IndicatorTable:
    """Sum the ``indicators`` frame over villages.

    Args:
        indicators: one row an indicator, columns as in :data:`huibao.frames.INDICATOR_COLUMNS`.
        villages: all villages that should report, in print order.
    """
    groups: dict[tuple[str, str, str], dict[str, list[VillageValue]]] = {}
    summable: dict[tuple[str, str, str], bool] = {}
    for row in rows(indicators):
        if row.status != "actual":
            continue
        key = (row.name, base_unit(row.unit), row.period)
        value = VillageValue(
            village=row.village,
            value=Decimal(str(row.value)),
            bound=row.bound,
            source=Source(report=row.report, village=row.village, index=int(row.index), text=row.text),
        )
        groups.setdefault(key, {}).setdefault(row.village, []).append(value)
        summable[key] = summable.get(key, True) and bool(row.summable)
    heard: dict[tuple[str, str], set[str]] = {}
    for (name, unit, _), by_village in groups.items():
        heard.setdefault((name, unit), set()).update(by_village)
    table = [
        _row(key, by_village, [village for village in villages if village not in heard[key[:2]]], summable[key])
        for key, by_village in groups.items()
    ]
    table.sort(key=lambda row: (-len(row.values), row.name, row.unit, row.period))
    return IndicatorTable(villages=tuple(villages), rows=tuple(table))


def _row(
    key: tuple[str, str, str], by_village: dict[str, list[VillageValue]], silent: Sequence[str], summable: bool
) -> IndicatorRow:
    values: list[VillageValue] = []
    contradictions: list[VillageValue] = []
    for given in by_village.values():
        if len({entry.value for entry in given}) == 1:
            values.append(given[0])
        else:
            contradictions.extend(given)
    return IndicatorRow(
        name=key[0],
        unit=key[1],
        period=key[2],
        total=sum((entry.value for entry in values), Decimal()) if summable and values else None,
        bound=combined_bound([entry.bound for entry in values]),
        values=tuple(values),
        contradictions=tuple(contradictions),
        silent=tuple(silent),
    )
