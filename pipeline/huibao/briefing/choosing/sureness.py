"""Which villages surely tell a lack, and whether they are all who do: what a draft may count and name.

The aspect model, the cues and what other villages say of the same lack give each sentence a chance to tell it. A
village that tells it probably joins those that tell it surely; one that hardly does is not counted. A count is as sure
as that each of its villages belongs to it and none of the others does.

The weights are those of a logistic regression over 152,970 pairs of sentence and lack of 42 training townships, by
aspect models of the other townships; what it calls 0.6 is right in 60%. With the bounds below, on those townships 79%
of the counts are exact (22% where every count was printed) and 92% of the villages named right; on the validation
townships all of 3, and 90%.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from huibao.briefing.choosing.points import Point
from huibao.briefing.meaning.encoder import sentence_vectors
from huibao.briefing.themes.asking import REQUEST
from huibao.briefing.themes.aspect_model import Saying, shipped_model
from huibao.briefing.themes.aspects import ANYWHERE, Theme, evidence, themes, yielding
from huibao.briefing.themes.complaint import complains
from huibao.frames import rows
from huibao.segment.normalize import normalize
from huibao.taxonomy import Taxonomy

if TYPE_CHECKING:
    import pandas as pd

# Of the logits: what the model says; a cue that says so whatever the label, or another; likeness to what another
# village tells of the lack; that the sentence lacks something, and under the lack's own label; that it was counted for
# the lack, or for another one only.
_MODEL, _ANYWHERE, _CUE, _ALIKE, _LACKS, _OWN, _COUNTED, _ANOTHER = 0.58, 2.26, 0.98, 1.31, 2.54, 2.65, -0.78, -0.82
_BASE = -5.66
# From these chances on a sentence joins a lack that other villages tell, is still counted for it, and its village is
# named; and from this one on a count is printed.
_JOINS, _STAYS, _NAMED, _EXACT = 0.6, 0.4, 0.75, 0.6
# Of a lack that only cues know: what a cue is worth, and a sentence this like to one of another village; and the chance
# that a village which no cue found tells it all the same (of 54 such villages of five batches 11 did).
_BY_CUE, _LIKE, _BY_LIKENESS, _UNFOUND = 0.95, 0.6, 0.7, 0.2
# No probability of the model is taken for surer than this.
_SUREST = 1e-3

Floats = npt.NDArray[np.float64]


def sured(points: Sequence[Point], sentences: pd.DataFrame, taxonomy: Taxonomy) -> list[Point]:
    """The points, each counted for what it probably lacks, with what its village surely does and what is known of all.

    Args:
        points: of a batch, as :func:`~huibao.briefing.choosing.points.find_points` gave them.
        sentences: the frame that they are of.
        taxonomy: roles of the labels.
    """
    batch = _Batch.of(points, list(rows(sentences)), taxonomy)
    judged = [_Lack.of(name, batch) for name in batch.counted]
    known = frozenset(lack.name for lack in judged if lack.exact)

    def told(point: Point) -> Point:
        place = batch.place[point.source.report, point.source.index]
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
            surely=frozenset(lack.name for lack in judged if lack.villages.get(point.village, 0.0) >= _NAMED),
            all_known=known,
        )

    return [told(point) for point in points]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Batch:
    """Its sentences, in order, and what they were counted for.

    ``told`` are the names of the lacks each was counted for, ``keys`` its labels, ``found`` what its words say, and
    ``plain`` that it complains of nothing: 我村分摊80万元.
    """

    lacking: frozenset[str]
    place: dict[tuple[str, int], int]
    villages: tuple[str, ...]
    told: tuple[frozenset[str], ...]
    keys: tuple[frozenset[str], ...]
    asks: tuple[bool, ...]
    found: tuple[frozenset[str], ...]
    plain: npt.NDArray[np.bool_]
    probable: npt.NDArray[np.float32]
    vectors: npt.NDArray[np.float32] = field(repr=False)

    @classmethod
    def of(cls, points: Sequence[Point], in_order: Sequence[Any], taxonomy: Taxonomy) -> _Batch:
        lacking = frozenset(label.key for label in taxonomy.with_role("lacking"))
        mine: dict[tuple[str, int], list[Point]] = {}
        for point in points:
            mine.setdefault((point.source.report, point.source.index), []).append(point)
        by_row = [mine.get((row.report, row.index), []) for row in in_order]
        texts = [normalize(row.text).text for row in in_order]
        sayings = [Saying(text=text, keys=tuple(row.labels)) for text, row in zip(texts, in_order, strict=True)]
        found = [list(evidence(saying.text, saying.keys)) for saying in sayings]
        return cls(
            lacking=lacking,
            place={(row.report, row.index): place for place, row in enumerate(in_order)},
            villages=tuple(row.village for row in in_order),
            told=tuple(
                frozenset(t.name for point in some for t in point.themes if t.key in lacking) for some in by_row
            ),
            keys=tuple(
                frozenset([*row.labels, *(key for point in some for key in (point.label, point.lacks_too) if key)])
                if some
                else frozenset()
                for row, some in zip(in_order, by_row, strict=True)
            ),
            asks=tuple(any(point.kind == REQUEST for point in some) for some in by_row),
            found=tuple(map(frozenset, found)),
            plain=np.array([not complains(text) for text in texts]),
            probable=shipped_model().weighed(sayings, found),
            vectors=sentence_vectors(texts),
        )

    @property
    def counted(self) -> list[str]:
        """Names of the lacks that any sentence was counted for, in the lexicon's order."""
        every = frozenset[str]().union(*self.told)
        return [name for name in themes() if name in every]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Lack:
    """One lack in a batch: which of its sentences come to it or go from it, and how likely each village tells it."""

    name: str
    joins: npt.NDArray[np.bool_]
    drops: npt.NDArray[np.bool_]
    villages: dict[str, float]
    exact: bool

    @classmethod
    def of(cls, name: str, batch: _Batch) -> _Lack:
        theme = themes()[name]
        told = np.array([name in names for names in batch.told])
        model = shipped_model()
        learnt = name in model.names
        alike = _alike(batch, told)
        if learnt:
            chances = _chances(theme, batch, told, alike, batch.probable[:, model.names.index(name)])
        else:
            lacks = np.array([bool(keys & batch.lacking) for keys in batch.keys])
            chances = np.where(told, _BY_CUE, np.where(lacks & (alike >= _LIKE), _BY_LIKENESS, 0.0))
        # 路灯坏了30盏 is no want of power: what it yields to is told.
        yields = yielding().get(name, frozenset())
        barred = np.array([bool(yields & (names | _cued(found))) for names, found in _each(batch)])
        chances = np.where(told | ~barred, chances, 0.0)
        joins = ~told & (chances >= _JOINS) & np.array([bool(keys & batch.lacking) for keys in batch.keys])
        drops = told & (chances < _STAYS)
        best = dict.fromkeys(batch.villages, 0.0 if learnt else _UNFOUND)
        members: dict[str, float] = {}
        for village, chance, belongs in zip(batch.villages, chances, (told & ~drops) | joins, strict=True):
            best[village] = max(best[village], float(chance))
            if belongs:
                members[village] = max(members.get(village, 0.0), float(chance))
        right = np.prod([members.get(village, 1.0 - chance) for village, chance in best.items()])
        return cls(name=name, joins=joins, drops=drops, villages=members, exact=bool(right >= _EXACT))


def _each(batch: _Batch) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    return zip(batch.told, batch.found, strict=True)


def _cued(found: frozenset[str]) -> frozenset[str]:
    """Names of what the words of a sentence say whatever its label."""
    return frozenset(name.removeprefix(ANYWHERE) for name in found if name.startswith(ANYWHERE))


def _alike(batch: _Batch, told: npt.NDArray[np.bool_]) -> Floats:
    """How like each sentence is to the likest one of another village that was counted for a lack: 0 to 1."""
    places = np.flatnonzero(told)
    village = np.array(batch.villages)
    near = np.clip(batch.vectors @ batch.vectors[places].T, 0.0, 1.0)
    elsewhere = village[:, None] != village[places][None, :]
    likest: Floats = np.where(elsewhere, near, 0.0).max(axis=1, initial=0.0)
    return likest


def _chances(
    theme: Theme, batch: _Batch, told: npt.NDArray[np.bool_], alike: Floats, probable: npt.NDArray[np.float32]
) -> Floats:
    """How likely each sentence tells a lack that was learnt."""
    certain = np.clip(probable, _SUREST, 1.0 - _SUREST).astype(np.float64)
    anywhere = np.array([ANYWHERE + theme.name in found for found in batch.found])
    cue = np.array([bool({f"sure:{theme.name}", f"hint:{theme.name}"} & found) for found in batch.found])
    lacks = told | np.array([bool(keys & batch.lacking) for keys in batch.keys])
    own = np.array([theme.key in keys or asks for keys, asks in zip(batch.keys, batch.asks, strict=True)])
    another = np.array([bool(names) for names in batch.told]) & ~told
    # What no cue tells and nobody complains of is a fact: 三村合修，我村分摊80万元.
    fact = batch.plain & ~anywhere & ~cue
    logits: Floats = (
        _BASE
        + _MODEL * np.log(certain / (1.0 - certain))
        + _ANYWHERE * anywhere
        + _CUE * (cue & ~anywhere)
        + _ALIKE * alike
        + _LACKS * lacks
        + _OWN * (lacks & own)
        + _COUNTED * told
        + _ANOTHER * another
    )
    shares: Floats = np.where(fact, 0.0, 1.0 / (1.0 + np.exp(-logits)))
    return shares
