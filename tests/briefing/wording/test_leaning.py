from __future__ import annotations

import pytest

from huibao.briefing.wording.fuse import rewrite
from huibao.briefing.wording.leaning import completed, leans


@pytest.mark.parametrize(
    ("before", "sentence", "text"),
    [
        ("三月种洋芋。", "今年种了九百亩，跟去年差不多。", "洋芋今年种了900亩，跟去年差不多"),
        ("要修产业路，先修难的一段。", "六月修了三公里。", "产业路6月修了3公里"),
        ("老窑一百四十七孔，住人的五十八孔。", "今年箍了九孔，县上补了钱。", "老窑今年箍了九孔，县上补了钱"),
        ("冷链库一期200吨已经投运。", "二期800吨因用地手续未批。", "冷链库二期800吨因用地手续未批"),
        ("监测户 8 户 21 人；", "当年新增 3 户 9 人；", "监测户当年新增3户9人"),
        (
            "村东旧窑坑水深三四米，四边没有栏。",
            "8月14日一个孩子掉下去，幸亏有人拉上来了。",
            "村东旧窑坑水深三四米，四边没有栏，8月14日一个孩子掉下去，幸亏有人拉上来了",
        ),
        (
            "八月查了一遍，共查出隐患43处，还有5处没动。",
            "没动的里头最险的是编织袋厂，车间楼上住着11个工人。",
            "8月查了一遍，共查出隐患43处，还有5处没动，没动的里头最险的是编织袋厂，车间楼上住着11个工人",
        ),
        (
            "我村和柳河村合用的联排渠3.6公里，淤得很深。",
            "8月上旬两个村合起来清淤了这3.6公里。",
            "和柳河村合用的联排渠3.6公里，淤得很深，8月上旬两个村合起来清淤了这3.6公里",
        ),
        (
            "茶园960亩，制干茶16吨，销售348万元。",
            "去年二季度是361万元，今年少了点。",
            "茶园960亩，制干茶16吨，销售348万元，去年二季度是361万元，今年少了点",
        ),
        ("污水处理站的一期去年就建成了。", "二期因为征地停了。", "污水处理站二期因为征地停了"),
    ],
)
def test_what_leans_on_the_sentence_before_takes_its_subject_along(before: str, sentence: str, text: str) -> None:
    wording = rewrite(sentence, "石桥村", before=before)
    assert (wording.text, wording.fit, wording.completed) == (text, True, True)


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        ("群众都很高兴。", "上半年卖了5.8万斤，收回71万元。"),
        ("计划改厕六十座。", "上半年改了四十座。"),
        ("没有人管。", "当年新增3户9人。"),
        ("三四月下了雨。", "二期还没有批。"),
        ("", "月初给4处隐患点换了警示牌。"),
        ("", "出栏240只，春防打了1150只。"),
        ("", "三季度把15间的电线全部换完。"),
        ("", "总造价138万元，还差施工队31万元。"),
        ("", "挖下来当天卖不掉就老了，今年扔了十几吨。"),
        ("", "没加盖的3个都在村东头，孩子上学路过。"),
        ("", "去年是一亩990斤，少了点。"),
        ("", "幸好钓鱼的看见，拿竿子拖了起来。"),
        ("", "打那以后挨家排查，查出隐患43处。"),
        ("", "当晚把坝下两个组的人全部转移。"),
        ("", "调解8件，还有一件是今天早上的。"),
    ],
)
def test_what_the_sentence_before_does_not_complete_is_not_told(before: str, sentence: str) -> None:
    assert not rewrite(sentence, "石桥村", before=before).fit


@pytest.mark.parametrize(
    "text",
    [
        "今年种了900亩洋芋",
        "二期厂房已招满",
        "去年卖了66万元",
        "今年来了3位专家",
        "跑了三趟，没有结果",
        "主要靠光伏的集体经济薄弱",
        "差额由村里补上",
        "老棚的名单元旦以前报上来",
        "再不用背水吃了",
        "今年收了5万多斤蒜",
        "新增监测户2户5人",
        "行情差的时候，合作社保底收购",
        "7月一个孩子从桥上掉下去",
        "全年游客目标12万人次",
        "计划投资30万元修渠",
        "去年同期卖了41吨，今年只卖38吨",
        "与柳河村合用的沟，两个村一起清完",
        "这3个月新栽茶园20亩",
        "累计发放补贴12万元",
        "张家、李家、王家这3户还住危房",
        "雨一大，张家、李家这2户就要搬",
        "东沟到西沟这2公里路没有硬化",
    ],
)
def test_what_says_what_it_is_about_leans_on_nothing(text: str) -> None:
    assert not leans(text)


def test_the_worst_of_what_is_counted_is_told_with_it() -> None:
    worst = "其中3号楼最重，楼体向东倾"
    assert leans(worst)
    assert completed(worst, "房屋裂缝的住户27户。") == "房屋裂缝的住户27户，其中3号楼最重，楼体向东倾"
    assert completed("拿铁丝围了，插了牌子", "路边塌了个坑。") == "路边塌了个坑，拿铁丝围了，插了牌子"
    assert not leans("其中苹果640亩，谷子910亩")


@pytest.mark.parametrize(
    ("text", "leaning"), [("现在人住在村委会，吃饭由公益岗的人给端", True), ("老人现在住在村委会", False)]
)
def test_who_stands_before(text: str, leaning: bool) -> None:
    assert leans(text) == leaning


def test_an_amount_alone_takes_its_subject_from_above() -> None:
    assert rewrite("答：4200米，主管1500米。", "石桥村", subject="换管子").text == "换管子4200米，主管1500米"
    assert not rewrite("答：4200米，主管1500米。", "石桥村").fit


def test_a_place_that_is_not_named() -> None:
    assert not rewrite("有娃娃放学了爱钻进去耍。", "石桥村").fit


def test_an_amount_is_of_what_was_asked_about() -> None:
    assert rewrite("答：出栏240只，春防打了1150只。", "石桥村", subject="羊呢").text == "羊出栏240只，春防打了1150只"
