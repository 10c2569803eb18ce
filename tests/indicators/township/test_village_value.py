"""Which of a village's values of one name counts: results before complaints, the thing itself before its neighbours."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from huibao.indicators.township.telling import Tells, Uncounted, VillageValue
from huibao.indicators.township.village_value import weighed
from huibao.schema import Source

RESULT, BOTH, LACK = Tells.RESULT, Tells.BOTH, Tells.LACK


def told(value: str, sentence: str, tells: Tells = RESULT) -> VillageValue:
    source = Source(report="a.txt", village="石桥村", index=0, text=sentence)
    return VillageValue(village="石桥村", value=Decimal(value), bound="", source=source, tells=tells)


@pytest.mark.parametrize(
    ("name", "unit", "counts", "other"),
    [
        # A complaint's larger figure is none of the results.
        ("矛盾调解", "件", told("12", "调解纠纷12件。"), told("340", "上报的340件里一半是重复的。", LACK)),
        ("民宿", "家", told("21", "民宿由去年的14家增加到21家。"), told("30", "30家民宿冬天都关着。", LACK)),
        ("道路建设", "公里", told("3", "硬化道路3公里。"), told("46", "46公里砂石路盼着列入计划。", LACK)),
        # What grows there is told, whatever a sentence that opens with it complains of.
        ("种植面积", "亩", told("420", "苹果420亩，都是坡地。", LACK), told("500", "种了苹果500亩没收成。", LACK)),
        # What is told of a time by its name alone is, whatever else its sentence hopes for; so is what was settled.
        (
            "村级集体经济收入", "元",
            told("61000", "集体一季度收入6.1万元，全年想做到28万元。", LACK), told("90000", "集体想收9万元。", LACK),
        ),
        ("矛盾调解", "件", told("7", "扯皮的事七起，都说拢了。", LACK), told("9", "还有9件纠纷。", LACK)),
        # The thing done, not what it was done of.
        ("矛盾调解", "件", told("65", "调处65宗，成功率高。"), told("67", "排查矛盾纠纷67宗。")),
        ("矛盾调解", "件", told("65", "矛盾纠纷调处：上半年完成65宗。"), told("67", "上半年排查各类矛盾纠纷67宗。")),
        ("道路建设", "公里", told("1.7", "工业大道目前完成1.7公里。"), told("2.9", "工业大道升级改造全长2.9公里。")),
        ("路灯", "盏", told("26", "新装路灯26盏。"), told("45", "45盏路灯都亮着。")),
        # What a line is about is beside its first figure.
        ("务工人数", "人", told("402", "6.外出务工：402人，其中省外117人。"), told("57", "上半年介绍就业57人。")),
        # The name beside it, not somewhere in its sentence.
        ("网格员", "人", told("14", "配备塘长28名、网格员14名。"), told("28", "配备塘长28名、网格员14名。")),
        ("停车位", "个", told("5", "建成停车位5个、口袋公园12个。"), told("12", "建成停车位5个、口袋公园12个。")),
        # People of households share the households' name.
        ("脱贫人口", "人", told("57", "脱贫户19户57人。"), told("43", "43名脱贫人口的医保有人代缴。")),
        # A share is smaller.
        ("道路建设", "公里", told("9", "修建砂石路9公里。"), told("6", "修牧道6公里。")),
    ],
)  # fmt: skip
def test_the_value_that_a_careful_clerk_takes(name: str, unit: str, counts: VillageValue, other: VillageValue) -> None:
    for given in ([counts, other], [other, counts]):
        assert weighed(name, unit, given)[0].value == counts.value


@pytest.mark.parametrize(
    ("name", "unit", "only", "why"),
    [
        ("道路建设", "公里", told("87", "87公里路走了七个半小时。", LACK), Uncounted.IN_A_LACK),
        ("道路建设", "公里", told("87", "87公里走了七个半小时，路也修了。", BOTH), Uncounted.IN_A_LACK),
        ("道路建设", "公里", told("3", "硬化道路3公里，但是路灯没有装。", BOTH), ""),
        ("垃圾清运", "吨", told("68", "日均清运垃圾68吨。"), Uncounted.RATE),
        ("游客", "人次", told("230000", "广场开业，首月客流23万人次。"), Uncounted.RATE),
        ("务工人数", "人", told("412", "日均用工412人。"), ""),
        # What stands is a fact where a village complains, too; an aside that does not name it is none.
        ("党员", "人", told("17", "党员17名，能动弹的不多。", LACK), ""),
        ("党员", "人", told("17", "党员17个，能动弹的不多。", LACK), ""),
        ("务工人数", "人", told("530", "在外打工的有530人，种地请不到工。", LACK), ""),
        ("道路建设", "公里", told("3.6", "力争全年硬化道路5公里，目前已完成3.6公里。", LACK), ""),
        ("村级集体经济收入", "元", told("1395000", "全年集体收入目标180万元，前三季度完成139.5万元。", LACK), ""),
        ("道路建设", "公里", told("3.6", "力争全年硬化道路5公里，还差3.6公里。", LACK), Uncounted.IN_A_LACK),
        ("受灾面积", "亩", told("90", "四月遭受霜冻，党参受损90亩。", LACK), ""),
        # All that a village has is told with its name alone, a time, or what was said just before.
        ("机井", "口", told("68", "全村机井68眼，能出水的61眼。", LACK), ""),
        ("机井", "口", told("12", "全村坏掉的机井12眼。", LACK), Uncounted.IN_A_LACK),
        ("鱼塘", "亩", told("860", "鱼塘不多，就860亩，没得数。", LACK), ""),
        ("培训", "人次", told("210", "技能培训搞了三场，210人次，坐不下。", BOTH), ""),
        ("村级集体经济收入", "元", told("460000", "村集体这一季度收入46万元，别表扬。", LACK), ""),
        # A fraction of what it is of is a share; of what is merely larger it is none.
        ("种植面积", "亩", told("1650", "培育种粮大户9户，经营面积1650亩，占全村稻田的近六成。"), Uncounted.SHARE),
        ("种植面积", "亩", told("320", "合作社种植蔬菜320亩，占全村种植面积的40%。"), Uncounted.SHARE),
        ("村级集体经济收入", "元", told("15000", "集体收入里最大的一笔是厂房租金1.5万元。"), Uncounted.SHARE),
        ("种植面积", "亩", told("1200", "种植烤烟1200亩，占耕地的四成。"), ""),
        ("务工人数", "人", told("96", "脱贫劳动力外出务工96人，占全村务工人数的两成。"), Uncounted.SHARE),
        ("务工人数", "人", told("430", "外出务工430人，占总人口的41%。"), ""),
        # Who was sent for something is not all whom a village has.
        ("党员", "人", told("65", "组织党员民兵65人上堤守了九天九夜。"), Uncounted.SHARE),
        ("网格员", "人", told("12", "发动网格员12名入户宣传。"), Uncounted.SHARE),
        ("志愿者", "人", told("30", "抽调志愿者30人清淤。"), Uncounted.SHARE),
        ("党员", "人", told("47", "全村47名党员，组织生活按月开展。"), ""),
        ("党员", "人", told("47", "党组织健全，有党员47名。"), ""),
        ("培训", "人", told("47", "组织技能培训47人。"), ""),
        ("培训", "场", told("4", "培训搞了4场，坐都坐不下。", LACK), ""),
        ("村级集体经济收入", "元", told("416000", "第三件是集体收入，全年41.6万元，比别村差得远。", LACK), ""),
        ("务工人数", "人", told("240", "在外头干活的240来人，去年还是220，一年比一年多。", LACK), ""),
        ("村级集体经济收入", "元", told("21000", "集体收入这三个月是2.1万元，上个季度是1.7万元。", LACK), ""),
        ("村级集体经济收入", "元", told("80000", "集体收入不行，今年亏了8万元。", LACK), Uncounted.IN_A_LACK),
        ("养殖规模", "头", told("1050", "我村草场只够1050头。", LACK), Uncounted.IN_A_LACK),
    ],
)
def test_what_counts_in_no_sum_says_why(name: str, unit: str, only: VillageValue, why: str) -> None:
    assert weighed(name, unit, [only])[0].uncounted == why


@pytest.mark.parametrize("remark", ["该数为两村合计", "那是两家一起的数"])
def test_what_is_of_several_villages_does_not_count_as_ones_own(remark: str) -> None:
    own, both = told("38.6", "制成干毛茶38.6吨。"), told("52", f"联合初制所共加工干毛茶52吨，{remark}，不要加。")
    first, second = weighed("毛茶", "吨", [both, own])
    assert (first, second) == (own, replace(both, uncounted=Uncounted.OF_SEVERAL))


def test_what_a_person_has_settled_counts_before_all_else() -> None:
    wish = replace(told("340", "上报的340件里一半是重复的。", LACK), settled=True)
    first, second = weighed("矛盾调解", "件", [told("12", "调解纠纷12件。"), wish])
    assert (first.value, first.uncounted, second.value) == (Decimal(340), "", Decimal(12))


def test_what_a_question_asks_for_is_told_where_its_answer_complains() -> None:
    answer = replace(told("18", "答：18人，其中两人年满65岁，年底要换。", LACK), asked="问：公益岗多少人？")
    assert weighed("公益岗", "人", [answer])[0].uncounted == ""
    other = replace(answer, asked="问：人手够不够？")
    assert weighed("公益岗", "人", [other])[0].uncounted == Uncounted.IN_A_LACK
