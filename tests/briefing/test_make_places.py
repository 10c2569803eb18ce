"""Where a draft tells what: deeds among deeds, lacks among problems, and blame of nobody by name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from huibao.briefing.make import Draft, make_briefing
from huibao.briefing.template import load_template
from huibao.taxonomy import Taxonomy

if TYPE_CHECKING:
    from tests.conftest import Authored


def _text(draft: Draft) -> str:
    return "\n".join(passage.text for passage in draft.briefing.passages)


def test_damage_tagged_as_a_deed_is_told_among_the_problems(authored: Authored, taxonomy: Taxonomy) -> None:
    body = (
        "P\nachievement.construction|过江管年久失修，五一期间爆管两次，停水41小时。\n"
        "achievement.construction|新修机耕路三公里，货车开到地头。\nbottleneck.industry|鱼塘总体平稳，没有发生大的病害。\n"
    )
    text = _text(make_briefing([authored(body, village="石桥村")], load_template("briefing"), taxonomy))
    deeds, _, problems = text.partition("存在的主要问题")
    assert "新修机耕路" in deeds
    assert "爆管" not in deeds
    assert "爆管" in problems
    assert "总体平稳" not in problems


def test_among_deeds_stands_what_was_done_and_no_doubtful_mixture(authored: Authored, taxonomy: Taxonomy) -> None:
    mixed = authored("P\nachievement.construction|路修是修好了，边沟没钱做，路肩掏空了两截。\n", village="柳河村")
    doubted = replace(mixed, tags=tuple(replace(tag, review=True) for tag in mixed.tags))
    plain = authored("P\nachievement.construction|今年自来水入户142户，未通21户。\n", village="石桥村")
    deeds = _text(make_briefing([doubted, plain], load_template("briefing"), taxonomy)).partition("存在的主要问题")[0]
    assert "自来水入户142户。" in deeds
    assert "没钱做" not in deeds


def test_a_speech_names_no_village_for_what_its_people_are_blamed_for(authored: Authored, taxonomy: Taxonomy) -> None:
    body = "P\nbottleneck.methods|有的村干部遇到难题绕着走，合同到期三个月没有重签。\n"
    batch = [authored(body, village="石桥村")]
    speech, briefing = (_text(make_briefing(batch, load_template(genre), taxonomy)) for genre in ("speech", "briefing"))
    assert "有的村干部遇到难题绕着走" in speech
    assert "石桥村有的村干部" not in speech
    assert "石桥村有的村干部遇到难题绕着走" in briefing
