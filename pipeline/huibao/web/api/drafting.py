"""API of 出初稿 and 交付: drafts, their check, their versions, and the files that come of them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from huibao.web import batches, delivery, drafts, jobs, renewing, signing, uploads, writing
from huibao.web.api import draft_shapes, shapes, show
from huibao.web.api.answers import attachment
from huibao.web.errors import Invalid
from huibao.web.guard import Id, TheBatch, TheDraft, ThePerson, TheSession, TheSite, TheWorker
from huibao.web.site import record

router = APIRouter(prefix="/batches/{batch_id}", tags=["出初稿"])


@router.post("/drafts", status_code=202)
def write_draft(
    given: draft_shapes.DraftGiven,
    site: TheSite,
    worker: TheWorker,
    session: TheSession,
    person: ThePerson,
    batch: TheBatch,
) -> shapes.JobShown:
    """Write a new draft; the job's result names it."""
    person.require("edit")
    if given.genre not in writing.genre_names(site.templates):
        raise Invalid("没有这种文种；请从列表里选")
    job = jobs.start(session, person, "draft", batch=batch, request=given.model_dump())
    shown = shapes.JobShown.model_validate(jobs.progress(session, job.id), from_attributes=True)
    session.commit()
    worker.wake()
    return shown


@router.get("/drafts")
def list_drafts(session: TheSession, batch: TheBatch) -> list[draft_shapes.DraftLine]:
    """All versions, the latest first."""
    return [show.draft_line(row) for row in drafts.versions(session, batch)]


@router.get("/drafts/{draft_id}")
def read_draft(session: TheSession, batch: TheBatch, draft: TheDraft) -> draft_shapes.DraftShown:
    """A draft, paragraph by paragraph, with sources."""
    return show.draft(session, batch, draft)


@router.get("/drafts/{draft_id}/changes")
def compare_drafts(
    session: TheSession, batch: TheBatch, draft: TheDraft, to: Annotated[Id, Query()]
) -> list[list[draft_shapes.ChangeShown]]:
    """What differs between this version and version ``to``, paragraph by paragraph."""
    other = drafts.find(session, batch, to)
    before, after = (drafts.texts(session, row) for row in (draft, other))
    return [
        [draft_shapes.ChangeShown.model_validate(change, from_attributes=True) for change in changes]
        for changes in drafts.compare(before, after)
    ]


@router.put("/drafts/{draft_id}/title")
def change_title(
    given: draft_shapes.TitleGiven, session: TheSession, person: ThePerson, batch: TheBatch, draft: TheDraft
) -> draft_shapes.DraftShown:
    """Change the title."""
    drafts.retitle(session, person, draft, title=given.title, seen=given.version)
    return show.draft(session, batch, draft)


@router.put("/drafts/{draft_id}/signature")
def sign_draft(
    given: draft_shapes.SignGiven,
    site: TheSite,
    session: TheSession,
    person: ThePerson,
    batch: TheBatch,
    draft: TheDraft,
) -> draft_shapes.DraftShown:
    """Sign the draft off, or take that back."""
    signing.sign(site, session, person, batch, draft, seen=given.version, signed=given.signed)
    return show.draft(session, batch, draft)


@router.post("/drafts/{draft_id}/passages/{passage_id}/check")
def check_passage(
    passage_id: Id,
    given: draft_shapes.TextGiven,
    session: TheSession,
    person: ThePerson,
    batch: TheBatch,
    draft: TheDraft,
) -> list[draft_shapes.FaultShown]:
    """What the paragraph's sources do not hold of a text being typed; nothing is saved."""
    return [show.fault(entry) for entry in drafts.check(session, batch, draft, passage_id, given.text)]


@router.get("/drafts/{draft_id}/elsewhere")
def find_elsewhere(
    what: Annotated[str, Query(min_length=1, max_length=100)], session: TheSession, batch: TheBatch, draft: TheDraft
) -> list[draft_shapes.SourceShown]:
    """Sentences of the batch that hold a figure of the same value, or the same name."""
    known = show.upload_ids(session, batch)
    found = writing.find_elsewhere(what, uploads.final_reports(session, batch))
    return [show.source(entry, known) for entry in found]


@router.put("/drafts/{draft_id}/passages/{passage_id}")
def edit_passage(
    passage_id: Id,
    given: draft_shapes.PassageGiven,
    session: TheSession,
    person: ThePerson,
    batch: TheBatch,
    draft: TheDraft,
) -> draft_shapes.PassageShown:
    """Replace a paragraph's text; ``sources`` go behind the sentences that changed."""
    added = show.given_sources(session, batch, given.sources)
    row = drafts.edit(session, person, batch, draft, passage_id, text=given.text, added=added, seen=given.version)
    return show.one_passage(session, batch, draft, row)


@router.post("/drafts/{draft_id}/passages/{passage_id}/sources")
def add_sources(
    passage_id: Id,
    given: draft_shapes.SourcesGiven,
    session: TheSession,
    person: ThePerson,
    batch: TheBatch,
    draft: TheDraft,
) -> draft_shapes.PassageShown:
    """Put sources behind one sentence of a paragraph."""
    added = show.given_sources(session, batch, given.sources)
    row = drafts.add_sources(
        session, person, draft, passage_id, statement=given.statement, added=added, seen=given.version
    )
    return show.one_passage(session, batch, draft, row)


@router.get("/drafts/{draft_id}/passages/{passage_id}/examples")
def list_examples(
    passage_id: Id,
    statement: Annotated[int, Query(ge=0, le=10_000)],
    site: TheSite,
    session: TheSession,
    batch: TheBatch,
    draft: TheDraft,
) -> list[draft_shapes.StatementShown]:
    """Other sentences that could stand in place of one."""
    known = show.upload_ids(session, batch)
    return [
        draft_shapes.StatementShown(
            text=entry.text, sources=[show.source(source, known) for source in entry.sources], computed=[]
        )
        for entry in drafts.examples(site, session, batch, draft, passage_id, statement)
    ]


@router.post("/drafts/{draft_id}/passages/{passage_id}/swap")
def swap_example(
    passage_id: Id,
    given: draft_shapes.SwapGiven,
    site: TheSite,
    session: TheSession,
    person: ThePerson,
    batch: TheBatch,
    draft: TheDraft,
) -> draft_shapes.PassageShown:
    """Put another example in place of a sentence."""
    (choice,) = show.given_sources(session, batch, [given.source])
    row = drafts.swap(
        site, session, person, batch, draft, passage_id, statement=given.statement, choice=choice, seen=given.version
    )
    return show.one_passage(session, batch, draft, row)


@router.post("/drafts/{draft_id}/passages/{passage_id}/rewrite")
def rewrite_section(
    passage_id: Id,
    given: draft_shapes.RewriteGiven,
    site: TheSite,
    session: TheSession,
    person: ThePerson,
    batch: TheBatch,
    draft: TheDraft,
) -> draft_shapes.DraftShown:
    """Write the section under a heading anew from the reports as they stand, with other examples."""
    renewing.rewrite(site, session, person, batch, draft, passage_id, seen=given.version)
    return show.draft(session, batch, draft)


@router.post("/drafts/{draft_id}/renewal")
def renew_passages(
    given: draft_shapes.RenewalGiven,
    site: TheSite,
    session: TheSession,
    person: ThePerson,
    batch: TheBatch,
    draft: TheDraft,
) -> draft_shapes.Renewal:
    """Put right what corrected figures overtook: numbers alone, or where that cannot be, whole paragraphs."""
    seen = {entry.id: entry.version for entry in given.passages}
    found = renewing.renew(site, session, person, batch, draft, seen, own=given.own)
    return draft_shapes.Renewal(
        draft=show.draft(session, batch, draft),
        mended=list(found.mended), rewritten=list(found.rewritten), own=list(found.own), gone=list(found.gone),
    )  # fmt: skip


@router.get("/drafts/{draft_id}/readiness", tags=["交付"])
def read_readiness(site: TheSite, session: TheSession, batch: TheBatch, draft: TheDraft) -> draft_shapes.Readiness:
    """What should be looked at before the draft goes out."""
    missing = batches.handed_in(session, batch).missing
    found = delivery.readiness(session, batch, draft, missing)
    return draft_shapes.Readiness(
        missing=list(found.missing), doubtful=found.doubtful, undecided=found.undecided, changed=found.changed,
        parted=list(found.parted), unkept=list(found.unkept), faulty=list(found.faulty),
        overtaken=list(found.overtaken),
        annexes=writing.has_annexes(draft.genre, site.templates),
    )  # fmt: skip


@router.get("/drafts/{draft_id}/files/{what}", tags=["交付"])
def download(
    what: str,
    site: TheSite,
    session: TheSession,
    person: ThePerson,
    batch: TheBatch,
    draft: TheDraft,
    *,
    annexes: bool = True,
) -> Response:
    """``word``, ``clean``, ``indicators``, ``problems``, ``requests`` or ``all``; Word with its annexes or without."""
    product = delivery.make(site, session, batch, draft, what, annexes=annexes)
    record(session, batch=batch.id, who=person.name, action="下载", subject=product.name)
    return attachment(product)
