from __future__ import annotations

import numpy as np
import pytest

from huibao.tagging.curves import calibration_curve, coverage_curve


def test_calibration_by_hand() -> None:
    curve = calibration_curve(np.array([0.9, 0.5, 0.9, 0.5]), np.array([1, 0, 1, 1], dtype=bool), bins=2)
    assert [(part.probability, part.right, part.sentences) for part in curve.bins] == [(0.5, 0.5, 2), (0.9, 1.0, 2)]
    assert curve.error == pytest.approx(0.1 * 2 / 4)


def test_bins_are_no_more_than_sentences() -> None:
    assert len(calibration_curve(np.array([0.5, 0.6]), np.array([True, False])).bins) == 2
    assert calibration_curve(np.zeros(0), np.zeros(0, dtype=bool)).error == 0.0


def test_coverage_by_hand() -> None:
    curve = coverage_curve(np.array([0.2, 0.9, 0.8, 0.6]), np.array([0, 1, 1, 0], dtype=bool))
    assert [(p.coverage, p.accuracy) for p in curve.points] == [
        (0.25, 1.0),
        (0.5, 1.0),
        (0.75, pytest.approx(2 / 3)),
        (1.0, 0.5),
    ]
    assert curve.at_95 == 0.5
    assert curve.risk == pytest.approx((0 + 0 + 1 / 3 + 1 / 2) / 4)


def test_a_better_order_has_less_risk_at_the_same_accuracy() -> None:
    right = np.array([1, 1, 1, 0], dtype=bool)
    good, bad = (coverage_curve(np.array(order), right) for order in ([4, 3, 2, 1], [1, 2, 3, 4]))
    assert good.points[-1].accuracy == bad.points[-1].accuracy
    assert good.risk < bad.risk
    assert coverage_curve(np.zeros(0), np.zeros(0, dtype=bool)).points == ()
