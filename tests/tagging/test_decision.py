from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from huibao.errors import ModelError
from huibao.schema import AnnotatedReport, Report, Sentence, Tag
from huibao.tagging.calibration import Calibration
from huibao.tagging.decision import Decision, DecisionParams, fit_decision
from huibao.tagging.protocol import Scores
from huibao.tagging.selector import PLAIN
from huibao.taxonomy import Taxonomy


def rule(taxonomy: Taxonomy, *, second: float = 0.3, review: float = 0.5) -> Decision:
    """Scores are taken as they are."""
    calibration = Calibration(slope=1.0, shift=dict.fromkeys(taxonomy.keys, 0.0))
    return Decision(calibration=calibration, second=second, selector=PLAIN, review=review)


def bare(count: int, name: str = "镇/村") -> AnnotatedReport:
    sentences = tuple(Sentence(index=i, start=3 * i, end=3 * i + 3, text="修路。") for i in range(count))
    return AnnotatedReport(report=Report(name=name, text="修路。" * count, paragraphs=()), sentences=sentences)


def scores(taxonomy: Taxonomy, *rows: dict[str, float], kinds: Sequence[float] = (0.1, 0.2, 0.7)) -> Scores:
    table = np.array([[row.get(key, 0.0) for key in taxonomy.keys] for row in rows], dtype=np.float32)
    table = table.reshape(len(rows), len(taxonomy.keys))
    return Scores(labels=table, kinds=np.array([kinds] * len(rows), dtype=np.float32).reshape(-1, 3))


def test_second_labels_come_above_their_threshold_and_never_beside_none(taxonomy: Taxonomy) -> None:
    given = scores(
        taxonomy,
        {"bottleneck.industry": 0.5, "requirement.service": 0.4, "other": 0.1},
        {"bottleneck.industry": 0.8, "requirement.service": 0.2},
        {"other": 0.6, "bottleneck.industry": 0.4},
    )
    both, one, none = rule(taxonomy).tags(bare(3), given, taxonomy)
    assert both.labels == ("bottleneck.industry", "requirement.service")
    assert one.labels == ("bottleneck.industry",)
    assert none.labels == ("other",)


def test_a_kind_stands_only_beside_a_label_that_speaks_of_the_future(taxonomy: Taxonomy) -> None:
    given = scores(taxonomy, {"bottleneck.industry": 0.6, "requirement.service": 0.4}, {"bottleneck.industry": 1.0})
    both, one = rule(taxonomy).tags(bare(2), given, taxonomy)
    assert (both.kind, one.kind) == (taxonomy.kinds[2].key, None)


def test_what_is_not_sure_enough_goes_to_review(taxonomy: Taxonomy) -> None:
    given = scores(taxonomy, {"other": 0.9, "requirement.service": 0.1}, {"other": 0.4, "requirement.service": 0.3})
    sure, unsure = rule(taxonomy, review=0.7).tags(bare(2), given, taxonomy)
    assert (sure.review, unsure.review) == (False, True)
    assert sum(sure.scores.values()) == pytest.approx(1.0, abs=1e-3)
    assert list(sure.scores) == list(taxonomy.keys)


def test_a_report_without_sentences_gets_no_tags(taxonomy: Taxonomy) -> None:
    assert rule(taxonomy).tags(bare(0), scores(taxonomy), taxonomy) == ()


@dataclass
class Known:
    """A tagger whose scores are known beforehand; it is right as often as its score says."""

    labels: tuple[str, ...]
    kinds: tuple[str, ...]
    given: dict[str, Scores]

    def predict_proba(self, reports: Sequence[AnnotatedReport]) -> list[Scores]:
        return [self.given[annotated.report.name] for annotated in reports]


def honest(taxonomy: Taxonomy, reports: int, *, seed: int = 2) -> tuple[Known, list[AnnotatedReport]]:
    """Reports of three townships, and a tagger that scores ``other`` or ``bottleneck.industry`` honestly."""
    random = np.random.default_rng(seed)
    given: dict[str, Scores] = {}
    gold = []
    for number in range(reports):
        name = f"镇{number % 3}/第{number}份"
        chance = random.uniform(0.01, 0.99, size=30)
        given[name] = scores(taxonomy, *({"other": p, "bottleneck.industry": 1 - p} for p in chance.tolist()))
        tags = tuple(
            Tag(labels=("other",) if draw < p else ("bottleneck.industry",))
            for draw, p in zip(random.uniform(size=30), chance, strict=True)
        )
        report = bare(30, name)
        gold.append(AnnotatedReport(report=report.report, sentences=report.sentences, tags=tags))
    return Known(taxonomy.keys, tuple(kind.key for kind in taxonomy.kinds), given), gold


def kept_precision(
    decision: Decision, tagger: Known, gold: Sequence[AnnotatedReport], taxonomy: Taxonomy
) -> tuple[float, float]:
    right = [
        tag.labels[0] == wanted.labels[0]
        for annotated in gold
        for tag, wanted in zip(
            decision.tags(annotated, tagger.given[annotated.report.name], taxonomy), annotated.tags, strict=True
        )
        if not tag.review
    ]
    return sum(right) / len(right), len(right) / sum(len(annotated.sentences) for annotated in gold)


def test_the_wanted_precision_holds_on_reports_the_fit_has_not_seen(taxonomy: Taxonomy) -> None:
    tagger, gold = honest(taxonomy, 30)
    decision = fit_decision(tagger, gold, taxonomy, DecisionParams(precision=0.9, caution=1.0))
    unseen_tagger, unseen = honest(taxonomy, 60, seed=9)
    precision, coverage = kept_precision(decision, unseen_tagger, unseen, taxonomy)
    assert precision >= 0.9
    assert coverage > 0.3


def test_more_caution_keeps_fewer(taxonomy: Taxonomy) -> None:
    tagger, gold = honest(taxonomy, 12)
    bold, wary = (
        fit_decision(tagger, gold, taxonomy, DecisionParams(precision=0.8, caution=caution)) for caution in (0.0, 2.0)
    )
    assert bold.review < wary.review
    assert kept_precision(bold, tagger, gold, taxonomy)[1] > kept_precision(wary, tagger, gold, taxonomy)[1]


def test_a_fit_is_the_same_each_time_and_survives_saving(taxonomy: Taxonomy, tmp_path: Path) -> None:
    tagger, gold = honest(taxonomy, 6)
    decision = fit_decision(tagger, gold, taxonomy)
    assert fit_decision(tagger, gold, taxonomy) == decision
    decision.save(tmp_path)
    assert Decision.load(tmp_path, taxonomy) == decision


def test_one_report_is_enough_to_fit(taxonomy: Taxonomy) -> None:
    tagger, gold = honest(taxonomy, 1)
    assert fit_decision(tagger, gold, taxonomy).calibration.slope > 0


def _without_label(content: dict[str, dict[str, dict[str, float]]]) -> None:
    content["calibration"]["shift"].pop("other")


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content.pop("review"),
        lambda content: content.update(selector=[1]),
        lambda content: content.update(second="often"),
        _without_label,
    ],
)
def test_a_damaged_file_is_refused_with_the_way_out(
    taxonomy: Taxonomy, tmp_path: Path, damage: Callable[[object], object]
) -> None:
    rule(taxonomy).save(tmp_path)
    content = json.loads((tmp_path / "decision.json").read_text(encoding="utf-8"))
    damage(content)
    (tmp_path / "decision.json").write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(ModelError, match="huibao calibrate"):
        Decision.load(tmp_path, taxonomy)
