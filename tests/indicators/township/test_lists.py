"""Lists and tables by groups of what a report tells as one number elsewhere."""

from __future__ import annotations

from decimal import Decimal

import pytest

from huibao.indicators.township.adding_up import sum_doubts
from huibao.indicators.township.lists import columns_of
from huibao.indicators.township.telling import VillageValue
from huibao.schema import Source

SHOOTS = ["各片鲜笋表（7—9月）：", "上箐片　156吨", "中箐片　138吨", "下箐片　127吨"]
HAZARDS = [
    "作坊消防检查表（1—3月）",
    "类别          查出(处)  已整改(处)",
    "电线私拉        31        27",
    "通道堵塞        19        18",
    "车间住人        24        13",
    "合计            74        58",
]
FLOCKS = [
    "附表：9月底羊存栏（只）",
    "组别　绵羊　山羊　小计",
    "一组　700　420　1120",
    "二组　810　480　1290",
    "三组　510　340　850",
]


def texts(lines: list[str]) -> dict[tuple[str, int], str]:
    return {("a.txt", place): line for place, line in enumerate(lines)}


def told(value: str, text: str) -> VillageValue:
    source = Source(report="a.txt", village="石桥村", index=0, text=text)
    return VillageValue(village="石桥村", value=Decimal(value), bound="", source=source)


@pytest.mark.parametrize(
    ("unit", "value", "text", "lines", "parts"),
    [
        ("吨", "412", "三季度的鲜笋的产量达到了412吨。", SHOOTS, [156, 138, 127]),
        ("处", "47", "查出作坊消防隐患47处。", HAZARDS, [31, 19, 24]),
        ("只", "3620", "9月底全村羊只存栏3620只。", FLOCKS, [1120, 1290, 850]),
        ("只", "3260", "9月底全村羊只存栏3260只。", FLOCKS, []),
        # They come to it; it is of something else, of another column, or far from all of them.
        ("吨", "421", "三季度的鲜笋的产量达到了421吨。", SHOOTS, []),
        ("吨", "412", "三季度的茶叶的产量达到了412吨。", SHOOTS, []),
        ("处", "60", "作坊消防隐患已整改60处。", HAZARDS, [27, 18, 13]),
        ("处", "60", "作坊消防隐患销号60处。", HAZARDS, []),
        ("吨", "900", "去年以来鲜笋的产量达到了900吨。", SHOOTS, []),
        ("吨", "150", "上箐的鲜笋最好，有150吨。", SHOOTS, []),
        # Too short to be all, or with other units.
        ("吨", "412", "三季度的鲜笋的产量达到了412吨。", SHOOTS[:3], []),
        ("吨", "412", "三季度的鲜笋的产量达到了412吨。", [*SHOOTS[:3], "下箐片　127亩"], []),
    ],
)
def test_a_total_in_the_text_is_held_against_a_list(
    unit: str, value: str, text: str, lines: list[str], parts: list[int]
) -> None:
    found = sum_doubts([("产量", unit, "2025Q3", [told(value, text)])], texts([text, *lines]))
    assert [list(map(int, doubt.parts)) for doubt in found] == ([parts] if parts else [])


def test_a_table_has_its_units_in_its_head() -> None:
    lines = [
        "5月23日遭受冰雹袭击，各组受灾情况如下表：",
        "组别　　受灾面积（亩）",
        "一组　　155",
        "二组　　130",
        "三组　　95",
    ]
    (column,) = columns_of(texts(lines))["a.txt"]
    assert (column.unit, list(map(int, column.values)), column.head) == ("亩", [155, 130, 95], "")
    assert column.is_of("冰雹受灾420亩")


def test_lines_below_no_title_are_of_nothing() -> None:
    assert columns_of(texts(["如下：", *SHOOTS[1:]])) == {}
