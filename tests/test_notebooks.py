"""The notebooks run from top to bottom, offline, and are stored with outputs that are small and whole."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

FOLDER = Path(__file__).resolve().parents[1] / "notebooks"
NAMES = [
    "01-corpus-at-a-glance", "02-reading-a-label", "03-where-the-tagger-errs", "04-township-in-figures",
    "05-one-village-over-periods", "06-your-own-taxonomy", "07-agreement",
]  # fmt: skip
# Refuses every address outside the machine; the kernel itself talks to the test over the loopback.
_OFFLINE = """
import socket
def guarded(real):
    def connect(self, address):
        if self.family != socket.AF_UNIX and str(address[0]) not in ("127.0.0.1", "::1", "localhost"):
            raise AssertionError(f"network: {address}")
        return real(self, address)
    return connect
socket.socket.connect = guarded(socket.socket.connect)
socket.socket.connect_ex = guarded(socket.socket.connect_ex)
"""
_LARGEST = 250_000
_LONGEST_CELL = 16


def read(name: str) -> Any:
    return nbformat.read(FOLDER / f"{name}.ipynb", as_version=4)  # type: ignore[no-untyped-call]


def code_cells(notebook: Any) -> list[Any]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def test_every_notebook_is_tested() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.ipynb")) == NAMES


# The kernel's own libraries warn of what they will do one day.
@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("name", NAMES)
def test_it_runs_offline_from_top_to_bottom(name: str) -> None:
    notebook = read(name)
    for cell in code_cells(notebook):
        cell.outputs = []
    notebook.cells.insert(0, nbformat.v4.new_code_cell(_OFFLINE))  # type: ignore[no-untyped-call]
    NotebookClient(notebook, timeout=240, record_timing=False, resources={"metadata": {"path": str(FOLDER)}}).execute()
    results = [cell.outputs for cell in code_cells(notebook)[1:]]
    assert sum(map(bool, results)) >= len(results) - 1
    assert not [output for outputs in results for output in outputs if output.get("name") == "stderr"]


@pytest.mark.parametrize("name", NAMES)
def test_it_is_stored_as_it_should_be_read(name: str) -> None:
    notebook = read(name)
    assert (FOLDER / f"{name}.ipynb").stat().st_size < _LARGEST
    assert notebook.cells[0].source.startswith(f"# {name[:2]} ")
    cells = code_cells(notebook)
    assert all(len(cell.source.splitlines()) <= _LONGEST_CELL for cell in cells)
    # Each cell is followed by a result, but for one that only prepares the next.
    assert sum(bool(cell.outputs) for cell in cells) >= len(cells) - 1
    assert not any(output.output_type == "error" for cell in cells for output in cell.outputs)
