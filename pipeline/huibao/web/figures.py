"""Figures of a batch: the township's table with people's decisions, and what needs a decision first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal, get_args

from sqlalchemy.orm import Session

from huibao.frames import speaker
from huibao.indicators.lexicon.entries import canonical_names
from huibao.indicators.numbers.units import base_unit, common_unit, common_value
from huibao.indicators.township.rows import IndicatorRow, IndicatorTable
from huibao.indicators.township.telling import VillageValue
from huibao.schema import AnnotatedReport, Indicator
from huibao.web import uploads, work
from huibao.web.models import Batch, FigureDecision, Upload

# Name, unit and period of a row.
Key = tuple[str, str, str]
# Report, sentence and value in the common unit.
_Place = tuple[str, int, Decimal]
DoubtKind = Literal["contradiction", "outlier", "several"]


@dataclass(frozen=True, kw_only=True, slots=True)
class FigureView:
    """A figure as a person sees it.

    Attributes:
        figure: with the person's corrections, offsets into the report's own text.
        written: as the report writes it.
        text, at: its sentence, and where the figure begins in it.
        verdict: empty where nobody has decided.
        version: of the decision, 0 for none.
        both: it was called right together with others of its name: ``counted`` in the sum (several are added), or
            ``beside`` it.
        again: other mentions of its number in the report that a person left out, where it is left out; else that stand.
    """

    upload: int
    report: str
    village: str
    figure: Indicator
    written: str
    text: str
    at: int
    verdict: str
    version: int
    by: str
    both: str
    again: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Grid:
    """The township's table and the figures behind it, by row and village.

    Attributes:
        table: without the outliers that people have looked at.
        cells: figures by (name, unit, period) of the row and village, excluded ones among them.
        others: figures of another status than actual, which stand in no cell.
        counting: (upload, start) of the figures that count in a sum, or would if their sum made sense.
    """

    table: IndicatorTable
    cells: dict[Key, dict[str, list[FigureView]]]
    others: tuple[FigureView, ...]
    counting: frozenset[tuple[int, int]]

    @property
    def outliers(self) -> dict[tuple[Key, str], float]:
        """What is typical, by row and village."""
        return {
            ((row.name, row.unit, row.period), found.entry.village): float(found.typical)
            for row in self.table.rows
            for found in row.outliers
        }


def views(upload: Upload, labelled: AnnotatedReport, decisions: dict[int, FigureDecision]) -> list[FigureView]:
    """All figures of a report with the decisions about them, in order."""
    found = []
    for indicator in labelled.indicators:
        decision = decisions.get(indicator.start)
        sentence = labelled.sentences[indicator.sentence]
        figure = uploads.amended_figure(indicator, decision.fields) if decision else indicator
        found.append(
            FigureView(
                upload=upload.id,
                report=upload.name,
                village=speaker(upload.name, upload.village),
                figure=figure,
                written=labelled.report.text[indicator.start : indicator.end],
                text=sentence.text,
                at=indicator.start - sentence.start,
                verdict=decision.verdict if decision else "",
                version=decision.version if decision else 0,
                by=decision.changed_by if decision else "",
                both=decision.both if decision else "",
            )
        )
    told = Counter((_number(view.figure), view.verdict == "excluded") for view in found if not view.both)
    return [
        replace(view, again=told[_number(view.figure), view.verdict == "excluded"] - (not view.both)) for view in found
    ]


def told_again(view: FigureView, mine: Sequence[FigureView], *, excluded: bool) -> list[FigureView]:
    """Other mentions of a figure's number in its report that a person left out, or those that stand.

    Args:
        mine: all figures of the report.
        excluded: those left out are wanted.
    """
    return [
        other
        for other in mine
        if other.figure.start != view.figure.start
        and (other.verdict == "excluded") == excluded
        and not other.both
        and _number(other.figure) == _number(view.figure)
    ]


def _number(figure: Indicator) -> tuple[str, Decimal, str, str, str]:
    value, unit = common_value(Decimal(str(figure.value)), figure.unit)
    return figure.name, value, unit, figure.period, figure.status


def grid(session: Session, batch: Batch) -> Grid:
    """The batch's table: reports of villages only, silent villages of the roster with it."""
    found = [upload for upload in uploads.ready(session, batch) if upload.kind == "report"]
    ids = [upload.id for upload in found]
    corrections, decisions = uploads.corrections_of(session, ids), uploads.decisions_of(session, ids)
    reports: list[AnnotatedReport] = []
    every: list[FigureView] = []
    for upload in found:
        mine, decided = corrections.get(upload.id, {}), decisions.get(upload.id, {})
        final = uploads.final_report(upload, mine, decided)
        reports.append(final)
        every += views(upload, uploads.labelled_report(upload, mine), decided)
    named = [speaker(upload.name, upload.village) for upload in found]
    missing = [village for village in batch.roster if village not in named]
    table = work.indicator_table(reports, list(dict.fromkeys([*batch.roster, *named])), missing)
    counted = {_place(entry, row.unit) for row in table.rows for entry in row.values}
    # What the table counts is in a cell, though it be told as a share: 党员51人，外出务工372人.
    in_cells = [view.figure.status == "actual" or _place_of(view) in counted for view in every]
    cells = _cells(table, [view for view, here in zip(every, in_cells, strict=True) if here])
    return Grid(
        table=_looked_at(table, cells),
        cells=cells,
        others=tuple(view for view, here in zip(every, in_cells, strict=True) if not here),
        counting=_counting(table, cells),
    )


def _cells(table: IndicatorTable, actual: Sequence[FigureView]) -> dict[Key, dict[str, list[FigureView]]]:
    """Figures under the rows that hold them: 600米 in the row of 公里, 苞谷 in that of 玉米; else under their name."""
    told = _rows_of(table)
    shown = {(row.name, row.unit) for row in table.rows}
    cells: dict[Key, dict[str, list[FigureView]]] = {}
    for view in actual:
        name, unit = view.figure.name, base_unit(view.figure.unit)
        places = told.get(_place_of(view), {})
        key = places.get(name) or next(iter(places.values()), None)
        if key is None:
            if (name, unit) not in shown and (name, common_unit(unit).unit) in shown:
                unit = common_unit(unit).unit
            key = name, unit, view.figure.period
        cells.setdefault(key, {}).setdefault(view.village, []).append(view)
    return cells


def _rows_of(table: IndicatorTable) -> dict[_Place, dict[str, Key]]:
    """By where a figure is told the row that holds it, by the name that it was read under."""
    found: dict[_Place, dict[str, Key]] = {}
    for row in table.rows:
        for entry in (*row.values, *row.contradictions, *row.beside):
            place = _place(entry, row.unit)
            found.setdefault(place, {}).setdefault(entry.called or row.name, (row.name, row.unit, row.period))
    return found


def _place(entry: VillageValue, unit: str) -> _Place:
    """Where a value of the table is told: boats told in 条 stand in a row of 艘, so its unit does not matter."""
    return entry.source.report, entry.source.index, common_value(entry.value, unit)[0]


def _place_of(view: FigureView) -> _Place:
    value, _ = common_value(Decimal(str(view.figure.value)), view.figure.unit)
    return view.report, view.figure.sentence, value


def _looked_at(table: IndicatorTable, cells: dict[Key, dict[str, list[FigureView]]]) -> IndicatorTable:
    """The table without the outliers whose figures a person has called right."""

    def left(row: IndicatorRow) -> IndicatorRow:
        by_village = cells.get((row.name, row.unit, row.period), {})
        return replace(
            row,
            outliers=tuple(
                found
                for found in row.outliers
                if not all(view.verdict for view in by_village.get(found.entry.village, []))
            ),
        )

    return replace(table, rows=tuple(left(row) for row in table.rows))


def standing(views: Sequence[FigureView]) -> list[FigureView]:
    """Figures of a cell that nobody has left out."""
    return [view for view in views if view.verdict != "excluded"]


def is_several(views: Sequence[FigureView], unit: str) -> bool:
    """Whether a cell holds figures of different values, of which a person has not said which count."""
    here = standing(views)
    return len({_value(view, unit) for view in here}) > 1 and not any(view.both for view in here)


def _counting(table: IndicatorTable, cells: dict[Key, dict[str, list[FigureView]]]) -> frozenset[tuple[int, int]]:
    """Figures whose value, or the sum of those that a person added, is what a village has in its row."""
    values = {
        (row.name, row.unit, row.period, entry.village): entry.value for row in table.rows for entry in row.values
    }
    found: set[tuple[int, int]] = set()
    for key, by_village in cells.items():
        for village, here in by_village.items():
            together: dict[object, list[FigureView]] = {}
            for view in standing(here):
                if view.both != "beside":
                    own = (view.upload, view.figure.start)
                    together.setdefault(view.upload if view.both else own, []).append(view)
            for group in together.values():
                if sum((_value(view, key[1]) for view in group), Decimal()) == values.get((*key, village)):
                    found.update((view.upload, view.figure.start) for view in group)
    return frozenset(found)


def _value(view: FigureView, unit: str) -> Decimal:
    value, own = Decimal(str(view.figure.value)), base_unit(view.figure.unit)
    return value if own == unit else value * common_unit(own).factor / common_unit(unit).factor


def is_canonical(name: str) -> bool:
    """Whether the lexicon knows an indicator's name; others come from a noun beside the figure."""
    return name in canonical_names()


def doubts(found: Grid) -> list[tuple[Key, str, DoubtKind]]:
    """What needs a decision: (row key, village, ``contradiction``, ``outlier`` or ``several``), in this order.

    What a person has confirmed is settled. Of several values of one name one counts until she says which do.
    """
    entries: list[tuple[Key, str, DoubtKind]] = []
    for row in found.table.rows:
        key = (row.name, row.unit, row.period)
        entries += [(key, village, "contradiction") for village in dict.fromkeys(e.village for e in row.contradictions)]
    entries += [(key, village, "outlier") for key, village in found.outliers]
    taken = {(key, village) for key, village, _ in entries}
    entries += [
        (key, village, "several")
        for key, by_village in found.cells.items()
        for village, views in by_village.items()
        if (key, village) not in taken and is_several(views, key[1])
    ]
    return sorted(entries, key=lambda entry: (get_args(DoubtKind).index(entry[2]), not is_canonical(entry[0][0])))
