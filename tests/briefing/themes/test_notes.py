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
    ],
)
def test_a_note_to_the_compiler_tells_nothing(text: str) -> None:
    assert only_notes(text)


@pytest.mark.parametrize(
    "text",
    ["铁皮顶被掀23处，损失仍在核定，故本报告不列数。", "请不要在坝上放牛。", "没有计划，也没有钱。", "水表没人报修。"],
)
def test_what_a_village_tells_is_no_note(text: str) -> None:
    assert not only_notes(text)


def test_what_is_left_without_the_note() -> None:
    assert without_notes("泵站那个事我们自己凑钱修，不算要求。") == "泵站那个事我们自己凑钱修"
    assert without_notes("路灯坏了18盏。") == "路灯坏了18盏。"
