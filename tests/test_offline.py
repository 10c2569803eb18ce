"""Nothing leaves the machine, and tagging needs no deep-learning framework: every connection is refused, every
import of one noted, in processes of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import docx
import pytest
from pypdfium2 import PdfDocument

# Python runs a module of this name at the start of every process, workers included.
GUARD = """
import json, os, socket, sys

LOG = os.environ["GUARD_LOG"]

def note(kind, what):
    with open(LOG, "a", encoding="utf-8") as log:
        log.write(json.dumps([kind, str(what)]) + "\\n")

def refuse(real):
    def guarded(self, address, *rest):
        if self.family == socket.AF_UNIX:  # the pipes of worker processes
            return real(self, address, *rest)
        note("connection", address)
        raise OSError("no network in this test")
    return guarded

socket.socket.connect = refuse(socket.socket.connect)
socket.socket.connect_ex = refuse(socket.socket.connect_ex)
socket.socket.sendto = refuse(socket.socket.sendto)

def resolve(host, *_, **__):
    note("look-up", host)
    raise OSError("no network in this test")

socket.getaddrinfo = socket.gethostbyname = resolve

class Watch:
    def find_spec(self, name, path=None, target=None):
        if name in ("torch", "transformers", "tensorflow", "jax"):
            frame = sys._getframe(1)
            while frame is not None and "importlib" in frame.f_code.co_filename:
                frame = frame.f_back
            note("import", f"{name} by {frame.f_globals.get('__name__')}")
        return None

sys.meta_path.insert(0, Watch())
note("guard", "on")
"""


@dataclass(frozen=True, kw_only=True)
class Guarded:
    """What a guarded process did."""

    code: int
    err: str
    notes: list[tuple[str, str]]


def run_guarded(folder: Path, code: str, *arguments: object) -> Guarded:
    (folder / "guard").mkdir(exist_ok=True)
    (folder / "guard" / "sitecustomize.py").write_text(GUARD, encoding="utf-8")
    log = folder / "guard.log"
    path = os.pathsep.join([str(folder / "guard"), *filter(None, [os.environ.get("PYTHONPATH")])])
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": path, "GUARD_LOG": str(log)},
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    notes = [tuple(json.loads(line)) for line in log.read_text(encoding="utf-8").splitlines()]
    return Guarded(code=done.returncode, err=done.stderr, notes=notes)


@pytest.mark.parametrize(
    "arguments",
    [
        ["brief", "-o", "a.docx"],
        ["brief", "-o", "a.html", "--genre", "speech"],
        ["tag", "-o", "a.jsonl", "--jobs", "2"],
        ["indicators", "-o", "a.xlsx"],
    ],
    ids=["brief", "speech", "tag in two processes", "indicators"],
)
def test_every_command_does_its_work_without_network_and_without_torch(
    reports: Path, tmp_path: Path, arguments: list[str]
) -> None:
    command, option, output, *rest = arguments
    code = "from huibao.cli import main; main()"
    run = run_guarded(tmp_path, code, command, reports, option, tmp_path / output, *rest)
    assert run.code == 0, run.err
    assert (tmp_path / output).exists()
    assert ("guard", "on") in run.notes
    assert [note for note in run.notes if note[0] in ("connection", "look-up")] == []
    # thinc, below spaCy, looks for torch by itself.
    imports = [what for kind, what in run.notes if kind == "import"]
    assert [what for what in imports if not what.split(" by ")[1].startswith(("thinc.", "spacy."))] == []


def test_a_photo_is_recognised_without_network_and_without_torch(
    to_pdf: Callable[[Mapping[str, bytes]], dict[str, Path]], tmp_path: Path
) -> None:
    document = docx.Document()
    document.add_paragraph("石桥村2025年第三季度，新修机耕路3.6公里，安装路灯46盏。")
    document.save(str(tmp_path / "a.docx"))
    scanned = PdfDocument(to_pdf({"a": (tmp_path / "a.docx").read_bytes()})["a"])
    scanned[0].render(scale=2).to_pil().convert("RGB").save(tmp_path / "a.jpg")
    scanned.close()
    code = "from huibao.cli import main; main()"
    run = run_guarded(tmp_path, code, "tag", tmp_path / "a.jpg", "-o", tmp_path / "a.jsonl")
    assert run.code == 0, run.err
    assert "路灯46盏" in (tmp_path / "a.jsonl").read_text(encoding="utf-8")
    assert [note for note in run.notes if note[0] in ("connection", "look-up") or "rapidocr" in note[1]] == []


def test_the_guard_sees_what_it_is_to_refuse(tmp_path: Path) -> None:
    code = (
        "import socket, contextlib\n"
        "with contextlib.suppress(OSError): socket.socket().connect(('127.0.0.1', 9))\n"
        "with contextlib.suppress(OSError): socket.create_connection(('localhost', 9))\n"
        "with contextlib.suppress(ImportError): import torch\n"
    )
    notes = run_guarded(tmp_path, code).notes
    assert notes == [
        ("guard", "on"),
        ("connection", "('127.0.0.1', 9)"),
        ("look-up", "localhost"),
        ("import", "torch by __main__"),
    ]
