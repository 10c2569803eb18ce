"""Totals that do not fit what they are made of."""

from __future__ import annotations

from decimal import Decimal

import pytest

from huibao.indicators.township.adding_up import sum_doubts
from huibao.indicators.township.telling import VillageValue
from huibao.schema import Source


def told(value: str, text: str, index: int = 0) -> VillageValue:
    source = Source(report="a.txt", village="石桥村", index=index, text=text)
    return VillageValue(village="石桥村", value=Decimal(value), bound="", source=source)


@pytest.mark.parametrize(
    ("name", "unit", "value", "text", "parts"),
    [
        ("公益岗", "人", "11", "公益岗安置脱贫劳动力11人，其中保洁员7人、护林员4人、水管员2人。", [7, 4, 2]),
        ("培训", "期", "4", "举办技能培训4期（电焊3期、家政2期）。", [3, 2]),
        ("种植面积", "亩", "500", "全村种植面积500亩：其中水稻320亩、油菜280亩。", [320, 280]),
        # The parts come to it, leave out a rest, are those of another total, or no parts at all.
        ("公益岗", "人", "11", "公益岗安置脱贫劳动力11人，其中保洁员7人、护林员2人、水管员2人。", []),
        ("公益岗", "人", "11", "公益岗安置脱贫劳动力11人，其中保洁员5人、护林员2人。", []),
        ("村级集体经济收入", "元", "190000", "集体收入31万元，去年19万元，其中租金14万元、分成17万元。", []),
        ("道路建设", "公里", "3", "硬化道路3公里，其中通组路2公里，整修沟渠4公里。", []),
        ("村级集体经济收入", "元", "310000", "集体收入31万元，其中租金14万元，上年是33万元。", []),
        ("公益岗", "人", "11", "公益岗11人，其中保洁员7人、月均补贴500元、护林员5人。", []),
    ],
)
def test_parts_that_come_to_more_than_all(name: str, unit: str, value: str, text: str, parts: list[int]) -> None:
    found = sum_doubts([(name, unit, "2025Q3", [told(value, text)])])
    assert [list(map(int, doubt.parts)) for doubt in found] == ([parts] if parts else [])


@pytest.mark.parametrize(
    ("total", "others", "doubtful"),
    [
        ("牲畜总头数8420头只。", {"头": "养牛2100头。", "只": "养羊6120只。"}, True),
        ("全村牛羊8420头只。", {"头": "养牛2100头。", "只": "养羊6120只。"}, True),
        ("牲畜总头数8420头只。", {"头": "养牛2300头。", "只": "养羊6120只。"}, False),
        ("牲畜总头数8420头只。", {"头": "养牛2100头。", "只": "养羊6120只。", "匹": "养马200匹。"}, False),
        # What is far from them is of other herds too.
        ("牲畜总头数8420头只。", {"头": "养牛210头。", "只": "养羊1200只。"}, False),
        ("牲畜总头数8420头只。", {"只": "养羊8120只。"}, False),
        ("出栏8420头只。", {"头": "养牛2100头。", "只": "养羊6120只。"}, False),
    ],
)
def test_livestock_is_held_against_the_herds(total: str, others: dict[str, str], doubtful: bool) -> None:
    rows = [("养殖规模", "头只", "现有", [told("8420", total)])]
    for place, (unit, text) in enumerate(others.items(), 1):
        value = "".join(filter(str.isdigit, text))
        rows.append(("养殖规模", unit, "现有", [told(value, text, place)]))
    assert bool(sum_doubts(rows)) is doubtful
