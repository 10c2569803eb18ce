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

# Between the thing and its number: 监测户共有8户, 监测户8户21人, 对27户89名监测对象.
_COUNT = r"[\d一二三四五六七八九十百千]+"
_LIGHT = re.compile(
    rf"(?:{_COUNT}户|总共|合计|累计|现有|实有|共有|共计|目前|[一二三四]季度|[年季]末|[共有为是达到约近计：])+$"
)
_PLACE = re.compile(r"^(?:全[村屯寨镇]|村里)")
_CLAUSE = re.compile(r"[，。；！？]")
_PEOPLE = re.compile(rf"^{_COUNT}[名人口]")
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


def tells_whole(entry: VillageValue, unit: str) -> bool:
    """Whether a value is said to be how many there are: 脱贫户36户, not 合作社有七户是脱贫户.

    The table adds what the reader of figures calls actual; a draft says more with a sum, and so asks once more.
    """
    return bool(_thing(entry, unit))


def _thing(entry: VillageValue, unit: str) -> str:
    """The word right beside the number that says what is counted; empty where it counts only some, or none says."""
    text = normalize(entry.source.text).text
    for quantity in find_quantities(text):
        clause = _CLAUSE.split(text[: quantity.start])[-1]
        if entry.value in _values(quantity, unit) and not _OF_SOME.search(clause):
            # 全村7户监测户: the word behind the unit is the nearer one. 西瓜种植面积: what is grown stands before.
            return _word_after(quantity.after) or _words_before(clause)
    return ""


def _values(quantity: Quantity, unit: str) -> set[Decimal]:
    value, common = common_value(quantity.value, quantity.unit)
    return {quantity.value} if quantity.unit == unit else {value} if common == unit else set()


def _words_before(clause: str) -> str:
    """The nouns that end a clause, with a verb among them (西瓜种植面积), without the place (全村)."""
    words = tag_words(_LIGHT.sub("", clause))
    first = len(words)
    while first and words[first - 1][1].startswith(_NOUN):
        first -= 1
        if first > 1 and words[first - 1][1] == "v" and words[first - 2][1].startswith(_NOUN):
            first -= 1
    return _PLACE.sub("", "".join(word for word, _ in words[first:]))


def _word_after(clause: str) -> str:
    words = tag_words(_PEOPLE.sub("", clause))
    return words[0][0] if words and words[0][1].startswith(_NOUN) else ""
