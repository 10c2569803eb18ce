"""API of what goes on around the steps: sessions, jobs, the log, teaching the tagger."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.sse import EventSourceResponse, ServerSentEvent
from sqlalchemy import select
from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool

from huibao.web import batches, jobs, security, teaching
from huibao.web.api import shapes
from huibao.web.errors import Invalid, Missing
from huibao.web.guard import COOKIE, Id, TheBatch, ThePerson, TheSession, TheSite, TheWorker, session_token
from huibao.web.models import Job, LogEntry
from huibao.web.security import Person

router = APIRouter(tags=["任务与账号"])
_EVERY_SECONDS = 0.3
_LONGEST_LOG = 500


@router.post("/session")
def sign_in(
    given: shapes.SignIn, request: Request, response: Response, site: TheSite, session: TheSession
) -> shapes.Done:
    """Sign in; the session is a cookie."""
    if not site.settings.login:
        raise Invalid("本机使用不需要登录；请直接打开首页")
    address = request.client.host if request.client else ""
    token, _ = security.sign_in(session, site.brake, given.name, given.password, address)
    # The former session of this browser ends: a planted cookie must not outlive the sign-in.
    if former := session_token(request):
        security.sign_out(session, former)
    response.set_cookie(
        COOKIE, token, max_age=int(site.settings.limits.session_age), path="/", secure=True, httponly=True,
        samesite="strict",
    )  # fmt: skip
    return shapes.Done()


@router.delete("/session")
def sign_out(request: Request, response: Response, session: TheSession, person: ThePerson) -> shapes.Done:
    """Sign out."""
    security.sign_out(session, session_token(request))
    response.delete_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="strict")
    return shapes.Done()


def _find_job(session: Session, person: Person, job_id: int) -> Job:
    job = session.get(Job, job_id)
    if job is None:
        raise Missing("没有这项任务；它的批次可能已被删除")
    if job.batch_id is None:
        person.require("manage")
    else:
        batches.find(session, person, job.batch_id)
    return job


@router.get("/jobs/{job_id}")
def read_job(job_id: Id, site: TheSite, session: TheSession, person: ThePerson) -> shapes.JobShown:
    """How far a job is."""
    _find_job(session, person, job_id)
    return shapes.JobShown.model_validate(jobs.progress(session, job_id), from_attributes=True)


@router.delete("/jobs/{job_id}")
def cancel_job(job_id: Id, site: TheSite, session: TheSession, person: ThePerson) -> shapes.JobShown:
    """Ask a job to stop; what it has done stays."""
    _find_job(session, person, job_id)
    jobs.cancel(session, person, job_id)
    session.expire_all()
    return shapes.JobShown.model_validate(jobs.progress(session, job_id), from_attributes=True)


def _may_follow(job_id: Id, session: TheSession, person: ThePerson) -> None:
    """Refuse before the stream begins, and let go of the database: a stream may last as long as a page is open."""
    _find_job(session, person, job_id)
    session.commit()


@router.get("/jobs/{job_id}/events", response_class=EventSourceResponse)
async def follow_job(
    job_id: Id, request: Request, site: TheSite, person: ThePerson, _: Annotated[None, Depends(_may_follow)]
) -> AsyncIterator[ServerSentEvent]:
    """Progress of a job as server-sent events, until it ends."""

    def look() -> shapes.JobShown | None:
        with site.database.session() as session:
            try:
                _find_job(session, person, job_id)
                return shapes.JobShown.model_validate(jobs.progress(session, job_id), from_attributes=True)
            except Missing:
                return None

    last = None
    while not request.app.state.ending.is_set() and not await request.is_disconnected():
        shown = await run_in_threadpool(look)
        if shown is None:
            return
        if shown != last:
            yield ServerSentEvent(data=shown, event="progress")
            last = shown
        if shown.state in jobs.ENDED:
            return
        await asyncio.sleep(_EVERY_SECONDS)


@router.get("/batches/{batch_id}/jobs")
def list_jobs(session: TheSession, batch: TheBatch) -> list[shapes.JobShown]:
    """Jobs of a batch that wait or run."""
    return [
        shapes.JobShown.model_validate(jobs.progress(session, job.id), from_attributes=True)
        for job in jobs.unfinished(session, batch)
    ]


@router.get("/batches/{batch_id}/log")
def read_log(
    session: TheSession,
    batch: TheBatch,
    before: Annotated[int, Query(ge=1, le=2**31 - 1)] = 2**31 - 1,
) -> list[shapes.LogLine]:
    """Who changed what, the latest first."""
    query = select(LogEntry).where(LogEntry.batch_id == batch.id, LogEntry.id < before)
    found = session.scalars(query.order_by(LogEntry.id.desc()).limit(_LONGEST_LOG))
    return [shapes.LogLine.model_validate(entry, from_attributes=True) for entry in found]


@router.get("/teaching")
def read_lessons(site: TheSite, session: TheSession, person: ThePerson) -> shapes.Lessons:
    """What people's labels amount to."""
    person.require("manage")
    return shapes.Lessons.model_validate(teaching.lessons(site, session), from_attributes=True)


@router.post("/teaching/export")
def export_lessons(site: TheSite, session: TheSession, person: ThePerson) -> shapes.Exported:
    """Write corrected reports in the authoring format, for ``huibao train --with-corrections``; gives the files."""
    person.require("manage")
    folder = teaching.export(site, session)
    return shapes.Exported(files=[str(path) for path in sorted(folder.glob("*.tagged.txt"))])


@router.post("/teaching/models", status_code=202)
def train(site: TheSite, worker: TheWorker, session: TheSession, person: ThePerson) -> shapes.JobShown:
    """Train a tagger with the corrections; it is offered, not used."""
    person.require("manage")
    job = jobs.start(session, person, "train", batch=None, request={})
    shown = shapes.JobShown.model_validate(jobs.progress(session, job.id), from_attributes=True)
    session.commit()
    worker.wake()
    return shown


@router.get("/teaching/models")
def list_models(session: TheSession, person: ThePerson) -> list[shapes.ModelShown]:
    """Retrained taggers with their scores before and after."""
    person.require("manage")
    return [
        shapes.ModelShown(
            id=model.id, state=model.state, corrections=model.corrections, before=model.before, after=model.after,
            worse=teaching.is_worse(model), created_by=model.created_by, created_at=model.created_at,
        )
        for model in teaching.models(session)
    ]  # fmt: skip


@router.put("/teaching/model")
def switch_model(given: shapes.SwitchGiven, session: TheSession, person: ThePerson) -> shapes.Done:
    """Use a retrained tagger, or the one that ships; a worse one only where ``although_worse`` says so."""
    teaching.switch(session, person, given.model, although_worse=given.although_worse)
    return shapes.Done()
