"""Logistic regressions over vectors and pieces of evidence, several over the same texts at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

_ROUNDS = 120

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, kw_only=True)
class Lessons:
    """What is learnt from.

    Attributes:
        vectors: ``(n_texts, width)``, or only those of the first texts where the others are these texts over again.
        told: evidence of each text.
        target: what each text is in truth, 0 to 1, ``(n_texts, n_asked)``.
        weight: how much each text counts, ``(n_texts, 1)``.
    """

    vectors: Floats
    told: Sequence[Sequence[str]]
    target: npt.NDArray[np.float64]
    weight: npt.NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Weights:
    """What was learnt: the score of a text is its vector's and its evidence's, and the intercept.

    Attributes:
        columns: place of each piece of evidence among the weights.
        of_vector: ``(width, n_asked)``.
        of_evidence: ``(n_evidence, n_asked)``.
        intercept: ``(n_asked,)``.
    """

    columns: dict[str, int]
    of_vector: Floats
    of_evidence: Floats
    intercept: Floats


def fit_weights(lessons: Lessons, *, least_seen: int, strength: float) -> Weights:
    """Weights under which what is true of the texts is most probable.

    Args:
        lessons: what is learnt from.
        least_seen: evidence of fewer texts is not looked at.
        strength: how much the weights are held near zero.
    """
    from scipy.optimize import minimize
    from scipy.sparse import csr_matrix
    from threadpoolctl import threadpool_limits

    target, weight = lessons.target, lessons.weight
    seen = Counter(name for row in lessons.told for name in row)
    columns = {name: place for place, name in enumerate(sorted(n for n, c in seen.items() if c >= least_seen))}
    rows = [[columns[name] for name in row if name in columns] for row in lessons.told]
    ends = np.cumsum([0, *map(len, rows)])
    flat = np.array([column for row in rows for column in row], dtype=np.int64)
    shown = csr_matrix((np.ones(len(flat)), flat, ends), shape=(len(rows), len(columns)))
    turned = shown.T.tocsr()
    vectors = lessons.vectors.astype(np.float64)
    width, height, count = vectors.shape[1], len(columns), target.shape[1]
    times = len(target) // len(vectors)

    def parts(flat: Floats) -> tuple[Floats, Floats, Floats]:
        ends = (width * count, (width + height) * count)
        return (
            flat[: ends[0]].reshape(width, count),
            flat[ends[0] : ends[1]].reshape(height, count),
            flat[ends[1] :],
        )

    def loss(flat: Floats) -> tuple[float, Floats]:
        of_vector, of_evidence, intercept = parts(flat)
        scores = np.tile(vectors @ of_vector, (times, 1)) + shown @ of_evidence + intercept
        # The exponential takes longest, and serves the loss and its slope.
        small = np.exp(-np.abs(scores))
        missed = weight * (np.maximum(scores, 0) + np.log1p(small) - target * scores)
        slope = weight * (np.where(scores < 0, small, 1) / (1 + small) - target)
        held = strength / 2 * ((of_vector**2).sum() + (of_evidence**2).sum())
        gradient = (
            vectors.T @ slope.reshape(times, len(vectors), count).sum(axis=0) + strength * of_vector,
            turned @ slope + strength * of_evidence,
            slope.sum(axis=0),
        )
        return missed.sum() + held, np.concatenate([part.ravel() for part in gradient])

    share = (target.sum(axis=0) + 0.5) / (len(target) + 1)
    start = np.concatenate([np.zeros((width + height) * count), np.log(share / (1 - share))])
    with threadpool_limits(1, "blas"):
        fitted = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": _ROUNDS})
    of_vector, of_evidence, intercept = (np.ascontiguousarray(part, dtype=np.float32) for part in parts(fitted.x))
    return Weights(columns=columns, of_vector=of_vector, of_evidence=of_evidence, intercept=intercept)
