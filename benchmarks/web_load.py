"""The office's page under load: 200 reports handed in at once, then 20 people reading and correcting.

    python benchmarks/web_load.py

A server of its own runs on the loopback address. Times of a correction are given as multiples of an empty
request made by the same people at the same moment, so that the machine's speed and its other work cancel
out. Memory is the largest resident set of the server (Linux).
"""

from __future__ import annotations

import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx2

from huibao.corpus.authoring import read_corpus
from huibao.taxonomy import load_taxonomy

ROOT = Path(__file__).resolve().parents[1]
REPORTS = 200
PEOPLE = 20
ROUNDS = 15
# Seconds a person looks at the screen between two acts: none, as a machine would, and as a quick hand does.
PAUSES = (0.0, 0.5)


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds of each request of a kind."""

    reading: list[float] = field(default_factory=list)
    correcting: list[float] = field(default_factory=list)
    empty: list[float] = field(default_factory=list)


def texts() -> list[bytes]:
    """As many different reports as are wanted: the authored ones, told apart by a line where they repeat."""
    authored = [annotated.report.text for annotated in read_corpus(ROOT / "corpus" / "reports", load_taxonomy())]
    return [f"{authored[n % len(authored)]}\n（第{n}份）".encode() for n in range(REPORTS)]


@contextmanager
def server(folder: Path) -> Iterator[tuple[str, int]]:
    """A running `huibao serve`; its address and process id."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-c", "from huibao.cli import main; main()", "serve", "--port", str(port),
               "--data", str(folder)]  # fmt: skip
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            try:
                httpx2.get(f"{address}/static/icon.svg")
                break
            except httpx2.TransportError:
                time.sleep(0.1)
        yield address, process.pid
    finally:
        process.terminate()
        process.wait()


@contextmanager
def client(address: str) -> Iterator[httpx2.Client]:
    """A browser's worth of connections, with the page's token."""
    with httpx2.Client(base_url=address, timeout=120) as opened:
        found = re.search(r'name="huibao-token" content="([0-9a-f]+)"', opened.get("/").text)
        assert found
        opened.headers["X-Huibao-Token"] = found[1]
        yield opened


def peak_mebibytes(pid: int) -> float:
    """Largest resident set of a running process."""
    status = Path(f"/proc/{pid}/status").read_text()
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    assert found
    return int(found[1]) / 1024


def hand_in(address: str) -> tuple[int, float, float]:
    """Upload all reports in one request; the batch, seconds until they are taken in, and until all are read."""
    with client(address) as office:
        batch = office.post("/api/batches", json={"name": "负载", "roster": []}).json()["id"]
        files = [("files", (f"{n}.txt", content)) for n, content in enumerate(texts())]
        start = time.perf_counter()
        office.post(f"/api/batches/{batch}/uploads", files=files).raise_for_status()
        taken = time.perf_counter() - start
        while office.get(f"/api/batches/{batch}").json()["handed_in"]["waiting"]:
            time.sleep(0.1)
        return batch, taken, time.perf_counter() - start


def person(address: str, batch: int, upload: int, number: int, pause: float) -> Times:
    """One person's work: open a report, correct a sentence, ask for nothing; over and over."""
    times = Times()
    path = f"/api/batches/{batch}/uploads/{upload}"
    with client(address) as office:
        for turn in range(ROUNDS):
            time.sleep(pause * (1 + number / PEOPLE))
            start = time.perf_counter()
            reading = office.get(f"{path}/reading").json()
            times.reading.append(time.perf_counter() - start)
            sentences = [s for p in reading["paragraphs"] for s in p["sentences"]]
            chosen = sentences[(number + turn) % len(sentences)]
            start = time.perf_counter()
            answer = office.put(
                f"{path}/sentences/{chosen['index']}",
                json={"labels": ["bottleneck.resources" if turn % 2 else "other"], "version": chosen["version"]},
            )
            times.correcting.append(time.perf_counter() - start)
            assert answer.status_code == 200, answer.text
            start = time.perf_counter()
            office.get("/login", follow_redirects=False)
            times.empty.append(time.perf_counter() - start)
    return times


def report(address: str, batch: int, uploads: list[int], pause: float) -> None:
    """Let all people work at once and print how long their requests took."""
    with ThreadPoolExecutor(PEOPLE) as pool:
        work = [pool.submit(person, address, batch, uploads[n], n, pause) for n in range(PEOPLE)]
        done = [future.result() for future in work]
    empty = p95([t for times in done for t in times.empty])
    for what in ("reading", "correcting"):
        values = [t for times in done for t in getattr(times, what)]
        print(
            f"{PEOPLE} people, {pause} s between acts, {what}: p95 {p95(values) / empty:.1f}x an empty request, "
            f"median {statistics.median(values) / empty:.1f}x (empty p95 {empty * 1000:.0f} ms)"
        )


def p95(values: list[float]) -> float:
    """The value that 95 of 100 do not pass."""
    return statistics.quantiles(values, n=20)[-1]


def main() -> None:
    """Print what was measured."""
    with tempfile.TemporaryDirectory() as name, server(Path(name)) as (address, pid):
        idle = peak_mebibytes(pid)
        batch, taken, read = hand_in(address)
        print(f"{REPORTS} reports at once: taken in after {taken:.1f} s, all read after {read:.1f} s")
        with client(address) as office:
            uploads = [u["id"] for u in office.get(f"/api/batches/{batch}/uploads").json() if u["state"] == "ready"]
        for pause in PAUSES:
            report(address, batch, uploads, pause)
        print(f"memory: {idle:.0f} MiB idle, {peak_mebibytes(pid):.0f} MiB at most")


if __name__ == "__main__":
    main()
