"""From scores to tags: calibrated probabilities, second labels, kind, and the review queue.

Everything here is fitted on validation reports only (:func:`fit_decision`) and saved beside the model as JSON.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from huibao.errors import ModelError
from huibao.schema import AnnotatedReport, Tag
from huibao.tagging.calibration import Calibration, fit_calibration
from huibao.tagging.protocol import FloatArray, Scorer, Scores
from huibao.tagging.selector import Selector, facts_of, fit_selector, review_threshold
from huibao.taxonomy import Taxonomy

FILE = "decision.json"
_CANDIDATES = np.round(np.arange(0.05, 0.6, 0.025), 3)
_NEVER = 1.01
_FOLDS = 10
_PLACES = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class DecisionParams:
    """Knobs of the fit (``params.yaml``, section ``decision``).

    Attributes:
        precision: share of right strongest labels wanted among the sentences that skip review.
        caution: standard errors that the share must lie above it (see :func:`review_threshold`).
    """

    precision: float = 0.95
    caution: float = 1.0


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the decision makes of one report's scores.

    Attributes:
        probabilities: ``(n_sentences, n_labels)``, that each label is the strongest; rows sum to 1.
        certainty: ``(n_sentences,)``, that the strongest label is right.
    """

    probabilities: FloatArray
    certainty: FloatArray


@dataclass(frozen=True, kw_only=True, slots=True)
class Decision:
    """The rule that turns scores into tags.

    Attributes:
        calibration: of the scores.
        second: probability above which a label is given beside the strongest. One for all labels: with a threshold of
            its own for each, learnt from the few sentences with two labels, unseen townships fared worse.
        selector: chance that the strongest label is right.
        review: below this chance a person should look.
    """

    calibration: Calibration
    second: float
    selector: Selector
    review: float

    def judge(self, annotated: AnnotatedReport, scores: Scores, taxonomy: Taxonomy) -> Judgement:
        """Probabilities and certainty for the sentences of one report; columns in the taxonomy's order."""
        labels = taxonomy.keys
        probabilities = self.calibration.probabilities(scores.labels, labels)
        facts = facts_of(probabilities, [sentence.text for sentence in annotated.sentences], scores.agreement)
        return Judgement(probabilities, self.selector.certainty(facts, labels))

    def tags(self, annotated: AnnotatedReport, scores: Scores, taxonomy: Taxonomy) -> tuple[Tag, ...]:
        """One tag a sentence; labels strongest first, never empty."""
        labels, kinds = taxonomy.keys, [kind.key for kind in taxonomy.kinds]
        roles = [label.role for label in taxonomy.labels]
        judgement = self.judge(annotated, scores, taxonomy)
        order = np.argsort(-judgement.probabilities, axis=1, kind="stable").tolist()
        rows = judgement.probabilities.astype(np.float64).round(_PLACES).tolist()
        best_kinds = scores.kinds.argmax(axis=1).tolist()
        review = (judgement.certainty < self.review).tolist()
        tags: list[Tag] = []
        for ranking, row, kind, unsure in zip(order, rows, best_kinds, review, strict=True):
            given = [ranking[0]]
            if roles[ranking[0]] != "none":
                given += [column for column in ranking[1:] if row[column] >= self.second and roles[column] != "none"]
            tags.append(
                Tag(
                    labels=tuple(labels[column] for column in given),
                    scores=dict(zip(labels, row, strict=True)),
                    kind=kinds[kind] if any(roles[column] == "todo" for column in given) else None,
                    review=unsure,
                )
            )
        return tuple(tags)

    def save(self, directory: Path) -> None:
        """Write the rule beside a model."""
        (directory / FILE).write_text(json.dumps(asdict(self), indent=1) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, directory: Path, taxonomy: Taxonomy) -> Decision:
        """Read the rule beside a model.

        Raises:
            ModelError: the file is missing, damaged, or of other labels.
        """
        try:
            content = json.loads((directory / FILE).read_text(encoding="utf-8"))
            decision = cls(
                calibration=Calibration(**content["calibration"]),
                second=float(content["second"]),
                selector=Selector(**content["selector"]),
                review=float(content["review"]),
            )
            if set(decision.calibration.shift) != set(taxonomy.keys):
                raise ValueError("labels differ")
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise ModelError(
                f"模型目录 {directory} 缺少可用的 {FILE}（{error}）；请用 huibao calibrate --model {directory} 重新生成"
            ) from error
        return decision


def fit_decision(
    scorer: Scorer, reports: Sequence[AnnotatedReport], taxonomy: Taxonomy, params: DecisionParams | None = None
) -> Decision:
    """The rule for a fitted tagger from validation reports it was not trained on.

    The review threshold is chosen on certainties that each township got from a calibration and a selector fitted
    without it, so that it holds in townships that nobody has seen.

    Args:
        scorer: a fitted tagger.
        reports: validation reports with tags.
        taxonomy: the label system.
        params: knobs.
    """
    params = params or DecisionParams()
    pairs = [pair for pair in zip(reports, scorer.predict_proba(reports), strict=True) if pair[0].sentences]
    calibration, selector = _fit(pairs, taxonomy)
    certainty, right, names = [], [], []
    for fold in _folds(pairs):
        others = [pair for index, pair in enumerate(pairs) if index not in fold]
        rule = _rule(*_fit(others, taxonomy)) if others else _rule(calibration, selector)
        for annotated, scores in (pairs[index] for index in sorted(fold)):
            judgement = rule.judge(annotated, scores, taxonomy)
            certainty.append(judgement.certainty)
            right.append(judgement.probabilities.argmax(axis=1) == _strongest(annotated, taxonomy))
            names += [annotated.report.name] * len(annotated.sentences)
    review = review_threshold(
        np.concatenate(certainty), np.concatenate(right), names, precision=params.precision, caution=params.caution
    )
    second = _second_threshold(pairs, calibration, taxonomy)
    return Decision(calibration=calibration, second=second, selector=selector, review=review)


_Pairs = Sequence[tuple[AnnotatedReport, Scores]]


def _rule(calibration: Calibration, selector: Selector) -> Decision:
    return Decision(calibration=calibration, second=_NEVER, selector=selector, review=0.0)


def _strongest(annotated: AnnotatedReport, taxonomy: Taxonomy) -> npt.NDArray[np.int64]:
    return np.array([taxonomy.keys.index(tag.labels[0]) for tag in annotated.tags], dtype=np.int64)


def _fit(pairs: _Pairs, taxonomy: Taxonomy) -> tuple[Calibration, Selector]:
    labels = taxonomy.keys
    truth = np.concatenate([_strongest(annotated, taxonomy) for annotated, _ in pairs])
    calibration = fit_calibration(np.vstack([scores.labels for _, scores in pairs]), truth, labels)
    facts, strongest = [], []
    for annotated, scores in pairs:
        probabilities = calibration.probabilities(scores.labels, labels)
        facts.append(facts_of(probabilities, [sentence.text for sentence in annotated.sentences], scores.agreement))
        strongest.append(probabilities.argmax(axis=1))
    return calibration, fit_selector(np.vstack(facts), np.concatenate(strongest) == truth, labels)


def _folds(pairs: _Pairs) -> list[set[int]]:
    """Indices of the reports that are judged together, whole townships (first folder of the name) at a time."""
    townships = [annotated.report.name.partition("/")[0] for annotated, _ in pairs]
    if len(set(townships)) == 1:
        townships = [annotated.report.name for annotated, _ in pairs]
    place = {township: number % _FOLDS for number, township in enumerate(sorted(set(townships)))}
    folds = [{index for index, name in enumerate(townships) if place[name] == fold} for fold in range(_FOLDS)]
    return [fold for fold in folds if fold]


def _second_threshold(pairs: _Pairs, calibration: Calibration, taxonomy: Taxonomy) -> float:
    """The candidate with the best micro-F1 over all (sentence, label) pairs; the highest of equals."""
    labels = taxonomy.keys
    asserts = np.array([label.role != "none" for label in taxonomy.labels])
    found = np.vstack([calibration.probabilities(scores.labels, labels) for _, scores in pairs])
    gold = np.array([[key in tag.labels for key in labels] for annotated, _ in pairs for tag in annotated.tags])
    strongest = np.eye(len(labels), dtype=bool)[found.argmax(axis=1)]
    may_have_second = (strongest & asserts).any(axis=1, keepdims=True) & asserts

    def f1(threshold: float) -> float:
        given = strongest | (may_have_second & (found >= threshold))
        return float(2 * (given & gold).sum() / (given.sum() + gold.sum()))

    return float(max(sorted((*_CANDIDATES.tolist(), _NEVER), reverse=True), key=f1))
