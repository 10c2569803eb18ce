"""Two curves about how far a tagger can be trusted: calibration, and accuracy against coverage."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

_BINS = 15
_POINTS = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class CalibrationBin:
    """Sentences of like probability: their mean probability, the share that is right, how many they are."""

    probability: float
    right: float
    sentences: int


@dataclass(frozen=True, kw_only=True, slots=True)
class CalibrationCurve:
    """Bins of equal size from unsure to sure, and the expected calibration error (mean gap, weighted by size)."""

    error: float
    bins: tuple[CalibrationBin, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class CoveragePoint:
    """Keeping the sentences of at least ``certainty``: their share of all, and their accuracy."""

    coverage: float
    accuracy: float
    certainty: float


@dataclass(frozen=True, kw_only=True, slots=True)
class CoverageCurve:
    """Accuracy against coverage, the surest sentences first.

    Attributes:
        risk: area above the curve: mean error rate over all coverages; smaller is better.
        at_95: largest coverage with an accuracy of at least 0.95, were the threshold known; 0 where there is none.
        points: at most a hundred.
    """

    risk: float
    at_95: float
    points: tuple[CoveragePoint, ...]


def calibration_curve(
    probability: npt.NDArray[np.floating], right: npt.NDArray[np.bool_], *, bins: int = _BINS
) -> CalibrationCurve:
    """Calibration of the strongest label's probability.

    Args:
        probability: ``(n_sentences,)``.
        right: ``(n_sentences,)`` whether the strongest label was right.
        bins: how many, of equal size.
    """
    order = np.argsort(probability, kind="stable")
    parts = [part for part in np.array_split(order, bins) if len(part)]
    found = tuple(
        CalibrationBin(
            probability=float(probability[part].mean()), right=float(right[part].mean()), sentences=len(part)
        )
        for part in parts
    )
    error = sum(abs(part.probability - part.right) * part.sentences for part in found) / max(len(order), 1)
    return CalibrationCurve(error=error, bins=found)


def coverage_curve(
    certainty: npt.NDArray[np.floating], right: npt.NDArray[np.bool_], *, points: int = _POINTS
) -> CoverageCurve:
    """Accuracy against coverage.

    Args:
        certainty: ``(n_sentences,)`` what the review queue goes by.
        right: ``(n_sentences,)`` whether the strongest label was right.
        points: how many at most.
    """
    count = len(certainty)
    if not count:
        return CoverageCurve(risk=0.0, at_95=0.0, points=())
    order = np.argsort(-certainty, kind="stable")
    accuracy = np.cumsum(right[order]) / np.arange(1, count + 1)
    enough = np.flatnonzero(accuracy >= 0.95)
    chosen = np.unique(np.linspace(0, count - 1, min(points, count)).round().astype(int))
    return CoverageCurve(
        risk=float((1 - accuracy).mean()),
        at_95=float((enough[-1] + 1) / count) if len(enough) else 0.0,
        points=tuple(
            CoveragePoint(
                coverage=float((index + 1) / count),
                accuracy=float(accuracy[index]),
                certainty=float(certainty[order[index]]),
            )
            for index in chosen
        ),
    )
