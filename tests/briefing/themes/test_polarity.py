"""Good told as good and bad as bad: what the words of a sentence say, and under which label a draft tells it."""

from __future__ import annotations

from pathlib import Path

import pytest

from huibao.briefing.themes.polarity import contradicts, label_told, polarity, what_was_done
from huibao.corpus.splits import read_split
from huibao.segment.normalize import normalize
from huibao.taxonomy import Taxonomy

_ROOT = Path(__file__).resolve().parents[3] / "corpus"


@pytest.mark.parametrize(
    "text",
    [
        "鱼塘养殖总体平稳，没有发生大的病害",
        "河堤加固1.1公里，汛期三次洪水都没有漫堤",
        "龙舟水期间降雨量达486毫米，全村没有死人、没有塌堤",
        "黑鱼获评“省名优水产品”，这是全镇首个",
        "防汛工作平稳有序，无人员伤亡",
        "全年无一例返贫",
        "咱这菇质量是真好，客商来看了都说厚实",
        "冰雹过境没有人员受伤，两口塘漫了水，损失不大",
        "火警只有1起，去年是4起",
        "游客1.2万人次，去年同期游客只有5000人次，翻了一番还多",
        "农忙那阵子，大人能放心下地",
        "布病抽检没有阳性",
        "三座淤地坝汛前都看过了，没问题",
        "淤地坝：汛前检查3座，未见异常",
        "苹果咱村少，三百来亩，今年没咋冻",
        "应免1150只，已免1150只",
        "说和了两起，一个是弟兄两个分圈",
        "装了防霜风机，保住了大约200亩",
        "天麻是合作社带着种的，今年长得不错，要到冬天才收",
    ],
)
def test_what_went_well_is_sound(text: str) -> None:
    assert polarity(text) == "sound"


@pytest.mark.parametrize(
    "text",
    [
        "自来水过江管年久失修，五一期间爆管两次，停水合计41小时",
        "4月那场大风吹倒蕉树近700亩，损失约260万元，保险只赔了83万元",
        "上半年4960吨，去年同期产量5230吨，减少270吨",
        "高标准鱼塘改造：全年任务800亩，上半年0亩，未开工",
        "沙棘嫁接400亩，成活率只有四成",
        "柑橘滞销，卖不出去的有40吨",
        "卫生室药品短缺",
        "今年夏茶基本没收",
        "今年小龙虾行情不好，产虾91万斤，比去年多了5万斤，收入反而少了一百六十多万元",
        "四十多天没下透雨，山上茶叶晒死了八十多亩",
        "村集体前三季度收入5.2万元，去年同期5.9万元",
        "游客八千人次，去年同期一万一千人次",
        "天旱，玉米只种下去520亩，去年是800亩",
        "葡萄只收了六十吨，去年同期九十吨",
        "霜冻损失不小，杏花冻落一半",
        "岩顶那条裂缝，六月还只插得进两个指头",
        "大坝坝脚有渗水，还能看到细流",
        "八月大水过后，中间的桥墩底下被掏空了",
        "边上采石场放炮，11家墙开了口子",
        "从村部到坡脚的路，七月塌了三次，每次都是挖机来推开",
        "后山那股水小了，自来水隔天放一次",
        "老寨三天放一回水，家家门口摆一排桶",
        "老人在屋里烧煤，煤气中毒，邻居发现送医院",
        "作坊烘干房电线着了，货都没了",
        "五组有2头牛布病初筛是阳性",
        "一个孩子掉下去，幸亏有人拉上来了",
        "戏台只做了基础，花了8万元，停工。",
        "集体收入6.5万，去年6.9万，还少了",
        "戏台计划投资30万元，只做了基础，花了8万元，停工。",
    ],
)
def test_what_is_wrong_is_lacking(text: str) -> None:
    assert polarity(text) == "lacking"


@pytest.mark.parametrize(
    "text",
    [
        "监测户减少4户",
        "冲毁的便桥三天抢通",
        "为受灾的9户申请理赔5.4万元",
        "盘活闲置校舍一处",
        "购置植保无人机两架",
        "虽已封顶，但冷链用电至今没有落实，完成投资1.2亿元",
        "新建大棚12座",
        "前三季度村集体收入7.9万元，去年全年10.3万元",
        "实现产值64.5万元，去年同期为51万元",
        "调解纠纷12起，去年同期15起",
        # What last year was is no lack now.
        "包装线投产了，网上卖了160万元，去年同期只有90万元",
        "新开农家乐5家，去年只有2家",
        "会议只开了3次，去年同期9次",
        "开办民宿14间，收入178万元，去年同期只有2间、收入21万元",
        "村里年轻人都在外面",
        "开了3个缝纫车间",
        "开展预防煤气中毒宣传，入户120户",
        "全年没有一户掉下去",
        "塌方3处，已清理",
        "两个外来小孩落水，护库员跳下去救起，人都平安",
        "青石是从塌了的老磨坊拆来的",
        "雷击打坏变压器一台，停电两天，已换新",
    ],
)
def test_of_most_the_words_say_nothing(text: str) -> None:
    assert polarity(text) == ""


def test_a_mistaken_label_gives_way_to_the_next_of_the_other_role(taxonomy: Taxonomy) -> None:
    labels = ("achievement.construction", "bottleneck.resources")
    assert label_told(labels, {}, "lacking", taxonomy) == "bottleneck.resources"
    assert label_told(labels, {}, "sound", taxonomy) == "achievement.construction"


def test_without_a_second_label_the_most_probable_takes_it(taxonomy: Taxonomy) -> None:
    scores = {"bottleneck.industry": 0.7, "achievement.industry": 0.2, "achievement.poverty": 0.1}
    assert label_told(["bottleneck.industry"], scores, "sound", taxonomy) == "achievement.industry"
    # A person's label has no scores; the sentence stays where it is, and is known to contradict it.
    assert label_told(["bottleneck.industry"], {}, "sound", taxonomy) == "bottleneck.industry"
    assert contradicts("bottleneck.industry", "sound", taxonomy)
    assert not contradicts("requirement.service", "sound", taxonomy)


# Strangers call a deed what words tell as a lack (能采的只有3100亩) more often than others do.
@pytest.mark.parametrize(("said", "role", "least"), [("lacking", "lacking", 0.93), ("sound", "done", 0.97)])
def test_the_words_are_right_where_they_say_anything(said: str, role: str, least: float, taxonomy: Taxonomy) -> None:
    reports = read_split(_ROOT / "reports", _ROOT / "splits.toml", "train", taxonomy)
    roles = [
        taxonomy[tag.labels[0]].role
        for annotated in reports
        for sentence, tag in zip(annotated.sentences, annotated.tags, strict=True)
        if len(tag.labels) == 1 and polarity(normalize(sentence.text).text) == said
    ]
    judged = [found == role for found in roles if found in ("done", "lacking")]
    assert len(judged) > 150
    assert sum(judged) / len(judged) > least


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("自来水入户142户，未通21户", "自来水入户142户"),
        ("污水站总投资65万元，建成未通电，尚未运行", "污水站总投资65万元，建成未通电，尚未运行"),
        ("新装路灯15盏，损坏待修8盏", "新装路灯15盏"),
        ("完成消防改造519栋，但仍有近三成没有加装逃生出口", "完成消防改造519栋"),
        ("网上销售干茶1900斤，销售额47万元，比上季度下降一成", "网上销售干茶1900斤，销售额47万元"),
        ("调解放水纠纷12起，比上季度少了5起", "调解放水纠纷12起，比上季度少了5起"),
        ("完成管网3公里，还有管线没有接通", "完成管网3公里"),
        # The rest of what was counted: without it 26 would be too many.
        ("调解矛盾26件，还有5件没有了结", "调解矛盾26件，还有5件没有了结"),
        ("新装路灯20盏，比去年多8盏", "新装路灯20盏，比去年多8盏"),
        ("打井5眼，出水的3眼，2眼不出水，还在和队伍扯皮", "打井5眼，出水的3眼"),
        ("配了垃圾桶30个，5个没有盖", "配了垃圾桶30个"),
        ("配了垃圾桶30个，30个不再露天", "配了垃圾桶30个，30个不再露天"),
        ("改厕9户，但都在上冻前完成", "改厕9户，但都在上冻前完成"),
        ("全村安排公益岗6个，没有一户返贫", "全村安排公益岗6个，没有一户返贫"),
    ],
)
def test_what_was_not_done_is_told_elsewhere(text: str, done: str) -> None:
    assert what_was_done(text) == done


@pytest.mark.parametrize(
    "text",
    [
        "拉煤车把进村路压烂了",
        "去年刚铺的水泥路压成了搓板，下雨是泥",
        "那眼井从前三十米见水，如今抽半个钟头就是泥汤子",
        "三轮车出动到川里拉水。",
        "5月夜里丢羊11只，派出所没破",
    ],
)
def test_what_is_spoilt_or_stolen_is_no_achievement_whatever_stands_beside(text: str) -> None:
    assert polarity(text) == "lacking"


@pytest.mark.parametrize(
    "text",
    [
        "被煤车压坏的路已修好",
        "丢羊5只，当天找回",
        "换了水源，井水不发黄了",
        "组织车辆到镇上拉水，保障饮水",
        "应免1150只，已免980只",
        "水不算多，三天放一次",
        "调解9起，1起没说拢",
    ],
)
def test_what_was_put_right_or_is_not_all_is_neither(text: str) -> None:
    assert polarity(text) == ""


@pytest.mark.parametrize("text", ["今年没有挨冰雹，算运气好。", "冰雹没打到我们，算是走运。"])
def test_what_did_not_strike_is_good_news(text: str) -> None:
    assert polarity(text) == "sound"
