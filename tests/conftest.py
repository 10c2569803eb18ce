"""Shared builders: reports are made from the authoring format, so each example carries its annotation."""

from __future__ import annotations

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
