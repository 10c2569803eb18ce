"""How much a point weighs beside others: the size of its figures within the township, money and people, what happened.

Words alone do not tell that one village's income is the half of the township's and another's a hundredth.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from statistics import median

from huibao.briefing.choosing.points import Point
from huibao.briefing.themes.aspects import endangers
from huibao.indicators.township.rows import IndicatorTable
from huibao.resources import read_lexicon
from huibao.segment.normalize import normalize
from huibao.taxonomy import Taxonomy

# What doubling a village's fair share of a row adds, and within what limits; the same for a tenfold amount.
_SHARE, _LEAST_SHARE, _MOST_SHARE = 0.15, -0.15, 0.35
_AMOUNT, _LEAST_AMOUNT, _MOST_AMOUNT = 0.1, -0.05, 0.2
# Rows in which villages can be compared, and units of which more is always more.
_LEAST_VILLAGES = 3
_COUNTED = ("元", "人", "人次")

_Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class _Cue:
    """One table of ``corpus/lexicon/weight.toml``."""

    factor: float
    roles: frozenset[str]
    cues: re.Pattern[str]
    endangers: bool


@lru_cache(maxsize=1)
def _lexicon() -> tuple[_Cue, ...]:
    return tuple(
        _Cue(
            factor=table["factor"],
            roles=frozenset(table["roles"]),
            cues=re.compile("|".join(table["cues"])),
            endangers=table.get("endangers", False),
        )
        for table in read_lexicon("weight.toml").values()
    )


def weighed(points: Sequence[Point], table: IndicatorTable, taxonomy: Taxonomy) -> list[Point]:
    """The points with their weights; 1 is usual.

    Args:
        points: of a batch.
        table: the township's, of the same batch.
        taxonomy: roles of the labels.
    """
    shares, amounts = _shares(table), _amounts(table)
    return [
        replace(
            point,
            weight=_by_words(normalize(point.source.text).text, taxonomy[point.label].role)
            * (1 + shares.get(place, 0.0) + amounts.get(place, 0.0)),
        )
        for point in points
        for place in [(point.source.report, point.source.index)]
    ]


def _by_words(text: str, role: str) -> float:
    return math.prod(cue.factor for cue in _lexicon() if role in cue.roles and _holds(cue, text))


def _holds(cue: _Cue, text: str) -> bool:
    return bool(cue.cues.search(text)) or (cue.endangers and endangers(text))


def _shares(table: IndicatorTable) -> dict[_Place, float]:
    """What the place of its figures among the villages' adds to a sentence; of several the one that adds most."""
    found: dict[_Place, float] = {}
    for row in table.rows:
        if row.total is None or row.total <= 0 or len(row.values) < _LEAST_VILLAGES:
            continue
        for entry in row.values:
            fair = float(entry.value * len(row.values) / row.total)
            _keep(
                found, (entry.source.report, entry.source.index), _limited(fair, 2, _SHARE, _LEAST_SHARE, _MOST_SHARE)
            )
    return found


def _amounts(table: IndicatorTable) -> dict[_Place, float]:
    """What money and people add to a sentence, beside the usual amount of the batch."""
    largest: dict[str, dict[_Place, float]] = defaultdict(dict)
    for row in table.rows:
        if row.unit in _COUNTED and row.total is not None:
            for entry in row.values:
                _keep(largest[row.unit], (entry.source.report, entry.source.index), float(entry.value))
    found: dict[_Place, float] = {}
    for amounts in largest.values():
        usual = median(amounts.values())
        for place, amount in amounts.items():
            if usual > 0:
                _keep(found, place, _limited(amount / usual, 10, _AMOUNT, _LEAST_AMOUNT, _MOST_AMOUNT))
    return found


def _keep(found: dict[_Place, float], place: _Place, value: float) -> None:
    found[place] = max(value, found.get(place, value))


def _limited(ratio: float, base: float, step: float, least: float, most: float) -> float:
    return min(max(step * math.log(ratio, base), least), most) if ratio > 0 else least
