"""Shared builders: reports are made from the authoring format, so each example carries its annotation."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import settings
from spacy.language import Language

import huibao
from huibao.corpus.authoring import read_tagged
from huibao.schema import AnnotatedReport, Report
from huibao.segment.outline import line_paragraphs
from huibao.taxonomy import Taxonomy, load_taxonomy

ROOT = Path(__file__).resolve().parents[1]
# What a generated example takes depends on what else the machine does, and the first loads a dictionary.
settings.register_profile("huibao", deadline=None)
settings.load_profile("huibao")


_TWO_REPORTS = {
    "石桥村.txt": "清溪镇石桥村2025年第三季度工作汇报\n各位领导：\n一、主要成效\n今年三季度修路3.6公里，装路灯20盏，"
    "群众出门方便多了。监测户24户，逐户落实了帮扶措施，没有一户返贫。\n二、存在问题\n村里没有冷库，桃子运不出去，"
    "只能低价卖给贩子。\n三、下一步打算\n明年计划建冷库一座，恳请镇里支持资金30万元。\n"
    "石桥村驻村专干 李明\n2025年10月9日\n",
    "柳河村.md": "# 清溪镇柳河村2025年第三季度工作汇报\n\n## 成效\n\n三季度改厕42户，清运垃圾35吨，村容村貌变了样。"
    "合作社养羊2400只，带动脱贫户31户增收。\n\n## 问题\n\n缺少懂技术的年轻人，合作社的账没人会记。\n\n"
    "## 打算\n\n下一步把羊圈扩建起来，组织两期技术培训。\n\n柳河村驻村专干 王芳\n\n2025年10月11日\n",
}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--every-township", action="store_true", help="draft every township of the corpus (minutes more)")


@pytest.fixture(scope="session")
def two_reports() -> dict[str, str]:
    """Two good reports of one township: text by file name."""
    return dict(_TWO_REPORTS)


@pytest.fixture
def reports(tmp_path: Path, two_reports: dict[str, str]) -> Path:
    """A folder with the two reports."""
    folder = tmp_path / "材料"
    folder.mkdir()
    for name, text in two_reports.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def samples() -> Path:
    """Folder of the sample batch: seventeen reports of one township as an office gets them."""
    return ROOT / "corpus" / "samples"


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The pipeline with the model that ships; loaded once, and never changed by a test."""
    return huibao.load()


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
def libreoffice() -> str:
    """The program; tests that need it are skipped where it is missing."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed; .ci/run installs it")
    return office


@pytest.fixture(scope="session")
def to_pdf(
    libreoffice: str, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[Mapping[str, bytes]], dict[str, Path]]:
    """Word files, by name, as the PDFs that LibreOffice makes of them, by the same name; one start for all."""
    home = tmp_path_factory.mktemp("office")

    def convert(documents: Mapping[str, bytes]) -> dict[str, Path]:
        folder = tmp_path_factory.mktemp("pdf")
        for name, content in documents.items():
            (folder / f"{name}.docx").write_bytes(content)
        subprocess.run(
            [libreoffice, "--headless", f"-env:UserInstallation={home.as_uri()}", "--convert-to", "pdf",
             "--outdir", str(folder), *sorted(map(str, folder.glob("*.docx")))],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
        return {name: folder / f"{name}.pdf" for name in documents}

    return convert
