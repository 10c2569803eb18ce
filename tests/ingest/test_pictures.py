"""Photos and scans of pages that LibreOffice set: slanted, upside down, on their side, inside a PDF."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.shared import Mm, Pt
from PIL import Image, ImageFilter
from pypdf import PdfReader, PdfWriter
from pypdfium2 import PdfDocument

from huibao.errors import UnreadableInput
from huibao.ingest import pictures, read_report
from huibao.ingest.lines import Line
from huibao.ingest.pdf import read_pdf

TEXT = [
    "石桥村2025年第三季度工作汇报",
    "一、主要成效",
    "三季度，石桥村新修机耕路3.6公里，安装路灯46盏，改造户厕37户，为9户脱贫户申请小额信贷45万元，群众夜里出门方便多了。",
    "村集体经济收入达到32.6万元，比上年同期的25万元增加了三成。",
    "二、存在问题",
    "没有冷库，1200亩猕猴桃下树后只能贱卖。",
]


BLANK = Image.new("1", (64, 64))


def page(*paragraphs: str) -> bytes:
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(150), Mm(130)
    section.left_margin = section.right_margin = section.top_margin = Mm(15)
    document.styles["Normal"].font.size = Pt(14)
    for text in paragraphs:
        document.add_paragraph(text).paragraph_format.first_line_indent = Pt(0 if text == TEXT[0] else 28)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


@pytest.fixture(scope="module")
def pdf(to_pdf: Callable[[Mapping[str, bytes]], dict[str, Path]]) -> bytes:
    return to_pdf({"page": page(*TEXT)})["page"].read_bytes()


@pytest.fixture(scope="module")
def scan(pdf: bytes) -> Image.Image:
    document = PdfDocument(pdf)
    picture: Image.Image = document[0].render(scale=150 / 72).to_pil().convert("RGB")
    document.close()
    return picture


def saved(picture: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    stream = BytesIO()
    picture.save(stream, kind, **options)
    return stream.getvalue()


def letters(text: str) -> str:
    """Without the marks that a photo blurs."""
    return re.sub(r"[\W_]+", "", text)


@pytest.mark.parametrize("degrees", [2.3, 2.5, -3])
def test_a_slanted_blurred_photo_gives_the_paragraphs_of_the_page(
    degrees: float, scan: Image.Image, tmp_path: Path
) -> None:
    paper = scan.rotate(degrees, expand=True, fillcolor=(205, 205, 196), resample=Image.Resampling.BICUBIC)
    file = tmp_path / "照片.jpg"
    file.write_bytes(saved(paper.filter(ImageFilter.GaussianBlur(0.7)), quality=60))
    report = read_report(file)
    assert [letters(report.text[p.start : p.end]) for p in report.paragraphs] == [letters(text) for text in TEXT]
    assert (report.village, report.period) == ("石桥村", "2025Q3")
    assert "识别出来的" in report.remark
    assert "请对照原件核对" in report.remark


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_page_is_turned_upright(scan: Image.Image, degrees: int) -> None:
    read = pictures.read_picture(saved(scan.rotate(degrees, expand=True), "PNG"))
    assert letters("".join(line.text for line in read.lines)) == letters("".join(TEXT))


def test_a_page_of_which_most_is_a_blur_is_not_read(scan: Image.Image) -> None:
    small = scan.resize((scan.width // 5, scan.height // 5))
    with pytest.raises(UnreadableInput, match=r"看不清|没有认出"):
        pictures.read_picture(saved(small.resize(scan.size).filter(ImageFilter.GaussianBlur(3)), quality=20))


def test_the_camera_says_which_side_is_up(scan: Image.Image) -> None:
    exif = Image.Exif()
    exif[0x0112] = 3  # turned by 180 degrees
    read = pictures.read_picture(saved(scan.rotate(180), exif=exif))
    assert letters(read.lines[0].text) == letters(TEXT[0])


def test_a_scanned_page_between_typed_ones_is_read_in_its_place(pdf: bytes, scan: Image.Image) -> None:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    writer.append(PdfReader(BytesIO(saved(scan, "PDF", resolution=150))))
    writer.append(PdfReader(BytesIO(pdf)))
    stream = BytesIO()
    writer.write(stream)
    read = read_pdf(stream.getvalue())
    assert [block.place for block in read.blocks] == ["第1页"] * 6 + ["第2页"] * 6 + ["第3页"] * 6
    assert [letters(block.text) for block in read.blocks] == 3 * [letters(text) for text in TEXT]
    assert read.remark.startswith("第 2 页的文字是从图片上识别出来的")


def test_without_the_recogniser_a_picture_is_refused_and_a_lost_page_is_named(
    pdf: bytes, scan: Image.Image, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "find_spec", lambda _: None)
    scanned = saved(scan, "PDF", resolution=150)
    with pytest.raises(UnreadableInput, match=r"没有装文字识别组件；请管理员在 huibao 的文件夹里运行 .*'\.\[ocr\]'"):
        pictures.read_picture(saved(scan))
    with pytest.raises(UnreadableInput, match="没有装文字识别组件"):
        read_pdf(scanned)
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    writer.append(PdfReader(BytesIO(scanned)))
    stream = BytesIO()
    writer.write(stream)
    read = read_pdf(stream.getvalue())
    assert [block.text for block in read.blocks] == TEXT
    assert read.remark.startswith("第 2 页没有读进来：")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\xff\xd8\xff\xe0" + bytes(500), "图片已损坏"),
        (saved(Image.new("RGB", (400, 300), "white")), "没有认出文字"),
        (saved(Image.new("1", (12_000, 11_000)), "PNG"), "像素多得不正常"),
        (saved(BLANK, "TIFF", save_all=True, append_images=[BLANK] * 60), "超过 60 页"),
    ],
    ids=["damaged", "blank", "huge", "pages"],
)
def test_a_picture_that_is_no_report_is_refused_with_a_reason(content: bytes, reason: str) -> None:
    with pytest.raises(UnreadableInput, match=reason) as refusal:
        pictures.read_picture(content)
    assert str(refusal.value).count("；") == 1


def test_the_mark_behind_a_headings_number_is_put_back_only_where_the_number_is_due() -> None:
    def line(text: str) -> Line:
        return Line(text=text, page=1, left=0, right=9, top=0, unit=1, size=1, page_width=9)

    texts = ["二季度工作汇报", "一、成效", "三个组通了水", "二存在的问题", "三 打算", "三打算什么"]
    mended = [one.text for one in pictures._with_marks([line(text) for text in texts])]
    assert mended == ["二季度工作汇报", "一、成效", "三个组通了水", "二、存在的问题", "三 打算", "三、打算什么"]
