"""Old Word and WPS files as LibreOffice writes them, read back through LibreOffice."""

from __future__ import annotations

import subprocess
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO
from pathlib import Path

import docx
import pytest

from huibao.errors import UnreadableInput
from huibao.ingest import office, read_report

TEXT = [
    "石桥村2025年第三季度工作汇报",
    "一、主要成效",
    "新修机耕路3.6公里，安装路灯46盏。",
    "二、存在问题",
    "没有冷库，猕猴桃只能贱卖。",
]


@pytest.fixture(scope="module")
def old_word(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    if not office.converter():
        pytest.skip("LibreOffice is not installed; .ci/run installs it")
    folder = tmp_path_factory.mktemp("doc")
    document = docx.Document()
    for text in TEXT:
        document.add_paragraph(text)
    document.save(str(folder / "a.docx"))
    subprocess.run(
        [office.converter(), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to",
         "doc", "--outdir", str(folder), str(folder / "a.docx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return (folder / "a.doc").read_bytes()


@pytest.mark.parametrize("suffix", [".doc", ".wps"])
def test_old_word_and_wps_give_the_same_report(old_word: bytes, tmp_path: Path, suffix: str) -> None:
    assert old_word.startswith(b"\xd0\xcf\x11\xe0")
    file = tmp_path / f"石桥村{suffix}"
    file.write_bytes(old_word)
    report = read_report(file)
    assert report.text.split("\n") == TEXT
    assert (report.village, report.period, report.remark) == ("石桥村", "2025Q3", "")


def test_what_is_no_document_is_refused(old_word: bytes) -> None:
    with pytest.raises(UnreadableInput, match=r"打不开.*另存为 \.docx"):
        office.as_docx(b"\xd0\xcf\x11\xe0" + bytes(500), ".doc")


def test_without_libreoffice_the_file_is_refused_with_advice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "converter", lambda: "")
    with pytest.raises(UnreadableInput, match=r"\.wps 文件，这台电脑没有装 LibreOffice；请用 Word 或 WPS"):
        office.as_docx(b"x", ".wps")


def test_a_picture_that_a_document_names_elsewhere_is_not_fetched(old_word: bytes) -> None:
    asked: list[str] = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    link = f"http://127.0.0.1:{server.server_port}/spy.png"
    rtf = rf'{{\rtf1\ansi {{\field{{\*\fldinst INCLUDEPICTURE "{link}" \\d}}{{\fldrslt x}}}} text\par}}'
    try:
        converted = office.as_docx(rtf.encode(), ".rtf")
    finally:
        server.shutdown()
        server.server_close()
    assert "text" in docx.Document(BytesIO(converted)).paragraphs[0].text
    assert not asked
