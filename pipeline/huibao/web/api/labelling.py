"""API of 看标注: a report with its labels, corrections, explanations, the review queue."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from huibao.web import batches, labels, uploads, work
from huibao.web.api import shapes, show
from huibao.web.errors import Invalid
from huibao.web.guard import Id, TheBatch, ThePerson, TheSession, TheSite, TheUpload

router = APIRouter(prefix="/batches/{batch_id}", tags=["看标注"])
_Sentence = Annotated[int, Query(ge=0, le=2**31 - 1)]


@router.get("/uploads/{upload_id}/reading")
def read_report(session: TheSession, batch: TheBatch, upload: TheUpload) -> shapes.Reading:
    """A report with headings, sentences, labels and figures."""
    if upload.state not in ("ready", "duplicate"):
        raise Invalid("这份材料还没有读好；请在“收材料”里查看原因")
    corrections = uploads.corrections_of(session, [upload.id]).get(upload.id, {})
    decisions = uploads.decisions_of(session, [upload.id]).get(upload.id, {})
    return shapes.Reading(
        upload=show.upload(upload, batch, batches.handed_in(session, batch)),
        paragraphs=show.paragraphs(uploads.machine_report(upload), corrections),
        figures=show.figures_of(upload, corrections, decisions),
    )


@router.put("/uploads/{upload_id}/sentences/{sentence}")
def correct_labels(
    sentence: int, given: shapes.LabelsGiven, session: TheSession, person: ThePerson, upload: TheUpload
) -> shapes.LabelsShown:
    """Give a sentence its labels; the machine's own labels confirm them."""
    return show.labelled(
        labels.correct(session, person, upload, sentence, labels=given.labels, kind=given.kind, seen=given.version)
    )


@router.delete("/uploads/{upload_id}/sentences/{sentence}")
def withdraw_labels(
    sentence: int, version: _Sentence, session: TheSession, person: ThePerson, upload: TheUpload
) -> shapes.LabelsShown:
    """Go back to the machine's labels; ``version`` is what was seen."""
    return show.labelled(labels.withdraw(session, person, upload, sentence, seen=version))


@router.get("/uploads/{upload_id}/sentences/{sentence}/reasons")
def explain_label(
    sentence: int,
    label: Annotated[str, Query(max_length=100)],
    site: TheSite,
    upload: TheUpload,
    person: ThePerson,
) -> list[shapes.ReasonShown]:
    """What spoke for (above 0) and against a label, strongest first."""
    if upload.state != "ready" or not 0 <= sentence < upload.sentences or label not in work.taxonomy():
        raise Invalid("这里没有可解释的句子或标签；请刷新页面")
    reasons = site.annotator.explain(uploads.machine_report(upload), sentence, label)
    return [shapes.ReasonShown(feature=reason.feature, weight=reason.weight) for reason in reasons]


@router.get("/queue")
def read_queue(
    session: TheSession, batch: TheBatch, upload: Annotated[Id | None, Query()] = None
) -> list[shapes.QueuedSentence]:
    """Sentences worth a look, the most informative first."""
    return [
        shapes.QueuedSentence(
            upload=entry.upload, sentence=entry.sentence, village=entry.village, text=entry.text,
            labels=list(entry.labels),
        )
        for entry in labels.queue(session, batch, upload=upload)
    ]  # fmt: skip
