"""Weigh the evidence: is a figure an indicator, and of which status?

A multinomial linear model over the observations of ``judging.evidence``. Its weights are a table that
a person can read (``models/figures/weights.json``): one row an observation, one column a verdict. A network
(``indicators.network``) over the same observations and the figure's frame has half of the say.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import cast, get_args

import numpy as np

from huibao.errors import ModelError
from huibao.indicators.network import Network, shares_of
from huibao.resources import resource
from huibao.schema import Status

FORMAT = "huibao-figures-1"
SHIPPED = "models/figures/weights.json"
NETWORK = "models/figures/judge.safetensors"
NO_INDICATOR = "none"
VERDICTS: tuple[str, ...] = (NO_INDICATOR, *get_args(Status))


@dataclass(frozen=True, kw_only=True, slots=True)
class Judge:
    """Weights and the share of doubt that is still accepted.

    Attributes:
        intercept: one number a verdict, in the order of ``VERDICTS``.
        weights: per observation one number a verdict.
        tolerance: a figure is an indicator where the probability that it is none stays below this.
        network: weighs the same observations together; None for the weights alone.
    """

    intercept: tuple[float, ...]
    weights: Mapping[str, tuple[float, ...]]
    tolerance: float
    network: Network | None = None

    def decide(self, observations: Iterable[str], tolerance: float | None = None) -> Status | None:
        """The most probable status; None where the figure is rather no indicator.

        Args:
            observations: of the figure.
            tolerance: instead of the judge's own.
        """
        seen = list(dict.fromkeys(observations))
        rows = [row for observation in seen if (row := self.weights.get(observation))]
        shares = shares_of(np.array([self.intercept, *rows]).sum(axis=0))
        if self.network:
            shares = (shares + shares_of(self.network.scores([self.network.places_of(seen)])[0])) / 2
        best = 1 + int(shares[1:].argmax())
        return cast(Status, VERDICTS[best]) if shares[0] < (tolerance or self.tolerance) else None

    def save(self, path: Path) -> None:
        """Write the weights as JSON, observations in order, so that equal judges give equal files."""
        rows = {name: list(row) for name, row in sorted(self.weights.items())}
        lines = ",\n".join(f"{json.dumps(name, ensure_ascii=False)}: {json.dumps(row)}" for name, row in rows.items())
        head = {
            "format": FORMAT, "verdicts": VERDICTS, "tolerance": self.tolerance, "intercept": list(self.intercept),
        }  # fmt: skip
        path.write_text(json.dumps(head)[:-1] + ',\n"weights": {\n' + lines + "\n}}\n", encoding="utf-8")


def load_judge(path: Path) -> Judge:
    """Read saved weights.

    Raises:
        ModelError: the file is missing, damaged or of another format.
    """
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        if stored["format"] != FORMAT or tuple(stored["verdicts"]) != VERDICTS:
            raise ModelError(f"{path}：数据判别权重的格式不对；请重新训练或重新安装")
        return Judge(
            intercept=tuple(map(float, stored["intercept"])),
            weights={name: tuple(map(float, row)) for name, row in stored["weights"].items()},
            tolerance=float(stored["tolerance"]),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelError(f"{path}：读不出数据判别权重（{error}）；请重新安装") from error


@lru_cache(maxsize=1)
def shipped_judge() -> Judge:
    """The judge that ships with the package."""
    return replace(load_judge(resource(SHIPPED)), network=Network.load(resource(NETWORK)))
