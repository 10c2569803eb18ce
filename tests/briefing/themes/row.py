"""A sentence as the frame has it, and as what a draft tells it; for the tests of this folder."""

from __future__ import annotations

from dataclasses import dataclass, field

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
    period: str = "2025Q3"


NEAR = {
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
    "plans": Place(plans=True),
}


def told_as(row: Row, taxonomy: Taxonomy, where: str = "") -> Told | None:
    return tell(row, row.text, taxonomy, _PLACES[where])
