"""How a village tells a value: the words around it in its sentence, and how surely they are of an indicator."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum

from huibao.indicators.lexicon.entries import Entry, entries_by_name, row_entry, shown_unit
from huibao.indicators.numbers.quantities import Quantity, read_quantities
from huibao.indicators.numbers.units import base_unit, common_unit, common_value
from huibao.indicators.phrase import Phrase, phrases_of
from huibao.schema import Bound, Source
from huibao.segment.normalize import normalize

_ENDED = re.compile("[、，；：]|以及|和")
# 全长2.9公里，目前完成1.7公里: how large a thing is or may be is not how much of it was done.
_EXTENT = re.compile(r"全长|总长|核定|设计|规划|只能|最多")
NOT_FOREMOST = 2
# Words that say that a part follows: 其中党员12人; for a pattern.
AMONG = "其中|(?<![圈栏家村屋棚塘])里[头面]|当中"
_HOUSEHOLDS = "户"
_SUBJECT = re.compile(r"[^，。；：]{1,20}(?=：)")


class Uncounted:
    """Why a value that a village tells is in no sum; as a reader is told."""

    SHARE = "部分数"
    IN_A_LACK = "问题、诉求中提到的数"
    RATE = "平均数或一时的数"
    SETTLED = "经核实不另计"
    ELSEWHERE = "已含在别处的数里"
    OF_SEVERAL = "几处合在一起的数"


class Tells(IntEnum):
    """What a sentence tells: a result or a plain fact, a result beside a lack or a wish, only a lack or a wish."""

    RESULT = 0
    BOTH = 1
    LACK = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class VillageValue:
    """What one village reports for an indicator.

    Attributes:
        village, value, bound, source: who, what and where.
        time: of when it is: what stands, is of the report's period.
        tells: whether its sentence tells a result, a lack or a wish, or both.
        uncounted: why it is in no sum, one of :class:`Uncounted`; empty where it may be.
        called: the name that it was read under, where it comes from another row (``township.alike``).
        settled: a person said that it is of this row.
        corrected: a person corrected its amount.
        asked: the question that it answers (问：香蕉情况怎样？); empty for none.
    """

    village: str
    value: Decimal
    bound: Bound
    source: Source
    time: str = ""
    tells: Tells = Tells.RESULT
    uncounted: str = ""
    called: str = ""
    settled: bool = False
    corrected: bool = False
    asked: str = ""


class Nearness(IntEnum):
    """Where the word stands that gives a figure its name; the first is the surest."""

    BESIDE = 0
    IN_CLAUSE = 1
    BEFORE = 2
    NOWHERE = 3


def is_value(quantity: Quantity, value: Decimal, name: str, unit: str) -> bool:
    """Whether a figure of a sentence is a value of the table, which may be in the common unit of its kind."""
    entry = row_entry(name)
    counted = (entry.unit_for(quantity.unit) if entry else "") or quantity.unit
    own = quantity.value, shown_unit(name, base_unit(counted))
    amount, common = common_value(quantity.value, quantity.unit)
    return (value, unit) == own or (common_unit(unit).unit == common and value * common_unit(unit).factor == amount)


def phrases_told(name: str, unit: str, told: VillageValue) -> Iterator[Phrase]:
    """The words around a value, each time that its sentence tells it."""
    return (phrase for phrase, _ in placed(name, unit, told))


def placed(name: str, unit: str, told: VillageValue) -> Iterator[tuple[Phrase, str]]:
    """The words around a value with all that its sentence says behind it, each time that it tells the value."""
    text = normalize(told.source.text).text
    quantities = read_quantities(text)
    names = {name, told.called or name}
    for quantity, phrase in zip(quantities, phrases_of(quantities, text), strict=True):
        if any(is_value(quantity, told.value, one, unit) for one in names):
            yield phrase, text[quantity.end :]


def clause_told(name: str, unit: str, told: VillageValue) -> str:
    """The clause in which a sentence tells a value; empty where it is told nowhere.

    Example:
        其中岩坎来的34户 of 搬迁户是146户，其中岩坎来的34户，剩下是本村的。
    """
    text = normalize(told.source.text).text
    clauses = (
        text[quantity.start - len(quantity.before) : quantity.end + len(quantity.after)]
        for quantity in read_quantities(text)
        if is_value(quantity, told.value, told.called or name, unit)
    )
    return next(clauses, "").strip("，。；：（）()“” ")


def words_for(name: str) -> re.Pattern[str]:
    """What an indicator is called in a sentence: the words of its entry, else its name."""
    entry = entries_by_name().get(name)
    return entry.words if entry else re.compile(re.escape(name))


def nearness(entry: Entry, phrase: Phrase) -> Nearness:
    """Where a word of the entry stands; the subject of a line (改厕：任务20座，完成11座) is beside all its figures."""
    if any(entry.words.search(words) for words in (beside(phrase), behind(phrase), subject(phrase))):
        return Nearness.BESIDE
    # 一个人住的老人25个: the words of a name may hold a number themselves.
    before = phrase.lead + phrase.clause
    if any(match.end() > len(before) for match in entry.words.finditer(before + phrase.own)):
        return Nearness.BESIDE
    if entry.words.search(phrase.clause):
        return Nearness.IN_CLAUSE
    return Nearness.BEFORE if entry.words.search(phrase.lead) else Nearness.NOWHERE


def foremost(entry: Entry, phrase: Phrase) -> int:
    """How far a word of the thing itself is (调处65宗 before 排查67宗): 0 beside, 1 in its clause or line, else 2.

    What a line is about is beside the figure at its head: 外出务工：402人，其中省外117人.
    """
    words = entry.foremost
    if _EXTENT.search(phrase.own):
        return NOT_FOREMOST
    near = (beside(phrase), behind(phrase), "" if phrase.own else subject(phrase))
    if words is None or any(map(words.search, near)):
        return 0
    return 1 if words.search(phrase.clause) or words.search(subject(phrase)) else NOT_FOREMOST


def beside(phrase: Phrase) -> str:
    """The words directly before a figure, with those before the households of its people: 脱贫户19户57人."""
    return phrase.own or (phrase.clause if phrase.clause.endswith(_HOUSEHOLDS) else "")


def behind(phrase: Phrase) -> str:
    """The words behind a figure up to a mark, since what follows it is another's: 塘长28名、网格员14名."""
    return _ENDED.split(phrase.after, maxsplit=1)[0]


def subject(phrase: Phrase) -> str:
    """What a line is about, where it says so before a colon: 户厕改造：全年任务20座，完成11座."""
    match = _SUBJECT.match(phrase.lead + phrase.clause)
    return match.group() if match else ""
