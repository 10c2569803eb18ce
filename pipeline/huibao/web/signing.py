"""Sign-off: a draft that nobody changes any more, with the files that go out beside it."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import delete
from sqlalchemy.orm import Session

from huibao.web import delivery, drafts, writing
from huibao.web.errors import Conflict
from huibao.web.models import Batch, Draft, SignedFile
from huibao.web.security import Person
from huibao.web.site import Site, record


def sign(site: Site, session: Session, person: Person, batch: Batch, draft: Draft, *, seen: int, signed: bool) -> None:
    """Sign a draft off, appendices, workbook and lists as they are now, or take that back.

    Raises:
        Forbidden: the role does not allow it.
        Invalid: a paragraph has figures or names without a source.
    """
    person.require("sign")
    if draft.version != seen:
        raise Conflict("别人刚刚改了稿子；请看过再决定", {"signed_by": draft.signed_by, "version": draft.version})
    session.execute(delete(SignedFile).where(SignedFile.draft_id == draft.id))
    if signed:
        drafts.refuse_faulty(session, draft)
        frame = writing.BRIEFING.validate_json(draft.frame)
        tables = drafts.tables_now(site, session, batch, draft)
        draft.frame = writing.BRIEFING.dump_json(replace(frame, tables=tables)).decode()
        session.add_all(
            SignedFile(draft_id=draft.id, what=what, name=product.name, content=product.content)
            for what, product in delivery.workbooks_now(session, batch).items()
        )
    draft.signed_by = person.name if signed else ""
    action = "定稿" if signed else "取消定稿"
    record(session, batch=draft.batch_id, who=person.name, action=action, subject=f"第{draft.number}稿")
    session.flush()
