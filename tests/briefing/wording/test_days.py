"""Days and months that a sentence takes from what stands before it."""

from __future__ import annotations

import pytest

from huibao.briefing.wording.days import leans_on_day, with_day


@pytest.mark.parametrize(
    ("text", "above", "told"),
    [
        ("当天下午公路塌方。", "五月十七日大雨，受灾120亩。", "5月17日下午公路塌方。"),
        ("当晚停电。", "6月1日刮风，6月3日又刮风。", "6月3日晚停电。"),
        ("十八日大雨。", "七月。", "7月18日大雨。"),
        ("下旬补种了豆角。", "7月初开了会。", "7月下旬补种了豆角。"),
        ("当天下午公路塌方。", "七月雨多。", ""),
    ],
)
def test_a_day_is_the_one_told_last(text: str, above: str, told: str) -> None:
    assert leans_on_day(text)
    assert with_day(text, above) == told


@pytest.mark.parametrize("text", ["5月17日大雨。", "3日内修好。", "12号井坏了。", "七月下旬补种。", "当地人都种茶。"])
def test_what_tells_its_own_day_leans_on_none(text: str) -> None:
    assert not leans_on_day(text)
