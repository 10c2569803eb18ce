"""From files to reports: what is taken for what, and how each refusal reads."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest

from huibao.errors import UnreadableInput
from huibao.ingest import read_report, read_reports
from huibao.schema import Report, Skipped

TEXT = "石桥村2025年第三季度工作汇报\n\n　　一、主要成效\n修路3.6公里，装路灯20盏，群众出门方便多了。\n石桥村 李明\n"


def word(*paragraphs: str) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def written(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def no_skip(skipped: Skipped) -> None:
    raise AssertionError(skipped)


def batch(*paths: Path) -> tuple[list[Report], list[Skipped]]:
    skipped: list[Skipped] = []
    return list(read_reports(paths, skipped.append)), skipped


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_text_report_is_exactly_the_decoded_text(tmp_path: Path, encoding: str) -> None:
    path = written(tmp_path, "石桥村.txt", TEXT.replace("\n", "\r\n").encode(encoding))
    report = read_report(path)
    assert report.text == TEXT
    assert [report.text[p.start : p.end] for p in report.paragraphs] == [
        line.strip() for line in TEXT.split("\n") if line.strip()
    ]
    assert [p.place for p in report.paragraphs] == ["第1段", "第2段", "第3段", "第4段"]


def test_a_word_report_has_a_line_a_paragraph_and_the_title_marked(tmp_path: Path) -> None:
    lines = [line.strip() for line in TEXT.split("\n") if line.strip()]
    report = read_report(written(tmp_path, "a.docx", word(*lines)))
    assert report.text == "\n".join(lines)
    assert [p.heading_level for p in report.paragraphs] == [0, None, None, None]
    assert (report.title, report.village, report.author, report.period, report.kind) == (
        "石桥村2025年第三季度工作汇报", "石桥村", "李明", "2025Q3", "report",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("空.txt", b"", "文件是空的"),
        ("空白.txt", b" \r\n\t", "文件是空的"),
        ("照片.docx", b"\xff\xd8\xff\xe0" + bytes(100), r"扩展名是 \.docx，内容却是JPEG 图片"),
        ("照片.pdf", b"\x89PNG\r\n\x1a\n" + bytes(100), r"扩展名是 \.pdf，内容却是PNG 图片"),
        ("文字.docx", TEXT, "内容却是别的内容"),
        ("文档.txt", word("石桥村"), "内容却是压缩包或 Office 文档"),
        ("旧.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), r"设了密码，或其实是旧版 \.doc"),
        ("网页.txt", b"%PDF-1.7\n", "内容却是PDF"),
        ("程序.txt", b"MZ\x90\x00" + bytes(200), "内容却是程序"),
        ("乱.txt", bytes(range(256)) * 10, "不是文字"),
        ("english.txt", "The village built three roads this year. " * 30, "几乎没有中文"),
        ("few.txt", "汇报: see the attached table for all of the figures of this quarter.", "几乎没有中文"),
        ("数字.txt", "123 456\n789", "没有文字"),
        ("图.docx", word(""), "没有文字，可能只有图片"),
        ("题.txt", "石桥村2025年第三季度工作汇报\n", "只有标题，没有正文"),
        ("题.md", "# 石桥村三季度工作汇报\n## 一、成效\n## 二、问题\n", "只有标题，没有正文"),
        ("汇报.ofd", b"x", "OFD 版式文件"),
        ("汇报.rar", b"x", "重新压缩成 .zip"),
        ("表.xlsx", b"x", "是表格"),
        ("照片.HEIC", b"x", "苹果手机的图片格式"),
        ("汇报.abc", b"x", r"不认识扩展名 \.abc；可用的有"),
        ("汇报", b"x", "不认识扩展名 （无）"),
    ],
)
def test_what_is_no_report_is_refused_with_a_reason(
    tmp_path: Path, name: str, content: bytes | str, reason: str
) -> None:
    with pytest.raises(UnreadableInput, match=reason) as refusal:
        read_report(written(tmp_path, name, content))
    assert str(refusal.value).count("；") == 1
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("head", ["BM村三季度汇报，", "MZ合作社的情况，", "GIF8动图不用管，"])
def test_text_that_begins_like_a_program_or_picture_is_text(tmp_path: Path, head: str) -> None:
    assert read_report(written(tmp_path, "a.txt", head + TEXT)).text.startswith(head)


def test_a_bad_file_never_stops_the_batch(tmp_path: Path) -> None:
    written(tmp_path, "1.txt", b"")
    written(tmp_path, "2.txt", TEXT)
    written(tmp_path, "3.docx", b"PK\x03\x04" + bytes(100))
    written(tmp_path, "4.md", "# 柳河村汇报\n\n水通了，路灯也亮了，群众满意。\n")
    reports, skipped = batch(tmp_path)
    assert [report.name for report in reports] == ["2.txt", "4.md"]
    assert [entry.name for entry in skipped] == ["1.txt", "3.docx"]


def test_the_same_report_in_two_files_is_used_once(tmp_path: Path) -> None:
    lines = [line.strip() for line in TEXT.split("\n") if line.strip()]
    written(tmp_path, "1.txt", TEXT)
    written(tmp_path, "2.docx", word(*lines))
    reports, skipped = batch(tmp_path)
    assert [report.name for report in reports] == ["1.txt"]
    assert skipped == [Skipped(name="2.docx", reason="和 1.txt 内容完全相同，只用了前一份")]


def test_reports_are_read_one_at_a_time(tmp_path: Path) -> None:
    for number in range(3):
        written(tmp_path, f"{number}.txt", TEXT + "又" * number)
    reports = read_reports([tmp_path], no_skip)
    assert next(reports).name == "0.txt"
    (tmp_path / "2.txt").unlink()
    assert next(reports).name == "1.txt"


def test_archives_and_folders_give_the_same_reports(tmp_path: Path) -> None:
    folder = tmp_path / "材料"
    folder.mkdir()
    written(folder, "石桥村.txt", TEXT)
    with ZipFile(tmp_path / "材料.zip", "w") as archive:
        archive.write(folder / "石桥村.txt", "石桥村.txt")
    (from_folder,), (from_archive,) = batch(folder)[0], batch(tmp_path / "材料.zip")[0]
    assert from_folder.text == from_archive.text
    assert (from_folder.name, from_archive.name) == ("石桥村.txt", "材料.zip/石桥村.txt")


def test_an_archive_in_an_archive_is_named(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "外.zip", "w") as archive:
        archive.writestr("内.zip", b"PK\x05\x06" + bytes(18))
    _, (skipped,) = batch(tmp_path / "外.zip")
    assert skipped == Skipped(name="外.zip/内.zip", reason="是压缩包里的压缩包；请解开后再放进来")


def test_the_author_in_the_file_s_properties_stands_in(tmp_path: Path, word_file: Callable[..., bytes]) -> None:
    core = '<c:p xmlns:c="c" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>周小兰</dc:creator></c:p>'
    body = "<w:p><w:r><w:t>今年修了三公里水泥路，群众出门方便多了。</w:t></w:r></w:p>"
    content = word_file(body, parts={"docProps/core.xml": core})
    assert read_report(written(tmp_path, "a.docx", content)).author == "周小兰"
