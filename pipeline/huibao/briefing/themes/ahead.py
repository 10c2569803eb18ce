"""Whether what a sentence tells lies ahead, and which paragraph or sentence belongs to the next quarter.

Words that say so, and those that say the contrary, are listed in ``corpus/lexicon/ahead.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from huibao.briefing.themes.aspects import cued
from huibao.resources import read_cues
from huibao.segment.words import cut_words

_FIGURE = re.compile(r"[\d一二两三四五六七八九十百千万]")
# 前九个月17.9万元，年初定的目标是25万元: what was done so far, beside the target.
_TARGET = re.compile(rf"[，；（][^，；（）]{{0,8}}(?:目标|任务)[^，；（）]*?{_FIGURE.pattern}[^，；（）]*[）]?")
_CLAUSE = re.compile("[，；]")
_QUARTERS = "一二三四"
_QUARTER = re.compile(rf"(?<![去上前]年)(?<![去上前]年第)(?P<quarter>[{_QUARTERS}])季度(?![末]|以来)")
_YEAR_END = re.compile(r"(?P<year>20\d\d)年(?:底|末|内)")
# 下一季想做的事，办一个托管班: the plan follows.
_ANNOUNCES_PLAN = re.compile("[^，；：]{0,6}(?:打算|计划|安排|[想要]做的(?:事情?)?)[，：]")
_BLANK = "○"


@dataclass(frozen=True, slots=True)
class _Cues:
    """Compiled expressions of ``corpus/lexicon/ahead.toml``."""

    words: re.Pattern[str]
    cues: re.Pattern[str]
    behind: re.Pattern[str]
    so_far: re.Pattern[str]


@lru_cache(maxsize=1)
def _cues() -> _Cues:
    return _Cues(**read_cues("ahead.toml"))


def lies_ahead(text: str, period: str = "") -> bool:
    """Whether any word of a sentence says that something is still to be done.

    Args:
        text: normalised sentence.
        period: of its report, as ``2025Q3``; empty where none is known.

    Example:
        >>> lies_ahead("打算再栽90亩"), lies_ahead("秋防应打3250只，实打1900只"), lies_ahead("将军路任务完成92%")
        (True, False, False)
        >>> lies_ahead("四季度引进一间加工厂", "2025Q3"), lies_ahead("三季度进账6.5万元，全年目标25万元", "2025Q3")
        (True, False)
    """
    rest = _TARGET.sub("", text)
    return _says_ahead(rest if _counts_so_far(rest) else text, period)


def so_far(text: str, period: str = "") -> bool:
    """Whether a sentence tells a figure of what was done up to now, beside a target, and nothing else lies ahead.

    Args:
        text: normalised sentence.
        period: of its report, as ``2025Q3``; empty where none is known.

    Example:
        >>> so_far("1至9月32.4万元，全年目标40万元"), so_far("全年目标40万元")
        (True, False)
        >>> so_far("累计改厕80户，年度目标100户，下一步再改20户")
        False
    """
    rest = _TARGET.sub("", text)
    return rest != text and _counts_so_far(rest) and not _says_ahead(rest, period)


def _says_ahead(text: str, period: str) -> bool:
    known = _cues()
    told = known.behind.sub(_BLANK, text)
    return bool(
        known.cues.search(told)
        or any(map(known.words.fullmatch, cut_words(told)))
        or any(is_next(one["quarter"], period) for one in _QUARTER.finditer(told))
        or any(_ends_later(int(one["year"]), period) for one in _YEAR_END.finditer(told))
    )


def _counts_so_far(text: str) -> bool:
    cue = _cues().so_far
    return any(
        (until := cue.search(clause)) is not None and _FIGURE.search(clause, until.end())
        for clause in _CLAUSE.split(text)
    )


def planned_as(text: str, label: str, todo: Collection[str]) -> str:
    """The label of a plan: the one of which the words that open it tell whatever the tagger took it for.

    Args:
        text: normalised sentence.
        label: the tagger's.
        todo: labels of what is to be done.

    Example:
        >>> labels = "requirement.development", "requirement.service"
        >>> planned_as("办一个老年食堂，先供20人吃饭。", labels[0], labels)
        'requirement.service'
        >>> planned_as("修通村道，办一个老年食堂。", labels[0], labels)
        'requirement.development'
    """
    opens = _CLAUSE.split(_ANNOUNCES_PLAN.sub("", text, count=1), maxsplit=1)[0]
    return next((theme.key for theme in cued(opens) if theme.key in todo), label)


def is_next(quarter: str, period: str) -> bool:
    """Whether a quarter, as 四, follows the one of a period, as ``2025Q3``.

    Example:
        >>> is_next("四", "2025Q3"), is_next("三", "2025Q3"), is_next("四", "")
        (True, False, False)
    """
    own = period.partition("Q")[2]
    return own.isdigit() and _QUARTERS.index(quarter) == int(own) % len(_QUARTERS)


def _ends_later(year: int, period: str) -> bool:
    """Whether a year ends behind a period; where none is known it is taken to."""
    own, _, quarter = period.partition("Q")
    return not own.isdigit() or (year, len(_QUARTERS)) > (int(own), int(quarter) if quarter.isdigit() else 0)
