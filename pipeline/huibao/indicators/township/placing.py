"""In which row of the township's table a figure stands, whatever it was called: 住村742人 is told of 常住人口.

A tagged corpus keeps the names as they were read. Here a figure goes by the words at it into the row in which others
tell the same thing, once a second village tells it, or where the lexicon has a name for it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from huibao.frames import rows
from huibao.indicators.lexicon.entries import Entry, entries_by_name, row_entry, rows_by_name
from huibao.indicators.lexicon.own_place import village_stem
from huibao.indicators.numbers.quantities import read_quantities
from huibao.indicators.numbers.units import base_unit
from huibao.indicators.period import CUMULATIVE, STANDING
from huibao.indicators.phrase import Phrase, phrases_of
from huibao.indicators.township.telling import behind, subject
from huibao.indicators.township.unnamed import Figure, goes_on_from, row_above, says_only_when
from huibao.segment.above import NOTHING_ABOVE, Above, above_each
from huibao.segment.normalize import normalize

if TYPE_CHECKING:
    import pandas as pd

_MARKS = "，、："
# A village is introduced within so many sentences; a hamlet of fewer homes sends no report.
_OPENS_WITHIN = 8
_FEWEST_HOMES = 60
_FEWEST_HEADS, _MOST_HEADS = 1.8, 6
# 我们双桐呢，咱村嘛，全村共; the village's own name is 村 here.
_THE_VILLAGE = re.compile(
    "(?:先说家底|家底|基本情况)?[：，]?(?:[我咱俺本]们?|全)(?:这个?|村){0,2}[儿里]?(?:呢|嘛|啊|吧|是|现?有|一?共|总共|拢共|，)*"
)
_CLAUSE = re.compile(r"(?<![^，。；：\d])[^，。；：\d]++[，：]")


@dataclass(frozen=True, slots=True)
class RowPlace:
    """The row in which a figure stands.

    Attributes:
        name, unit, period: of the row, the unit before it is brought to that of the others.
        called: the name that the figure was read under, where it is another.
        summable: whether the row's values may be added.
        asked: the question that it answers; empty for none.
    """

    name: str
    unit: str
    period: str
    called: str
    summable: bool
    asked: str = ""


def placed_rows(
    indicators: pd.DataFrame, statuses: Sequence[str], sentences: pd.DataFrame | None = None
) -> list[tuple[Any, RowPlace]]:
    """The figures of some statuses, each with the row in which it stands.

    Args:
        indicators: the frame.
        statuses: of the figures that are wanted.
        sentences: the frame of the same reports, which tells what stands above a figure.

    Example:
        住村742人 of one village and 常住806人 of another both stand in 常住人口.
    """
    above = _above(sentences)
    given: list[tuple[Any, Entry | None]] = []
    figures: list[Figure | None] = []
    seen: Counter[tuple[object, ...]] = Counter()
    for row in rows(indicators):
        told = (row.report, row.index, row.value, row.unit)
        if row.status in statuses:
            figure = _figure(row, seen[told], above)
            entry = _row_for(figure) if figure else None
            if entry is None and figure and given and figures[-1] and _follows(row, given[-1][0]):
                entry = given[-1][1] if goes_on_from(figure, figures[-1]) else None
            given.append((row, entry))
            figures.append(figure)
        seen[told] += 1
    given = _named_above(given, figures)
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
    return [
        (
            row,
            replace(
                _place(row, entry if entry is not None and entry.name in shared else None), asked=_asked(row, above)
            ),
        )
        for row, entry in given
    ]


def _asked(row: Any, above: Mapping[tuple[str, int], Above]) -> str:
    questions = above.get((row.report, int(row.index)), NOTHING_ABOVE).questions
    return questions[0] if questions else ""


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
        homes = _largest(mine, households)
        if homes is None or homes.value < _FEWEST_HOMES:
            continue
        near = [(row, name) for row, name in mine if abs(row.index - homes.index) <= 1 and row.index < _OPENS_WITHIN]
        heads = _largest([one for one in near if one[0].value <= _MOST_HEADS * homes.value], people)
        if heads is not None and heads.value >= _FEWEST_HEADS * homes.value:
            introduced = [(homes, households), (heads, people)]
        else:
            introduced = [(homes, households)] if _is_of_the_village(homes) else []
        for row, entry in introduced:
            # 三个组共118户断水, told further down of fewer, are not those of the village.
            named = {name for told, name in mine if told.index < _OPENS_WITHIN or told.value >= row.value}
            if entry.name not in named:
                found[id(row)] = entry
    return found


def _largest(told: Sequence[tuple[Any, str]], entry: Entry) -> Any | None:
    """The largest figure of a report in an entry's unit; None where its opening does not tell it, or it has a name."""
    counted = [(row, name) for row, name in told if entry.unit_for(base_unit(row.unit))]
    largest, name = max(counted, key=lambda one: one[0].value, default=(None, ""))
    if largest is None or largest.index >= _OPENS_WITHIN:
        return None
    other = row_entry(name) if name != entry.name else None
    # 辖5个村民小组，共412户: what is counted otherwise is no name of households.
    return None if other is not None and other.unit_for(base_unit(largest.unit)) else largest


def _is_of_the_village(row: Any) -> bool:
    """Whether a figure is told of the village itself and of nothing else: 我们双桐呢，二百六十四户."""
    text = normalize(row.text).text
    quantities = read_quantities(text)
    first = quantities[0] if quantities else None
    if first is None or float(first.value) != row.value or first.unit != base_unit(row.unit):
        return False
    return bool(_THE_VILLAGE.fullmatch(text[: first.start].replace(normalize(village_stem(row.village)).text, "村")))


def _place(row: Any, entry: Entry | None) -> RowPlace:
    unit = base_unit(row.unit)
    if entry is None:
        return RowPlace(row.name, unit, row.period, "", bool(row.summable))
    stands = entry.stock and row.period in ("", row.report_period, CUMULATIVE)
    called = "" if row.name == entry.name else row.name
    return RowPlace(entry.name, entry.unit_for(unit), STANDING if stands else row.period, called, entry.summable)


def _above(sentences: pd.DataFrame | None) -> dict[tuple[str, int], Above]:
    """What stands above each sentence, by report and index."""
    reports: dict[str, list[Any]] = defaultdict(list)
    for row in rows(sentences) if sentences is not None else ():
        reports[row.report].append(row)
    return {
        (row.report, int(row.index)): above
        for told in reports.values()
        for row, above in zip(told, above_each(told), strict=True)
    }


def _follows(row: Any, other: Any) -> bool:
    return (row.report, row.index) == (other.report, other.index)


def _figure(row: Any, before: int, above: Mapping[tuple[str, int], Above]) -> Figure | None:
    """A figure with the words around it; None where its sentence does not tell it, or a person has settled its name.

    Args:
        row: the figure.
        before: how many like it its sentence tells before it.
        above: what stands above each sentence.
    """
    if row.settled:
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
    place = row.report, int(row.index)
    return Figure(row.name, base_unit(row.unit), like[before], text, above.get(place, NOTHING_ABOVE))


def _row_for(figure: Figure) -> Entry | None:
    """The row that the words at a figure tell; None where none do."""
    own = entries_by_name().get(figure.name)
    if own is not None and not own.unit_for(figure.unit):
        # 人口是438户1672人: the households of people that go by their name.
        others = (entry for entry in entries_by_name().values() if entry.people == own.name)
        if households := next((entry for entry in others if entry.unit_for(figure.unit)), None):
            return households
    near = [
        (_nearness(entry, own, figure.phrase, f"{figure.above.text}。{figure.text}"), entry)
        for entry in rows_by_name().values()
        if entry.unit_for(figure.unit)
    ]
    nearest, entry = max(near, key=lambda one: one[0], default=(0, None))
    return entry if nearest else None


def _named_above(
    given: Sequence[tuple[Any, Entry | None]], figures: Sequence[Figure | None]
) -> list[tuple[Any, Entry | None]]:
    """The figures with their rows, nameless ones by what stands above them where their report tells none of the row."""
    named = {(row.report, entry.name if entry else row.name, row.period) for row, entry in given}
    found = []
    for (row, entry), figure in zip(given, figures, strict=True):
        if entry is None and figure is not None and row.status != "past":
            above = row_above(figure)
            if above is not None and not {(row.report, above.name, at) for at in (row.period, STANDING)} & named:
                entry = above
        found.append((row, entry))
    return found


def _nearness(entry: Entry, own: Entry | None, phrase: Phrase, text: str) -> int:
    """How near the words of a row stand to a figure, from 1; 0 where they do not, or another name's stand nearer."""
    # 党员19名，60岁以上的11名 are party members.
    # 满60岁的342人 that go by 常住人口 are another part of the same whole.
    if entry.part_of and own is not None and entry.part_of not in (own.name, own.part_of) and own.name != entry.name:
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
        # 村里的收入，四万三: what a line is about, else the clause before.
        clauses = [match.group() for match in _CLAUSE.finditer(phrase.lead) if match.end() == len(phrase.lead)]
        before, start = subject(phrase) or "".join(clauses).strip(_MARKS), 0
    else:
        before = phrase.lead + phrase.clause + phrase.own
        start = len(before) - len(phrase.own)
        if says_only_when(phrase.own):
            start = max((match.start() for match in _CLAUSE.finditer(before, 0, start)), default=start)
    return max((match.end() - start for match in entry.words.finditer(before) if match.end() > start), default=0)
