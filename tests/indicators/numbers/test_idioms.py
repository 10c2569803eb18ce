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


@pytest.mark.parametrize(
    ("text", "row", "values"),
    [
        ("七八九三个月浇了水", "七八九", [3]),
        ("七八九这三个月浇了水", "七八九", [3]),
        ("一二三年级复课", "一二三", []),
        ("五六七三个组", "五六七", [3]),
        ("三四五月放水", "三四五", []),
        ("七八九十月用水", "七八九十", []),
        ("九十月间放水", "九十", []),
        ("三四月间补苗", "三四", []),
        ("十一二月冬灌", "十一二", []),
        ("七八两个月没雨", "七八", [2]),
        ("一二年级23人", "一二", [23]),
        ("一二组没水", "一二", []),
        ("一三五组没水", "一三五", []),
        ("逢三六九赶集", "三六九", []),
        ("七、八、九三个月", "九", [7, 8, 3]),
        ("四、五两个组", "五", [4, 2]),
        ("一二三产融合", "一二三", []),
    ],
)
def test_numbers_named_one_by_one_are_no_number(text: str, row: str, values: list[int]) -> None:
    assert idioms(text)[0] == row
    assert [numeral.value for numeral in find_numerals(text)] == values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("七八十人", 70), ("八九十岁的老人", 80), ("两三百亩", 200), ("五六万元", 50_000), ("十七八岁", 17),
        ("三四个月", 3), ("三、四十户", 40), ("一百二三十户", 120), ("三五户", 3), ("一二十个", 10), ("三四组", 3),
        ("一九八三年", 1983), ("二〇二五年", 2025), ("一二三〇五", 12305),
    ],
)  # fmt: skip
def test_numbers_side_by_side_that_are_one(text: str, value: int) -> None:
    assert [numeral.value for numeral in find_numerals(text)][-1] == value


@given(st.integers(0, 6), st.integers(3, 9), st.sampled_from(["年级", "组", "月", "个月", "号楼", "三个月"]))
def test_no_row_of_numbers_is_read_as_one(start: int, length: int, counted: str) -> None:
    row = DIGITS[start : start + length]
    assert all(numeral.value < 10 for numeral in find_numerals(f"{row}{counted}"))
