"""What several villages raise, and how many they are."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Self

from huibao.briefing.choosing.points import Cluster, Point
from huibao.schema import Source

# So many share an aspect at least.
SHARED = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Shared:
    """An aspect that several villages raise.

    Attributes:
        name: of the aspect.
        count: of the villages that probably raise it.
        sources: a sentence of each of them; where others may, or one of them may not, only of those that surely do.
        exact: those are all, so that they may be counted.
    """

    name: str
    count: int
    sources: tuple[Source, ...]
    exact: bool = True

    def naming(self, cases: Iterable[Cluster]) -> Self:
        """The aspect as it is told above its cases: whose case stands below is named with the others."""
        known = {source.village for source in self.sources}
        more = {case.lead.village: case.lead.source for case in cases if case.lead.village not in known}
        return self if self.exact else replace(self, sources=(*self.sources, *more.values()))


def told_of(points: Iterable[Point], keys: Collection[str]) -> list[Point]:
    """The points of some labels, and those told elsewhere that bear one of their aspects.

    没有村医，老人就等着镇上来人 is told among 思想认识, and its village lacks people all the same.
    """
    return [
        point
        for point in points
        if point.label in keys or point.lacks_too in keys or any(theme.key in keys for theme in point.themes)
    ]


def shared_aspects(points: Iterable[Point], keys: Collection[str] = ()) -> list[Shared]:
    """Aspects that at least two villages raise, the most widely raised first.

    Args:
        points: of a subsection, or of all that tell of it.
        keys: labels whose aspects count, of those that surely raise them; without any, each point's own aspect does.
    """
    by_aspect: dict[str, list[Point]] = {}
    for point in points:
        names = [theme.name for theme in point.themes if theme.key in keys] if keys else [point.aspect]
        for name in filter(None, names):
            by_aspect.setdefault(name, []).append(point)
    shared = []
    for name, mine in by_aspect.items():
        every = one_a_village(mine, name, keys)
        exact = not keys or any(name in point.all_known for point in mine)
        sure = {point.village for point in mine if exact or name in point.surely}
        sources = tuple(source for source in every if source.village in sure)
        if len(sources) >= SHARED:
            shared.append(Shared(name=name, count=len(every), sources=sources, exact=exact))
    return sorted(shared, key=lambda aspect: -aspect.count)


def one_a_village(points: Iterable[Point], aspect: str = "", keys: Collection[str] = ()) -> tuple[Source, ...]:
    """The surest point of each village, villages in the order they first speak.

    Args:
        points: of which one a village is cited.
        aspect: a village is cited with what is mainly about it, where it tells that.
        keys: labels of which it is, with what it tells under them.
    """

    def cites(point: Point) -> tuple[bool, bool, float]:
        return bool(aspect) and point.aspect == aspect, point.label in keys, point.confidence

    best: dict[str, Point] = {}
    for point in points:
        if point.village not in best or cites(point) > cites(best[point.village]):
            best[point.village] = point
    return tuple(point.source for point in best.values())
