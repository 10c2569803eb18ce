from __future__ import annotations

import pytest

from huibao.briefing.wording.cuts import mended, shorter, without_remarks
from huibao.briefing.wording.fuse import rewrite


@pytest.mark.parametrize(
    ("sentence", "rests"),
    [
        (
            "修好了通往山上茶园的三公里路，农用车可以开到地头，群众满意。",
            ["修好了通往山上茶园的3公里路，农用车可以开到地头", "修好了通往山上茶园的3公里路"],
        ),
        # The rest would wait for its end, keep a sum back, or assert something else.
        # Who is in danger.
        ("村西老桥桥板断了一块，桥墩也歪，校车天天从上面过，立了牌子不管用。", []),
        ("8月一个孩子从便桥上掉进水库，幸亏有人路过拉上来了。", []),
        ("由于村里没有建设冷库，桃子只能低价卖。", []),
        ("三季度监测户新增2户消除4户，现在共有5户。", []),
        ("老泵站的水泵一共换了3台，没有钱换管道。", []),
        ("授粉棚去年秋天已经搭好了，村里缺授粉的蜂。", []),
        ("城乡居民基本医疗保险应参保3105人，已参保3068人。", []),
        ("法院受理的那起建房纠纷虽然判下来了，执行要等到明年秋后。", []),
        ("股份经济合作社通过果园托管、农机租赁等方式，盘活闲置资产12处。", []),
    ],
)
def test_a_sentence_loses_only_clauses_it_can_do_without(sentence: str, rests: list[str]) -> None:
    assert [rest.text for rest in shorter(rewrite(sentence, "石桥村"))] == rests


@pytest.mark.parametrize(
    ("sentence", "rests"),
    [
        # Neither says who is in danger.
        ("村东头2户老屋的院墙开裂向东倾斜，隐患十分突出。", ["村东头2户老屋的院墙开裂向东倾斜"]),
        ("村东头2户老屋的院墙开裂向东倾斜，四十多口人夜里不敢睡。", []),
        # The rest would tell of no danger.
        ("今年入汛以来的雨水特别多，水库坝脚渗水。", []),
    ],
)
def test_danger_is_told_more_briefly_only_with_all_whom_it_may_strike(sentence: str, rests: list[str]) -> None:
    assert [rest.text for rest in shorter(rewrite(sentence, "石桥村"), danger=True)] == rests


def test_what_the_writer_did_in_between_goes_and_what_stands_behind_it_stays() -> None:
    said = "8月份挡墙鼓出来一块，大概6米长，我喊人拉了警戒线，住在墙脚的是9户"
    assert mended(said) == "8月份挡墙鼓出来一块，大概6米长，住在墙脚的是9户"


def test_a_note_to_the_compiler_is_no_part_of_a_draft() -> None:
    assert without_remarks("澄榕高速镇内11.4公里，邻村也报，汇总时不要重复计算") == "澄榕高速镇内11.4公里"
    assert without_remarks("外出务工人员都报过，农户没有记账") == "外出务工人员都报过，农户没有记账"
