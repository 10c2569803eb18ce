"""Talk told in office prose."""

from __future__ import annotations

import pytest

from huibao.briefing.wording.fuse import rewrite


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("翻修花了7.2万元，村里出4万。", "翻修花了7.2万元，村里出4万元"),
        ("医药费后来报了六万多。", "医药费后来报了6万多元"),
        ("办一场丧事的花费从四万多降到一万八。", "办一场丧事的花费从4万多元降到1.8万元"),
        ("窑洞加固一孔得八千，村里添不上。", "窑洞加固一孔得8000元，村里添不上"),
        ("修棚补了3.5万，其余自筹。", "修棚补了3.5万元，其余自筹"),
        ("便桥设计费42万，概算680万，村里出不起。", "便桥设计费42万元，概算680万元，村里出不起"),
    ],
)
def test_money_has_its_unit(sentence: str, text: str) -> None:
    assert rewrite(sentence, "石桥村").text == text


@pytest.mark.parametrize(
    "text",
    [
        "蛋鸡存栏3万，每天产蛋一吨多",
        "投苗3万，成活率九成",
        "一天来120，停车场停不下",
        "出栏3万，比去年多",
        "一亩栽120，株距太密",
    ],
)
def test_what_may_count_something_else_stays(text: str) -> None:
    assert rewrite(text, "石桥村").text == text


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("给七名学生发放助学金1.4万元，由镇上的渔需公司捐的。", "给7名学生发放助学金1.4万元，由镇上的渔需公司捐赠"),
        ("广场铺了彩砖，由乡贤协会出资的。", "广场铺了彩砖，由乡贤协会出资"),
        ("羊是今年最好的，存栏2600只。", "羊存栏2600只"),
        ("蜂倒是不错的，采蜜1200斤。", "蜂采蜜1200斤"),
        ("秋天要把那七盏灯修亮。", "秋天要把7盏灯修亮"),
        ("厕所改了十一个，有两个冬天怕是要冻。", "厕所改了11个，有2个冬天可能会冻"),
        ("水管埋到二社就停了，说是钱没下来。", "水管埋到二社就停了，据称资金没有到位"),
        ("路是由施工队修的。", "路是由施工队修的"),
        ("放一台机械，哪怕是租的也好。", "放一台机械，哪怕是租的也好"),
    ],
)
def test_turns_of_talk_are_told_as_an_office_would(sentence: str, text: str) -> None:
    assert rewrite(sentence, "石桥村").text == text


@pytest.mark.parametrize(
    ("sentence", "at"),
    [
        ("天旱，洋芋只种下去860亩。", "天旱，"),
        ("连阴雨，红枣裂果六成。", "连阴雨，"),
        ("今年干旱，三社的谷子减产四成。", "今年干旱，"),
    ],
)
def test_the_weather_that_did_it_stands_before_the_name(sentence: str, at: str) -> None:
    wording = rewrite(sentence, "石桥村")
    assert wording.fit
    assert wording.text[: wording.name_at] == at


@pytest.mark.parametrize(
    ("sentence", "will"),
    [
        ("把被掀的栈道在12月底前修好。", True),
        ("把蓄水池修完，争取10月底前蓄上水。", True),
        ("打算把老桥加固。", False),
        ("力争年底前把老桥加固。", False),
    ],
)
def test_a_plan_that_only_has_a_date_is_told_with_will(sentence: str, will: bool) -> None:
    wording = rewrite(sentence, "石桥村", todo=True)
    assert (wording.verb_first and not wording.says_plan) == will


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("扯皮的事今年七起，说和了六起。", "纠纷今年7起，调解成功6起"),
        ("扯皮的事，三季度有九起，八起说通了。", "纠纷三季度有9起，8起调解成功"),
        ("部门之间扯皮的事不少，没人管。", "部门之间扯皮的事不少，没人管"),
        ("老协会出面，把两家说和了。", "老协会出面，把两家说和了"),
    ],
)
def test_disputes_that_are_counted_have_an_offices_name(sentence: str, text: str) -> None:
    assert rewrite(sentence, "石桥村").text == text


def test_a_body_outside_the_village_is_no_subject_of_its_own() -> None:
    assert rewrite("保险公司7月23日来查勘，至今未赔付。", "石桥村").of_others
