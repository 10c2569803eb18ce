"""Train and evaluate taggers on an authored corpus; the stages of ``dvc.yaml`` call these."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from huibao.corpus.authoring import read_corpus
from huibao.corpus.splits import load_splits
from huibao.errors import CorpusError, UsageError
from huibao.indicators.evaluate import IndicatorScores, evaluate_indicators
from huibao.indicators.extract import extract_report
from huibao.schema import AnnotatedReport
from huibao.tagging.context import ContextParams, ContextTagger
from huibao.tagging.decision import fit_decision
from huibao.tagging.linear import LinearParams, LinearTagger
from huibao.tagging.metrics import Estimate, Evaluation, evaluate_tags
from huibao.tagging.model import TAGGERS, TaggingModel, load_model
from huibao.tagging.protocol import Tagger
from huibao.taxonomy import Taxonomy


@dataclass(frozen=True, kw_only=True, slots=True)
class ModelEvaluation:
    """Metrics of the tagger and of the indicators, the latter read with the tagger's own tags."""

    split: str
    tags: Evaluation
    indicators: IndicatorScores

    def to_json(self) -> str:
        """All metrics, rounded to four places so that equal runs give equal files."""
        return json.dumps(_rounded(asdict(self)), ensure_ascii=False, indent=1) + "\n"


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(item) for item in value]
    return value


def new_tagger(name: str, params: Path, taxonomy: Taxonomy) -> LinearTagger | ContextTagger:
    """An untrained tagger with the settings of its section of a params file.

    Raises:
        UsageError: no such tagger, or the file is missing or names an unknown parameter.
    """
    import srsly

    try:
        sections = srsly.read_yaml(params)
        if name == "linear":
            return LinearTagger(taxonomy, LinearParams.of(sections["linear"]))
        if name == "context":
            return ContextTagger(taxonomy, ContextParams.of({**sections["context"], "linear": sections["linear"]}))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{params}: {error}; expected a section {name!r} as in the project's params.yaml") from error
    raise UsageError(f"no tagger is called {name!r}; there are {', '.join(TAGGERS)}")


def _reports(corpus: Path, splits: Path | None, split: str, taxonomy: Taxonomy) -> list[AnnotatedReport]:
    reports = list(read_corpus(corpus, taxonomy))
    chosen = load_splits(splits).select(reports, split) if splits else reports
    if not chosen:
        raise CorpusError(f"{corpus}: no report belongs to split {split!r}")
    return chosen


def train_model(corpus: Path, splits: Path, tagger: Tagger, taxonomy: Taxonomy) -> TaggingModel:
    """A model from the training townships with thresholds from the validation townships."""
    tagger = tagger.fit(_reports(corpus, splits, "train", taxonomy))
    validation = _reports(corpus, splits, "validation", taxonomy)
    return TaggingModel(tagger=tagger, decision=fit_decision(tagger, validation, taxonomy), taxonomy=taxonomy)


def evaluate_model(
    corpus: Path, splits: Path | None, split: str, model: Path | None, taxonomy: Taxonomy
) -> ModelEvaluation:
    """Metrics of a saved model on one split of a corpus (on all of it where there is no splits file)."""
    gold = _reports(corpus, splits, split, taxonomy)
    tagged = load_model(model, taxonomy).tag(gold)
    return ModelEvaluation(
        split=split if splits else "all",
        tags=evaluate_tags(gold, [annotated.tags for annotated in tagged], taxonomy),
        indicators=evaluate_indicators(gold, [extract_report(annotated, taxonomy) for annotated in tagged]),
    )


def print_evaluation(result: ModelEvaluation, taxonomy: Taxonomy) -> Sequence[str]:
    """The metrics as lines for people."""
    tags = result.tags

    def line(name: str, estimate: Estimate) -> str:
        return f"{name:<28} {estimate.value:.3f}  [{estimate.low:.3f}, {estimate.high:.3f}]"

    rows = [
        f"{result.split}: {tags.reports} reports, {tags.sentences} sentences; 95% bootstrap intervals over reports",
        line("7-way macro-F1", tags.coarse_f1),
        line("13-way macro-F1", tags.fine_f1),
        line("7-way accuracy", tags.coarse_accuracy),
        line("13-way accuracy", tags.fine_accuracy),
        line("multi-label micro-F1", tags.multilabel_f1),
        line("kind accuracy", tags.kind_accuracy),
        line("accuracy outside review", tags.kept_accuracy),
        line("share outside review", tags.kept_coverage),
        f"{'indicators value+status F1':<28} {result.indicators.value_status_f1:.3f}",
        f"{'indicators full F1':<28} {result.indicators.full_f1:.3f}",
        "",
        f"{'label':<26} {'P':>6} {'R':>6} {'F1':>6} {'n':>5}",
    ]
    rows += [f"{s.label:<26} {s.precision:6.3f} {s.recall:6.3f} {s.f1:6.3f} {s.support:5d}" for s in tags.labels]
    rows += ["", "confusion (rows gold, columns predicted, taxonomy order)"]
    rows += [
        f"{key:<26} " + " ".join(f"{n:4d}" for n in row) for key, row in zip(taxonomy.keys, tags.confusion, strict=True)
    ]
    return rows
