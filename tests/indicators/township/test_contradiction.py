"""What contradicts and what only goes by one name; the sentences are those of the sample reports."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from huibao.indicators.township.contradiction import contradict
from huibao.indicators.township.telling import Tells, VillageValue
from huibao.schema import Bound, Source


def told(value: str, sentence: str, index: int, bound: Bound = "") -> VillageValue:
    source = Source(report="a.txt", village="石桥村", index=index, text=sentence)
    return VillageValue(village="石桥村", value=Decimal(value), bound=bound, source=source)


@pytest.mark.parametrize(
    ("name", "unit", "one", "other"),
    [
        ("监测户", "户", ("24", "全村监测户24户。"), ("30", "目前监测对象30户。")),
        ("路灯", "盏", ("46", "安装路灯46盏，"), ("64", "修路3公里，安装路灯64盏。")),
        ("种植面积", "亩", ("860", "西瓜种植面积860亩。"), ("680", "西瓜种植面积680亩。")),
        ("道路建设", "公里", ("1.2", "硬化道路1.2公里。"), ("2.1", "硬化道路2100米。")),
        # That there is no more of it is said in many ways.
        ("茶园", "亩", ("1200", "我村辖9个村民小组，现有茶园1200亩。"), ("1020", "全村1020亩茶园，一多半鲜叶外卖。")),
        ("机井", "口", ("14", "全村机井14口。"), ("9", "现有机井9口。")),
        ("养殖面积", "亩", ("3200", "全村贝类养殖面积3200亩，多是缢蛏。"), ("3020", "1. 贝类养殖面积：3020亩")),
        # One number written twice, in other words.
        (
            "村级集体经济收入",
            "元",
            ("12860000", "村级集体经济总收入1286万元，同比增长。"),
            ("12680000", "村级集体经济收入：全年目标2400万元，上半年完成1268万元。"),
        ),
        # What a heading above names.
        (
            "村级集体经济收入",
            "元",
            ("186000", "全村412户1586人，1—9月村集体收入18.6万元，比去年同期有所增长。"),
            ("168000", "1—9月当年收入16.8万元，其中烤房出租6.4万元，光伏发电6.2万元。"),
        ),
        ("脱贫户", "户", ("68", "全村脱贫户68户，没有返贫。"), ("86", "对脱贫户86户逐户走访。")),
        ("户厕改造", "户", ("32", "户厕改造完成32座。"), ("30", "改厕30户。")),
        ("销售收入", "元", ("80000", "早熟果销售21吨，收入8万元。"), ("88000", "早熟果销售42000斤，收入8.8万元。")),
    ],
)
def test_one_thing_told_in_the_same_words_with_two_values(
    name: str, unit: str, one: tuple[str, str], other: tuple[str, str]
) -> None:
    assert contradict(name, unit, [told(*one, 1), told(*other, 2)])


@pytest.mark.parametrize(
    ("name", "unit", "one", "other"),
    [
        # A rest makes them one; of two times.
        ("户数", "户", ("475", "全村总户数475户。"), ("468", "全村468户使用自来水，另有7户全家外迁。")),
        ("销售收入", "元", ("5952000", "三月底以前卖了595.2万元。"), ("16240000", "四月到六月卖了1624万元。")),
        # Of what is told in tons, and of what in heads.
        ("销售收入", "元", ("80000", "早熟果销售21吨，收入8万元。"), ("192000", "本季度出栏160只，收入19.2万元。")),
        ("务工人数", "人", ("405", "外出务工405人，省外占六成。"),
         ("120", "新建茶叶清洁化加工线一条，带动周边务工120人。")),
        ("种植面积", "亩", ("860", "西瓜种植面积：三季度860亩，去年同期780亩。"),
         ("640", "花生种植面积：三季度640亩，去年同期655亩。")),
        ("种植面积", "亩", ("1350", "杉树湾村种烤烟1350亩，已交售烟叶2800担。"),
         ("900", "烟后种了萝卜和大头菜900亩，正在长。")),
        ("种植面积", "亩", ("500", "种茶500亩。"), ("300", "种水稻300亩。")),
        ("茶园", "亩", ("1200", "现有茶园1200亩。"), ("300", "依托300亩茶园发展采摘游。")),
        ("茶园", "亩", ("1200", "现有茶园1200亩。"), ("150", "改造茶园150亩。")),
        ("茶园", "亩", ("1200", "现有茶园1200亩。"), ("260", "茶园260亩受旱。")),
        ("茶园", "亩", ("1200", "现有茶园1200亩。"), ("800", "现有投产茶园800亩。")),
        ("种植面积", "亩", ("500", "种茶500亩。"), ("80", "种桃80亩。")),
        ("养殖规模", "只", ("300", "养羊300只。"), ("90", "养兔90只。")),
        ("脱贫户", "户", ("54", "全村脱贫户54户。"), ("8", "有8户要盯紧：3户有重病人，5户只靠一个劳力。")),
        ("残疾人家庭", "户", ("11", "残疾人家庭11户做了无障碍改造。"),
         ("26", "汛期转移群众两次，涉及26户，没有人员伤亡。")),
        # Some of those that there are.
        ("党员", "人", ("6", "缺席三次以上的六名党员逐一谈过。"), ("2", "那两名党员，由支部书记上门。")),
        ("监测户", "户", ("15", "监测对象15户47人。"), ("9", "监测对象余9户，每户去两趟。")),
        ("监测户", "户", ("15", "监测对象15户47人。"), ("4", "财政贴息覆盖脱贫户69户、监测户4户。")),
        ("党员", "人", ("11", "村里有3个寨子，党员11名。"), ("7", "支部每月开一次会，在家党员7个，到得齐。")),
        ("公益岗", "人", ("14", "全村公益岗14人。"), ("1", "对2户5人，已分别落实救助6000元和公益岗1个。")),
        # What the lexicon does not know is of what its sentence begins with.
        ("总产", "吨", ("2296", "小麦4100亩，总产2296吨。"), ("1733", "玉米3850亩，总产1733吨。")),
        ("村级集体经济收入", "元", ("186000", "村集体收入18.6万元。"), ("168000", "光伏分红收入16.8万元，另有租金。")),
        ("出水口", "个", ("96", "新增机井14眼、出水口96个。"), ("9", "两个月坏了9个出水口。")),
        # Near each other by chance: two roads, what was found and what was settled, what is new.
        ("道路建设", "公里", ("2.3", "硬化田间道路2.3公里。"), ("2.2", "新修通组路2.2公里。")),
        ("矛盾调解", "件", ("67", "排查矛盾纠纷67宗。"), ("65", "调处纠纷65宗。")),
        ("户厕改造", "户", ("32", "户厕改造完成32座。"), ("30", "其中改厕30座已经验收。")),
        ("完成率", "%", ("45.9", "1.集体收入：完成688万元，完成率45.9%。"),
         ("22", "6.尾水治理：完成220亩，完成率22%。")),
        # What each of several projects costs.
        ("投入资金", "元", ("2025000", "产业路硬化4.5公里，总投资202.5万元，已完成2.1公里。"),
         ("480000", "河堤护坡600米，总投资48万元，已完工。")),
        ("路灯", "盏", ("46", "三季度安装路灯46盏。"), ("120", "今年以来累计安装路灯120盏。")),
    ],
)  # fmt: skip
def test_two_things_that_go_by_one_name(name: str, unit: str, one: tuple[str, str], other: tuple[str, str]) -> None:
    assert not contradict(name, unit, [told(*one, 1), told(*other, 2)])


def test_what_a_village_tells_where_it_complains_is_held_against_its_result() -> None:
    result = told("142000", "上半年村集体收入14.2万元，其中牛棚租金8万元，草料加工点6.2万元。", 1)
    lack = replace(told("124000", "集体收入总共12.4万元，多半靠租金，路子单一。", 2), tells=Tells.LACK)
    assert contradict("村级集体经济收入", "元", [result, lack])


def test_a_whole_and_its_share_in_one_sentence_do_not_contradict() -> None:
    sentence = "改厕44户，验收通过改厕41户。"
    assert not contradict("户厕改造", "户", [told("44", sentence, 3), told("41", sentence, 3)])


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("40", "监测户40多户。", "≥"), ("44", "监测户44户。", ""), False),
        (("40", "监测户40户以内。", "≤"), ("44", "监测户44户。", ""), True),
        (("90", "监测户近90户。", "≈"), ("87", "监测户87户。", ""), False),
        (("90", "监测户近90户。", "≈"), ("60", "监测户60户。", ""), True),
    ],
)
def test_a_rounded_figure_agrees_with_the_exact_one(
    one: tuple[str, str, Bound], other: tuple[str, str, Bound], expected: bool
) -> None:
    given = [told(*one[:2], 1, one[2]), told(*other[:2], 2, other[2])]
    assert contradict("监测户", "户", given) is expected
