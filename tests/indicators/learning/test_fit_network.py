"""Learning a network on a few rows."""

from __future__ import annotations

import numpy as np
import pytest

from huibao.indicators.learning.fit_network import Lessons, fit_network, matrix_of
from huibao.indicators.network import Network

PLACES = {"甲": 0, "乙": 1}
# Exactly one of two: no sum of weights tells it from both and from none.
ROWS = [[], [0], [1], [0, 1]] * 100


def fitted() -> Network:
    right = np.array([0, 1, 1, 0] * 100)
    lessons = Lessons(rows=matrix_of(ROWS, 2), right=right, weights=np.ones(len(right), np.float32))
    return fit_network(lessons, PLACES, 2, width=16, rounds=400, unseen=0, dropout=0)


def test_what_observations_mean_together_is_learnt() -> None:
    assert fitted().scores(ROWS[:4]).argmax(axis=1).tolist() == [0, 1, 1, 0]


def test_the_same_lessons_give_the_same_network() -> None:
    assert np.array_equal(fitted().vectors, fitted().vectors)


def test_what_weighs_nothing_is_not_learnt() -> None:
    weights = np.array([1, 0] * 200, np.float32)
    lessons = Lessons(rows=matrix_of([[0], [1]] * 200, 2), right=np.array([0, 1] * 200), weights=weights)
    network = fit_network(lessons, PLACES, 2, width=8, rounds=100, unseen=0, dropout=0)
    assert network.scores([[0], [1]]).argmax(axis=1).tolist() == [0, 0]


def test_a_matrix_has_ones_where_rows_name_columns() -> None:
    assert matrix_of([[2], [], [0, 1]], 3).toarray().tolist() == [[0, 0, 1], [0, 0, 0], [1, 1, 0]]


@pytest.mark.parametrize("rows", [[], [[]]])
def test_a_matrix_may_be_empty(rows: list[list[int]]) -> None:
    assert matrix_of(rows, 3).shape == (len(rows), 3)
