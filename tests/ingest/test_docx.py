from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from docx.document import Document

from huibao.errors import UnreadableInput
from huibao.ingest.docx import read_docx
from huibao.schema import DRAFT_MARK

WordFile = Callable[..., bytes]


def saved(document: Document) -> bytes:
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def read(content: bytes) -> list[tuple[str, str]]:
    return [(block.place, block.text) for block in read_docx(content).blocks]


def texts(content: bytes) -> list[str]:
    return [block.text for block in read_docx(content).blocks]


def p(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tc(content: str, properties: str = "") -> str:
    content = content if content.startswith("<") else p(r(content))
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def test_paragraphs_and_tables_come_in_the_order_of_the_page() -> None:
    document = docx.Document()
    document.add_paragraph("石桥村汇报")
    grid = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        [*grid.rows[0].cells, *grid.rows[1].cells], ["指标", "三季度", "监测户", "24户"], strict=True
    ):
        cell.text = text
    document.add_paragraph()
    document.add_paragraph("　　以上汇报。 ")
    assert read(saved(document)) == [
        ("第1段", "石桥村汇报"),
        ("表1第2行", "监测户：三季度24户。"),
        ("第3段", "以上汇报。"),
    ]


def test_heading_styles_give_the_level_and_plain_paragraphs_none() -> None:
    document = docx.Document()
    document.add_heading("石桥村汇报", level=0)
    document.add_heading("成效", level=1)
    document.add_heading("产业", level=2)
    document.add_paragraph("路修好了。")
    assert [block.heading_level for block in read_docx(saved(document)).blocks] == [0, 1, 2, None]


STYLES = (
    '<w:style w:styleId="a1"><w:name w:val="标题 1"/></w:style>'
    '<w:style w:styleId="mine"><w:name w:val="一级"/><w:basedOn w:val="a1"/></w:style>'
    '<w:style w:styleId="body"><w:name w:val="正文一"/><w:basedOn w:val="mine"/>'
    '<w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>'
    '<w:style w:styleId="second"><w:name w:val="章节"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
    '<w:style w:styleId="loop"><w:name w:val="圈"/><w:basedOn w:val="loop"/></w:style>'
    '<w:style w:styleId="toc"><w:name w:val="toc 1"/></w:style>'
)


@pytest.mark.parametrize(
    ("properties", "level"),
    [
        ('<w:pStyle w:val="a1"/>', 1),
        ('<w:pStyle w:val="mine"/>', 1),
        ('<w:pStyle w:val="second"/>', 2),
        ('<w:pStyle w:val="body"/>', None),
        ('<w:pStyle w:val="loop"/>', None),
        ('<w:pStyle w:val="gone"/>', None),
        ('<w:pStyle w:val="a1"/><w:outlineLvl w:val="9"/>', None),
        ('<w:outlineLvl w:val="2"/>', 3),
    ],
)
def test_levels_are_inherited_and_a_paragraph_s_own_counts_first(
    word_file: WordFile, properties: str, level: int | None
) -> None:
    (block,) = read_docx(word_file(p(r("产业"), properties=properties), styles=STYLES)).blocks
    assert block.heading_level == level


def test_a_table_of_contents_is_not_read_twice(word_file: WordFile) -> None:
    entry = p(r("一、成效 1"), properties='<w:pStyle w:val="toc"/>')
    assert texts(
        word_file(f"<w:sdt><w:sdtContent>{entry}</w:sdtContent></w:sdt>{p(r('一、成效'))}", styles=STYLES)
    ) == ["一、成效"]


def test_insertions_are_kept_and_deletions_dropped(word_file: WordFile) -> None:
    body = p(
        r("修路"),
        f"<w:ins>{r('三公里')}</w:ins>",
        "<w:del><w:r><w:delText>两公里</w:delText></w:r></w:del>",
        f"<w:moveFrom>{r('旧处')}</w:moveFrom><w:moveTo>{r('，装灯八盏')}</w:moveTo>",
        r("。"),
    )
    assert texts(word_file(body)) == ["修路三公里，装灯八盏。"]


def test_a_deleted_paragraph_mark_joins_with_the_next(word_file: WordFile) -> None:
    body = p(r("一是修路，"), properties="<w:rPr><w:del/></w:rPr>") + p(r("二是通水。")) + p(r("完。"))
    assert texts(word_file(body)) == ["一是修路，二是通水。", "完。"]


def test_a_paragraph_deleted_whole_leaves_nothing(word_file: WordFile) -> None:
    gone = p("<w:del><w:r><w:delText>删去</w:delText></w:r></w:del>", properties="<w:rPr><w:del/></w:rPr>")
    assert texts(word_file(gone + p(r("留下。")))) == ["留下。"]


def test_rows_deleted_from_a_table_leave_nothing(word_file: WordFile) -> None:
    body = table(tr(tc("监测户"), tc("24户")), tr(tc("旧行"), tc("1户"), properties="<w:del/>"))
    assert texts(word_file(body)) == ["监测户24户。"]


def test_headers_footers_notes_and_comments_are_out() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("路修好了。")
    document.sections[0].header.paragraphs[0].text = "清溪镇文件"
    document.sections[0].footer.paragraphs[0].text = "第1页"
    document.add_comment(paragraph.runs[0], text="核实", author="甲")
    assert texts(saved(document)) == ["路修好了。"]


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        (r("看不见", "<w:vanish/>"), "路。"),
        (r("看得见", '<w:vanish w:val="0"/>'), "看得见路。"),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r>", "路。"),
        (f"<w:hyperlink>{r('新')}</w:hyperlink>", "新路。"),
        (f"<w:smartTag>{r('石桥')}</w:smartTag>", "石桥路。"),
        ("<w:r><w:ruby><w:rt><w:r><w:t>lu</w:t></w:r></w:rt><w:rubyBase>"
         "<w:r><w:t>大</w:t></w:r></w:rubyBase></w:ruby></w:r>", "大路。"),
        ("<w:r><w:noBreakHyphen/></w:r>", "-路。"),
        ('<w:r><w:br w:type="page"/></w:r>', "路。"),
        ("<w:r><w:t>石桥村</w:t><w:tab/></w:r>", "石桥村 路。"),
    ],
)  # fmt: skip
def test_runs_are_read_as_shown(word_file: WordFile, run: str, expected: str) -> None:
    assert texts(word_file(p(run, r("路。")))) == [expected]


def test_a_line_break_starts_a_paragraph_at_the_same_place(word_file: WordFile) -> None:
    assert read(word_file(p("<w:r><w:t>修路</w:t><w:br/><w:t>通水</w:t></w:r>"))) == [
        ("第1段", "修路"),
        ("第1段", "通水"),
    ]


BOX = f"<w:txbxContent>{p(r('框里的字。'))}</w:txbxContent>"


@pytest.mark.parametrize(
    "drawing",
    [
        f"<w:pict><v:shape><v:textbox>{BOX}</v:textbox></v:shape></w:pict>",
        f"<mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{BOX}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>",
    ],
    ids=["old", "new with its old twin"],
)
def test_a_text_box_is_read_once_after_its_paragraph(word_file: WordFile, drawing: str) -> None:
    assert texts(word_file(p(r("正文。"), f"<w:r>{drawing}</w:r>"))) == ["正文。", "框里的字。"]


def test_a_box_in_a_box_is_read_once_and_a_deleted_one_never(word_file: WordFile) -> None:
    inner = f"<w:r><w:pict><v:textbox>{BOX}</v:textbox></w:pict></w:r>"
    outer = f"<w:r><w:pict><v:textbox><w:txbxContent>{p(r('外框。'), inner)}</w:txbxContent></v:textbox></w:pict></w:r>"
    assert texts(word_file(p(outer))) == ["外框。", "框里的字。"]
    assert texts(word_file(p(r("正文。"), f"<w:del>{inner}</w:del>"))) == ["正文。"]


def test_cells_that_go_on_from_above_name_their_row_without_being_said_twice(word_file: WordFile) -> None:
    restart, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = table(
        tr(tc("产业"), tc("品种"), tc("面积（亩）")),
        tr(tc("种植", restart), tc("西瓜"), tc("860")),
        tr(tc("", goes_on), tc("花生"), tc("640")),
    )
    assert texts(word_file(body)) == ["【种植】西瓜：面积860亩。", "【种植】花生：面积640亩。"]
    bare = table(tr(tc("种植", restart), tc("西瓜长势好")), tr(tc("", goes_on), tc("花生减产")))
    assert texts(word_file(bare)) == ["种植，西瓜长势好。", "花生减产。"]


def test_a_table_takes_its_unit_from_the_line_above_and_its_heads_from_two_rows(word_file: WordFile) -> None:
    restart, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = p(r("表1 收入情况")) + p(r("单位：万元"))
    body += table(
        tr(tc("来源", restart), tc("收入", '<w:gridSpan w:val="2"/>'), tc("备注", restart)),
        tr(tc("", goes_on), tc("本季"), tc("去年同期"), tc("", goes_on)),
        tr(tc("租金"), tc("3.2"), tc("2.8"), tc("门面")),
    )
    assert texts(word_file(body))[2:] == ["租金：收入本季3.2万元，收入去年同期2.8万元，备注门面。"]


def test_cells_over_several_columns_are_joined_in_order(word_file: WordFile) -> None:
    body = table(
        tr(tc("情况统计", '<w:gridSpan w:val="3"/>')),
        tr(tc("监测户"), tc("24户", '<w:gridSpan w:val="2"/>')),
    )
    assert texts(word_file(body)) == ["情况统计。", "监测户24户。"]


def test_prose_in_a_table_is_paragraphs_with_their_headings_and_the_row_as_place(word_file: WordFile) -> None:
    long = "今年以来，石桥村围绕群众出行难，先后修通了三个组的机耕路，又在村口装了二十盏路灯，群众夜里出门方便多了。"
    cell = tc(p(r("成效"), properties='<w:pStyle w:val="a1"/>') + p(r(long)) + p(r("水也通了。")))
    blocks = read_docx(word_file(table(tr(cell)) + p(r("完。")), styles=STYLES)).blocks
    assert [(block.place, block.text, block.heading_level) for block in blocks] == [
        ("表1第1行", "成效", 1),
        ("表1第1行", long, None),
        ("表1第1行", "水也通了。", None),
        ("第1段", "完。", None),
    ]


def test_a_table_in_a_table_is_read(word_file: WordFile) -> None:
    inner = table(tr(tc("监测户"), tc("24户")))
    assert read(word_file(table(tr(tc(p(r("附表")) + inner))))) == [
        ("表1第1行", "附表"),
        ("表1第1行", "监测户24户。"),
    ]


def test_the_author_in_the_properties_is_kept(word_file: WordFile) -> None:
    core = (
        '<c:coreProperties xmlns:c="c" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<dc:creator>李明 &amp; 王芳</dc:creator></c:coreProperties>"
    )
    assert read_docx(word_file(p(r("路。")), parts={"docProps/core.xml": core})).author == "李明 & 王芳"
    assert read_docx(word_file(p(r("路。")))).author == ""


def test_a_draft_of_ours_is_no_report(word_file: WordFile) -> None:
    core = (
        '<c:coreProperties xmlns:c="c" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:description>{DRAFT_MARK}</dc:description></c:coreProperties>"
    )
    with pytest.raises(UnreadableInput, match="汇总稿"):
        read_docx(word_file(p(r("各村修路5公里。")), parts={"docProps/core.xml": core}))


def test_strict_open_xml_is_read_like_the_usual_one(word_file: WordFile) -> None:
    content = word_file(p(r("路修好了。")))
    stream = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(stream, "w") as target:
        for name in source.namelist():
            xml = source.read(name).replace(
                b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                b"http://purl.oclc.org/ooxml/wordprocessingml/main",
            )
            target.writestr(name, xml)
    assert texts(stream.getvalue()) == ["路修好了。"]


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda content: content[: len(content) // 2], "损坏"),
        (lambda content: content[:-1], "损坏"),
        (lambda content: content[:4] + bytes(200), "损坏"),
        (lambda content: content.replace(b"word/document.xml", b"word/dokument.xml"), "缺少正文"),
    ],
    ids=["half", "last byte", "zeros", "no body"],
)
def test_a_broken_package_is_refused(word_file: WordFile, damage: Callable[[bytes], bytes], message: str) -> None:
    with pytest.raises(UnreadableInput, match=message):
        read_docx(damage(word_file(p(r("路修好了。")))))


@pytest.mark.parametrize(
    "body",
    [
        "<w:p>",
        p(r("路"), properties='<w:outlineLvl w:val="x"/>'),
        table(tr(tc("一", '<w:gridSpan w:val="宽"/>'))),
        p(r("路"), properties='<w:numPr><w:ilvl w:val="?"/><w:numId w:val="1"/></w:numPr>'),
    ],
    ids=["unclosed", "level", "span", "list"],
)
def test_xml_that_makes_no_sense_is_refused(word_file: WordFile, body: str) -> None:
    with pytest.raises(UnreadableInput, match="损坏"):
        read_docx(word_file(body))


def test_entities_are_neither_expanded_nor_fetched(word_file: WordFile, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("机密", encoding="utf-8")
    document = (
        f'<!DOCTYPE w [<!ENTITY a "村"><!ENTITY s SYSTEM "{secret.as_uri()}">]>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
        "<w:p><w:r><w:t>路&a;&s;</w:t></w:r></w:p></w:body></w:document>"
    )
    assert texts(word_file("", parts={"word/document.xml": document})) == ["路"]


def test_a_word_bomb_is_refused_before_it_unfolds() -> None:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b" " * (41 * 2**20))
    with pytest.raises(UnreadableInput, match="炸弹"):
        read_docx(stream.getvalue())
