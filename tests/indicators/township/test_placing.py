"""A figure stands in the row that the words at it tell, whatever it was called."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from huibao.frames import indicators_frame
from huibao.indicators.township.placing import placed_rows
from huibao.schema import AnnotatedReport

Author = Callable[..., AnnotatedReport]


def rows_of(authored: Author, *told: str) -> list[tuple[str, str]]:
    """Name and unit of the row of each figure; one village a line, sentence|figures."""
    reports = [
        authored(f"P\nother|{line}\n", village=f"{place}村") for place, line in zip("甲乙丙", told, strict=False)
    ]
    placed = placed_rows(indicators_frame(reports), ("actual", "part", "past"))
    return [(place.name, place.unit) for _, place in placed]


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ("住村742人。|住村=742人@actual", ("常住人口", "人")),
        ("真正在沟里住的也就二百九十一个。|户口本=291个@actual", ("常住人口", "人")),
        ("平时在村里的是520人。|人口=520人@actual", ("常住人口", "人")),
        ("在家的呢，在家的452个。|家=452个@actual", ("常住人口", "人")),
        ("天天在村里转悠的也就330个。|转悠=330个@actual", ("常住人口", "人")),
        ("在家照看娃娃的30人。|娃娃=30人@actual", ("娃娃", "人")),
        ("在村务工的120人。|务工人数=120人@actual", ("务工人数", "人")),
        ("全村468户使用供水站自来水。|户数=468户@actual", ("通水户", "户")),
        ("13.自来水：通238户。|自来水=238户@actual", ("通水户", "户")),
        ("自来水还没通的有12户。|自来水=12户@actual", ("自来水", "户")),
        ("村里的收入一季度15.3万元。|销售收入=153000元@actual", ("村级集体经济收入", "元")),
        ("邻里争执调停七起。|调停=7起@actual", ("矛盾调解", "件")),
        ("采摘的人不少，二季度7400人次。|采摘=7400人次@actual", ("游客", "人次")),
        ("在外头挣钱的372人。|党员=372人@actual", ("务工人数", "人")),
        ("吃低保的26家。|监测户=26户@actual", ("低保户", "户")),
        ("村里的收入，四万三。|销售收入=43000元@actual", ("村级集体经济收入", "元")),
        ("村里这一季进了四万六。|这一季进=46000元@actual", ("村级集体经济收入", "元")),
        ("户口本上305户。|户口本=305户@actual", ("户数", "户")),
        ("在籍395户。|在籍=395户@actual", ("户数", "户")),
        ("真正睡在村里的271个人。|人口=271人@actual", ("常住人口", "人")),
        ("三个月出了130头。|养殖规模=130头@actual", ("出栏", "头")),
        ("村里三季度进账2.4万元。|销售收入=24000元@actual", ("村级集体经济收入", "元")),
        ("扯皮的事这三个月劝了十回。|劝=10次@actual", ("矛盾调解", "件")),
        ("消防检查翻出毛病31处。|毛病=31处@actual", ("安全隐患", "处")),
        ("损失大约21万元。|损失=210000元@actual", ("经济损失", "元")),
        ("真住在岛上的也就246个。|岛上=246个@part", ("常住人口", "人")),
        ("棚区占地980亩。|棚区=980亩@actual", ("设施大棚", "亩")),
        ("撂荒地还有210亩没人种。|撂荒地=210亩@actual", ("撂荒地", "亩")),
        ("荒田这一季重新种上了86亩。|荒田=86亩@actual", ("撂荒地复耕", "亩")),
        ("有270人在外面挣钱。|平常=270人@actual", ("务工人数", "人")),
        ("打架的事，调解23单。|调解=23单@actual", ("矛盾调解", "件")),
        ("村里的钱，这一季进来38.5万元。|损失=385000元@actual", ("村级集体经济收入", "元")),
        ("茅房这季改了12户。|茅房=12户@actual", ("户厕改造", "户")),
        ("现在圈里有1080只。|圈里=1080只@actual", ("养殖规模", "只")),
        ("田土合拢一共是1125亩。|田土=1125亩@actual", ("耕地", "亩")),
        ("人口是438户。|人口=438户@actual", ("户数", "户")),
        ("大风里糟了540亩。|糟=540亩@actual", ("受灾面积", "亩")),
        ("大雨里85亩玉米泡了水。|玉米=85亩@actual", ("受灾面积", "亩")),
        # Of the monitored households, not of all.
        ("监测户累计在册12户。|监测户=12户@actual", ("监测户", "户")),
        # What came of the goods is none of their sales.
        ("产值152万元。|销售收入=1520000元@actual", ("产值", "元")),
    ],
)
def test_words_at_a_figure_tell_its_row(line: str, row: tuple[str, str], authored: Author) -> None:
    assert rows_of(authored, line) == [row]


@pytest.mark.parametrize(
    ("lines", "row"),
    [
        (("挖沟清淤5600米。|清淤=5600米@actual", "说到沟，今年清了2450米。|沟=2450米@actual"), ("沟渠清淤", "米")),
        (("上六十岁的288个。|人口=288个@actual", "60岁以上的有487人。|以上=487人@actual"), ("60岁以上老人", "人")),
        (("60岁及以上人口301人。|人口=301人@actual", "上六十岁的288个。|人口=288个@actual"), ("60岁以上老人", "人")),
        (("工人187人，在加工坊。|工人=187人@actual", "作坊里一共74个人在做。|作坊=74人@actual"), ("从业人员", "人")),
        (("旅游收入142万元。|销售收入=1420000元@actual", "门票8万元。|门票=80000元@actual"), ("旅游收入", "元")),
        (
            ("2026年度医保缴费2196人。|缴费=2196人@actual", "医保交了1588个。|医保=1588个@actual"),
            ("医保参保", "人"),
        ),
        (("独居老人43名。|独居老人=43人@actual", "单身一个人住的老人25个。|老人=25个@actual"), ("独居老人", "人")),
        (("流转出去的田2480亩。|流转=2480亩@actual", "土地流转890亩。|土地流转=890亩@actual"), ("土地流转", "亩")),
        (
            ("土地流转890亩。|土地流转=890亩@actual", "包给人家种的地有620亩。|种植面积=620亩@actual"),
            ("土地流转", "亩"),
        ),
        (("孤单老人26位。|孤单老人=26人@actual", "有36位老人独自居住。|老人=36人@actual"), ("独居老人", "人")),
        (("留守娃52个。|留守娃=52人@actual", "父母都不在身边的孩子61名。|孩子=61人@actual"), ("留守儿童", "人")),
        (("隐患点5处。|隐患点=5处@actual", "滑坡塌岩要盯的点子4个。|点子=4个@actual"), ("地质灾害隐患点", "处")),
        (
            ("截至季末医保已缴1342人。|已缴=1342人@actual", "医保，到9月30日收了820人。|医保=820人@actual"),
            ("医保参保", "人"),
        ),
        (("连夜转移85人。|转移=85人@actual", "雨大，把132人接到了学校。|学校=132人@actual"), ("转移人数", "人")),
        (("厂里干活的2950人。|务工人数=2950人@actual", "企业9家，用工265人。|用工=265人@actual"), ("从业人员", "人")),
        (
            ("返乡人员58人。|返乡人员=58人@actual", "回村定居、不再外出的23人。|务工人数=23人@actual"),
            ("返乡人员", "人"),
        ),
        (("60岁以上347人。|常住人口=347人@part", "上六十岁的288个。|人口=288个@actual"), ("60岁以上老人", "人")),
        (("这季起了318吨鱼。|鱼=318吨@actual", "鱼塘今年出了84吨。|塘面=84吨@actual"), ("成鱼", "吨")),
        (("真正结果的320亩。|苹果树=320亩@actual", "已挂果700亩。|挂果=700亩@actual"), ("挂果面积", "亩")),
        (("鱼池1420亩。|鱼池=1420亩@actual", "精养水面：3260亩。|精养水面=3260亩@actual"), ("鱼塘", "亩")),
        (("养羊户9户。|养羊户=9户@actual", "羊不少，46家在养。|在养=46家@actual"), ("养殖户", "户")),
        (("添牛犊35头。|牛犊=35头@actual", "一季度产犊58头。|产犊=58头@actual"), ("产犊", "头")),
        (("掏了渠1500米。|渠=1500米@actual", "疏挖沟渠4200米。|沟渠=4200米@actual"), ("沟渠清淤", "米")),
        (("清雪花了六千五。|雪花=6500元@actual", "清雪支出8300元。|清雪支出=8300元@actual"), ("清雪支出", "元")),
    ],
)
def test_two_villages_make_a_row(lines: tuple[str, str], row: tuple[str, str], authored: Author) -> None:
    assert rows_of(authored, *lines) == [row, row]
    # Told by one alone, it stays what it was called.
    name = lines[0].partition("|")[2].partition("=")[0]
    assert [found for found, _ in rows_of(authored, lines[0])] == [name]


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ("用电隐患点4处。|用电隐患点=4处@actual", "用电隐患点"),
        ("在外面上大学的20人。|大学=20人@actual", "大学"),
        ("做鱼丸3吨。|鱼丸=3吨@actual", "鱼丸"),
        ("晒了鱼干12吨。|鱼干=12吨@actual", "鱼干"),
        ("孤寡老人5人。|孤寡老人=5人@actual", "孤寡老人"),
    ],
)
def test_two_villages_make_no_row_of_other_things(line: str, row: str, authored: Author) -> None:
    assert {name for name, _ in rows_of(authored, line, line)} == {row}


def test_what_was_found_and_what_was_mended_are_two_rows_though_as_many(authored: Author) -> None:
    line = "消防检查查出问题19处，当月19处全部改好。|问题=19处@actual; 全部=19处@actual"
    assert rows_of(authored, line, line) == [("安全隐患", "处"), ("隐患整改", "处")] * 2


@pytest.mark.parametrize(
    ("line", "names"),
    [
        # 咱…还是: no word says that these are the households and the people of the village.
        ("咱这还是287户，1043口人。|咱这=287户@actual; 口人=1043人@actual", ["户数", "人口"]),
        (
            "我村260户，户口851人，低保14户。|我村=260户@actual; 户口=851人@actual; 低保户=14户@actual",
            ["户数", "人口", "低保户"],
        ),
        ("我村辖5个组，共412户、人口1586人。|村民小组=412户@actual; 人口=1586人@actual", ["户数", "人口"]),
        # The village itself, though its people are not told.
        ("我们甲村呢，264户，人口我没有本子。|户=264户@actual", ["户数"]),
        ("我们甲村修渠，264户出了工。|户=264户@actual", ["户"]),
        # Shares of others, a hamlet, people of no such families, a name that says what they are.
        ("修好12户的灶，惠及40人。|灶=12户@actual; 惠及=40人@actual", ["灶", "惠及"]),
        ("来了300户，看的9000人。|来=300户@actual; 看=9000人@actual", ["来", "看"]),
        ("带动126户农户增收。|带动=126户@actual", ["带动"]),
        ("脱贫户187户，口人600人。|脱贫户=187户@actual; 口人=600人@actual", ["脱贫户", "口人"]),
        ("全村331户，供五个村1864户。|户数=331户@actual; 五个=1864户@actual", ["户数", "五个"]),
    ],
)
def test_a_village_is_introduced_by_its_households_and_people(line: str, names: list[str], authored: Author) -> None:
    assert [name for name, _ in rows_of(authored, line)] == names


def test_the_households_of_some_groups_told_further_down_are_not_the_village_s(authored: Author) -> None:
    report = authored(
        "P\nother|这里287户，1043人。|这里=287户@actual; 这里=1043人@actual\n"
        + "other|路修好了。|\n" * 9
        + "other|三个组共118户断水。|户数=118户@actual\n",
    )
    placed = placed_rows(indicators_frame([report]), ("actual",))
    assert [place.name for _, place in placed] == ["户数", "人口", "户数"]


def test_what_stands_further_down_introduces_no_village(authored: Author) -> None:
    report = authored(
        "P\n" + "other|路修好了。|\n" * 9 + "other|来了287户，一千人。|来=287户@actual; 看=1000人@actual\n",
        village="甲村",
    )
    assert [place.name for _, place in placed_rows(indicators_frame([report]), ("actual",))] == ["来", "看"]
