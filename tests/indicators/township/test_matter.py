"""What a village's value is of, and what was done with it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from huibao.indicators.township.matter import Matter, is_one_thing, matter_of, named_in_full, row_apart
from huibao.indicators.township.telling import VillageValue
from huibao.schema import Source


def of(name: str, unit: str, amount: str, sentence: str) -> tuple[str, str]:
    source = Source(report="石桥村.txt", village="石桥村", index=0, text=sentence)
    found = matter_of(name, unit, VillageValue(village="石桥村", value=Decimal(amount), bound="", source=source))
    return found.thing, found.deed


@pytest.mark.parametrize(
    ("name", "unit", "amount", "sentence", "thing", "deed"),
    [
        ("种植面积", "亩", "900", "苞谷种了900亩。", "玉米", ""),
        ("苞谷", "亩", "900", "苞谷900亩，收成还行。", "玉米", ""),
        ("麦子", "亩", "1200", "麦子收了1200亩。", "小麦", ""),
        ("荞麦", "亩", "60", "荞麦60亩。", "荞麦", ""),
        ("烟", "亩", "180", "冰雹打坏180亩烟。", "烤烟", "受灾"),
        ("养殖规模", "头", "295", "牛打针打了295头。", "牛", "免疫"),
        ("出栏", "头", "51", "牛存栏283头，三季度出栏51头。", "牛", "出"),
        ("烟款", "元", "1260000", "交烟745担，烟款126万元。", "烤烟", ""),
        ("销售收入", "元", "3500000", "烟卖了2100担，钱是350万元。", "烤烟", ""),
        ("总产", "吨", "781", "玉米种植1860亩，总产781吨。", "玉米", ""),
        ("机井", "口", "5", "全村的井坏了5眼。", "机井", "坏"),
        ("坏", "口", "4", "坏了4眼，浇一遍要等九天。", "", "坏"),
        ("小作坊", "家", "17", "小作坊17家。", "作坊", ""),
        ("土地", "亩", "860", "流转土地860亩。", "土地", "流转"),
        ("樱桃棚", "座", "186", "樱桃棚一共186座。", "大棚", ""),
        # What grew in it, and not what it grew in, is weighed.
        ("大棚", "斤", "115000", "樱桃大棚24座，采收115000斤。", "樱桃", ""),
        # Leaves are weighed apart from what is made of them, and bring the money of the same crop.
        ("鲜叶", "吨", "98", "本季采鲜叶98吨。", "鲜叶", ""),
        ("茶青", "吨", "38", "二季度的茶青过秤38吨。", "鲜叶", ""),
        ("鲜叶收入", "元", "1583000", "实现鲜叶收入158.3万元。", "茶叶", ""),
        ("春防", "只", "1150", "羊的春防打了1150只。", "羊", "免疫"),
        ("插秧", "亩", "680", "今年插秧680亩。", "水稻", ""),
        ("死亡", "只", "31", "羊陆续死了31只。", "羊", "死"),
        ("取蜜", "吨", "2", "三季度取蜜2吨。", "蜂蜜", ""),
        ("竹子", "亩", "720", "竹子有720亩，还没有出笋。", "竹林", ""),
        ("羊奶", "吨", "118", "羊奶：二季度118吨。", "奶", ""),
        ("奶站", "吨", "423", "奶站一共收了423吨。", "奶站", ""),
        ("队伍", "人", "58", "抗洪抢险的队伍58人。", "抢险队", ""),
        ("火险", "处", "21", "查火险，得21处。", "隐患", ""),
        ("供餐", "人次", "5230", "老年食堂供餐5230人次。", "就餐", ""),
        ("背水坡种", "棵", "1500", "树在背水坡种了1500棵。", "植树", ""),
        ("藕", "亩", "10", "10亩藕烂根。", "莲藕", "坏"),
        # A name of the lexicon says what it is of, whatever else is near.
        ("高标准农田", "亩", "800", "玉米地里建成高标准农田800亩。", "高标准农田", ""),
    ],
)
def test_thing_and_deed(name: str, unit: str, amount: str, sentence: str, thing: str, deed: str) -> None:
    assert of(name, unit, amount, sentence) == (thing, deed)


def test_a_question_tells_what_an_answer_is_of() -> None:
    def thing(name: str, sentence: str) -> str:
        source = Source(report="石桥村.txt", village="石桥村", index=0, text=sentence)
        told = VillageValue(village="石桥村", value=Decimal(450), bound="", source=source, asked="问：香蕉情况怎样？")
        return matter_of(name, "亩", told).thing

    assert thing("种植面积", "答：种了450亩。") == "香蕉"
    assert thing("种植面积", "答：玉米种了450亩。") == "玉米"
    assert thing("果园", "答：果园450亩。") == "果园"


def test_what_befell_a_thing_tells_enough_where_one_of_two_names_no_thing() -> None:
    broken = Matter("机井", "坏")
    assert broken.is_of(Matter("", "坏"))
    assert not broken.is_of(Matter("路灯", "坏"))
    assert not broken.is_of(Matter("机井", ""))
    assert not Matter("", "").is_of(Matter("机井", ""))


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("老旧梯田", "旧梯田", True),
        ("老梯田", "旧梯田", True),
        ("低产竹林改造", "低产改造", True),
        ("低产林", "低产竹林", True),
        ("梯田", "梯田", True),
        ("校舍屋顶", "校舍外墙", False),
        ("山塘", "鱼塘", False),
        ("水池", "污水池", False),
        ("低保户", "低保户危房", False),
    ],
)
def test_names_that_may_be_of_one_thing(one: str, other: str, alike: bool) -> None:
    assert is_one_thing(one, other) is is_one_thing(other, one) is alike


def test_what_is_there_goes_by_its_own_name() -> None:
    assert Matter("旧梯田", "修").is_of(Matter("老旧梯田", "修"))
    assert not Matter("旧梯田", "").is_of(Matter("老旧梯田", ""))


def test_only_what_is_there_in_pieces_stands() -> None:
    assert Matter("烤房", "").stands("座")
    assert not Matter("烤房", "修").stands("座")
    assert not Matter("矛盾调解", "").stands("件")


def test_what_needs_a_row_of_its_own() -> None:
    assert row_apart("机井", Matter("机井", "坏")) == "损坏的机井"
    assert row_apart("种植面积", Matter("玉米", "")) == "玉米"
    assert row_apart("烤房", Matter("烤房", "")) == ""
    assert row_apart("路灯", Matter("路灯", "新")) == ""


def test_a_name_that_says_of_nothing_is_told_in_full() -> None:
    assert named_in_full("总产", "玉米") == "玉米总产"
    assert named_in_full("出栏", "牛") == ""
    assert named_in_full("烤房", "烤房") == ""
