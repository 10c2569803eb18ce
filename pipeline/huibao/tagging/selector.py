"""Which sentences a person should look at: the chance that the strongest label is right, learnt from validation.

How sure the tagger is says most, but not all: a sentence whose neighbours are tagged alike is right more often, a short
one less, and some labels are harder than others. A logistic regression weighs this; the threshold that follows
from it is chosen so that the sentences that skip the review queue are right as often as wanted, in places that
had no part in the weighing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from huibao.tagging.protocol import FloatArray

_FACTS = ("top", "margin", "entropy", "before", "after", "length", "agreement")
_EDGE = 1e-4
_MOST_ODDS = 30.0
# A label's own column counts less than the facts, so that a label seen twice does not get a rule of its own.
_LABEL_WEIGHT = 0.5
_STRENGTH = 0.1
EVERYTHING_TO_REVIEW = 1.01


@dataclass(frozen=True, kw_only=True, slots=True)
class Selector:
    """Weights of the facts; a fact without a weight does not count.

    Attributes:
        weights: by name: ``top`` (log-odds of the strongest label), ``margin`` (log-ratio to the runner-up),
            ``entropy``, ``before`` and ``after`` (probability of the same label in the neighbouring sentence),
            ``length`` (logarithm of the number of characters), ``agreement`` (of the parts of a mixed tagger, 0 to 1),
            and the strongest label's own key.
        intercept: added to their sum.
    """

    weights: Mapping[str, float]
    intercept: float = 0.0

    def certainty(self, facts: FloatArray, labels: Sequence[str]) -> FloatArray:
        """Chance that the strongest label is right, ``(n_sentences,)``; ``facts`` as from :func:`facts_of`."""
        weights = np.array([self.weights.get(name, 0.0) for name in (*_FACTS, *labels)], dtype=np.float32)
        odds: FloatArray = facts @ weights + np.float32(self.intercept)
        return (1.0 / (1.0 + np.exp(-np.clip(odds, -_MOST_ODDS, _MOST_ODDS)))).astype(np.float32)


# Takes the calibrated probability at its word.
PLAIN = Selector(weights={"top": 1.0})


def facts_of(probabilities: FloatArray, texts: Sequence[str], agreement: FloatArray | None) -> FloatArray:
    """What is known about each sentence of one report.

    Args:
        probabilities: ``(n_sentences, n_labels)``, calibrated.
        texts: the sentences.
        agreement: ``(n_sentences,)``, how far the parts of a mixed tagger agree; None for a tagger of one piece.

    Returns:
        ``(n_sentences, len(_FACTS) + n_labels)``; the last columns say which label is the strongest.
    """
    count, width = probabilities.shape
    rows = np.arange(count)
    strongest = probabilities.argmax(axis=1)
    two = -np.sort(-probabilities, axis=1)[:, :2]
    top, second = np.clip(two[:, 0], _EDGE, 1 - _EDGE), np.maximum(two[:, -1], _EDGE)
    before, after = np.zeros(count), np.zeros(count)
    before[1:] = probabilities[rows[:-1], strongest[1:]]
    after[:-1] = probabilities[rows[1:], strongest[:-1]]
    facts = [
        np.log(top) - np.log1p(-top),
        np.log(top) - np.log(second),
        -(probabilities * np.log(np.maximum(probabilities, _EDGE))).sum(axis=1),
        before,
        after,
        np.log([max(len(text), 1) for text in texts]),
        np.ones(count) if agreement is None else agreement,
    ]
    own = np.eye(width, dtype=np.float32)[strongest] * _LABEL_WEIGHT
    return np.hstack([np.stack(facts, axis=1), own]).astype(np.float32)


def fit_selector(facts: FloatArray, right: npt.NDArray[np.bool_], labels: Sequence[str]) -> Selector:
    """Weights from validation sentences.

    Args:
        facts: ``(n_sentences, n_facts)``.
        right: ``(n_sentences,)`` whether the strongest label was right. Where all or none are, there is nothing to
            learn, and the calibrated probability is taken at its word.
        labels: keys, in column order.
    """
    from sklearn.linear_model import LogisticRegression

    if right.all() or not right.any():
        return PLAIN
    mean, spread = facts.mean(axis=0, dtype=np.float64), facts.std(axis=0, dtype=np.float64)
    # Only the facts differ in scale; the labels' columns keep theirs, or a rare label would count as much as any.
    spread[len(_FACTS) :] = 1.0
    varies = facts.min(axis=0) < facts.max(axis=0)
    spread[~varies] = 1.0
    model = LogisticRegression(C=_STRENGTH, max_iter=1000).fit((facts - mean) / spread, right)
    weights = np.where(varies, model.coef_[0] / spread, 0.0)
    names = (*_FACTS, *labels)
    return Selector(
        weights={name: round(float(value), 4) for name, value in zip(names, weights, strict=True) if value},
        intercept=round(float(model.intercept_[0] - mean @ weights), 4),
    )


def review_threshold(
    certainty: npt.NDArray[np.floating],
    right: npt.NDArray[np.bool_],
    groups: Sequence[object],
    *,
    precision: float,
    caution: float,
) -> float:
    """Smallest certainty above which enough sentences are right, also as a cautious person counts them.

    Cautious: one more wrong sentence than were seen, and ``caution`` standard errors below the share; sentences
    of one report are not independent, so the error is that of whole reports.

    Args:
        certainty: ``(n_sentences,)``.
        right: ``(n_sentences,)`` whether the strongest label was right.
        groups: ``(n_sentences,)`` the report of each.
        precision: share of right labels wanted among the sentences that are kept.
        caution: standard errors; with 1 the share is lower one time in six, were reports all there is to chance.

    Returns:
        The threshold; above 1 where no choice reaches ``precision``: everything goes to review.
    """
    kept: dict[object, int] = {}
    hits: dict[object, int] = {}
    kept_squares = hits_squares = products = total = 0
    threshold = EVERYTHING_TO_REVIEW
    order = np.argsort(-certainty, kind="stable")
    for number, index in enumerate(order, 1):
        group, hit = groups[index], int(right[index])
        n, h = kept.get(group, 0), hits.get(group, 0)
        kept_squares += 2 * n + 1
        hits_squares += hit * (2 * h + 1)
        products += h + hit * (n + 1)
        total += hit
        kept[group], hits[group] = n + 1, h + hit
        if number < len(order) and certainty[order[number]] == certainty[index]:
            continue
        share = total / number
        spread = hits_squares - 2 * share * products + share**2 * kept_squares
        if total / (number + 1) - caution * max(spread, 0.0) ** 0.5 / number >= precision:
            threshold = float(certainty[index])
    return threshold
