"""Learn a network over observations by stochastic gradient descent (Adam, Kingma & Ba 2015).

In training observations are left out at random, so that the network leans on no single one, and so are units (dropout).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from huibao.indicators.network import Network, shares_of

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Floats = NDArray[np.float32]
_BATCH = 512
_FASTEST, _FASTEST_LAYERS = 4e-3, 2e-3
_DECAY = 0.02
_MOMENTS = (0.9, 0.999)
_SPREAD = 0.03


@dataclass(frozen=True, kw_only=True, slots=True)
class Lessons:
    """What is learnt from.

    Attributes:
        rows: ``(n_rows, n_observations)``, ones where a row has an observation.
        right: which of a row's scores should be the highest, ``(n_rows,)``.
        weights: how much each row counts, ``(n_rows,)``.
    """

    rows: csr_matrix
    right: NDArray[np.int64]
    weights: Floats


def fit_network(
    lessons: Lessons,
    places: Mapping[str, int],
    n_scores: int,
    *,
    width: int,
    rounds: int,
    unseen: float,
    dropout: float,
) -> Network:
    """The network under which the right scores are the highest.

    Args:
        lessons: what is learnt from.
        places: the column of each observation.
        n_scores: scores of a row.
        width: units of a layer.
        rounds: how often each row is seen.
        unseen: share of the observations that are left out each time.
        dropout: share of the units that are.
    """
    random = np.random.default_rng(0)
    layers: dict[str, Floats] = {
        "vectors": random.normal(0, _SPREAD, (lessons.rows.shape[1], width)).astype(np.float32),
        "entered": np.zeros(width, np.float32),
        "hidden": random.normal(0, (2 / width) ** 0.5, (width, width)).astype(np.float32),
        "hidden_bias": np.zeros(width, np.float32),
        "out": random.normal(0, width**-0.5, (width, n_scores)).astype(np.float32),
        "out_bias": np.zeros(n_scores, np.float32),
    }
    moments = {name: (np.zeros_like(layer), np.zeros_like(layer)) for name, layer in layers.items()}
    count = len(lessons.right)
    batches = -(-count // _BATCH)
    for step in range(rounds * batches):
        if step % batches == 0:
            order = random.permutation(count)
        batch = np.sort(order[step % batches :: batches])
        slopes = _slopes(layers, lessons, batch, random, unseen, dropout)
        left = 1 - step / (rounds * batches)
        for name, slope in slopes.items():
            pace = left * (_FASTEST if name == "vectors" else _FASTEST_LAYERS)
            _move(layers[name], slope, moments[name], step + 1, pace)
    return Network(places=places, **layers)


def matrix_of(rows: Sequence[Sequence[int]], width: int) -> csr_matrix:
    """A matrix of ones where a row names a column."""
    from scipy.sparse import csr_matrix

    sizes = np.cumsum([0, *map(len, rows)])
    columns = np.fromiter((column for row in rows for column in row), dtype=np.int32, count=sizes[-1])
    return csr_matrix((np.ones(len(columns), dtype=np.float32), columns, sizes), shape=(len(rows), width))


def _move(layer: Floats, slope: Floats, moments: tuple[Floats, Floats], step: int, pace: float) -> None:
    first, second = moments
    first *= _MOMENTS[0]
    first += (1 - _MOMENTS[0]) * slope
    second *= _MOMENTS[1]
    second += (1 - _MOMENTS[1]) * slope * slope
    layer *= 1 - pace * _DECAY
    corrected = np.sqrt(second / (1 - _MOMENTS[1] ** step)) + 1e-8
    layer -= pace / (1 - _MOMENTS[0] ** step) * first / corrected


def _slopes(
    layers: dict[str, Floats], lessons: Lessons, batch: NDArray[np.int64], random: np.random.Generator,
    unseen: float, dropout: float,
) -> dict[str, Floats]:  # fmt: skip
    """How the loss of a batch (cross entropy) grows with each weight, by backpropagation."""
    rows = lessons.rows[batch]
    rows.data = (random.random(len(rows.data)) >= unseen).astype(np.float32)

    def kept(shape: tuple[int, ...]) -> Floats:
        return (random.random(shape) >= dropout).astype(np.float32) / np.float32(1 - dropout)

    entered = rows @ layers["vectors"] + layers["entered"]
    keep_first, keep_second = kept(entered.shape), kept(entered.shape)
    first = np.maximum(entered, 0) * keep_first
    between = first @ layers["hidden"] + layers["hidden_bias"]
    second = np.maximum(between, 0) * keep_second
    of_scores = shares_of(second @ layers["out"] + layers["out_bias"]).astype(np.float32)
    of_scores[np.arange(len(batch)), lessons.right[batch]] -= 1
    of_scores *= lessons.weights[batch, None] / np.float32(len(batch))
    of_second = of_scores @ layers["out"].T * keep_second * (between > 0)
    of_first = of_second @ layers["hidden"].T * keep_first * (entered > 0)
    return {
        "vectors": rows.T @ of_first,
        "entered": of_first.sum(axis=0),
        "hidden": first.T @ of_second,
        "hidden_bias": of_second.sum(axis=0),
        "out": second.T @ of_scores,
        "out_bias": of_scores.sum(axis=0),
    }
