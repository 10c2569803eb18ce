"""Probabilities that mean what they say: of a hundred sentences given 0.8, about eighty are right.

A tagger's own scores are too sure or too shy. One slope (a temperature, Guo et al. 2017) and one small shift a label
(Alexandari et al. 2020) on their logarithms are fitted on validation reports; few enough numbers not to learn those
reports by heart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from huibao.tagging.protocol import FloatArray

# Scores nearer to 0 than this say no more than this.
_LEAST = 1e-4
# Pull of the shifts towards 0 and of the slope towards 1, in sentences: labels seen a few times stay where they are.
_PULL = 20.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Calibration:
    """Turns a tagger's scores into the probability that each label is the sentence's strongest.

    Attributes:
        slope: factor on the logarithms of the scores; below 1 where the tagger is too sure.
        shift: per label, what is added to them.
    """

    slope: float
    shift: Mapping[str, float]

    def probabilities(self, scores: FloatArray, labels: Sequence[str]) -> FloatArray:
        """Calibrated probabilities, rows sum to 1.

        Args:
            scores: ``(n_sentences, n_labels)`` between 0 and 1, columns in the order of ``labels``.
            labels: keys.
        """
        shift = np.array([self.shift[key] for key in labels], dtype=np.float32)
        return softmax(np.float32(self.slope) * logarithms(scores) + shift)


def fit_calibration(scores: FloatArray, strongest: npt.NDArray[np.int64], labels: Sequence[str]) -> Calibration:
    """Slope and shifts of the greatest likelihood.

    Args:
        scores: ``(n_sentences, n_labels)`` of a tagger on reports it was not trained on.
        strongest: ``(n_sentences,)`` column of each sentence's true strongest label.
        labels: keys, in column order.
    """
    from scipy.optimize import minimize

    logs = logarithms(scores).astype(np.float64)
    truth = np.eye(len(labels))[strongest]

    def loss(values: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        slope, shift = values[0], values[1:]
        found = softmax(slope * logs + shift)
        off = found - truth
        likelihood = -np.log(np.maximum((found * truth).sum(axis=1), 1e-12)).sum()
        pull = _PULL * ((slope - 1) ** 2 + (shift**2).sum()) / 2
        gradient = np.append((off * logs).sum(), off.sum(axis=0)) + _PULL * np.append(slope - 1, shift)
        return float(likelihood + pull), gradient

    start = np.append(1.0, np.zeros(len(labels)))
    best = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=[(0.05, None)] + [(None, None)] * len(labels)).x
    return Calibration(
        slope=round(float(best[0]), 4), shift={key: round(float(v), 4) for key, v in zip(labels, best[1:], strict=True)}
    )


def logarithms(scores: npt.NDArray[np.floating]) -> npt.NDArray[np.floating]:
    """Natural logarithms, finite for 0 too."""
    floored: npt.NDArray[np.floating] = np.log(np.maximum(scores, _LEAST))
    return floored


def softmax(logits: npt.NDArray[np.floating]) -> npt.NDArray[np.floating]:
    """Rows as probabilities."""
    shifted: npt.NDArray[np.floating] = np.exp(logits - logits.max(axis=1, keepdims=True))
    return shifted / shifted.sum(axis=1, keepdims=True)  # type: ignore[no-any-return]
