"""The Word file as a reader sees it: opened again, and as the pages that LibreOffice makes of it."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import docx
import pdfplumber
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Length
from docx.table import Table as Grid
from docx.text.paragraph import Paragraph

from huibao.briefing.make import Draft, make_briefing
from huibao.briefing.render.word import balanced_lines, render_word
from huibao.briefing.template import load_template
from huibao.schema import AnnotatedReport, Briefing, Passage, Source, Statement, Table
from huibao.taxonomy import Taxonomy

GENRES = ("briefing", "speech")
LINE_PT = 28.95
MM = 72 / 25.4
PAGE_NUMBER = re.compile(r"—\s*(\d+)\s*—")


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line of a rendered page; lengths in points."""

    text: str
    top: float
    left: float
    right: float
    size: float


@dataclass(frozen=True, kw_only=True)
class Page:
    """A rendered page: its size, its body lines, and the number at its foot."""

    width: float
    height: float
    lines: tuple[Line, ...]
    number: Line


def opened(content: bytes) -> Document:
    return docx.Document(BytesIO(content))


@pytest.fixture(scope="session")
def files(drafts: dict[str, Draft]) -> dict[str, bytes]:
    return {genre: render_word(draft.briefing, True) for genre, draft in drafts.items()}


@pytest.fixture(scope="session")
def pages(files: dict[str, bytes], to_pdf: Callable[[Mapping[str, bytes]], dict[str, Path]]) -> dict[str, list[Page]]:
    return {genre: read_pages(path) for genre, path in to_pdf(files).items()}


def read_pages(path: Path) -> list[Page]:
    found = []
    with pdfplumber.open(path) as document:
        for page in document.pages:
            lines = [
                Line(text=entry["text"], top=entry["top"], left=entry["x0"], right=entry["x1"],
                     size=entry["chars"][0]["size"])
                for entry in page.extract_text_lines(x_tolerance_ratio=0.5)
            ]  # fmt: skip
            *body, number = sorted(lines, key=lambda line: line.top)
            found.append(Page(width=page.width, height=page.height, lines=tuple(body), number=number))
    return found


def upright(pages: list[Page]) -> list[Page]:
    """The pages of the text; attachments lie on their side."""
    return [page for page in pages if page.width < page.height]


# --- the file -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("genre", GENRES)
def test_the_page_is_a4_with_the_margins_of_the_standard(files: dict[str, bytes], genre: str) -> None:
    section = opened(files[genre]).sections[0]

    def mm(length: Length | None) -> float:
        assert length is not None
        return round(float(length.mm), 1)

    assert (mm(section.page_width), mm(section.page_height)) == (210, 297)
    assert (mm(section.top_margin), mm(section.bottom_margin)) == (37, 35)
    assert (mm(section.left_margin), mm(section.right_margin)) == (28, 26)


@pytest.mark.parametrize(
    ("style", "face", "points"),
    [
        ("Title", "方正小标宋简体", 22),
        ("Normal", "仿宋", 16),
        ("Heading 1", "黑体", 16),
        ("Heading 2", "楷体", 16),
        ("Footer", "宋体", 14),
    ],
)
def test_each_style_has_its_face_on_every_script_black_and_not_bold(
    files: dict[str, bytes], style: str, face: str, points: float
) -> None:
    font = opened(files["briefing"]).styles[style].font
    fonts = font.element.rPr.find(qn("w:rFonts"))
    assert [fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia")] == [face] * 3
    assert not [name for name in fonts.attrib if name.endswith(("Theme", "theme"))]
    assert (font.size.pt, font.bold, font.color.rgb) == (points, False, None)


@pytest.mark.parametrize("genre", GENRES)
def test_paragraphs_take_their_look_from_styles(files: dict[str, bytes], drafts: dict[str, Draft], genre: str) -> None:
    paragraphs = opened(files[genre]).paragraphs
    headings = [(p.style.name, p.text) for p in paragraphs if p.style and p.style.name.startswith("Heading")]
    passages = drafts[genre].briefing.passages
    assert headings == [(f"Heading {p.heading_level}", p.text) for p in passages if p.heading_level]
    body = [passage.text for passage in passages if not passage.heading_level]
    shown = [paragraph for paragraph in paragraphs if paragraph.text in body]
    assert [paragraph.text for paragraph in shown] == body
    for paragraph in shown:
        assert paragraph.style is not None
        assert paragraph.style.name == "Normal"
        assert all(run.font.size is None and run.font.name is None for run in paragraph.runs)
        (indent,) = paragraph._p.iter(qn("w:ind"))
        assert indent.get(qn("w:firstLineChars")) == "200"


@pytest.mark.parametrize("genre", GENRES)
def test_every_statement_with_sources_has_a_comment_that_cites_them(
    files: dict[str, bytes], drafts: dict[str, Draft], genre: str
) -> None:
    sourced = [
        statement
        for passage in drafts[genre].briefing.passages
        if not passage.heading_level
        for statement in passage.statements
        if statement.sources
    ]
    comments = list(opened(files[genre]).comments)
    assert len(comments) == len(sourced) > 20
    for comment, statement in zip(comments, sourced, strict=True):
        assert statement.sources[0].report in comment.text
        assert qn("w:date") not in comment._comment_elm.attrib


@pytest.mark.parametrize("genre", GENRES)
def test_the_clean_copy_has_the_same_text_and_no_comments(
    files: dict[str, bytes], drafts: dict[str, Draft], genre: str
) -> None:
    clean = opened(render_word(drafts[genre].briefing, False))
    assert not list(clean.comments)
    assert [p.text for p in clean.paragraphs] == [p.text for p in opened(files[genre]).paragraphs]


@pytest.mark.parametrize("genre", GENRES)
def test_two_runs_give_the_same_bytes(files: dict[str, bytes], drafts: dict[str, Draft], genre: str) -> None:
    assert render_word(drafts[genre].briefing, True) == files[genre]


def test_attachments_are_named_below_the_text_and_stand_as_tables(
    files: dict[str, bytes], drafts: dict[str, Draft]
) -> None:
    document = opened(files["briefing"])
    tables = drafts["briefing"].briefing.tables
    assert len(tables) == len(document.tables) == 4
    text = [paragraph.text for paragraph in document.paragraphs]
    for number, (table, grid) in enumerate(zip(tables, document.tables, strict=True), 1):
        assert any(line.endswith(f"{number}. {table.title}") for line in text)
        assert f"附件{number}" in text
        assert [cell.text for cell in grid.rows[0].cells] == list(table.header)
        assert len(grid.rows) == len(table.rows) + 1


def test_heads_stand_in_the_middle_and_figures_to_the_right() -> None:
    rows = (("1", "监测户", "257户", "双河村"), ("2", "集体收入", "约60.5万元", "柳河村"))
    grid = opened(
        render_word(small(tables=(Table(title="表", header=("序号", "指标", "合计", "村"), rows=rows),)), False)
    ).tables[0]
    heads = [cell.paragraphs[0] for cell in grid.rows[0].cells]
    assert {(head.alignment, head.runs[0].font.bold) for head in heads} == {(WD_ALIGN_PARAGRAPH.CENTER, True)}
    assert [cell.paragraphs[0].alignment for cell in grid.rows[1].cells] == [
        WD_ALIGN_PARAGRAPH.CENTER,
        WD_ALIGN_PARAGRAPH.LEFT,
        WD_ALIGN_PARAGRAPH.RIGHT,
        WD_ALIGN_PARAGRAPH.LEFT,
    ]


def test_villages_stand_apart_in_a_cell_and_the_number_of_a_sentence_stays_whole() -> None:
    villages = "；".join(f"石桥{number}村{number}户（另有2户）" for number in range(12))
    cited = f"{'石桥村' * 9}汇报.docx 第26句"
    table = Table(title="表", header=("各村", "时限", "出处"), rows=((villages, "", cited),))
    first, empty, source = opened(render_word(small(tables=(table,)), False)).tables[0].rows[1].cells
    lines = [paragraph.text.split("\t") for paragraph in first.paragraphs]
    assert "；".join(entry for line in lines for entry in line) == villages
    assert 1 < len(lines) < 12
    assert max(map(len, lines)) - 1 == len(first.paragraphs[0].paragraph_format.tab_stops)
    assert source.text.endswith("汇报.docx\n第26句")
    assert empty.width.mm > 15


def test_one_long_entry_does_not_leave_a_column_alone() -> None:
    villages = [
        "石桥村24户",
        "柳河村18户（同名其他数2户，另有部分数1户）",
        *(f"青石{number}村9户" for number in range(8)),
    ]
    table = Table(title="表", header=("各村", "时限"), rows=(("；".join(villages), "十月底前"),))
    cell = opened(render_word(small(tables=(table,)), False)).tables[0].rows[1].cells[0]
    lines = [paragraph.text.split("\t") for paragraph in cell.paragraphs]
    assert [entry for line in lines for entry in line] == villages
    assert len(lines) <= 4


# --- the pages ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("genre", GENRES)
def test_a_full_page_has_22_lines(pages: dict[str, list[Page]], genre: str) -> None:
    text = upright(pages[genre])
    assert len(text) > 3
    for page, following in pairwise(text[1:]):
        # A heading is kept with what follows it, and the last words with attachments and signature: then the page
        # before may end early.
        kept = 3 if re.match(r"[一二三四]、|（[一二三四]）", following.lines[0].text) else 0
        kept = 9 if following is text[-1] else kept
        assert 22 - kept <= len(page.lines) <= 22
    assert max(len(page.lines) for page in text) == 22


@pytest.mark.parametrize("genre", GENRES)
def test_the_signature_never_stands_alone_on_a_page(pages: dict[str, list[Page]], genre: str) -> None:
    assert any("。" in line.text for line in upright(pages[genre])[-1].lines)


@pytest.mark.parametrize("genre", GENRES)
def test_lines_stand_at_the_pitch_of_the_standard_and_inside_the_text_block(
    pages: dict[str, list[Page]], genre: str
) -> None:
    for page in upright(pages[genre])[1:]:
        for above, below in pairwise(page.lines):
            steps = (below.top - above.top) / LINE_PT
            assert steps == pytest.approx(round(steps), abs=0.08), (above.text, below.text)
        assert min(line.left for line in page.lines) >= 28 * MM - 1
        assert max(line.right for line in page.lines) <= page.width - 26 * MM + 9  # a mark may hang out
        assert page.lines[0].top >= 37 * MM - 1
        assert page.lines[-1].top + page.lines[-1].size <= page.height - 35 * MM + 1


@pytest.mark.parametrize("genre", GENRES)
def test_sizes_on_the_page(pages: dict[str, list[Page]], genre: str) -> None:
    first, *rest = upright(pages[genre])
    sizes = [round(line.size) for line in first.lines]
    assert sizes[0] == 22
    assert set(sizes[2:]) == {16}
    assert {round(line.size) for page in rest for line in page.lines} == {16}


@pytest.mark.parametrize("genre", GENRES)
def test_the_title_is_centred_and_breaks_between_words(pages: dict[str, list[Page]], genre: str) -> None:
    title = [line for line in upright(pages[genre])[0].lines if round(line.size) == 22]
    middle = (28 * MM + 210 * MM - 26 * MM) / 2
    for line in title:
        assert (line.left + line.right) / 2 == pytest.approx(middle, abs=12)
    widths = [line.right - line.left for line in title]
    assert min(widths) > 0.6 * max(widths)


@pytest.mark.parametrize("genre", GENRES)
def test_every_page_is_numbered_odd_ones_right_even_ones_left(pages: dict[str, list[Page]], genre: str) -> None:
    for count, page in enumerate(pages[genre], 1):
        match = PAGE_NUMBER.fullmatch(page.number.text.strip())
        assert match, page.number.text
        assert int(match[1]) == count
        assert round(page.number.size) == 14
        assert (page.number.left > page.width / 2) == (count % 2 == 1)


@pytest.mark.parametrize("genre", GENRES)
def test_no_page_is_empty(pages: dict[str, list[Page]], genre: str) -> None:
    assert all(page.lines for page in pages[genre])


@pytest.mark.parametrize("genre", GENRES)
def test_every_character_is_on_a_page(drafts: dict[str, Draft], pages: dict[str, list[Page]], genre: str) -> None:
    printed = "".join(re.sub(r"\s", "", line.text) for page in upright(pages[genre]) for line in page.lines)
    assert [
        s.text
        for passage in drafts[genre].briefing.passages
        for s in passage.statements
        if re.sub(r"\s", "", s.text) not in printed
    ] == []


def test_a_bulletin_of_seventeen_villages_is_one_page(
    sample_reports: list[AnnotatedReport],
    taxonomy: Taxonomy,
    to_pdf: Callable[[Mapping[str, bytes]], dict[str, Path]],
) -> None:
    draft = make_briefing(sample_reports, load_template("bulletin"), taxonomy)
    [path] = to_pdf({"bulletin": render_word(draft.briefing, False)}).values()
    [page] = read_pages(path)
    assert "监测户合计" in "".join(re.sub(r"\s", "", line.text) for line in page.lines)


# --- small briefings ----------------------------------------------------------------------------------------

SOURCE = Source(report="石桥村.docx", village="石桥村", index=2, text="修路3.6公里。")


def small(**fields: object) -> Briefing:
    passages = (Passage(statements=(Statement(text="石桥村修路3.6公里。", sources=(SOURCE,)),)),)
    defaults: dict[str, object] = {"title": "汇总报告", "addressee": "", "passages": passages, "tables": ()}
    return Briefing(**{**defaults, **fields})  # type: ignore[arg-type]


def test_a_briefing_without_tables_and_signature_is_whole() -> None:
    assert [p.text for p in opened(render_word(small(), True)).paragraphs if p.text] == [
        "汇总报告",
        "石桥村修路3.6公里。",
    ]


@pytest.mark.parametrize("text", ["甲\x00乙", "甲\x0b乙", "甲\uffff乙", "<甲&乙>", "甲\ud7ff乙", "＝甲"])
def test_any_character_leaves_the_file_readable(text: str) -> None:
    briefing = small(
        addressee=text,
        passages=(Passage(statements=(Statement(text=text, sources=(SOURCE,)),)),),
        tables=(Table(title="表", header=("甲", "乙"), rows=((text, text),), note=text),),
    )
    shown = re.sub(r"[\x00\x0b\uffff]", "", text)
    document = opened(render_word(briefing, True))
    assert shown in [paragraph.text for paragraph in document.paragraphs]
    assert document.tables[0].cell(1, 0).text == shown


@pytest.mark.parametrize("length", [8, 20, 24, 29, 40])
def test_signature_and_date_stay_inside_the_line(length: int) -> None:
    briefing = Briefing(
        title="甲", addressee="", passages=(), tables=(), signature="办" * length, date="2025年10月15日"
    )
    signature, date = opened(render_word(briefing, comments=False)).paragraphs[-2:]
    line = (210 - 28 - 26) * MM
    for paragraph, longest in ((signature, min(16 * length, line)), (date, 11 * 16 - 7 * 8)):
        indent = paragraph.paragraph_format.right_indent
        assert isinstance(indent, Length)
        wraps = paragraph is signature and length > 26
        assert indent.pt >= 0
        assert wraps or indent.pt + longest <= line


def test_no_time_is_claimed_that_is_not_the_documents() -> None:
    briefing = Briefing(title="甲", addressee="", passages=(), tables=())
    with zipfile.ZipFile(BytesIO(render_word(briefing, comments=False))) as package:
        assert b"2013" not in package.read("docProps/core.xml")


def test_the_note_of_a_table_stands_above_it_where_no_page_can_hold_it_alone() -> None:
    lines = tuple((f"{number}村", "第一句。") for number in range(3))
    for note in ("未交材料：丙村，表中没有这些村的内容。", ""):
        briefing = small(tables=(Table(title="表", header=("甲", "乙"), rows=lines, note=note),))
        contents = list(opened(render_word(briefing, False)).iter_inner_content())
        (place,) = [place for place, one in enumerate(contents) if isinstance(one, Grid)]
        said = [one.text for one in contents[:place] if isinstance(one, Paragraph)]
        assert said[-1] == (note or "表")
        assert not any(isinstance(one, Paragraph) and one.text for one in contents[place + 1 :])


@pytest.mark.parametrize("length", [1, 19, 20, 21, 37, 55])
def test_title_lines_are_even_and_lose_nothing(length: int) -> None:
    title = ("清溪镇2025年第三季度乡村振兴工作情况汇总报告关于巩固拓展脱贫攻坚成果的说明和下一步打算安排的意见" * 2)[
        :length
    ]
    lines = balanced_lines(title, 20)
    assert "".join(lines) == title
    assert all(0 < len(line) <= 20 for line in lines)


@pytest.mark.parametrize(("copies", "kept"), [("报：镇党委。发：各村。", True), ("", None)])
def test_the_record_of_who_gets_it_never_stands_alone_on_a_page(copies: str, kept: bool | None) -> None:
    passage = Passage(statements=(Statement(text="下一步，各村将抓好产业。"),))
    document = opened(render_word(small(passages=(passage,), copies=copies), False))
    (last,) = (paragraph for paragraph in document.paragraphs if paragraph.text.startswith("下一步"))
    assert last.paragraph_format.keep_with_next is kept
