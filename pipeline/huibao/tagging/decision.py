"""From scores to tags: the strongest label, second labels above their threshold, kind, review queue.

Thresholds are chosen on validation reports only (:func:`fit_decision`) and saved beside the model.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from huibao.errors import ModelError
from huibao.schema import AnnotatedReport, Tag
from huibao.tagging.protocol import Scores, Tagger
from huibao.taxonomy import Taxonomy

FILE = "decision.json"
_CANDIDATES = np.round(np.arange(0.05, 0.96, 0.05), 2)


@dataclass(frozen=True, kw_only=True, slots=True)
class Decision:
    """Thresholds on probabilities.

    Attributes:
        second: per label, the probability above which it is given as a second label.
        review: below this probability of the strongest label a person should look.
    """

    second: dict[str, float]
    review: float

    def tags(self, scores: Scores, tagger: Tagger, taxonomy: Taxonomy) -> tuple[Tag, ...]:
        """One tag a sentence; labels strongest first, never empty."""
        tags: list[Tag] = []
        for row, kinds in zip(scores.labels, scores.kinds, strict=True):
            order = [tagger.labels[i] for i in np.argsort(-row, kind="stable")]
            probability = dict(zip(tagger.labels, (round(float(p), 4) for p in row), strict=True))
            labels = [order[0]]
            if taxonomy[order[0]].role != "none":
                labels += [
                    key for key in order[1:]
                    if probability[key] >= self.second[key] and taxonomy[key].role != "none"
                ]  # fmt: skip
            speaks_of_future = any(taxonomy[key].role == "todo" for key in labels)
            tags.append(
                Tag(
                    labels=tuple(labels),
                    scores=probability,
                    kind=tagger.kinds[int(np.argmax(kinds))] if speaks_of_future else None,
                    review=probability[order[0]] < self.review,
                )
            )
        return tuple(tags)

    def save(self, directory: Path) -> None:
        (directory / FILE).write_text(json.dumps(asdict(self), indent=1) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, directory: Path) -> Decision:
        """Read the thresholds beside a model.

        Raises:
            ModelError: the file is missing or damaged.
        """
        try:
            return cls(**json.loads((directory / FILE).read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError) as error:
            raise ModelError(f"模型目录 {directory} 缺少可用的 {FILE}（{error}）；请重新训练") from error


def fit_decision(
    tagger: Tagger, reports: Sequence[AnnotatedReport], taxonomy: Taxonomy, *, precision: float = 0.95
) -> Decision:
    """Thresholds for a fitted tagger from validation reports it was not trained on.

    Args:
        tagger: fitted.
        reports: validation reports with tags.
        taxonomy: the label system.
        precision: share of right strongest labels wanted among the sentences that skip review.
    """
    scores = np.vstack([part.labels for part in tagger.predict_proba(reports)])
    gold = [tag for annotated in reports for tag in annotated.tags]
    top = scores.argmax(axis=1)
    second: dict[str, float] = {}
    for column, key in enumerate(tagger.labels):
        # Only sentences where this label is not already the strongest can gain it as a second one.
        chosen = (top != column) & np.array([taxonomy[tagger.labels[i]].role != "none" for i in top])
        wanted = np.array([key in tag.labels for tag in gold]) & chosen
        best, threshold = 0.0, 1.01
        for candidate in _CANDIDATES:
            given = chosen & (scores[:, column] >= candidate)
            hits = int((given & wanted).sum())
            f1 = 2 * hits / max(int(given.sum()) + int(wanted.sum()), 1)
            if f1 > best:
                best, threshold = f1, float(candidate)
        second[key] = threshold
    confidence = scores.max(axis=1)
    right = np.array([tagger.labels[i] == tag.labels[0] for i, tag in zip(top, gold, strict=True)])
    return Decision(second=second, review=review_threshold(confidence, right, precision))


def review_threshold(confidence: np.ndarray, right: np.ndarray, precision: float) -> float:
    """Smallest confidence above which the share of right sentences is at least ``precision``.

    Args:
        confidence: ``(n_sentences,)`` probability of the strongest label.
        right: ``(n_sentences,)`` whether that label was right.
        precision: the share wanted; where none reaches it everything goes to review (threshold 1.01).
    """
    order = np.argsort(-confidence, kind="stable")
    shares = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    enough = np.flatnonzero(shares >= precision)
    return float(confidence[order[enough[-1]]]) if len(enough) else 1.01
