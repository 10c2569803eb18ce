"""How likely each point of a batch is to be one that readers would not let stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from huibao.briefing.choosing.points import Point, sayable
from huibao.briefing.wording.standing import Printed, shipped_model


def judged(points: Sequence[Point]) -> list[Point]:
    """The points with what the model says of their wordings; danger, which is told anyhow, is not asked about.

    Args:
        points: of a batch.
    """
    asked = [place for place, point in enumerate(points) if sayable(point) and not point.endangers]
    printed = [Printed(wording=points[place].wording.text, sentence=points[place].source.text) for place in asked]
    found = list(points)
    for place, faulty in zip(asked, shipped_model().faulty(printed), strict=True):
        found[place] = replace(points[place], faulty=float(faulty))
    return found
