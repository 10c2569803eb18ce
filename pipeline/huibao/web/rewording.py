"""Another amount in place of one that a text says, every other word and number of it as it was."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from huibao.briefing.writing.figures import print_quantity
from huibao.indicators.numbers.quantities import Quantity, read_quantities
from huibao.indicators.numbers.units import match_unit
from huibao.indicators.township.printing import print_value
from huibao.schema import Bound
from huibao.segment.normalize import normalize

_WAN = "万"


@dataclass(frozen=True, kw_only=True, slots=True)
class Amount:
    """What should be said: a value in the base unit and its bound."""

    value: Decimal
    unit: str
    bound: Bound


def quantities_in(text: str) -> dict[int, Quantity]:
    """Quantities of a text by where they begin in it."""
    view = normalize(text)
    return {view.source_range(found.start, found.end)[0]: found for found in read_quantities(view.text)}


def reworded(text: str, start: int, end: int, amount: Amount) -> str:
    """What should stand at ``text[start:end]``, where a quantity stands; empty where nothing can.

    Whatever is put in is read again: it must give the amount there, and the text's other quantities as before.
    """
    before = quantities_in(text)
    old = before.pop(start)
    for words in _candidates(text[start:end], old, amount):
        after = quantities_in(text[:start] + words + text[end:])
        # 超过 before the number is no part of it.
        place = next((place for place in after if start <= place < start + len(words)), None)
        if place is None:
            continue
        new = after.pop(place)
        if (new.value, new.unit, new.bound) != (amount.value, old.unit, amount.bound):
            continue
        others = [[(q.value, q.unit, q.bound) for q in placed.values()] for placed in (before, after)]
        if others[0] == others[1]:
            return words
    return ""


def _candidates(written: str, old: Quantity, amount: Amount) -> list[str]:
    """Ways to write the amount: as the text writes the old one first, then as the draft would."""
    own: list[str] = []
    if old.unit == "%":
        own = [f"{print_value(amount.value)}%"]
    else:
        for place in range(1, len(written)):
            unit = match_unit(written, place)
            if unit and unit[1] == len(written):
                in_unit = amount.value / unit[0].factor
                if _WAN in written[:place] and in_unit >= 1000:
                    own.append(f"{print_value(in_unit / 10_000)}{_WAN}{written[place:]}")
                own.append(f"{print_value(in_unit)}{written[place:]}")
                break
    printed = print_quantity(float(amount.value), amount.unit, amount.bound)
    # Words of another bound may stand before the number already: 超过86户 is not mended to 超过不到80户.
    return [*own, printed] if old.bound in ("", amount.bound) else own
