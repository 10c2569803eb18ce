"""Old Word and WPS files as LibreOffice writes them, read back through LibreOffice."""

from __future__ import annotations

import subprocess
import threading
from io import BytesIO
from pathlib import Path
from socketserver import BaseRequestHandler, TCPServer

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
def old_word(libreoffice: str, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("doc")
    document = docx.Document()
    for text in TEXT:
        document.add_paragraph(text)
    document.save(str(folder / "a.docx"))
    subprocess.run(
        [libreoffice, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to",
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


def test_a_picture_that_a_document_names_elsewhere_is_not_fetched(
    libreoffice: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    class Listener(BaseRequestHandler):
        def handle(self) -> None:
            asked.append(self.client_address)

    with TCPServer(("127.0.0.1", 0), Listener) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        picture = f'<img src="http://127.0.0.1:{server.server_address[1]}/spy.png" width="90" height="90">'
        page = f"<html><body><p>text</p>{picture}</body></html>".encode()
        converted = office.as_docx(page, ".doc")
        assert docx.Document(BytesIO(converted)).paragraphs[0].text == "text"
        assert not asked
        # Left to itself LibreOffice does ask.
        monkeypatch.setattr(office, "_SETTINGS", '<oor:items xmlns:oor="http://openoffice.org/2001/registry"/>')
        office.as_docx(page, ".doc")
        assert asked
        server.shutdown()
