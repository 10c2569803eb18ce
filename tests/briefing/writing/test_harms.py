"""What befell people and things, as the drafts print it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from huibao.briefing.make import Draft, make_briefing
from huibao.briefing.template import load_template
from huibao.schema import AnnotatedReport
from huibao.taxonomy import Taxonomy

if TYPE_CHECKING:
    from tests.conftest import Authored

_HEADING = "（一）险情、事故和灾害损失"


@pytest.fixture
def batch(authored: Authored) -> list[AnnotatedReport]:
    """Three villages; the damage of two was taken for deeds."""
    return [
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
        "人员伤亡和遇险：柳河村8月20日塘工罗某检修水泵时触电身亡，善后还在谈。",
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
