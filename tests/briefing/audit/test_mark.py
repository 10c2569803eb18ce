"""The copy of an edited briefing with its doubtful words marked."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph

from huibao.briefing.audit import Doubt
from huibao.briefing.audit.mark import COMMENT_AUTHOR, marked_copy, open_word, passages
from huibao.errors import UnreadableInput

_TEXT = "3个村监测户合计36户。石桥村对99户落实了帮扶。柳河村没有钱修。"


def _doubt(words: str, text: str = _TEXT) -> Doubt:
    start = text.index(words)
    return Doubt(
        paragraph=0, start=start, end=start + len(words), words=words, sentence=text, place="第1段",
        kind="unsupported", reason=f"石桥村的汇报里没有“{words}”", reports_say="石桥村12户", advice="请改正。",
    )  # fmt: skip


def _marked(document: Document, *doubts: Doubt) -> Document:
    return docx.Document(BytesIO(marked_copy(document, doubts)))


def _commented(paragraph: Paragraph) -> list[str]:
    """What stands between the marks of each comment."""
    found = []
    for start in paragraph._p.iter(qn("w:commentRangeStart")):
        words = ""
        for sibling in start.itersiblings():
            if sibling.tag == qn("w:commentRangeEnd") and sibling.get(qn("w:id")) == start.get(qn("w:id")):
                break
            words += "".join(text.text for text in sibling.iter(qn("w:t")))
        found.append(words)
    return found


def test_exactly_the_words_in_question_are_yellow_and_commented() -> None:
    document = docx.Document()
    document.add_paragraph(_TEXT)
    copy = _marked(document, _doubt("99户"), _doubt("36户"))
    (paragraph,) = copy.paragraphs
    yellow = [run.text for run in paragraph.runs if run.font.highlight_color == WD_COLOR_INDEX.YELLOW]
    assert yellow == _commented(paragraph) == ["36户", "99户"]
    assert paragraph.text == _TEXT
    assert {comment.author for comment in copy.comments} == {COMMENT_AUTHOR}
    assert next(iter(copy.comments)).text == "【无依据】石桥村的汇报里没有“99户”。\n汇报里：石桥村12户\n请改正。"


def test_what_the_person_formatted_stays() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph()
    bold = paragraph.add_run("石桥村对9")
    bold.bold = True
    green = paragraph.add_run("9户落实了\t帮扶。")
    green.font.highlight_color = WD_COLOR_INDEX.BRIGHT_GREEN
    green._r.insert(1, parse_xml(f'<w:footnoteReference {nsdecls("w")} w:id="7"/>'))
    copy = _marked(document, _doubt("99户", paragraph.text))
    runs = [(run.text, run.bold, run.font.highlight_color) for run in copy.paragraphs[0].runs if run.text]
    assert runs == [
        ("石桥村对", True, None),
        ("9", True, WD_COLOR_INDEX.YELLOW),
        ("9户", None, WD_COLOR_INDEX.BRIGHT_GREEN),
        ("落实了\t帮扶。", None, WD_COLOR_INDEX.BRIGHT_GREEN),
    ]
    assert len(copy.element.body.xpath(".//w:footnoteReference")) == 1


def test_a_paragraph_is_placed_by_its_heading_and_a_cell_by_its_table() -> None:
    document = docx.Document()
    for text in ("一、工作", "石桥村修了路。", "柳河村没有钱修。"):
        document.add_paragraph(text)
    document.add_table(rows=2, cols=1).rows[1].cells[0].text = "9户"
    assert [passage.place for passage in passages(document)] == [
        "第1段", "“一、工作”下第1段", "“一、工作”下第2段", "表1第1行", "表1第2行",
    ]  # fmt: skip


def test_a_doubt_is_one_line_with_its_place_for_the_screen() -> None:
    doubt = replace(_doubt("99户"), kind="doubt")
    assert doubt.line == "存疑：第1段“99户”：石桥村的汇报里没有“99户”。汇报里：石桥村12户。请改正。"


def test_a_file_that_is_no_word_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    path.write_text("不是 Word", encoding="utf-8")
    with pytest.raises(UnreadableInput, match="另存为"):
        open_word(path)
    with pytest.raises(UnreadableInput, match="找不到"):
        open_word(tmp_path / "none.docx")
