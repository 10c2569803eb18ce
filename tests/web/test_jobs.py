from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest
from sqlalchemy import select

from huibao.web import jobs, uploads
from huibao.web.models import Draft, Job
from huibao.web.security import LOCAL
from tests.web.conftest import LIUHE, SHIQIAO, Office

MANY = 150


def test_progress_is_told_as_events_until_the_end(office: Office) -> None:
    batch = office.batch()
    files = [("files", (f"{n}.txt", SHIQIAO.replace("石桥", f"第{n}石桥"))) for n in range(6)]
    job = office.api("POST", f"/batches/{batch}/uploads", files=files)["job"]
    with office.client.stream("GET", f"/api/jobs/{job}/events") as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        told = [json.loads(line[6:]) for line in answer.iter_lines() if line.startswith("data: ")]
    assert (told[-1]["state"], told[-1]["done"], told[-1]["total"]) == ("done", 6, 6)
    assert [state["done"] for state in told] == sorted(state["done"] for state in told)


def test_a_waiting_job_that_is_cancelled_never_starts(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office.app.state.worker, "wake", lambda: None)
    batch = office.batch()
    job = office.api("POST", f"/batches/{batch}/uploads", files=[("files", ("a.txt", SHIQIAO))])["job"]
    assert office.api("DELETE", f"/jobs/{job}")["state"] == "cancelled"
    office.app.state.worker.run_pending()
    assert office.api("GET", f"/batches/{batch}/uploads")[0]["state"] == "waiting"


def test_a_running_job_stops_between_two_files_and_keeps_what_it_read(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch, read_one, running = office.batch(), uploads.read_one, {}

    def read_and_cancel(site: object, upload: int) -> None:
        read_one(office.app.state.site, upload)
        with office.app.state.site.database.session() as session:
            job = session.scalars(select(Job).where(Job.state == "running")).one()
            running["job"] = job.id
            jobs.cancel(session, LOCAL, job.id)

    monkeypatch.setattr(uploads, "read_one", read_and_cancel)
    files = [("files", ("a.txt", SHIQIAO)), ("files", ("b.txt", LIUHE))]
    job = office.api("POST", f"/batches/{batch}/uploads", files=files)["job"]
    assert office.wait(job)["state"] == "cancelled"
    assert [u["state"] for u in office.api("GET", f"/batches/{batch}/uploads")] == ["ready", "waiting"]


def test_a_broken_job_says_so_logs_no_words_of_the_report_and_leaves_the_next_alone(
    office: Office, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def burst(site: object, upload: int) -> None:
        raise RuntimeError("对24户监测对象")

    batch = office.batch()
    with monkeypatch.context() as broken:
        broken.setattr(uploads, "read_one", burst)
        job = office.api("POST", f"/batches/{batch}/uploads", files=[("files", ("a.txt", SHIQIAO))])["job"]
        state = office.wait(job)
    assert (state["state"], "程序出了意外" in state["message"]) == ("failed", True)
    assert "RuntimeError" in caplog.text
    assert "监测对象" not in caplog.text
    assert [u["state"] for u in office.send(batch, {"b.txt": LIUHE})] == ["ready", "ready"]


def test_a_draft_job_taken_up_again_after_it_was_done_writes_no_second_draft(office: Office) -> None:
    batch = office.batch()
    office.send(batch, {"石桥.txt": SHIQIAO})
    office.draft(batch)
    office.app.state.worker.resume()
    office.app.state.worker.run_pending()
    with office.app.state.site.database.session() as session:
        assert len(session.scalars(select(Draft)).all()) == 1


def test_a_job_left_running_by_a_dead_server_is_taken_up_at_the_next_start(
    open_office: Callable[..., Office], monkeypatch: pytest.MonkeyPatch
) -> None:
    office = open_office()
    monkeypatch.setattr(office.app.state.worker, "wake", lambda: None)
    batch = office.batch()
    job = office.api("POST", f"/batches/{batch}/uploads", files=[("files", ("a.txt", SHIQIAO))])["job"]
    with office.app.state.site.database.session() as session:
        session.get_one(Job, job).state = "running"
    again = open_office()
    assert again.wait(job)["state"] == "done"


@contextmanager
def _server(folder: Path, port: int) -> Iterator[tuple[subprocess.Popen[bytes], httpx2.Client]]:
    command = [
        sys.executable,
        "-c",
        "from huibao.cli import main; main()",
        "serve",
        "--port",
        str(port),
        "--data",
        str(folder),
    ]
    process = subprocess.Popen(command, env=os.environ, stderr=subprocess.DEVNULL)
    try:
        with httpx2.Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as client:
            for _ in range(300):
                try:
                    page = client.get("/").text
                    break
                except httpx2.TransportError:
                    time.sleep(0.1)
            else:
                raise AssertionError("the server did not start")
            client.headers["X-Huibao-Token"] = page.partition('name="huibao-token" content="')[2][:64]
            yield process, client
    finally:
        process.kill()
        process.wait()


def _counts(client: httpx2.Client, batch: int) -> dict[str, int]:
    counts: dict[str, int] = client.get(f"/api/batches/{batch}").json()["handed_in"]
    return counts


def test_killed_in_the_middle_the_batch_is_whole_and_the_job_goes_on(tmp_path: Path, free_port: int) -> None:
    with _server(tmp_path, free_port) as (process, client):
        batch = client.post("/api/batches", json={"name": "大批", "roster": []}).json()["id"]
        files = [("files", (f"{n}.txt", SHIQIAO.replace("石桥", f"石{n}桥").encode())) for n in range(MANY)]
        job = client.post(f"/api/batches/{batch}/uploads", files=files).json()["job"]
        while (read := _counts(client, batch)["ready"]) < 3:
            time.sleep(0.02)
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert read < MANY
    with _server(tmp_path, free_port) as (_, client):
        left = _counts(client, batch)
        assert (left["files"], left["problems"]) == (MANY, 0)
        for _ in range(600):
            if (state := client.get(f"/api/jobs/{job}").json())["state"] == "done":
                break
            time.sleep(0.1)
        assert state["state"] == "done"
        after = _counts(client, batch)
        assert (after["ready"], after["waiting"], after["duplicates"]) == (MANY, 0, 0)
