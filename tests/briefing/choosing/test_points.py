"""What a point's wording calls the one whose report it is from, and which of several that say the same is printed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from huibao.briefing.choosing.points import cluster_points, landscape
from huibao.briefing.make import gather
from huibao.taxonomy import VILLAGE, Reporter, Taxonomy

if TYPE_CHECKING:
    from tests.conftest import Authored


@pytest.mark.parametrize(
    ("reporter", "told"), [(VILLAGE, "到该村讲课"), (Reporter(noun="学校", counter="所"), "到该学校讲课")]
)
def test_what_is_named_again_is_called_as_the_office_calls_it(
    reporter: Reporter, told: str, authored: Authored, taxonomy: Taxonomy
) -> None:
    line = "P\nachievement.governance|石桥小学是县里定的示范点，县里专门派人到石桥小学讲课。\n"
    (point,) = gather([authored(line, village="石桥小学")], replace(taxonomy, reporter=reporter)).points
    assert point.wording.text.endswith(told)


@pytest.mark.parametrize(
    ("before", "text", "told"),
    [
        ("七月。", "月初开了村民代表会，定了修路的事。", "7月初开了村民代表会，定了修路的事"),
        ("8月9日夜坝脚渗水。", "当夜把坝下112人转移到小学。", "8月9日夜把坝下112人转移到小学"),
    ],
)
def test_a_day_is_told_that_the_paragraph_tells_before(
    before: str, text: str, told: str, authored: Authored, taxonomy: Taxonomy
) -> None:
    lines = f"P\nother|{before}\nachievement.governance|{text}\n"
    point = gather([authored(lines, village="石桥村")], taxonomy).points[-1]
    assert (point.wording.text, point.wording.fit) == (told, True)
    assert [source.index for source in point.cited] == [1, 0]


@pytest.mark.parametrize("worse", [0, 1])
def test_of_what_villages_say_alike_one_that_may_stand_is_printed(
    worse: int, authored: Authored, taxonomy: Taxonomy
) -> None:
    line = "P\nachievement.construction|硬化产业路3公里，群众运货方便了。\n"
    batch = [authored(line, village=village) for village in ("石桥村", "柳河村")]
    found = gather(batch, taxonomy).points
    points = [replace(point, faulty=0.6 if place == worse else 0.4) for place, point in enumerate(found)]
    (cluster,) = cluster_points(points, landscape(points))
    assert cluster.lead == points[1 - worse]
