"""What every tagger is: it sees whole reports, because order and headings carry meaning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, Self

import numpy as np
import numpy.typing as npt

from huibao.schema import AnnotatedReport

FloatArray = npt.NDArray[np.float32]
# In every model directory; says which tagger reads it, with which settings.
CONFIG = "config.json"


@dataclass(frozen=True, slots=True)
class Scores:
    """Probabilities for the sentences of one report.

    Attributes:
        labels: ``(n_sentences, n_labels)``, columns in the tagger's label order; rows need not sum to 1.
        kinds: ``(n_sentences, n_kinds)``, columns in the tagger's kind order; rows sum to 1.
        agreement: ``(n_sentences,)`` between 0 and 1, for a tagger mixed of several: how far they agree.
    """

    labels: FloatArray
    kinds: FloatArray
    agreement: FloatArray | None = None


class Scorer(Protocol):
    """Scores the sentences of whole reports; ``labels`` and ``kinds`` name the columns."""

    labels: tuple[str, ...]
    kinds: tuple[str, ...]

    def predict_proba(self, reports: Sequence[AnnotatedReport]) -> list[Scores]:
        """Scores for each report, in order."""
        ...


class Tagger(Scorer, Protocol):
    """A scorer that can be trained, saved and loaded."""

    def fit(self, reports: Sequence[AnnotatedReport]) -> Self:
        """Learn from reports whose ``tags`` are filled."""
        ...

    def save(self, directory: Path) -> None:
        """Write the model without pickle."""
        ...

    @classmethod
    def load(cls, directory: Path) -> Self:
        """Read a saved model.

        Raises:
            ModelError: the directory is damaged or holds another kind of model.
        """
        ...
