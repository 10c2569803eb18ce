from __future__ import annotations

import numpy as np
import pytest

from huibao.tagging.calibration import Calibration, fit_calibration

LABELS = ("甲", "乙", "丙")


def drawn(sentences: int, *, slope: float) -> tuple[np.ndarray, np.ndarray]:
    """True probabilities, labels drawn by them, and scores that overstate them by ``slope``."""
    random = np.random.default_rng(5)
    truth = random.dirichlet(np.ones(len(LABELS)), size=sentences)
    strongest = np.array([random.choice(len(LABELS), p=row) for row in truth])
    overstated = truth**slope
    return (overstated / overstated.sum(axis=1, keepdims=True)).astype(np.float32), strongest


def test_scores_that_overstate_are_toned_down() -> None:
    scores, strongest = drawn(4000, slope=3.0)
    calibration = fit_calibration(scores, strongest, LABELS)
    assert calibration.slope == pytest.approx(1 / 3, abs=0.05)
    probabilities = calibration.probabilities(scores, LABELS)
    sure = probabilities.max(axis=1)
    right = probabilities.argmax(axis=1) == strongest
    assert abs(sure.mean() - right.mean()) < 0.02 < abs(scores.max(axis=1).mean() - right.mean())


def test_a_label_that_is_scored_too_low_is_lifted() -> None:
    scores, strongest = drawn(2000, slope=1.0)
    lowered = scores * np.array([0.2, 1.0, 1.0], dtype=np.float32)
    shift = fit_calibration(lowered, strongest, LABELS).shift
    assert shift["甲"] > 0.5 > max(shift["乙"], shift["丙"])


def test_probabilities_are_finite_and_sum_to_one_for_any_scores() -> None:
    calibration = Calibration(slope=2.0, shift=dict.fromkeys(LABELS, 0.0))
    scores = np.array([[0, 0, 0], [1, 1, 1], [1, 0, 0.5]], dtype=np.float32)
    found = calibration.probabilities(scores, LABELS)
    np.testing.assert_allclose(found.sum(axis=1), 1.0, rtol=1e-5)
    assert found[2].tolist() == sorted(found[2].tolist(), reverse=True) or found[2].argmax() == 0
