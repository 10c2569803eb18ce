from __future__ import annotations

import pytest

from huibao.briefing.aspects import aspect_names, aspect_of
from huibao.taxonomy import Taxonomy


@pytest.mark.parametrize(
    ("text", "key", "aspect"),
    [
        ("桃子没有销路，客商压价。", "bottleneck.industry", "销路和价格不稳"),
        ("恳请镇里协调晾晒场用地5亩。", "request", "用地"),
        ("镇里一个月考核一次，报表太多。", "bottleneck.methods", "会议报表台账偏多"),
        ("开会的时候群众都不来。", "bottleneck.methods", ""),
    ],
)
def test_the_aspect_with_most_cues_wins(text: str, key: str, aspect: str) -> None:
    assert aspect_of(text, key) == aspect


def test_every_table_is_a_label_or_a_kind(taxonomy: Taxonomy) -> None:
    assert set(aspect_names()) <= {*taxonomy.keys, *(kind.key for kind in taxonomy.kinds)}
