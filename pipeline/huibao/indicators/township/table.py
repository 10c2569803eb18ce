"""The township's table: what all villages together report, who stands behind each sum, and who is silent.

Only ``actual`` values of one name, unit and period are added, exactly (decimal), with their bound; a share (``part``)
never counts beside its whole. A village that tells one thing twice with different values is a contradiction: shown, and
kept out of the sum, until a person decides. Of several things that go by one name one counts, and the others are shown
beside it (``township.village_value``); a person who knows better sets values ``aside``, or gives their sum.
What looks like a slip is flagged and stays as it is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import permutations, product
from typing import TYPE_CHECKING, Any

from huibao.frames import row_source, rows
from huibao.indicators.judging.governing import is_of_the_record
from huibao.indicators.lexicon.entries import shown_unit
from huibao.indicators.numbers.units import base_unit, common_unit
from huibao.indicators.period import CUMULATIVE, STANDING, is_within
from huibao.indicators.township.adding_up import sum_doubts
from huibao.indicators.township.alike import Key, count_crops_of_land, count_named_shares, join_alike, put_settled
from huibao.indicators.township.between import Told, shared_doubts
from huibao.indicators.township.contradiction import contradict, outgrows
from huibao.indicators.township.joint import joint_doubts
from huibao.indicators.township.kinds import told_apart, unlike_kinds
from huibao.indicators.township.none_told import none_told
from huibao.indicators.township.outcome import tell_outcomes_apart
from huibao.indicators.township.placing import RowPlace, placed_rows
from huibao.indicators.township.rows import NO_THEME, Comparison, IndicatorRow, IndicatorTable
from huibao.indicators.township.slips import outliers
from huibao.indicators.township.telling import Tells, Uncounted, VillageValue
from huibao.indicators.township.village_value import weighed
from huibao.indicators.township.within import counted_elsewhere
from huibao.schema import Bound, Indicator
from huibao.segment.normalize import normalize
from huibao.taxonomy import VILLAGE

if TYPE_CHECKING:
    import pandas as pd

    from huibao.taxonomy import Label, Taxonomy

# Periods that say no time of their own.
_OF_THE_REPORT = ("", CUMULATIVE, STANDING)
# Statuses of figures that a row holds.
_TOLD = ("actual", "past", "part")
# Roles of sentences that tell no result.
_NO_RESULT = ("lacking", "todo")


def combined_bound(bounds: Sequence[Bound]) -> Bound:
    """Bound of a sum: exact stays exact, ``≥`` beside exact stays ``≥``, anything mixed or about is ``≈``."""
    kinds = set(bounds) - {""}
    if not kinds:
        return ""
    return next(iter(kinds)) if len(kinds) == 1 else "≈"


def township_table(
    indicators: pd.DataFrame,
    villages: Sequence[str],
    *,
    sentences: pd.DataFrame | None = None,
    taxonomy: Taxonomy | None = None,
    missing: Sequence[str] = (),
    left_out: Sequence[tuple[str, Indicator]] = (),
) -> IndicatorTable:
    """Sum the ``indicators`` frame over villages.

    Args:
        indicators: one row an indicator, columns as in :data:`huibao.frames.INDICATOR_COLUMNS`.
        villages: all villages that should report, in print order.
        sentences: the ``sentences`` frame of the same reports; with ``taxonomy`` it gives the rows their themes.
        taxonomy: names the labels.
        missing: villages that handed in nothing; what no report says, they are not called silent about.
        left_out: figures that a person said do not count, with their villages.
    """
    figures = placed_rows(indicators, _TOLD, sentences)
    units = _units_of([place for _, place in figures])
    labels = _Labels.of(sentences, taxonomy)
    actual: dict[Key, dict[str, list[VillageValue]]] = {}
    settled: dict[Key, dict[str, list[VillageValue]]] = {}
    aside: dict[Key, list[VillageValue]] = {}
    past: dict[Key, dict[str, list[VillageValue]]] = {}
    parts: dict[Key, list[VillageValue]] = {}
    summable: dict[Key, bool] = {}
    recorded: dict[Key, bool] = {}
    texts = _texts(sentences)
    every: list[Told] = []
    for row, place in figures:
        unit = shown_unit(place.name, place.unit)
        shown = units[place.name, unit]
        key = Key(place.name, shown, place.period)
        factor = common_unit(unit).factor / common_unit(shown).factor
        entry = VillageValue(
            village=row.village,
            value=Decimal(str(row.value)) * factor,
            bound=row.bound,
            source=row_source(row),
            time=row.report_period if place.period in _OF_THE_REPORT else place.period,
            tells=Tells.RESULT if row.note or row.settled else labels.tells(row),
            called=place.called,
            asked=place.asked,
            settled=row.settled,
            corrected=row.corrected,
        )
        if row.status != "past":
            before = texts.get((row.report, int(row.index) - 1), "")
            every.append(Told(name=row.name, unit=shown, value=entry, before=before))
        if row.status == "part":
            parts.setdefault(key, []).append(replace(entry, uncounted=Uncounted.SHARE))
            continue
        if row.status == "actual" and row.aside:
            aside.setdefault(key, []).append(replace(entry, uncounted=Uncounted.SETTLED))
            continue
        told = past if row.status == "past" else settled if row.settled else actual
        told.setdefault(key, {}).setdefault(row.village, []).append(entry)
        adds = recorded if row.settled else summable
        adds[key] = adds.get(key, True) and place.summable
    # What a person recorded in a row is what the row's other figures are.
    summable = recorded | summable
    uncounted: dict[Key, list[str]] = {}
    for village, figure in left_out:
        unit = shown_unit(figure.name, base_unit(figure.unit))
        # A row may be in the common unit; two rows of both there are not.
        for shown in {unit, common_unit(unit).unit}:
            uncounted.setdefault(Key(figure.name, shown, figure.period), []).append(village)
    _tell_shares_of_time_apart(actual, parts)
    tell_outcomes_apart(actual, parts, summable)
    count_crops_of_land(actual, parts)
    count_named_shares(actual, parts)
    join_alike(actual)
    put_settled(actual, settled)
    outgrown = _outgrown(actual)
    elsewhere = counted_elsewhere(actual, parts)
    none = _none(sentences)
    table = [
        _row(
            key,
            by_village,
            outgrown=outgrown,
            elsewhere=elsewhere,
            aside=(*aside.get(key, ()), *_only_parts(parts.get(key, ()), by_village)),
            uncounted=uncounted.get(key, ()),
            none=none.get((key.name, key.period), ()),
            reporting=[village for village in villages if village not in missing],
            past=past,
            summable=summable.get(key, True),
            labels=labels,
        )
        for key, by_village in actual.items()
    ]
    table.sort(key=lambda row: (-len(row.values), row.name, row.unit, row.period))
    # Who names its crop is not silent about what is planted.
    table = [replace(row, silent=_without(row.silent, told_apart(row, table))) for row in table]
    values = [
        (key.name, key.unit, key.period, [told for given in by_village.values() for told in given])
        for key, by_village in actual.items()
    ]
    return IndicatorTable(
        villages=tuple(villages),
        rows=tuple(table),
        themes=labels.names,
        reporter=taxonomy.reporter if taxonomy else VILLAGE,
        missing=tuple(missing),
        joint=tuple(shared_doubts(every, villages, joint_doubts(values, villages))),
        sums=tuple(sum_doubts(values, texts)),
    )


def _tell_shares_of_time_apart(
    actual: dict[Key, dict[str, list[VillageValue]]], parts: dict[Key, list[VillageValue]]
) -> None:
    """Count what is a share only of a longer time: 上半年收入8.6万元，其中二季度4.2万元 tells all of that quarter.

    So do 贷款余额19户，本季新放3户. Several shares in one time are shares of that time.
    """
    for key, given in parts.items():
        if key not in actual or key.period in _OF_THE_REPORT:
            continue
        wholes = {
            village
            for other, told in actual.items()
            if (other.name, other.unit) == (key.name, key.unit)
            and (is_within(key.period, other.period) or other.period == STANDING)
            for village in told
        }
        alone = Counter(entry.village for entry in given)
        for entry in given:
            if alone[entry.village] == 1 and entry.village in wholes - actual[key].keys():
                actual[key][entry.village] = [replace(entry, uncounted="")]


def _without(villages: Sequence[str], told: Sequence[tuple[object, VillageValue]]) -> tuple[str, ...]:
    heard = {entry.village for _, entry in told}
    return tuple(village for village in villages if village not in heard)


def _none(sentences: pd.DataFrame | None) -> dict[tuple[str, str], list[VillageValue]]:
    """By name and period what villages say that they have none of; of what is new in the report's own period."""
    found: dict[tuple[str, str], list[VillageValue]] = defaultdict(list)
    for row in rows(sentences) if sentences is not None else ():
        for name, new in none_told(normalize(row.text).text):
            entry = VillageValue(
                village=row.village, value=Decimal(), bound="", source=row_source(row), time=row.period
            )
            found[name, row.period if new else STANDING].append(entry)
    return found


def _texts(sentences: pd.DataFrame | None) -> dict[tuple[str, int], str]:
    return {(row.report, int(row.index)): row.text for row in rows(sentences)} if sentences is not None else {}


def _only_parts(parts: Sequence[VillageValue], by_village: Mapping[str, object]) -> list[VillageValue]:
    """The largest share of each village that tells no whole: it is not added, but the village is not silent."""
    largest: dict[str, VillageValue] = {}
    for entry in sorted(parts, key=lambda entry: entry.value):
        largest[entry.village] = entry
    return [entry for village, entry in largest.items() if village not in by_village]


def _units_of(places: Sequence[RowPlace]) -> dict[tuple[str, str], str]:
    """The unit that each name and base unit is shown in: of units of one kind that in which most figures are told.

    Where as many are told in both it is the common one.
    """
    units: dict[str, Counter[str]] = defaultdict(Counter)
    for place in places:
        units[place.name][shown_unit(place.name, place.unit)] += 1
    shown = {}
    for name, found in units.items():
        for unit in found:
            common = common_unit(unit).unit
            alike = [other for other in found if common_unit(other).unit == common]
            shown[name, unit] = max(alike, key=lambda other: (found[other], other == common, other))
    return shown


def _row(
    key: Key,
    by_village: Mapping[str, list[VillageValue]],
    *,
    outgrown: Collection[tuple[Key, str]],
    elsewhere: Collection[tuple[Key, VillageValue]],
    aside: Sequence[VillageValue],
    uncounted: Sequence[str],
    none: Sequence[VillageValue],
    reporting: Sequence[str],
    past: Mapping[Key, Mapping[str, list[VillageValue]]],
    summable: bool,
    labels: _Labels,
) -> IndicatorRow:
    heard = {*by_village, *(entry.village for entry in aside)}
    left_out = [village for village in dict.fromkeys(uncounted) if village not in heard]
    has_none = {entry.village: entry for entry in none if entry.village not in {*heard, *left_out}}
    values: list[VillageValue] = []
    beside: list[VillageValue] = []
    contradictions: list[VillageValue] = []
    for village, given in by_village.items():
        if (key, village) in outgrown or contradict(key.name, key.unit, given):
            contradictions.extend(given)
        else:
            first, *rest = weighed(key.name, key.unit, given)
            if (key, first) in elsewhere and not first.settled:
                first = replace(first, uncounted=Uncounted.ELSEWHERE)
            if not first.uncounted:
                values.append(first)
            others = {entry.value: entry for entry in rest if entry.value != first.value}
            beside.extend([first] * bool(first.uncounted))
            beside.extend(others[value] for value in sorted(others, reverse=True))
    kinds = unlike_kinds(key.name, key.unit, values)
    return IndicatorRow(
        name=key.name,
        unit=key.unit,
        period=key.period,
        total=sum((entry.value for entry in values), Decimal()) if summable and values and not kinds else None,
        bound=combined_bound([entry.bound for entry in values]),
        values=tuple(values),
        contradictions=tuple(contradictions),
        beside=(*beside, *aside),
        none=tuple(has_none.values()),
        silent=tuple(village for village in reporting if village not in {*heard, *left_out, *has_none}),
        left_out=tuple(left_out),
        outliers=() if kinds else outliers(values),
        kinds=kinds,
        last_year=_last_year(key, values, past, summable=summable and not kinds),
        theme=labels.theme_of([*values, *contradictions]),
    )


def _outgrown(actual: Mapping[Key, Mapping[str, list[VillageValue]]]) -> set[tuple[Key, str]]:
    """Rows and villages that tell more of a part of a time than of the whole of it: 三季度32座, 1—9月30座."""
    found: set[tuple[Key, str]] = set()
    by_name: dict[tuple[str, str], list[Key]] = {}
    for key in actual:
        by_name.setdefault((key.name, key.unit), []).append(key)
    for keys in by_name.values():
        for part, whole in permutations(keys, 2):
            if not is_within(part.period, whole.period):
                continue
            for village in actual[part].keys() & actual[whole].keys():
                pairs = product(actual[part][village], actual[whole][village])
                if any(outgrows(part.name, part.unit, *pair) for pair in pairs):
                    found.update({(part, village), (whole, village)})
    return found


def _last_year(
    key: Key,
    values: Sequence[VillageValue],
    past: Mapping[Key, Mapping[str, list[VillageValue]]],
    *,
    summable: bool,
) -> Comparison | None:
    """The same season a year earlier, else the last whole year, over the villages that give exactly one value."""
    for period in _year_before(key.period, past, key):
        earlier = past.get(Key(key.name, key.unit, period), {})
        pairs = [
            (entry, earlier[entry.village][0])
            for entry in values
            if len({other.value for other in earlier.get(entry.village, [])}) == 1
        ]
        if pairs:
            return Comparison(
                then=tuple(before for _, before in pairs),
                now=sum((entry.value for entry, _ in pairs), Decimal()) if summable else None,
                before=sum((before.value for _, before in pairs), Decimal()) if summable else None,
            )
    return None


def _year_before(period: str, past: Mapping[Key, Mapping[str, list[VillageValue]]], key: Key) -> Sequence[str]:
    """Periods with which a row may be compared. A stock stands at a time, so any last year's figure of it will do."""
    if period[:4].isdigit():
        last = str(int(period[:4]) - 1)
        return (last + period[4:],)
    years = (other.period for other in past if (other.name, other.unit) == (key.name, key.unit))
    return sorted({found for found in years if found[:4].isdigit()}, reverse=True)


@dataclass(frozen=True, slots=True)
class _Labels:
    """The labels of sentences, strongest first, by report and index; ``names`` as printed, of the whole taxonomy."""

    names: tuple[str, ...]
    by_sentence: Mapping[tuple[str, int], tuple[Label, ...]]
    unsure: Collection[tuple[str, int]] = ()

    @classmethod
    def of(cls, sentences: pd.DataFrame | None, taxonomy: Taxonomy | None) -> _Labels:
        if sentences is None or taxonomy is None:
            return cls((NO_THEME,), {})
        names = dict.fromkeys(taxonomy[key].name for key in taxonomy.keys)
        # The label that asserts nothing comes last, and under the name that it has without a taxonomy too.
        names = dict.fromkeys((*(name for name in names if name != NO_THEME), NO_THEME))
        labels = {
            (row.report, int(row.index)): tuple(taxonomy[key] for key in row.labels)
            for row in rows(sentences)
            if not is_of_the_record(normalize(row.section[-1]).text if len(row.section) else "")
        }
        return cls(tuple(names), labels, {(row.report, int(row.index)) for row in rows(sentences) if row.review})

    def tells(self, row: Any) -> Tells:
        """What the sentence of a row of the indicators frame tells; a result where nobody has said."""
        sentence = row.report, int(row.index)
        roles = [label.role for label in self.by_sentence.get(sentence, ())]
        if not roles or roles[0] not in _NO_RESULT:
            return Tells.RESULT
        # 植树600棵 was done, whatever aim a tagger saw in its sentence and was not sure of.
        recorded = roles[0] == "todo" and row.status == "actual" and sentence in self.unsure
        return Tells.BOTH if recorded or "done" in roles else Tells.LACK

    def theme_of(self, entries: Sequence[VillageValue]) -> str:
        votes = Counter(
            told[0].name
            for entry in entries
            if (told := self.by_sentence.get((entry.source.report, entry.source.index)))
        )
        best = max(votes.values(), default=0)
        return next((name for name in self.names if best and votes[name] == best), NO_THEME)
