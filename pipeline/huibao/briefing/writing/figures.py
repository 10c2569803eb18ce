"""Sums over villages that a draft may print, and the appendix that shows them all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from huibao.briefing.choosing.points import Point
from huibao.indicators.lexicon.classes import class_of
from huibao.indicators.lexicon.entries import canonical_names, core_names, not_heads, row_entry
from huibao.indicators.numbers.numerals import find_numerals
from huibao.indicators.numbers.quantities import find_quantities
from huibao.indicators.numbers.units import common_value
from huibao.indicators.period import print_period, so_far, spoken_period
from huibao.indicators.township.adding_up import parts_of
from huibao.indicators.township.kinds import is_gathered, kind_totals, told_apart
from huibao.indicators.township.printing import COUNTED_IN_WAN, WAN, called, left_out_words, print_value
from huibao.indicators.township.rows import IndicatorRow, IndicatorTable
from huibao.indicators.township.telling import Nearness, VillageValue, nearness, phrases_told
from huibao.schema import Bound, Source, Table
from huibao.segment.normalize import normalize
from huibao.segment.words import tag_words
from huibao.taxonomy import Taxonomy

_LEAST_VILLAGES = 3
_NAMED_SILENT = 6
_MOST_UNREAD = 2
# Classes of words for what is lost or lacking, and for money out or owed.
_NO_DEEDS = frozenset({"v7", "E"})
# And for building, planting and finishing.
_DEEDS = frozenset({"v1", "v2", "v6"})
_STANDING = "现有"
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
        when: the time that it is of, as a sentence says it; empty where it is the draft's own or it stands.
        elsewhen: of villages that tell it only of the other time, the words for that and they; not in the sum.
        unread: the few villages of which no such figure was read; empty where they are many.
        ambiguous: the village that tells another value by the same name; empty for none.
    """

    label: str
    name: str
    unit: str
    total: float
    bound: Bound
    sources: tuple[Source, ...]
    values: tuple[float, ...]
    doubtful: tuple[str, ...]
    when: str = ""
    elsewhen: tuple[str, tuple[str, ...]] = ("", ())
    unread: tuple[str, ...] = ()
    ambiguous: str = ""


def print_quantity(value: float, unit: str, bound: Bound) -> str:
    """A quantity for a reader: 865000元 as 86.5万元, ``≥`` as 超过.

    Example:
        >>> print_quantity(865000.0, "元", "≥")
        '超过86.5万元'
    """
    amount, shown = printed_amount(value, unit)
    return f"{_BOUND_WORDS[bound]}{amount}{shown}"


def printed_amount(value: float, unit: str) -> tuple[str, str]:
    """An amount and its unit for a reader.

    Example:
        >>> printed_amount(326000.0, "元")
        ('32.6', '万元')
    """
    exact = Decimal(str(value))
    if unit in COUNTED_IN_WAN and exact >= WAN:
        return print_value(exact / WAN), f"万{unit}"
    return print_value(exact), unit


def summed_figures(
    table: IndicatorTable, points: Sequence[Point], taxonomy: Taxonomy, period: str
) -> list[SummedFigure]:
    """Sums that at least three villages stand behind, of a standing stock most, the most widely reported first.

    A sum with an outlier waits for a person: it may be that one slip's; so does one in which several villages tell
    another value by the same name. Of what happens, some villages tell the quarter and others the year so far: the sum
    is of the time that more of them tell. Of two sums from the same sentences (矛盾纠纷9件，调解9件) one is enough.

    Args:
        table: the township's.
        points: say under which label a sentence stands.
        taxonomy: roles of the labels.
        period: of the draft; a sum over yet another one would be read as this one's.
    """
    label_of = {(point.source.report, point.source.index): point.label for point in points}
    canonical = canonical_names()
    times = tuple(dict.fromkeys((period, so_far(period))))
    figures: list[SummedFigure] = []
    summed: list[IndicatorRow] = []
    for row in table.rows:
        if row.total is None or len(row.values) < _LEAST_VILLAGES or row.name not in canonical or row.outliers:
            continue
        if _befalls(row.name):
            continue
        if row.period not in ("", _STANDING, *times):
            continue
        # What a few villages have of something is no figure of the township's.
        if row.period == _STANDING and 2 * len(row.values) <= len(table.villages):
            continue
        # A sum without the village that names its crop would be read as what it is not.
        if told_apart(row, table.rows):
            continue
        ambiguous = _ambiguous(row)
        if len(ambiguous) > 1 or any(_of_same_sentences(row, told) for told in summed):
            continue
        other = _other_time(row, table, times)
        if other is not None and _weight(other, period) > _weight(row, period):
            continue
        votes = Counter(
            label
            for entry in row.values
            if (label := label_of.get((entry.source.report, entry.source.index))) and taxonomy[label].role == "done"
        )
        if votes:
            summed.append(row)
            elsewhen = _elsewhen(row, other)
            unread = tuple(village for village in row.silent if village not in elsewhen[1])
            figures.append(
                SummedFigure(
                    label=votes.most_common(1)[0][0],
                    name=row.name,
                    unit=row.unit,
                    total=float(row.total),
                    bound=row.bound,
                    sources=tuple(entry.source for entry in row.values),
                    values=tuple(float(entry.value) for entry in row.values),
                    doubtful=tuple(dict.fromkeys(entry.village for entry in row.contradictions)),
                    when=spoken_period(row.period) if row.period in times and row.period != period else "",
                    elsewhen=elsewhen,
                    unread=unread if len(unread) <= _MOST_UNREAD else (),
                    ambiguous="".join(ambiguous),
                )
            )
    return figures


def _befalls(name: str) -> bool:
    """Whether a name is of what was lost or lacked, and of nothing that was achieved: 受灾面积, but 撂荒地复耕."""
    kinds = {class_of(part) for word, _ in tag_words(name) for part in (word, word[:2])}
    return bool(kinds & _NO_DEEDS) and not kinds & _DEEDS


def _ambiguous(row: IndicatorRow) -> list[str]:
    """The villages that are counted and tell another value by the row's name, which is no share of theirs."""
    counted = {entry.village for entry in row.values}
    others = (e for e in row.beside if e.village in counted and not e.uncounted and _is_named(row, e))
    return list(dict.fromkeys(e.village for e in others))


def _is_named(row: IndicatorRow, entry: VillageValue) -> bool:
    """Whether words at or before a value say the row's name: 八十岁往上的48个，让党员一人包一个 are no 党员."""
    known = row_entry(row.name)
    if known is None:
        return True
    return any(nearness(known, phrase) is not Nearness.NOWHERE for phrase in phrases_told(row.name, row.unit, entry))


def _of_same_sentences(row: IndicatorRow, other: IndicatorRow) -> bool:
    """Whether most figures of a row stand in sentences that tell those of another in the same unit."""
    told = {entry.source for entry in other.values}
    return row.unit == other.unit and 2 * sum(entry.source in told for entry in row.values) > len(row.values)


def _other_time(row: IndicatorRow, table: IndicatorTable, times: Sequence[str]) -> IndicatorRow | None:
    """The row of the same thing over the other of the times that a draft can be of."""
    if row.period not in times:
        return None
    return next(
        (
            other
            for other in table.rows
            if (other.name, other.unit) == (row.name, row.unit) and other.period in times and other is not row
        ),
        None,
    )


def _weight(row: IndicatorRow, period: str) -> tuple[int, bool]:
    return len(row.values) * (row.total is not None), row.period == period


def _elsewhen(row: IndicatorRow, other: IndicatorRow | None) -> tuple[str, tuple[str, ...]]:
    told = {entry.village for entry in (*row.values, *row.contradictions)}
    villages = tuple(entry.village for entry in (other.values if other else ()) if entry.village not in told)
    return (spoken_period(other.period), villages) if other and villages else ("", ())


def reads_value(source: Source, value: float) -> bool:
    """Whether a source holds a number of this value, read afresh from its words and not from the table.

    A sum over 600米 and 3公里 is in 公里, and so are the values behind it.
    """
    wanted = Decimal(str(value))
    text = normalize(source.text).text
    return any(
        wanted in (quantity.value, common_value(quantity.value, quantity.unit)[0]) for quantity in find_quantities(text)
    ) or any(numeral.value == wanted or numeral.value * WAN == wanted for numeral in find_numerals(text))


def indicator_appendix(table: IndicatorTable) -> Table:
    """Canonical indicators that more than one village reports, and the core ones, with values and the silent.

    Figures under a head noun of their own are left to ``huibao indicators`` where fewer than three villages tell them:
    one village's 农户 need not be another's.
    """
    canonical, core = canonical_names(), core_names()
    rows = [
        _appendix_row(row, table)
        for row in table.rows
        if row.name in core
        or ((row.name in canonical or is_gathered(row)) and row.reporting > 1)
        or (row.reporting >= _LEAST_VILLAGES and row.total is not None and row.name not in not_heads())
    ]
    noun, one = table.reporter.noun, table.reporter.one
    return Table(
        title="主要指标汇总表",
        header=("指标", "合计", "时期", f"各{noun}数值", f"没读到数的{noun}"),
        rows=tuple(rows),
        note=f"合计只加各{noun}本期实际数，同一单位、同一时期；一{one}有几个同名数值的只加一个，先取成效里明写这一项的，再取最大的，"
        f"只在问题、诉求里提到的和平均数不加；现有数和累计数只加最近一期的，经人核实的照核实的加；前后不一的标“待核实”，未计入合计；和其他{noun}相差太多的标“疑似笔误”，已计入合计；"
        f"叫法不同、说的是同一件事的并在一行，括号里是{noun}里的叫法；"
        f"标“审核改过”的，数是审核时改的，标“审核归入”的，是审核时归到这一行的；几{one}报的不是同一类东西的，分类合计，括号里注明各是什么；没读到数，不等于{noun}里没有汇报，也可能是换了说法、写在别的名目下，用前请对照原文。",
    )


def _by_person(entry: VillageValue) -> str:
    """That a person changed an amount, or recorded it in this row; empty where it stands as it was read."""
    return "（审核改过）" if entry.corrected else "（审核归入）" if entry.settled else ""


def _appendix_row(row: IndicatorRow, table: IndicatorTable) -> tuple[str, ...]:
    others: dict[str, list[str]] = {}
    reasons: dict[str, str] = {}
    for e in row.beside:
        others.setdefault(e.village, []).append(print_quantity(float(e.value), row.unit, e.bound))
        reasons.setdefault(e.village, e.uncounted)
    slips = {outlier.entry.village for outlier in row.outliers}
    key = (row.name, row.unit, row.period)
    of_row = (doubt.told for doubt in table.sums if (doubt.name, doubt.unit, doubt.period) == key)
    unlike_parts = {(told.village, told.value) for told in of_row}
    values = [
        f"{e.village}{print_quantity(float(e.value), row.unit, e.bound)}"
        + (f"（{kind}）" if (kind := row.kinds.get(e.village) or called(e, row.name)) else "")
        + (f"（同名其他数{'、'.join(others[e.village])}）" if e.village in others else "")
        + _by_person(e)
        + ("（疑似笔误）" if e.village in slips else "")
        + ("（与所列分项相加不符，待核实）" if (e.village, e.value) in unlike_parts else "")
        for e in row.values
    ]
    doubtful = [
        f"{e.village}{print_quantity(float(e.value), row.unit, e.bound)}"
        + ("（待核实，所列分项相加正是此数）" if parts_of(row.name, row.unit, e) else "（待核实）")
        for e in row.contradictions
    ]
    apart = "、".join(
        f"{e.village}{other.name}{print_quantity(float(e.value), row.unit, e.bound)}"
        + ("（待核实）" if e in other.contradictions else "")
        for other, e in told_apart(row, table.rows)
    )
    told = {e.village for e in (*row.values, *row.contradictions)}
    uncounted = [
        f"{village}{'、'.join(given)}（{reasons[village]}，未计入）"
        for village, given in others.items()
        if village not in told
    ]
    none = [f"{e.village}无" for e in row.none]
    shown = [*values, *none, *doubtful, *uncounted, *([f"另单列、未计入合计的有{apart}"] if apart else [])]
    total = "—" if row.total is None else print_quantity(float(row.total), row.unit, row.bound)
    if row.kinds:
        total = "、".join(
            f"{kind or '未分类'}{print_quantity(float(value), row.unit, '')}"
            for kind, value in kind_totals(row).items()
        )
    # Where most are silent, who reports says it all.
    most_named = min(_NAMED_SILENT, 2 * row.reporting)
    silent = "、".join(row.silent) if len(row.silent) <= most_named else f"其余{len(row.silent)}{table.reporter.one}"
    silent = "；".join(filter(None, [silent, left_out_words(row)]))
    return row.name, total, print_period(row.period), "；".join(shown), silent or "无"
