"""How like a row of the township's table a figure is that a village tells under another name: 精养水面 for 鱼塘.

A person looks for what a silent cell lacks among the village's own figures; the likeliest stand first. The score is a
sum of a few things that can be seen: words in common with what the row's other villages say, the time, what was done,
how large it is beside their values, and whether it is the village's value of what others tell elsewhere. Sentence
vectors were tried and put the right figure no higher.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from statistics import fmean, pstdev

from huibao.indicators.lexicon.entries import shown_unit
from huibao.indicators.numbers.units import base_unit, common_unit, common_value
from huibao.indicators.township.matter import matter_of
from huibao.indicators.township.rows import IndicatorRow
from huibao.indicators.township.telling import VillageValue, behind, placed, subject
from huibao.schema import Indicator, Source

# Characters that say when and how many, and not of what.
_SAYS_NOTHING = re.compile(
    r"[\d一二三四五六七八九十百千万亿两几多余.的了是有在和与共约个本村全季度年月上下半今现目前累计到从就这那，。、：；（）()]"
)
_OF_NAME, _BESIDE, _AROUND, _OF_RESULT = 1.0, 1.5, 1.0, 1.5
_OF_TIME, _OF_DEED = 0.5, 0.5
# Orders of magnitude (natural) by which values of a row differ anyway, and beyond which one is simply too far.
_SPREAD, _FARTHEST, _UNTOLD = 0.7, 4.0, 1.0
# Of a row that so many villages tell elsewhere a figure is surely a value.
_MANY = 6


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """A village's figure that may be what a row lacks.

    Attributes:
        figure: as it was read.
        source: its sentence.
        elsewhere: how many other villages tell the row in which it stands.
    """

    figure: Indicator
    source: Source
    elsewhere: int = 0


@dataclass(frozen=True, slots=True)
class _Words:
    """Characters directly at a figure, and pairs of them in its whole sentence."""

    near: frozenset[str]
    around: frozenset[str]


def same_kind(row: IndicatorRow, figure: Indicator) -> bool:
    """Whether a figure can be told in a row's unit: 600米 in one of 公里."""
    return common_unit(_unit(figure)).unit == common_unit(row.unit).unit


class Likeness:
    """What the villages of a row say, to hold figures against."""

    def __init__(self, row: IndicatorRow) -> None:
        told = (*row.values, *row.contradictions)
        self._row = row
        self._called = frozenset("".join([row.name, *(value.called for value in told)]))
        self._words = [_words(row.name, row.unit, value) for value in told]
        self._deeds = Counter(matter_of(row.name, row.unit, value).deed for value in told)
        self._sizes = [_size(value.value, row.unit) for value in told if value.value]

    def of(self, candidate: Candidate) -> float:
        """How like the row a figure is; only to be held against other figures.

        Example:
            for a row 鱼塘 (亩) 精养水面3260亩 is above 虾稻田450亩, which other villages tell in a row of its own.
        """
        figure, row = candidate.figure, self._row
        value = VillageValue(
            village=candidate.source.village,
            value=Decimal(str(figure.value)),
            bound=figure.bound,
            source=candidate.source,
        )
        words = _words(figure.name, _unit(figure), value)
        name = frozenset(row.name)
        return (
            _OF_NAME * _share(frozenset(figure.name), self._called)
            + _OF_NAME * _share(name, words.near | set(figure.name))
            + _BESIDE * max((_overlap(words.near, other.near) for other in self._words), default=0)
            + _AROUND * max((_overlap(words.around, other.around) for other in self._words), default=0)
            + _OF_TIME * (figure.period == row.period)
            + _OF_DEED * self._is_usual(matter_of(figure.name, _unit(figure), value).deed)
            + _OF_RESULT * (figure.status == "actual")
            - self._distance(value.value, _unit(figure))
            - min(candidate.elsewhere, _MANY) / _MANY
        )

    def _is_usual(self, deed: str) -> bool:
        return bool(self._deeds) and self._deeds.most_common(1)[0][0] == deed

    def _distance(self, value: Decimal, unit: str) -> float:
        """How far a value lies from the row's, in their own spread."""
        if not self._sizes or not value:
            return _UNTOLD
        spread = pstdev(self._sizes) + _SPREAD
        return min(abs(_size(value, unit) - fmean(self._sizes)) / spread, _FARTHEST)


def _unit(figure: Indicator) -> str:
    return shown_unit(figure.name, base_unit(figure.unit))


def _size(value: Decimal, unit: str) -> float:
    return math.log(common_value(value, unit)[0])


def _words(name: str, unit: str, value: VillageValue) -> _Words:
    phrase, _ = next(placed(name, unit, value), (None, ""))
    if phrase is None:
        return _Words(frozenset(), frozenset())
    near = f"{phrase.own or phrase.clause or subject(phrase)}|{behind(phrase)}"
    around = phrase.lead + phrase.clause + phrase.own + phrase.after
    return _Words(frozenset(_told(near)) - {"|"}, frozenset(_pairs(_told(around))))


def _told(words: str) -> str:
    return _SAYS_NOTHING.sub("|", words)


def _pairs(words: str) -> list[str]:
    pairs = (words[at : at + 2] for at in range(len(words) - 1))
    return [pair for pair in pairs if "|" not in pair]


def _share(some: frozenset[str], of: frozenset[str]) -> float:
    return len(some & of) / len(some) if some else 0


def _overlap(some: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(some & other) / (len(some) + len(other)) if some or other else 0
