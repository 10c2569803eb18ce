"""What a village's value is of, whatever the village calls it: 苞谷一千零四十亩 and 玉米种植1860亩 are one thing.

The thing is told by the words beside the figure (玉米, 苞谷), what was done with it or befell it by others (受灾); a
figure with none of these counts what is there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from huibao.indicators.lexicon.entries import entries_by_name, row_entry
from huibao.indicators.phrase import Phrase
from huibao.indicators.township.kinds import planted
from huibao.indicators.township.telling import VillageValue, behind, phrases_told, subject
from huibao.resources import read_lexicon
from huibao.segment.normalize import normalize

THERE = ""
# So many characters at the beginning of two names must be the same.
_ALIKE = 2
_OLD = re.compile("[老旧]")
_SOLD = "出"
_BRACKET = re.compile("[（(]")
_HAN = re.compile("[\u4e00-\u9fff]")
CROPS, _HERDS = "种植面积", "养殖规模"
_OF_HERDS = entries_by_name()[_HERDS].units
# Amounts in these are of a crop or of what it brought; others count pieces.
_OF_CROPS = frozenset({"亩", "吨", "斤", "公斤", "担", "元"})
_WEIGHTS = _OF_CROPS - {"亩", "元"}
# What stands in these is the same however a village says of when it is: 烤房41座, 现有烤房86座.
_STANDING = frozenset({"亩", "座", "口", "眼", "家", "间", "个", "户", "人", "台", "盏", *_OF_HERDS})


@dataclass(frozen=True, slots=True)
class Matter:
    """A thing (empty where nothing says), and what was done with it; ``THERE`` where it is simply there."""

    thing: str
    deed: str

    @property
    def is_crop(self) -> bool:
        """Whether the thing is one that is planted."""
        return self.thing in entries_by_name()[CROPS].kinds

    def is_of(self, other: Matter) -> bool:
        """Whether two figures may be of one thing; what was done tells enough where one of them names no thing."""
        if self.deed != other.deed:
            return False
        if self.deed == THERE:
            return self.thing == other.thing
        return not (self.thing and other.thing) or is_one_thing(self.thing, other.thing)

    def stands(self, unit: str) -> bool:
        """Whether such a figure holds at a time and is none of what happened in one."""
        return self.deed == THERE and unit in _STANDING


@lru_cache(maxsize=4096)
def is_one_thing(one: str, other: str) -> bool:
    """Whether two names may be of one thing of which the same was done: 老梯田 and 旧梯田, 低产林 and 低产竹林.

    What is done to a part of a thing (维修校舍 beside 维修校舍屋顶) would be told as that part by all who tell it.
    """
    if one == other:
        return True
    if row_entry(one) or row_entry(other):
        return False
    short, long = sorted((_OLD.sub("", one), _OLD.sub("", other)), key=len)
    rest = iter(long)
    # 污水池 is another thing than 水池: what stands before a name tells of which kind it is.
    return len(short) >= _ALIKE and long.startswith(short[:_ALIKE]) and all(char in rest for char in short)


@dataclass(frozen=True, slots=True)
class _Words:
    of_anything: re.Pattern[str]
    things: dict[str, re.Pattern[str]]
    deeds: dict[str, re.Pattern[str]]
    rows: dict[str, str]
    apart: dict[str, str]
    holds: frozenset[str]
    raw: frozenset[str]


@lru_cache(maxsize=1)
def _words() -> _Words:
    table = read_lexicon("things.toml")
    compiled = {
        part: {name: re.compile(pattern) for name, pattern in table[part].items()} for part in ("things", "deeds")
    }
    return _Words(
        of_anything=re.compile(table["of_anything"]),
        rows=table["rows"],
        apart=table["apart"],
        holds=frozenset(table["holds"]),
        raw=frozenset(table["raw"]),
        **compiled,
    )


def matter_of(name: str, unit: str, told: VillageValue) -> Matter:
    """What a value of the table is of.

    Args:
        name, unit: of its row.
        told: the value.

    Example:
        种植面积 of 苞谷种了九百来亩 → 玉米; 牛打针打了295头 → 牛, 免疫.
    """
    phrases = list(phrases_told(name, unit, told))
    thing = next((found for phrase in phrases if (found := _thing(name, unit, phrase))), "")
    if not thing and _is_of_anything(name, unit):
        # 问：香蕉情况怎样？ 答：种了450亩。
        thing = _last(_kinds(unit), normalize(told.asked).text)
    deed = next((found for phrase in phrases if (found := _deed(name, unit, phrase))), THERE)
    return Matter(thing or _thing_of_name(name, unit), deed)


def row_apart(name: str, matter: Matter) -> str:
    """Name of the row for a matter that is told in one with others; empty where it needs none.

    Example:
        玉米 of 种植面积 → 玉米; 坏 of 机井 → 损坏的机井.
    """
    if not matter.thing:
        return ""
    if matter.deed != THERE:
        return _words().rows.get(matter.deed, "").format(matter.thing)
    return _words().apart.get(name, "").format(matter.thing)


def tells_things_apart(name: str) -> bool:
    """Whether a row of the name holds unlike things, of which each that several villages tell has a row of its own."""
    return name in _words().apart


def named_in_full(name: str, thing: str) -> str:
    """A name that says of what it is, where the one read does not: 总产 of 玉米 → 玉米总产; empty where it does."""
    says_nothing = name not in entries_by_name() and _words().of_anything.fullmatch(name)
    return f"{thing}{name}" if says_nothing and thing else ""


def _thing(name: str, unit: str, phrase: Phrase) -> str:
    if row_entry(name) and not _words().of_anything.fullmatch(name):
        return name
    near = (name, phrase.own, behind(phrase))
    far = (phrase.clause, subject(phrase), phrase.lead) if _is_of_anything(name, unit) else ()
    found = next((found for text in (*near, *far) if (found := _last(_kinds(unit), text))), "")
    return found or (planted(phrase) if name == CROPS else "")


def _is_of_anything(name: str, unit: str) -> bool:
    """Whether a name does not say of what a figure is: 产量, and for a weight the 大棚 that it grew in."""
    holds = unit in _WEIGHTS and any(_words().things[thing].search(name) for thing in _words().holds)
    return holds or bool(_words().of_anything.fullmatch(name))


def _thing_of_name(name: str, unit: str) -> str:
    if _is_of_anything(name, unit):
        return ""
    found = _last(_kinds(unit), name)
    return found or (name if name != unit else "")


def _deed(name: str, unit: str, phrase: Phrase) -> str:
    line = "" if _HAN.search(phrase.own) else subject(phrase)
    words = (name, phrase.own, _BRACKET.split(behind(phrase), maxsplit=1)[0], line)
    deeds = (deed for deed, pattern in _words().deeds.items() if any(map(pattern.search, words)))
    # 烟款 is what the tobacco that was sold brought, whether or not a village says so.
    return next((deed for deed in deeds if not (unit == "元" and deed == _SOLD)), THERE)


def _kinds(unit: str) -> dict[str, re.Pattern[str]]:
    if unit in _OF_HERDS:
        return entries_by_name()[_HERDS].kinds
    things = _words().things
    if unit in _WEIGHTS or unit == "元":
        none = _words().holds | (_words().raw if unit == "元" else frozenset())
        things = {thing: words for thing, words in things.items() if thing not in none}
    herds = entries_by_name()[_HERDS].kinds if unit == "元" else {}
    return {**herds, **entries_by_name()[CROPS].kinds, **things} if unit in _OF_CROPS else things


def _last(kinds: dict[str, re.Pattern[str]], text: str) -> str:
    """The kind whose word a text says last."""
    ends: Iterator[tuple[int, str]] = (
        (match.end(), kind) for kind, pattern in kinds.items() for match in pattern.finditer(text)
    )
    return max(ends, default=(0, ""))[1]
