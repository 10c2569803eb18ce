"""Totals that do not fit what they are made of."""

from __future__ import annotations

from decimal import Decimal

import pytest

from huibao.indicators.township.adding_up import parts_of, sum_doubts
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
        # All groups that come to less are as doubtful, and three shares that come near to all.
        ("养殖规模", "头", "1286", "6. 肉牛期末存栏：1286头（一组412头，二组385头，三组467头）", [412, 385, 467]),
        ("小作坊", "家", "20", "小作坊20家（缝纫9家、纸箱7家、木器3家），用工83人。", [9, 7, 3]),
        ("村级集体经济收入", "元", "213000", "集体收入21.3万元，其中承包费9.8万元，租金7万元，光伏发电2.5万元。",
         [98000, 70000, 25000]),
        # Far from the total, but the text says that they are all, or they come to more.
        ("矛盾调解", "件", "17", "排查纠纷17件，分三类：邻里6件、土地3件、婚姻4件。", [6, 3, 4]),
        ("矛盾调解", "件", "17", "排查纠纷17件，分别是邻里6件、土地3件、婚姻4件。", [6, 3, 4]),
        ("矛盾调解", "件", "17", "排查纠纷17件，其中分别是邻里6件，土地3件，婚姻4件。", [6, 3, 4]),
        ("矛盾调解", "件", "17", "排查纠纷17件，包括邻里16件、土地5件、婚姻4件。", [16, 5, 4]),
        ("矛盾调解", "件", "17", "排查纠纷17件，其中邻里10件，土地9件，婚姻4件。", [10, 9, 4]),
        # Open, another number of kinds, more told behind, a balance, and what cannot be a part.
        ("矛盾调解", "件", "17", "排查纠纷17件，其中邻里6件、土地5件、婚姻4件。", []),
        ("矛盾调解", "件", "17", "排查纠纷17件，其中邻里6件、婚姻4件。", []),
        ("矛盾调解", "件", "17", "排查纠纷17件，分四类：邻里6件、土地3件、婚姻4件。", []),
        ("矛盾调解", "件", "17", "排查纠纷17件，包括邻里6件、土地3件、婚姻4件等。", []),
        ("矛盾调解", "件", "17", "排查纠纷17件，分三类：邻里8件、土地5件、婚姻4件。", []),
        ("人口", "人", "4", "较去年末减少人口4人，其中死亡6人、出生2人。", []),
        ("村级集体经济收入", "元", "213000", "集体收入21.3万元，其中承包费9.8万元，贷款余额30万元。", []),
        # A rest is named, or so much is missing that there must be one; what follows a comma is another's.
        ("村级集体经济收入", "元", "213000", "收入21.3万元，其中租金9.8万元、分成7万元、光伏2.5万元、其余为分红。", []),
        ("村级集体经济收入", "元", "213000",
         "集体收入21.3万元，其中承包费9.8万元，租金7万元，光伏2.5万元，收回欠款2万元。", []),
        ("村级集体经济收入", "元", "213000", "集体收入21.3万元，其中承包费9.8万元，租金8万元。", []),
        ("养殖规模", "头", "1286", "肉牛存栏1286头（一组412头，二组385头）", []),
        ("养殖规模", "头", "1286", "肉牛存栏1286头（一组412头，二组407头，三组467头）", []),
        ("养殖规模", "只", "2300", "黑山羊存栏2300只（上季度末2150只，去年同期1980只）", []),
        ("村级集体经济收入", "元", "382000",
         "集体收入38.2万元，其中商铺租金24.6万元、停车6.1万元、代管7.5万元，支出29.7万元，结余8.5万元。", []),
        ("务工人数", "人", "286", "共用工286人，其中本村193人，外村93人，去年同期是241人。", []),
    ],
)  # fmt: skip
def test_parts_that_do_not_come_to_all(name: str, unit: str, value: str, text: str, parts: list[int]) -> None:
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


LINES = ["收入构成如下表。", "托管费：2025年18.2万元，2024年14.5万元。", "厂房租金：2025年15.6万元，2024年15.6万元。"]


def lines_with(total: str) -> dict[tuple[str, int], str]:
    return {("a.txt", place): text for place, text in enumerate([*LINES, total])}


@pytest.mark.parametrize(
    ("total", "value", "parts"),
    [
        ("合计：2025年32.8万元，2024年30.1万元。", "328000", [182000, 156000]),
        ("合计：2025年33.8万元，2024年31.1万元。", "311000", [145000, 156000]),
        ("合计：2025年33.8万元，2024年30.1万元。", "338000", []),
        # No total, one of other columns, or far from all lines.
        ("管护费：2025年32.8万元，2024年30.1万元。", "328000", []),
        ("合计：2025年32.8万元。", "328000", []),
        ("合计：2025年3.3万元，2024年3万元。", "33000", []),
    ],
)
def test_a_total_line_is_held_against_the_lines_above_it(total: str, value: str, parts: list[int]) -> None:
    found = sum_doubts([("收入", "元", "2025", [told(value, total, len(LINES))])], lines_with(total))
    assert [list(map(int, doubt.parts)) for doubt in found] == ([parts] if parts else [])


@pytest.mark.parametrize(
    ("following", "parts"),
    [
        ("其中：承包费9.8万元，厂房租金7.0万元，光伏发电2.5万元。", [98000, 70000, 25000]),
        ("其中：承包费9.8万元，厂房租金7.0万元，光伏发电4.5万元。", []),
        ("其中：承包费9.8万元，厂房租金7.0万元，光伏发电1.9万元。", []),  # that is last year's
        ("承包费9.8万元，厂房租金7.0万元，光伏发电2.5万元。", []),
    ],
)
def test_shares_may_be_listed_in_the_next_sentence(following: str, parts: list[int]) -> None:
    total = told("213000", "村集体收入：本年21.3万元（上年18.7万元）。", 4)
    found = sum_doubts([("村级集体经济收入", "元", "2026", [total])], {("a.txt", 5): following})
    assert [list(map(int, doubt.parts)) for doubt in found] == ([parts] if parts else [])


def test_parts_that_come_to_a_value_speak_for_it() -> None:
    text = "1—9月当年收入16.8万元，其中烤房出租6.4万元，土地流转服务费4.2万元，光伏发电6.2万元；去年同期14.9万元。"
    assert list(map(int, parts_of("村级集体经济收入", "元", told("168000", text)))) == [64000, 42000, 62000]
    assert parts_of("村级集体经济收入", "元", told("186000", "村集体收入18.6万元，比去年增长。")) == ()


def test_parts_are_told_in_the_tables_unit() -> None:
    text = "硬化道路3000米（通组路2000米、入户路900米）。"
    (doubt,) = sum_doubts([("道路建设", "公里", "2025Q3", [told("3", text)])])
    assert list(map(str, doubt.parts)) == ["2", "0.9"]


@pytest.mark.parametrize(
    ("value", "cells", "parts"),
    [
        ("161", ["52", "58", "61", "171"], [52, 58, 61]),
        ("171", ["52", "58", "61", "171"], []),
        # Far from their total; cells that come to nothing told; two that may do so by chance.
        ("300", ["52", "58", "61", "171"], []),
        ("161", ["52", "58", "61", "170"], []),
        ("161", ["52", "119", "171"], []),
    ],
)
def test_a_value_is_held_against_a_line_whose_cells_add_up(value: str, cells: list[str], parts: list[int]) -> None:
    line = "清运垃圾（吨）　" + "　".join(cells)
    values = [told(value, f"共清运生活垃圾{value}吨。"), *(told(cell, line, 1) for cell in cells)]
    found = sum_doubts([("垃圾清运", "吨", "2026Q2", values)])
    assert [(int(doubt.told.value), list(map(int, doubt.parts))) for doubt in found] == (
        [(int(value), parts)] if parts else []
    )
