from __future__ import annotations

import pytest

from huibao.briefing.themes.notes import only_notes, without_notes


@pytest.mark.parametrize(
    "text",
    [
        "请不要算进村的收入里。",
        "塘心肯定也会报，别加两次。",
        "香蕉收成未单独过秤，本期不报。",
        "用工人数各厂没交表，这次不报。",
        "这2.6万袋没算在395里。",
        "邻村也报，汇总时不要重复计算。",
        "340头，已含在内。",
        "出栏没统计，只有去年全年的，340头。",
        "村里的数字还在核实，暂不统计。",
    ],
)
def test_a_note_to_the_compiler_tells_nothing(text: str) -> None:
    assert only_notes(text)


@pytest.mark.parametrize(
    "text",
    [
        "铁皮顶被掀23处，损失仍在核定，故本报告不列数。",
        "请不要在坝上放牛。",
        "没有计划，也没有钱。",
        "水表没人报修。",
        "请不要加药。",
        "请大家别加价。",
        "请不要加进水里。",
        "不能列入低保。",
        "农户没有记账。",
        "低收入户没有统计。",
        "隐患没有上报。",
        "外出务工人员都报过。",
        "全村都报了名。",
        "误工费没算进工钱里。",
        "坑先不填。",
        "桃树只有去年种的。",
        "机井14眼，勿重复计。",
        "机井14眼（邻村也报）。",
    ],
)
def test_what_a_village_tells_is_no_note(text: str) -> None:
    assert not only_notes(text)


def test_what_is_left_without_the_note() -> None:
    assert without_notes("泵站那个事我们自己凑钱修，不算要求。") == "泵站那个事我们自己凑钱修"
    assert without_notes("路灯坏了18盏。") == "路灯坏了18盏。"
    assert without_notes("机井14眼（邻村也报，勿重复计）。") == "机井14眼"


def test_why_something_is_not_told_is_a_note_only_beside_one() -> None:
    assert without_notes("香蕉没有过秤，本期不报。") == ""
    assert without_notes("困难户没有统计，帮扶跟不上。") == "困难户没有统计，帮扶跟不上。"
