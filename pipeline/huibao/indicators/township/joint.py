"""What two villages did together and tell differently: 和柳河村联合巡边12次 here, 和石桥村联合巡边15次 there.

They may call it by different names, so such figures are sought among all of one unit and time where each sentence names
the other village as one with which something was done, and both say the same of what.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from huibao.indicators.lexicon.own_place import village_stem
from huibao.indicators.phrase import Phrase
from huibao.indicators.township.contradiction import agree
from huibao.indicators.township.telling import VillageValue, behind, beside, phrases_told
from huibao.segment.normalize import normalize

_TOGETHER = re.compile("联合|共同|联手|携手|合作(?!社)|共建|共用|合[办建修用]|协同|一起|一道")
_LAST_CLAUSE = re.compile(r"(?:^|[，。；：])([^，。；：\d]+)，$")
# So many characters of what was done must be alike.
_ALIKE = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class JointDoubt:
    """Two villages' values of one thing, each with its name in the table."""

    unit: str
    period: str
    told: tuple[tuple[str, VillageValue], tuple[str, VillageValue]]


def joint_doubts(
    given: Iterable[tuple[str, str, str, Sequence[VillageValue]]], villages: Sequence[str]
) -> list[JointDoubt]:
    """Things done together of which two villages tell different numbers.

    Args:
        given: name, unit, period and the villages' values of each row of the table.
        villages: of the township.
    """
    by_time: dict[tuple[str, str], list[tuple[str, VillageValue]]] = {}
    for name, unit, period, values in given:
        by_time.setdefault((unit, period), []).extend((name, told) for told in values if _names_another(told, villages))
    return [
        JointDoubt(unit=unit, period=period, told=(one, other))
        for (unit, period), told in by_time.items()
        for one, other in combinations(told, 2)
        if _each_other(one[1], other[1]) and not agree(one[1], other[1]) and _same_doing(unit, one, other)
    ]


def _names_another(told: VillageValue, villages: Sequence[str]) -> bool:
    text = told.source.text
    return bool(_TOGETHER.search(text)) and any(
        village_stem(village) in text for village in villages if village != told.village
    )


def _each_other(one: VillageValue, other: VillageValue) -> bool:
    return (
        one.village != other.village
        and village_stem(other.village) in one.source.text
        and village_stem(one.village) in other.source.text
    )


def _same_doing(unit: str, one: tuple[str, VillageValue], other: tuple[str, VillageValue]) -> bool:
    """Whether the words beside both figures share what was done, apart from the villages and that it was together."""
    mine, its = (_doing(name, unit, told, (one[1].village, other[1].village)) for name, told in (one, other))
    return any(
        mine[at : at + _ALIKE] in its for at in range(len(mine) - _ALIKE + 1) if "|" not in mine[at : at + _ALIKE]
    )


def _before(phrase: Phrase) -> str:
    """The clause before a figure's own, of no figure itself: 竹林道是和望箬村合修的，全长4.6公里."""
    last = _LAST_CLAUSE.search(phrase.lead)
    return phrase.clause or (last[1] if last else "")


def _doing(name: str, unit: str, told: VillageValue, villages: Sequence[str]) -> str:
    words = "|".join(
        f"{_before(phrase)}|{beside(phrase)}|{behind(phrase)}" for phrase in phrases_told(name, unit, told)
    )
    if not _TOGETHER.search(words):
        return ""
    for village in villages:
        words = words.replace(normalize(village).text, "|").replace(village_stem(village), "|")
    return re.sub(r"开展|进行|组织|全年|[和与同跟]", "|", _TOGETHER.sub("|", words))
