"""Numeral characters that are no number, and numbers that look like one of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huibao.indicators.numbers.idioms import idiom_spans
from huibao.indicators.numbers.numerals import find_numerals

DIGITS = "一二三四五六七八九"


def idioms(text: str) -> list[str]:
    return [text[start:end] for start, end in idiom_spans(text)]


@pytest.mark.parametrize(
    ("text", "idiom"),
    [
        ("周二四坐班", "周二四"),
        ("周二四十人", "周二"),
        ("周一三五户", "周一"),
        ("每周三下午", "周三"),
        ("周一至周五", "周一至周五"),
        ("五里铺修路", "五里铺"),
        ("三棵树村", "三棵树村"),
        ("十户联防", "十户联防"),
        ("十八届三中全会", "十八届"),
        ("“六个一”", "六个一"),
        ("十四五期间", "十四五"),
        ("双十一当天", "双十一"),
        ("一村一品", "一村一品"),
    ],
)
def test_an_idiom_is_found(text: str, idiom: str) -> None:
    assert idioms(text)[0] == idiom


@pytest.mark.parametrize(
    "text",
    [
        "每周三次", "每周二十户", "五里河堤", "三亩地庄稼", "三棵树村民栽的", "十户联名", "三届龙舟赛", "七个一次没来",
        "十四五户", "一点七人", "十一起纠纷", "一万一千户",
    ],
)  # fmt: skip
def test_a_number_that_looks_like_an_idiom_is_none(text: str) -> None:
    assert idioms(text) == []


@given(st.sampled_from(["周", "星期", "礼拜"]), st.sampled_from("一二三四五六"), st.integers(min_value=1, max_value=99))
def test_a_number_behind_a_weekday_is_read_whole(week: str, day: str, people: int) -> None:
    tens, ones = divmod(people, 10)
    ten = {0: "", 1: "十"}.get(tens, f"{DIGITS[tens - 1]}十")
    written = ten + (DIGITS[ones - 1] if ones else "")
    assert [numeral.value for numeral in find_numerals(f"{week}{day}{written}人到会")] == [people]
