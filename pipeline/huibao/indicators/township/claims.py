"""One matter between two villages of which each tells what the other's words rule out.

与滴翠村共建的茶旅路已全线完工 in 茗垭, 茶旅路还有1.3公里没有硬化 in 滴翠; 2.4万元到今天没给 here, 2.4万元就转给石桥了
there; each says that it bore the larger share of the 4万元. Both must name the other, so that two roads are not one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING

from huibao.frames import row_source, rows
from huibao.indicators.lexicon.own_place import village_stem
from huibao.indicators.numbers.quantities import Quantity, read_quantities
from huibao.indicators.township.between import common_piece, distinct_words
from huibao.resources import read_cues
from huibao.schema import Source
from huibao.segment.normalize import normalize

if TYPE_CHECKING:
    import pandas as pd

# Sentences of its paragraph before one that may name the other village.
_BEFORE = 2
# Characters of a thing that two sentences must share to be of it.
_THING = 3
_MONEY = "元"
_CLAUSE_ENDS = "，。；"


@dataclass(frozen=True, kw_only=True, slots=True)
class ClaimDoubt:
    """What two villages say of one matter, each sentence with the clauses that say it."""

    told: tuple[tuple[Source, str], tuple[Source, str]]


@dataclass(frozen=True, slots=True)
class _Cues:
    """Compiled expressions of ``corpus/lexicon/claims.toml``."""

    done: re.Pattern[str]
    undone: re.Pattern[str]
    unpaid: re.Pattern[str]
    paid: re.Pattern[str]
    paid_off: re.Pattern[str]
    bears: re.Pattern[str]
    own: re.Pattern[str]
    theirs: re.Pattern[str]
    halves: re.Pattern[str]
    each: re.Pattern[str]


@lru_cache(maxsize=1)
def _cues() -> _Cues:
    return _Cues(**read_cues("claims.toml"))


@dataclass(frozen=True, kw_only=True, slots=True)
class _Said:
    """A sentence, the villages that it names, and those that the sentences before it name as well."""

    source: Source
    text: str
    names: frozenset[str]
    about: frozenset[str]

    @property
    def village(self) -> str:
        return self.source.village


def claim_doubts(sentences: pd.DataFrame | None, villages: Sequence[str]) -> list[ClaimDoubt]:
    """What two villages tell of one matter that cannot both be true, once for every two of them and kind.

    Args:
        sentences: the ``sentences`` frame of the batch.
        villages: of the township.
    """
    stems = {village: normalize(village_stem(village)).text for village in villages}
    every = list(_said(sentences, stems))
    found: dict[tuple[frozenset[str], str], ClaimDoubt] = {}
    for one, other in combinations((said for said in every if said.about), 2):
        if one.village == other.village or other.village not in one.about or one.village not in other.about:
            continue
        for mine, its in ((one, other), (other, one)):
            for kind, spans in _contrary(mine, its, stems):
                told = tuple(
                    (said.source, _clauses(said.text, span)) for said, span in zip((mine, its), spans, strict=True)
                )
                found.setdefault((frozenset((mine.village, its.village)), kind), ClaimDoubt(told=(told[0], told[1])))
    return list(found.values())


_Span = tuple[int, int]


def _said(sentences: pd.DataFrame | None, stems: dict[str, str]) -> Iterator[_Said]:
    before: list[tuple[tuple[str, int], frozenset[str]]] = []
    for row in rows(sentences) if sentences is not None else ():
        text = normalize(row.text).text
        names = frozenset(village for village, stem in stems.items() if village != row.village and stem in text)
        here = (row.report, int(row.paragraph))
        about = names.union(*(named for place, named in before[-_BEFORE:] if place == here))
        before.append((here, names))
        yield _Said(source=row_source(row), text=text, names=names, about=about)


def _contrary(mine: _Said, its: _Said, stems: dict[str, str]) -> Iterator[tuple[str, tuple[_Span, _Span]]]:
    """The kinds of matter of which the first says what the second rules out, with where either says it."""
    if spans := _finished(mine, its, stems):
        yield "done", spans
    if spans := _settled(mine, its, stems):
        yield "paid", spans
    if spans := _divided(mine, its, stems):
        yield "borne", spans


def _finished(mine: _Said, its: _Said, stems: dict[str, str]) -> tuple[_Span, _Span] | None:
    """A thing that is finished in the first and not in the second; either sentence names the other village."""
    if its.village not in mine.names or mine.village not in its.names:
        return None
    done, undone = _cues().done.search(mine.text), _cues().undone.search(its.text)
    if not done or not undone or _cues().undone.search(mine.text) or _cues().done.search(its.text):
        return None
    here, there = (distinct_words(said.text, stems.values()) for said in (mine, its))
    return ((0, len(mine.text)), (0, len(its.text))) if common_piece(here, there, _THING) else None


def _settled(mine: _Said, its: _Said, stems: dict[str, str]) -> tuple[_Span, _Span] | None:
    """Money that the first says it has paid the second, which says it has not got it."""
    named = (cue for cue in _cues().paid.finditer(mine.text) if mine.text.startswith(stems[its.village], cue.end()))
    paid = next(named, None) or (_cues().paid_off.search(mine.text) if its.village in mine.names else None)
    unpaid = _cues().unpaid.search(its.text)
    if not paid or not unpaid or mine.village not in its.names:
        return None
    for one in _money(mine.text):
        for other in _money(its.text):
            if one.value == other.value:
                return _around(one, paid), _around(other, unpaid)
    return None


def _divided(mine: _Said, its: _Said, stems: dict[str, str]) -> tuple[_Span, _Span] | None:
    """What either bore of one sum: the same sum of both shares, divided otherwise."""
    if mine.village > its.village:
        return None
    here, there = (_shares(said, stems[other.village]) for said, other in ((mine, its), (its, mine)))
    if not here or not there or (here[0], here[1]) == (there[1], there[0]) or sum(here[:2]) != sum(there[:2]):
        return None
    return here[2], there[2]


def _shares(said: _Said, other: str) -> tuple[Decimal, Decimal, _Span] | None:
    """What the village says that it bore itself, and the other, and where; None where it does not say both."""
    own = theirs = start = None
    end = 0
    money = _money(said.text)
    for quantity in money:
        head = said.text[end : quantity.start]
        mine, its = _cues().own.search(head), re.search(re.escape(other), head) or _cues().theirs.search(head)
        each = None if its else _cues().each.search(head)
        if each:
            own = theirs = quantity.value
        elif bool(mine) != bool(its) and _cues().bears.search(head):
            own, theirs = (quantity.value, theirs) if mine else (own, quantity.value)
        if start is None and (first := each or mine or its):
            start = end + first.start()
        end = quantity.end
    if own is None and theirs is None and money and (halves := _cues().halves.search(said.text)):
        whole = max(quantity.value for quantity in money)
        own, theirs, start, end = whole / 2, whole / 2, money[0].start, max(end, halves.end())
    return None if own is None or theirs is None else (own, theirs, (start or 0, end))


def _money(text: str) -> list[Quantity]:
    return [quantity for quantity in read_quantities(text) if quantity.unit == _MONEY]


def _around(quantity: Quantity, cue: re.Match[str]) -> _Span:
    return min(quantity.start, cue.start()), max(quantity.end, cue.end())


def _clauses(text: str, span: _Span) -> str:
    """The clauses of a text that a span touches, without the marks around them."""
    start = max(text.rfind(mark, 0, span[0]) for mark in _CLAUSE_ENDS) + 1
    ends = [place for mark in _CLAUSE_ENDS if (place := text.find(mark, max(span[1] - 1, 0))) >= 0]
    return text[start : min(ends, default=len(text))].strip("，。；： ")
