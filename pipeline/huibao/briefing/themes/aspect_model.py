"""Which aspects a sentence has: a linear model over its vector, its labels and the cues of the lexicon.

One logistic regression an aspect; ``models/aspects`` holds the weights, ``corpus/aspects.csv`` what they were
learnt from. Of an aspect that too few sentences of the corpus tell nothing can be learnt: its cues decide.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt

from huibao.briefing.meaning.encoder import sentence_vectors
from huibao.briefing.themes.aspects import ANYWHERE, Theme, evidence, themes, yielding
from huibao.errors import ModelError
from huibao.resources import resource

SHIPPED = "models/aspects"
FORMAT = "huibao-aspects-1"
_LEAST = ("own", "other", "cued", "labelled", "beside", "sure")
_WEIGHTS, _COLUMNS = "model.safetensors", "columns.json"
# Sentences of which is kept what their words say: it is asked more than once, and takes a while to find.
_KEPT = 20_000
# So much do the numbers of a vector count beside the ones of the evidence.
_SCALE = 1.5

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, kw_only=True, slots=True)
class Saying:
    """A sentence, or a part of one, of which is asked what it is about.

    Attributes:
        text: normalised.
        keys: its labels, ``request`` for what it asks; empty where they are not known.
    """

    text: str
    keys: tuple[str, ...] = ()


@lru_cache(maxsize=_KEPT)
def evidence_of(saying: Saying) -> tuple[str, ...]:
    """Names of what the words of a sentence say for its aspects (:func:`~huibao.briefing.themes.aspects.evidence`).

    Example:
        >>> evidence_of(Saying(text="桃子没有销路。"))
        ('anywhere:销路和价格不稳', 'sure:销路和价格不稳', 'hint:销路和价格不稳')
    """
    return tuple(dict.fromkeys(evidence(saying.text, saying.keys)))


@dataclass(frozen=True, kw_only=True)
class AspectModel:
    """See the module.

    Attributes:
        names: of the aspects that were learnt, one a column.
        columns: place of each piece of evidence among the weights.
        of_vector: ``(512, n_aspects)``.
        of_evidence: ``(n_evidence, n_aspects)``.
        intercept: ``(n_aspects,)``.
        own, other: probability from which an aspect is told: of the sentence's own labels (of any, where they are
            not known), and of others.
        cued, labelled: the same where a cue says so and the labels are not known, and where they are (不再跳闸, said
            of a deed, is no lack; nor does 会看病虫害的只有两个人 tell of a disease).
        beside: the same for one of the own labels that no cue tells, where cues tell another.
        sure: from which probability on one that no cue tells is told beyond doubt.
    """

    names: tuple[str, ...]
    columns: dict[str, int]
    of_vector: Floats
    of_evidence: Floats
    intercept: Floats
    own: float
    other: float
    cued: float
    labelled: float
    beside: float
    sure: float

    def probabilities(self, sayings: Sequence[Saying]) -> Floats:
        """``(n_sayings, n_aspects)``."""
        return self.weighed(sayings, [evidence_of(saying) for saying in sayings])

    def weighed(self, sayings: Sequence[Saying], found: Sequence[Sequence[str]]) -> Floats:
        """The same where what the words of each say (:func:`evidence_of`) is known already."""
        scores: Floats = scaled_vectors([saying.text for saying in sayings]) @ self.of_vector + self.intercept
        for row, names in enumerate(found):
            places = [self.columns[name] for name in names if name in self.columns]
            scores[row] += self.of_evidence[places].sum(axis=0)
        shares: Floats = np.reciprocal(1.0 + np.exp(-scores), dtype=np.float32)
        return shares

    def told(self, sayings: Sequence[Saying], *, surely: bool = False) -> list[tuple[Theme, ...]]:
        """The aspects that each tells, the most probable first; before them those that cues alone tell.

        Args:
            sayings: what is asked about.
            surely: leave out what no cue tells and what is only probable, though it be of the sentence's own labels.
        """
        known = [themes()[name] for name in self.names]
        by_cue = [theme for theme in themes().values() if theme.name not in self.names]
        cues = [evidence_of(saying) for saying in sayings]
        found = []
        for saying, names, row in zip(sayings, cues, self.weighed(sayings, cues), strict=True):
            said = {name.removeprefix(ANYWHERE) for name in names if name.startswith(ANYWHERE)}
            own = self.sure if surely else self.beside if said else self.own
            least = [
                (self.labelled if saying.keys else self.cued) if theme.name in said
                else own if not saying.keys or theme.key in saying.keys
                else max(self.other, own) if surely
                else self.other
                for theme in known
            ]  # fmt: skip
            learnt = [known[place] for place in np.argsort(-row) if row[place] >= least[place]]
            learnt = [t for t in learnt if t.name in said or not said & yielding().get(t.name, frozenset())]
            found.append((*(theme for theme in by_cue if theme.name in said), *learnt))
        return found

    def save(self, directory: Path) -> None:
        """Write weights (safetensors) and the names of their columns (JSON)."""
        from safetensors.numpy import save_file

        directory.mkdir(parents=True, exist_ok=True)
        tensors = {"vector": self.of_vector, "evidence": self.of_evidence, "intercept": self.intercept}
        save_file(tensors, directory / _WEIGHTS)
        least = {name: getattr(self, name) for name in _LEAST}
        columns = {"format": FORMAT, **least, "names": self.names, "evidence": list(self.columns)}
        (directory / _COLUMNS).write_text(json.dumps(columns, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, directory: Path) -> Self:
        """Read a model that :meth:`save` wrote.

        Raises:
            ModelError: a file is missing or damaged, or of aspects that the lexicon does not list.
        """
        from safetensors import SafetensorError
        from safetensors.numpy import load_file

        try:
            columns = json.loads((directory / _COLUMNS).read_text(encoding="utf-8"))
            tensors = load_file(directory / _WEIGHTS)
            model = cls(
                names=tuple(columns["names"]),
                columns={name: place for place, name in enumerate(columns["evidence"])},
                of_vector=tensors["vector"],
                of_evidence=tensors["evidence"],
                intercept=tensors["intercept"],
                **{name: float(columns[name]) for name in _LEAST},
            )
            fits = model.of_evidence.shape == (len(model.columns), len(model.names))
        except (OSError, ValueError, KeyError, TypeError, SafetensorError) as error:
            raise ModelError(f"模型目录 {directory} 不完整或已损坏（{error}）；请重新训练或重新安装") from error
        if columns.get("format") != FORMAT or not fits or not set(model.names) <= set(themes()):
            raise ModelError(f"模型目录 {directory} 与 corpus/lexicon/aspects.toml 不符；请重新训练或重新安装")
        return model


def scaled_vectors(texts: Sequence[str]) -> Floats:
    """The vectors as the model takes them, ``(n_texts, 512)``."""
    return _SCALE * sentence_vectors(texts)


@lru_cache(maxsize=1)
def shipped_model() -> AspectModel:
    """The model that ships with the package."""
    return AspectModel.load(resource(SHIPPED))


def aspects_told(text: str, keys: Sequence[str] = (), *, surely: bool = False) -> tuple[Theme, ...]:
    """The aspects that a sentence tells, the most probable first.

    Args:
        text: normalised sentence, or a part of one.
        keys: its labels, ``request`` for what it asks; empty where they are not known.
        surely: only those that it tells beyond doubt.

    Example:
        >>> [theme.name for theme in aspects_told("桃子没有销路，客商压价。", ["bottleneck.industry"])]
        ['销路和价格不稳']
    """
    return shipped_model().told([Saying(text=text, keys=tuple(keys))], surely=surely)[0]


def aspect_of(text: str, key: str) -> str:
    """What a sentence is mainly about within a label, or within what is asked (``request``); empty where unsure."""
    return next((theme.name for theme in aspects_told(text, [key]) if theme.key == key), "")
