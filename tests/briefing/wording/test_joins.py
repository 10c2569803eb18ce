from __future__ import annotations

import pytest

from huibao.briefing.wording.joins import follows_a_name


@pytest.mark.parametrize(
    ("text", "reads_on"),
    [
        ("新建大棚12座", True),
        ("监测户23户74人", True),
        ("中药材，黄柏、厚朴共2100亩", False),
        ("得“快才是硬道理”，推起来费劲", False),
        ("客人来了没有厕所，第二天就走", False),
    ],
)
def test_garden_paths_after_a_name_are_seen(text: str, reads_on: bool) -> None:
    assert follows_a_name(text) is reads_on
