"""Who makes a request and whether it may be made: dependencies of every page and every call of the API."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, Path, Request
from sqlalchemy.orm import Session

from huibao.web import batches, drafts, uploads
from huibao.web.errors import Forbidden
from huibao.web.jobs import Worker
from huibao.web.models import Batch, Draft, Upload
from huibao.web.security import LOCAL, Person, token_matches, who_is
from huibao.web.site import Site

# Browsers keep a cookie of this name only from HTTPS and only for this very host.
COOKIE = "__Host-huibao"
TOKEN_HEADER = "X-Huibao-Token"  # noqa: S105  (a header's name)
_SAFE = ("GET", "HEAD", "OPTIONS")
_LARGEST_ID = 2**31 - 1


def get_site(request: Request) -> Site:
    """The server's parts."""
    site: Site = request.app.state.site
    return site


def get_worker(request: Request) -> Worker:
    """The worker that does jobs."""
    worker: Worker = request.app.state.worker
    return worker


TheSite = Annotated[Site, Depends(get_site)]
TheWorker = Annotated[Worker, Depends(get_worker)]


def get_session(site: TheSite) -> Iterator[Session]:
    """One transaction a request, committed before the answer leaves."""
    with site.database.session() as session:
        yield session


TheSession = Annotated[Session, Depends(get_session, scope="function")]


def session_token(request: Request) -> str:
    """The session's cookie; empty where there is none."""
    return request.cookies.get(COOKIE, "")


def get_person(request: Request, site: TheSite, session: TheSession) -> Person:
    """Who asks.

    Raises:
        NotSignedIn: nobody is signed in where people must be.
        Forbidden: a change that does not come from our own page, or a proxy before a server without login.
    """
    if site.settings.login:
        person = who_is(session, session_token(request), site.settings.limits)
    else:
        # Everybody behind a proxy would look like this computer's own user.
        if any(name in request.headers for name in ("forwarded", "x-forwarded-for", "x-real-ip")):
            raise Forbidden("不登录的方式只供本机使用；要经代理访问，请用 huibao serve --login 启动")
        person = LOCAL
    if request.method not in _SAFE:
        given = request.headers.get(TOKEN_HEADER, "")
        if not token_matches(site.settings.secret, session_token(request), given):
            raise Forbidden("页面已过期；请刷新后再试")
    return person


ThePerson = Annotated[Person, Depends(get_person)]
Id = Annotated[int, Path(ge=1, le=_LARGEST_ID)]


def get_batch(batch_id: Id, session: TheSession, person: ThePerson) -> Batch:
    """The batch of the address, if the person may see it."""
    return batches.find(session, person, batch_id)


TheBatch = Annotated[Batch, Depends(get_batch)]


def get_upload(upload_id: Id, session: TheSession, batch: TheBatch) -> Upload:
    """The file of the address, in that batch."""
    return uploads.find(session, batch, upload_id, whole=True)


def get_draft(draft_id: Id, session: TheSession, batch: TheBatch) -> Draft:
    """The draft of the address, in that batch."""
    return drafts.find(session, batch, draft_id)


TheUpload = Annotated[Upload, Depends(get_upload)]
TheDraft = Annotated[Draft, Depends(get_draft)]
