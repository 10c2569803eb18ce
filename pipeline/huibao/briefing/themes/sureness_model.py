"""How likely a sentence tells a lack: a logistic regression over the aspect model's opinion and what speaks beside it.

``models/aspects/sureness.json`` holds the weights; :mod:`huibao.briefing.themes.fit_sureness` learns them.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt

from huibao.briefing.meaning.encoder import sentence_vectors
from huibao.briefing.themes.aspect_model import SHIPPED, AspectModel, Saying, evidence_of
from huibao.briefing.themes.aspects import ANYWHERE, Theme
from huibao.briefing.themes.complaint import complains
from huibao.errors import ModelError
from huibao.resources import resource

# What the model says (logit of the probability); a cue that says so whatever the label, or another; likeness to what
# another village tells of the lack; that the sentence lacks something, and under the lack's own label; that it was
# counted for the lack, or for another one only.
FEATURES = ("model", "anywhere", "cue", "alike", "lacks", "own", "counted", "another")
_FILE = "sureness.json"
_FORMAT = "huibao-sureness-1"
# No probability of the model is taken for surer than this.
_SUREST = 1e-3

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, kw_only=True, slots=True)
class Batch:
    """Sentences of a batch, in order, with all that bears on the lacks that they tell.

    Attributes:
        lacking: keys of the labels of what is lacking.
        learnt: names of the aspects that the model has learnt.
        villages: of each sentence.
        told: names of the lacks that each was counted for.
        keys: labels of each.
        asks: whether it is a request.
        found: what its words say (:func:`~huibao.briefing.themes.aspects.evidence`).
        plain: that it complains of nothing: 我村分摊80万元.
        probable: what the aspect model says, ``(n_sentences, n_learnt)``.
        vectors: ``(n_sentences, 512)``.
    """

    lacking: frozenset[str]
    learnt: tuple[str, ...]
    villages: tuple[str, ...]
    told: tuple[frozenset[str], ...]
    keys: tuple[frozenset[str], ...]
    asks: tuple[bool, ...]
    found: tuple[frozenset[str], ...]
    plain: Flags
    probable: npt.NDArray[np.float32]
    vectors: npt.NDArray[np.float32] = field(repr=False)

    @classmethod
    def of(
        cls,
        sayings: Sequence[Saying],
        model: AspectModel,
        *,
        lacking: frozenset[str],
        villages: Sequence[str],
        told: Sequence[frozenset[str]],
        keys: Sequence[frozenset[str]],
        asks: Sequence[bool],
    ) -> Self:
        """The sentences as an aspect model reads them; the other arguments are the attributes of these names."""
        found = [evidence_of(saying) for saying in sayings]
        texts = [saying.text for saying in sayings]
        return cls(
            lacking=lacking,
            learnt=model.names,
            villages=tuple(villages),
            told=tuple(told),
            keys=tuple(keys),
            asks=tuple(asks),
            found=tuple(map(frozenset, found)),
            plain=np.array([not complains(text) for text in texts], dtype=np.bool_),
            probable=model.weighed(sayings, found),
            vectors=sentence_vectors(texts),
        )

    def counted(self, name: str) -> Flags:
        """Which sentences were counted for a lack."""
        return np.array([name in names for names in self.told], dtype=np.bool_)

    @property
    def lacks(self) -> Flags:
        """Which sentences lack anything by their labels."""
        return np.array([bool(keys & self.lacking) for keys in self.keys], dtype=np.bool_)

    def alike(self, name: str) -> Floats:
        """How like each sentence is to the likest one of another village that was counted for a lack: 0 to 1."""
        places = np.flatnonzero(self.counted(name))
        village = np.array(self.villages)
        near = np.clip(self.vectors @ self.vectors[places].T, 0.0, 1.0)
        elsewhere = village[:, None] != village[places][None, :]
        likest: Floats = np.where(elsewhere, near, 0.0).max(axis=1, initial=0.0)
        return likest

    def facts(self, name: str) -> Flags:
        """Which sentences tell what no cue of a lack tells and nobody complains of: 三村合修，我村分摊80万元."""
        cues = {f"{level}{name}" for level in (ANYWHERE, "sure:", "hint:")}
        return self.plain & np.array([not cues & found for found in self.found], dtype=np.bool_)


def features(theme: Theme, batch: Batch) -> Floats:
    """What speaks for it that each sentence tells a lack that was learnt, ``(n_sentences, n_features)``."""
    told = batch.counted(theme.name)
    probable = batch.probable[:, batch.learnt.index(theme.name)]
    certain = np.clip(probable, _SUREST, 1.0 - _SUREST).astype(np.float64)
    anywhere = np.array([ANYWHERE + theme.name in found for found in batch.found], dtype=np.bool_)
    cue = np.array([bool({f"sure:{theme.name}", f"hint:{theme.name}"} & found) for found in batch.found])
    lacks = told | batch.lacks
    own = np.array([theme.key in keys or asks for keys, asks in zip(batch.keys, batch.asks, strict=True)])
    another = np.array([bool(names) for names in batch.told]) & ~told
    said = {
        "model": np.log(certain / (1.0 - certain)),
        "anywhere": anywhere,
        "cue": cue & ~anywhere,
        "alike": batch.alike(theme.name),
        "lacks": lacks,
        "own": lacks & own,
        "counted": told,
        "another": another,
    }
    return np.column_stack([said[name].astype(np.float64) for name in FEATURES])


@dataclass(frozen=True, kw_only=True)
class Sureness:
    """Weights of :data:`FEATURES`, by name, and the intercept; the scores are logits."""

    weights: dict[str, float]
    intercept: float

    def chances(self, theme: Theme, batch: Batch) -> Floats:
        """How likely each sentence tells a lack that was learnt: 0 to 1, and 0 for a mere fact."""
        weights = np.array([self.weights[name] for name in FEATURES])
        logits = features(theme, batch) @ weights + self.intercept
        shares: Floats = np.where(batch.facts(theme.name), 0.0, 1.0 / (1.0 + np.exp(-logits)))
        return shares

    def save(self, directory: Path) -> None:
        """Write the weights beside those of the aspect model (JSON)."""
        directory.mkdir(parents=True, exist_ok=True)
        stored = {"format": _FORMAT, "intercept": self.intercept, "weights": self.weights}
        (directory / _FILE).write_text(json.dumps(stored, indent=2) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, directory: Path) -> Self:
        """Read weights that :meth:`save` wrote.

        Raises:
            ModelError: the file is missing or damaged, or holds weights of something else.
        """
        path = directory / _FILE
        try:
            stored = json.loads(path.read_text(encoding="utf-8"))
            weights = {name: float(weight) for name, weight in stored["weights"].items()}
            model = cls(weights=weights, intercept=float(stored["intercept"]))
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise ModelError(f"{path} 缺失或已损坏（{error}）；请重新训练或重新安装") from error
        if stored.get("format") != _FORMAT or set(weights) != set(FEATURES):
            raise ModelError(f"{path} 与本程序的版本不符；请重新训练或重新安装")
        return model


@lru_cache(maxsize=1)
def shipped_sureness() -> Sureness:
    """The weights that ship with the package."""
    return Sureness.load(resource(SHIPPED))
