"""Words that stand where the report has their opposite: 饲料倒跌了一成 for 倒涨了一成, 大部分当天回复 for 全部当天回复.

A clause that is nearly one of the report is laid beside it, word by word; of what differs only opposites
count (``corpus/lexicon/opposites.toml``), and what is denied in one of them and not in the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from huibao.briefing.audit.aligned import CLAUSE, Telling
from huibao.briefing.audit.findings import Finding
from huibao.briefing.audit.told import MASK
from huibao.resources import read_lexicon
from huibao.segment.words import cut_words

# So much of the shorter clause must stand in the other, in order.
_NEARLY = 0.5
_SHORTEST = 5
# What is longer than this was written anew, and is no word put for another.
_LONGEST = 8
_DENIES = re.compile("没有?|未|不再|并不")
# What denies or lacks in some other word, anywhere in the clause.
_LACKS = re.compile("[没未不无缺难少空欠差]")
_LOOK = "请对照原话；说的确实不一样，请改正。"


@dataclass(frozen=True, slots=True)
class _Opposite:
    what: str
    here: re.Pattern[str]
    there: re.Pattern[str]


@lru_cache(maxsize=1)
def _opposites() -> tuple[_Opposite, ...]:
    return tuple(
        _Opposite(one["what"], re.compile(one["here"]), re.compile(one["there"]))
        for one in read_lexicon("opposites.toml")["opposite"]
    )


def swapped_findings(clause: re.Match[str], beside: Sequence[Telling]) -> Iterator[Finding]:
    """What a clause says in the place of its opposite, at most one.

    Args:
        clause: of the normalised text, villages masked.
        beside: what the report says there, the most alike first.
    """
    said = clause.group()
    nearest = max(
        (
            (_share(part.group(), said), telling, part.group())
            for telling in beside
            if telling.tells
            for part in CLAUSE.finditer(telling.line.text)
        ),
        key=lambda one: one[0],
        default=None,
    )
    if nearest is None or len(said) < _SHORTEST or nearest[0] < _NEARLY:
        return
    _, telling, there = nearest
    for kind, old, new, end in _changes(there, said):
        # What was left out is told nowhere else, or in the next clause.
        if kind == "delete" or not new or max(len(old), len(new)) > _LONGEST:
            continue
        denied = _DENIES.search(new) and not _LACKS.search(there)
        affirmed = _DENIES.search(old) and not _LACKS.search(said)
        if what := _turned(old, new) or ("肯定还是否定" if denied or affirmed else ""):
            told = f"，汇报里是“{old}”" if old else "，汇报里没有这几个字"
            yield Finding(
                start=clause.start() + end - len(new), end=clause.start() + end, kind="doubt",
                reason=f"{what}和汇报不一样：这里说“{new}”{told}", reports_say=telling.line.cited, advice=_LOOK,
            )  # fmt: skip
            return


def _changes(there: str, said: str) -> Iterator[tuple[str, str, str, int]]:
    """Word by word what stands in a clause where the report has something else, and where it ends in the clause."""
    theirs, ours = list(cut_words(there)), list(cut_words(said))
    for kind, low, high, start, end in SequenceMatcher(None, theirs, ours, autojunk=False).get_opcodes():
        if kind != "equal":
            yield kind, "".join(theirs[low:high]), "".join(ours[start:end]).lstrip(MASK), sum(map(len, ours[:end]))


def _share(one: str, other: str) -> float:
    """How much of the shorter of two texts stands in the other, in order."""
    same = sum(block.size for block in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks())
    return same / max(min(len(one), len(other)), 1)


def _turned(old: str, new: str) -> str:
    """In what two pieces of text say the opposite; empty where they do not."""
    for one in _opposites():
        for mine, other in ((one.here, one.there), (one.there, one.here)):
            if mine.search(new) and other.search(old) and not (other.search(new) or mine.search(old)):
                return one.what
    return ""
