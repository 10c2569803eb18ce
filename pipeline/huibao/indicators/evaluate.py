"""How good extracted indicators are against authored ones, matched sentence by sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from huibao.indicators.units import base_unit
from huibao.schema import AnnotatedReport, Indicator


@dataclass(frozen=True, kw_only=True, slots=True)
class IndicatorScores:
    """Micro-averaged F1 over all indicators; a match is exact and each indicator matches once.

    Attributes:
        value_f1: right value in the right sentence.
        value_status_f1: and the right status.
        full_f1: and the right name and unit.
        gold, found: how many there are.
    """

    value_f1: float
    value_status_f1: float
    full_f1: float
    gold: int
    found: int


def evaluate_indicators(gold: Sequence[AnnotatedReport], found: Sequence[Sequence[Indicator]]) -> IndicatorScores:
    """Compare the indicators of reports with those extracted from them, report by report in order."""

    def f1(key: Callable[[Indicator], tuple[object, ...]]) -> float:
        hits = wanted = given = 0
        for annotated, indicators in zip(gold, found, strict=True):
            left = Counter((indicator.sentence, *key(indicator)) for indicator in annotated.indicators)
            right = Counter((indicator.sentence, *key(indicator)) for indicator in indicators)
            hits += (left & right).total()
            wanted += left.total()
            given += right.total()
        return 2 * hits / (wanted + given) if wanted + given else 0.0

    return IndicatorScores(
        value_f1=f1(lambda i: (round(i.value, 4),)),
        value_status_f1=f1(lambda i: (round(i.value, 4), i.status)),
        full_f1=f1(lambda i: (round(i.value, 4), i.status, i.name, base_unit(i.unit))),
        gold=sum(len(annotated.indicators) for annotated in gold),
        found=sum(map(len, found)),
    )
