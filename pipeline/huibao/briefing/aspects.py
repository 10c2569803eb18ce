"""Aspects: what within a label a sentence is about (缺资金, 销路不畅), from ``corpus/lexicon/aspects.toml``."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache

from huibao.resources import resource


@dataclass(frozen=True, kw_only=True, slots=True)
class Aspect:
    """One aspect: its name in the office's words and the cues that show it."""

    name: str
    cues: re.Pattern[str]


@lru_cache(maxsize=1)
def _aspects() -> dict[str, tuple[Aspect, ...]]:
    tables = tomllib.loads(resource("corpus/lexicon/aspects.toml").read_text(encoding="utf-8"))
    return {
        key: tuple(Aspect(name=name, cues=re.compile("|".join(cues))) for name, cues in table.items())
        for key, table in tables.items()
    }


def aspect_names() -> dict[str, tuple[str, ...]]:
    """Names of the aspects of each label or kind that has any, in the file's order."""
    return {key: tuple(aspect.name for aspect in aspects) for key, aspects in _aspects().items()}


def aspect_of(text: str, key: str) -> str:
    """The aspect that most of the cues in a sentence speak for; empty where none does.

    Args:
        text: normalised sentence.
        key: a label of the taxonomy, or a kind (``request``) that is laid out by aspects of its own.

    Example:
        >>> aspect_of("桃子没有销路，客商压价。", "bottleneck.industry")
        '销路和价格不稳'
    """
    best, most = "", 0
    for aspect in _aspects().get(key, ()):
        hits = len({match.group() for match in aspect.cues.finditer(text)})
        if hits > most:
            best, most = aspect.name, hits
    return best
