"""What people said before a figure of some name is: 精养水面 (亩) of any village belongs into the row 鱼塘.

It is told by the decisions themselves, of this batch and of earlier ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from huibao.frames import speaker
from huibao.indicators.lexicon.entries import canonical_names
from huibao.indicators.numbers.units import base_unit, common_unit
from huibao.indicators.township.likeness import same_kind
from huibao.indicators.township.rows import IndicatorRow
from huibao.schema import Indicator
from huibao.web import uploads, work
from huibao.web.figures import FigureView
from huibao.web.models import Batch, FigureDecision, Upload

# Where it was said: of a figure of an earlier batch, or of another village in this one.
Known = Literal["", "earlier", "here"]
_OWN = "own"
# Names of so few characters are general ones.
_GENERAL = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class _Habit:
    """That a village's figure was put into a row; ``when`` as of :func:`_when`."""

    village: str
    status: str
    row: str
    when: str
    earlier: bool


class Habits:
    """By the name that was read, and the kind of unit, the rows that people put such figures into."""

    def __init__(self, found: dict[tuple[str, str], list[_Habit]], periods: dict[int, str]) -> None:
        self._found = found
        self._periods = periods

    def __bool__(self) -> bool:
        return bool(self._found)

    def of(self, view: FigureView, row: IndicatorRow) -> Known:
        """Whether a person put such a figure into this row: of the same village, or of a name that tells what it is."""
        mine = [habit for habit in self._mine(view, row) if _is_telling(view.figure) or habit.village == view.village]
        return "" if not mine else "earlier" if any(habit.earlier for habit in mine) else "here"

    def is_sure(self, view: FigureView, row: IndicatorRow) -> bool:
        """Whether such a figure surely is of the row: known as :meth:`of` says, and of the same status."""
        return any(
            habit.status == view.figure.status and (_is_telling(view.figure) or habit.village == view.village)
            for habit in self._mine(view, row)
        )

    def _mine(self, view: FigureView, row: IndicatorRow) -> list[_Habit]:
        if not same_kind(row, view.figure):
            return []
        when = _when(row.period, self._periods.get(view.upload, ""))
        told = self._found.get(_called(view.figure), ())
        return [habit for habit in told if (habit.row, habit.when) == (row.name, when)]


def of_batch(session: Session, batch: Batch) -> Habits:
    """What people said up to now, as it bears on a batch."""
    corrected = session.scalars(select(FigureDecision).where(FigureDecision.verdict == "corrected"))
    named = [decision for decision in corrected if "name" in decision.fields or "period" in decision.fields]
    ids = {decision.upload_id for decision in named}
    of = {
        upload.id: upload
        for upload in session.scalars(select(Upload).where(Upload.id.in_(ids)).options(undefer(Upload.figures)))
    }
    read = {
        (upload.id, figure.start): figure
        for upload in of.values()
        for figure in work.FIGURES.validate_json(upload.figures)
    }
    found: dict[tuple[str, str], list[_Habit]] = {}
    for decision in named:
        original, upload = read.get((decision.upload_id, decision.start)), of[decision.upload_id]
        if original is not None:
            after = uploads.amended_figure(original, decision.fields)
            habit = _Habit(
                village=speaker(upload.name, upload.village), status=original.status, row=after.name,
                when=_when(after.period, upload.period), earlier=upload.batch_id != batch.id,
            )  # fmt: skip
            found.setdefault(_called(original), []).append(habit)
    own = session.execute(select(Upload.id, Upload.period).where(Upload.batch_id == batch.id))
    return Habits(found, {row.id: row.period for row in own})


def _is_telling(figure: Indicator) -> bool:
    """Whether a figure's name says what it is, whichever village uses it.

    销售收入 of one village may be its own income, and that of another not; so with a figure called 户 or 老人.
    """
    return len(figure.name) > _GENERAL and figure.name not in canonical_names()


def _called(figure: Indicator) -> tuple[str, str]:
    return figure.name, common_unit(base_unit(figure.unit)).unit


def _when(period: str, of_report: str) -> str:
    """A period as it may be told in any quarter's report: its own, 现有, or by its kind (2025H1 → H, 2025 → 年)."""
    if period and period == of_report:
        return _OWN
    return period[4:5] or "年" if period[:4].isdigit() else period
