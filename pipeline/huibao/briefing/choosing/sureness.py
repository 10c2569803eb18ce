"""Which villages surely tell a lack, and whether they are all who do: what a draft may count and name.

The aspect model, the cues and what other villages say of the same lack give each sentence a chance to tell it. A
village that tells it probably joins those that tell it surely; one that hardly does is not counted. A count is as sure
as that each of its villages belongs to it and none of the others does.

What the bounds below bring is measured (``python -m benchmarks.sureness``) and stands in ``models/aspects/README.md``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from huibao.briefing.choosing.points import Point
from huibao.briefing.themes.asking import REQUEST
from huibao.briefing.themes.aspect_model import Saying, shipped_model
from huibao.briefing.themes.aspects import ANYWHERE, themes, yielding
from huibao.briefing.themes.sureness_model import Batch, Flags, Sureness, shipped_sureness
from huibao.frames import rows
from huibao.segment.normalize import normalize
from huibao.taxonomy import Taxonomy

if TYPE_CHECKING:
    import pandas as pd

# From these chances on a sentence joins a lack that other villages tell, is still counted for it, and its village is
# named; and from this one on a count is printed.
_JOINS, _STAYS, _NAMED, _EXACT = 0.6, 0.4, 0.75, 0.6
# Of a lack that only cues know: what a cue is worth, and a sentence this like to one of another village; and the chance
# that a village which no cue found tells it all the same (of 54 such villages of five batches 11 did).
_BY_CUE, _LIKE, _BY_LIKENESS, _UNFOUND = 0.95, 0.6, 0.7, 0.2


def sured(points: Sequence[Point], sentences: pd.DataFrame, taxonomy: Taxonomy) -> list[Point]:
    """The points, each counted for what it probably lacks, with what its village surely does and what is known of all.

    Args:
        points: of a batch, as :func:`~huibao.briefing.choosing.points.find_points` gave them.
        sentences: the frame that they are of.
        taxonomy: roles of the labels.
    """
    in_order = list(rows(sentences))
    place_of = {(row.report, row.index): place for place, row in enumerate(in_order)}
    batch = _batch(points, in_order, taxonomy)
    judged = judged_lacks(batch, shipped_sureness())
    known = frozenset(lack.name for lack in judged if lack.exact)

    def told(point: Point) -> Point:
        place = place_of[point.source.report, point.source.index]
        gone = {lack.name for lack in judged if lack.drops[place]}
        kept = tuple(theme for theme in point.themes if theme.name not in gone)
        joins = point.label in batch.lacking and point.kind != REQUEST
        new = tuple(themes()[lack.name] for lack in judged if joins and lack.joins[place])
        # 渠坏了: what it joins under its own label it is about, where nothing else was told for sure.
        aspect = "" if point.aspect in gone else point.aspect
        own = next((theme.name for theme in new if theme.key == point.label), "")
        return replace(
            point,
            aspect=aspect or own,
            themes=(*kept, *new),
            surely=frozenset(lack.name for lack in judged if point.village in lack.named),
            all_known=known,
        )

    return [told(point) for point in points]


def _batch(points: Sequence[Point], in_order: Sequence[Any], taxonomy: Taxonomy) -> Batch:
    """The sentences of a batch with what their points were counted for."""
    lacking = frozenset(label.key for label in taxonomy.with_role("lacking"))
    mine: dict[tuple[str, int], list[Point]] = {}
    for point in points:
        mine.setdefault((point.source.report, point.source.index), []).append(point)
    by_row = [mine.get((row.report, row.index), []) for row in in_order]
    return Batch.of(
        [Saying(text=normalize(row.text).text, keys=tuple(row.labels)) for row in in_order],
        shipped_model(),
        lacking=lacking,
        villages=[row.village for row in in_order],
        told=[frozenset(t.name for point in some for t in point.themes if t.key in lacking) for some in by_row],
        keys=[
            frozenset([*row.labels, *(key for point in some for key in (point.label, point.lacks_too) if key)])
            if some
            else frozenset()
            for row, some in zip(in_order, by_row, strict=True)
        ],
        asks=[any(point.kind == REQUEST for point in some) for some in by_row],
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Lack:
    """One lack in a batch.

    Attributes:
        name: of the lack.
        joins, drops: which of the sentences come to it, and which go from it.
        villages: those that are counted for it then, each with the chance that it tells it.
        exact: they are probably all that do.
    """

    name: str
    joins: Flags
    drops: Flags
    villages: dict[str, float]
    exact: bool

    @property
    def named(self) -> frozenset[str]:
        """The villages that tell it so surely that a draft may name them."""
        return frozenset(village for village, chance in self.villages.items() if chance >= _NAMED)

    @classmethod
    def of(cls, name: str, batch: Batch, sureness: Sureness) -> Self:
        theme = themes()[name]
        told = batch.counted(name)
        learnt = name in batch.learnt
        if learnt:
            chances = sureness.chances(theme, batch)
        else:
            chances = np.where(told, _BY_CUE, np.where(batch.lacks & (batch.alike(name) >= _LIKE), _BY_LIKENESS, 0.0))
        # 路灯坏了30盏 is no want of power: what it yields to is told.
        yields = yielding().get(name, frozenset())
        barred = np.array([bool(yields & (names | _cued(found))) for names, found in _each(batch)], dtype=np.bool_)
        chances = np.where(told | ~barred, chances, 0.0)
        joins = ~told & (chances >= _JOINS) & batch.lacks
        drops = told & (chances < _STAYS)
        best = dict.fromkeys(batch.villages, 0.0 if learnt else _UNFOUND)
        members: dict[str, float] = {}
        for village, chance, belongs in zip(batch.villages, chances, (told & ~drops) | joins, strict=True):
            best[village] = max(best[village], float(chance))
            if belongs:
                members[village] = max(members.get(village, 0.0), float(chance))
        right = np.prod([members.get(village, 1.0 - chance) for village, chance in best.items()])
        return cls(name=name, joins=joins, drops=drops, villages=members, exact=bool(right >= _EXACT))


def judged_lacks(batch: Batch, sureness: Sureness) -> list[Lack]:
    """The lacks that any sentence of a batch was counted for, in the lexicon's order."""
    every = frozenset[str]().union(*batch.told)
    return [Lack.of(name, batch, sureness) for name in themes() if name in every]


def _each(batch: Batch) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    return zip(batch.told, batch.found, strict=True)


def _cued(found: frozenset[str]) -> frozenset[str]:
    """Names of what the words of a sentence say whatever its label."""
    return frozenset(name.removeprefix(ANYWHERE) for name in found if name.startswith(ANYWHERE))
