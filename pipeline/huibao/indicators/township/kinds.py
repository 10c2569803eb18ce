"""Whether what the villages report under one name is alike: 存栏 of cattle and of pigs is not, nor 产值 and 销售额.

Only like things are added; a draft tells a sum only where it is complete, too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from huibao.indicators.lexicon.entries import Entry, entries_by_name, lexicon
from huibao.indicators.lexicon.names import noun_before
from huibao.indicators.phrase import Phrase
from huibao.indicators.township.telling import Tells, VillageValue, phrases_told

if TYPE_CHECKING:
    from huibao.indicators.township.rows import IndicatorRow

_GATHERED = re.compile("种植|栽种|栽植|播种")
# Words of what is gathered that do not say what it is: 种植面积, 栽了, 基地.
_OF_ANYTHING = re.compile("[种栽播].*|定植|面积|基地|林|果[园树]|苗木")
_ENDS_OF_ANYTHING = re.compile("(?:(?:种植?|栽[种植]|播种|栽培)了?)?(?:总?面积|基地)?$")


def unlike_kinds(name: str, unit: str, values: Sequence[VillageValue]) -> dict[str, str]:
    """The kind that each village's value is of, where they are not all of one; "" where a village does not say.

    Example:
        石桥村存栏肉牛420头 and 柳河村存栏生猪800头 → {"石桥村": "牛", "柳河村": "猪"}.
    """
    entry = entries_by_name().get(name)
    if entry is None or not entry.kinds:
        return {}
    kinds = {value.village: _kind(entry, name, unit, value) for value in values}
    return kinds if len(set(kinds.values())) > 1 else {}


def kind_totals(row: IndicatorRow) -> dict[str, Decimal]:
    """The sum of each kind of a row, the largest first; under "" what does not say of which kind it is.

    Example:
        牛420头, 猪800头, 牛300头 → {"猪": 800, "牛": 720}.
    """
    totals: dict[str, Decimal] = {}
    for entry in row.values:
        kind = row.kinds[entry.village]
        totals[kind] = totals.get(kind, Decimal()) + entry.value
    return dict(sorted(totals.items(), key=lambda one: -one[1]))


def all_totals(row: IndicatorRow) -> list[Decimal]:
    """What a reader may be told as a sum of a row: the sum, or that of each kind."""
    return [row.total] if row.total is not None else list(kind_totals(row).values() if row.kinds else ())


def told_apart(row: IndicatorRow, rows: Sequence[IndicatorRow]) -> list[tuple[IndicatorRow, VillageValue]]:
    """Figures that belong under a row's name and go by another: of villages without a value in it, each with its row.

    Example:
        柑橘种植面积3200亩 is a row of its own, 柑橘, and no part of the sum 种植面积.
    """
    entry = entries_by_name().get(row.name)
    if entry is None or not entry.gathers:
        return []
    counted = {value.village for value in (*row.values, *row.contradictions)}
    return [
        (other, value)
        for other in rows
        if other.unit == row.unit
        for value in (*(told for told in other.values if told.tells is not Tells.LACK), *other.contradictions)
        if value.village not in counted and _belongs(entry, other.name, row.unit, value)
    ]


def is_gathered(row: IndicatorRow) -> bool:
    """Whether a row outside the lexicon is of what an entry gathers: 茶园 of 种植面积."""
    gathering = [entry for entry in lexicon() if entry.gathers and row.unit in entry.units]
    told = (*row.values, *row.contradictions)
    return any(_belongs(entry, row.name, row.unit, value) for entry in gathering for value in told)


def _belongs(entry: Entry, name: str, unit: str, value: VillageValue) -> bool:
    """Whether a figure that goes by another name is of what an entry gathers: told as such, or by a word of it."""
    if name in entries_by_name():
        return False
    named = bool(_own_words(entry, name)) or any(pattern.search(name) for pattern in entry.kinds.values())
    return any(
        (named or _GATHERED.search(phrase.own + phrase.after))
        and not entry.ruled_out(phrase.clause + phrase.own + phrase.after)
        for phrase in phrases_told(name, unit, value)
    )


def _kind(entry: Entry, name: str, unit: str, value: VillageValue) -> str:
    """The kind whose word stands nearest: beside the figure, else in its clause, else before."""
    for phrase in phrases_told(name, unit, value):
        for words in (phrase.own, phrase.after, phrase.clause, phrase.lead):
            for kind, pattern in entry.kinds.items():
                if pattern.search(words):
                    return kind
            if entry.gathers and (own := _own_words(entry, words)):
                return own[-1]
        if entry.gathers and (noun := planted(phrase)):
            return noun
    return ""


def planted(phrase: Phrase) -> str:
    """The noun before a figure that says what grows there: 草果 of 草果种了1900亩; empty for none."""
    return noun_before(_ENDS_OF_ANYTHING.sub("", phrase.own))


def _own_words(entry: Entry, text: str) -> list[str]:
    """Words in a text that say what is gathered: 连翘 of 连翘种植面积."""
    found = (match.group() for match in entry.words.finditer(text))
    return [word for word in found if not _OF_ANYTHING.fullmatch(word)]
