"""Codes, days, items' words and labels at the head of a sentence, as lists, diaries and minutes have them."""

from __future__ import annotations

import pytest

from huibao.briefing.wording.fuse import rewrite
from huibao.briefing.wording.heads import is_topic


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("好的，路的事写上去，请镇里拓宽村道。", "路的事写上去，请镇里拓宽村道"),
        ("村里的小学校舍漏雨，还没有维修。", "小学校舍漏雨，还没有维修"),
        ("说明：改厕没有完成计划，施工队人手不够。", "改厕没有完成计划，施工队人手不够"),
        ("存02，两家在调解书上按了手印。", "两家在调解书上按了手印"),
        ("欠14，县里要一张报表、镇里要一张报表，数字一样。", "县里要一张报表、镇里要一张报表，数字一样"),
        ("支二笔，学校伙房接上自来水。", "学校伙房接上自来水"),
        ("第二味，30吨腊肉月底前装袋。", "30吨腊肉月底前装袋"),
        ("第十四行半，栈道油漆了两遍。", "栈道油漆了两遍"),
        ("第6条：停水停电通知由专人发。", "停水停电通知由专人发"),
        ("第四件事，是让账目见光。", "让账目见光"),
        ("第二样是羊：封山以后全圈起来养，卖了六百来只。", "封山以后全圈起来养，卖了600来只"),
        ("七条，入党介绍人要带着新人学党章。", "入党介绍人要带着新人学党章"),
        ("30.申请二，请把变压器换成250千伏安。", "请把变压器换成250千伏安"),
        ("打算之一：4月份把台账重新核一遍。", "4月份把台账重新核一遍"),
        ("28.下一步一：10月底前完成排水沟。", "10月底前完成排水沟"),
        ("断点④：组织断点，合作社没有专职会计。", "合作社没有专职会计"),
        ("（图20）绣坊换了新样子。", "绣坊换了新样子"),
        ("（15秒）小学旁边的厕所修好了。", "小学旁边的厕所修好了"),
        ("现状：2012年以前建的温室还有118座。", "2012年以前建的温室还有118座"),
        ("完成情况：3座温室已由大户承租。", "3座温室已由大户承租"),
        ("扣两分：帮扶责任人一年没进过村。", "帮扶责任人一年没进过村"),
        ("26日，受淹户补助发到卡上。", "受淹户补助发到卡上"),
        ("三日，阴，北风，茶果开摘，全村出工一百四十人。", "茶果开摘，全村出工140人"),
        ("12日，平：两家为羊吵了三年，支书说开了。", "两家为羊吵了三年，支书说开了"),
        ("6月28日：班子里意见不齐。", "6月28日班子里意见不齐"),
        ("陆望舒：务工台账三百零二人。", "务工台账302人"),
        ("梁阿新（会计）：烘干房还是没有地。", "烘干房还是没有地"),
        ("许老大：垂钓节办到第三年。", "垂钓节办到第三年"),
        ("其木格：再一个，厂家一天只收四吨牛奶。", "厂家一天只收4吨牛奶"),
        ("答：有，务工1008人，多了46人。", "务工1008人，多了46人"),
        ("不好的也有，打牌的点有三处。", "打牌的点有3处"),
    ],
)
def test_what_says_where_a_sentence_stood_is_gone(sentence: str, text: str) -> None:
    assert rewrite(sentence, "石桥村").text == text


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        # A figure, a place and a thing are no codes, items or speakers.
        ("党员14，其中女党员5名。", "党员14，其中女党员5名"),
        ("第三条沟的水管断着，没有水。", "第三条沟的水管断着，没有水"),
        ("高山茶：3000亩，全部投产。", "高山茶3000亩，全部投产"),
        ("未完成部分：北段三公里还没有硬化。", "未完成部分：北段3公里还没有硬化"),
        ("未办：湖心组的桥，设计费没有着落。", "湖心组的桥，设计费没有着落"),
    ],
)
def test_what_tells_something_stays(sentence: str, text: str) -> None:
    assert rewrite(sentence, "石桥村").text == text


def test_what_is_not_done_is_never_told_as_done() -> None:
    assert not rewrite("未办：老渡口的木栈道加固260米。", "石桥村").fit


@pytest.mark.parametrize(
    ("sentence", "text", "name_at"),
    [
        ("8.教育：发放雨露计划补助11人。", "教育方面，发放雨露计划补助11人", 5),
        ("再说外出务工，登记的有196人。", "外出务工方面，登记的有196人", 7),
        ("先说羊，黑山羊现在有2300多只。", "黑山羊现在有2300多只", 0),
        ("首先是电费，参照邻村办法实行先充值后用水。", "电费方面，参照邻村办法实行先充值后用水", 5),
        ("水的事情：去年立项的提水工程三月通了水。", "去年立项的提水工程3月通了水", 0),
        ("茶园灌溉没保障：原因水库闸门坏了。", "茶园灌溉没保障，原因是水库闸门坏了", 0),
        ("关于“账目不公开”：公开栏已挪到路口。", "针对“账目不公开”的问题，公开栏已挪到路口", 0),
    ],
)
def test_what_a_sentence_is_about_stands_before_a_comma(sentence: str, text: str, name_at: int) -> None:
    wording = rewrite(sentence, "石桥村")
    assert (wording.text, wording.name_at, wording.fit) == (text, name_at, True)


@pytest.mark.parametrize("label", ["支书", "定规矩", "争取资金", "短板", "水管员老牛", "进度", "项目", "村民反映"])
def test_who_tells_it_and_what_is_done_are_no_topics(label: str) -> None:
    assert not is_topic(label)


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("1.10月20日前洋芋全部入窖。", "10月20日前洋芋全部入窖"),
        ("１．１０月２０日前洋芋全部入窖。", "10月20日前洋芋全部入窖"),
        ("2．3.5亩苗圃已经平整好了。", "3.5亩苗圃已经平整好了"),
        ("3.米豆腐摊由村统一办证。", "米豆腐摊由村统一办证"),
        ("3.5 公里村道没有路灯。", "3.5公里村道没有路灯"),
        ("三十来岁的媳妇都出门挣钱。", "30来岁的媳妇都出门挣钱"),
    ],
)
def test_an_items_number_takes_nothing_with_it(sentence: str, text: str) -> None:
    assert rewrite(sentence, "石桥村").text == text


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("正月二十我们开了一回村规擂台。", "正月二十开了一回村规擂台"),
        ("入冬之前我们给监测户送了取暖器。", "入冬之前给监测户送了取暖器"),
        ("集体收入我们是很少的，一季度1.1万元。", "集体收入是很少的，一季度1.1万元"),
        ("县里给我们换了旱厕26户。", "县里给该村换了旱厕26户"),
        ("山界是我们的难题。", "山界是该村的难题"),
    ],
)
def test_the_village_is_not_named_again_behind_a_time_or_a_thing(sentence: str, text: str) -> None:
    assert rewrite(sentence, "石桥村").text == text


def test_the_villages_own_name_has_no_figure() -> None:
    assert rewrite("九眼闸口夜巡编组，三班十二人。", "九眼闸村").text == "九眼闸口夜巡编组，三班12人"


def test_names_of_things_are_no_talk() -> None:
    told = rewrite("娃娃菜在塘头一次性卖掉，从今往后娃娃上学有车坐。", "石桥村").text
    assert told == "娃娃菜在塘头一次性卖掉，今后孩子上学有车坐"


def test_a_request_that_announces_others_is_told_alone() -> None:
    said = "想请镇里帮两件事：水毁便道能不能先拨10万元把路抢通；"
    assert rewrite(said, "石桥村", todo=True).text == "希望水毁便道能先拨10万元把路抢通"
    begged = "有两个不情之请：水渠缺材料款4.2万元，恳请镇里解决。"
    assert rewrite(begged, "石桥村", todo=True).text == "水渠缺材料款4.2万元，恳请镇里解决"
    agreed = "党员会上头一个定灶屋这件事，请大家一起学民主集中制。"
    assert rewrite(agreed, "石桥村", todo=True).text.startswith("党员会上")
