"""Which figures a person must settle: the same thing, of the same time, told by one village with different values.

The table calls a village contradictory where one name has two values, and keeps both out of the sum. Most of
these are no contradiction to a reader: tea and rice have each their 种植面积, 现有 of last spring is not that of this
spring, a part stands beside its whole, and 由11户降到7户 tells a change. 待核实 stands only by what is left.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from huibao.indicators.names import canonical_names
from huibao.indicators.quantities import Quantity, find_quantities
from huibao.indicators.table import IndicatorRow, IndicatorTable, VillageValue
from huibao.indicators.units import common_value
from huibao.segment.normalize import normalize
from huibao.segment.words import tag_words

# Between the thing and its number: 监测户共有8户.
_LIGHT = re.compile(r"(?:总共|合计|累计|现有|实有|共有|共计|[共有为是达到约近计：])+$")
# A clause about some of a thing, or about its change, says nothing of how much there is.
_OF_SOME = re.compile(
    r"其中|新[增识纳建栽种]|[增减]少?|消除|退出|转出|剩|余下|带动|吸[收纳]|扶持|另外|别的|[由从]\d|第[一二三四五六七八九十]|试[种栽]|改[种造良]|[保守救]住"
)
_NOUN = ("n", "vn", "l", "j", "i")


@dataclass(frozen=True, kw_only=True, slots=True)
class Doubts:
    """What contradicts itself.

    Attributes:
        sentences: (report, index) of the sentences that give the values.
        told: (name, unit, period, village) of the indicator.
    """

    sentences: frozenset[tuple[str, int]]
    told: frozenset[tuple[str, str, str, str]]

    def villages(self, row: IndicatorRow) -> tuple[str, ...]:
        """Villages that a row must leave to a person, in print order."""
        names = dict.fromkeys(entry.village for entry in row.contradictions)
        return tuple(name for name in names if (row.name, row.unit, row.period, name) in self.told)


def find_doubts(table: IndicatorTable, periods: Mapping[str, str]) -> Doubts:
    """Contradictions of the lexicon's indicators that a reader would call so.

    Args:
        table: the township's.
        periods: of each report; a stock (现有) is of the time its report tells of.
    """
    canonical = canonical_names()
    sentences: set[tuple[str, int]] = set()
    told: set[tuple[str, str, str, str]] = set()
    for row in table.rows:
        if row.name not in canonical:
            continue
        alike: dict[tuple[str, str, str], list[VillageValue]] = {}
        for entry in row.contradictions:
            if thing := _thing(entry, row.unit):
                alike.setdefault((entry.village, periods.get(entry.source.report, ""), thing), []).append(entry)
        for (village, _, _), entries in alike.items():
            places = {(entry.source.report, entry.source.index) for entry in entries}
            if len({entry.value for entry in entries}) > 1 and len(places) > 1:
                sentences |= places
                told.add((row.name, row.unit, row.period, village))
    return Doubts(sentences=frozenset(sentences), told=frozenset(told))


def _thing(entry: VillageValue, unit: str) -> str:
    """The word right beside the number that says what is counted; empty where it counts only some, or none says."""
    for quantity in find_quantities(normalize(entry.source.text).text):
        if entry.value in _values(quantity, unit) and not _OF_SOME.search(quantity.before):
            # 全村7户监测户: the word behind the unit is the nearer one.
            return _word_after(quantity.after) or _word_before(quantity.before)
    return ""


def _values(quantity: Quantity, unit: str) -> set[Decimal]:
    value, common = common_value(quantity.value, quantity.unit)
    return {quantity.value} if quantity.unit == unit else {value} if common == unit else set()


def _word_before(clause: str) -> str:
    words = tag_words(_LIGHT.sub("", clause))
    return words[-1][0] if words and words[-1][1].startswith(_NOUN) else ""


def _word_after(clause: str) -> str:
    words = tag_words(clause)
    return words[0][0] if words and words[0][1].startswith(_NOUN) else ""
