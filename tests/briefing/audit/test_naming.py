"""Names and villages of an edited briefing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import pytest

from huibao.briefing.audit import Doubt
from huibao.schema import AnnotatedReport

if TYPE_CHECKING:
    from tests.conftest import Authored

DoubtsAbout = Callable[[str], list[Doubt]]


@pytest.mark.parametrize(
    ("sentence", "words"),
    [("石桥村王富贵带头致富。", "王富贵"), ("桃源村对12户监测户落实了帮扶。", "桃源村")],
)
def test_a_name_that_no_report_holds_has_no_support(sentence: str, words: str, doubts_about: DoubtsAbout) -> None:
    assert [(doubt.words, doubt.kind) for doubt in doubts_about(sentence)] == [(words, "unsupported")]


def test_a_person_of_another_village_is_in_doubt(doubts_about: DoubtsAbout) -> None:
    (doubt,) = doubts_about("柳河村支书陈大山带头修水渠。")
    assert (doubt.words, doubt.kind) == ("陈大山", "doubt")
    assert "石桥村" in doubt.reason


def test_what_another_village_did_is_not_told_of_this_one(doubts_about: DoubtsAbout) -> None:
    (doubt,) = doubts_about("柳河村把桥头的护栏装好了，学生上学不绕路。")
    assert (doubt.words, doubt.kind) == ("柳河村", "unsupported")
    assert "石桥村的事" in doubt.reason


@pytest.mark.parametrize(
    "sentence",
    ["全村都缺少资金。", "杨树村将建立村社碰头制度。", "三是干部与村会计一起下组。", "石桥村以开会代替下村入户。"],
)
def test_words_that_end_like_a_village_are_none(sentence: str, doubts_about: DoubtsAbout) -> None:
    assert doubts_about(sentence) == []


def test_a_numeral_in_a_village_that_a_list_names_is_no_figure(
    authored: Authored, doubts_of: Callable[[str, Sequence[AnnotatedReport]], list[Doubt]]
) -> None:
    body = "P\nbottleneck.industry|桃子没有销路，客商压价厉害。\n"
    reports = [authored(body, village=village) for village in ("七支半村", "碱溜滩村")]
    assert doubts_of("桃子没有销路（七支半、碱溜滩等村）：七支半村客商压价厉害。", reports) == []
