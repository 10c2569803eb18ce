"""The words around a quantity, cut where another quantity or clause begins to speak."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from huibao.indicators.numbers.quantities import Quantity

# What a line is about, at the end of what stands before a figure: 户厕改造：
LABEL = re.compile("[^，。；：]{1,20}：$")
_ENUMERATION = re.compile(r"[、（(《“]")


@dataclass(frozen=True, slots=True)
class Phrase:
    """What stands around a quantity in its sentence.

    Attributes:
        lead: earlier clauses of the sentence.
        clause: its clause up to another quantity or the mark of an enumeration.
        own: from there to the quantity itself.
        after: from the quantity to the next one or the clause's end.
    """

    lead: str
    clause: str
    own: str
    after: str


def phrases_of(quantities: Sequence[Quantity], text: str) -> list[Phrase]:
    """The words around each of a sentence's quantities, in order.

    Example:
        the second of 铺设管道3.1公里、新装路灯36盏 has ``clause`` 铺设管道3.1公里、 and ``own`` 新装路灯.
    """
    return [_phrase_of(quantities, index, text) for index in range(len(quantities))]


def _phrase_of(quantities: Sequence[Quantity], index: int, text: str) -> Phrase:
    quantity = quantities[index]
    start = quantity.start - len(quantity.before)
    cut = max(start, quantities[index - 1].end if index else 0)
    marks = [match.end() for match in _ENUMERATION.finditer(text, cut, quantity.start)]
    own = marks[-1] if marks and marks[-1] < quantity.start else cut
    following = quantities[index + 1].start if index + 1 < len(quantities) else len(text)
    end = min(following, quantity.end + len(quantity.after))
    return Phrase(
        text[:start], text[start:own], text[own : quantity.start], text[quantity.end : max(end, quantity.end)]
    )
