from __future__ import annotations

import numpy as np
import pytest

from huibao.tagging.selector import (
    EVERYTHING_TO_REVIEW,
    PLAIN,
    facts_of,
    fit_selector,
    review_threshold,
)

LABELS = ("甲", "乙")


def facts(rows: list[list[float]], agreement: list[float] | None = None) -> np.ndarray:
    given = None if agreement is None else np.array(agreement, dtype=np.float32)
    return facts_of(np.array(rows, dtype=np.float32), ["修路。"] * len(rows), given)


def test_facts_look_at_the_neighbours_of_the_same_report() -> None:
    first, second, third = facts([[0.9, 0.1], [0.3, 0.7], [0.2, 0.8]])
    top, _, _, before, after = range(5)
    assert first[top] == pytest.approx(np.log(9), rel=1e-4)
    assert (first[before], first[after]) == (0, pytest.approx(0.3))
    assert (second[before], second[after]) == (pytest.approx(0.1), pytest.approx(0.8))
    assert third[after] == 0


def test_one_sentence_and_one_label_have_facts_too() -> None:
    assert facts([[1.0]]).shape == (1, 8)


def test_plain_takes_the_probability_at_its_word() -> None:
    certainty = PLAIN.certainty(facts([[0.9, 0.1], [0.4, 0.6]]), LABELS)
    np.testing.assert_allclose(certainty, [0.9, 0.6], rtol=1e-4)


def test_a_selector_learns_that_parts_which_disagree_are_often_wrong() -> None:
    random = np.random.default_rng(3)
    agreement = random.uniform(size=400)
    right = random.uniform(size=400) < agreement
    table = facts([[0.7, 0.3]] * 400, agreement.tolist())
    selector = fit_selector(table, right, LABELS)
    certainty = selector.certainty(facts([[0.7, 0.3]] * 4, [0.5, 0.1, 0.9, 0.5]), LABELS)
    assert certainty[1] < 0.5 < certainty[2]
    # What never varied says nothing.
    assert "length" not in selector.weights


@pytest.mark.parametrize("right", [True, False])
def test_where_nothing_can_be_learnt_the_probability_counts(right: bool) -> None:
    assert fit_selector(facts([[0.9, 0.1]] * 3), np.full(3, right), LABELS) == PLAIN


def threshold(certainty: list[float], right: list[int], groups: str, precision: float, caution: float = 0.0) -> float:
    return review_threshold(
        np.array(certainty), np.array(right, dtype=bool), list(groups), precision=precision, caution=caution
    )


@pytest.mark.parametrize(
    ("certainty", "right", "precision", "expected"),
    [
        ([0.9, 0.8, 0.7, 0.6], [1, 1, 1, 1], 0.8, 0.6),  # 4 of 4, counted as 4 of 5
        ([0.9, 0.8, 0.7, 0.6], [1, 1, 1, 1], 0.81, EVERYTHING_TO_REVIEW),
        ([0.9, 0.8, 0.7, 0.6], [1, 1, 1, 0], 0.75, 0.7),
        ([0.6, 0.9, 0.8, 0.7], [0, 1, 1, 1], 0.75, 0.7),  # order of the sentences does not matter
        ([0.9, 0.8], [0, 0], 0.5, EVERYTHING_TO_REVIEW),
        ([0.9, 0.7, 0.7, 0.7], [1, 1, 0, 0], 0.5, 0.9),  # equals are kept together or not at all
    ],
)
def test_the_threshold_keeps_as_many_as_precision_allows(
    certainty: list[float], right: list[int], precision: float, expected: float
) -> None:
    assert threshold(certainty, right, "a" * len(right), precision) == pytest.approx(expected)


def test_errors_that_cluster_in_one_report_call_for_more_caution() -> None:
    count = 60
    certainty = np.linspace(0.99, 0.5, count).tolist()
    right = [0 if index % 10 == 9 else 1 for index in range(count)]
    spread = "".join("abcdef"[index % 6] for index in range(count))
    clustered = "".join("f" if not hit else "abcde"[index % 5] for index, hit in enumerate(right))
    calm = threshold(certainty, right, spread, 0.8, caution=1.0)
    wary = threshold(certainty, right, clustered, 0.8, caution=1.0)
    assert calm < wary


def test_caution_never_lowers_the_threshold() -> None:
    random = np.random.default_rng(1)
    certainty = random.uniform(size=200)
    right = random.uniform(size=200) < certainty
    groups = "".join("abcdefghij"[i % 10] for i in range(200))
    found = [threshold(certainty.tolist(), right.tolist(), groups, 0.7, caution) for caution in (0.0, 1.0, 2.0)]
    assert found == sorted(found)
