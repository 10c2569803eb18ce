"""Shared builders: reports are made from the authoring format, so each example carries its annotation."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from huibao.corpus.authoring import read_tagged
from huibao.schema import AnnotatedReport, Report
from huibao.segment.outline import line_paragraphs
from huibao.taxonomy import Taxonomy, load_taxonomy


@pytest.fixture(scope="session")
def taxonomy() -> Taxonomy:
    return load_taxonomy()


class Authored:
    """Writes authored text (columns separated by ``|`` for readability) and reads it back as a report."""

    def __init__(self, folder: Path, taxonomy: Taxonomy) -> None:
        self.folder = folder
        self.taxonomy = taxonomy

    def __call__(self, body: str, *, village: str = "石桥村", name: str = "") -> AnnotatedReport:
        header = (
            f"# title: {village}工作汇报\n# village: {village}\n# author: 李明\n# date: 2025-10-12\n# kind: report\n"
        )
        path = self.folder / f"{name or village}.tagged.txt"
        path.write_text(header + body.replace("|", "\t"), encoding="utf-8")
        return read_tagged(path, self.taxonomy)


@pytest.fixture
def authored(tmp_path: Path, taxonomy: Taxonomy) -> Authored:
    return Authored(tmp_path, taxonomy)


def plain_report(text: str, **fields: str) -> Report:
    """A report made of bare lines."""
    return Report(name="样例.txt", text=text, paragraphs=line_paragraphs(text), **fields)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def to_pdf(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Mapping[str, bytes]], dict[str, Path]]:
    """Word files, by name, as the PDFs that LibreOffice makes of them, by the same name; one start for all."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed; .ci/run installs it")
    home = tmp_path_factory.mktemp("office")

    def convert(documents: Mapping[str, bytes]) -> dict[str, Path]:
        folder = tmp_path_factory.mktemp("pdf")
        for name, content in documents.items():
            (folder / f"{name}.docx").write_bytes(content)
        subprocess.run(
            [office, "--headless", f"-env:UserInstallation={home.as_uri()}", "--convert-to", "pdf",
             "--outdir", str(folder), *sorted(map(str, folder.glob("*.docx")))],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
        return {name: folder / f"{name}.pdf" for name in documents}

    return convert
