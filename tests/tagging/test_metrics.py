from __future__ import annotations

import pytest
from sklearn.metrics import f1_score

from huibao.schema import Tag
from huibao.tagging.metrics import evaluate_tags, macro_f1
from huibao.taxonomy import Taxonomy


def test_macro_f1_is_scikit_learn_s() -> None:
    gold, predicted = list("aabbbcc"), list("abbbcca")
    assert macro_f1(gold, predicted, "abcd") == pytest.approx(f1_score(gold, predicted, average="macro"))


def test_an_evaluation_by_hand(authored: object, taxonomy: Taxonomy) -> None:
    report = authored(  # type: ignore[operator]
        "P\nachievement.poverty|甲。\nachievement.industry|乙。\nrequirement.service/plan|丙。\nother|丁。\n"
    )
    predicted = [
        Tag(labels=("achievement.poverty",)),
        Tag(labels=("achievement.poverty", "achievement.industry"), review=True),
        Tag(labels=("requirement.politics",), kind="plan"),
        Tag(labels=("other",)),
    ]
    result = evaluate_tags([report], [predicted], taxonomy, resamples=20)
    # 7-way: both achievements and the requirement fall together, so all four are right.
    assert result.coarse_f1.value == pytest.approx(1.0)
    assert result.coarse_accuracy.value == 1.0
    assert result.fine_accuracy.value == 0.5
    assert result.fine_f1.value == pytest.approx((2 / 3 + 0 + 0 + 0 + 1) / 5)
    assert result.multilabel_f1.value == pytest.approx(2 * 3 / 9)
    assert result.kind_accuracy.value == 1.0
    assert result.kept_coverage.value == 0.75
    assert result.kept_accuracy.value == pytest.approx(2 / 3)
    assert result.fine_f1.low <= result.fine_f1.value <= result.fine_f1.high
    poverty = result.labels[0]
    assert (poverty.precision, poverty.recall, poverty.support) == (0.5, 1.0, 1)
    assert result.confusion[taxonomy.keys.index("achievement.industry")][0] == 1


def test_no_two_reports_of_different_length_are_compared(authored: object, taxonomy: Taxonomy) -> None:
    report = authored("P\nother|甲。\n")  # type: ignore[operator]
    with pytest.raises(ValueError, match="zip"):
        evaluate_tags([report], [[]], taxonomy)
