from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from sklearn.metrics import confusion_matrix, f1_score

from huibao.schema import Tag
from huibao.tagging.metrics import compare_tags, evaluate_tags, macro_f1
from huibao.taxonomy import Taxonomy

if TYPE_CHECKING:
    from tests.conftest import Authored

FOUR = "P\nachievement.poverty|甲。\nachievement.industry|乙。\nrequirement.service/plan|丙。\nother|丁。\n"
PREDICTED = (
    Tag(labels=("achievement.poverty",)),
    Tag(labels=("achievement.poverty", "achievement.industry"), review=True),
    Tag(labels=("requirement.politics",), kind="plan"),
    Tag(labels=("other",)),
)


@pytest.mark.parametrize(
    ("gold", "predicted"), [("aabbbcc", "abbbcca"), ("aabb", "aabb"), ("ab", "ba"), ("aab", "aac")]
)
def test_macro_f1_is_scikit_learn_s(gold: str, predicted: str) -> None:
    confusion = confusion_matrix(list(gold), list(predicted), labels=list("abcd"))
    expected = f1_score(list(gold), list(predicted), average="macro", zero_division=0)
    assert macro_f1(confusion[None].astype(float))[0] == pytest.approx(expected)


def test_an_evaluation_by_hand(authored: Authored, taxonomy: Taxonomy) -> None:
    result = evaluate_tags([authored(FOUR)], [PREDICTED], taxonomy, resamples=20)
    # 7-way: both achievements and the requirement fall together, so all four are right.
    assert result.coarse_f1.value == pytest.approx(1.0)
    assert result.coarse_accuracy.value == 1.0
    assert result.fine_accuracy.value == 0.5
    assert result.fine_f1.value == pytest.approx((2 / 3 + 0 + 0 + 0 + 1) / 5)
    assert result.multilabel_f1.value == pytest.approx(2 * 3 / 9)
    assert result.kind_accuracy.value == 1.0
    assert result.kept_coverage.value == 0.75
    assert result.kept_accuracy.value == pytest.approx(2 / 3)
    poverty = result.labels[0]
    assert (poverty.precision, poverty.recall, poverty.support) == (0.5, 1.0, 1)
    assert result.confusion[taxonomy.keys.index("achievement.industry")][0] == 1


def test_intervals_come_from_drawing_whole_reports(authored: Authored, taxonomy: Taxonomy) -> None:
    right, wrong = authored("P\nother|甲。\n", name="一"), authored("P\nother|乙。\n", name="二")
    tags = [(Tag(labels=("other",)),), (Tag(labels=("requirement.service",), kind="plan"),)]
    accuracy = evaluate_tags([right, wrong], tags, taxonomy).fine_accuracy
    assert (accuracy.low, accuracy.value, accuracy.high) == (0.0, 0.5, 1.0)
    certain = evaluate_tags([right, right], [tags[0], tags[0]], taxonomy).fine_accuracy
    assert (certain.low, certain.high) == (1.0, 1.0)


def test_without_draws_and_without_reports_there_are_no_intervals(authored: Authored, taxonomy: Taxonomy) -> None:
    accuracy = evaluate_tags([authored(FOUR)], [PREDICTED], taxonomy, resamples=0).fine_accuracy
    assert accuracy.low == accuracy.value == accuracy.high
    assert evaluate_tags([], [], taxonomy).fine_f1.value == 0.0


def test_no_two_reports_of_different_length_are_compared(authored: Authored, taxonomy: Taxonomy) -> None:
    with pytest.raises(ValueError, match="zip"):
        evaluate_tags([authored("P\nother|甲。\n")], [[]], taxonomy)


def test_a_tagger_that_is_better_in_every_report_is_better_for_sure(authored: Authored, taxonomy: Taxonomy) -> None:
    gold = [authored("P\nother|甲。\nother|乙。\n", name=str(number)) for number in range(8)]
    ours = [(Tag(labels=("other",)),) * 2] * 8
    theirs = [(Tag(labels=("other",)), Tag(labels=("achievement.poverty",)))] * 8
    (found,) = compare_tags(gold, ours, theirs, taxonomy, metrics=["fine_accuracy"], resamples=200)
    assert (found.ours, found.theirs, found.gain.value) == (1.0, 0.5, 0.5)
    assert found.gain.low > 0
    assert found.p == pytest.approx(1 / 200)
    (turned,) = compare_tags(gold, theirs, ours, taxonomy, metrics=["fine_accuracy"], resamples=200)
    assert turned.gain.value == -found.gain.value


def test_a_tagger_is_not_better_than_itself(authored: Authored, taxonomy: Taxonomy) -> None:
    found = compare_tags([authored(FOUR)], [PREDICTED], [PREDICTED], taxonomy, resamples=50)
    assert {difference.p for difference in found} == {1.0}
    assert np.all([difference.gain.value == 0 for difference in found])
