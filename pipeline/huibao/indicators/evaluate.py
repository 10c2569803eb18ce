"""How good extracted indicators are against authored ones, matched sentence by sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from huibao.indicators.lexicon.entries import canonical_names
from huibao.indicators.numbers.units import common_value
from huibao.schema import AnnotatedReport, Indicator

_HEAD = 2
_PLACES = Decimal("0.0001")


@dataclass(frozen=True, kw_only=True, slots=True)
class IndicatorScores:
    """Micro-averaged F1 over all indicators; each indicator matches once, values in the common unit of their kind.

    Attributes:
        value_f1: right value in the right sentence.
        value_status_f1: and the right status.
        full_f1: and the right unit and exactly the authored name.
        head_f1: the same, but names that both stand outside the lexicon agree where one holds the other or
            both end alike (机井 and 更新机井, 粉丝作坊 and 作坊): two people seldom coin the same words.
        canonical_f1: ``full_f1`` over indicators with a name of the lexicon alone, authored or found.
        free_f1: ``full_f1`` over indicators with a name outside the lexicon alone, authored or found.
        gold, found: how many there are.
    """

    value_f1: float
    value_status_f1: float
    full_f1: float
    head_f1: float
    canonical_f1: float
    free_f1: float
    gold: int
    found: int


def evaluate_indicators(gold: Sequence[AnnotatedReport], found: Sequence[Sequence[Indicator]]) -> IndicatorScores:
    """Compare the indicators of reports with those extracted from them, report by report in order."""
    authored = [annotated.indicators for annotated in gold]
    canonical = canonical_names()

    def only(reports: Sequence[Sequence[Indicator]], of_lexicon: bool) -> list[list[Indicator]]:
        return [
            [indicator for indicator in report if (indicator.name in canonical) is of_lexicon] for report in reports
        ]

    return IndicatorScores(
        value_f1=_f1(authored, found, _value),
        value_status_f1=_f1(authored, found, lambda i: (_value(i), i.status)),
        full_f1=_f1(authored, found, _full),
        head_f1=_head_f1(authored, found),
        canonical_f1=_f1(only(authored, True), only(found, True), _full),
        free_f1=_f1(only(authored, False), only(found, False), _full),
        gold=sum(map(len, authored)),
        found=sum(map(len, found)),
    )


def _value(indicator: Indicator) -> Decimal:
    return common_value(Decimal(str(indicator.value)), indicator.unit)[0].quantize(_PLACES)


def _shown(indicator: Indicator) -> tuple[Hashable, ...]:
    return _value(indicator), indicator.status, common_value(Decimal(1), indicator.unit)[1]


def _full(indicator: Indicator) -> tuple[Hashable, ...]:
    return *_shown(indicator), indicator.name


def _f1(
    gold: Sequence[Sequence[Indicator]], found: Sequence[Sequence[Indicator]], key: Callable[[Indicator], Hashable]
) -> float:
    hits = wanted = given = 0
    for authored, extracted in zip(gold, found, strict=True):
        left = Counter((indicator.sentence, key(indicator)) for indicator in authored)
        right = Counter((indicator.sentence, key(indicator)) for indicator in extracted)
        hits += (left & right).total()
        wanted += left.total()
        given += right.total()
    return 2 * hits / (wanted + given) if wanted + given else 0.0


def _head_f1(gold: Sequence[Sequence[Indicator]], found: Sequence[Sequence[Indicator]]) -> float:
    hits = 0
    for authored, extracted in zip(gold, found, strict=True):
        left = list(extracted)
        for indicator in authored:
            fits = [
                other
                for other in left
                if other.sentence == indicator.sentence
                and _shown(other) == _shown(indicator)
                and _names_agree(indicator.name, other.name)
            ]
            if fits:
                left.remove(next((other for other in fits if other.name == indicator.name), fits[0]))
                hits += 1
    total = sum(map(len, gold)) + sum(map(len, found))
    return 2 * hits / total if total else 0.0


def _names_agree(one: str, other: str) -> bool:
    if one == other:
        return True
    if one in canonical_names() or other in canonical_names():
        return False
    return one in other or other in one or one[-_HEAD:] == other[-_HEAD:]
