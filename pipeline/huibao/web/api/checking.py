"""API of 核数据: the township's table and decisions about its figures."""

from __future__ import annotations

from fastapi import APIRouter

from huibao.web import deciding, doubts, figures
from huibao.web.api import shapes, show
from huibao.web.guard import TheBatch, ThePerson, TheSession, TheUpload

router = APIRouter(prefix="/batches/{batch_id}", tags=["核数据"])


@router.get("/figures")
def read_figures(session: TheSession, batch: TheBatch) -> shapes.GridShown:
    """All indicators of all villages; contradictions and outliers in ``doubts``."""
    return show.grid(figures.grid(session, batch))


@router.put("/figures/both")
def accept_all_figures(
    given: shapes.BothGiven, session: TheSession, batch: TheBatch, person: ThePerson
) -> list[shapes.FigureShown]:
    """Say that a village's figures of one name are all right, and which of them count; or take that back."""
    seen = [doubts.Seen(**entry.model_dump()) for entry in given.figures]
    return [show.figure(view) for view in doubts.accept_all(session, person, batch, seen, accepted=given.accepted)]


@router.put("/uploads/{upload_id}/figures/{start}")
def decide_figure(
    start: int, given: shapes.FigureGiven, session: TheSession, person: ThePerson, batch: TheBatch, upload: TheUpload
) -> shapes.FigureShown:
    """Confirm, correct or exclude the figure that begins at ``start`` of its report, or take that back.

    A confirmed one of several figures of one name is the one that counts. A number that the report tells twice is
    corrected in both places.
    """
    if given.verdict == "confirmed":
        return show.figure(doubts.confirm(session, person, batch, upload, start, seen=given.version))
    fields = given.model_dump(exclude={"verdict", "version", "everywhere"}, exclude_none=True)
    view = deciding.decide(
        session, person, upload, start, verdict=given.verdict, fields=fields, seen=given.version,
        everywhere=given.everywhere,
    )  # fmt: skip
    return show.figure(view)


@router.post("/uploads/{upload_id}/figures/{start}/preview")
def preview_correction(
    start: int, given: shapes.FigureFields, session: TheSession, person: ThePerson, upload: TheUpload
) -> shapes.CorrectionPreview:
    """What a correction would make of the figure that begins at ``start``; nothing is kept."""
    return show.preview(deciding.preview(session, upload, start, given.model_dump(exclude_none=True)))
