"""What two villages did together and tell differently."""

from __future__ import annotations

from decimal import Decimal

import pytest

from huibao.indicators.township.joint import joint_doubts
from huibao.indicators.township.telling import VillageValue
from huibao.schema import Source

VILLAGES = ("石桥村", "柳河村", "杨树嘎查")


def told(village: str, value: int, sentence: str) -> VillageValue:
    source = Source(report=f"{village}.txt", village=village, index=1, text=sentence)
    return VillageValue(village=village, value=Decimal(value), bound="", source=source)


@pytest.mark.parametrize(
    ("one", "other", "doubted"),
    [
        (("石桥村", 12, "和柳河村开展联合巡边12次。"), ("柳河村", 15, "巡边80次，和石桥联合巡边15次。"), True),
        (("石桥村", 3, "与杨树嘎查共同举办那达慕3场。"), ("杨树嘎查", 2, "我们和石桥村共同办那达慕2场。"), True),
        (("石桥村", 12, "和柳河村开展联合巡边12次。"), ("柳河村", 12, "和石桥村联合巡边12次。"), False),
        (
            ("石桥村", 5, "岭上竹林道（与柳河村合建）全长5次。"),
            ("柳河村", 4, "竹林道是和石桥村合修的，全长4次。"),
            True,
        ),
        (
            ("石桥村", 300, "跟柳河村合用的冷库，能装300次。"),
            ("柳河村", 200, "我们同石桥合用的冷库，只装得下200次。"),
            True,
        ),
        # Another thing, another village, alone.
        (("石桥村", 180, "合作社种的重楼180次。"), ("柳河村", 60, "租给石桥村的合作社种重楼60次。"), False),
        (("石桥村", 12, "和柳河村开展联合巡边12次。"), ("柳河村", 2, "和石桥村联合演练2次。"), False),
        (("石桥村", 12, "和柳河村开展联合巡边12次。"), ("柳河村", 15, "和杨树嘎查联合巡边15次。"), False),
        (("石桥村", 12, "和柳河村开展联合巡边12次。"), ("柳河村", 80, "巡边80次，比石桥村多。"), False),
    ],
)
def test_one_thing_done_together_has_one_number(
    one: tuple[str, int, str], other: tuple[str, int, str], doubted: bool
) -> None:
    rows = [
        (name, "次" if "次" in text[2] else "场", "2025", [told(*text)])
        for name, text in (("联合巡边", one), ("巡边", other))
    ]
    assert bool(joint_doubts(rows, VILLAGES)) is doubted
