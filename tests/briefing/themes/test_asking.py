from __future__ import annotations

import pytest

from huibao.briefing.themes.asking import asks_first, kind_told, pleads


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("恳请镇里修渠", "request"),
        ("请各组组长月底前清一遍沟", "directive"),
        ("各组长务必在月底前收齐垃圾处理费", "directive"),
        ("请大家把门前的沟掏一掏", "directive"),
        ("恳请镇里修桥，也请大家放心", "request"),
        ("请村民配合，差的资金请镇里解决", "request"),
        ("倒塌畜圈3处，冲毁便桥1座", None),
        ("冲毁便桥1座，盼早日修复", "request"),
        ("冷库用地3亩", "request"),
    ],
)
def test_only_what_is_asked_of_a_superior_is_a_request(text: str, kind: str | None) -> None:
    assert kind_told("request", text) == kind


def test_what_was_no_request_stays_as_it_is() -> None:
    assert kind_told("plan", "请各组组长清沟") == "plan"
    assert kind_told(None, "冲毁便桥1座") is None


def test_a_guess_how_it_will_turn_out_pleads_for_nothing() -> None:
    assert not pleads("今年想整到四十万，能不能成看秋天。")
    assert pleads("能不能派人来看一下。")


def test_what_begins_with_a_plea_asks() -> None:
    asked = ["第二件，请帮我们把商标登记下来。", "恳请镇里修桥。", "请镇上来对个账。"]
    assert all(map(asks_first, asked))
    assert not any(map(asks_first, ["请客商来看园子。", "第二件，请人修渠。", "打算请镇里来人。"]))
