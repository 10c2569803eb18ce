"""Classes of words, from ``corpus/lexicon/classes.tsv``: what they name, and in which units it is counted.

A word that the table does not list is taken for what most listed words with its last character are: 抽沙机 is a device
as 水泵机 is. So a report of things that no author wrote about is read by their kind.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import lru_cache
from typing import NamedTuple

from huibao.resources import resource

_NO_CHINESE, _UNKNOWN = "#", "?"
# Classes that say nothing of other words with the same ending: odd cuts, function words, proper names.
_OWN_ALONE = frozenset({"x", "f", "q", "Y"})
_LEAST_WORDS, _LEAST_SHARE = 3, 0.5
_LEAST_MEASURES, _USUAL = 6, 0.2
_SIGNS = {"公里": "里", "千克": "斤", "公斤": "斤", "万元": "元"}


class _Table(NamedTuple):
    """Classes and measure words of the listed words, and those of their last characters."""

    classes: dict[str, str]
    measures: dict[str, str]
    by_ending: dict[str, str]
    measured: dict[str, Counter[str]]


@lru_cache(maxsize=1)
def _table() -> _Table:
    classes, measures = {}, {}
    for line in resource("corpus/lexicon/classes.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        word, kind, *signs = line.split("\t")
        classes[word] = kind
        if signs:
            measures[word] = signs[0]
    endings: dict[str, Counter[str]] = defaultdict(Counter)
    measured: dict[str, Counter[str]] = defaultdict(Counter)
    for word, kind in classes.items():
        if len(word) > 1 and kind not in _OWN_ALONE:
            endings[word[-1]][kind] += 1
        measured[word[-1]].update(measures.get(word, ""))
    by_ending = {
        ending: kind
        for ending, kinds in endings.items()
        for kind, count in kinds.most_common(1)
        if count >= _LEAST_WORDS and count >= _LEAST_SHARE * kinds.total()
    }
    return _Table(classes, measures, by_ending, dict(measured))


@lru_cache(maxsize=1 << 14)
def class_of(word: str) -> str:
    """The code of a word's class, by its last character where it is not listed; ``?`` where that tells nothing.

    Example:
        护理员 → P (a person); 水泵 → M (a device); 危旧 → a2 (bad, old).
    """
    table = _table()
    if listed := table.classes.get(word):
        return listed
    if not word or not "\u4e00" <= word[-1] <= "\u9fff":
        return _NO_CHINESE
    return table.by_ending.get(word[-1], _UNKNOWN) if len(word) > 1 else _UNKNOWN


@lru_cache(maxsize=1 << 14)
def counted_in(word: str, unit: str) -> str:
    """Whether what a word names is counted in a unit: ``yes``, ``no``, ``-`` (nothing that is counted) or ``?``.

    Unlisted words are judged by their last character, with a ``~`` before the answer: 护鱼员 in 名 → ``~yes``.
    """
    sign = _SIGNS.get(unit, unit)[:1]
    table = _table()
    if word in table.measures:
        return "yes" if sign in table.measures[word] else "no"
    if word in table.classes:
        return "-"
    counts = table.measured.get(word[-1:])
    if counts is None or counts.total() < _LEAST_MEASURES:
        return _UNKNOWN
    return "~yes" if counts[sign] and counts[sign] >= _USUAL * max(counts.values()) else "~no"
