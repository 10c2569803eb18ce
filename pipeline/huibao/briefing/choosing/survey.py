"""What the opening of a subsection may rank, and under which of it each case stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from huibao.briefing.choosing.points import Cluster, Point
from huibao.briefing.choosing.shared import SHARED, Shared, one_a_village, shared_aspects, told_of
from huibao.briefing.themes.aspects import cued
from huibao.briefing.wording.style import arabic
from huibao.schema import Source
from huibao.segment.normalize import normalize
from huibao.taxonomy import Role

# Raised by at least one in so many of the villages that speak, and by more than two of many.
_WIDELY, _HALF = 4, 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Survey:
    """What the villages of a subsection raise.

    Attributes:
        sources: a sentence of each village that speaks.
        shared: aspects that several raise, the most widely raised first.
    """

    sources: tuple[Source, ...]
    shared: tuple[Shared, ...]

    @property
    def wide(self) -> tuple[Shared, ...]:
        """Aspects that many of the villages raise; an opening ranks no others."""
        return tuple(aspect for aspect in self.shared if _is_wide(aspect.count, len(self.sources)))


def survey(raised: Sequence[Point], points: Iterable[Point], role: Role, label: str) -> Survey:
    """What the villages of a subsection raise.

    What is lacking is told in many places: a village that says so in passing lacks it as well.

    Args:
        raised: points of the subsection.
        points: of the batch.
        role, label: what the subsection tells of; the label is empty where it tells of all of the role.
    """
    heard, keys = list(raised), frozenset[str]()
    if role == "lacking":
        keys = frozenset([label] if label else [point.label for point in raised])
        heard += [point for point in told_of(points, keys) if point not in raised]
    return Survey(sources=one_a_village(heard), shared=tuple(shared_aspects(heard, keys)))


def cases_of(clusters: Sequence[Cluster], ranked: Sequence[Shared]) -> dict[str, list[Cluster]]:
    """The cases under each aspect that has any, in the order of the aspects; each case stands under one.

    A case stands under what it is mainly about; one that tells of two things helps out where there is no other.

    Args:
        clusters: what is said, best first.
        ranked: aspects, the most widely raised first.
    """
    found: dict[str, list[Cluster]] = {aspect.name: [] for aspect in ranked}
    for cluster in clusters:
        name = next((name for name in told_in(cluster.lead) if name in found), None)
        if name is not None:
            found[name].append(cluster)
    for name, mine in found.items():
        spare = [
            cluster for cases in found.values() if len(cases) > 1 for cluster in cases if name in told_in(cluster.lead)
        ]
        if not mine and spare:
            next(cases for cases in found.values() if spare[0] in cases).remove(spare[0])
            mine.append(spare[0])
    return {name: cases for name, cases in found.items() if cases}


def told_in(point: Point) -> list[str]:
    """Names of the aspects of which the words that a draft prints of a point are a case, the main one first.

    Its village is counted for all that the sentence tells. Printed among the cases of one, it must tell that: what it
    is mainly about, unless the words that say so were cut off, and what else its printed words say themselves.
    """
    printed = {theme.name for theme in cued(point.wording.text)}
    cut_off = {theme.name for theme in cued(arabic(normalize(point.source.text).text))} - printed
    main = [point.aspect] if point.aspect and point.aspect not in cut_off else []
    return [*main, *(theme.name for theme in point.themes if theme.name in printed and theme.name not in main)]


def _is_wide(count: int, villages: int) -> bool:
    return _WIDELY * count >= villages and (count > SHARED or _HALF * count >= villages)
