"""What spoke for a sentence's label: its words, its headings, its neighbours.

For any tagger something is taken away and the scores are looked at again (occlusion). Where a linear tagger is part of
the model, the weights of its features are told too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from huibao.errors import UsageError
from huibao.schema import AnnotatedReport, Sentence, Tag
from huibao.segment.words import cut_words
from huibao.tagging.linear import LinearTagger
from huibao.tagging.model import TaggingModel

Part = Literal["headings", "before", "after", "word"]
_EDGE = 1e-4
_SHOWN = 6
# First word of a feature's name that is a block of text; all other features are dense facts.
_BLOCKS = ("字", "词", "标题", "上句", "下句")
_FACTS = "位置等"


@dataclass(frozen=True, kw_only=True, slots=True)
class Effect:
    """What taking something away does.

    Attributes:
        part: kind of thing.
        text: the thing.
        start: for a word, where it begins in the sentence; else 0.
        support: log-odds of the label with it less those without; above 0 it spoke for the label.
    """

    part: Part
    text: str
    start: int = 0
    support: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Feature:
    """A feature of the linear tagger and what it adds to the label's log-odds."""

    name: str
    support: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """Features of one kind: their sum, and the strongest of them."""

    name: str
    support: float
    strongest: tuple[Feature, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Explanation:
    """Why a sentence has its tag.

    Attributes:
        sentence: with its headings.
        before, after: texts of the neighbours; empty at the edges of the report.
        tag: as given.
        certainty: chance that the strongest label is right.
        label: whose support is told; the strongest unless another was asked for.
        surroundings: effects of headings and neighbours.
        words: effects of the words, in reading order.
        blocks: features of the linear tagger, if one is part of the model.
    """

    sentence: Sentence
    before: str
    after: str
    tag: Tag
    certainty: float
    label: str
    surroundings: tuple[Effect, ...]
    words: tuple[Effect, ...]
    blocks: tuple[Block, ...]


def explain(model: TaggingModel, annotated: AnnotatedReport, index: int, *, label: str | None = None) -> Explanation:
    """What spoke for one sentence's label.

    Args:
        model: any.
        annotated: report with sentences; its tags do not matter.
        index: of the sentence, from 0.
        label: to tell about another label than the strongest.

    Raises:
        UsageError: there is no such sentence or label.
    """
    sentences = annotated.sentences
    if not 0 <= index < len(sentences):
        raise UsageError(
            f"{annotated.report.name} 没有第 {index + 1} 句；这份汇报共 {len(sentences)} 句，从第 1 句数起"
        )
    if label is not None and label not in model.taxonomy:
        raise UsageError(f"没有标签 {label}；可用的有 {'、'.join(model.taxonomy.keys)}")
    bare = replace(annotated, tags=(), indicators=())
    (scores,) = model.tagger.predict_proba([bare])
    tag = model.decision.tags(bare, scores, model.taxonomy)[index]
    certainty = float(model.decision.judge(bare, scores, model.taxonomy).certainty[index])
    chosen = label or tag.labels[0]
    parts = [*_surroundings(bare, index), *_words(bare, index)]
    column = model.taxonomy.keys.index(chosen)
    with_all = _log_odds(model, [bare], [index], column)
    without = _log_odds(model, [variant for _, variant, _ in parts], [place for _, _, place in parts], column)
    effects = tuple(
        replace(effect, support=float(with_all[0] - odds)) for (effect, _, _), odds in zip(parts, without, strict=True)
    )
    linear = model.tagger if isinstance(model.tagger, LinearTagger) else getattr(model.tagger, "linear", None)
    return Explanation(
        sentence=sentences[index],
        before=sentences[index - 1].text if index else "",
        after=sentences[index + 1].text if index + 1 < len(sentences) else "",
        tag=tag,
        certainty=certainty,
        label=chosen,
        surroundings=tuple(effect for effect in effects if effect.part != "word"),
        words=tuple(effect for effect in effects if effect.part == "word"),
        blocks=_blocks(linear, bare, index, chosen) if linear is not None else (),
    )


# An effect not yet measured, the report without the thing, and where the sentence stands in it.
_Variant = tuple[Effect, AnnotatedReport, int]


def _with(annotated: AnnotatedReport, sentences: Sequence[Sentence]) -> AnnotatedReport:
    return replace(annotated, sentences=tuple(sentences))


def _surroundings(annotated: AnnotatedReport, index: int) -> list[_Variant]:
    sentences = annotated.sentences
    found: list[_Variant] = []
    if sentences[index].section:
        bare = replace(sentences[index], section=())
        effect = Effect(part="headings", text=" › ".join(sentences[index].section), support=0.0)
        found.append((effect, _with(annotated, (*sentences[:index], bare, *sentences[index + 1 :])), index))
    if index:
        effect = Effect(part="before", text=sentences[index - 1].text, support=0.0)
        found.append((effect, _with(annotated, (*sentences[: index - 1], *sentences[index:])), index - 1))
    if index + 1 < len(sentences):
        effect = Effect(part="after", text=sentences[index + 1].text, support=0.0)
        found.append((effect, _with(annotated, (*sentences[: index + 1], *sentences[index + 2 :])), index))
    return found


def _words(annotated: AnnotatedReport, index: int) -> list[_Variant]:
    sentences = annotated.sentences
    text = sentences[index].text
    found: list[_Variant] = []
    start = 0
    for word in cut_words(text):
        rest = text[:start] + text[start + len(word) :]
        if rest.strip() and any(char.isalnum() for char in word):
            shorter = replace(sentences[index], text=rest)
            effect = Effect(part="word", text=word, start=start, support=0.0)
            found.append((effect, _with(annotated, (*sentences[:index], shorter, *sentences[index + 1 :])), index))
        start += len(word)
    return found


def _log_odds(
    model: TaggingModel, variants: Sequence[AnnotatedReport], places: Sequence[int], column: int
) -> list[float]:
    if not variants:
        return []
    found = []
    for variant, place, scores in zip(variants, places, model.tagger.predict_proba(variants), strict=True):
        probability = model.decision.judge(variant, scores, model.taxonomy).probabilities[place, column]
        clipped = float(np.clip(probability, _EDGE, 1 - _EDGE))
        found.append(float(np.log(clipped / (1 - clipped))))
    return found


def _blocks(linear: LinearTagger, annotated: AnnotatedReport, index: int, label: str) -> tuple[Block, ...]:
    features: dict[str, list[Feature]] = {}
    for name, value in linear.contributions([annotated], label)[index]:
        block, _, text = name.partition(" ")
        if block in _BLOCKS:
            features.setdefault(block, []).append(Feature(name=text, support=value))
        else:
            features.setdefault(_FACTS, []).append(Feature(name=name, support=value))
    return tuple(
        Block(
            name=block,
            support=sum(feature.support for feature in features[block]),
            strongest=tuple(features[block][:_SHOWN]),
        )
        for block in (*_BLOCKS, _FACTS)
        if block in features
    )
