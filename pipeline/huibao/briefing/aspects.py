"""Aspects: what within a label a sentence is about (缺资金, 销路不畅), from ``corpus/lexicon/aspects.toml``."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache

from huibao.resources import resource


@dataclass(frozen=True, kw_only=True, slots=True)
class Aspect:
    """One aspect: its name in the office's words, the cues that say so alone, and those that only hint at it."""

    name: str
    sure: re.Pattern[str]
    cues: re.Pattern[str]


@lru_cache(maxsize=1)
def _aspects() -> dict[str, tuple[Aspect, ...]]:
    tables = tomllib.loads(resource("corpus/lexicon/aspects.toml").read_text(encoding="utf-8"))
    return {
        key: tuple(_aspect(name, cues["sure"], cues.get("hints", [])) for name, cues in table.items())
        for key, table in tables.items()
    }


def _aspect(name: str, sure: list[str], hints: list[str]) -> Aspect:
    return Aspect(name=name, sure=re.compile("|".join(sure)), cues=re.compile("|".join([*sure, *hints])))


def aspect_names() -> dict[str, tuple[str, ...]]:
    """Names of the aspects of each label or kind that has any, in the file's order."""
    return {key: tuple(aspect.name for aspect in aspects) for key, aspects in _aspects().items()}


def aspect_of(text: str, key: str) -> str:
    """The aspect that a sentence is surely about, of several the one with most cues; empty where none is sure.

    The draft counts villages by it (大塘村检视出制度不健全), so a word that may stand there for another (制度上墙)
    reason must not do.

    Args:
        text: normalised sentence.
        key: a label of the taxonomy, or a kind (``request``) that is laid out by aspects of its own.

    Example:
        >>> aspect_of("桃子没有销路，客商压价。", "bottleneck.industry")
        '销路和价格不稳'
        >>> aspect_of("台账在会计家里。", "bottleneck.methods")
        ''
    """
    best, most = "", 0
    for aspect in _aspects().get(key, ()):
        hits = len({match.group() for match in aspect.cues.finditer(text)})
        if hits > most and aspect.sure.search(text):
            best, most = aspect.name, hits
    return best
