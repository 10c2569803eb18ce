"""Choose what a draft says: prevalent, central, specific points, every village heard, none too often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from huibao.briefing.points import Cluster, Point, cluster_points, sayable
from huibao.briefing.template import Part
from huibao.taxonomy import Label, Taxonomy

# Weights of the ranking; prevalence dominates, a village already quoted steps back.
_PER_VILLAGE = 1.0
_CENTRAL = 2.0
_SPECIFIC = 0.6
_DOUBTFUL = 0.5
_ALREADY_HEARD = 0.8
_IDEAL_LENGTH = 38
_PER_CHARACTER_OFF = 0.01


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """A subsection's content.

    Attributes:
        label: None where the part is written in one piece.
        raised: all points of the subsection, said or not; its counts come from here.
        chosen: the groups it says, in print order; the first point of each is the one printed.
    """

    label: Label | None
    raised: tuple[Point, ...]
    chosen: tuple[Cluster, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Selection:
    """Choices of each part, in the template's order, and the points nobody will read."""

    parts: tuple[tuple[Choice, ...], ...]
    left_out: tuple[Point, ...]


def belongs(point: Point, part: Part, taxonomy: Taxonomy) -> bool:
    """Whether a point is one of a part's."""
    return taxonomy[point.label].role == part.role and (not part.kinds or point.kind in part.kinds)


def select(points: Sequence[Point], parts: Sequence[Part], taxonomy: Taxonomy) -> Selection:
    """Choose groups for every subsection, then make sure that each village is heard once.

    A village that the ranking passed over is given its best sayable point in the subsection where that
    point belongs, in addition to the limit.
    """
    heard: Counter[str] = Counter()
    slots: list[list[_Slot]] = []
    for part in parts:
        mine = [point for point in points if belongs(point, part, taxonomy)]
        labels: list[Label | None] = list(taxonomy.with_role(part.role)) if part.each else [None]
        slots.append([])
        for label in labels:
            raised = [point for point in mine if label is None or point.label == label.key]
            slot = _Slot(label, raised, cluster_points(raised))
            slot.fill(part.limit, heard)
            slots[-1].append(slot)
    everyone = list(dict.fromkeys(point.source.village for point in points))
    for village in everyone:
        if not heard[village]:
            _hear(village, [slot for part in slots for slot in part], heard)
    said = {id(point) for part in slots for slot in part for cluster in slot.chosen for point in cluster.points}
    return Selection(
        parts=tuple(
            tuple(Choice(label=slot.label, raised=tuple(slot.raised), chosen=tuple(slot.chosen)) for slot in part)
            for part in slots
        ),
        left_out=tuple(point for point in points if id(point) not in said),
    )


@dataclass(slots=True)
class _Slot:
    label: Label | None
    raised: list[Point]
    candidates: list[Cluster]
    chosen: list[Cluster]

    def __init__(self, label: Label | None, raised: list[Point], clusters: list[Cluster]) -> None:
        self.label = label
        self.raised = raised
        self.candidates = [cluster for cluster in clusters if sayable(cluster.points[0])]
        self.chosen = []

    def fill(self, limit: int, heard: Counter[str]) -> None:
        while self.candidates and len(self.chosen) < limit:
            here = Counter(cluster.points[0].source.village for cluster in self.chosen)
            best = max(self.candidates, key=lambda cluster: _merit(cluster, heard + here + here))
            self.take(best, heard)

    def take(self, cluster: Cluster, heard: Counter[str]) -> None:
        self.candidates.remove(cluster)
        self.chosen.append(cluster)
        heard.update(cluster.villages)


def _merit(cluster: Cluster, heard: Counter[str]) -> float:
    lead = cluster.points[0]
    return (
        _PER_VILLAGE * min(len(cluster.villages), 6)
        + _CENTRAL * cluster.centrality
        + _SPECIFIC * lead.has_figure
        + lead.confidence
        - _DOUBTFUL * lead.review
        - _ALREADY_HEARD * heard[lead.source.village]
        - _PER_CHARACTER_OFF * abs(len(lead.wording.text) - _IDEAL_LENGTH)
    )


def _hear(village: str, slots: Sequence[_Slot], heard: Counter[str]) -> None:
    options = [
        (cluster, slot) for slot in slots for cluster in slot.candidates if cluster.points[0].source.village == village
    ]
    if options:
        cluster, slot = max(options, key=lambda option: _merit(option[0], heard))
        slot.take(cluster, heard)
