"""As what a draft tells a sentence, beside what the tagger took it for."""

from __future__ import annotations

import pytest

from huibao.taxonomy import Taxonomy
from tests.briefing.themes.row import NEAR, Row, told_as


def test_a_village_counts_for_every_lack_it_tells_of(taxonomy: Taxonomy) -> None:
    told = told_as(Row("缺资金、缺人才，年轻人少，路不好走。", ("bottleneck.resources",)), taxonomy)
    assert told
    assert {theme.name for theme in told.themes} == {"缺资金", "缺人才和技术人员", "缺劳力", "道路不畅通"}
    told = told_as(Row("没有村医，老人就等着镇上来人。", ("bottleneck.awareness",)), taxonomy)
    assert told
    assert told.label == "bottleneck.awareness"
    assert "看病就医不便" in {theme.name for theme in told.themes}


def test_a_lack_behind_a_deed_counts_too(taxonomy: Taxonomy) -> None:
    told = told_as(Row("路灯修好了，但桥冲断了，大车过不来。", ("achievement.construction",), scores=NEAR), taxonomy)
    assert told
    assert (told.label, told.lacks_too) == ("achievement.construction", "bottleneck.resources")
    assert "道路不畅通" in {theme.name for theme in told.themes}
    told = told_as(Row("架了桥，解决了大车过不来的问题。", ("achievement.construction",), scores=NEAR), taxonomy)
    assert told
    assert (told.lacks_too, told.themes[1:]) == ("", ())


def test_a_deed_that_the_tagger_is_sure_of_stays_one_under_a_heading_of_problems(taxonomy: Taxonomy) -> None:
    text = "送水四十车，还有两处水管老化、供水不足。"
    sure, unsure = ({**NEAR, "achievement.construction": score} for score in (0.96, 0.6))
    told = [told_as(Row(text, ("achievement.construction",), scores=s), taxonomy, "problems") for s in (sure, unsure)]
    assert [one.label for one in told if one] == ["achievement.construction", "bottleneck.resources"]


@pytest.mark.parametrize(
    ("row", "where", "label", "kind"),
    [
        # The words know more than a doubtful label.
        (
            Row("北沟还是老样子，出门就是泥。", ("bottleneck.awareness",), review=True, scores=NEAR),
            "",
            "bottleneck.resources",
            None,
        ),
        # Where the words speak for the doubtful label itself, an aside does not move it.
        (
            Row(
                "景点单一，农家乐各干各的，菜品雷同。",
                ("bottleneck.industry",),
                review=True,
                scores={"bottleneck.industry": 0.57, "bottleneck.methods": 0.33},
            ),
            "",
            "bottleneck.industry",
            None,
        ),
        # Of what is counted more is done than not.
        (
            Row("打架扯皮的调了九起，有一起还没说拢。", ("achievement.governance",), review=True, scores=NEAR),
            "problems",
            "achievement.governance",
            None,
        ),
        (
            Row("报修的水管九处，还有十二处没有人修。", ("achievement.construction",), review=True, scores=NEAR),
            "problems",
            "bottleneck.resources",
            None,
        ),
        (Row("存在的问题主要是资金不足，人手不够。", ("other",), scores=NEAR), "", "bottleneck.resources", None),
        (
            Row("改厕进度慢，还差9座。", ("requirement.development",), "plan", NEAR),
            "problems",
            "bottleneck.resources",
            None,
        ),
        # Nothing in it lies ahead, and the tagger's label or the words say that it lacks.
        (
            Row(
                "木器点老板外出不归，欠27人工钱38.6万元。", ("bottleneck.resources", "requirement.development"), "plan"
            ),
            "",
            "bottleneck.resources",
            None,
        ),
        (
            Row("老人在屋里烧煤，煤气中毒，救过来了。", ("requirement.service",), "plan", NEAR),
            "",
            "bottleneck.resources",
            None,
        ),
        # 将军路 lies nowhere ahead; a figure so far with a plan behind it is still a plan.
        (
            Row("将军路本季度硬化2公里。", ("requirement.development",), "plan", NEAR),
            "",
            "achievement.construction",
            None,
        ),
        (
            Row("本季改厕80户，年度目标100户，下一步再改20户。", ("requirement.development",), "plan", NEAR),
            "",
            "requirement.development",
            "plan",
        ),
        # What is finished is no plan, however sure the tagger is; by when it shall be finished is one.
        (
            Row("养殖小区建成投用，19户的牛搬出寨子。", ("requirement.development",), "plan", NEAR),
            "",
            "achievement.construction",
            None,
        ),
        (
            Row("养殖小区国庆节前建成投用。", ("requirement.development",), "plan", NEAR),
            "",
            "requirement.development",
            "plan",
        ),
        (
            Row("污水管网接户92户，任务100户。", ("requirement.development", "achievement.construction"), "plan"),
            "",
            "achievement.construction",
            None,
        ),
        # What did not come to pass is no problem, a sober complaint without such words is one.
        (
            Row("汛期没有塌堤。", ("bottleneck.resources",), review=True, scores=NEAR),
            "",
            "achievement.construction",
            None,
        ),
        (
            Row("果农自己出，一车40来块。", ("bottleneck.resources",), review=True, scores=NEAR),
            "",
            "bottleneck.resources",
            None,
        ),
        # Requests of a list or under a heading; a table's row or an own plan is none.
        (
            Row("增加学位300个；", ("requirement.development",), "plan"),
            "requests",
            "requirement.development",
            "request",
        ),
        (
            Row("增配防疫员1名", ("other",), review=True, scores=NEAR),
            "requests",
            "requirement.development",
            "request",
        ),
        (
            Row("我们将继续努力。", ("requirement.development",), "plan"),
            "requests",
            "requirement.development",
            "plan",
        ),
        (
            Row("连翘：三季度末完成26亩。", ("requirement.development", "achievement.construction"), "plan"),
            "requests",
            "achievement.construction",
            None,
        ),
        (
            Row("请专家来办两期班。", ("requirement.development",), "request", section=("四、下半年计划",)),
            "",
            "requirement.development",
            "plan",
        ),
        (
            Row("请旗里测绘，把界桩打下去。", ("achievement.construction",), scores=NEAR, section=("三、明年打算",)),
            "",
            "requirement.development",
            "request",
        ),
        # Among the deeds a doubtful lack without a word that sounds like one is a deed.
        (
            Row(
                "栽黄芩350亩，都有订单，10月才挖。",
                ("bottleneck.industry",),
                review=True,
                scores={**NEAR, "achievement.industry": 0.5},
            ),
            "deeds",
            "achievement.industry",
            None,
        ),
        (
            Row("分拣线每吨收35元。", ("bottleneck.resources",), review=True, scores=NEAR),
            "",
            "bottleneck.resources",
            None,
        ),
        # A numbered row of a list of requests begins with what is asked.
        (
            Row("31. 开通镇区到园区的夜班公交。", ("other",), review=True, scores=NEAR),
            "requests",
            "requirement.development",
            "request",
        ),
        # What does not lie ahead is no plan: among problems it is one.
        (
            Row("学习上就是读文件，读完就散。", ("requirement.politics",), "plan", NEAR),
            "problems",
            "bottleneck.resources",
            None,
        ),
        # What is done is no plan, and a bare aim under a heading of aims is no deed.
        (
            Row("组织党员学习10次。", ("requirement.politics", "achievement.governance"), "plan", review=True),
            "",
            "achievement.governance",
            None,
        ),
        (
            Row("改厕完成20座", ("achievement.construction",), scores=NEAR, section=("四季度目标",)),
            "",
            "requirement.development",
            "plan",
        ),
        (
            Row("改厕已完成20座", ("achievement.construction",), scores=NEAR, section=("四季度目标",)),
            "",
            "achievement.construction",
            None,
        ),
        # What was done of what was due, or stands beside a target, is no plan; what the next quarter brings is one.
        (
            Row("羊防疫针应打3250只，实打1900只。", ("requirement.development",), "plan", NEAR),
            "",
            "achievement.construction",
            None,
        ),
        (
            Row("前九个月17.9万元，年初定的目标是25万元。", ("requirement.development",), "plan", NEAR),
            "",
            "achievement.construction",
            None,
        ),
        (
            Row("四季度村里出3万元修路灯。", ("requirement.development",), "plan", NEAR),
            "",
            "requirement.development",
            "plan",
        ),
        (
            Row("10月15日转场，走四天。", ("other",), None, NEAR, review=True),
            "plans",
            "requirement.development",
            "plan",
        ),
        # What begins with a plea, and an item of a list that asks, are requests; what asks for nothing is none.
        (
            Row("第二件，请帮我们登记商标。", ("requirement.development",), "plan", NEAR),
            "",
            "requirement.development",
            "request",
        ),
        (
            Row("二，牧道上修3处饮水点。", ("achievement.construction",), None, NEAR, review=True),
            "requests",
            "requirement.development",
            "request",
        ),
        (Row("3、催保险。", ("other",), None, NEAR, review=True), "requests", "requirement.development", "request"),
        (
            Row("三一个，打野猪的指标给批几头。", ("bottleneck.resources",), None, NEAR, review=True),
            "requests",
            "requirement.development",
            "request",
        ),
        (
            Row("【困难与请求】电力和理赔是两大难题。", ("requirement.development",), "request", NEAR, review=True),
            "",
            "bottleneck.industry",
            None,
        ),
        (
            Row("梯田剩下的40亩也要做完的。", ("requirement.development",), "request", NEAR),
            "",
            "requirement.development",
            "plan",
        ),
        (
            Row("下季度就是摘果、入库。", ("requirement.development",), "request", NEAR),
            "requests",
            "requirement.development",
            "plan",
        ),
    ],
)
def test_words_and_headings_mend_what_the_tagger_took_a_sentence_for(
    row: Row, where: str, label: str, kind: str | None, taxonomy: Taxonomy
) -> None:
    told = told_as(row, taxonomy, where)
    assert told
    assert (told.label, told.kind) == (label, kind)


@pytest.mark.parametrize(("text", "kind"), [("派机械把剩下4处塌方清了。", "request"), ("桥断了一直没修。", None)])
def test_what_is_to_be_sent_is_asked_for(text: str, kind: str | None, taxonomy: Taxonomy) -> None:
    told = told_as(Row(text, ("bottleneck.resources",), scores=NEAR, review=True), taxonomy, "requests")
    assert told
    assert told.kind == kind
