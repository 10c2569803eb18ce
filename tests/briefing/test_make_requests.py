"""Requests as a draft tells them: whole, and each as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from huibao.briefing.make import gather, make_briefing
from huibao.briefing.template import load_template
from huibao.taxonomy import Taxonomy

if TYPE_CHECKING:
    from tests.conftest import Authored


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            "恳请对尾水整改给予技术指导，并帮助争取治理资金约120万元。",
            "石桥村恳请对尾水整改给予技术指导，并帮助争取治理资金约120万元",
        ),
        (
            "请镇里派一名技术员，协调建设用地8亩，并帮助申报扶持资金30万元。",
            "石桥村请镇里派一名技术员，协调建设用地8亩，并帮助申报扶持资金30万元",
        ),
    ],
)
def test_what_a_village_asks_for_in_one_breath_is_told_in_one(
    authored: Authored, taxonomy: Taxonomy, sentence: str, told: str
) -> None:
    report = authored(f"H|一、请求\nP\nrequirement.development/request|{sentence}\n", village="石桥村")
    draft = make_briefing([report], load_template("briefing"), taxonomy)
    text = "\n".join(passage.text for passage in draft.briefing.passages)
    assert text.count(told) == 1
    assert text.count("万元") == 1
    assert draft.rejected == ()


def test_what_is_wanted_of_the_township_is_asked(authored: Authored, taxonomy: Taxonomy) -> None:
    body = (
        "P\nrequirement.development/plan|跟镇上要两样：一是镇上出面找矿上谈，把房子做个鉴定；\n"
        "requirement.development/plan|二是天最热这两个月，派个水车送水。\nother|别的没了。\n"
        "P\nrequirement.development/request|要镇上办的就两样，一个给派个兽医来。\n"
        "P\nrequirement.development/request|有两件事想请镇里帮忙。\n"
    )
    asked = [point for point in gather([authored(body, village="石桥村")], taxonomy).points if point.kind == "request"]
    assert [point.wording.text for point in asked] == [
        "希望镇上出面找矿上谈，把房子做个鉴定",
        "天最热这两个月，派个水车送水",
        "希望给派个兽医来",
    ]
