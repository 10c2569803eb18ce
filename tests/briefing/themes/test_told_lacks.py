"""Which lacks a draft counts of a sentence, and what is none, no deed and no request."""

from __future__ import annotations

from dataclasses import replace

import pytest

from huibao.briefing.themes.headings import Place
from huibao.briefing.themes.told_as import tell
from huibao.taxonomy import Taxonomy
from tests.briefing.themes.row import NEAR, Row, told_as


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
    told = told_as(
        Row("牛价一直往下走，多数贷款还不起。", ("bottleneck.industry",), kind="plan", review=True), taxonomy
    )
    assert told
    assert (told.label, told.kind, told.aspect) == ("bottleneck.industry", None, "销路和价格不稳")
    row = Row("老棚的后墙都鼓了，刮坏了好几座。", ("requirement.development",), kind="plan", scores=NEAR, review=True)
    told = told_as(row, taxonomy)
    assert told
    assert (told.label, told.kind, told.aspect) == ("bottleneck.resources", None, "大棚圈舍老旧")


@pytest.mark.parametrize(
    ("text", "counted"),
    [("老寨那边三天放一回水。", True), ("水管老断，当天都修好了。", False), ("建成水池3口。", False)],
)
def test_a_doubtful_deed_that_complains_counts_as_a_lack(text: str, counted: bool, taxonomy: Taxonomy) -> None:
    row = Row(text, ("achievement.construction",), scores=NEAR, review=True)
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
    scores = NEAR | {"achievement.construction": 0.6}
    told = told_as(
        Row("6月9日煤车把骑电动车的人撞了，腿骨折。", ("achievement.construction",), scores=scores, review=True),
        taxonomy,
    )
    assert told
    assert (told.label, told.aspect) == ("bottleneck.resources", "人员伤病")


def test_a_figure_that_nobody_complains_of_is_no_lack(taxonomy: Taxonomy) -> None:
    scores = {"bottleneck.industry": 0.7, "achievement.industry": 0.23}
    row = Row("羊有870只，这一季卖了九十几只。", ("bottleneck.industry",), scores=scores, review=True)
    for where, label in (("", "achievement.industry"), ("problems", "bottleneck.industry")):
        told = told_as(row, taxonomy, where)
        assert told
        assert told.label == label
    told = told_as(replace(row, text="羊有870只，没人会治，死了20只。"), taxonomy)
    assert told
    assert told.label == "bottleneck.industry"


def test_what_is_sound_lacks_nothing_beside(taxonomy: Taxonomy) -> None:
    labels = ("achievement.construction", "bottleneck.resources")
    told = told_as(Row("汛前检查淤地坝3座，未见异常。", labels, review=True, scores=NEAR), taxonomy)
    assert told
    assert (told.label, told.lacks_too) == ("achievement.construction", "")


def test_what_asks_for_nothing_is_no_request(taxonomy: Taxonomy) -> None:
    scores = {"requirement.development": 0.5, "bottleneck.resources": 0.4}
    row = Row("农忙时工坊的人也请假回去，两头都缺人。", ("requirement.development",), "request", scores, review=True)
    told = told_as(row, taxonomy, "problems")
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
    told = told_as(Row("撂荒地这季度种回来84亩。", ("requirement.development",), "plan", scores), taxonomy)
    assert told
    assert (told.label, told.kind) == ("achievement.industry", None)


def test_counts_of_people_are_no_case(taxonomy: Taxonomy) -> None:
    told = told_as(Row("党员49名，低保18户，在外打工402人。", ("achievement.poverty",)), taxonomy)
    assert told
    assert (told.register, told.aspect, told.themes) == (True, "", ())


def test_an_accident_is_no_deed(taxonomy: Taxonomy) -> None:
    scores = {"achievement.poverty": 0.6, "bottleneck.resources": 0.1}
    text = "6月3日三组冯某放棚时胳膊绞进卷帘机里，骨折，已经出院。"
    told = told_as(Row(text, ("achievement.poverty",), scores=scores, review=True), taxonomy)
    assert told
    assert (told.label, told.aspect) == ("bottleneck.resources", "人员伤病")
