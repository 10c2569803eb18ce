"""What of a sentence can go and leave a sentence that still says what the whole one did."""

from __future__ import annotations

import re
from collections.abc import Iterator

from huibao.briefing.joins import is_label, stops_whole
from huibao.briefing.marks import balanced
from huibao.briefing.wording import Rewritten, described, fits

_LEAST_REST = 12
_TURN = re.compile(
    r"但|可(?!以)|却|不过|然而|只|就|便|才|则|也|仍|还|反|倒|没|不|未|无|仅|否则|而(?!且)|现|目前|共|合计|累计|总|剩|余|结转|那[个边头家种条样]|通常|一律|另"
)
_CLAUSE_BREAK = re.compile(r"([，：])")


def shorter(wording: Rewritten) -> list[Rewritten]:
    """Wordings without the last clauses that assert what the whole one does, the longest first."""
    found = []
    for text in _beginnings(wording.text, 0):
        rest = described(text)
        if (rest.lacks, rest.says_plan, rest.says_request) == (wording.lacks, wording.says_plan, wording.says_request):
            found.append(rest)
    return found


def mended(text: str) -> str:
    """The text, or what of it fits: without a bare label at its head (看田：…), without clauses at its end.

    A clause is left out whole; the longest rest that fits is taken, and the text as it is where none does.
    """
    if fits(text):
        return text
    clauses = _CLAUSE_BREAK.split(text)
    first = 2 if len(clauses) > 2 and is_label(clauses[0]) else 0
    rest = "".join(clauses[first:])
    if len(rest) >= _LEAST_REST and fits(rest):
        return rest
    return next(_beginnings(text, first), text)


def _beginnings(text: str, first: int) -> Iterator[str]:
    """What stands before a break of clauses and can stand alone, the longest first; from the clause ``first`` on."""
    clauses = _CLAUSE_BREAK.split(text)
    for end in range(len(clauses) - 2, first, -2):
        rest = "".join(clauses[first:end])
        if len(rest) < _LEAST_REST:
            break
        # 棚是搭了，可授粉的蜂没有: the first half alone would say the opposite.
        turns = _TURN.match(clauses[end + 1])
        if not turns and balanced(rest) == rest and stops_whole(rest) and fits(rest):
            yield rest
