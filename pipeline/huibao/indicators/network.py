"""A small network over observations: what several of them mean together, which no weight of one alone can say.

Each observation has a vector; those of a row are added up, and two layers of rectified units turn the sum into scores
(an embedding bag and a perceptron). The judge's linear weights stand beside it, and both are averaged: they err on
different figures.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from huibao.errors import ModelError

FORMAT = "huibao-network-1"
Floats = NDArray[np.floating]
_ABOUT = "about"
_LAYERS = ("entered", "hidden", "hidden_bias", "out", "out_bias")


def shares_of(scores: Floats) -> Floats:
    """What scores make of a whole: their softmax over the last axis."""
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares: Floats = raised / raised.sum(axis=-1, keepdims=True)
    return shares


@dataclass(frozen=True, kw_only=True, slots=True)
class Network:
    """Vectors of observations and two layers.

    Attributes:
        places: the row of ``vectors`` that belongs to an observation; others are not seen.
        vectors: ``(n_observations, width)``.
        entered: what is added to a row's sum, ``(width,)``.
        hidden, hidden_bias: the layer between, ``(width, width)`` and ``(width,)``.
        out, out_bias: the layer of scores, ``(width, n_scores)`` and ``(n_scores,)``.
    """

    places: Mapping[str, int]
    vectors: Floats
    entered: Floats
    hidden: Floats
    hidden_bias: Floats
    out: Floats
    out_bias: Floats

    def places_of(self, observations: Iterable[str]) -> list[int]:
        """Rows of ``vectors`` of those observations that the network knows."""
        places = self.places
        return [places[name] for name in observations if name in places]

    def scores(self, rows: Sequence[Sequence[int]]) -> Floats:
        """Scores of rows of observations, each given by its places in ``vectors``: ``(n_rows, n_scores)``."""
        sums = np.stack([self.vectors[np.array(row, dtype=np.intp)].sum(axis=0) for row in rows])
        first = np.maximum(sums + self.entered, 0)
        second = np.maximum(first @ self.hidden + self.hidden_bias, 0)
        return np.asarray(second @ self.out + self.out_bias, dtype=np.float32)

    def save(self, path: Path) -> None:
        """Write as safetensors; the vectors in half precision, the observations' names in the metadata."""
        from safetensors.numpy import save_file

        tensors = {name: np.ascontiguousarray(getattr(self, name)) for name in _LAYERS}
        tensors["vectors"] = self.vectors.astype(np.float16)
        about = {"format": FORMAT, "observations": sorted(self.places, key=self.places.__getitem__)}
        # One entry: several would be written in any order, and the same network shall give the same file.
        save_file(tensors, path, metadata={_ABOUT: json.dumps(about, ensure_ascii=False)})

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read what :meth:`save` wrote.

        Raises:
            ModelError: the file is missing, damaged or of another format.
        """
        from safetensors import SafetensorError, safe_open

        try:
            with safe_open(path, framework="numpy") as stored:
                about = json.loads((stored.metadata() or {})[_ABOUT])
                tensors = {name: stored.get_tensor(name).astype(np.float32) for name in (*_LAYERS, "vectors")}
            names = about["observations"]
        except (OSError, ValueError, KeyError, TypeError, SafetensorError) as error:
            raise ModelError(f"{path}：读不出数据判别网络（{error}）；请重新安装") from error
        if about.get("format") != FORMAT or len(names) != len(tensors["vectors"]):
            raise ModelError(f"{path}：数据判别网络的格式不对；请重新训练或重新安装")
        return cls(places={name: place for place, name in enumerate(names)}, **tensors)
