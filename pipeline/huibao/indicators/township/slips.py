"""Values that stand far from all others: perhaps a slip of the unit, 万元 for 元.

A village may well have ten times what most have, so one is flagged only where it is as far from every other village.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from huibao.indicators.township.telling import VillageValue

_OUTLYING = 10
# One dispute beside forty is no slip of the unit.
_SMALL_COUNT = 10
_LEAST_PEERS = 3
# Two others are a measure only for what no difference between villages explains: 万元 for 元, 公里 for 米.
_LEAST_PEERS_OF_UNITS, _UNIT_SLIP = 2, 100


@dataclass(frozen=True, kw_only=True, slots=True)
class Outlier:
    """A value at least ten times what the other villages report, or at most a tenth: perhaps a slip of the unit.

    With only two others: a hundred times or a hundredth of both of them.

    Attributes:
        entry: the village's value.
        typical: median of the other villages.
    """

    entry: VillageValue
    typical: Decimal


def outliers(values: Sequence[VillageValue]) -> tuple[Outlier, ...]:
    """The values that stand far from each of the others; of three villages they must stand farther still."""
    found = []
    for place, entry in enumerate(values):
        peers = [other.value for other in (*values[:place], *values[place + 1 :])]
        if len(peers) < _LEAST_PEERS_OF_UNITS:
            continue
        typical = Decimal(median(peers))
        if 1 <= entry.value < _SMALL_COUNT and entry.value < typical:
            continue
        far = _OUTLYING if len(peers) >= _LEAST_PEERS else _UNIT_SLIP
        if entry.value > 0 and all(peer > 0 and not peer / far < entry.value < peer * far for peer in peers):
            found.append(Outlier(entry=entry, typical=typical))
    return tuple(found)
