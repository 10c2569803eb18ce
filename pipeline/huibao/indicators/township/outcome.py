"""What arose and what came of it: 排查矛盾纠纷17件，化解16件 is 17 disputes and 16 settled ones.

A village tells both in one sentence, or says of all that arose that they are settled (纠纷5件，均已化解), or tells the
settled ones alone (调解纠纷8件). A sum of what arose must not be read as one of what was settled.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import chain

from huibao.indicators.lexicon.entries import Entry, lexicon
from huibao.indicators.numbers.quantities import read_quantities
from huibao.indicators.phrase import phrases_of
from huibao.indicators.township.alike import Key
from huibao.indicators.township.telling import VillageValue, beside, is_value
from huibao.segment.normalize import normalize

_OPEN = re.compile("[未没还正剩余待]")
_ALL = "[全都均已皆悉][^，。；\\d]{{0,4}}(?:{})|率[为达到均]*(?:100|百分之百|百分百)"
_SUCCEEDED = re.compile("成功")
_WHO_SETTLES = re.compile("调[解处](?:[室员站]|中心|委员会|队伍?)")

ByVillage = dict[str, list[VillageValue]]


def _ends() -> Iterator[tuple[Entry, Sequence[str]]]:
    """Entries whose values arise and come to an end, with the names by which such an end goes, too."""
    for entry in lexicon():
        if entry.arises_as:
            yield entry, [other.name for other in lexicon() if other.end_of == entry.name]


def _arisen_and_settled(
    entry: Entry, unit: str, told: Mapping[str, Sequence[VillageValue]], ended: Mapping[str, Sequence[VillageValue]]
) -> tuple[ByVillage, ByVillage]:
    """By village what arose, and what of it came to its end; where only the latter is told, it arose as well.

    Args:
        entry, unit: of what arose.
        told: by village the values under the entry's name, which may be of either.
        ended: by village those under a name of what came to its end.
    """
    arisen: ByVillage = {}
    settled: ByVillage = {village: list(values) for village, values in ended.items()}
    for village, values in told.items():
        numbers = [settled_of(entry, unit, value) for value in values]
        settled.setdefault(village, []).extend(
            replace(value, value=number) for value, number in zip(values, numbers, strict=True) if number is not None
        )
        alone = [value for value in values if not _is_settled_alone(entry, unit, value)]
        arisen[village] = alone or list(values)
    for village, values in ended.items():
        arisen.setdefault(village, list(values))
    return arisen, {village: values for village, values in settled.items() if values}


def settled_of(entry: Entry, unit: str, told: VillageValue) -> Decimal | None:
    """How many of what a value counts came to their end, as its sentence says; None where it does not say.

    Example:
        17 in 排查矛盾纠纷17件，成功化解16件 → 16; 5 in 纠纷5件，均已化解 → 5; 8 in 调解纠纷8件 → 8;
        4 in 发生纠纷4件 → None.
    """
    text = normalize(told.source.text).text
    quantities = read_quantities(text)
    ending = entry.foremost
    for place, quantity in enumerate(quantities):
        if ending is None or not is_value(quantity, told.value, entry.name, unit):
            continue
        following = [other.start for other in quantities[place + 1 :] if other.unit == quantity.unit]
        all_of_it = re.compile(_ALL.format(ending.pattern))
        if all_of_it.search(text, quantity.end, following[0] if following else len(text)):
            return quantity.value
        for before, later in zip(quantities[place:], quantities[place + 1 :], strict=False):
            between = text[before.end : later.start]
            fits = later.unit == quantity.unit and later.value <= quantity.value
            ended = ending.search(between) or _SUCCEEDED.search(between)
            if fits and ended and not _OPEN.search(between):
                return later.value
    return told.value if _is_settled_alone(entry, unit, told) else None


def _is_settled_alone(entry: Entry, unit: str, told: VillageValue) -> bool:
    """Whether a value is told as of what came to its end: 调解纠纷8件."""
    text = normalize(told.source.text).text
    quantities = read_quantities(text)
    return entry.foremost is not None and any(
        entry.foremost.search(_WHO_SETTLES.sub("", beside(phrase)))
        for quantity, phrase in zip(quantities, phrases_of(quantities, text), strict=True)
        if is_value(quantity, told.value, entry.name, unit)
    )


def tell_outcomes_apart(
    actual: dict[Key, dict[str, list[VillageValue]]], parts: dict[Key, list[VillageValue]], summable: dict[Key, bool]
) -> None:
    """Give what arose a row of its own beside that of what came to its end, where the two differ."""
    for entry, names in _ends():
        for key in [key for key in actual if key.name == entry.name]:
            ended: dict[str, list[VillageValue]] = defaultdict(list)
            of_ends = [replace(key, name=name) for name in names]
            for other in of_ends:
                for told in (*parts.get(other, ()), *chain(*actual.get(other, {}).values())):
                    ended[told.village].append(replace(told, uncounted=""))
            arisen, settled = _arisen_and_settled(entry, key.unit, actual[key], ended)
            if all(_largest(settled.get(village, ())) == _largest(given) for village, given in arisen.items()):
                continue
            for other in of_ends:
                parts.pop(other, None)
                actual.pop(other, None)
            del actual[key]
            rose = replace(key, name=entry.arises_as)
            actual[rose], summable[rose] = arisen, summable[key]
            if settled:
                actual[key] = settled


def _largest(given: Sequence[VillageValue]) -> Decimal | None:
    return max((told.value for told in given), default=None)
