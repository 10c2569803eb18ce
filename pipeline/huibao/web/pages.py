"""The pages: shells in Chinese that the scripts fill from the API."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from fastapi.templating import Jinja2Templates

from huibao.web import batches, guide, security, work, writing
from huibao.web.errors import Missing
from huibao.web.guard import TheBatch, ThePerson, TheSession, TheSite, session_token
from huibao.web.security import Person, has_accounts, request_token
from huibao.web.site import Site

router = APIRouter(include_in_schema=False)
_templates = Jinja2Templates(Path(__file__).parent / "templates")

STEPS = {"collect": "收材料", "labels": "看标注", "figures": "核数据", "draft": "出初稿", "deliver": "交付"}
# Keys of the first thirteen labels, as they lie on the keyboard.
KEYS = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "-", "=", "\\")
# Keys of the kinds of what is to be done, in the row below.
KIND_KEYS = ("Q", "W", "E", "R")


def _page(
    request: Request, site: Site, person: Person | None, name: str, *, status: int = 200, **values: Any
) -> HTMLResponse:
    context: Mapping[str, Any] = {
        "person": person,
        "role": security.ROLES[person.role] if person else "",
        "rights": [right for right in ("edit", "sign", "remove", "manage") if person and person.may(right)],
        "login": site.settings.login,
        "token": request_token(site.settings.secret, session_token(request)),
        "steps": STEPS,
        **values,
    }
    return _templates.TemplateResponse(request, name, dict(context), status_code=status)


@router.get("/")
def home(request: Request, site: TheSite, session: TheSession, person: ThePerson) -> Response:
    """All batches."""
    rows = batches.visible(session, person)
    listed = [(batch, batches.handed_in(session, batch)) for batch in rows]
    periods = batches.period_choices(rows[0].period if rows else "", [batch.period for batch in rows])
    return _page(request, site, person, "home.html", batches=listed, periods=periods, names=dict(periods))


@router.get("/login")
def login(request: Request, site: TheSite, session: TheSession) -> Response:
    """The way in."""
    if not site.settings.login:
        return RedirectResponse("/", 303)
    return _page(request, site, None, "login.html", empty=not has_accounts(session))


@router.get("/batches/{batch_id}")
def open_batch(batch: TheBatch) -> Response:
    """A batch opens at its first step."""
    return RedirectResponse(f"/batches/{batch.id}/collect", 303)


@router.get("/batches/{batch_id}/{step}")
def work_on(
    step: str,
    request: Request,
    site: TheSite,
    person: ThePerson,
    batch: TheBatch,
) -> Response:
    """One of the five steps, or the log."""
    if step not in STEPS and step != "log":
        raise Missing("没有这个页面；请从上方的五个步骤里选")
    taxonomy = work.taxonomy()
    periods = batches.period_choices(batch.period)
    return _page(
        request, site, person, f"{step}.html", batch=batch, step=step, periods=periods,
        period_name=dict(periods).get(batch.period, ""), labels=taxonomy.labels, categories=taxonomy.categories,
        kinds=taxonomy.kinds, keys=KEYS, kind_keys=KIND_KEYS,
        genres=writing.genre_names(site.templates), lengths=writing.LENGTHS,
    )  # fmt: skip


@router.get("/guide")
def read_guide(request: Request, site: TheSite) -> Response:
    """How to use all this; also for those who cannot sign in."""
    return _page(request, site, None, "guide.html", guide=guide.as_html(STEPS))


@router.get("/teaching")
def teach(request: Request, site: TheSite, person: ThePerson) -> Response:
    """What corrections teach."""
    person.require("manage")
    return _page(request, site, person, "teaching.html")


@router.get("/api-docs")
def document(request: Request, site: TheSite, person: ThePerson) -> Response:
    """The API for people, drawn from its own description."""
    return _page(request, site, person, "api.html", api=request.app.openapi())


@router.get("/labels.css")
def label_colours() -> Response:
    """Colours of the taxonomy as style rules, since the page allows no inline styles."""
    rules = [f'[data-label="{label.key}"]{{--colour:{label.colour}}}' for label in work.taxonomy().labels]
    return Response("\n".join(rules), media_type="text/css", headers={"Cache-Control": "max-age=3600"})


def refused(request: Request, status: int, detail: str) -> Response:
    """A page that says why there is none; without a sign-in, the way to it."""
    site: Site = request.app.state.site
    if status == 401:
        return RedirectResponse("/login", 303)
    return _page(request, site, None, "refused.html", status=status, detail=detail)
