from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huibao.segment.normalize import normalize


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("收入１２.５万元", "收入12.5万元"),
        ("產業發展", "产业发展"),
        ("衞生室背著揹簍", "卫生室背着背篓"),
        ("著名的土著顯著", "著名的土著显著"),
        ("台风打坏大棚", "台风打坏大棚"),
        ("工 作 总 结", "工作总结"),
        ("1 . 修 路 ， 占 98 .6 %", "1.修路，占98.6%"),
        ("路修好了,水也通了", "路修好了，水也通了"),
        ("增长12.5,比去年多", "增长12.5，比去年多"),
        ("共1,200元", "共1,200元"),
        ("时间10:30", "时间10:30"),
        ("use GIS  map", "use GIS map"),
        ("第一行\n第二行", "第一行第二行"),
        ("达到８６．５％", "达到86.5%"),
        ("", ""),
    ],
)
def test_view_text(raw: str, expected: str) -> None:
    assert normalize(raw).text == expected


@given(st.text(max_size=60))
def test_offsets_lead_back_to_the_source(raw: str) -> None:
    view = normalize(raw)
    assert len(view.offsets) == len(view.text)
    assert list(view.offsets) == sorted(set(view.offsets))
    start, end = view.source_range(0, len(view.text))
    assert 0 <= start <= end <= len(raw)
    if view.text:
        # Nothing but space is outside the range that the whole view came from.
        assert not raw[:start].replace("\ufeff", "").replace("\u200b", "").strip()


def test_range_of_a_word_is_its_range_in_the_source() -> None:
    raw = "收 入　１２万元"
    view = normalize(raw)
    at = view.text.index("12万元")
    start, end = view.source_range(at, at + 4)
    assert raw[start:end] == "１２万元"
