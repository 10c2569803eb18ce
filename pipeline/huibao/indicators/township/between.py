"""One thing between two villages of which they tell different numbers.

37户搬到新棚安置点 in 岩坎, 岩坎来的34户 in 新棚; 交羊圈沟奶站112吨 in 柳滩, 柳滩送来的96吨 in 羊圈沟; 其中虾港村180亩
of a plant that stands in both, 占我村地150亩 in 虾港. Either names the other beside its figure, or one names the other
and that one tells the same of its own part. Two numbers that are far apart are of two things.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from huibao.indicators.lexicon.own_place import village_stem
from huibao.indicators.phrase import Phrase
from huibao.indicators.township.contradiction import agree
from huibao.indicators.township.joint import JointDoubt
from huibao.indicators.township.telling import VillageValue, phrases_told
from huibao.segment.normalize import normalize

# The lesser of two numbers of one thing is no less than this share of the other.
_NEAR = Decimal("0.7")
# So many characters of what it is must be alike; more where only one names the other.
_ALIKE, _SURELY_ALIKE = 2, 3
_OWN = re.compile("[我本咱]们?村|村里|本社区")
# What any two villages may say.
_OF_ANY = re.compile(
    r"[\d一二三四五六七八九十百千万亿两几的了是在有和与我你他这那里来去个户人亩吨元到共其中，。；：、（）()\s“”]"
    r"|全村|本村|村里|目前|现在|累计|季度|上半年|下半年|去年|今年|同期|收入|合计|一共|总共|村民|群众|面积|另外|剩下|剩余|每年|附近|邻村|一起|我们|他们"
)
# Held against another, and not the same: 比石桥村少3户.
_COMPARES = re.compile("比|超过|不如|高于|低于|少于|多于|相当于|学习|距|离")


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """A village's figure with its name and unit in the table, and the sentence before it in its paragraph."""

    name: str
    unit: str
    value: VillageValue
    before: str = ""


@dataclass(frozen=True, slots=True)
class _Place:
    """A figure, the villages named beside it, and whether it is of its own village's part."""

    told: Told
    others: frozenset[str]
    own: bool


def shared_doubts(given: Sequence[Told], villages: Sequence[str], known: Sequence[JointDoubt] = ()) -> list[JointDoubt]:
    """What two villages tell of one thing with different numbers, behind the doubts that are known already.

    Args:
        given: what the villages tell of the time, of all kinds, shares of a whole among them.
        villages: of the township.
        known: doubts about what was done together.
    """
    doubted = {_sentences(doubt.told[0][1], doubt.told[1][1]) for doubt in known}
    stems = {village: normalize(village_stem(village)).text for village in villages}
    by_time: dict[tuple[str, str], list[_Place]] = {}
    for told in given:
        by_time.setdefault((told.unit, told.value.time), []).append(_place(told, stems))
    found = [
        JointDoubt(unit=unit, period=time, told=((one.told.name, one.told.value), (other.told.name, other.told.value)))
        for (unit, time), places in by_time.items()
        for one, other in _pairs(places, stems)
        if _sentences(one.told.value, other.told.value) not in doubted
    ]
    return [*known, *found]


def _sentences(one: VillageValue, other: VillageValue) -> frozenset[tuple[str, int]]:
    return frozenset((told.source.report, told.source.index) for told in (one, other))


def _pairs(places: Sequence[_Place], stems: Mapping[str, str]) -> Iterator[tuple[_Place, _Place]]:
    agreed = {
        frozenset((one.told.value.village, other.told.value.village, str(one.told.value.value)))
        for one, other in combinations(places, 2)
        if one.told.value.value == other.told.value.value
    }
    for one, other in combinations(places, 2):
        mine, its = one.told.value, other.told.value
        if mine.village == its.village or agree(mine, its) or not _near(mine.value, its.value):
            continue
        if any(frozenset((mine.village, its.village, str(v.value))) in agreed for v in (mine, its)):
            continue
        least = _named(one, other)
        if least and _common(_words(one.told, stems), _words(other.told, stems), least):
            yield one, other


def _named(one: _Place, other: _Place) -> int:
    """How many characters of what two figures are of must be alike if they are of one thing; 0 where none will do."""
    mine, its = one.told.value.village, other.told.value.village
    if its in one.others and mine in other.others:
        return _ALIKE
    alone = (its in one.others and other.own and not other.others) or (
        mine in other.others and one.own and not one.others
    )
    return _SURELY_ALIKE if alone else 0


def _near(one: Decimal, other: Decimal) -> bool:
    less, more = sorted((one, other))
    return less >= _NEAR * more


def _place(told: Told, stems: Mapping[str, str]) -> _Place:
    phrases = list(phrases_told(told.name, told.unit, told.value))
    beside = "|".join(map(_beside, phrases))
    if _COMPARES.search(beside):
        return _Place(told, frozenset(), own=False)
    others = (village for village, stem in stems.items() if village != told.value.village and stem in beside)
    return _Place(told, frozenset(others), own=bool(_OWN.search(beside)))


def _beside(phrase: Phrase) -> str:
    return f"{phrase.own}|{phrase.after}"


def _words(told: Told, stems: Mapping[str, str]) -> str:
    text = normalize(f"{told.before}|{told.value.source.text}").text
    for stem in stems.values():
        text = text.replace(stem, "|")
    return _OF_ANY.sub("|", text)


def _common(one: str, other: str, least: int) -> bool:
    pieces = (one[at : at + least] for at in range(len(one) - least + 1))
    return any("|" not in piece and piece in other for piece in pieces)
