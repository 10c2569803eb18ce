"""What a draft tells as nothing at all: what asserts nothing, opens a report, notes something or lacks nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from huibao.taxonomy import Taxonomy
from tests.briefing.themes.row import NEAR, Row, told_as


def test_what_asserts_nothing_is_not_told(taxonomy: Taxonomy) -> None:
    assert told_as(Row("现将情况汇报如下：", ("other",), scores=NEAR), taxonomy, "problems") is None
    assert told_as(Row("征途漫漫，惟有奋斗；", ("other",), scores=NEAR), taxonomy, "requests") is None


@pytest.mark.parametrize(
    ("row", "where"),
    [
        # What opens a report, and what was not done and nobody complains of.
        (Row("上半年主要抓了养蚕、修渠几件事。", ("achievement.industry",), scores=NEAR), "opening"),
        (Row("上半年没有发展党员。", ("achievement.governance",), scores=NEAR), ""),
        (Row("17. 路灯：本季度没有新装。", ("bottleneck.resources",), scores=NEAR), "deeds"),
        # Facts in a row and a line of verse are no plans.
        (Row("6. 低收入农户：18户", ("requirement.development",), "plan", {"requirement.development": 0.9}), ""),
        # Notes to the compiler.
        (Row("请不要算进村的收入里。", ("requirement.development",), "request", NEAR), ""),
        (Row("香蕉未单独过秤，本期不报。", ("bottleneck.industry",), None, NEAR), ""),
        (Row("春潮万里帆正满，山河一路马蹄轻。", ("requirement.development",), "plan", NEAR), ""),
    ],
)
def test_what_tells_neither_of_a_deed_nor_of_a_lack_nor_of_a_plan_is_not_told(
    row: Row, where: str, taxonomy: Taxonomy
) -> None:
    assert told_as(row, taxonomy, where) is None


@pytest.mark.parametrize(
    ("row", "where"),
    [
        (Row("全年新修水渠12公里。", ("achievement.industry",), scores=NEAR), "opening"),
        (Row("上半年没有新装路灯，群众有怨言。", ("bottleneck.resources",), scores=NEAR), "deeds"),
        (Row("没有发展党员。", ("bottleneck.methods",), scores=NEAR), "problems"),
        (Row("水不够吃，这次不报。", ("bottleneck.resources",), scores={"bottleneck.resources": 0.9}), "problems"),
        (Row("年底目标：改厕40户。", ("requirement.development",), "plan", NEAR), ""),
        (Row("电梯坏了先背人，楼长跟我排了班。", ("requirement.service",), "plan", NEAR), ""),
    ],
)
def test_a_figure_a_complaint_an_aim_and_prose_are_told(row: Row, where: str, taxonomy: Taxonomy) -> None:
    told = told_as(row, taxonomy, where)
    assert told
    assert (told.label, told.kind) == (row.labels[0], row.kind)


def test_what_nobody_complains_of_is_no_doubtful_lack(taxonomy: Taxonomy) -> None:
    row = Row("15. 路灯：本季度没有装，计划明年装20盏", ("bottleneck.resources",), review=True, scores=NEAR)
    assert told_as(row, taxonomy) is None
    assert told_as(replace(row, review=False), taxonomy)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("竹子有720亩，刚种三年，还没有出笋。", "achievement.construction"),
        ("茶园960亩，卖茶的钱各户还没有报齐。", "achievement.construction"),
        ("竹子有720亩，还没有出笋，路也不通。", "bottleneck.resources"),
    ],
)
def test_what_is_not_due_yet_lacks_nothing(text: str, label: str, taxonomy: Taxonomy) -> None:
    told = told_as(Row(text, ("bottleneck.resources",), scores=NEAR, review=True), taxonomy)
    assert told
    assert told.label == label
