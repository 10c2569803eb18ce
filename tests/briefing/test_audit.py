"""A briefing that a person has edited, checked against the reports."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest

from huibao.briefing.audit import Evidence, evidence_of, find_doubts
from huibao.briefing.make import gather, make_briefing
from huibao.briefing.render.mark import body_paragraphs, marked_copy, open_word
from huibao.briefing.render.word import render_word
from huibao.briefing.template import load_template
from huibao.errors import UnreadableInput
from huibao.schema import AnnotatedReport
from huibao.taxonomy import Taxonomy

if TYPE_CHECKING:
    from tests.conftest import Authored

_BODY = """H|一、工作
P
achievement.poverty|对{n}户监测户逐户落实了帮扶措施。|监测户={n}户@actual
bottleneck.industry|桃子没有销路，客商压价厉害。
bottleneck.resources|缺少资金，水渠没有钱修。
"""


@pytest.fixture
def reports(authored: Authored) -> list[AnnotatedReport]:
    return [authored(_BODY.format(n=n), village=v) for v, n in (("石桥村", 12), ("柳河村", 15), ("杨树村", 9))]


@pytest.fixture
def evidence(reports: list[AnnotatedReport], taxonomy: Taxonomy) -> Evidence:
    return evidence_of(gather(reports, taxonomy), taxonomy)


@pytest.mark.parametrize(
    "sentence",
    ["石桥村对12户监测户落实了帮扶。", "3个村监测户合计36户。", "3个村反映销路和价格不稳。", "一是销路和价格不稳。"],
)
def test_what_the_reports_bear_out_passes(sentence: str, evidence: Evidence) -> None:
    assert find_doubts([sentence], evidence) == []


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("石桥村对15户监测户落实了帮扶。", "石桥村的汇报里没有数字“15”"),
        ("3个村监测户合计46户。", "“46”"),
        ("2个村反映销路和价格不稳。", "“2”"),
        ("石桥村王富贵带头致富。", "王富贵"),
    ],
)
def test_what_they_do_not_bear_out_is_named(sentence: str, reason: str, evidence: Evidence) -> None:
    (doubt,) = find_doubts([sentence], evidence)
    assert reason in doubt.reason


def test_a_fresh_draft_has_no_doubts_and_an_edit_gets_a_comment(
    reports: list[AnnotatedReport], taxonomy: Taxonomy, evidence: Evidence, tmp_path: Path
) -> None:
    path = tmp_path / "draft.docx"
    path.write_bytes(render_word(make_briefing(reports, load_template("briefing"), taxonomy).briefing, comments=True))
    document = open_word(path)
    assert find_doubts(body_paragraphs(document), evidence) == []
    run = next(run for paragraph in document.paragraphs for run in paragraph.runs if "36户" in run.text)
    run.text = run.text.replace("36户", "63户")
    before = body_paragraphs(document)
    doubts = find_doubts(before, evidence)
    copy = docx.Document(BytesIO(marked_copy(document, doubts)))
    assert body_paragraphs(copy) == before
    assert ["63" in comment.text for comment in copy.comments if comment.author == "汇报核对"] == [True]


def test_only_the_doubtful_sentence_of_a_run_is_marked(evidence: Evidence) -> None:
    document = docx.Document()
    document.add_paragraph("3个村监测户合计36户。石桥村对99户落实了帮扶。柳河村没有钱修。")
    copy = marked_copy(document, find_doubts(body_paragraphs(document), evidence))
    runs = [run.text for run in docx.Document(BytesIO(copy)).paragraphs[0].runs if run.text]
    assert runs == ["3个村监测户合计36户。", "石桥村对99户落实了帮扶。", "柳河村没有钱修。"]


def test_a_file_that_is_no_word_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    path.write_text("不是 Word", encoding="utf-8")
    with pytest.raises(UnreadableInput, match="另存为"):
        open_word(path)
