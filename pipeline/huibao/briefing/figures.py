"""Sums over villages that a draft may print, and the appendix that shows them all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from huibao.briefing.doubts import Doubts
from huibao.briefing.points import Point
from huibao.indicators.export import print_value
from huibao.indicators.names import canonical_names
from huibao.indicators.numerals import find_numerals
from huibao.indicators.period import print_period as print_period
from huibao.indicators.quantities import find_quantities
from huibao.indicators.table import IndicatorRow, IndicatorTable
from huibao.indicators.units import common_value
from huibao.schema import Bound, Source, Table
from huibao.segment.normalize import normalize
from huibao.taxonomy import Taxonomy

_LEAST_VILLAGES = 3
_NAMED_SILENT = 6
_STANDING = "现有"
_WAN = Decimal(10_000)
_LENGTHS = ("公里", "米")
_AWAY_BEFORE = re.compile(
    r"(?:要走|得走|走上?|[离距]|距离|路程|单程|来回|绕行?)(?![^，。；]*(?:[修建铺装埋]|硬化|拓宽))[^，。；]*$"
)
_AWAY_AFTER = re.compile(r"(?:[之以]?外|远|开外)")
_BOUND_WORDS: dict[str, str] = {"": "", "≥": "超过", "≤": "不到", "≈": "约"}


@dataclass(frozen=True, kw_only=True, slots=True)
class SummedFigure:
    """A sum that belongs under a label.

    Attributes:
        label: under which most of the sentences behind it stand.
        name, unit: what is counted.
        total, bound: the sum.
        sources, values: the sentences behind it and what each gives, one a village.
        doubtful: villages that contradict themselves; not in the sum.
    """

    label: str
    name: str
    unit: str
    total: float
    bound: Bound
    sources: tuple[Source, ...]
    values: tuple[float, ...]
    doubtful: tuple[str, ...]


def print_quantity(value: float, unit: str, bound: Bound) -> str:
    """A quantity for a reader: 865000元 as 86.5万元, ``≥`` as 超过.

    Example:
        >>> print_quantity(865000.0, "元", "≥")
        '超过86.5万元'
    """
    exact = Decimal(str(value))
    if unit in ("元", "斤") and exact >= _WAN:
        return f"{_BOUND_WORDS[bound]}{print_value(exact / _WAN)}万{unit}"
    return f"{_BOUND_WORDS[bound]}{print_value(exact)}{unit}"


def summed_figures(
    table: IndicatorTable, points: Sequence[Point], taxonomy: Taxonomy, period: str, doubts: Doubts
) -> list[SummedFigure]:
    """Sums that at least three villages stand behind, the most widely reported first.

    Args:
        table: the township's.
        points: say under which label a sentence stands.
        taxonomy: roles of the labels.
        period: of the draft; a sum over another one would be read as this one's.
        doubts: what a person must settle.
    """
    label_of = {(point.source.report, point.source.index): point.label for point in points}
    canonical = canonical_names()
    figures = []
    for row in table.rows:
        if row.total is None or len(row.values) < _LEAST_VILLAGES or row.name not in canonical:
            continue
        if row.period not in ("", _STANDING, period):
            continue
        votes = Counter(
            label
            for entry in row.values
            if (label := label_of.get((entry.source.report, entry.source.index))) and taxonomy[label].role == "done"
        )
        if votes:
            figures.append(
                SummedFigure(
                    label=votes.most_common(1)[0][0],
                    name=row.name,
                    unit=row.unit,
                    total=float(row.total),
                    bound=row.bound,
                    sources=tuple(entry.source for entry in row.values),
                    values=tuple(float(entry.value) for entry in row.values),
                    doubtful=doubts.villages(row),
                )
            )
    return figures


def is_distance(text: str, value: float, unit: str) -> bool:
    """Whether a length is how far away something is: of a way that people go no village has built a metre.

    Example:
        >>> is_distance("赶集要走四十二公里山路。", 42, "公里"), is_distance("硬化山路3公里。", 3, "公里")
        (True, False)
    """
    lengths = [
        quantity
        for quantity in find_quantities(normalize(text).text)
        if unit in _LENGTHS and quantity.unit == unit and quantity.value == Decimal(str(value))
    ]
    return bool(lengths) and all(
        _AWAY_BEFORE.search(quantity.before) or _AWAY_AFTER.match(quantity.after) for quantity in lengths
    )


def reads_value(source: Source, value: float) -> bool:
    """Whether a source holds a number of this value, read afresh from its words and not from the table.

    A sum over 600米 and 3公里 is in 公里, and so are the values behind it.
    """
    wanted = Decimal(str(value))
    text = normalize(source.text).text
    return any(
        wanted in (quantity.value, common_value(quantity.value, quantity.unit)[0]) for quantity in find_quantities(text)
    ) or any(numeral.value == wanted or numeral.value * _WAN == wanted for numeral in find_numerals(text))


def indicator_appendix(table: IndicatorTable, doubts: Doubts) -> Table:
    """Every canonical indicator that more than one village reports, with values, contradictions and the silent.

    Figures under a head noun of their own are left to ``huibao indicators``: one village's 农户 need not be
    another's.
    """
    canonical = canonical_names()
    rows = [
        _appendix_row(row, doubts.villages(row))
        for row in table.rows
        if row.name in canonical and len({e.village for e in (*row.values, *row.contradictions)}) > 1
    ]
    return Table(
        title="主要指标汇总表",
        header=("指标", "合计", "时期", "各村数值", "未汇报的村"),
        rows=tuple(rows),
        note="合计只加各村本期实际数，同一单位、同一时期；前后不一的标“待核实”，与不止一项的数值一样未计入合计。",
    )


def _appendix_row(row: IndicatorRow, doubtful: Sequence[str]) -> tuple[str, ...]:
    values = [f"{e.village}{print_quantity(float(e.value), row.unit, e.bound)}" for e in row.values]
    several: dict[str, list[str]] = {}
    for e in row.contradictions:
        several.setdefault(e.village, []).append(print_quantity(float(e.value), row.unit, e.bound))
    values += [
        f"{village}{'、'.join(dict.fromkeys(given))}（{'待核实' if village in doubtful else '不止一项'}）"
        for village, given in several.items()
    ]
    total = "—" if row.total is None else print_quantity(float(row.total), row.unit, row.bound)
    silent = "、".join(row.silent) if len(row.silent) <= _NAMED_SILENT else f"其余{len(row.silent)}个村"
    return row.name, total, print_period(row.period), "；".join(values), silent or "无"
