from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huibao.briefing.verify import faults, verify
from huibao.briefing.writing.blocks import Block, Group, compose
from huibao.schema import Figure, Source, Statement

_SOURCE = Source(report="a.txt", village="石桥村", index=0, text="石桥村新栽桃树一百二十亩，由县农业农村局指导。")


def _fault(text: str, *figures: Figure) -> str:
    return faults([Statement(text=text, sources=(_SOURCE,), figures=figures)], ["柳河村"])[0]


@pytest.mark.parametrize(
    "text", ["石桥村新栽桃树120亩", "一是特色种植。石桥村新栽桃树", "柳河村也有", "石桥村由县农业农村局指导"]
)
def test_what_the_source_holds_passes(text: str) -> None:
    assert _fault(text) == ""


@pytest.mark.parametrize(
    ("text", "named"), [("石桥村新栽桃树130亩", "130"), ("石桥村由刘德华指导", "刘德华"), ("栽了三万棵", "三万")]
)
def test_what_it_does_not_hold_is_named(text: str, named: str) -> None:
    assert named in _fault(text)


@given(
    st.lists(st.sampled_from(["120亩", "130亩", "三万棵", "柳河村", "石桥村", "刘德华", "清溪镇", "种了桃树", "，"])),
    st.lists(st.sampled_from(["柳河村", "清溪镇", "2025年第三季度", "村干部"])),
)
def test_what_nobody_knows_changes_no_answer(words: list[str], context: list[str]) -> None:
    statement = Statement(text="".join(words), sources=(_SOURCE,))
    assert faults([statement], [*context, ""]) == faults([statement], context)


def test_of_villages_named_together_the_noun_stands_once() -> None:
    sources = tuple(replace(_SOURCE, village=village) for village in ("石桥村", "新合村"))

    def fault(text: str) -> str:
        return faults([Statement(text=text, sources=sources)], [])[0]

    assert fault("一是缺资金（石桥、新合等村）：") == ""
    assert "刘德华" in fault("一是缺资金（石桥、刘德华等村）：")


def test_a_scale_in_the_head_of_a_column_is_no_number() -> None:
    source = Source(report="a.txt", village="石桥村", index=0, text="计划投入资金（万元）36，9月完成。")

    def fault(text: str) -> str:
        return faults([Statement(text=text, sources=(source,))], [])[0]

    assert fault("石桥村计划投入资金（万元）36") == ""
    assert "1万" in fault("石桥村计划投入资金1万元")


def test_a_sum_is_worked_out_again() -> None:
    other = Source(report="b.txt", village="柳河村", index=3, text="栽桃树80亩。")

    def fault(total: float) -> str:
        text = f"{total:g}亩"
        figure = Figure(text=text, value=total, rule="sum", sources=(_SOURCE, other), values=(120, 80))
        return faults([Statement(text=f"合计{text}", sources=(_SOURCE, other), figures=(figure,))], [])[0]

    assert fault(200) == ""
    assert "201亩" in fault(201)


def test_a_count_of_villages_is_worked_out_again() -> None:
    wrong = Figure(text="2个村", value=2, rule="villages", sources=(_SOURCE,))
    assert "2个村" in _fault("有2个村反映", wrong)


def test_a_count_of_sentences_is_worked_out_again() -> None:
    def fault(number: int) -> str:
        text = f"{number}项"
        return _fault(f"各村诉求共{text}", Figure(text=text, value=number, rule="sentences", sources=(_SOURCE,)))

    assert fault(1) == ""
    assert "2项" in fault(2)


def test_an_opening_without_its_cases_promises_none() -> None:
    opening = Statement(text="一是饮水：")
    bad = Statement(text="石桥村新栽桃树999亩", sources=(_SOURCE,))
    blocks, _ = verify([Block(groups=(Group(before=(opening,), cases=(bad,)),))], context=())
    assert [passage.text for passage in compose(blocks)] == ["一是饮水。"]


def test_a_refused_case_leaves_a_whole_sentence() -> None:
    good = Statement(text="石桥村新栽桃树120亩", sources=(_SOURCE,))
    bad = Statement(text="石桥村新栽桃树999亩", sources=(_SOURCE,))
    blocks, rejected = verify([Block(groups=(Group(cases=(good, bad)),))], context=())
    assert [passage.text for passage in compose(blocks)] == ["石桥村新栽桃树120亩。"]
    assert [rejection.text for rejection in rejected] == [bad.text]


def test_what_stands_apart_begins_a_paragraph() -> None:
    topic, first, second = (Statement(text=text) for text in ("各村都有进展。", "一是饮水：", "二是道路："))
    case = Statement(text="石桥村新栽桃树", sources=(_SOURCE,))
    groups = (Group(before=(topic,)), *(Group(before=(one,), cases=(case,), apart=True) for one in (first, second)))
    blocks, _ = verify([Block(groups=groups)], context=())
    assert [passage.text for passage in compose(blocks)] == [
        "各村都有进展。",
        "一是饮水：石桥村新栽桃树。",
        "二是道路：石桥村新栽桃树。",
    ]
