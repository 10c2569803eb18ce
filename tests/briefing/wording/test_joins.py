from __future__ import annotations

import pytest

from huibao.briefing.wording.joins import follows_a_name, may_follow_will


@pytest.mark.parametrize(
    ("text", "reads_on"),
    [
        ("新建大棚12座", True),
        ("监测户23户74人", True),
        ("边上采石场放炮，11家墙裂了", True),
        ("辣椒销路单一，主要靠一家", True),
        ("小学校舍漏雨，还没有维修", True),
        ("中药材，黄柏、厚朴共2100亩", False),
        ("得“快才是硬道理”，推起来费劲", False),
        ("客人来了没有厕所，第二天就走", False),
    ],
)
def test_garden_paths_after_a_name_are_seen(text: str, reads_on: bool) -> None:
    assert follows_a_name(text) is reads_on


@pytest.mark.parametrize(
    ("text", "may"),
    [("会计每季度讲一次财务规定", False), ("组织会计每季度讲一次财务规定", True)],
)
def test_who_is_to_do_it_stands_where_no_will_goes(text: str, may: bool) -> None:
    assert may_follow_will(text) == may
