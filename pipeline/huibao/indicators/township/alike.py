"""One thing that villages call by different names, or of which they say differently when it is, in one row.

玉米种植1860亩 here and 苞谷一千零四十亩 there are told in the row of the most villages; so are 烤房四十一座 and
现有烤房86座. A value is moved only into a row in which its village tells nothing, and keeps the name that it went by.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from huibao.indicators.lexicon.entries import Entry, row_entry
from huibao.indicators.numbers.quantities import read_quantities
from huibao.indicators.numbers.units import common_unit
from huibao.indicators.period import CUMULATIVE, STANDING, year_of
from huibao.indicators.phrase import Phrase, phrases_of
from huibao.indicators.township.matter import (
    THERE,
    Matter,
    is_one_thing,
    matter_of,
    named_in_full,
    row_apart,
    tells_things_apart,
)
from huibao.indicators.township.telling import AMONG, Nearness, Tells, VillageValue, is_value, nearness
from huibao.segment.normalize import normalize

_AREA = "亩"
# What so many villages tell is a row of its own, whatever a village tells it beside.
_USUAL = 3
_SHARES = re.compile(f"{AMONG}|包括|含|占|分别|[户人个]里")
Values = dict[str, list[VillageValue]]


@dataclass(frozen=True, slots=True)
class Key:
    """What makes values addable."""

    name: str
    unit: str
    period: str


@dataclass(frozen=True, slots=True)
class _Told:
    key: Key
    village: str
    value: VillageValue
    matter: Matter


def join_alike(actual: dict[Key, Values]) -> None:
    """Move values of one thing into the row of the most villages, in place.

    Args:
        actual: by row the villages' values.
    """
    by_kind: dict[str, list[_Told]] = {}
    for told in _all(actual):
        by_kind.setdefault(common_unit(told.key.unit).unit, []).append(told)
    for given in by_kind.values():
        rows = _Rows(actual, given)
        rows.tell_apart()
        for key in rows.largest_first():
            rows.fill(key)
        rows.name_things()


def put_settled(actual: dict[Key, Values], settled: Mapping[Key, Mapping[str, Sequence[VillageValue]]]) -> None:
    """Put what people have settled into the rows that they named, in place, after all else has moved.

    Example:
        精养水面1100亩 that a clerk recorded in 鱼塘 stands there, whatever the words around it.
    """
    for key, by_village in settled.items():
        kind = common_unit(key.unit)
        alike = (
            other
            for other in actual
            if (other.name, other.period, common_unit(other.unit).unit) == (key.name, key.period, kind.unit)
        )
        row = key if key in actual else next(alike, key)
        factor = kind.factor / common_unit(row.unit).factor
        for village, given in by_village.items():
            told = actual.setdefault(row, {}).setdefault(village, [])
            told.extend(replace(entry, value=entry.value * factor) for entry in given)


def count_crops_of_land(actual: dict[Key, Values], parts: Mapping[Key, list[VillageValue]]) -> None:
    """Count what is a share only of the land on which it grows, in place: 耕地6840亩，其中棉花4200亩 is all cotton."""
    areas = {key: values for key, values in actual.items() if key.unit == _AREA}
    told = {(one.village, one.matter.thing) for one in _all(areas) if one.matter.stands(_AREA)}
    for key, given in parts.items():
        if key.unit != _AREA:
            continue
        matters = [matter_of(key.name, key.unit, entry) for entry in given]
        shares = Counter((entry.village, matter) for entry, matter in zip(given, matters, strict=True))
        for entry, matter in list(zip(given, matters, strict=True)):
            whole = (entry.village, matter.thing) not in told and shares[entry.village, matter] == 1
            if matter.is_crop and matter.stands(_AREA) and whole:
                actual.setdefault(key, {}).setdefault(entry.village, []).append(replace(entry, uncounted=""))
                given.remove(entry)


def count_named_shares(actual: dict[Key, Values], parts: dict[Key, list[VillageValue]]) -> None:
    """Count shares that are a row of their own, in place: those who live there (常住人口) of all who are registered.

    So is what a village tells once, by its name and not as a share: 存栏410头，产犊58头; 党员51个，外出打工的372人.
    """
    for key, given in parts.items():
        entry = row_entry(key.name)
        if entry is None:
            continue
        told = actual.get(key, {})
        of_name = told.keys() | {
            village for other in actual if (other.name, other.unit) == (key.name, key.unit) for village in actual[other]
        }
        largest = {one.village: one for one in sorted(given, key=lambda one: one.value) if one.village not in told}
        for village, one in largest.items():
            alone = village not in of_name and sum(other.village == village for other in given) == 1
            usual = len(told) >= _USUAL
            if entry.part_of or (alone and _is_told_by_itself(entry, key, one, usual=usual)):
                actual.setdefault(key, {})[village] = [replace(one, uncounted="")]
                given.remove(one)


def _is_told_by_itself(entry: Entry, key: Key, told: VillageValue, *, usual: bool) -> bool:
    """Whether a value stands at its own name, and is a share of nothing but a larger figure of another before it.

    Of what several villages tell (``usual``) it needs none such, and may be told as a share of all who live there:
    集体收入本季4.35万元; 户籍人口2315人，其中外出务工610人.
    """
    text = normalize(told.source.text).text
    quantities = read_quantities(text)
    phrases = phrases_of(quantities, text)
    return any(
        nearness(entry, phrase) is Nearness.BESIDE
        and (
            (usual and _is_of_the_people(phrases[:place]))
            if _SHARES.search(text, 0, quantity.start)
            else usual or entry.stock or any(other.unit == quantity.unit for other in quantities[:place])
        )
        for place, (quantity, phrase) in enumerate(zip(quantities, phrases, strict=True))
        if any(is_value(quantity, told.value, name, key.unit) for name in (key.name, told.called or key.name))
    )


def _is_of_the_people(before: Sequence[Phrase]) -> bool:
    """Whether a share is told behind the number of all people of a village."""
    people = row_entry("人口")
    return people is not None and any(nearness(people, phrase) is Nearness.BESIDE for phrase in before)


def _all(actual: Mapping[Key, Values]) -> Iterator[_Told]:
    for key, by_village in actual.items():
        for village, values in by_village.items():
            for value in values:
                yield _Told(key, village, value, matter_of(key.name, key.unit, value))


class _Rows:
    """The rows of one kind of unit (亩 and 公顷), while values move from one to another."""

    def __init__(self, actual: dict[Key, Values], given: Sequence[_Told]) -> None:
        self.actual = actual
        self.told: dict[Key, list[_Told]] = {}
        # By deed and thing the rows in which it is told, so that few are looked at.
        self.rows_of: dict[str, dict[str, dict[Key, None]]] = {}
        self.filled: dict[Key, Matter] = {}
        for told in given:
            self._put(told)

    def largest_first(self) -> list[Key]:
        # Of equals the one in the unit in which like things are added: milk in 吨 before milk in 斤.
        def order(key: Key) -> tuple[object, ...]:
            return -self._villages(key), common_unit(key.unit).unit != key.unit, key.name, key.period

        return sorted(self.told, key=order)

    def tell_apart(self) -> None:
        """Give what two villages or more tell in a row of other things one of its own: 损坏的机井, 玉米 of 种植面积."""
        apart: dict[Key, list[_Told]] = {}
        nameless: list[_Told] = []
        for source in list(self.told):
            own = None if self._mixes(source) else self._matter(source)
            for told in self.told[source]:
                if told.matter.thing == "" and told.matter.deed != THERE:
                    nameless.append(told)
                elif (
                    told.matter != own
                    and (own is None or told.matter.deed != THERE)
                    and (name := row_apart(source.name, told.matter))
                ):
                    apart.setdefault(Key(name, source.unit, _time(told)), []).append(told)
        for told in nameless:
            # 坏了4眼: of the one thing of which others tell that it is broken.
            fits = [key for key, given in apart.items() if _is_nameless_of(told, key, given[0])]
            if len(fits) == 1:
                apart[fits[0]].append(told)
        for key, given in apart.items():
            if len({told.village for told in (*given, *self.told.get(key, ()))}) > 1:
                for told in given:
                    self._move(told, key)

    def fill(self, target: Key) -> None:
        """Bring what is of the row's matter, and of its time, into it from villages that tell nothing of it there."""
        # What holds unlike things takes in no more of one of them.
        matter = None if self._mixes(target) else self._matter(target)
        if matter is None or target.period == CUMULATIVE or self._is_filled(target, matter):
            return
        self.filled[target] = matter
        told_of = {told.village for told in self.told[target] if told.matter.is_of(matter)}
        found = [
            told
            for source in self._rows_of(matter)
            if source != target and self._gives(source, target, matter)
            for told in self.told[source]
            if told.village not in told_of
            and (told.matter.is_of(matter) or _is_called_alike(told, target, matter))
            and _of_one_time(target.unit, matter, _time(told), target.period)
        ]
        # All that a village tells of it, so that it is seen where it tells it twice; the largest first.
        for told in sorted(found, key=self._common):
            self._move(told, target)

    def name_things(self) -> None:
        """Say of what a row is whose name does not: 总产 of maize is 玉米总产."""
        for key in [key for key, given in self.told.items() if given]:
            things = {told.matter.thing for told in self.told[key]}
            name = named_in_full(key.name, *things) if len(things) == 1 else ""
            if name:
                for told in list(self.told[key]):
                    self._move(told, replace(key, name=name))

    def _put(self, told: _Told) -> None:
        self.told.setdefault(told.key, []).append(told)
        self.rows_of.setdefault(told.matter.deed, {}).setdefault(told.matter.thing, {})[told.key] = None

    def _rows_of(self, matter: Matter) -> list[Key]:
        """Rows in which something may be of a matter."""
        by_thing = self.rows_of.get(matter.deed, {})
        named = [matter.thing] if matter.deed == THERE else list(by_thing)
        return list(dict.fromkeys(key for thing in named for key in by_thing.get(thing, {})))

    def _mixes(self, key: Key) -> bool:
        """Whether a row of anything (种植面积, 销售收入) holds unlike things, of which no sum could be told."""
        things = {told.matter.thing for told in self.told[key] if told.matter.deed == THERE and told.matter.thing}
        return tells_things_apart(key.name) and len(things) > 1

    def _is_filled(self, target: Key, matter: Matter) -> bool:
        """Whether a larger row of the same has been filled: what a village tells of it besides is no second sum."""
        return any(
            key in self.filled
            and matter.is_of(self.filled[key])
            and _of_one_time(key.unit, matter, target.period, key.period)
            for key in self._rows_of(matter)
        )

    def _villages(self, key: Key) -> int:
        return len({told.village for told in self.told[key]})

    def _matter(self, key: Key) -> Matter | None:
        """What most villages tell in a row; None where they name nothing."""
        matters = Counter(matter for matter, _ in {(told.matter, told.village) for told in self.told[key]})
        named = {matter: count for matter, count in matters.items() if matter.thing or matter.deed != THERE}
        return max(named, key=lambda one: (named[one], one.deed == THERE, one.thing, one.deed)) if named else None

    def _gives(self, source: Key, target: Key, matter: Matter) -> bool:
        """Whether values may leave a row for another: a row of the same matter only for one of more villages."""
        own = self._matter(source)
        return own is None or not own.is_of(matter) or self._villages(source) <= self._villages(target)

    @staticmethod
    def _common(told: _Told) -> Decimal:
        return told.value.value * common_unit(told.key.unit).factor

    def _move(self, told: _Told, target: Key) -> None:
        here = self.actual[told.key][told.village]
        here.remove(told.value)
        self.told[told.key].remove(told)
        if not here:
            del self.actual[told.key][told.village]
            if not self.actual[told.key]:
                del self.actual[told.key]
        factor = common_unit(told.key.unit).factor / common_unit(target.unit).factor
        # Others tell the same as a result, so it is one here too, whatever else its sentence complains of.
        value = replace(
            told.value, value=told.value.value * factor, called=told.value.called or told.key.name, tells=Tells.RESULT
        )
        self.actual.setdefault(target, {}).setdefault(told.village, []).insert(0, value)
        self._put(_Told(target, told.village, value, told.matter))


def _is_nameless_of(told: _Told, key: Key, other: _Told) -> bool:
    return told.matter.deed == other.matter.deed and (told.key.unit, _time(told)) == (key.unit, key.period)


def _is_called_alike(told: _Told, target: Key, matter: Matter) -> bool:
    """Whether a value goes by a like name and the same was done: 低产改造 and 低产竹林改造."""
    return told.matter.deed == matter.deed != THERE and is_one_thing(told.key.name, target.name)


def _time(told: _Told) -> str:
    """Of when a value is; what was done does not stand, though its name be of what does: 牛打针打了295头."""
    standing = told.key.period == STANDING and not told.matter.stands(told.key.unit)
    return told.value.time if standing else told.key.period


def _of_one_time(unit: str, matter: Matter, one: str, other: str) -> bool:
    """Whether figures of two periods may be of one: what stands is the same this year, however its time is told."""
    if one == other:
        return True
    if not matter.stands(unit) or CUMULATIVE in (one, other):
        return False
    years = {year_of(period) for period in (one, other) if period != STANDING}
    return len(years) < 2
