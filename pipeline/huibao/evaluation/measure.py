"""All metrics of a model on authored reports; `huibao evaluate` and the stages of ``dvc.yaml`` call these."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from huibao.errors import CorpusError
from huibao.indicators.evaluate import IndicatorScores, evaluate_indicators
from huibao.indicators.extract import extract_report
from huibao.schema import AnnotatedReport, Tag
from huibao.tagging.curves import CalibrationCurve, CoverageCurve, calibration_curve, coverage_curve
from huibao.tagging.metrics import METRICS, Difference, Estimate, Evaluation, compare_tags, evaluate_tags
from huibao.tagging.model import TaggingModel
from huibao.taxonomy import Taxonomy

_PLACES = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class JudgedReport:
    """A gold report with what a model made of it.

    Attributes:
        gold: with the tags of a person.
        tags: of the model, one a sentence.
        certainty: that each strongest label is right, one a sentence.
    """

    gold: AnnotatedReport
    tags: tuple[Tag, ...]
    certainty: tuple[float, ...]

    @property
    def right(self) -> tuple[bool, ...]:
        """Whether each strongest label is right."""
        return tuple(g.labels[0] == p.labels[0] for g, p in zip(self.gold.tags, self.tags, strict=True))


@dataclass(frozen=True, kw_only=True, slots=True)
class GroupEvaluation:
    """Metrics on the reports of one township or voice; named as in :class:`Evaluation`."""

    name: str
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


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """Paired differences to another model on the same reports."""

    model: str
    differences: tuple[Difference, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ModelEvaluation:
    """What was measured.

    Attributes:
        model: name of the model's directory.
        split: of the corpus; ``all`` where the whole folder counted.
        tags: metrics over all reports.
        calibration, coverage: curves over all sentences.
        townships, voices: the same metrics by group, names in order; no voices where none are known.
        indicators: read with the model's own tags.
        against: paired differences to another model, if one was asked for.
    """

    model: str
    split: str
    tags: Evaluation
    calibration: CalibrationCurve
    coverage: CoverageCurve
    townships: tuple[GroupEvaluation, ...]
    voices: tuple[GroupEvaluation, ...]
    indicators: IndicatorScores
    against: Comparison | None = None

    def to_json(self) -> str:
        """All metrics, rounded to four places so that equal runs give equal files."""
        return json.dumps(_rounded(asdict(self)), ensure_ascii=False, indent=1) + "\n"


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, _PLACES)
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(item) for item in value]
    return value


def read_voices(path: Path) -> dict[str, str]:
    """Voice of each report from a CSV file with the columns ``report`` and ``voice``.

    Raises:
        CorpusError: the file is missing or lacks a column.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows = csv.DictReader(lines)
            if not {"report", "voice"} <= set(rows.fieldnames or ()):
                raise KeyError("report, voice")
            return {row["report"]: row["voice"] for row in rows}
    except (OSError, KeyError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path}: {error!r}; expected a CSV file with the columns report and voice") from error


def judge(model: TaggingModel, gold: Sequence[AnnotatedReport]) -> list[JudgedReport]:
    """What a model makes of gold reports; it does not see their tags or indicators."""
    bare = [replace(annotated, tags=(), indicators=()) for annotated in gold]
    return [
        JudgedReport(
            gold=annotated,
            tags=model.decision.tags(annotated, scores, model.taxonomy),
            certainty=tuple(model.decision.judge(annotated, scores, model.taxonomy).certainty.tolist()),
        )
        for annotated, scores in zip(gold, model.tagger.predict_proba(bare), strict=True)
    ]


def evaluate_model(
    judged: Sequence[JudgedReport],
    taxonomy: Taxonomy,
    *,
    model: str,
    split: str,
    voices: Mapping[str, str] | None = None,
    against: tuple[str, Sequence[JudgedReport]] | None = None,
) -> ModelEvaluation:
    """Metrics of what a model made of gold reports.

    Args:
        judged: from :func:`judge`.
        taxonomy: the label system.
        model: name to print.
        split: name to print.
        voices: voice of each report by name; reports that are not there are in no voice.
        against: name of another model and what it made of the same reports.
    """
    gold, tags = [part.gold for part in judged], [part.tags for part in judged]
    probability = np.array([max(tag.scores.values()) for part in judged for tag in part.tags])
    certainty = np.array([value for part in judged for value in part.certainty])
    right = np.array([value for part in judged for value in part.right], dtype=bool)
    townships = {part.gold.report.name: part.gold.report.name.partition("/")[0] for part in judged}
    grouped = any("/" in name for name in townships)
    found = [extract_report(replace(part.gold, tags=part.tags, indicators=()), taxonomy) for part in judged]
    return ModelEvaluation(
        model=model,
        split=split,
        tags=evaluate_tags(gold, tags, taxonomy),
        calibration=calibration_curve(probability, right),
        coverage=coverage_curve(certainty, right),
        townships=_by_group(judged, townships if grouped else {}, taxonomy),
        voices=_by_group(judged, voices or {}, taxonomy),
        indicators=evaluate_indicators(gold, found),
        against=_comparison(judged, against, taxonomy) if against else None,
    )


def _by_group(
    judged: Sequence[JudgedReport], groups: Mapping[str, str], taxonomy: Taxonomy
) -> tuple[GroupEvaluation, ...]:
    members: dict[str, list[JudgedReport]] = {}
    for part in judged:
        if part.gold.report.name in groups:
            members.setdefault(groups[part.gold.report.name], []).append(part)
    return tuple(_group(name, parts, taxonomy) for name, parts in sorted(members.items()))


def _group(name: str, parts: Sequence[JudgedReport], taxonomy: Taxonomy) -> GroupEvaluation:
    tags = evaluate_tags([part.gold for part in parts], [part.tags for part in parts], taxonomy)
    metrics: dict[str, Estimate] = {metric: getattr(tags, metric) for metric in METRICS}
    return GroupEvaluation(name=name, reports=tags.reports, sentences=tags.sentences, **metrics)


def _comparison(
    judged: Sequence[JudgedReport], against: tuple[str, Sequence[JudgedReport]], taxonomy: Taxonomy
) -> Comparison:
    name, theirs = against
    gold = [part.gold for part in judged]
    differences = compare_tags(gold, [part.tags for part in judged], [part.tags for part in theirs], taxonomy)
    return Comparison(model=name, differences=differences)
