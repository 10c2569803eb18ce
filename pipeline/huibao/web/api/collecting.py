"""API of 收材料: batches, members, rosters, files."""

from __future__ import annotations

from contextlib import suppress
from typing import Annotated

from fastapi import APIRouter, File, Response, UploadFile

from huibao.web import batches, delivery, jobs, roster, uploads
from huibao.web.api import shapes, show
from huibao.web.api.answers import attachment
from huibao.web.guard import TheBatch, ThePerson, TheSession, TheSite, TheUpload, TheWorker
from huibao.web.site import record

router = APIRouter(tags=["收材料"])


@router.get("/batches")
def list_batches(session: TheSession, person: ThePerson) -> list[shapes.BatchShown]:
    """Batches one may see, the newest first."""
    return [show.batch(session, row) for row in batches.visible(session, person)]


@router.post("/batches", status_code=201)
def create_batch(given: shapes.BatchGiven, session: TheSession, person: ThePerson) -> shapes.BatchShown:
    """A new batch; its maker is a member."""
    row = batches.create(session, person, name=given.name, period=given.period, roster=given.roster)
    return show.batch(session, row)


@router.get("/batches/{batch_id}")
def read_batch(session: TheSession, batch: TheBatch) -> shapes.BatchShown:
    """A batch and where it stands."""
    return show.batch(session, batch)


@router.put("/batches/{batch_id}")
def change_batch(
    given: shapes.BatchChange, session: TheSession, person: ThePerson, batch: TheBatch
) -> shapes.BatchShown:
    """Change name, period and roster."""
    batches.change(
        session, person, batch, seen=given.version, name=given.name, period=given.period, roster=given.roster
    )
    return show.batch(session, batch)


@router.delete("/batches/{batch_id}")
def delete_batch(site: TheSite, session: TheSession, person: ThePerson, batch: TheBatch) -> shapes.Done:
    """Delete a batch with its files, corrections, drafts and log."""
    digests = batches.remove(session, person, batch)
    session.commit()
    for digest in digests:
        with suppress(OSError):
            site.store.drop(digest)
    return shapes.Done()


@router.get("/batches/{batch_id}/export")
def export_batch(site: TheSite, session: TheSession, person: ThePerson, batch: TheBatch) -> Response:
    """Everything a batch holds, as .zip."""
    record(session, batch=batch.id, who=person.name, action="导出批次", subject=batch.name)
    return attachment(delivery.export_batch(site, session, batch))


@router.post("/roster")
def read_roster(given: shapes.RosterText, person: ThePerson) -> shapes.Roster:
    """Villages of a pasted list."""
    return shapes.Roster(villages=roster.read_roster(given.text))


@router.post("/roster/workbook")
def read_roster_workbook(file: Annotated[UploadFile, File()], person: ThePerson) -> shapes.Roster:
    """Villages of an .xlsx."""
    return shapes.Roster(villages=roster.read_roster_workbook(file.file.read()))


@router.get("/batches/{batch_id}/members")
def list_members(session: TheSession, batch: TheBatch) -> list[shapes.Member]:
    """Who may see the batch."""
    return [shapes.Member(name=account.name, role=account.role) for account in batches.members(session, batch)]


@router.put("/batches/{batch_id}/members/{name}")
def add_member(name: str, session: TheSession, person: ThePerson, batch: TheBatch) -> shapes.Done:
    """Let an account see the batch."""
    batches.set_member(session, person, batch, name, belongs=True)
    return shapes.Done()


@router.delete("/batches/{batch_id}/members/{name}")
def remove_member(name: str, session: TheSession, person: ThePerson, batch: TheBatch) -> shapes.Done:
    """Let an account see the batch no longer."""
    batches.set_member(session, person, batch, name, belongs=False)
    return shapes.Done()


@router.get("/batches/{batch_id}/uploads")
def list_uploads(session: TheSession, batch: TheBatch) -> list[shapes.UploadShown]:
    """Files of the batch, in the order they came."""
    state = batches.handed_in(session, batch)
    return [show.upload(row, batch, state) for row in uploads.all_of(session, batch)]


@router.post("/batches/{batch_id}/uploads", status_code=202)
def send_uploads(
    files: Annotated[list[UploadFile], File()],
    site: TheSite,
    worker: TheWorker,
    session: TheSession,
    person: ThePerson,
    batch: TheBatch,
) -> shapes.Queued:
    """Hand in files or .zip archives; a job reads them."""
    incoming = [uploads.Incoming(file.filename or "", file.file) for file in files]
    rows = uploads.receive(site, session, person, batch, incoming)
    job = None
    if any(row.state == "waiting" for row in rows):
        job = jobs.start(session, person, "read", batch=batch, request={})
    state = batches.handed_in(session, batch)
    shown = [show.upload(row, batch, state) for row in rows]
    session.commit()
    worker.wake()
    return shapes.Queued(job=job.id if job else None, uploads=shown)


@router.patch("/batches/{batch_id}/uploads/{upload_id}")
def change_upload(
    given: shapes.UploadChange, session: TheSession, person: ThePerson, batch: TheBatch, upload: TheUpload
) -> shapes.UploadShown:
    """Say what a file really is: village, author, period, kind."""
    changes = given.model_dump(exclude={"version"}, exclude_none=True)
    uploads.change(session, person, upload, seen=given.version, changes=changes)
    return show.upload(upload, batch, batches.handed_in(session, batch))


@router.post("/batches/{batch_id}/uploads/{upload_id}/keep")
def keep_duplicate(session: TheSession, person: ThePerson, batch: TheBatch, upload: TheUpload) -> shapes.UploadShown:
    """Use a file although another has the same words."""
    uploads.keep_duplicate(session, person, upload)
    return show.upload(upload, batch, batches.handed_in(session, batch))


@router.delete("/batches/{batch_id}/uploads/{upload_id}")
def delete_upload(site: TheSite, session: TheSession, person: ThePerson, upload: TheUpload) -> shapes.Done:
    """Delete a file."""
    uploads.remove(site, session, person, upload)
    return shapes.Done()
