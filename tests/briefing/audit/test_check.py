"""A briefing that a person has edited, checked against the reports."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from huibao.briefing.audit import Evidence, Passage, find_doubts
from huibao.briefing.audit.mark import COMMENT_AUTHOR, marked_copy, open_word, passages
from huibao.briefing.make import make_briefing
from huibao.briefing.render.word import render_word
from huibao.briefing.template import load_template
from huibao.schema import AnnotatedReport
from huibao.taxonomy import Taxonomy


def test_a_fresh_draft_has_no_doubts_and_an_edit_gets_a_comment(
    reports: list[AnnotatedReport], taxonomy: Taxonomy, evidence: Evidence, tmp_path: Path
) -> None:
    path = tmp_path / "draft.docx"
    path.write_bytes(render_word(make_briefing(reports, load_template("briefing"), taxonomy).briefing, comments=True))
    document = open_word(path)
    assert find_doubts(passages(document), evidence) == []
    run = next(run for paragraph in document.paragraphs for run in paragraph.runs if "36户" in run.text)
    run.text = run.text.replace("36户", "63户")
    before = passages(document)
    doubts = find_doubts(before, evidence)
    copy = docx.Document(BytesIO(marked_copy(document, doubts)))
    assert passages(copy) == before
    assert ["63" in comment.text for comment in copy.comments if comment.author == COMMENT_AUTHOR] == [True]


def test_what_tracked_changes_put_in_is_checked_and_what_they_struck_out_is_not(evidence: Evidence) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("3个村监测户合计36户。")
    paragraph._p.append(parse_xml(f"<w:ins {nsdecls('w')}><w:r><w:t>石桥村对77户落实了帮扶。</w:t></w:r></w:ins>"))
    paragraph._p.append(parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText>对88户。</w:delText></w:r></w:del>"))
    (doubt,) = find_doubts(passages(document), evidence)
    assert (doubt.words, doubt.sentence) == ("77户", "石桥村对77户落实了帮扶。")
    (comment,) = docx.Document(BytesIO(marked_copy(document, [doubt]))).comments
    assert "77" in comment.text


@pytest.mark.parametrize(
    ("row", "doubtful"),
    [
        (("监测户", "36户", "石桥村12户；柳河村15户；杨树村9户", "1"), []),
        (("监测户", "38户", "石桥村12户；柳河村16户", "99"), ["38户", "16户"]),
        (("石桥村", "—", "还有15户", "1"), ["15户"]),
        (("石桥村", "—", "12户，比柳河村少", "1"), []),
    ],
)
def test_a_cell_is_checked_with_its_row_and_the_heading_of_its_column(
    row: tuple[str, ...], doubtful: list[str], evidence: Evidence
) -> None:
    document = docx.Document()
    table = document.add_table(rows=2, cols=4)
    for cells, texts in zip(table.rows, (("指标", "合计", "各村数值", "序号"), row), strict=True):
        for cell, text in zip(cells.cells, texts, strict=True):
            cell.text = text
    assert [doubt.words for doubt in find_doubts(passages(document), evidence)] == doubtful


def test_a_number_of_villages_is_no_number_of_households(evidence: Evidence) -> None:
    """12 stands in a report, of households: twelve of three villages have not said anything."""
    (doubt,) = find_doubts([Passage(text="12个村反映销路和价格不稳。")], evidence)
    assert doubt.words == "12个"


def test_a_count_belongs_to_the_heading_above(evidence: Evidence) -> None:
    document = docx.Document()
    for text in ("（一）产业发展", "3个村谈到困难。", "（二）思想认识", "2个村谈到困难。"):
        document.add_paragraph(text)
    assert [doubt.sentence for doubt in find_doubts(passages(document), evidence)] == ["2个村谈到困难。"]
