"""API of 核数据: the township's table and decisions about its figures."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from sqlalchemy.orm import Session

from huibao.web import deciding, doubts, figures, filling, uploads
from huibao.web.api import figure_shapes, shapes, show
from huibao.web.guard import TheBatch, ThePerson, TheSession, TheUpload
from huibao.web.models import Batch, Upload
from huibao.web.security import Person

Text = Annotated[str, Query(max_length=200)]

router = APIRouter(prefix="/batches/{batch_id}", tags=["核数据"])


@router.get("/figures")
def read_figures(session: TheSession, batch: TheBatch) -> figure_shapes.GridShown:
    """All indicators of all villages; contradictions and outliers in ``doubts``, what may fill a cell in ``offers``."""
    grid = figures.grid(session, batch)
    return show.grid(grid, filling.offers(session, batch, grid))


@router.get("/figures/choices")
def read_choices(
    session: TheSession, batch: TheBatch, name: Text, unit: Text, period: Text, village: Text
) -> list[figure_shapes.ChoiceShown]:
    """A village's figures that may be what it has for a row and stand elsewhere, the likeliest first."""
    return list(map(show.choice, filling.candidates(session, batch, (name, unit, period), village)))


@router.put("/figures")
def decide_figures(
    given: figure_shapes.FiguresGiven, session: TheSession, batch: TheBatch, person: ThePerson
) -> list[shapes.FigureShown]:
    """Decide about several figures at once, or take that back: all of it or nothing."""
    return [
        _decided(session, person, batch, uploads.find(session, batch, one.upload, whole=True), one.start, one)
        for one in given.figures
    ]


@router.put("/figures/both")
def accept_all_figures(
    given: figure_shapes.BothGiven, session: TheSession, batch: TheBatch, person: ThePerson
) -> list[shapes.FigureShown]:
    """Say that a village's figures of one name are all right, and which of them count; or take that back."""
    seen = [doubts.Seen(**entry.model_dump()) for entry in given.figures]
    return [show.figure(view) for view in doubts.accept_all(session, person, batch, seen, accepted=given.accepted)]


@router.put("/uploads/{upload_id}/figures/{start}")
def decide_figure(
    start: int,
    given: figure_shapes.FigureGiven,
    session: TheSession,
    person: ThePerson,
    batch: TheBatch,
    upload: TheUpload,
) -> shapes.FigureShown:
    """Confirm, correct or exclude the figure that begins at ``start`` of its report, or take that back.

    A confirmed one of several figures of one name is the one that counts. A number that the report tells twice is
    corrected in both places.
    """
    return _decided(session, person, batch, upload, start, given)


def _decided(
    session: Session, person: Person, batch: Batch, upload: Upload, start: int, given: figure_shapes.FigureGiven
) -> shapes.FigureShown:
    if given.verdict == "confirmed":
        return show.figure(doubts.confirm(session, person, batch, upload, start, seen=given.version))
    view = deciding.decide(
        session, person, upload, start, verdict=given.verdict,
        fields=given.model_dump(include={*figure_shapes.FigureFields.model_fields}, exclude_none=True),
        seen=given.version, everywhere=given.everywhere, settled=given.settled,
    )  # fmt: skip
    return show.figure(view)


@router.get("/uploads/{upload_id}/figures/{start}/rows")
def read_rows(start: int, session: TheSession, batch: TheBatch, upload: TheUpload) -> list[figure_shapes.RowChoice]:
    """Other rows in which the figure that begins at ``start`` may stand, the likeliest first."""
    return list(map(show.row_choice, filling.rows_for(session, batch, upload, start)))


@router.post("/uploads/{upload_id}/figures/{start}/preview")
def preview_correction(
    start: int, given: figure_shapes.FigureFields, session: TheSession, person: ThePerson, upload: TheUpload
) -> figure_shapes.CorrectionPreview:
    """What a correction would make of the figure that begins at ``start``; nothing is kept."""
    return show.preview(deciding.preview(session, upload, start, given.model_dump(exclude_none=True)))
