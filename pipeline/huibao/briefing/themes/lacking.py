"""The part of a sentence that tells of something lacking, whatever the sentence as a whole was taken for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from huibao.resources import read_cues

# Kept where something is blanked out, so that clauses stay apart.
_BLANK = "○"
_CLAUSE = re.compile(r"[，；。：]")


@dataclass(frozen=True, slots=True)
class _Cues:
    """Compiled expressions of ``corpus/lexicon/lacking.toml``."""

    no_lack: re.Pattern[str]
    well: re.Pattern[str]
    turns: re.Pattern[str]
    lacks: re.Pattern[str]
    alone: re.Pattern[str]
    says_problem: re.Pattern[str]


@lru_cache(maxsize=1)
def _cues() -> _Cues:
    return _Cues(**read_cues("lacking.toml"))


def lack_told(text: str) -> str:
    """What of a sentence tells of a lack: what follows a turn, or clauses that say so alone; empty for none.

    What did not happen (没有发生事故) or is over (解决了缺水问题) is no lack.

    Args:
        text: normalised sentence.

    Example:
        >>> lack_told("路修好了，但是边沟没钱做。")
        '边沟没钱做。'
        >>> lack_told("旱厕改了12个，有3个改完没法用。")
        '有3个改完没法用'
        >>> lack_told("鱼塘总体平稳，没有发生大的病害，解决了74户缺水问题。")
        ''
    """
    known = _cues()
    plain = without_no_lack(text)
    for turn in known.turns.finditer(plain):
        if known.lacks.search(plain, turn.end()):
            return text[turn.end() :]
    ends = [*(match.start() for match in _CLAUSE.finditer(plain)), len(plain)]
    clauses = [(start, end) for start, end in zip([0, *(end + 1 for end in ends)], ends, strict=False)]
    return "，".join(text[start:end] for start, end in clauses if known.alone.search(plain[start:end]))


def says_problem(text: str) -> bool:
    """Whether a sentence says itself that it tells of problems.

    Example:
        >>> says_problem("存在的问题主要是资金不足。"), says_problem("解决了用水问题。")
        (True, False)
    """
    return bool(_cues().says_problem.match(text))


def without_no_lack(text: str) -> str:
    """The text with what did not happen, or is over, blanked out; offsets stay.

    Example:
        >>> without_no_lack("鱼塘平稳，没有发生大的病害。")
        '鱼塘平稳，○○○○○○○○。'
    """
    return _cues().no_lack.sub(lambda match: _BLANK * len(match[0]), text)


def without_good_news(text: str) -> str:
    """The text without what says that all is well; offsets stay.

    Example:
        >>> without_good_news("剩38万方，够用。")
        '剩38万方，○○。'
    """
    return _cues().well.sub(lambda match: _BLANK * len(match[0]), text)
