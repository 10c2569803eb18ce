"""PDFs as LibreOffice makes them of Word files; one start of it for all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph
from pypdf import PdfReader, PdfWriter

from huibao.errors import UnreadableInput
from huibao.ingest.pdf import read_pdf

TITLE = "清溪镇石桥村2025年第三季度巩固拓展脱贫攻坚成果同乡村振兴有效衔接工作情况汇报"
ITEMS = [
    "（一）修路。今年以来，石桥村围绕“群众出门难”这件事，先后修通了三个组的机耕路3.6公里，总投资86.5万元，"
    "其中群众自筹12万元，夜里出门方便多了，娃娃上学也不用再绕五里山路。",
    "（二）养羊。全村存栏黑山羊2400只，比去年同期多600只，县里的客商说：“有多少要多少。”合作社与四家餐馆"
    "签了订单，每只比散卖多得一百二十元，跟着养的脱贫户有31户，户均增收三千八百元，最多的一户卖了两万六。",
    "（三）调解。村里成立了“院坝说事会”，三季度开会14场，收到意见47条，当场答复41条，剩下的6条都定了人、"
    "定了日子。两家为地界争了七年，九月里在老支书家的院坝里握了手，如今两家的娃娃一道上学。",
]
GROUPS = [f"{name}组：{item}" for name in "甲乙丙丁" for item in ITEMS]
SHORT = ["一是把剩下的路修完。", "二是把水池加固。", "三是请专家来讲一回课。"]


def field(paragraph: Paragraph, code: str) -> None:
    for kind in ("begin", "code", "end"):
        run = paragraph.add_run()._r
        element = OxmlElement("w:instrText" if kind == "code" else "w:fldChar")
        if kind == "code":
            element.text = f" {code} "
        else:
            element.set(qn("w:fldCharType"), kind)
        run.append(element)


def page(size: float) -> Document:
    document = docx.Document()
    normal = document.styles["Normal"]
    normal.font.size = Pt(size)
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "仿宋")
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = Pt(28)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    return document


def add(document: Document, text: str, *, indent: float = 0, align: ALIGN = ALIGN.JUSTIFY) -> None:
    paragraph = document.add_paragraph(text)
    paragraph.alignment = align
    paragraph.paragraph_format.first_line_indent = Pt(indent)


def number_pages(document: Document, *parts: str) -> None:
    footer = document.sections[0].footer.paragraphs[0]
    for part in parts:
        if part.isupper():
            field(footer, part)
        else:
            footer.add_run(part)


def official() -> Document:
    document = page(16)
    document.sections[0].header.paragraphs[0].text = "清溪镇石桥村季度材料"
    number_pages(document, "— ", "PAGE", " —")
    add(document, TITLE, align=ALIGN.CENTER)
    add(document, "镇党委、政府：")
    for heading in ("一、主要成效", "二、存在问题", "三、下一步打算"):
        for text in (heading, *ITEMS, *SHORT):
            add(document, text, indent=32)
    add(document, "石桥村驻村专干　李明", align=ALIGN.RIGHT)
    add(document, "2025年10月9日", align=ALIGN.RIGHT)
    return document


def ragged() -> Document:
    document = page(12)
    number_pages(document, "第 ", "PAGE", " 页 共 ", "NUMPAGES", " 页")
    for _ in range(5):
        for text in (*ITEMS, *SHORT):
            add(document, text, indent=24, align=ALIGN.LEFT)
    return document


def block() -> Document:
    document = page(14)
    number_pages(document, "PAGE", "/", "NUMPAGES")
    for text in GROUPS:
        add(document, text)
    return document


def tabular() -> Document:
    document = page(12)
    add(document, "主要数字见下表。", indent=24)
    rows = [
        ["指标", "三季度", "去年同期"],
        ["监测户", "24户", "26户"],
        ["村集体经济收入（万元）", "86.5", "61"],
        ["主要做法", ITEMS[0], "无"],
    ]
    grid = document.add_table(rows=0, cols=3, style="Table Grid")
    for row in rows:
        for cell, text in zip(grid.add_row().cells, row, strict=True):
            cell.text = text
    add(document, "表中数字截至9月底。", indent=24)
    framed = document.add_table(rows=1, cols=1, style="Table Grid")
    framed.rows[0].cells[0].text = "框里的一句话。"
    return document


@pytest.fixture(scope="session")
def pdfs(to_pdf: Callable[[Mapping[str, bytes]], dict[str, Path]]) -> dict[str, bytes]:
    documents: dict[str, bytes] = {}
    for make in (official, ragged, block, tabular, docx.Document):
        stream = BytesIO()
        make().save(stream)
        documents[make.__name__] = stream.getvalue()
    return {name: path.read_bytes() for name, path in to_pdf(documents).items()}


def texts(content: bytes) -> list[str]:
    return [block.text for block in read_pdf(content).blocks]


def test_lines_are_joined_and_heads_feet_and_page_numbers_gone(pdfs: dict[str, bytes]) -> None:
    headings = ("一、主要成效", "二、存在问题", "三、下一步打算")
    expected = [text for heading in headings for text in (heading, *ITEMS, *SHORT)]
    title, rest, addressee, *body = texts(pdfs["official"])
    assert (title + rest, addressee) == (TITLE, "镇党委、政府：")
    assert body == [*expected, "石桥村驻村专干 李明", "2025年10月9日"]


def test_the_page_is_the_place(pdfs: dict[str, bytes]) -> None:
    blocks = read_pdf(pdfs["official"]).blocks
    assert blocks[0].place == "第1页"
    assert blocks[-1].place == f"第{len(PdfReader(BytesIO(pdfs['official'])).pages)}页"


def test_lines_of_uneven_length_are_joined_too(pdfs: dict[str, bytes]) -> None:
    assert texts(pdfs["ragged"]) == [*ITEMS, *SHORT] * 5


def test_paragraphs_without_indent_end_where_a_line_is_short(pdfs: dict[str, bytes]) -> None:
    assert texts(pdfs["block"]) == GROUPS


def test_a_ruled_table_is_read_by_row_and_a_frame_is_none(pdfs: dict[str, bytes]) -> None:
    assert [(block.place, block.text) for block in read_pdf(pdfs["tabular"]).blocks] == [
        ("第1页", "主要数字见下表。"),
        ("第1页表1第2行", "监测户：三季度24户，去年同期26户。"),
        ("第1页表1第3行", "村集体经济收入：三季度86.5万元，去年同期61万元。"),
        ("第1页表1第4行", "主要做法"),
        ("第1页表1第4行", ITEMS[0]),
        ("第1页表1第4行", "无"),
        ("第1页", "表中数字截至9月底。"),
        ("第1页", "框里的一句话。"),
    ]


def test_pages_without_text_or_picture_are_refused(pdfs: dict[str, bytes]) -> None:
    with pytest.raises(UnreadableInput, match=r"没有文字.*Word 原件"):
        read_pdf(pdfs["Document"])


def encrypted(content: bytes, user: str, owner: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(content)))
    writer.encrypt(user_password=user, owner_password=owner, algorithm="AES-128")
    stream = BytesIO()
    writer.write(stream)
    return stream.getvalue()


def test_a_password_to_open_is_named_and_one_against_changes_does_no_harm(pdfs: dict[str, bytes]) -> None:
    with pytest.raises(UnreadableInput, match=r"设了密码；请去掉密码"):
        read_pdf(encrypted(pdfs["block"], "secret", "owner"))
    assert texts(encrypted(pdfs["block"], "", "owner")) == GROUPS


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6])
def test_a_truncated_file_is_refused_or_read_but_never_fatal(pdfs: dict[str, bytes], share: float) -> None:
    content = pdfs["block"]
    with pytest.raises(UnreadableInput, match="PDF"):
        read_pdf(content[: int(len(content) * share)])


@pytest.mark.parametrize("content", [b"%PDF-1.7\n", b"%PDF-1.7\n" + bytes(range(256)) * 8], ids=["head", "noise"])
def test_what_only_begins_like_a_pdf_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableInput, match="PDF"):
        read_pdf(content)
