"""A folder as an office gets it at worst: twelve files that are no reports beside two that are."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from pypdf import PdfWriter


def zipped(name: str, content: bytes) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return stream.getvalue()


def encrypted_pdf() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.encrypt(user_password="secret", algorithm="AES-128")
    stream = BytesIO()
    writer.write(stream)
    return stream.getvalue()


BAD = {
    "空.txt": (b"", "文件是空的"),
    "照片.docx": (b"\xff\xd8\xff\xe0" + bytes(500), "内容却是JPEG 图片"),
    "加密.pdf": (encrypted_pdf(), "PDF 设了密码"),
    "截断.zip": (zipped("石桥村.txt", os.urandom(5000))[:3000], "压缩包已损坏"),
    "截断.docx": (zipped("word/document.xml", os.urandom(5000))[:3000], "Word 文档已损坏"),
    "炸弹.zip": (zipped("汇报.txt", bytes(60 * 2**20)), "可能是压缩炸弹"),
    "炸弹.docx": (zipped("word/document.xml", bytes(60 * 2**20)), "可能是压缩炸弹"),
    "english.txt": (b"The village built three roads this year and mended a bridge. " * 40, "几乎没有中文"),
    "五十兆.txt": ("路修好了。".encode() * (50 * 2**20 // 15), "超过单个文件 20 MB 的上限"),
    "乱码.txt": (bytes(range(256)) * 40, "不是文字"),
    "老版.doc": (b"\xd0\xcf\x11\xe0" + bytes(500), "另存为 .docx"),
    "坏的.pdf": (b"%PDF-1.7\n" + bytes(range(256)) * 20, "PDF"),
}


@dataclass(frozen=True, kw_only=True)
class BadBatch:
    """One run over two good reports among twelve that are not."""

    done: subprocess.CompletedProcess[str]
    target: Path


@pytest.fixture(scope="module")
def bad_batch(tmp_path_factory: pytest.TempPathFactory, two_reports: dict[str, str]) -> Iterator[BadBatch]:
    folder = tmp_path_factory.mktemp("bad")
    inputs = folder / "材料"
    inputs.mkdir()
    for name, text in two_reports.items():
        (inputs / name).write_text(text, encoding="utf-8")
    for name, (content, _) in BAD.items():
        (inputs / name).write_bytes(content)
    target = folder / "汇总.docx"
    done = subprocess.run(
        [sys.executable, "-c", "from huibao.cli import main; main()", "brief", str(inputs), "-o", str(target)],
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    yield BadBatch(done=done, target=target)
    (inputs / "五十兆.txt").unlink()


def test_bad_files_beside_good_ones_are_exit_code_3(bad_batch: BadBatch) -> None:
    assert (bad_batch.done.returncode, bad_batch.done.stdout) == (3, "")
    assert f"用了 2 份汇报，跳过 {len(BAD)} 份" in bad_batch.done.stderr


def test_no_bad_file_ends_in_a_traceback(bad_batch: BadBatch) -> None:
    assert "Traceback" not in bad_batch.done.stderr
    for line in bad_batch.done.stderr.splitlines():
        assert re.search(r"[\u4e00-\u9fff].*[。；]|用了", line), line


@pytest.mark.parametrize("name", BAD)
def test_each_bad_file_is_named_with_its_reason(bad_batch: BadBatch, name: str) -> None:
    (line,) = [line for line in bad_batch.done.stderr.splitlines() if line.startswith(f"已跳过 {name}")]
    assert BAD[name][1] in line


def test_the_two_good_reports_are_briefed_whole(bad_batch: BadBatch) -> None:
    text = "\n".join(paragraph.text for paragraph in docx.Document(str(bad_batch.target)).paragraphs)
    assert "石桥村" in text
    assert "柳河村" in text
    assert {path.name for path in bad_batch.target.parent.iterdir()} == {"材料", "汇总.docx", "汇总.docx.summary.json"}


def test_the_summary_lists_what_was_skipped(bad_batch: BadBatch) -> None:
    path = bad_batch.target.with_name("汇总.docx.summary.json")
    summary = json.loads(path.read_text(encoding="utf-8"))
    assert summary["reports"] == ["柳河村.md", "石桥村.txt"]
    assert {entry["name"].split("/")[0] for entry in summary["skipped"]} == set(BAD)
