"""Days and months that a sentence takes from the one before it."""

from __future__ import annotations

import pytest

from huibao.briefing.wording.days import leans_on_day, with_day


@pytest.mark.parametrize(
    ("text", "above", "told"),
    [
        ("当天下午公路塌方。", "五月十七日大雨，受灾120亩。", "5月17日下午公路塌方。"),
        ("当晚停电。", "6月1日刮风，6月3日又刮风。", ""),
        ("当晚停电。", "6月1日刮风，3日又刮风。", ""),
        ("十八日大雨。", "七月。", "7月18日大雨。"),
        ("下旬补种了豆角。", "7月初开了会。", "7月下旬补种了豆角。"),
        ("当天下午公路塌方。", "七月雨多。", ""),
        ("当天下午公路塌方。", "2024年8月5日大雨。", "2024年8月5日下午公路塌方。"),
        ("当天下午公路塌方。", "去年8月5日大雨。", ""),
        ("当天转移群众112人。", "5月17日前要完成防汛演练。", ""),
        ("当天转移群众112人。", "5月17日村里要演练。", ""),
        ("当天又转移112人。", "5月17日大雨，人都转移到3个点。", "5月17日又转移112人。"),
        ("当天转移群众112人。", "截至5月17日下雨3场。", ""),
        ("当天转移群众112人。", "5月17日至19日大雨。", ""),
        ("月初完成清淤2公里。", "计划12月建成冷库。", ""),
        ("月初完成清淤2公里。", "请镇里6月派人。", ""),
        ("月初完成清淤2公里。", "3至5月天旱。", ""),
    ],
)
def test_a_day_is_the_only_one_told_before(text: str, above: str, told: str) -> None:
    assert leans_on_day(text)
    assert with_day(text, above) == told


@pytest.mark.parametrize(
    "text",
    [
        "5月17日大雨。",
        "3日内修好。",
        "3日后修好。",
        "12号井坏了。",
        "1号下水道堵了。",
        "1号上游坝坏了。",
        "2号楼裂了。",
        "七月下旬补种。",
        "当地人都种茶。",
        "当日事当日毕。",
        "当天反映，当天解决。",
    ],
)
def test_what_tells_its_own_day_leans_on_none(text: str) -> None:
    assert not leans_on_day(text)
