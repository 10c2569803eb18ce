"""How likely readers are to say that a wording may not stand in a draft, signed by its village.

It leans on what is told elsewhere, is broken, or is no official matter, in more ways than patterns foresee. A logistic
regression looks at its words, at the kinds of those of its first clause, and at the vectors of that clause and of the
whole sentence; ``models/standing`` holds the weights, ``corpus/standing.csv`` what readers said.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from pathlib import Path
from typing import Self

import numpy as np

from huibao.briefing.meaning.encoder import sentence_vectors
from huibao.briefing.meaning.logistic import Floats, Weights
from huibao.errors import ModelError
from huibao.indicators.lexicon.classes import class_of
from huibao.resources import resource
from huibao.segment.words import tag_words

SHIPPED = "models/standing"
FORMAT = "huibao-standing-1"
_FILE, _ABOUT = "model.safetensors", "about"
_TENSORS = ("of_vector", "of_evidence", "intercept")
_CLAUSE_ENDS = "，；：。"
_CLAUSE_END = re.compile(f"[{_CLAUSE_ENDS}]")
# So much do the numbers of a vector count beside the ones of the evidence.
_SCALE = 4.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Printed:
    """A wording of which is asked whether it may stand.

    Attributes:
        wording: as it would be printed behind its village's name.
        sentence: of the report, from which it was made.
    """

    wording: str
    sentence: str


@dataclass(frozen=True, kw_only=True)
class StandingModel:
    """See the module."""

    weights: Weights

    def faulty(self, asked: Sequence[Printed]) -> Floats:
        """The probability of each that it may not stand, ``(n_asked,)``."""
        known = self.weights
        scores = vectors_of(asked) @ known.of_vector[:, 0] + known.intercept[0]
        for place, printed in enumerate(asked):
            columns = [known.columns[name] for name in evidence(printed.wording) if name in known.columns]
            scores[place] += known.of_evidence[columns, 0].sum()
        shares: Floats = np.reciprocal(1.0 + np.exp(-scores), dtype=np.float32)
        return shares

    def save(self, directory: Path) -> None:
        """Write the weights as safetensors, the names of the evidence in the metadata."""
        from safetensors.numpy import save_file

        directory.mkdir(parents=True, exist_ok=True)
        tensors = {name: getattr(self.weights, name) for name in _TENSORS}
        about = {"format": FORMAT, "evidence": list(self.weights.columns)}
        # One entry: several would be written in any order, and the same weights shall give the same file.
        save_file(tensors, directory / _FILE, metadata={_ABOUT: json.dumps(about, ensure_ascii=False)})

    @classmethod
    def load(cls, directory: Path) -> Self:
        """Read a model that :meth:`save` wrote.

        Raises:
            ModelError: the file is missing, damaged or of another format.
        """
        from safetensors import SafetensorError, safe_open

        path = directory / _FILE
        try:
            with safe_open(path, framework="numpy") as stored:
                about = json.loads((stored.metadata() or {})[_ABOUT])
                tensors = {name: stored.get_tensor(name) for name in _TENSORS}
            names = about["evidence"]
        except (OSError, ValueError, KeyError, TypeError, SafetensorError) as error:
            raise ModelError(f"{path}：读不出（{error}）；请重新训练或重新安装") from error
        if about.get("format") != FORMAT or len(names) != len(tensors["of_evidence"]):
            raise ModelError(f"{path}：格式不对；请重新训练或重新安装")
        return cls(weights=Weights(columns={name: place for place, name in enumerate(names)}, **tensors))


def vectors_of(asked: Sequence[Printed]) -> Floats:
    """The vectors as the model takes them, of the sentences and of the first clauses, ``(n_asked, 1024)``."""
    firsts = [_CLAUSE_END.split(printed.wording, maxsplit=1)[0] for printed in asked]
    vectors: Floats = _SCALE * np.hstack([sentence_vectors([one.sentence for one in asked]), sentence_vectors(firsts)])
    return vectors


def evidence(wording: str) -> list[str]:
    """What of a wording speaks for or against it: its words; classes and parts of speech of those of its first clause.

    Example:
        >>> evidence("剩13户，明年再说")
        ['剩', '13', '户', '，', '明年', '再说', '^vc', '^#', '^q', '^/v', '^/m', '^/q']
    """
    words = tag_words(wording)
    first = list(takewhile(lambda word: word[0] not in _CLAUSE_ENDS, words))
    kinds = [*(f"^{class_of(word)}" for word, _ in first), *(f"^/{pos[0]}" for _, pos in first)]
    return list(dict.fromkeys([*(word for word, _ in words), *kinds]))


@lru_cache(maxsize=1)
def shipped_model() -> StandingModel:
    """The model that ships with the package."""
    return StandingModel.load(resource(SHIPPED))
