"""How a figure of a sentence stands to its others: larger, smaller, what is between them, whether they add up.

任务60座，建成38座，还差22座: the second is smaller than the first, which was set, and the two smaller ones make up the
larger. What such observations weigh is learnt (``judging.judge``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from huibao.indicators.lexicon.cues import cues
from huibao.indicators.lexicon.names import Name
from huibao.indicators.numbers.quantities import Quantity
from huibao.segment.words import cut_words

_BETWEEN = ("share", "settled", "rest", "gap", "past", "done", "goal", "plan", "from_", "now", "fresh", "against")
# More figures of one unit than these are as good as so many.
_MANY = 3


def observe_neighbours(
    text: str, quantities: Sequence[Quantity], names: Sequence[Name], index: int, role: str
) -> Iterable[str]:
    """The nearest figures on both sides, and all of the figure's own unit.

    Args:
        text: the normalised sentence.
        quantities, names: its figures, in order, equally long.
        index: which of them.
        role: of the sentence's label; empty where nobody has labelled it.
    """
    quantity = quantities[index]
    for side, others in (("prev", range(index - 1, -1, -1)), ("next", range(index + 1, len(quantities)))):
        if not others:
            yield f"{side}=none"
            continue
        nearest = quantities[others[0]]
        yield f"{side}={'same' if nearest.unit == quantity.unit else 'other'}"
        if nearest.unit != quantity.unit:
            yield f"{side}unit={nearest.unit}>{quantity.unit}"
        same = next((other for other in others if quantities[other].unit == quantity.unit), None)
        if same is not None:
            yield from _of_pair(text, quantities, names, index, same)
    yield from _of_rank(quantities, index, role)
    yield from _of_sums(quantities, index)


def observe_verdicts(text: str, quantities: Sequence[Quantity], index: int, earlier: Sequence[str]) -> Iterable[str]:
    """What the figures before it were found to be: of 应改30座，实改22座 the first is a plan.

    Args:
        text: the normalised sentence.
        quantities: its figures.
        index: which of them.
        earlier: verdict on each figure before it; empty where nothing is known.
    """
    if not earlier:
        return
    yield f"told={earlier[-1]}"
    quantity = quantities[index]
    same = [place for place in range(len(earlier) - 1, -1, -1) if quantities[place].unit == quantity.unit]
    if same:
        yield f"told{_relation(quantity, quantities[same[0]])}{earlier[same[0]]}"
    larger = next((place for place in same if quantities[place].value >= quantity.value), None)
    yield f"larger={'none' if larger is None else earlier[larger]}"
    if larger is not None:
        # 五十台订货交了三十一台: what was done of something set; 五十台里三十一台: a share of it.
        between = text[quantities[larger].end : quantity.start]
        for word in (*cut_words(between), between[-1:]):
            yield f"larger={earlier[larger]}:{word}"
    yield from _of_differences(quantities, index, same, earlier)


def _of_pair(text: str, quantities: Sequence[Quantity], names: Sequence[Name], index: int, other: int) -> Iterable[str]:
    side = "prev" if other < index else "next"
    relation = _relation(quantities[index], quantities[other])
    left, right = quantities[min(index, other)], quantities[max(index, other)]
    between = text[left.end : right.start]
    yield f"{side}{relation}{'far' if any(mark in between for mark in '，；。：') else 'near'}"
    for name in _BETWEEN:
        if cues()[name].search(between):
            yield f"{side}{relation}{name}"
    if side == "prev":
        if between == "（":
            yield "bracketed"
        yield f"prevname{relation}{'same' if names[other].name == names[index].name else 'other'}"
    else:
        for word in cut_words(between):
            yield f"next{relation}:{word}"


def _relation(one: Quantity, other: Quantity) -> str:
    return "<" if one.value < other.value else "=" if one.value == other.value else ">"


def _of_rank(quantities: Sequence[Quantity], index: int, role: str) -> Iterable[str]:
    """How many figures of its unit stand before and behind it, and whether it is the largest."""
    quantity = quantities[index]
    others = [(place, other.value) for place, other in enumerate(quantities) if other.unit == quantity.unit]
    before = sum(place < index for place, _ in others)
    behind = len(others) - before - 1
    yield f"alike={min(before, _MANY)}/{min(behind, _MANY)}"
    if len(others) > 1:
        largest = quantity.value >= max(value for place, value in others if place != index)
        yield "largest" if largest else "not largest"
        if not before:
            yield f"leads={'largest' if largest else 'smaller'}&{role}"


def _of_sums(quantities: Sequence[Quantity], index: int) -> Iterable[str]:
    """Whether the figure is a whole that the next ones or the last ones add up to, or one of those that add up.

    Example:
        监测户36户，已稳定29户，未稳定7户: ``whole``, ``addend``, ``addend``.
    """
    values = [other.value for other in quantities if other.unit == quantities[index].unit]
    place = sum(other.unit == quantities[index].unit for other in quantities[:index])
    for first in range(len(values) - 1):
        for last in range(first + 2, len(values) + 1):
            added = sum(values[first:last], Decimal())
            for whole in (first - 1, last):
                if 0 <= whole < len(values) and values[whole] == added:
                    if place == whole:
                        yield "whole" if whole < first else "total"
                    elif first <= place < last:
                        yield "addend"


def _of_differences(
    quantities: Sequence[Quantity], index: int, same: Sequence[int], earlier: Sequence[str]
) -> Iterable[str]:
    """What two figures before it leave (任务60座，建成38座，差22座), or one before it and one behind it."""
    value = quantities[index].value
    behind = [other.value for other in quantities[index + 1 :] if other.unit == quantities[index].unit]
    for first in same:
        left = quantities[first].value - value
        if left in behind:
            yield f"shares {earlier[first]}"
        for second in same:
            if first < second and quantities[second].value == left:
                yield f"left of {earlier[first]} by {earlier[second]}"
