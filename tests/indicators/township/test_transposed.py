"""A number that a village writes twice, once with two digits changed about."""

from __future__ import annotations

from decimal import Decimal

import pytest

from huibao.indicators.township.between import Told
from huibao.indicators.township.telling import VillageValue
from huibao.indicators.township.transposed import transposed_doubts
from huibao.schema import Source


def told(name: str, value: str, unit: str, sentence: str, index: int, village: str = "石桥村") -> Told:
    source = Source(report=f"{village}.txt", village=village, index=index, text=sentence)
    return Told(
        name=name,
        unit=unit,
        value=VillageValue(village=village, value=Decimal(value), bound="", source=source, time="2025Q3"),
    )


_MEN = told("务工人数", "684", "人", "全村外出务工684人。", 1)


@pytest.mark.parametrize(
    ("one", "other", "doubted"),
    [
        (_MEN, told("务工人数", "648", "人", "外出务工：数值648人。", 9), True),
        (told("鲜笋", "212", "吨", "本季挖鲜笋212吨。", 1), told("鲜笋", "221", "吨", "鲜笋（吨）221", 9), True),
        # The last line of a table does not say of what, or says it otherwise.
        (
            told("出鱼", "1860", "吨", "本季度出鱼1860吨。", 1),
            told("数量", "1680", "吨", "合计：数量1680吨。", 9),
            True,
        ),
        (
            told("消防隐患", "47", "处", "共查出消防隐患47处。", 1),
            told("查出", "74", "处", "合计：查出74处。", 9),
            True,
        ),
        # Other digits, another name, another village, one sentence, what is aimed at, two months.
        (_MEN, told("务工人数", "691", "人", "外出务工：数值691人。", 9), False),
        (told("党员", "34", "人", "党员34人。", 1), told("低保人口", "43", "人", "低保人数是43人。", 9), False),
        (_MEN, told("务工人数", "648", "人", "外出务工648人。", 9, "柳河村"), False),
        (_MEN, told("务工人数", "648", "人", "全村外出务工684人。", 1), False),
        (_MEN, told("务工人数", "648", "人", "外出务工任务648人。", 9), False),
        (
            told("用水", "21", "万方", "8月用水21万方。", 1),
            told("用水", "12", "万方", "9月用水12万方。", 9),
            False,
        ),
    ],
)
def test_two_digits_changed_about_are_a_slip(one: Told, other: Told, *, doubted: bool) -> None:
    assert bool(transposed_doubts([one, other])) is doubted
