"""Where a village says that it has none of something."""

from __future__ import annotations

import pytest

from huibao.indicators.township.none_told import none_told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("脱贫户29户88人，无监测户。", {("监测户", False), ("监测人口", False)}),
        ("监测户：无", {("监测户", False), ("监测人口", False)}),
        ("目前没有一户监测户。", {("监测户", False), ("监测人口", False)}),
        ("监测对象已清零。", {("监测户", False), ("监测人口", False)}),
        ("本村没有流动党员。", {("流动党员", False)}),
        ("全村无撂荒地，", {("撂荒地", False)}),
        ("没有低保户和搬迁户。", {("低保户", False), ("低保人口", False), ("搬迁户", False), ("搬迁人口", False)}),
        ("本季度无新增监测对象。", {("监测户", True), ("监测人口", True)}),
        # Those that there are; a place or a time other than the village now; what only sounds like it.
        ("没有监测户返贫。", set()),
        ("没有党员干部带头。", set()),
        ("无劳动力监测户3户。", set()),
        ("去年没有监测户。", set()),
        ("力争年底无撂荒地。", set()),
        ("二组没有党员。", set()),
        ("县里没有床位，民政同志帮着想办法。", set()),
        ("全村没有组织。", set()),
        # What was not done in a time, or not even once.
        ("上半年没有发展党员。", {("发展党员", True)}),
        ("培养入党积极分子2名，没有发展新党员。", {("发展党员", True)}),
        ("入党的，没有。", {("发展党员", True)}),
        ("路灯一盏也没装上，招标流标了。", {("路灯", True)}),
        ("17.路灯：本季度没有新装。", {("路灯", True)}),
        ("上半年一寸路也没修，原来报的没批下来。", {("道路建设", True)}),
        ("今年没有新上的项目，也没有新修的路。", {("道路建设", True)}),
        ("今年没有人申请小额信贷。", {("小额信贷", True)}),
        # Of what only the township's table has a name for.
        ("本村没有外来人口。", {("外来人口", False)}),
        ("渔船：无", {("渔船", False)}),
        ("没有渔船出海。", set()),
        # What is not there, or not yet, is a complaint as often as a figure; a part of the village is not all of it.
        ("没有路灯。", set()),
        ("五社一盏路灯也没装。", set()),
        ("没有安装路灯的组还有3个。", set()),
        ("通组路没有硬化，雨天难走。", set()),
        ("没有修路的钱。", set()),
        ("去年没有发展党员。", set()),
        ("没有卖出去。", set()),
    ],
)
def test_what_is_told_to_be_none(text: str, expected: set[tuple[str, bool]]) -> None:
    assert none_told(text) == expected
