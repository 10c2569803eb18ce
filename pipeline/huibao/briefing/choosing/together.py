"""The same lack told under several labels as one: each of its cases under the label that it belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from huibao.briefing.choosing.points import Point
from huibao.briefing.choosing.shared import SHARED
from huibao.taxonomy import Taxonomy


def together(points: Sequence[Point], taxonomy: Taxonomy) -> list[Point]:
    """The points, those of a lack that other villages tell as well under its label.

    One village tells 保险没赔 among 工作方法, another among 产业发展: a reader looks for both in one place. What is
    about something of its own label stays there.

    Args:
        points: of a batch.
        taxonomy: roles of the labels.
    """
    lacking = {label.key for label in taxonomy.with_role("lacking")}
    villages: dict[str, set[str]] = {}
    for point in points:
        for theme in point.themes:
            if theme.key in lacking:
                villages.setdefault(theme.name, set()).add(point.village)

    def told(point: Point) -> Point:
        if point.label not in lacking or point.aspect:
            return point
        shared = [t for t in point.themes if t.key in lacking and len(villages[t.name]) >= SHARED]
        if not shared:
            return point
        theme = max(shared, key=lambda theme: len(villages[theme.name]))
        return replace(point, label=theme.key, aspect=theme.name)

    return [told(point) for point in points]
