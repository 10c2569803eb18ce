"""Work outside requests: a queue in the database and one worker that survives a restart.

A job's progress is in the database, and each of its steps is done whole or not at all; a job that was
running when the server died is taken up again where it was.
"""

from __future__ import annotations

import logging
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from huibao.errors import HuibaoError
from huibao.web import drafts, teaching, uploads
from huibao.web.errors import Missing
from huibao.web.models import Batch, Job
from huibao.web.security import Person
from huibao.web.site import Site

ENDED = ("done", "failed", "cancelled")
_log = logging.getLogger("huibao.web")
_IDLE_SECONDS = 5.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Progress:
    """How far a job is, for people."""

    id: int
    kind: str
    state: str
    done: int
    total: int
    message: str
    result: dict[str, Any]


class Cancelled(Exception):
    """Somebody cancelled the job; raised between two steps."""


def start(session: Session, person: Person, kind: str, *, batch: Batch | None, request: dict[str, Any]) -> Job:
    """Queue a job; a waiting one of the same kind and request for the batch stands for both."""
    batch_id = batch.id if batch else None
    waiting = session.scalars(select(Job).where(Job.kind == kind, Job.batch_id == batch_id, Job.state == "waiting"))
    for job in waiting:
        if job.request == request:
            return job
    job = Job(batch_id=batch_id, kind=kind, request=request, created_by=person.name)
    session.add(job)
    session.flush()
    return job


def progress(session: Session, job_id: int) -> Progress:
    """How far a job is.

    Raises:
        Missing: there is no such job.
    """
    job = session.get(Job, job_id)
    if job is None:
        raise Missing("没有这项任务；它的批次可能已被删除")
    return Progress(
        id=job.id, kind=job.kind, state=job.state, done=job.done, total=job.total, message=job.message,
        result=dict(job.result),
    )  # fmt: skip


def cancel(session: Session, person: Person, job_id: int) -> None:
    """Ask a job to stop; one that waits never starts, one that runs stops after its present step."""
    person.require("edit")
    session.execute(
        update(Job).where(Job.id == job_id, Job.state.in_(("waiting", "running"))).values(cancelled_by=person.name)
    )
    session.execute(
        update(Job)
        .where(Job.id == job_id, Job.state == "waiting")
        .values(state="cancelled", message=f"{person.name}取消了任务")
    )


def unfinished(session: Session, batch: Batch) -> list[Job]:
    """Jobs of a batch that wait or run, in order."""
    query = select(Job).where(Job.batch_id == batch.id, Job.state.not_in(ENDED)).order_by(Job.id)
    return list(session.scalars(query))


class Worker:
    """Does one job after another in a thread of its own."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self._wake = threading.Event()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Take up what a former server left, then work until :meth:`stop`."""
        self.resume()
        self._thread = threading.Thread(target=self._work, name="huibao-worker", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop after the present step; an unfinished job is taken up at the next start."""
        self._stop.set()
        self._wake.set()
        if self._thread is not None:
            self._thread.join()

    def wake(self) -> None:
        """Look for jobs now."""
        self._wake.set()

    def resume(self) -> None:
        """Queue again what was running when the server ended."""
        with self.site.database.session() as session:
            session.execute(update(Job).where(Job.state == "running").values(state="waiting"))

    def _work(self) -> None:
        while not self._stop.is_set():
            self._wake.clear()
            self.run_pending()
            self._wake.wait(_IDLE_SECONDS)

    def run_pending(self) -> None:
        """Do all jobs that wait."""
        while not self._stop.is_set() and (job := self._claim()):
            self._run(*job)

    def _claim(self) -> tuple[int, str] | None:
        with self.site.database.session() as session:
            job = session.scalar(select(Job).where(Job.state == "waiting").order_by(Job.id).limit(1).with_for_update())
            if job is None:
                return None
            job.state = "running"
            return job.id, job.kind

    def _run(self, job_id: int, kind: str) -> None:
        try:
            _KINDS[kind](self, job_id)
        except Cancelled as stop:
            self._end(job_id, "cancelled", str(stop))
        except HuibaoError as error:
            self._end(job_id, "failed", str(error))
        except Exception as error:  # noqa: BLE001  (one broken job must not take the others with it)
            log_failure(f"job {job_id} ({kind})", error)
            self._end(job_id, "failed", "程序出了意外，这项任务没有做完；请再试一次，还不行就把日志交给管理员")

    def _end(self, job_id: int, state: str, message: str) -> None:
        with self.site.database.session() as session:
            session.execute(update(Job).where(Job.id == job_id).values(state=state, message=message[:500]))

    def step(self, job_id: int, done: int, total: int, message: str) -> bool:
        """Note progress before a step; False where the server is ending and the job should be left.

        Raises:
            Cancelled: somebody cancelled the job, or its batch is gone.
        """
        with self.site.database.session() as session:
            job = session.get(Job, job_id)
            if job is None or job.cancelled_by:
                raise Cancelled(f"{job.cancelled_by}取消了任务，已完成的部分保留" if job else "批次已删除")
            job.done, job.total, job.message = done, total, message[:500]
        return not self._stop.is_set()

    def _read(self, job_id: int) -> None:
        with self.site.database.session() as session:
            job = session.get(Job, job_id)
            batch_id = job.batch_id if job else None
        if batch_id is None:
            return None
        done = 0
        while True:
            with self.site.database.session() as session:
                left = uploads.waiting(session, batch_id)
                job = session.get(Job, job_id)
                # After a restart, what an earlier run read still counts as done.
                done = max(done, job.done if job else 0)
            if not left:
                break
            if not self.step(job_id, done, done + len(left), f"正在读第 {done + 1} 份，共 {done + len(left)} 份"):
                return self._leave(job_id)
            uploads.read_one(self.site, left[0])
            done += 1
        self.step(job_id, done, done, "")
        return self._end(job_id, "done", f"读完 {done} 份材料")

    def _leave(self, job_id: int) -> None:
        with self.site.database.session() as session:
            session.execute(update(Job).where(Job.id == job_id).values(state="waiting"))

    def _draft(self, job_id: int) -> None:
        self.step(job_id, 0, 1, "正在写初稿")
        with self.site.database.session() as session:
            job = session.get(Job, job_id)
            if job is None or job.batch_id is None:
                return
            batch_id, request, who = job.batch_id, job.request, job.created_by

        def saved(session: Session, draft: int) -> None:
            # In the draft's own transaction: a job that is taken up again never writes a second one.
            values = {"state": "done", "done": 1, "message": "初稿写好了", "result": {"draft": draft}}
            session.execute(update(Job).where(Job.id == job_id).values(values))

        drafts.write(
            self.site, batch_id, who=who, genre=request["genre"], length=request["length"], title=request["title"],
            saved=saved,
        )  # fmt: skip

    def _train(self, job_id: int) -> None:
        with self.site.database.session() as session:
            job = session.get(Job, job_id)
            who = job.created_by if job else ""
        model = teaching.train(self.site, who, lambda done, message: self.step(job_id, done, 4, message))
        with self.site.database.session() as session:
            values = {"state": "done", "done": 4, "message": "训练完成，请比较前后成绩", "result": {"model": model}}
            session.execute(update(Job).where(Job.id == job_id).values(values))


_KINDS: dict[str, Callable[[Worker, int], None]] = {
    "read": Worker._read,
    "draft": Worker._draft,
    "train": Worker._train,
}


def log_failure(what: str, error: BaseException) -> None:
    """Log where something failed, without its message: that may hold words of a report."""
    frames = traceback.extract_tb(error.__traceback__)
    places = " < ".join(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in reversed(frames))
    _log.error("%s failed: %s at %s", what, type(error).__name__, places)
