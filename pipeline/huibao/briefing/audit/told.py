"""The figures of a text, each with the words that say what it counts; the same reading for briefing and reports."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from huibao.indicators.lexicon.names import name_all
from huibao.indicators.numbers.compound import telling_numerals
from huibao.indicators.numbers.quantities import read_quantities
from huibao.indicators.numbers.units import common_value
from huibao.names import named_together
from huibao.schema import Bound

MASK = "、"
_CLAUSE_END = re.compile(r"[，。；：！？]")
_PHRASE_END = re.compile(r"[，、。；：！？（）《》“”]")
_TIME_UNIT = re.compile(r"季度?|月份?|年度?|[岁天日号]")
# 守了九天九夜, 九昼夜.
_DAYS = {"昼": "天", "夜": "天"}
_HAN_RUN = re.compile(r"[\u4e00-\u9fff]+")
_HAN = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, kw_only=True, slots=True)
class ToldFigure:
    """A figure where it stands.

    Attributes:
        start, end: range of number and unit in the normalised text.
        value: in the unit that like things are added in; of a number that counts nothing, as read.
        unit: that unit, ``%`` for a share; of a number that counts nothing (63岁, 三季度) the character behind it.
        counts: it is a quantity of something.
        bound: of the value.
        name: what it is of, by the lexicon or the noun beside it; empty where it counts nothing.
        near: the words from the figure or mark before it to the mark behind it, without the figure.
        clause: its clause without it.
    """

    start: int
    end: int
    value: Decimal
    unit: str
    counts: bool
    bound: Bound
    name: str = ""
    near: tuple[str, str] = ("", "")
    clause: tuple[str, str] = ("", "")

    @property
    def key(self) -> tuple[Decimal, str]:
        return self.value, self.unit


def masked(text: str, names: Iterable[str]) -> str:
    """A text with names masked, character for character: a numeral inside one (三河村) counts nothing."""
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, MASK * len(name))
    return text


def without_villages(text: str, villages: Iterable[str], *others: str) -> str:
    """A text with its villages masked, also where 村 stands once behind them all (七支半、碱溜滩等村), and others."""
    names = tuple(villages)
    return named_together(names).sub(lambda stem: MASK * len(stem[0]), masked(text, (*names, *others)))


def figures_told(text: str) -> list[ToldFigure]:
    """Figures of a normalised text, left to right."""
    found = [*_quantities(text)]
    spans = [(figure.start, figure.end) for figure in found]
    found += [one for one in _numbers(text) if not any(start <= one.start < end for start, end in spans)]
    found.sort(key=lambda figure: figure.start)
    # What stands near a figure lies between the one before it and the one behind.
    lows, highs = [0, *(one.end for one in found)], [*(one.start for one in found[1:]), len(text)]
    return [
        replace(
            one,
            near=_around(text, one, (low, high), _PHRASE_END),
            clause=_around(text, one, (0, len(text)), _CLAUSE_END),
        )
        for one, low, high in zip(found, lows, highs, strict=False)
    ]


def _quantities(text: str) -> Iterator[ToldFigure]:
    quantities = read_quantities(text)
    for one, name in zip(quantities, name_all(quantities, text), strict=True):
        value, unit = common_value(one.value, one.unit)
        yield ToldFigure(
            start=one.start, end=one.end, value=value, unit=unit, counts=True, bound=one.bound, name=name.name
        )


def _numbers(text: str) -> Iterator[ToldFigure]:
    """Numbers, whether or not they count something; of times with their unit."""
    for one in telling_numerals(text):
        unit = "%" if one.percent else text[one.end : one.end + 1]
        time = _TIME_UNIT.match(text, one.end)
        yield ToldFigure(
            start=one.start, end=time.end() if time else one.end, value=one.value.normalize(),
            unit=_DAYS.get(unit, unit) if one.percent or _HAN.match(unit) else "", counts=False, bound=one.bound,
        )  # fmt: skip


def _around(text: str, figure: ToldFigure, reach: tuple[int, int], mark: re.Pattern[str]) -> tuple[str, str]:
    """The text before and behind a figure, within bounds and up to the nearest marks."""
    low, high = reach
    before = max((match.end() for match in mark.finditer(text, low, figure.start)), default=low)
    behind = match.start() if (match := mark.search(text, figure.end, high)) else high
    return text[before : figure.start], text[figure.end : behind]


@lru_cache(maxsize=1 << 16)
def pairs(*texts: str) -> frozenset[str]:
    """The pairs of neighbouring characters of texts, without marks and digits, and characters that stand alone."""
    runs = [run for text in texts for run in _HAN_RUN.findall(text)]
    return frozenset(run[at : at + 2] for run in runs for at in range(max(len(run) - 1, 1)))
