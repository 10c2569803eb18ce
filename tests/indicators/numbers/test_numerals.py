"""Numerals in every written form; the writers of numerals below share nothing with the reader."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huibao.indicators.numbers.numerals import find_numerals
from huibao.indicators.numbers.reading import read_chinese
from huibao.segment.normalize import normalize

NUMERAL_CHARS = "零一二两三四五六七八九十百千万亿点成"


def read(text: str) -> list[tuple[str, str]]:
    return [(f"{numeral.value.normalize():f}", numeral.bound) for numeral in find_numerals(normalize(text).text)]


@pytest.mark.parametrize(
    ("text", "value", "bound"),
    [
        ("1200余万元", "12000000", "≥"),
        ("一百二十三户", "123", ""),
        ("3.6公里", "3.6", ""),
        ("1.2亿元", "120000000", ""),
        ("十二点六亿", "1260000000", ""),
        ("3万5", "35000", ""),
        ("3万5千", "35000", ""),
        ("13万2", "132000", ""),
        ("五万一", "51000", ""),
        ("一千二", "1200", ""),
        ("四万一千元", "41000", ""),
        ("奔七千万元", "70000000", ""),
        ("一万五千亿", "1500000000000", ""),
        ("1亿2000万", "120000000", ""),
        ("五万零三十", "50030", ""),
        ("廿五户", "25", ""),
        ("贰拾伍万元", "250000", ""),
        ("队伍520人", "520", ""),
        ("收入8.4w", "84000", ""),
        ("三万九是光伏的", "39000", ""),
        ("１，２００户", "1200", ""),
        ("１２．５万元", "125000", ""),
        ("1,200元", "1200", ""),
        ("一千二百余人", "1200", "≥"),
        ("十几万元", "100000", "≥"),
        ("四十来户", "40", "≈"),
        ("百把人", "100", "≈"),
        ("近百户", "100", "≈"),
        ("上千人", "1000", "≥"),
        ("两三个", "2", "≈"),
        ("七八百人", "700", "≈"),
        ("二十四五岁", "24", "≈"),
        ("一千五六", "1500", "≈"),
        ("一万一千个", "11000", ""),
        ("一百一十七户", "117", ""),
        ("十一起纠纷", "11", ""),
        ("十二次会议", "12", ""),
        ("统一二十个标识", "20", ""),
        ("三会一课开了9次", "9", ""),
        ("四百二组长", "400", ""),
        ("一点五万元", "15000", ""),
        ("两千一二", "2100", "≈"),
        ("一百五六", "150", "≈"),
        ("一两家", "1", "≈"),
        ("二两", "2", ""),
        ("百八十户", "100", "≈"),
        ("万儿八千", "10000", "≈"),
        ("一百八十户", "180", ""),
        ("百八十五户", "185", ""),
        ("十几二十万", "100000", "≥"),
        ("一百几十户", "100", "≥"),
        ("三个多亿", "300000000", "≥"),
        ("1亿零500万", "105000000", ""),
        ("1 200元", "1200", ""),
        ("12 345 678元", "12345678", ""),
    ],
)
def test_a_numeral_is_read(text: str, value: str, bound: str) -> None:
    assert read(text) == [(value, bound)]


@pytest.mark.parametrize(
    "text",
    [
        "统一思想", "三会一课", "一户一策", "四个不摘", "万一下雨", "“三清一改”", "十四五规划", "一如既往",
        "星期一", "每周二四坐班", "几十户", "数百人", "好几万元", "成百上千", "翻一番", "零上访",
        "一网通办", "收拾干净", "两不愁三保障",
    ],
)  # fmt: skip
def test_an_idiom_or_an_unsaid_amount_holds_no_numeral(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("百分之十二", "12"), ("百分之百", "100"), ("两成", "20"), ("12%", "12"), ("９８．５％", "98.5"),
        ("三成半", "35"), ("七成八", "78"), ("八成六", "86"), ("九成六以上", "96"), ("四分之一", "25"),
        ("千分之五", "0.5"), ("3‰", "0.3"),
    ],
)  # fmt: skip
def test_a_share_is_a_percentage(text: str, share: str) -> None:
    (numeral,) = find_numerals(normalize(text).text)
    assert numeral.percent
    assert numeral.value == Decimal(share)


def test_a_digit_behind_tenths_that_counts_something_is_a_numeral_of_its_own() -> None:
    first, second = find_numerals("占七成五个村")
    assert [(str(n.value), n.percent) for n in (first, second)] == [("70", True), ("5", False)]


def test_a_verb_that_begins_like_a_tenth_is_none() -> None:
    (numeral,) = find_numerals("9成立合作社")
    assert not numeral.percent


def test_an_ordinal_is_marked() -> None:
    (numeral,) = find_numerals("第三组")
    assert numeral.ordinal


def group(number: int) -> str:
    """A number below ten thousand as it is spoken, 一百零五."""
    written, zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            written += ("零" if zero and written else "") + "零一二三四五六七八九"[digit] + name
        zero = not digit
    return written


def spoken(number: int) -> str:
    """A number below 10^12 as it is spoken."""
    written = ""
    for unit, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        part, number = divmod(number, unit)
        if part:
            written += ("零" if written and part < 1000 else "") + group(part) + name
    return written


@given(st.integers(min_value=1, max_value=10**12 - 1))
def test_a_spoken_number_is_read_back(number: int) -> None:
    assert read_chinese(spoken(number)) == number


@given(st.integers(min_value=10, max_value=19), st.sampled_from(["", "万", "亿"]))
def test_a_ten_is_read_without_its_leading_one(number: int, scale: str) -> None:
    assert read_chinese(spoken(number).removeprefix("一") + scale) == number * {"": 1, "万": 10**4, "亿": 10**8}[scale]


@given(st.integers(min_value=1, max_value=9_999), st.integers(min_value=0, max_value=99), st.sampled_from("万亿"))
def test_a_mixed_number_is_read_back(whole: int, hundredths: int, scale: str) -> None:
    (numeral,) = find_numerals(f"{whole}.{hundredths:02d}{scale}元")
    assert numeral.value == (Decimal(whole) + Decimal(hundredths) / 100) * {"万": 10**4, "亿": 10**8}[scale]


@given(st.integers(min_value=1, max_value=9), st.integers(min_value=1, max_value=9), st.sampled_from("百千万亿"))
def test_a_colloquial_tail_is_the_next_lower_place(head: int, tail: int, scale: str) -> None:
    unit = {"百": 100, "千": 1_000, "万": 10**4, "亿": 10**8}[scale]
    digits = "零一二三四五六七八九"
    assert read_chinese(f"{digits[head]}{scale}{digits[tail]}") == head * unit + tail * unit // 10


@given(st.integers(min_value=1, max_value=10**9 - 1), st.booleans(), st.booleans())
def test_an_arabic_number_is_read_back_in_any_width(number: int, grouped: bool, wide: bool) -> None:
    written = f"{number:,}" if grouped else str(number)
    if wide:
        written = "".join(chr(ord(char) + 0xFEE0) for char in written)
    (numeral,) = find_numerals(normalize(f"共{written}户").text)
    assert numeral.value == number


@given(st.integers(min_value=1, max_value=10**9), st.text(alphabet="村里路，。", max_size=5))
def test_offsets_hold_the_digits(number: int, before: str) -> None:
    (numeral,) = find_numerals(f"{before}{number}户")
    assert f"{before}{number}户"[numeral.start : numeral.end] == str(number)
    assert numeral.value == number


@given(st.text(alphabet=NUMERAL_CHARS + "0123456789.,%户余多来几第，", max_size=20))
def test_any_text_is_read_in_order_and_without_overlap(text: str) -> None:
    end = 0
    for numeral in find_numerals(text):
        assert end <= numeral.start < numeral.end <= len(text)
        end = numeral.end
