"""Values that another village has counted among its own."""

from __future__ import annotations

from decimal import Decimal

import pytest

from huibao.indicators.township.alike import Key
from huibao.indicators.township.telling import VillageValue
from huibao.indicators.township.within import counted_elsewhere
from huibao.schema import Source

KEY = Key("搬迁户", "户", "现有")
WHOLE = "安置点住的搬迁户是146户，其中柳河来的29户，剩下的是本村的。"


def told(village: str, value: int, text: str) -> VillageValue:
    source = Source(report=f"{village}.txt", village=village, index=1, text=text)
    return VillageValue(village=village, value=Decimal(value), bound="", source=source)


@pytest.mark.parametrize(
    ("village", "value", "elsewhere"),
    [("柳河村", 29, True), ("柳河村", 40, False), ("杨树村", 29, False)],
)
def test_a_group_that_two_villages_tell_is_added_once(village: str, value: int, *, elsewhere: bool) -> None:
    mine = told(village, value, f"搬迁到石桥安置点的{value}户。")
    actual = {KEY: {"石桥村": [told("石桥村", 146, WHOLE)], village: [mine]}}
    parts = {Key("柳河", "户", "2025Q3"): [told("石桥村", 29, WHOLE)]}
    assert counted_elsewhere(actual, parts) == ({(KEY, mine)} if elsewhere else set())
