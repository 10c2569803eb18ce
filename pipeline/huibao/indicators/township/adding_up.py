"""Totals that do not fit what they are made of.

公益岗11人，其中保洁员7人、护林员6人; 牲畜总头数8420头只 beside 养牛2100头、羊6120只.

Parts may leave out a rest, so those that a sentence lists behind its total are doubtful only where they come to more.
A village's livestock is held against its herds where the two are near each other, and not the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from huibao.indicators.lexicon.entries import entries_by_name
from huibao.indicators.numbers.quantities import Quantity, read_quantities
from huibao.indicators.township.telling import VillageValue, behind, beside, is_value, phrases_told
from huibao.segment.normalize import normalize

_PARTS_BEGIN = re.compile("，?[：（]?其中|，分别(?:是|为)?|（")
_NEXT_PART = re.compile("、")
_NAME = re.compile(r"[^，。；、：\d]{1,12}")
_HERDS = "养殖规模"
_LIVESTOCK = re.compile("牲畜|大小畜|牛羊")
_OF_LIVESTOCK = ("牛", "羊", "猪", "驴")
_BY_UNIT = {"匹": "马", "峰": "骆驼"}
# 牛羊8420头 and 牛2100头、羊6120只 may be one number; 牲畜 ten times the cattle is not.
_NEAR = Decimal("0.1")


@dataclass(frozen=True, kw_only=True, slots=True)
class SumDoubt:
    """A village's total that its parts do not come to.

    Attributes:
        name, unit, period: of the total.
        told: the total.
        parts: what it is made of.
    """

    name: str
    unit: str
    period: str
    told: VillageValue
    parts: tuple[Decimal, ...]


def sum_doubts(given: Iterable[tuple[str, str, str, Sequence[VillageValue]]]) -> list[SumDoubt]:
    """Totals that do not fit their parts.

    Args:
        given: name, unit, period and the villages' values of each row of the table.
    """
    rows = list(given)
    herds = _herds(rows)
    found: dict[tuple[str, int, Decimal], SumDoubt] = {}
    for name, unit, period, values in rows:
        for told in values:
            parts = _too_many(name, unit, told) or _other_herds(name, unit, told, herds.get(told.village, {}))
            if parts:
                doubt = SumDoubt(name=name, unit=unit, period=period, told=told, parts=parts)
                found.setdefault((told.source.report, told.source.index, told.value), doubt)
    return list(found.values())


def _too_many(name: str, unit: str, told: VillageValue) -> tuple[Decimal, ...]:
    """The parts listed behind a total that come to more than it; empty where they do not."""
    text = normalize(told.source.text).text
    quantities = read_quantities(text)
    for place, whole in enumerate(quantities):
        if whole.bound or not is_value(whole, told.value, name, unit):
            continue
        parts = _listed(text, whole, quantities[place + 1 :])
        total = sum((part.value for part in parts), Decimal())
        # 今年收入31万元，去年19万元，其中…: the parts may be those of another total of the sentence.
        if len(parts) > 1 and total > whole.value and all(other.value != total for other in quantities):
            return tuple(part.value for part in parts)
    return ()


def _listed(text: str, whole: Quantity, following: Sequence[Quantity]) -> list[Quantity]:
    """Figures of one unit that 其中 or a bracket lists at once behind a total, with 、 alone between them."""
    parts: list[Quantity] = []
    end = whole.end
    for part in following:
        opening = (_NEXT_PART if parts else _PARTS_BEGIN).match(text, end, part.start)
        named = opening and _NAME.fullmatch(text, opening.end(), part.start)
        if not named or part.unit != whole.unit or part.bound:
            break
        parts.append(part)
        end = part.end
    return parts


def _herds(given: Iterable[tuple[str, str, str, Sequence[VillageValue]]]) -> dict[str, dict[str, Decimal]]:
    """By village the largest herd of each kind."""
    kinds = entries_by_name()[_HERDS].kinds
    herds: dict[str, dict[str, Decimal]] = {}
    for name, unit, _, values in given:
        for told in values if name == _HERDS or unit in _BY_UNIT else ():
            for phrase in phrases_told(name, unit, told):
                around = beside(phrase) + "|" + behind(phrase)
                fits = [_BY_UNIT[unit]] if unit in _BY_UNIT else [k for k in _OF_LIVESTOCK if kinds[k].search(around)]
                if len(fits) == 1 and not _LIVESTOCK.search(around):
                    village = herds.setdefault(told.village, {})
                    village[fits[0]] = max(told.value, village.get(fits[0], Decimal()))
    return herds


def _other_herds(name: str, unit: str, told: VillageValue, herds: dict[str, Decimal]) -> tuple[Decimal, ...]:
    """The herds of which a village tells another total, if a near one; empty where there is no doubt."""
    total = sum(herds.values(), Decimal())
    if told.bound or len(herds) < 2 or total == told.value or abs(total - told.value) > _NEAR * told.value:
        return ()
    whole = any(_LIVESTOCK.search(beside(phrase)) for phrase in phrases_told(name, unit, told))
    return tuple(sorted(herds.values(), reverse=True)) if whole else ()
