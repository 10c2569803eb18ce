"""The sentences of a report that tell what a sentence of the briefing tells, by the words that they share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from huibao.briefing.audit.sources import Evidence, Line
from huibao.briefing.audit.told import MASK, pairs

CLAUSE = re.compile(r"[^，。；：！？（）]+")
# What turns, bounds or dates a clause and tells nothing by itself; 了, 的 come and go.
_LIGHT = re.compile(r"没有|[尚并从仍]未|已经|[未没不无已均都了的得将]")
_LEAST_SHARED, _TELLS, _TOUCHES = 3, 0.4, 0.2


@dataclass(frozen=True, slots=True)
class Telling:
    """A sentence of a report beside one of the briefing.

    Attributes:
        line: of the report.
        share: of the pairs of characters of the shorter of both that the other holds as well.
    """

    line: Line
    share: float

    @property
    def tells(self) -> bool:
        """Whether it tells the same; what does not may still touch on it."""
        return self.share >= _TELLS


def tellings(sentence: str, clause: str, villages: Sequence[str], evidence: Evidence) -> list[Telling]:
    """Sentences of the villages' reports that tell what a clause tells, or touch on it, the most alike first.

    Args:
        sentence: in which the clause stands; what it tells may only be clear from there.
        clause: in question.
        villages: who tell it.
        evidence: the reports.
    """
    wanted = [bare_pairs(sentence), bare_pairs(clause)]
    found = [
        Telling(line, max(_share(mine, bare_pairs(line.text)) for mine in wanted))
        for village in villages
        for line in evidence.lines.get(village, ())
    ]
    found.sort(key=lambda telling: -telling.share)
    return [telling for telling in found if telling.share >= _TOUCHES]


def bare(text: str) -> str:
    """A text without what turns, bounds or dates it."""
    return _LIGHT.sub("", text)


@lru_cache(maxsize=1 << 16)
def bare_pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters of a bare text."""
    return pairs(bare(text))


def _share(some: frozenset[str], others: frozenset[str]) -> float:
    shared = len(some & others)
    return shared / min(len(some), len(others)) if shared >= _LEAST_SHARED else 0.0


def is_quoted(clause: str, villages: Sequence[str], evidence: Evidence) -> bool:
    """Whether a clause stands in the reports word for word; what is left of it without its 没 does not."""
    words = re.compile(f"(?<![没未不无]){re.escape(clause.strip(MASK))}")
    return any(words.search(line.text) for village in villages for line in evidence.lines.get(village, ()))
