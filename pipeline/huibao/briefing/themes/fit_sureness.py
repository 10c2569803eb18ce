"""Learn how far each sign that a sentence tells a lack is to be believed, of townships that the aspect model never saw.

What a model says of sentences that it learnt from is surer than what it says of others. So the training townships are
dealt into folds, and each is read by a model of the other folds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from huibao.briefing.meaning.logistic import Lessons, fit_weights
from huibao.briefing.themes.asking import REQUEST
from huibao.briefing.themes.aspect_model import AspectModel
from huibao.briefing.themes.aspects import themes
from huibao.briefing.themes.fit_aspects import Example, Studied, fit_aspects
from huibao.briefing.themes.sureness_model import FEATURES, Batch, Sureness, features
from huibao.errors import CorpusError
from huibao.taxonomy import Taxonomy

_FOLDS = 4
_STRENGTH = 1.0
# Further decimals of a weight change no chance that matters, and differ from machine to machine.
_DECIMALS = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """A township as an aspect model reads it, each of its reports a village, and the aspects told by hand."""

    batch: Batch
    aspects: tuple[tuple[str, ...], ...]


def read_townships(examples: Sequence[Example], model: AspectModel, taxonomy: Taxonomy) -> list[Reading]:
    """The townships of some sentences, by name: each is counted for the lacks that the model surely tells of it."""
    lacking = frozenset(label.key for label in taxonomy.with_role("lacking"))
    readings = []
    for _, mine in sorted(_by_township(examples).items()):
        sayings = [example.saying for example in mine]
        told = [
            frozenset(theme.name for theme in some if theme.key in lacking and lacking.intersection(saying.keys))
            for saying, some in zip(sayings, model.told(sayings, surely=True), strict=True)
        ]
        batch = Batch.of(
            sayings,
            model,
            lacking=lacking,
            villages=[example.report for example in mine],
            told=told,
            keys=[frozenset(saying.keys) for saying in sayings],
            asks=[REQUEST in saying.keys for saying in sayings],
        )
        readings.append(Reading(batch=batch, aspects=tuple(example.aspects for example in mine)))
    return readings


def read_unseen(studied: Studied, taxonomy: Taxonomy) -> Iterator[Reading]:
    """Each township as an aspect model of other townships reads it.

    Raises:
        CorpusError: all sentences are of one township.
    """
    townships = sorted(_by_township(studied.examples))
    if len(townships) < 2:
        raise CorpusError("写明主题的句子只来自一个乡镇；至少要有两个，才能让没见过这个乡镇的模型来读")
    fold_of = {township: place % _FOLDS for place, township in enumerate(townships)}
    for fold in sorted(set(fold_of.values())):
        unseen = studied.within([township for township in townships if fold_of[township] == fold])
        seen = studied.within([township for township in townships if fold_of[township] != fold])
        yield from read_townships(unseen.examples, fit_aspects(seen), taxonomy)


def fit_sureness(readings: Sequence[Reading]) -> Sureness:
    """Weights under which the lacks told by hand are most probable.

    Learnt from each sentence of a township and each lack that any of them was counted for.

    Args:
        readings: by models that never saw the township (:func:`read_unseen`).

    Raises:
        CorpusError: nothing that was learnt is counted in any of the townships.
    """
    pairs = [
        (features(themes()[name], reading.batch), [name in aspects for aspects in reading.aspects])
        for reading in readings
        for name in sorted(frozenset[str]().union(*reading.batch.told) & set(reading.batch.learnt))
    ]
    if not pairs:
        raise CorpusError("没有一个乡镇有哪句话确定说了学过的困难；请检查 corpus/aspects.csv 与 splits.toml")
    target = np.concatenate([right for _, right in pairs]).astype(np.float64)[:, None]
    lessons = Lessons(
        vectors=np.concatenate([said for said, _ in pairs]).astype(np.float32),
        told=[()] * len(target),
        target=target,
        weight=np.ones_like(target),
    )
    learnt = fit_weights(lessons, least_seen=1, strength=_STRENGTH)
    return Sureness(
        weights={name: _rounded(learnt.of_vector[place, 0]) for place, name in enumerate(FEATURES)},
        intercept=_rounded(learnt.intercept[0]),
    )


def _by_township(examples: Sequence[Example]) -> dict[str, list[Example]]:
    townships: dict[str, list[Example]] = {}
    for example in examples:
        townships.setdefault(example.township, []).append(example)
    return townships


def _rounded(weight: np.float32) -> float:
    return round(float(weight), _DECIMALS)
