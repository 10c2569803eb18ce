"""How good tags are: macro-F1 in the seven-way and the full view, per label, kind, review queue.

The class of a sentence is its strongest label. Every metric is a function of a few counts a report, so that intervals
(percentile bootstraps over *reports*, since sentences of one report are not independent) cost one matrix product, and
two taggers can be compared on the same draws.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from huibao.schema import AnnotatedReport, Tag
from huibao.taxonomy import Taxonomy

RESAMPLES = 1000
SEED = 13

Array = npt.NDArray[np.float64]


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


@dataclass(frozen=True, kw_only=True, slots=True)
class Counts:
    """What the metrics need to know; the first axis is reports, or draws of reports.

    Attributes:
        confusion: ``(n, n_labels, n_labels)`` of strongest labels, gold in rows.
        coarse: likewise in the seven-way view.
        sentences, kept, kept_right: ``(n,)`` all, those that skip review, those of them with the right label.
        shared, given: ``(n,)`` labels that gold and prediction share; labels of both together.
        kinds, kinds_right: ``(n,)`` sentences that both place in the future; those of the same kind.
    """

    confusion: Array
    coarse: Array
    sentences: Array
    kept: Array
    kept_right: Array
    shared: Array
    given: Array
    kinds: Array
    kinds_right: Array

    def drawn(self, draws: Array) -> Counts:
        """Counts of draws; ``draws`` ``(n_draws, n)`` says how often each draw holds each report."""
        return Counts(**{name: np.tensordot(draws, getattr(self, name), axes=1) for name in self.__slots__})


def count_tags(gold: Sequence[AnnotatedReport], predicted: Sequence[Sequence[Tag]], taxonomy: Taxonomy) -> Counts:
    """Counts of predicted tags against gold tags, one row a report.

    Args:
        gold: reports with tags.
        predicted: for each report one tag a sentence, in order.
        taxonomy: the label system.
    """
    column = {key: index for index, key in enumerate(taxonomy.keys)}
    confusion = np.zeros((len(gold), len(column), len(column)))
    rows = np.zeros((len(gold), 7))
    for number, (annotated, tags) in enumerate(zip(gold, predicted, strict=True)):
        for g, p in zip(annotated.tags, tags, strict=True):
            confusion[number, column[g.labels[0]], column[p.labels[0]]] += 1
            right, kept, future = g.labels[0] == p.labels[0], not p.review, bool(g.kind and p.kind)
            shared, given = len(set(g.labels) & set(p.labels)), len(g.labels) + len(p.labels)
            rows[number] += (1, kept, kept and right, shared, given, future, future and g.kind == p.kind)
    sentences, kept_all, kept_right, shared_all, given_all, kinds, kinds_right = rows.T
    return Counts(
        confusion=confusion,
        coarse=_coarse(confusion, taxonomy),
        sentences=sentences,
        kept=kept_all,
        kept_right=kept_right,
        shared=shared_all,
        given=given_all,
        kinds=kinds,
        kinds_right=kinds_right,
    )


def macro_f1(confusion: Array) -> Array:
    """Mean F1 over the classes that occur in gold or prediction.

    Args:
        confusion: ``(n, n_classes, n_classes)``, gold in rows.

    Returns:
        ``(n,)``.
    """
    hits = np.diagonal(confusion, axis1=1, axis2=2)
    total = confusion.sum(axis=1) + confusion.sum(axis=2)
    return _ratio(_ratio(2 * hits, total).sum(axis=1), (total > 0).sum(axis=1))


def _coarse(confusion: Array, taxonomy: Taxonomy) -> Array:
    member = np.array([[label.coarse == key for key in taxonomy.coarse_keys] for label in taxonomy.labels], dtype=float)
    merged: Array = member.T @ confusion @ member
    return merged


def _ratio(above: Array, below: Array) -> Array:
    ratios: Array = np.divide(above, below, out=np.zeros(below.shape), where=below > 0)
    return ratios


def _accuracy(confusion: Array) -> Array:
    return _ratio(np.trace(confusion, axis1=1, axis2=2), confusion.sum(axis=(1, 2)))


# Name of each metric (a field of Evaluation) → its values, one for each row of counts.
METRICS: dict[str, Callable[[Counts], Array]] = {
    "coarse_f1": lambda counts: macro_f1(counts.coarse),
    "fine_f1": lambda counts: macro_f1(counts.confusion),
    "coarse_accuracy": lambda counts: _accuracy(counts.coarse),
    "fine_accuracy": lambda counts: _accuracy(counts.confusion),
    "multilabel_f1": lambda counts: _ratio(2 * counts.shared, counts.given),
    "kind_accuracy": lambda counts: _ratio(counts.kinds_right, counts.kinds),
    "kept_accuracy": lambda counts: _ratio(counts.kept_right, counts.kept),
    "kept_coverage": lambda counts: _ratio(counts.kept, counts.sentences),
}


def draws_of(reports: int, *, seed: int = SEED, resamples: int = RESAMPLES) -> Array:
    """How often each draw holds each report, ``(1 + resamples, reports)``; the first row is the sample itself."""
    if not reports:
        return np.ones((1 + resamples, 0))
    chances = np.full(reports, 1 / reports)
    drawn = np.random.default_rng(seed).multinomial(reports, chances, size=resamples)
    return np.vstack([np.ones((1, reports)), drawn])


def estimate(values: Array) -> Estimate:
    """A metric from its values on the draws, the sample itself first."""
    low, high = np.percentile(values[1:], [2.5, 97.5]) if len(values) > 1 else (values[0], values[0])
    return Estimate(value=float(values[0]), low=float(low), high=float(high))


def evaluate_tags(
    gold: Sequence[AnnotatedReport],
    predicted: Sequence[Sequence[Tag]],
    taxonomy: Taxonomy,
    *,
    seed: int = SEED,
    resamples: int = RESAMPLES,
) -> Evaluation:
    """Compare predicted tags with gold reports, sentence by sentence.

    Args:
        gold: reports with tags.
        predicted: for each report one tag a sentence, in order.
        taxonomy: the label system.
        seed: of the bootstrap.
        resamples: of the bootstrap; 0 gives intervals of zero width.
    """
    counts = count_tags(gold, predicted, taxonomy)
    drawn = counts.drawn(draws_of(len(gold), seed=seed, resamples=resamples))
    confusion = counts.confusion.sum(axis=0)
    return Evaluation(
        reports=len(gold),
        sentences=int(counts.sentences.sum()),
        labels=tuple(_label_score(key, confusion, column) for column, key in enumerate(taxonomy.keys)),
        confusion=tuple(tuple(int(n) for n in row) for row in confusion),
        **{name: estimate(metric(drawn)) for name, metric in METRICS.items()},
    )


def _label_score(label: str, confusion: Array, column: int) -> LabelScore:
    support, given = int(confusion[column].sum()), int(confusion[:, column].sum())
    hits = int(confusion[column, column])
    return LabelScore(
        label=label,
        precision=hits / given if given else 0.0,
        recall=hits / support if support else 0.0,
        f1=2 * hits / (given + support) if given + support else 0.0,
        support=support,
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """One metric of two taggers on the same reports.

    Attributes:
        metric: field of :class:`Evaluation`.
        ours, theirs: values.
        gain: ours less theirs, with its interval over draws of whole reports that both taggers share.
        p: two-sided bootstrap p-value that there is no difference.
    """

    metric: str
    ours: float
    theirs: float
    gain: Estimate
    p: float


def compare_tags(
    gold: Sequence[AnnotatedReport],
    ours: Sequence[Sequence[Tag]],
    theirs: Sequence[Sequence[Tag]],
    taxonomy: Taxonomy,
    *,
    metrics: Sequence[str] = tuple(METRICS),
    seed: int = SEED,
    resamples: int = RESAMPLES,
) -> tuple[Difference, ...]:
    """Paired bootstrap between two taggers, one difference a metric.

    Args:
        gold: reports with tags.
        ours, theirs: for each report one tag a sentence, in order.
        taxonomy: the label system.
        metrics: names of the metrics to compare.
        seed: of the bootstrap.
        resamples: of the bootstrap, at least 1.
    """
    draws = draws_of(len(gold), seed=seed, resamples=resamples)
    left, right = (count_tags(gold, tags, taxonomy).drawn(draws) for tags in (ours, theirs))
    found = []
    for name in metrics:
        a, b = METRICS[name](left), METRICS[name](right)
        gains = a - b
        tail = min((gains[1:] <= 0).mean(), (gains[1:] >= 0).mean())
        found.append(
            Difference(
                metric=name,
                ours=float(a[0]),
                theirs=float(b[0]),
                gain=estimate(gains),
                # Never below what this many draws can tell.
                p=float(min(1.0, max(2 * tail, 1 / resamples))),
            )
        )
    return tuple(found)
