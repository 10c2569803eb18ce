"""As what a draft tells a sentence, beside what the tagger took it for."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest

from huibao.briefing.themes.headings import Place
from huibao.briefing.themes.told_as import Told, tell
from huibao.taxonomy import Taxonomy


@dataclass(frozen=True)
class Row:
    text: str
    labels: tuple[str, ...]
    kind: str | None = None
    scores: dict[str, float] = field(default_factory=dict)
    review: bool = False
    section: tuple[str, ...] = ()
    quotable: bool = True


_NEAR = {
    "bottleneck.resources": 0.3,
    "bottleneck.awareness": 0.2,
    "requirement.development": 0.2,
    "achievement.construction": 0.3,
}


_PLACES = {
    "": Place(),
    "problems": Place(problems=True),
    "requests": Place(requests=True),
    "deeds": Place(deeds=True),
    "opening": Place(opening=True),
}


def _told(row: Row, taxonomy: Taxonomy, where: str = "") -> Told | None:
    return tell(row, row.text, taxonomy, _PLACES[where])


def test_a_village_counts_for_every_lack_it_tells_of(taxonomy: Taxonomy) -> None:
    told = _told(Row("缺资金、缺人才，年轻人少，路不好走。", ("bottleneck.resources",)), taxonomy)
    assert told
    assert {theme.name for theme in told.themes} == {"缺资金", "缺人才和技术人员", "缺劳力", "道路不畅通"}
    told = _told(Row("没有村医，老人就等着镇上来人。", ("bottleneck.awareness",)), taxonomy)
    assert told
    assert told.label == "bottleneck.awareness"
    assert "看病就医不便" in {theme.name for theme in told.themes}


def test_a_lack_behind_a_deed_counts_too(taxonomy: Taxonomy) -> None:
    told = _told(Row("路灯修好了，但桥冲断了，大车过不来。", ("achievement.construction",), scores=_NEAR), taxonomy)
    assert told
    assert (told.label, told.lacks_too) == ("achievement.construction", "bottleneck.resources")
    assert "道路不畅通" in {theme.name for theme in told.themes}
    told = _told(Row("架了桥，解决了大车过不来的问题。", ("achievement.construction",), scores=_NEAR), taxonomy)
    assert told
    assert (told.lacks_too, told.themes[1:]) == ("", ())


def test_a_deed_that_the_tagger_is_sure_of_stays_one_under_a_heading_of_problems(taxonomy: Taxonomy) -> None:
    text = "送水四十车，还有两处水管老化、供水不足。"
    sure, unsure = ({**_NEAR, "achievement.construction": score} for score in (0.96, 0.6))
    told = [_told(Row(text, ("achievement.construction",), scores=s), taxonomy, "problems") for s in (sure, unsure)]
    assert [one.label for one in told if one] == ["achievement.construction", "bottleneck.resources"]


@pytest.mark.parametrize(
    ("row", "where", "label", "kind"),
    [
        # The words know more than a doubtful label.
        (
            Row("北沟还是老样子，出门就是泥。", ("bottleneck.awareness",), review=True, scores=_NEAR),
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
            Row("打架扯皮的调了九起，有一起还没说拢。", ("achievement.governance",), review=True, scores=_NEAR),
            "problems",
            "achievement.governance",
            None,
        ),
        (
            Row("报修的水管九处，还有十二处没有人修。", ("achievement.construction",), review=True, scores=_NEAR),
            "problems",
            "bottleneck.resources",
            None,
        ),
        (Row("存在的问题主要是资金不足，人手不够。", ("other",), scores=_NEAR), "", "bottleneck.resources", None),
        (
            Row("改厕进度慢，还差9座。", ("requirement.development",), "plan", _NEAR),
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
            Row("老人在屋里烧煤，煤气中毒，救过来了。", ("requirement.service",), "plan", _NEAR),
            "",
            "bottleneck.resources",
            None,
        ),
        # What is finished is no plan, however sure the tagger is; by when it shall be finished is one.
        (
            Row("养殖小区建成投用，19户的牛搬出寨子。", ("requirement.development",), "plan", _NEAR),
            "",
            "achievement.construction",
            None,
        ),
        (
            Row("养殖小区国庆节前建成投用。", ("requirement.development",), "plan", _NEAR),
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
            Row("汛期没有塌堤。", ("bottleneck.resources",), review=True, scores=_NEAR),
            "",
            "achievement.construction",
            None,
        ),
        (
            Row("果农自己出，一车40来块。", ("bottleneck.resources",), review=True, scores=_NEAR),
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
            Row("增配防疫员1名", ("other",), review=True, scores=_NEAR),
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
            Row("请旗里测绘，把界桩打下去。", ("achievement.construction",), scores=_NEAR, section=("三、明年打算",)),
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
                scores={**_NEAR, "achievement.industry": 0.5},
            ),
            "deeds",
            "achievement.industry",
            None,
        ),
        (
            Row("分拣线每吨收35元。", ("bottleneck.resources",), review=True, scores=_NEAR),
            "",
            "bottleneck.resources",
            None,
        ),
        # A numbered row of a list of requests begins with what is asked.
        (
            Row("31. 开通镇区到园区的夜班公交。", ("other",), review=True, scores=_NEAR),
            "requests",
            "requirement.development",
            "request",
        ),
        # What does not lie ahead is no plan: among problems it is one.
        (
            Row("学习上就是读文件，读完就散。", ("requirement.politics",), "plan", _NEAR),
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
            Row("改厕完成20座", ("achievement.construction",), scores=_NEAR, section=("四季度目标",)),
            "",
            "requirement.development",
            "plan",
        ),
        (
            Row("改厕已完成20座", ("achievement.construction",), scores=_NEAR, section=("四季度目标",)),
            "",
            "achievement.construction",
            None,
        ),
    ],
)
def test_words_and_headings_mend_what_the_tagger_took_a_sentence_for(
    row: Row, where: str, label: str, kind: str | None, taxonomy: Taxonomy
) -> None:
    told = _told(row, taxonomy, where)
    assert told
    assert (told.label, told.kind) == (label, kind)


def test_what_asserts_nothing_is_not_told(taxonomy: Taxonomy) -> None:
    assert _told(Row("现将情况汇报如下：", ("other",), scores=_NEAR), taxonomy, "problems") is None
    assert _told(Row("征途漫漫，惟有奋斗；", ("other",), scores=_NEAR), taxonomy, "requests") is None


@pytest.mark.parametrize(
    ("row", "where"),
    [
        # What opens a report, and what was not done and nobody complains of.
        (Row("上半年主要抓了养蚕、修渠几件事。", ("achievement.industry",), scores=_NEAR), "opening"),
        (Row("上半年没有发展党员。", ("achievement.governance",), scores=_NEAR), ""),
        (Row("17. 路灯：本季度没有新装。", ("bottleneck.resources",), scores=_NEAR), "deeds"),
        # Facts in a row and a line of verse are no plans.
        (Row("6. 低收入农户：18户", ("requirement.development",), "plan", {"requirement.development": 0.9}), ""),
        (Row("春潮万里帆正满，山河一路马蹄轻。", ("requirement.development",), "plan", _NEAR), ""),
    ],
)
def test_what_tells_neither_of_a_deed_nor_of_a_lack_nor_of_a_plan_is_not_told(
    row: Row, where: str, taxonomy: Taxonomy
) -> None:
    assert _told(row, taxonomy, where) is None


@pytest.mark.parametrize(
    ("row", "where"),
    [
        (Row("全年新修水渠12公里。", ("achievement.industry",), scores=_NEAR), "opening"),
        (Row("上半年没有新装路灯，群众有怨言。", ("bottleneck.resources",), scores=_NEAR), "deeds"),
        (Row("没有发展党员。", ("bottleneck.methods",), scores=_NEAR), "problems"),
        (Row("年底目标：改厕40户。", ("requirement.development",), "plan", _NEAR), ""),
        (Row("电梯坏了先背人，楼长跟我排了班。", ("requirement.service",), "plan", _NEAR), ""),
    ],
)
def test_a_figure_a_complaint_an_aim_and_prose_are_told(row: Row, where: str, taxonomy: Taxonomy) -> None:
    told = _told(row, taxonomy, where)
    assert told
    assert (told.label, told.kind) == (row.labels[0], row.kind)


def test_what_nobody_complains_of_is_no_doubtful_lack(taxonomy: Taxonomy) -> None:
    row = Row("15. 路灯：本季度没有装，计划明年装20盏", ("bottleneck.resources",), review=True, scores=_NEAR)
    assert _told(row, taxonomy) is None
    assert _told(replace(row, review=False), taxonomy)


def _themes(row: Row, taxonomy: Taxonomy, topic: str = "") -> set[str]:
    told = tell(row, row.text, taxonomy, Place(topic=topic))
    return {theme.name for theme in told.themes} if told else set()


def test_the_topic_says_of_what_a_sentence_complains(taxonomy: Taxonomy) -> None:
    row = Row("装是装了，今年的补贴还没有发，群众说先垫不起。", ("bottleneck.resources",), review=True)
    assert "冬季取暖负担重" in _themes(row, taxonomy, "群众取暖")
    assert "冬季取暖负担重" not in _themes(row, taxonomy)
    # What the words before it lack by themselves is told there.
    row = Row("边坡的巡查断过几天。", ("bottleneck.methods",), review=True)
    assert "销路和价格不稳" not in _themes(row, taxonomy, "桃子没有销路")


def test_a_lack_taken_for_a_plan_is_a_lack(taxonomy: Taxonomy) -> None:
    told = _told(Row("牛价一直往下走，多数贷款还不起。", ("bottleneck.industry",), kind="plan", review=True), taxonomy)
    assert told
    assert (told.label, told.kind, told.aspect) == ("bottleneck.industry", None, "销路和价格不稳")
    row = Row("老棚的后墙都鼓了，刮坏了好几座。", ("requirement.development",), kind="plan", scores=_NEAR, review=True)
    told = _told(row, taxonomy)
    assert told
    assert (told.label, told.kind, told.aspect) == ("bottleneck.resources", None, "大棚圈舍老旧")


@pytest.mark.parametrize(
    ("text", "counted"),
    [("老寨那边三天放一回水。", True), ("水管老断，当天都修好了。", False), ("建成水池3口。", False)],
)
def test_a_doubtful_deed_that_complains_counts_as_a_lack(text: str, counted: bool, taxonomy: Taxonomy) -> None:
    row = Row(text, ("achievement.construction",), scores=_NEAR, review=True)
    assert ("供水灌溉困难" in _themes(row, taxonomy)) is counted


def test_who_asks_for_the_remedy_lacks_it(taxonomy: Taxonomy) -> None:
    row = Row("上寨水管老断，请镇里给200米水管。", ("requirement.development",), kind="request")
    assert "供水灌溉困难" in _themes(row, taxonomy)
    row = Row("请镇里给200米水管。", ("requirement.development",), kind="request")
    assert "供水灌溉困难" not in _themes(row, taxonomy)


def test_a_row_that_says_none_of_what_nobody_wants_is_no_lack(taxonomy: Taxonomy) -> None:
    row = Row("14.集体债务 无。", ("bottleneck.industry",), review=True)
    assert "缺资金" not in _themes(row, taxonomy)
    assert "污水垃圾治理欠账" in _themes(Row("生活污水没有管网，夏天臭。", ("bottleneck.resources",)), taxonomy)


def test_that_somebody_was_run_over_is_no_deed(taxonomy: Taxonomy) -> None:
    scores = _NEAR | {"achievement.construction": 0.6}
    told = _told(
        Row("6月9日煤车把骑电动车的人撞了，腿骨折。", ("achievement.construction",), scores=scores, review=True),
        taxonomy,
    )
    assert told
    assert (told.label, told.aspect) == ("bottleneck.resources", "人员伤病")


def test_a_figure_that_nobody_complains_of_is_no_lack(taxonomy: Taxonomy) -> None:
    scores = {"bottleneck.industry": 0.7, "achievement.industry": 0.23}
    row = Row("羊有870只，这一季卖了九十几只。", ("bottleneck.industry",), scores=scores, review=True)
    for where, label in (("", "achievement.industry"), ("problems", "bottleneck.industry")):
        told = _told(row, taxonomy, where)
        assert told
        assert told.label == label
    told = _told(replace(row, text="羊有870只，没人会治，死了20只。"), taxonomy)
    assert told
    assert told.label == "bottleneck.industry"


def test_what_is_sound_lacks_nothing_beside(taxonomy: Taxonomy) -> None:
    labels = ("achievement.construction", "bottleneck.resources")
    told = _told(Row("汛前检查淤地坝3座，未见异常。", labels, review=True, scores=_NEAR), taxonomy)
    assert told
    assert (told.label, told.lacks_too) == ("achievement.construction", "")


def test_what_asks_for_nothing_is_no_request(taxonomy: Taxonomy) -> None:
    scores = {"requirement.development": 0.5, "bottleneck.resources": 0.4}
    row = Row("农忙时工坊的人也请假回去，两头都缺人。", ("requirement.development",), "request", scores, review=True)
    told = _told(row, taxonomy, "problems")
    assert told
    assert (told.label, told.kind) == ("bottleneck.resources", None)
    assert "缺劳力" in {theme.name for theme in told.themes}


def test_a_paragraph_of_plans_asks_for_nothing(taxonomy: Taxonomy) -> None:
    row = Row("樱桃棚换膜20座。", ("requirement.development",), "plan")
    told = tell(row, row.text, taxonomy, Place(plans=True))
    assert told
    assert told.kind == "plan"


def test_what_came_of_this_quarter_is_no_plan(taxonomy: Taxonomy) -> None:
    scores = {"requirement.development": 0.9, "achievement.industry": 0.02}
    told = _told(Row("撂荒地这季度种回来84亩。", ("requirement.development",), "plan", scores), taxonomy)
    assert told
    assert (told.label, told.kind) == ("achievement.industry", None)


def test_counts_of_people_are_no_case(taxonomy: Taxonomy) -> None:
    told = _told(Row("党员49名，低保18户，在外打工402人。", ("achievement.poverty",)), taxonomy)
    assert told
    assert (told.register, told.aspect, told.themes) == (True, "", ())


def test_an_accident_is_no_deed(taxonomy: Taxonomy) -> None:
    scores = {"achievement.poverty": 0.6, "bottleneck.resources": 0.1}
    text = "6月3日三组冯某放棚时胳膊绞进卷帘机里，骨折，已经出院。"
    told = _told(Row(text, ("achievement.poverty",), scores=scores, review=True), taxonomy)
    assert told
    assert (told.label, told.aspect) == ("bottleneck.resources", "人员伤病")
