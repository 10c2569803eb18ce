"""What stands before a sentence's telling: numbers of a list, labels, announcements."""

from __future__ import annotations

import pytest

from huibao.briefing.wording.fuse import rewrite
from huibao.briefing.wording.person import NOBODY
from huibao.briefing.wording.quoting import quoted


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("主要表现在：个别党员干部学习不够系统、不够深入；", "个别党员干部学习不够系统、不够深入"),
        ("突出反映在：路灯坏了没有人修。", "路灯坏了没有人修"),
        ("归纳起来有三点：道路难走、饮水困难、人才难留。", "道路难走、饮水困难、人才难留"),
        ("主要是：少数党员干部满足于不出事，劲头不足。", "少数党员干部满足于不出事，劲头不足"),
        ("第五，老实讲，部分村民只看自家门口。", "部分村民只看自家门口"),
        ("坦率地讲，账目公开做得不好。", "账目公开做得不好"),
        ("要说不足，一个是村里账目公开得晚。", "账目公开得晚"),
        ("还有一个事，边上采石场放炮，十一家墙开了口子。", "边上采石场放炮，11家墙开了口子"),
        ("主要种植：辣椒560亩（去年480亩）；", "辣椒560亩（去年480亩）"),
        ("收入来源：机动地发包 7.4 万元，光伏 1.8 万元。", "机动地发包7.4万元，光伏1.8万元"),
        ("小麦（今年收获）：1980亩，亩产1035斤。", "小麦（今年收获）1980亩，亩产1035斤"),
        ("加工厂租金：二季度3.00万元，一季度3.00万元，备注按季收。", "加工厂租金二季度3.00万元，一季度3.00万元"),
        ("路的事，通组路冲坏三处，只修了一处。", "通组路冲坏3处，只修了一处"),
        ("调解的事，今年登记了十二件。", "调解的事，今年登记了12件"),
        ("六月份我们数过，一共报了41张表。", "6月份数过，共报了41张表"),
        ("石拱桥，就是过烟车那个桥，八月大水过后桥墩被掏空了。", "石拱桥8月大水过后桥墩被掏空了"),
        ("存在问题：一是年轻人少，二是路不好走，三是办法不多。", "年轻人少，路不好走，办法不多"),
    ],
)
def test_what_only_leads_in_is_gone(sentence: str, text: str) -> None:
    assert rewrite(sentence, "石桥村").text == text


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("2.2027年度居民医保已缴费1305人。", "2027年度居民医保已缴费1305人。"),
        ("3. 4月18日晚遭受霜冻，党参苗受损90亩。", "4月18日晚遭受霜冻，党参苗受损90亩。"),
        ("12. 100亩茶园遭了虫害，减产三成。", "100亩茶园遭了虫害，减产三成。"),
        ("2、 6月的大水冲断了便桥。", "6月的大水冲断了便桥。"),
        ("3.5 公里村道没有路灯。", "3.5公里村道没有路灯。"),
        ("12 户脱贫户领到羊羔。", "12户脱贫户领到羊羔。"),
    ],
)
def test_the_number_of_a_list_is_no_part_of_the_figure_behind_it(sentence: str, text: str) -> None:
    assert f"{rewrite(sentence, '石桥村').text}。" == text
    assert quoted(sentence) == text


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("4. 电商销售额：三季度240万元，1—9月累计638万元", "电商销售额三季度240万元，1—9月累计638万元"),
        ("民宿收入：今年已有86万元，去年同期61万元", "民宿收入今年已有86万元，去年同期61万元"),
        ("培训：全年办了6期，312人次", "培训全年办了6期，312人次"),
        ("直播带货：前三季度卖了92万元，比上年多20万元", "直播带货前三季度卖了92万元，比上年多20万元"),
    ],
)
def test_a_figure_keeps_its_name(sentence: str, text: str) -> None:
    assert rewrite(sentence, "石桥村").text == text


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("请镇里支持的有两件事：请协调临时停车场用地15亩；", "请协调临时停车场用地15亩"),
        ("要跟乡上张嘴的事，也就两件：能不能接上一社的水管。", "希望能接上一社的水管"),
        ("需要镇里解决的问题有3个：希望尽快拨付公益岗工资。", "希望尽快拨付公益岗工资"),
        ("另有一事相求：13户的搬迁款，请镇里帮忙争取。", "13户的搬迁款，请镇里帮忙争取"),
        ("四季度要办三件事：修好东桥，装上路灯，办好食堂。", "四季度要办三件事：修好东桥，装上路灯，办好食堂"),
    ],
)
def test_one_request_does_not_announce_several(sentence: str, text: str) -> None:
    assert rewrite(sentence, "石桥村", todo=True).text == text


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("19. 需要乡级解决的：请乡政府协调信用社，给养牛户办展期。", "请乡政府协调信用社，给养牛户办展期"),
        ("要镇里办的：请催一催县里，把取暖补贴发下来。", "请催一催县里，把取暖补贴发下来"),
        (
            "如果可以向乡里提一个请求，就是明年采茶季，能不能由乡里组织一支用工队。",
            "明年采茶季，希望能由乡里组织一支用工队",
        ),
        ("明年别的不敢吹，先保三样：把8眼坏井修好5眼；", "把8眼坏井修好5眼"),
        ("明年我想办这么几件：村东修一条排水沟，1.9公里；", "村东修一条排水沟，1.9公里"),
        ("来年想做的：把通桃园的土路铺上石子；", "把通桃园的土路铺上石子"),
        ("乡里若能把停车场的用地指标安排给石桥，我们有信心打造全县第一村！", "希望乡里能把停车场的用地指标安排给石桥"),
        ("水管的事希望乡里给一个准话，行就行，不行我们好回群众。", "水管的事希望乡里给予明确答复"),
        ("和村干部一起出去看看别人怎么搞的；", "和村干部一起出去看看别人的做法"),
        ("请乡上赶快派人来看岩脚，给个准话。", "请乡上尽快派人来看岩脚，给予明确答复"),
        ("明年打算啊，蒜少种二百亩，改种洋葱。", "蒜少种200亩，改种洋葱"),
    ],
)
def test_the_field_of_a_form_and_the_count_of_a_list_are_no_part_of_what_is_asked_or_planned(
    sentence: str, text: str
) -> None:
    wording = rewrite(sentence, "石桥村", todo=True)
    assert (wording.text, wording.fit) == (text, True)


@pytest.mark.parametrize(
    "sentence",
    [
        "18. 是否有信访积案：无。",
        "一个走访，要在手机上传一遍，在电脑上录一遍。",
        "八月十五日那次，送菜的车被堵在里面一夜。",
        "一户是肖家，父亲有病，女儿今年考上了卫校。",
        "以前贩子开车到地头，他说多少就是多少。",
        "能撑的先撑，不要把母牛卖光。",
    ],
)
def test_what_only_who_was_there_understands_is_unfit(sentence: str) -> None:
    assert not rewrite(sentence, "石桥村").fit


def test_a_plan_of_a_building_alone_says_not_what_shall_be_done_with_it() -> None:
    assert not rewrite("4.鸭粪发酵车间1处，年处理3000吨。", "石桥村", todo=True).fit
    assert rewrite("建鸭粪发酵车间1处，年处理3000吨。", "石桥村", todo=True).fit
    assert rewrite("鸭粪发酵车间1处，年处理3000吨。", "石桥村").fit


def test_whose_group_it_is_the_minutes_tell() -> None:
    told = rewrite("五组长：养牛的都在亏，我们组9家有贷款。", "石桥村")
    assert (told.text, told.fit) == ("养牛的都在亏，五组9家有贷款", True)
    assert not rewrite("养牛的都在亏，我们组9家有贷款。", "石桥村").fit
    assert rewrite("我们组织党员清沟两公里。", "石桥村").text == "组织党员清沟2公里"


def test_of_whom_nobody_may_guess_nothing_is_told() -> None:
    text = "9月采血，五组有2头牛初筛是阳性，我叫他们单独关了。"
    assert rewrite(text, "石桥村", writer=NOBODY).text == "9月采血，五组有2头牛初筛是阳性"
    assert not rewrite("我跑了三趟供电所，没有结果。", "石桥村", writer=NOBODY).fit
    assert rewrite("初到基层时，对村情不熟悉。", "石桥村", writer=NOBODY).text.startswith("驻村干部")


def test_what_a_writer_confesses_is_not_the_villages() -> None:
    told = "遇事爱发火，开会少，跟支书通气不够。"
    assert rewrite(told, "石桥村", before="我也说说自己的不是。").unsuited
    assert not rewrite(told, "石桥村", before="村干部也有不足。").unsuited


def test_a_request_to_look_at_something_told_before_steps_back() -> None:
    assert rewrite("要报乡兽医站来复检，人也要去医院查。", "石桥村", todo=True).unsuited
    assert not rewrite("请镇里派人来看南桥。", "石桥村", todo=True).unsuited


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("糖厂拖着蔗款不给，还有21万元没有收回来，群众问我，我问谁。", "糖厂拖着蔗款不给，还有21万元没有收回来"),
        ("另有应收未收款5.60万元，是一家茶庄欠的，不在上面收入里面。", "另有应收未收款5.60万元，是一家茶庄欠的"),
        ("调解的事情七件，都了了，打架那个也算在里面。", "调解的事情7件，均已了结"),
        ("群众说村里“只管要数，不管种地”，这话重，可有道理。", "群众说村里“只管要数，不管种地”"),
        ("卖的是粉条和麻花，全县都知道石桥的麻花。", "卖的是粉条和麻花"),
        ("麦子今年收了一千二百亩，亩产九百多斤，不算孬。", "麦子今年收了1200亩，亩产900多斤"),
    ],
)
def test_remarks_among_the_facts_go(sentence: str, text: str) -> None:
    assert rewrite(sentence, "石桥村").text == text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("所以要求镇里啊，第一给我们建一个老人食堂。", "给该村建一个老人食堂"),
        ("我们请求上级的是：第一，请县水利局派人勘测；", "请县水利局派人勘测"),
        ("头一个，求镇上给派一个兽医。", "求镇上给派一个兽医"),
        ("二个，请镇上装个信号塔。", "请镇上装个信号塔"),
        ("剩下那一千五百米管子，差九万块钱，看能不能给解决了。", "1500米管子，差9万元，希望能给解决了"),
    ],
)
def test_a_request_cut_out_of_its_list(text: str, told: str) -> None:
    assert rewrite(text, "石桥村", todo=True).text == told
