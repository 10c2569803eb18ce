"""One thing between two villages of which they tell different numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest

from huibao.indicators.township.between import Told, shared_doubts
from huibao.indicators.township.telling import VillageValue
from huibao.schema import Source

VILLAGES = ("石桥村", "柳河村", "杨树村")


def told(village: str, value: int, unit: str, sentence: str, before: str = "") -> Told:
    source = Source(report=f"{village}.txt", village=village, index=1, text=sentence)
    entry = VillageValue(village=village, value=Decimal(value), bound="", source=source, time="2025Q3")
    return Told(name="数", unit=unit, value=entry, before=before)


@pytest.mark.parametrize(
    ("one", "other", "doubted"),
    [
        (told("石桥村", 37, "户", "我村一共37户搬到柳河安置点。"),
         told("柳河村", 34, "户", "安置点的搬迁户是146户，其中石桥来的34户，剩下的是本村的。"), True),
        (told("石桥村", 112, "吨", "其中交柳河奶站112吨。"),
         told("柳河村", 96, "吨", "奶站一共收了423吨，这里头石桥送来的96吨。"), True),
        # One names the other, and that one tells it of its own part.
        (told("石桥村", 180, "亩", "其中我村440亩，柳河村那边180亩。", "光伏电站总占地620亩。"),
         told("柳河村", 150, "亩", "光伏电站占我村地150亩。"), True),
        # The same number, or one that cannot be of it; another village's; another thing; held against another.
        (told("石桥村", 34, "户", "我村一共34户搬到柳河安置点。"),
         told("柳河村", 34, "户", "安置点的搬迁户是146户，其中石桥来的34户。"), False),
        (told("石桥村", 37, "户", "我村一共37户搬到柳河安置点。"),
         told("柳河村", 146, "户", "安置点的搬迁户是146户，有石桥来的。"), False),
        (told("石桥村", 37, "户", "我村一共37户搬到柳河安置点。"),
         told("柳河村", 34, "户", "安置点的搬迁户是146户，其中杨树来的34户。"), False),
        (told("石桥村", 37, "户", "我村一共37户搬到柳河安置点。"),
         told("柳河村", 34, "户", "帮石桥村调解纠纷，涉及34户。"), False),
        (told("石桥村", 150, "亩", "我村种藕150亩，比柳河村少。"),
         told("柳河村", 180, "亩", "种藕180亩，石桥村也来学习。"), False),
        (told("石桥村", 180, "亩", "其中我村440亩，柳河村那边180亩。", "光伏电站总占地620亩。"),
         told("柳河村", 150, "亩", "今年我村种藕150亩。"), False),
    ],
)  # fmt: skip
def test_what_is_between_two_villages_has_one_number(one: Told, other: Told, *, doubted: bool) -> None:
    assert bool(shared_doubts([one, other], VILLAGES)) is doubted


def test_a_number_that_both_tell_is_in_no_doubt_for_another_beside_it() -> None:
    given = [
        told("石桥村", 34, "户", "我村一共34户搬到柳河安置点。"),
        told("柳河村", 34, "户", "其中石桥来安置点的34户。"),
        told("柳河村", 30, "户", "石桥来安置点的有30户种菜。"),
    ]
    assert shared_doubts(given, VILLAGES) == []


def test_what_was_doubted_before_is_not_told_again() -> None:
    given = [
        told("石桥村", 37, "户", "我村一共37户搬到柳河安置点。"),
        told("柳河村", 34, "户", "其中石桥来安置点的34户。"),
    ]
    found = shared_doubts(given, VILLAGES)
    assert shared_doubts(given, VILLAGES, found) == found
