from __future__ import annotations

import numpy as np

from huibao.briefing.meaning.logistic import Lessons, Weights, fit_weights

_VECTORS = np.array([[1, 0], [0, 1], [1, 0], [0, 1]], dtype=np.float32)


def _learnt(told: list[list[str]], target: list[float]) -> Weights:
    lessons = Lessons(vectors=_VECTORS, told=told, target=np.array([target]).T, weight=np.ones((4, 1)))
    return fit_weights(lessons, least_seen=2, strength=0.1)


def test_vectors_and_evidence_say_what_is_true() -> None:
    learnt = _learnt([["桃"], ["桃"], [], []], [1.0, 1.0, 0.0, 0.0])
    assert list(learnt.columns) == ["桃"]
    assert learnt.of_evidence[0, 0] > 1
    assert abs(learnt.of_vector[0, 0] - learnt.of_vector[1, 0]) < 0.01
    by_vector = _learnt([[], [], [], []], [1.0, 0.0, 1.0, 0.0])
    assert by_vector.of_vector[0, 0] > 0 > by_vector.of_vector[1, 0]


def test_what_is_half_true_is_half_probable() -> None:
    learnt = _learnt([[], [], [], []], [0.5, 0.25, 0.5, 0.25])
    half, quarter = 1 / (1 + np.exp(-(_VECTORS[:2] @ learnt.of_vector[:, 0] + learnt.intercept[0])))
    assert 0.4 < half < 0.5
    assert 0.25 < quarter < 0.35


def test_evidence_of_too_few_is_not_looked_at() -> None:
    assert _learnt([["桃"], ["李"], [], []], [1.0, 0.0, 1.0, 0.0]).columns == {}


def test_texts_over_again_need_their_vectors_once() -> None:
    told = [["桃"], ["桃"], [], [], ["李"], ["李"], [], []]
    target = np.array([[1.0, 1.0, 0.0, 0.0, 1.0, 0.0, 0.0, 1.0]]).T
    weight = np.repeat([1.0, 0.3], 4)[:, None]
    once, twice = (
        fit_weights(Lessons(vectors=vectors, told=told, target=target, weight=weight), least_seen=2, strength=0.1)
        for vectors in (_VECTORS, np.concatenate([_VECTORS, _VECTORS]))
    )
    assert np.allclose(once.of_vector, twice.of_vector, atol=1e-4)
    assert np.allclose(once.of_evidence, twice.of_evidence, atol=1e-4)
