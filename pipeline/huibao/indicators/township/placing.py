"""In which row of the township's table a figure stands, whatever it was called: 住村742人 is told of 常住人口.

A tagged corpus keeps the names as they were read. Here a figure goes by the words at it into the row in which others
tell the same thing, once a second village tells it, or where the lexicon has a name for it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from huibao.frames import rows
from huibao.indicators.lexicon.entries import Entry, entries_by_name, rows_by_name
from huibao.indicators.numbers.quantities import read_quantities
from huibao.indicators.numbers.units import base_unit
from huibao.indicators.period import CUMULATIVE, STANDING
from huibao.indicators.phrase import Phrase, phrases_of
from huibao.indicators.township.telling import behind, subject
from huibao.segment.normalize import normalize

if TYPE_CHECKING:
    import pandas as pd

_MARKS = "，、："
# A village is introduced within so many sentences; a hamlet of fewer homes sends no report.
_OPENS_WITHIN = 8
_FEWEST_HOMES = 60
_FEWEST_HEADS, _MOST_HEADS = 1.8, 6
_CLAUSE = re.compile(r"[^，。；：\d]+[，：]")
# Words that say when, how many in all or that it is there, and not of what.
_WHEN = re.compile(
    r"[，：]?(?:今年|本季度?|这个?季度|[一二三四]季度|[上下]半年|全年|目前|现在|现?有|一?共|总共|累计|合计|大?约|是|为|达到?)*"
)


@dataclass(frozen=True, slots=True)
class RowPlace:
    """The row in which a figure stands.

    Attributes:
        name, unit, period: of the row, the unit before it is brought to that of the others.
        called: the name that the figure was read under, where it is another.
        summable: whether the row's values may be added.
    """

    name: str
    unit: str
    period: str
    called: str
    summable: bool


def placed_rows(indicators: pd.DataFrame, statuses: Sequence[str]) -> list[tuple[Any, RowPlace]]:
    """The figures of some statuses, each with the row in which it stands.

    Example:
        住村742人 of one village and 常住806人 of another both stand in 常住人口.
    """
    given = []
    seen: Counter[tuple[object, ...]] = Counter()
    for row in rows(indicators):
        figure = (row.report, row.index, row.value, row.unit)
        if row.status in statuses:
            given.append((row, _row_for(row, seen[figure])))
        seen[figure] += 1
    introduced = _introductions(given)
    given = [(row, introduced.get(id(row), entry)) for row, entry in given]
    villages: dict[str, set[str]] = defaultdict(set)
    for row, entry in given:
        if entry is not None and row.status != "past":
            villages[entry.name].add(row.village)
    shared = {
        name
        for name, told in villages.items()
        if len(told) > 1 or name in entries_by_name() or rows_by_name()[name].settles
    }
    return [(row, _place(row, entry if entry is not None and entry.name in shared else None)) for row, entry in given]


def _introductions(given: Sequence[tuple[Any, Entry | None]]) -> dict[int, Entry]:
    """By identity the figures with which a report introduces its village, where the words at them do not say so.

    咱三墩子还是二百八十七户，户口本上一千零四十三口人: no village has more households than those it opens with, and
    their people are two to six times as many.
    """
    households = entries_by_name()["户数"]
    people = entries_by_name()[households.people]
    by_report: dict[str, list[tuple[Any, str]]] = defaultdict(list)
    for row, entry in given:
        if row.status != "past":
            by_report[row.report].append((row, entry.name if entry else row.name))
    found: dict[int, Entry] = {}
    for mine in by_report.values():
        named = {name for _, name in mine}
        homes, heads = _largest(mine, households), _largest(mine, people)
        if homes is None or heads is None or homes.value < _FEWEST_HOMES or abs(heads.index - homes.index) > 1:
            continue
        if _FEWEST_HEADS * homes.value <= heads.value <= _MOST_HEADS * homes.value:
            for row, entry in ((homes, households), (heads, people)):
                if entry.name not in named:
                    found[id(row)] = entry
    return found


def _largest(told: Sequence[tuple[Any, str]], entry: Entry) -> Any | None:
    """The largest figure of a report in an entry's unit; None where its opening does not tell it, or it has a name."""
    counted = [(row, name) for row, name in told if entry.unit_for(base_unit(row.unit))]
    largest, name = max(counted, key=lambda one: one[0].value, default=(None, ""))
    known = name != entry.name and (name in entries_by_name() or name in rows_by_name())
    return None if largest is None or known or largest.index >= _OPENS_WITHIN else largest


def _place(row: Any, entry: Entry | None) -> RowPlace:
    unit = base_unit(row.unit)
    if entry is None:
        return RowPlace(row.name, unit, row.period, "", bool(row.summable))
    stands = entry.stock and row.period in ("", row.report_period, CUMULATIVE)
    called = "" if row.name == entry.name else row.name
    return RowPlace(entry.name, entry.unit_for(unit), STANDING if stands else row.period, called, entry.summable)


def _row_for(row: Any, before: int) -> Entry | None:
    """The row that the words at a figure tell; None where none do, or a person has settled its name.

    Args:
        row: the figure.
        before: how many like it its sentence tells before it.
    """
    unit = base_unit(row.unit)
    entries = [entry for entry in rows_by_name().values() if entry.unit_for(unit)]
    if row.note or row.settled or not entries:
        return None
    text = normalize(row.text).text
    quantities = read_quantities(text)
    like = [
        phrase
        for quantity, phrase in zip(quantities, phrases_of(quantities, text), strict=True)
        if float(quantity.value) == row.value
    ]
    if before >= len(like):
        return None
    own = entries_by_name().get(row.name)
    near = [(_nearness(entry, own, like[before], text), entry) for entry in entries]
    nearest = max(near, key=lambda one: one[0])
    return nearest[1] if nearest[0] else None


def _nearness(entry: Entry, own: Entry | None, phrase: Phrase, text: str) -> int:
    """How near the words of a row stand to a figure, from 1; 0 where they do not, or another name's stand nearer."""
    # 党员19名，60岁以上的11名 are party members.
    if entry.part_of and own is not None and own.name not in (entry.part_of, entry.name):
        return 0
    if (entry.within and not entry.within.search(text)) or entry.ruled_out(phrase.own + behind(phrase)):
        return 0
    if near := _last(entry, phrase):
        # 60岁及以上人口301人 is a part, though the word of the whole stands nearer.
        if own is None or own.name in (entry.name, entry.part_of) or near >= _last(own, phrase):
            return near + 1
        return 0
    return 1 if entry.words.match(behind(phrase)) else 0


def _last(entry: Entry, phrase: Phrase) -> int:
    """Where in the words between the figure before and this one those of a row end, the last of them.

    Where the words say no more than when, it is in the clause before: 采摘的人不少，二季度7400人次.
    """
    if not phrase.own.strip(_MARKS):
        before, start = subject(phrase), 0
    else:
        before = phrase.lead + phrase.clause + phrase.own
        start = len(before) - len(phrase.own)
        if _WHEN.fullmatch(phrase.own):
            start = max((match.start() for match in _CLAUSE.finditer(before, 0, start)), default=start)
    return max((match.end() - start for match in entry.words.finditer(before) if match.end() > start), default=0)
