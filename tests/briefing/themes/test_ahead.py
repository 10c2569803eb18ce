from __future__ import annotations

import pytest

from huibao.briefing.themes.ahead import is_next, lies_ahead, so_far


@pytest.mark.parametrize(
    "text",
    [
        "打算再栽90亩。",
        "下一季度，先把棉花弄完。",
        "梯田剩下的40亩也要做完的。",
        "四季度引进一间水产加工厂，地已平整15亩。",
        "现有鱼塘480亩，计划三年内退出一半。",
        "全年目标40万元。",
    ],
)
def test_what_is_still_to_be_done_lies_ahead(text: str) -> None:
    assert lies_ahead(text, "2025Q3")


@pytest.mark.parametrize(
    "text",
    [
        "春防应免8200头，已免7950头。",
        "集体收入三季度6.5万元，前九个月17.9万元，年初定的目标是25万元。",
        "1至9月32.4万元，全年目标40万元。",
        "本季复耕42亩，年度任务为150亩。",
        "去年四季度修渠2公里。",
        "接户92户，任务100户。",
    ],
)
def test_what_was_due_or_stands_beside_what_was_done_does_not(text: str) -> None:
    assert not lies_ahead(text, "2025Q3")


def test_a_figure_so_far_beside_its_target() -> None:
    assert so_far("今年目标90万，年头到今71.3万。") is False
    assert so_far("年头到今71.3万，今年目标90万。")


def test_the_quarter_after_a_report() -> None:
    assert [is_next("一", period) for period in ("2025Q4", "2025Q1", "2025", "")] == [True, False, False, False]
