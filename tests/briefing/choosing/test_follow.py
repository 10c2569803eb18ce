"""Danger with what the next sentence tells of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from huibao.briefing.make import gather
from huibao.taxonomy import Taxonomy

if TYPE_CHECKING:
    from tests.conftest import Authored

_SLIP = "8月17日凌晨，大石头组后山滑坡，冲坏民房3户，没有伤亡。"
_PIT = "一名9岁男孩滑进取土坑里，住院观察两天。"


def _told(authored: Authored, taxonomy: Taxonomy, *lines: str) -> list[str]:
    body = "P\n" + "".join(f"bottleneck.resources|{line}\n" for line in lines)
    points = gather([authored(body, village="石桥村")], taxonomy).points
    return [point.wording.text for point in points if point.wording.fit]


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        (_SLIP, "那3户12个人现在还住在村委会活动室，冬天没法过。",
         "8月17日凌晨，大石头组后山滑坡，冲坏民房3户，没有伤亡，3户12个人现在还住在村委会活动室，冬天没法过"),
        (_PIT, "坑还有三个，至今没有栏杆。", "一名9岁男孩滑进取土坑里，住院观察两天，坑还有三个，至今没有栏杆"),
        # What cannot stand alone, behind what is no danger.
        ("我村一共37户搬到安置点。", "这37户里有6户下雨时回来住，老房有人回住，危险得很。",
         "共37户搬到安置点，这37户里有6户下雨时回来住，老房有人回住，危险得很"),
    ],
)  # fmt: skip
def test_what_came_of_it_is_told_with_it(
    first: str, second: str, told: str, authored: Authored, taxonomy: Taxonomy
) -> None:
    assert _told(authored, taxonomy, first, second) == [told]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (_SLIP, "低产茶园1300亩没有改造。"),
        ("没有冷库，笋子倒掉20吨。", "那3户没有车，只能靠人背。"),
        (_SLIP, "那一片茶园" + "没有人采，没有人管，" * 12 + "荒了。"),
    ],
)
def test_another_matter_is_told_alone(first: str, second: str, authored: Authored, taxonomy: Taxonomy) -> None:
    assert first.rstrip("。") in _told(authored, taxonomy, first, second)
