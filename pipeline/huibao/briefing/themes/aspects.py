"""Aspects: what within a label a sentence is about (缺资金, 销路不畅), from ``corpus/lexicon/aspects.toml``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from huibao.resources import read_lexicon

# A word list of the file's [words], used in its patterns.
_WORDS = re.compile(r"<(\w+)>")
# 开会太多, 年轻人没得一个, 后备干部一个也没物色到: how much and how talk puts it change nothing of what is lacking.
_DEGREE = re.compile("太|很|实在|特别|非常|比较|相当|十分")
_NONE = re.compile("没得(?=一)|一[个名位座条][也都]没有?")
_OF_THEM = re.compile(r"，其中[^，。；]*")


@dataclass(frozen=True, kw_only=True, slots=True)
class Theme:
    """An aspect and the label or kind under which it is told."""

    key: str
    name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class _Aspect:
    """One aspect: cues that say so whatever the label, those that say so within it, and those that also hint at it."""

    theme: Theme
    anywhere: re.Pattern[str] | None
    sure: re.Pattern[str]
    cues: re.Pattern[str]


@lru_cache(maxsize=1)
def _aspects() -> dict[str, tuple[_Aspect, ...]]:
    tables = read_lexicon("aspects.toml")
    words = tables.pop("words")

    def pattern(*lists: Iterable[str]) -> re.Pattern[str]:
        joined = "|".join(cue for cues in lists for cue in cues)
        return re.compile(_WORDS.sub(lambda word: words[word[1]], joined))

    def aspect(key: str, name: str, cues: dict[str, list[str]]) -> _Aspect:
        anywhere, sure, hints = (cues.get(field, []) for field in ("anywhere", "sure", "hints"))
        return _Aspect(
            theme=Theme(key=key, name=name),
            anywhere=pattern(anywhere) if anywhere else None,
            sure=pattern(anywhere, sure),
            cues=pattern(anywhere, sure, hints),
        )

    return {key: tuple(aspect(key, name, cues) for name, cues in table.items()) for key, table in tables.items()}


def aspect_names() -> dict[str, tuple[str, ...]]:
    """Names of the aspects of each label or kind that has any, in the file's order."""
    return {key: tuple(aspect.theme.name for aspect in aspects) for key, aspects in _aspects().items()}


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
    # 务工317人，其中脱贫人口74人: a part of what is counted is not what the sentence is about.
    for said in (_OF_THEM.sub("", text), text, _plain(text)):
        sure = [aspect for aspect in _aspects().get(key, ()) if aspect.sure.search(said)]
        if sure:
            return max(sure, key=lambda aspect: _hits(aspect, said)).theme.name
    return ""


def aspects_anywhere(text: str, keys: Iterable[str]) -> tuple[Theme, ...]:
    """The aspects of any of the labels that a text is surely about, whatever its own label.

    Args:
        text: normalised sentence, or the part of it that tells of something lacking.
        keys: of labels.

    Example:
        >>> [theme.name for theme in aspects_anywhere("桃子没有销路，又没有冷库。", ["bottleneck.resources"])]
        ['设施不配套']
    """
    return tuple(
        aspect.theme
        for key in keys
        for aspect in _aspects().get(key, ())
        if aspect.anywhere and any(map(aspect.anywhere.search, {text, _plain(text)}))
    )


def _plain(text: str) -> str:
    return _NONE.sub("没有", _DEGREE.sub("", text))


def _hits(aspect: _Aspect, text: str) -> int:
    return len({match.group() for match in aspect.cues.finditer(text)})
