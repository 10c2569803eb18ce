"""An evaluation as lines for people at a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from huibao.evaluation.measure import GroupEvaluation, ModelEvaluation
from huibao.tagging.metrics import Estimate
from huibao.taxonomy import Taxonomy

# Field of Evaluation → what it is called in print.
TITLES = {
    "coarse_f1": "7-way macro-F1",
    "fine_f1": "13-way macro-F1",
    "coarse_accuracy": "7-way accuracy",
    "fine_accuracy": "13-way accuracy",
    "multilabel_f1": "multi-label micro-F1",
    "kind_accuracy": "kind accuracy",
    "kept_accuracy": "accuracy outside review",
    "kept_coverage": "share outside review",
}


def lines_of(result: ModelEvaluation, taxonomy: Taxonomy) -> Iterator[str]:
    """Metrics with intervals, labels, groups, confusion, and the comparison if there is one."""
    tags = result.tags
    yield (
        f"{result.model} on {result.split}: {tags.reports} reports, {tags.sentences} sentences; "
        "95% bootstrap intervals over reports"
    )
    for name, title in TITLES.items():
        estimate: Estimate = getattr(tags, name)
        yield f"{title:<28} {estimate.value:.3f}  [{estimate.low:.3f}, {estimate.high:.3f}]"
    yield f"{'calibration error (ECE)':<28} {result.calibration.error:.3f}"
    yield f"{'mean risk over coverages':<28} {result.coverage.risk:.3f}"
    yield f"{'indicators value+status F1':<28} {result.indicators.value_status_f1:.3f}"
    yield f"{'indicators full F1':<28} {result.indicators.full_f1:.3f}"
    yield f"{'  names of the lexicon':<28} {result.indicators.canonical_f1:.3f}"
    yield f"{'  other names':<28} {result.indicators.free_f1:.3f}"
    yield ""
    yield f"{'label':<26} {'P':>6} {'R':>6} {'F1':>6} {'n':>5}"
    for score in tags.labels:
        yield f"{score.label:<26} {score.precision:6.3f} {score.recall:6.3f} {score.f1:6.3f} {score.support:5d}"
    yield from _groups("township", result.townships)
    yield from _groups("voice", result.voices)
    yield ""
    yield "confusion (rows gold, columns predicted, taxonomy order)"
    for key, row in zip(taxonomy.keys, tags.confusion, strict=True):
        yield f"{key:<26} " + " ".join(f"{n:4d}" for n in row)
    if result.against:
        yield ""
        yield f"less {result.against.model}, paired bootstrap over reports"
        for difference in result.against.differences:
            gain = difference.gain
            yield (
                f"{TITLES[difference.metric]:<28} {difference.ours:.3f} - {difference.theirs:.3f} = {gain.value:+.3f}  "
                f"[{gain.low:+.3f}, {gain.high:+.3f}]  p {difference.p:.3f}"
            )


def _groups(kind: str, groups: tuple[GroupEvaluation, ...]) -> Iterator[str]:
    if not groups:
        return
    yield ""
    yield f"{kind:<26} {'7-way':>6} {'13-way':>6} {'kind':>6} {'kept':>6} {'share':>6} {'reports':>8}"
    for group in groups:
        values = (group.coarse_f1, group.fine_f1, group.kind_accuracy, group.kept_accuracy, group.kept_coverage)
        yield f"{group.name:<26} " + " ".join(f"{v.value:6.3f}" for v in values) + f" {group.reports:8d}"
