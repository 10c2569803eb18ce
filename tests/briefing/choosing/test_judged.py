from __future__ import annotations

from typing import TYPE_CHECKING

from huibao.briefing.choosing.judged import judged
from huibao.briefing.choosing.points import Point
from huibao.briefing.make import gather
from huibao.taxonomy import Taxonomy

if TYPE_CHECKING:
    from tests.conftest import Authored

_LEANS, _WHOLE = "一家的墙到现在还没修好。", "危房改造12户全部竣工入住。"


def _judged(authored: Authored, taxonomy: Taxonomy, *lines: str) -> list[Point]:
    report = authored("P\n" + "".join(f"{line}\n" for line in lines), village="石桥村")
    return judged(gather([report], taxonomy).points)


def test_what_readers_would_not_let_stand_is_probably_faulty(authored: Authored, taxonomy: Taxonomy) -> None:
    leans, whole = _judged(authored, taxonomy, *(f"achievement.construction|{text}" for text in (_LEANS, _WHOLE)))
    assert leans.faulty > 2 * whole.faulty > 0


def test_danger_and_what_cannot_be_said_are_not_asked_about(authored: Authored, taxonomy: Taxonomy) -> None:
    danger, short = _judged(
        authored,
        taxonomy,
        "bottleneck.resources|那边一个孩子掉进水里淹死了。",
        "achievement.construction|修好了。",
    )
    assert danger.endangers
    assert danger.faulty == short.faulty == 0


def test_there_may_be_no_points() -> None:
    assert judged([]) == []
