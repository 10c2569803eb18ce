"""Names of quantities: the lexicon by unit and nearness, else the head noun, else what was told before."""

from __future__ import annotations

import pytest

from huibao.indicators.lexicon.entries import canonical_names
from huibao.indicators.lexicon.names import Name, name_all
from huibao.indicators.numbers.quantities import read_quantities
from huibao.segment.above import Above
from huibao.segment.normalize import normalize


def names(text: str, told: dict[str, Name] | None = None) -> list[str]:
    return [name.name for name in name_all(read_quantities(text), text, told)]


@pytest.mark.parametrize("text", ["为受灾农户补种荞麦300亩。", "种植水稻1200亩未受灾。", "300亩园子装了防霜机。"])
def test_what_was_spared_is_no_loss(text: str) -> None:
    assert "受灾面积" not in names(text)


@pytest.mark.parametrize("text", ["涉及2个组，30户，补偿款已发。", "受灾的有3个组，41户。", "在2个组、30户试点。"])
def test_households_of_some_groups_are_not_all_of_the_village(text: str) -> None:
    assert "户数" not in names(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("对24户监测对象逐户帮扶。", ["监测户"]),
        ("对27户89名监测对象建档。", ["监测户", "监测人口"]),
        ("现有监测户15户49人。", ["监测户", "监测人口"]),
        ("脱贫户42户、156人。", ["脱贫户", "脱贫人口"]),
        ("村集体收入86.5万元。", ["村级集体经济收入"]),
        ("村集体负债：66万元，系2019年修路所欠。", ["村集体负债"]),
        ("村集体欠款12万元。", ["村集体欠款"]),
        ("人均纯收入1.2万元。", ["人均纯收入"]),
        ("发放小额信贷6户29万元。", ["小额信贷", "小额信贷"]),
        ("硬化道路3.6公里，安装路灯120盏，清运垃圾210吨。", ["道路建设", "路灯", "垃圾清运"]),
        ("改厕目标100户，已完成86户，还差14户。", ["户厕改造", "户厕改造", "户厕改造"]),
        ("新建烤房12座。", ["烤房"]),
        ("装了14台防霜机。", ["防霜机"]),
        ("党员41名，耕地2910亩。", ["党员", "耕地"]),
        ("出去打工的八十六个。", ["务工人数"]),
        ("装楼道灯144盏。", ["楼道灯"]),
        ("自来水新增入户54户。", ["入户"]),
        ("村子在海堤里侧，12个组，703户，靠葡萄吃饭。", ["村民小组", "户数"]),
        ("全村5个社、276户、1102口人。", ["个", "户数", "人口"]),
        ("村子不大，一百一十二户，三个寨子。", ["户数", "自然村"]),
        ("葡萄避雨棚350亩，比去年低。", ["设施大棚"]),
        ("10.台风受损大棚：35亩，已修复28亩。", ["受灾面积", "受灾面积"]),
        ("小棚养南美白对虾420亩。", ["养殖面积"]),
        ("15.河道整治：2.2公里。疏浚河道3.8公里。", ["河道整治", "河道整治"]),
        ("厂里的工人870人，本村占一半以上。", ["务工人数"]),
        ("公岗16人，工资发到了5月份。", ["公益岗"]),
        ("扫路、看林子这些岗给了十二个人。", ["公益岗"]),
        ("村里要盯着的户，一共九户。", ["监测户"]),
        ("台风打坏葡萄棚60亩，已修复40亩。", ["受灾面积", "受灾面积"]),
        ("洪水淹了稻田260亩，绝收40亩。", ["受灾面积", "受灾面积"]),
        ("没有冷库，卖不完的烂在架上，约有20吨。", ["损失"]),
        ("监测户11户，消除风险4户，剩下的7户帮到底。", ["监测户", "风险消除户", "监测户"]),
        ("在册412户1523人，常年在村居住806人。", ["户数", "人口", "常住人口"]),
        ("村里调解了5件事，都调好了。", ["矛盾调解"]),
    ],
)
def test_the_name_of_each_quantity(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_a_bare_measure_word_takes_the_unit_of_what_it_counts() -> None:
    text = "出去打工的八十六个。"
    assert name_all(read_quantities(text), text)[0].unit == "人"


def test_a_thing_beside_a_word_about_people_stays_a_thing() -> None:
    text = "就业帮扶车间4个。"
    (name,) = name_all(read_quantities(text), text)
    assert (name.name == "务工人数", name.unit) == (False, "个")


def test_a_figure_that_nothing_names_is_of_what_was_told() -> None:
    told = {"元": Name("村级集体经济收入", "元", summable=True)}
    assert names("力争明年突破百万元。", told) == ["村级集体经济收入"]


def test_a_unit_that_an_entry_does_not_have_forbids_its_name() -> None:
    assert names("党员大会开了3次，到会党员35名。") == ["党员大会", "党员"]


@pytest.mark.parametrize("text", ["化解率96%。", "户均增收2100元。", "日均交易3吨。"])
def test_what_no_sum_makes_sense_of_says_so(text: str) -> None:
    (name,) = name_all(read_quantities(text), text)
    assert not name.summable


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("党员联系户覆盖率达到98%。", "联系户覆盖率"),
        ("脱贫人口基本医保参保率保持100%。", "医保参保率"),
        ("力争加工转化率达到三成。", "加工转化率"),
        ("第三季度化解率96%。", "化解率"),
        ("群众满意度99%。", "满意度"),
    ],
)
def test_the_name_of_a_rate_is_made_of_whole_words(text: str, expected: str) -> None:
    assert names(text) == [expected]


def test_a_quantity_without_a_noun_is_not_summable() -> None:
    text = "给了300元。"
    (name,) = name_all(read_quantities(text), text)
    assert (name.name, name.summable) == ("元", False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("户255，人731，党员23。", ["户数", "人口", "党员"]),
        ("总户数255 总人口731 党员23", ["户数", "人口", "党员"]),
        ("总户数255户、总人口731人、党员23人。", ["户数", "人口", "党员"]),
        ("新修田间道路38公里、衬砌渠道41公里。", ["道路建设", "灌溉渠道"]),
        ("1. 户：242。", ["户数"]),
        ("2. 人：873，常住455。", ["人口", "常住人口"]),
        ("户口本上六百六十八个人。", ["人口"]),
        ("户口在册2041人。", ["人口"]),
        # Who lives there is not all who are registered.
        ("户口本上1906人，常在村里的940来口。", ["人口", "人"]),
        # One who is lacking is no inhabitant.
        ("只差一个肯打扫的人。", ["人"]),
    ],
)
def test_a_figure_is_of_its_own_label_and_not_of_the_next(text: str, expected: list[str]) -> None:
    assert [name.name for name in name_all(read_quantities(normalize(text).text), normalize(text).text)] == expected


def test_the_names_of_the_guideline_are_in_the_lexicon() -> None:
    guideline = (
        "村级集体经济收入、脱贫户、脱贫人口、监测户、监测人口、人均纯收入、种植面积、养殖规模、务工人数、公益岗、小额信贷、争取资金、"
        "道路建设、灌溉渠道、户厕改造、路灯、污水处理、垃圾清运、矛盾调解、走访、培训、发展党员、党员"
    )
    assert set(guideline.split("、")) <= canonical_names()


@pytest.mark.parametrize(
    ("text", "above", "expected"),
    [
        ("当年收入9.2万元；", Above("三、集体经济"), ["村级集体经济收入"]),
        ("答：9.2万元。", Above(opening="问：今年集体收入多少？"), ["村级集体经济收入"]),
        ("15.本季收入9.2万元：租金5万元；", Above("集体经济"), ["村级集体经济收入", "租金"]),
        ("答：这季做了15户。", Above(opening="问：改厕完成了没有？"), ["户厕改造"]),
        # Its own words say what it is of.
        ("电商收入9.2万元；", Above("三、集体经济"), ["销售收入"]),
        ("当年收入9.2万元；", Above("三、产业发展"), ["销售收入"]),
        ("答：现有5家，去年是4家。", Above(opening="问4：民宿开得怎样？"), ["民宿", "民宿"]),
        ("十六个，台风夜都在堤上。", Above("问：党员呢？"), ["党员"]),
        ("答：331户，1187人。", Above(opening="问：村里基本情况？"), ["户数", "人口"]),
        # Who is asked after in a deed is no name for what was done.
        ("今年七单，都散了。", Above("问：邻里吵架怎么办？"), ["单"]),
    ],
)
def test_a_figure_without_words_of_its_own_is_of_what_stands_above_it(
    text: str, above: Above, expected: list[str]
) -> None:
    assert [name.name for name in name_all(read_quantities(text), text, above=above)] == expected


@pytest.mark.parametrize(
    ("text", "place", "expected"),
    [
        ("白泥田今年种了1080亩烟。", "白泥田", "种植面积"),
        ("后杨寨有274户1036人。", "后杨寨", "户数"),
        ("我村121户，今年收蒜260亩。", "小孟桥", "户数"),
    ],
)
def test_no_figure_is_of_the_village_s_own_name(text: str, place: str, expected: str) -> None:
    assert name_all(read_quantities(text), text, place=place)[0].name == expected


@pytest.mark.parametrize("text", ["12.台风转移：28户67人。", "有3户11人转移出来了，住在村部。"])
def test_people_whom_something_befell_are_not_the_village_s(text: str) -> None:
    assert "户数" not in [name.name for name in name_all(read_quantities(text), text)]


def test_a_crop_of_one_character_is_a_name_where_it_stands_alone() -> None:
    text = "水稻栽了1780亩，藕310亩。"
    assert [name.name for name in name_all(read_quantities(text), text)] == ["种植面积", "藕"]
    assert names("稻子920亩，藕呢150亩。")[-1] == "藕"


@pytest.mark.parametrize(
    "text",
    [
        "在册1120户2360人，老人多。",
        "【第2条】我们村一百九十六户，五百六十一口人。",
        "我们屯子不大，二百八十七户。",
        "现在有236户874人。",
        "村上341户1290人，棉花5100亩。",
        "答：451户，户籍1712人。",
        "敝村三百四十户，在册人口一千二百八十七人。",
        "我村住在大堤头上，有274户，人1038个。",
    ],
)
def test_who_opens_with_the_place_counts_its_households(text: str) -> None:
    assert name_all(read_quantities(text), text)[0].name == "户数"
