"""Values, rows and cells of the township's table as people read them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from huibao.indicators.lexicon.entries import canonical_names
from huibao.indicators.period import print_period
from huibao.indicators.township.rows import IndicatorRow
from huibao.indicators.township.telling import VillageValue
from huibao.taxonomy import Reporter


def header(reporter: Reporter) -> tuple[str, ...]:
    """The columns of the table, in the words of whoever reports."""
    noun = reporter.noun
    return (
        "指标", "单位", "时期", "合计", "界限", f"读到数的{noun}数", f"各{noun}数值", "同名的其他数", "前后不一",
        f"没读到数的{noun}", "疑似笔误", "上年可比合计", "本期可比合计", "主题",
    )  # fmt: skip


# Units of which large amounts are told in ten thousands.
COUNTED_IN_WAN = ("元", "斤")


WAN = Decimal(10_000)


def print_value(value: Decimal) -> str:
    """A value without needless zeros: ``12`` for 12.0, ``86.5`` for 86.50."""
    return f"{value.normalize():f}"


def called(entry: VillageValue, name: str) -> str:
    """What a village itself calls a value of a row, where that is neither the row's name nor one of the lexicon."""
    own = bool(name) and not name.endswith(entry.called) and entry.called not in canonical_names()
    return entry.called if own else ""


def joined(values: Sequence[VillageValue], kinds: Mapping[str, str] | None = None, name: str = "") -> str:
    """Villages with their values, of which kind they are, and what they call it where that is not the row's ``name``.

    Example:
        石桥村≥1.2；柳河村2.3（牛）；杨树村3（苞谷）
    """

    def remark(entry: VillageValue) -> str:
        said = (kinds or {}).get(entry.village, "") or called(entry, name)
        return f"（{said}）" if said else ""

    return "；".join(f"{entry.village}{entry.bound}{print_value(entry.value)}{remark(entry)}" for entry in values)


def as_printed(row: IndicatorRow) -> IndicatorRow:
    """A row in the unit that people read: large amounts of money and weight in ten thousands, as in the draft."""
    largest = max((entry.value for entry in (*row.values, *row.contradictions)), default=Decimal())
    if row.unit not in COUNTED_IN_WAN or largest < WAN:
        return row

    def scaled(entries: Sequence[VillageValue]) -> tuple[VillageValue, ...]:
        return tuple(replace(entry, value=entry.value / WAN) for entry in entries)

    def part(value: Decimal | None) -> Decimal | None:
        return None if value is None else value / WAN

    last = row.last_year
    return replace(
        row,
        unit=f"万{row.unit}",
        total=part(row.total),
        values=scaled(row.values),
        beside=scaled(row.beside),
        contradictions=scaled(row.contradictions),
        outliers=tuple(
            replace(found, entry=scaled([found.entry])[0], typical=found.typical / WAN) for found in row.outliers
        ),
        last_year=last and replace(last, then=scaled(last.then), now=part(last.now), before=part(last.before)),
    )


def missing_words(missing: Sequence[str], reporter: Reporter) -> str:
    """That villages handed in nothing, as a reader is told."""
    return f"未交材料：{'、'.join(missing)}，表中没有这些{reporter.noun}的内容。"


def left_out_words(row: IndicatorRow) -> str:
    """That villages did report, but a person left their figures out; empty where there are none."""
    return f"{'、'.join(row.left_out)}已汇报，审核定为不计入" if row.left_out else ""


def cells(row: IndicatorRow) -> tuple[str | float | int | None, ...]:
    """A row in the columns of :func:`header`; numbers are numbers."""
    before, now = (row.last_year.before, row.last_year.now) if row.last_year else (None, None)
    return (
        row.name,
        row.unit,
        print_period(row.period),
        number(row.total),
        row.bound,
        len(row.values) + len(row.none),
        joined((*row.values, *row.none), row.kinds, row.name),
        joined(row.beside),
        joined(row.contradictions),
        "；".join(filter(None, ["、".join(row.silent), left_out_words(row)])),
        joined([outlier.entry for outlier in row.outliers]),
        number(before),
        number(now),
        row.theme,
    )


def number(value: Decimal | None) -> float | int | None:
    """A value as a spreadsheet and JSON hold it: whole numbers whole."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
