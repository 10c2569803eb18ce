"""What may fill a silent cell: a village's own figures that stand elsewhere, the likeliest first.

A village calls 精养水面 what the row calls 鱼塘; a person who has said so once need not look for it again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from huibao.indicators.township.likeness import Candidate, Likeness, same_kind
from huibao.indicators.township.rows import IndicatorRow
from huibao.schema import Source
from huibao.web import figures, habits
from huibao.web.errors import Invalid, Missing
from huibao.web.figures import FigureView, Grid, Key
from huibao.web.habits import Known
from huibao.web.models import Batch, Upload


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """A figure that may stand in a cell.

    Attributes:
        row: the one in which it stands; None where it stands in none.
        contradicts: it stands there with others that cannot be true as well.
        known: where a person put such a figure into this row before.
    """

    view: FigureView
    row: IndicatorRow | None
    contradicts: bool
    known: Known


@dataclass(frozen=True, kw_only=True, slots=True)
class RowChoice:
    """A row in which a figure may stand; ``silent`` where its village has nothing in it."""

    row: IndicatorRow
    silent: bool
    known: Known


@dataclass(frozen=True, kw_only=True, slots=True)
class Offer:
    """A silent cell, and the one figure of its village that goes by a name that a person put into its row before."""

    key: Key
    view: FigureView


@dataclass(frozen=True, kw_only=True, slots=True)
class Offers:
    """Silent cells whose village has figures of a name that a person put into their row before.

    Attributes:
        sure: just one such figure, and of what was read as the same then.
        left: row and village of the others, where a person has to look: several such figures, one that was read as a
            plan or a part, or one that was put here once and once there.
    """

    sure: tuple[Offer, ...] = ()
    left: tuple[tuple[Key, str], ...] = ()


class _Township:
    """The table, and where each figure stands in it."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.rows: dict[Key, IndicatorRow] = {(row.name, row.unit, row.period): row for row in grid.table.rows}
        self.places = {
            _place(view): key for key, by_village in grid.cells.items() for here in by_village.values() for view in here
        }
        self.views = [view for cells in grid.cells.values() for here in cells.values() for view in here]
        self.views += grid.others

    def row_of(self, view: FigureView) -> IndicatorRow | None:
        key = self.places.get(_place(view))
        return self.rows.get(key) if key else None

    def candidate(self, view: FigureView) -> Candidate:
        row = self.row_of(view)
        others = {value.village for value in row.values} - {view.village} if row else set()
        source = Source(report=view.report, village=view.village, index=view.figure.sentence, text=view.text)
        return Candidate(figure=view.figure, source=source, elsewhere=len(others))

    def contradicts(self, view: FigureView) -> bool:
        row = self.row_of(view)
        return row is not None and any(value.village == view.village for value in row.contradictions)


def _place(view: FigureView) -> tuple[int, int]:
    return view.upload, view.figure.start


def candidates(session: Session, batch: Batch, key: Key, village: str) -> list[Choice]:
    """A village's figures that may be what it has for a row and stand elsewhere, the likeliest first.

    Raises:
        Missing: the table has no such row.
    """
    town = _Township(figures.grid(session, batch))
    row = town.rows.get(key)
    if row is None:
        raise Missing("表里没有这一行了；请刷新页面")
    known = habits.of_batch(session, batch)
    like = Likeness(row)
    found = [
        Choice(
            view=view,
            row=town.row_of(view),
            contradicts=town.contradicts(view),
            known=known.of(view, row),
        )
        for view in town.views
        if view.village == village and town.places.get(_place(view)) != key and same_kind(row, view.figure)
    ]
    return sorted(found, key=lambda one: (not one.known, -like.of(town.candidate(one.view))))


def rows_for(session: Session, batch: Batch, upload: Upload, start: int) -> list[RowChoice]:
    """Other rows in which a figure may stand, those first that its village is silent about, then by likeness.

    Raises:
        Invalid: there is no figure at ``start``.
    """
    town = _Township(figures.grid(session, batch))
    view = next((one for one in town.views if _place(one) == (upload.id, start)), None)
    if view is None:
        raise Invalid("这里没有读到数据；请刷新页面")
    known, candidate = habits.of_batch(session, batch), town.candidate(view)
    found = [
        RowChoice(row=row, silent=view.village not in town.grid.cells.get(key, {}), known=known.of(view, row))
        for key, row in town.rows.items()
        if key != town.places.get(_place(view)) and same_kind(row, view.figure)
    ]
    order = {id(one): (not one.known, not one.silent, -Likeness(one.row).of(candidate)) for one in found}
    return sorted(found, key=lambda one: order[id(one)])


def offers(session: Session, batch: Batch, grid: Grid) -> Offers:
    """Silent cells that may be filled as a person filled such cells before."""
    known = habits.of_batch(session, batch)
    if not known:
        return Offers()
    town = _Township(grid)
    found = {(key, village): views for key, row in town.rows.items() for village, views in _known(town, row, known)}
    sure = [
        Offer(key=key, view=mine[0])
        for (key, _), views in found.items()
        if (mine := [view for view in views if known.is_sure(view, town.rows[key])])
        and len({view.figure.value for view in mine}) == 1
    ]
    # A figure that people once put here and once there is for a person to place again.
    rows_of = Counter(_place(offer.view) for offer in sure)
    sure = [offer for offer in sure if rows_of[_place(offer.view)] == 1]
    cells = {(offer.key, offer.view.village) for offer in sure}
    return Offers(sure=tuple(sure), left=tuple(cell for cell in found if cell not in cells))


def _known(town: _Township, row: IndicatorRow, known: habits.Habits) -> Iterator[tuple[str, list[FigureView]]]:
    """Villages that are silent in a row, with what a person may have put there before and has not decided about."""
    told = town.grid.cells.get((row.name, row.unit, row.period), {})
    by_village: dict[str, list[FigureView]] = {}
    for view in town.views:
        if view.village not in told and not view.verdict and known.of(view, row):
            by_village.setdefault(view.village, []).append(view)
    yield from by_village.items()
