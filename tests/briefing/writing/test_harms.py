"""What befell people and things, as the drafts print it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from huibao.briefing.make import Draft, make_briefing
from huibao.briefing.template import Template, load_template
from huibao.schema import AnnotatedReport
from huibao.taxonomy import Taxonomy
from tests.briefing.conftest import by_machine

if TYPE_CHECKING:
    from tests.conftest import Authored

_HEADING = "（一）险情、事故和灾害损失"


@pytest.fixture
def batch(authored: Authored) -> list[AnnotatedReport]:
    """Three villages; the damage of two was taken for deeds."""
    reports = [
        authored(
            "P\nachievement.industry|8月17日大风，羊棚掀了23座，压死羊羔14只。\n"
            "P\nachievement.construction|新修村道3.6公里，装路灯20盏。\n",
            village="石桥村",
        ),
        authored(
            "P\nachievement.industry|8月17日大风造成玉米受灾480亩，损失56万元。\n"
            "P\nachievement.governance|8月20日，塘工罗某检修水泵时触电身亡，善后还在谈。\n"
            "P\nbottleneck.resources|没有村医，看病要走两个钟头。\n",
            village="柳河村",
        ),
        authored("P\nother|村东堤脚掏空12米，只用沙袋压着，再遇大潮有决口危险。\n", village="双河村"),
    ]
    return list(map(by_machine, reports))


def _blocks(draft: Draft) -> list[str]:
    return [passage.text for passage in draft.briefing.passages]


def test_damage_stands_first_among_the_problems_and_nowhere_else(
    batch: list[AnnotatedReport], taxonomy: Taxonomy
) -> None:
    draft = make_briefing(batch, load_template("briefing"), taxonomy)
    blocks = _blocks(draft)
    told = blocks[blocks.index(_HEADING) + 1 :]
    assert blocks[blocks.index(_HEADING) - 1] == "二、存在的主要问题"
    assert told[:3] == [
        "人身安全：柳河村8月20日塘工罗某检修水泵时触电身亡，善后还在谈。",
        "险情：双河村村东堤脚掏空12米，只用沙袋压着，再遇大潮有决口危险。",
        "灾害和其他损失：石桥村8月17日大风，羊棚掀了23座，压死羊羔14只；"
        "柳河村8月17日大风造成玉米受灾480亩，损失56万元。",
    ]
    assert told[3].startswith("（二）")
    before = "".join(blocks[: blocks.index(_HEADING)])
    assert not any(word in before for word in ("羊棚", "受灾", "身亡"))
    assert draft.rejected == ()
    # The list of problems has what was not taken for one.
    listed = {row[3]: row[1] for row in draft.briefing.tables[1].rows}
    assert listed["8月17日大风，羊棚掀了23座，压死羊羔14只。"] == "险情和损失"


def test_a_bulletin_tells_the_worst_two(batch: list[AnnotatedReport], taxonomy: Taxonomy) -> None:
    text = "\n".join(_blocks(make_briefing(batch, load_template("bulletin"), taxonomy)))
    assert "险情、事故和损失方面，柳河村8月20日塘工罗某检修水泵时触电身亡，善后还在谈。双河村村东堤脚掏空" in text
    assert "羊棚" not in text


@pytest.mark.parametrize("genre", ["briefing", "speech", "bulletin"])
def test_where_nothing_befell_anybody_nothing_is_said(genre: str, authored: Authored, taxonomy: Taxonomy) -> None:
    calm = [authored("P\nbottleneck.resources|没有村医，看病要走两个钟头。\n", village="石桥村")]
    text = "".join(_blocks(make_briefing(calm, load_template(genre), taxonomy)))
    assert not any(word in text for word in ("险情", "警钟", "事故"))


def _with_most(template: Template, most: int | None) -> Template:
    """The template, whose parts tell apart so many events; None tells none apart."""
    parts = [
        replace(part, harms=replace(part.harms, most=most) if part.harms and most is not None else None)
        for part in template.parts
    ]
    return replace(template, parts=tuple(parts))


def test_without_a_part_for_them_events_stand_where_they_stood(
    batch: list[AnnotatedReport], taxonomy: Taxonomy
) -> None:
    blocks = _blocks(make_briefing(batch, _with_most(load_template("briefing"), None), taxonomy))
    text = "".join(blocks)
    assert _HEADING not in blocks
    assert "羊棚掀了23座" in text


def test_an_event_for_which_there_is_no_room_stands_where_it_stood_but_as_no_deed(
    batch: list[AnnotatedReport], authored: Authored, taxonomy: Taxonomy
) -> None:
    lack = by_machine(authored("P\nbottleneck.industry|8月5日冰雹打坏烟叶260亩，损失78万元。\n", village="新合村"))
    blocks = _blocks(make_briefing([*batch, lack], _with_most(load_template("briefing"), 2), taxonomy))
    place = blocks.index(_HEADING)
    assert "身亡" in blocks[place + 1]
    assert "烟叶260亩" in "".join(blocks[place + 3 :])
    assert not any("羊棚" in block for block in blocks)


def test_a_group_that_holds_nothing_but_events_has_no_lead(authored: Authored, taxonomy: Taxonomy) -> None:
    village = by_machine(authored("P\nbottleneck.methods|8月20日，塘工罗某检修水泵时触电身亡。\n", village="柳河村"))
    full = _blocks(make_briefing([village], load_template("briefing"), taxonomy))
    assert not any("柳河村" in block and "不足" in block for block in full)
    short = "".join(_blocks(make_briefing([village], load_template("bulletin"), taxonomy)))
    assert "触电身亡" in short
    assert "有反映" not in short


def test_the_list_of_problems_has_one_category_of_events(authored: Authored, taxonomy: Taxonomy) -> None:
    body = "P\nbottleneck.resources|8月20日，塘工罗某检修水泵时触电身亡。\nother|善后费用38万元，还没有着落。\n"
    rows = make_briefing([by_machine(authored(body))], load_template("lists"), taxonomy).briefing.tables[0].rows
    assert [row[1] for row in rows] == ["险情和损失"] * 2
