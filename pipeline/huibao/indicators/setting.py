"""A sentence with all that was read in it, before anything is judged or named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from huibao.indicators.lexicon.names import Name
from huibao.indicators.numbers.quantities import Quantity
from huibao.indicators.phrase import Phrase
from huibao.indicators.tokens import Word
from huibao.schema import Status, Tag
from huibao.segment.above import Above
from huibao.segment.normalize import View


@dataclass(frozen=True, kw_only=True, slots=True)
class Setting:
    """A sentence with all that was read in it.

    Attributes:
        view: the sentence, normalised.
        section: the nearest heading above, its years told as seen from the period; empty for none.
        above: what stands above the sentence and may say what it is about.
        tag: what the sentence asserts; None where nobody has said.
        quantities, phrases, names: in order, equally long.
        words: of the sentence, its figures among them; empty where it has none.
        totals: per name and unit all values of the report, to see shares and repetitions.
        bracketed: what the report says that figures in brackets are; None where it does not say.
        period: of the report; empty where unknown.
        place: what its village is called, without 村; empty where unknown.
    """

    view: View
    section: str
    above: Above
    tag: Tag | None
    quantities: Sequence[Quantity]
    phrases: Sequence[Phrase]
    names: Sequence[Name]
    words: Sequence[Word]
    totals: Mapping[tuple[str, str], Sequence[Decimal]]
    bracketed: Status | None = None
    period: str = ""
    place: str = ""

    @property
    def text(self) -> str:
        return self.view.text
