"""Aspects: what within its label a sentence is about (缺资金, 销路不稳); ``corpus/lexicon/aspects.toml`` lists them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from huibao.resources import read_lexicon

# A word list of the file's [words], used in its patterns.
_WORDS = re.compile(r"<(\w+)>")
# 开会太多, 年轻人没得一个, 后备干部一个也没物色到: how much and how talk puts it change nothing of what is lacking.
_DEGREE = re.compile("太|很|实在|特别|非常|比较|相当|十分")
_NONE = re.compile("没得(?=一)|一[个名位座条][也都]没有?")
# Before the name of an aspect: a cue says so whatever the label.
ANYWHERE = "anywhere:"
_OF_THEM = re.compile(r"，其中[^，。；]*")


@dataclass(frozen=True, kw_only=True, slots=True)
class Theme:
    """An aspect and the label or kind under which it is told."""

    key: str
    name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class _Aspect:
    """One aspect: cues that say so whatever the label (some of danger), those within it, and those that hint at it."""

    theme: Theme
    danger: re.Pattern[str] | None
    anywhere: re.Pattern[str] | None
    sure: re.Pattern[str] | None
    cues: re.Pattern[str] | None
    yields: frozenset[str] = frozenset()


@lru_cache(maxsize=1)
def _aspects() -> dict[str, tuple[_Aspect, ...]]:
    tables = read_lexicon("aspects.toml")
    words = tables.pop("words")

    def pattern(*lists: Iterable[str]) -> re.Pattern[str] | None:
        joined = "|".join(cue for cues in lists for cue in cues)
        return re.compile(_WORDS.sub(lambda word: words[word[1]], joined)) if joined else None

    def aspect(key: str, name: str, cues: dict[str, Any]) -> _Aspect:
        danger, anywhere, sure, hints = (cues.get(field, []) for field in ("danger", "anywhere", "sure", "hints"))
        anywhere = [*danger, *anywhere]
        return _Aspect(
            theme=Theme(key=key, name=name),
            danger=pattern(danger),
            anywhere=pattern(anywhere),
            sure=pattern(anywhere, sure),
            cues=pattern(anywhere, sure, hints),
            yields=frozenset(cues.get("yields", [])),
        )

    return {key: tuple(aspect(key, name, cues) for name, cues in table.items()) for key, table in tables.items()}


@lru_cache(maxsize=1)
def themes() -> dict[str, Theme]:
    """Every aspect by its name, in the file's order."""
    return {aspect.theme.name: aspect.theme for aspects in _aspects().values() for aspect in aspects}


@lru_cache(maxsize=1)
def yielding() -> dict[str, frozenset[str]]:
    """Names of aspects that need a cue of their own where one of the others named is cued."""
    every = (aspect for aspects in _aspects().values() for aspect in aspects)
    return {aspect.theme.name: aspect.yields for aspect in every if aspect.yields}


def evidence(text: str, keys: Collection[str]) -> Iterator[str]:
    """Names of what the words of a sentence say for its aspects.

    Args:
        text: normalised sentence.
        keys: its labels, ``request`` for what it asks.

    Example:
        >>> sorted(evidence("桃子没有销路。", ["bottleneck.industry"]))[:3]
        ['anywhere:销路和价格不稳', 'hint:销路和价格不稳', 'label:bottleneck.industry']
    """
    # 务工317人，其中脱贫人口74人: a part of what is counted is not what the sentence is about.
    readings = tuple(dict.fromkeys((_OF_THEM.sub("", text), text, _NONE.sub("没有", _DEGREE.sub("", text)))))
    for key, aspects in _aspects().items():
        if key in keys:
            yield f"label:{key}"
        for aspect in aspects:
            for level, cues in ((ANYWHERE, aspect.anywhere), ("sure:", aspect.sure), ("hint:", aspect.cues)):
                if cues and any(map(cues.search, readings)):
                    yield level + aspect.theme.name
        if key in keys:
            for said in readings:
                sure = [aspect for aspect in aspects if aspect.sure and aspect.sure.search(said)]
                if sure:
                    yield f"most:{max(sure, key=lambda aspect: _hits(aspect, said)).theme.name}"
                    break


@lru_cache(maxsize=8192)
def cued(text: str) -> tuple[Theme, ...]:
    """The aspects that the words of a sentence tell whatever its label, in the file's order.

    Example:
        >>> [theme.name for theme in cued("桃子没有销路，请镇里帮忙。")]
        ['销路和价格不稳']
    """
    names = {name.removeprefix(ANYWHERE) for name in evidence(text, ()) if name.startswith(ANYWHERE)}
    return tuple(theme for theme in themes().values() if theme.name in names)


def endangers(text: str) -> bool:
    """Whether a sentence tells that somebody is hurt, ill or in danger.

    Example:
        >>> endangers("煤车躲坑，把骑电动车的人撞了，腿骨折，还在医院。"), endangers("开展预防煤气中毒宣传3次。")
        (True, False)
        >>> endangers("墙上裂了缝的有43户。"), endangers("危房改造4户，已竣工。")
        (True, False)
    """
    every = (aspect.danger for aspects in _aspects().values() for aspect in aspects)
    return any(danger.search(text) for danger in every if danger)


@lru_cache(maxsize=1)
def dangers() -> frozenset[str]:
    """Names of the aspects that may tell that somebody is hurt, ill or in danger."""
    return frozenset(aspect.theme.name for aspects in _aspects().values() for aspect in aspects if aspect.danger)


def _hits(aspect: _Aspect, text: str) -> int:
    return len({match.group() for match in aspect.cues.finditer(text)}) if aspect.cues else 0
