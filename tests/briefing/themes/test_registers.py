"""Counts of people that a village has, and what was done for them."""

from __future__ import annotations

import pytest

from huibao.briefing.themes.registers import registers


@pytest.mark.parametrize(
    "text",
    [
        "党员49名，低保18户，监测4户。",
        "3. 党员31，低保14户，公益岗7人。",
        "外出务工人员486人，比去年同期减少22人。",
        "劳务输出430人。",
        "答：低保18户。",
        "17. 地质灾害隐患点：6处，居民小组4个涉及",
        "答：登记的地质灾害隐患点有5处，是全乡最多的村之一。",
    ],
)
def test_only_counts(text: str) -> None:
    assert registers(text)


@pytest.mark.parametrize(
    "text",
    [
        "另设公益性岗位12个。",
        "地灾隐患点2处，入汛以来巡查68次。",
        "隐患点6处，已全部消除。",
        "地灾隐患点2处，清了危石300方。",
        "地灾隐患点1处，修了挡墙。",
        "组织外出务工486人。",
        "低保9户，监测户2户，都有人包着。",
        "脱贫户人均纯收入1.6万元。",
        "慰问老人30人。",
    ],
)
def test_a_deed_is_no_register(text: str) -> None:
    assert not registers(text)
