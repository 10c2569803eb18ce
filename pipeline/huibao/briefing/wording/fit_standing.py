"""Learn from readers which wordings may not stand in a draft (``corpus/standing.csv``)."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from huibao.briefing.meaning.logistic import Lessons, fit_weights
from huibao.briefing.wording.standing import Printed, StandingModel, evidence, vectors_of
from huibao.errors import CorpusError
from huibao.schema import AnnotatedReport

_STRENGTH = 20.0
_LEAST_SEEN = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """A wording and the share of its readers who say that it may not stand."""

    printed: Printed
    faulty: float


def read_readings(path: Path, reports: Sequence[AnnotatedReport]) -> list[Reading]:
    """What readers said of wordings of some reports: rows ``report,index,wording,readers,faulty``.

    Raises:
        CorpusError: the file cannot be read, or tells of a sentence that does not exist.
    """
    by_name = {annotated.report.name: annotated for annotated in reports}
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return [
                Reading(
                    printed=Printed(wording=row["wording"], sentence=annotated.sentences[int(row["index"])].text),
                    faulty=int(row["faulty"]) / int(row["readers"]),
                )
                for row in csv.DictReader(file)
                if (annotated := by_name.get(row["report"])) is not None
            ]
    except (OSError, ArithmeticError, ValueError, KeyError, IndexError, TypeError) as error:
        raise CorpusError(
            f"{path} 读不了或有误（{error}）；应有 report,index,wording,readers,faulty 五列，句号从 0 数起"
        ) from error


def fit_standing(readings: Sequence[Reading]) -> StandingModel:
    """Weights under which what the readers said is most probable.

    Raises:
        CorpusError: there is nothing to learn from.
    """
    if not readings:
        raise CorpusError("没有一句有人读过；请检查 corpus/standing.csv 与 splits.toml")
    lessons = Lessons(
        vectors=vectors_of([reading.printed for reading in readings]),
        told=[evidence(reading.printed.wording) for reading in readings],
        target=np.array([[reading.faulty] for reading in readings]),
        weight=np.ones((len(readings), 1)),
    )
    return StandingModel(weights=fit_weights(lessons, least_seen=_LEAST_SEEN, strength=_STRENGTH))
