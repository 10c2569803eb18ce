"""How good tags are: macro-F1 in the seven-way and the full view, per label, kind, review queue.

The class of a sentence is its strongest label. Intervals are percentile bootstraps over *reports*, since
sentences of one report are not independent.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from huibao.schema import AnnotatedReport, Tag
from huibao.taxonomy import Taxonomy

_RESAMPLES = 1000


@dataclass(frozen=True, kw_only=True, slots=True)
class Estimate:
    """A metric with its 95% bootstrap interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, kw_only=True, slots=True)
class LabelScore:
    """Precision, recall and F1 of one class, and how many gold sentences have it."""

    label: str
    precision: float
    recall: float
    f1: float
    support: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Evaluation:
    """Metrics of predicted tags against gold tags.

    Attributes:
        coarse_f1: macro-F1 of the seven-way view.
        fine_f1: macro-F1 over all labels of the taxonomy.
        coarse_accuracy, fine_accuracy: share of right strongest labels.
        multilabel_f1: micro-F1 over all (sentence, label) pairs.
        kind_accuracy: share of right kinds among sentences that gold and prediction both place in the future.
        kept_accuracy, kept_coverage: accuracy among, and share of, sentences that skip the review queue.
        labels: one score a label, taxonomy order.
        confusion: ``(n_labels, n_labels)``, gold in rows, predicted in columns.
    """

    reports: int
    sentences: int
    coarse_f1: Estimate
    fine_f1: Estimate
    coarse_accuracy: Estimate
    fine_accuracy: Estimate
    multilabel_f1: Estimate
    kind_accuracy: Estimate
    kept_accuracy: Estimate
    kept_coverage: Estimate
    labels: tuple[LabelScore, ...]
    confusion: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class _Pair:
    gold: Tag
    predicted: Tag


def evaluate_tags(
    gold: Sequence[AnnotatedReport],
    predicted: Sequence[Sequence[Tag]],
    taxonomy: Taxonomy,
    *,
    seed: int = 13,
    resamples: int = _RESAMPLES,
) -> Evaluation:
    """Compare predicted tags with gold reports, sentence by sentence.

    Args:
        gold: reports with tags.
        predicted: for each report one tag a sentence, in order.
        taxonomy: the label system.
        seed: of the bootstrap.
        resamples: of the bootstrap; 0 gives intervals of zero width.
    """
    groups = [
        [_Pair(g, p) for g, p in zip(annotated.tags, tags, strict=True)]
        for annotated, tags in zip(gold, predicted, strict=True)
    ]
    pairs = [pair for group in groups for pair in group]
    keys = taxonomy.keys
    coarse = {key: taxonomy[key].coarse for key in keys}

    def fine_f1(sample: Sequence[_Pair]) -> float:
        return macro_f1([p.gold.labels[0] for p in sample], [p.predicted.labels[0] for p in sample], keys)

    def coarse_f1(sample: Sequence[_Pair]) -> float:
        return macro_f1(
            [coarse[p.gold.labels[0]] for p in sample],
            [coarse[p.predicted.labels[0]] for p in sample],
            taxonomy.coarse_keys,
        )

    kept = [[p for p in group if not p.predicted.review] for group in groups]
    future = [[p for p in group if p.gold.kind and p.predicted.kind] for group in groups]

    def estimate(metric: Callable[[Sequence[_Pair]], float], of: list[list[_Pair]] = groups) -> Estimate:
        return _bootstrap(metric, of, seed, resamples)

    return Evaluation(
        reports=len(groups),
        sentences=len(pairs),
        coarse_f1=estimate(coarse_f1),
        fine_f1=estimate(fine_f1),
        coarse_accuracy=estimate(
            lambda sample: _share(coarse[p.gold.labels[0]] == coarse[p.predicted.labels[0]] for p in sample)
        ),
        fine_accuracy=estimate(_right),
        multilabel_f1=estimate(_multilabel),
        kind_accuracy=estimate(lambda sample: _share(p.gold.kind == p.predicted.kind for p in sample), future),
        kept_accuracy=estimate(_right, kept),
        kept_coverage=estimate(lambda sample: _share(not p.predicted.review for p in sample)),
        labels=tuple(_label_score(key, pairs) for key in keys),
        confusion=_confusion(pairs, keys),
    )


def _share(truths: object) -> float:
    values = list(truths)  # type: ignore[call-overload]  # an iterable of bool
    return sum(values) / len(values) if values else 0.0


def _right(sample: Sequence[_Pair]) -> float:
    return _share(p.gold.labels[0] == p.predicted.labels[0] for p in sample)


def _multilabel(sample: Sequence[_Pair]) -> float:
    hits = sum(len(set(p.gold.labels) & set(p.predicted.labels)) for p in sample)
    total = sum(len(p.gold.labels) + len(p.predicted.labels) for p in sample)
    return 2 * hits / total if total else 0.0


def macro_f1(gold: Sequence[str], predicted: Sequence[str], classes: Sequence[str]) -> float:
    """Mean F1 over the classes that occur in gold or prediction."""
    code = {key: i for i, key in enumerate(classes)}
    g, p = np.array([code[key] for key in gold], int), np.array([code[key] for key in predicted], int)
    size = len(classes)
    hits = np.bincount(g[g == p], minlength=size)
    total = np.bincount(g, minlength=size) + np.bincount(p, minlength=size)
    present = total > 0
    return float((2 * hits[present] / total[present]).mean()) if present.any() else 0.0


def _bootstrap(
    metric: Callable[[Sequence[_Pair]], float], groups: Sequence[Sequence[_Pair]], seed: int, resamples: int
) -> Estimate:
    value = metric([pair for group in groups for pair in group])
    if not resamples or not groups:
        return Estimate(value=value, low=value, high=value)
    random = np.random.default_rng(seed)
    draws = [
        metric([pair for i in random.integers(len(groups), size=len(groups)) for pair in groups[i]])
        for _ in range(resamples)
    ]
    low, high = np.percentile(draws, [2.5, 97.5])
    return Estimate(value=value, low=float(low), high=float(high))


def _label_score(label: str, pairs: Sequence[_Pair]) -> LabelScore:
    support = sum(p.gold.labels[0] == label for p in pairs)
    given = sum(p.predicted.labels[0] == label for p in pairs)
    hits = sum(p.gold.labels[0] == p.predicted.labels[0] == label for p in pairs)
    return LabelScore(
        label=label,
        precision=hits / given if given else 0.0,
        recall=hits / support if support else 0.0,
        f1=2 * hits / (given + support) if given + support else 0.0,
        support=support,
    )


def _confusion(pairs: Sequence[_Pair], keys: Sequence[str]) -> tuple[tuple[int, ...], ...]:
    code = {key: i for i, key in enumerate(keys)}
    matrix = np.zeros((len(keys), len(keys)), dtype=int)
    for p in pairs:
        matrix[code[p.gold.labels[0]], code[p.predicted.labels[0]]] += 1
    return tuple(tuple(int(n) for n in row) for row in matrix)
