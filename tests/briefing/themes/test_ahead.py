from __future__ import annotations

import pytest

from huibao.briefing.themes.ahead import is_next, lies_ahead, planned_as, so_far


@pytest.mark.parametrize(
    "text",
    [
        "打算再栽90亩。",
        "下一季度，先把棉花弄完。",
        "梯田剩下的40亩也要做完的。",
        "四季度引进一间水产加工厂，地已平整15亩。",
        "现有鱼塘480亩，计划三年内退出一半。",
        "全年目标40万元。",
        "将新建冷库1座。",
        "拟建晒谷场2处。",
        "还要修3公里渠。",
        "先要把路修通。",
        "需上级支持30万元。",
        "应于10月底前完成。",
        "月底前把表报齐。",
        "2025年底全部通水。",
        "全年目标任务要完成。",
        "确保四季度完成年度任务。",
        "累计改厕80户，年度目标100户，下一步再改20户。",
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
        # Other words with the same characters.
        "将军路硬化2公里。",
        "开展需求调查12次。",
        "拟定村规民约1份。",
        "群众反应良好。",
        "新品种适应性好。",
        "组织应急演练2次。",
        "主要路口装灯3盏，重要节点有人守。",
        # What came of it, and what is over.
        "年度任务完成92%。",
        "完成了全年种植任务1200亩。",
        "争取到资金20万元。",
        "汛前准备好沙袋400个。",
        "将三组的垃圾池清理完了。",
        "按计划栽下90亩。",
        "三年前修的渠，2个月前清了一遍。",
        "截至2024年底有羊870只。",
        "水够，不需要再打井。",
    ],
)
def test_what_was_due_or_stands_beside_what_was_done_does_not(text: str) -> None:
    assert not lies_ahead(text, "2025Q3")


def test_a_figure_so_far_beside_its_target() -> None:
    assert so_far("今年目标90万，年头到今71.3万。") is False
    assert so_far("年头到今71.3万，今年目标90万。")
    assert so_far("1至9月32.4万元，全年目标40万元。", "2025Q3")


def test_a_figure_so_far_with_a_plan_behind_it_is_still_a_plan() -> None:
    assert not so_far("累计改厕80户，年度目标100户，下一步再改20户。")
    assert not so_far("前三季度改厕80户，年度目标100户，四季度改20户。", "2025Q3")


def test_a_year_ends_behind_a_report_of_its_last_quarter() -> None:
    assert [lies_ahead("2025年底通水。", period) for period in ("2025Q3", "2025Q4", "2025H1", "")] == [
        True,
        False,
        True,
        True,
    ]


def test_the_quarter_after_a_report() -> None:
    assert [is_next("一", period) for period in ("2025Q4", "2025Q1", "2025", "")] == [True, False, False, False]


@pytest.mark.parametrize(
    ("text", "service"),
    [
        ("暑假办一个儿童托管班，预计收35个孩子。", True),
        ("下一季想做的事：办一个老年食堂。", True),
        ("改建茶厂，再办一个老年食堂。", False),
        ("新建食堂仓库一座。", False),
    ],
)
def test_a_plan_is_of_what_opens_it(text: str, service: bool) -> None:
    labels = ("requirement.development", "requirement.service")
    assert planned_as(text, labels[0], labels) == labels[service]
