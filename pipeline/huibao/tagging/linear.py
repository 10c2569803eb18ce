"""The linear tagger: TF-IDF features of a sentence, its headings and neighbours → logistic regression.

One-vs-rest for the labels, multinomial for the kind. Baseline, explanations, and good on little data.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Self

import numpy as np

from huibao.errors import ModelError
from huibao.schema import AnnotatedReport
from huibao.tagging.features import FeatureParams, ReportFeatures
from huibao.tagging.protocol import CONFIG, FloatArray, Scores
from huibao.taxonomy import Taxonomy

_WEIGHTS = "model.safetensors"
_VOCABULARY = "vocabulary.json"
FORMAT = "huibao-linear-1"
# A stronger label counts fully, a second one less: it is the weaker of two assertions.
_SECOND_LABEL_WEIGHT = 0.5
_CERTAIN = 6.0


@dataclass(frozen=True, kw_only=True, slots=True)
class LinearParams:
    """Knobs of training (``params.yaml``, section ``linear``)."""

    features: FeatureParams = field(default_factory=FeatureParams)
    c: float = 4.0
    kind_c: float = 2.0
    seed: int = 13

    @classmethod
    def of(cls, section: dict[str, Any]) -> LinearParams:
        """Knobs from a mapping, as in a params file or a model's config.

        Raises:
            TypeError: an unknown knob.
        """
        return cls(**{**section, "features": FeatureParams(**section["features"])})


class LinearTagger:
    """See the module; follows :class:`huibao.tagging.protocol.Tagger`."""

    def __init__(self, taxonomy: Taxonomy, params: LinearParams | None = None) -> None:
        self.labels = taxonomy.keys
        self.kinds = tuple(kind.key for kind in taxonomy.kinds)
        self.params = params or LinearParams()
        self.features = ReportFeatures(self.params.features)
        self._coef: FloatArray = np.zeros((0, 0), dtype=np.float32)
        self._intercept: FloatArray = np.zeros(0, dtype=np.float32)

    def fit(self, reports: Sequence[AnnotatedReport]) -> Self:
        """Learn labels and kinds; ``tags`` of every report must be filled."""
        matrix = self.features.fit(reports).transform(reports)
        tags = [tag for annotated in reports for tag in annotated.tags]
        coefs, intercepts = [], []
        for label in self.labels:
            target = np.array([label in tag.labels for tag in tags])
            weight = np.array([1.0 if tag.labels[0] == label or label not in tag.labels else _SECOND_LABEL_WEIGHT
                               for tag in tags])  # fmt: skip
            coef, intercept = self._binary(matrix, target, weight, self.params.c)
            coefs.append(coef)
            intercepts.append(intercept)
        chosen = np.flatnonzero([tag.kind is not None for tag in tags])
        kinds = np.array([tag.kind for tag in tags if tag.kind is not None])
        for kind in self.kinds:
            coef, intercept = self._binary(matrix[chosen], kinds == kind, np.ones(len(kinds)), self.params.kind_c)
            coefs.append(coef)
            intercepts.append(intercept)
        self._coef = np.vstack(coefs).astype(np.float32)
        self._intercept = np.array(intercepts, dtype=np.float32)
        return self

    def _binary(self, matrix: Any, target: np.ndarray, weight: np.ndarray, c: float) -> tuple[np.ndarray, float]:
        from sklearn.linear_model import LogisticRegression

        if target.all() or not target.any():
            # Nothing to tell apart, as with a small corpus of one's own: always or never, without features.
            return np.zeros(matrix.shape[1]), _CERTAIN if target.all() else -_CERTAIN
        model = LogisticRegression(C=c, solver="liblinear", random_state=self.params.seed)
        model.fit(matrix, target, sample_weight=weight)
        return model.coef_[0], float(model.intercept_[0])

    def predict_proba(self, reports: Sequence[AnnotatedReport]) -> list[Scores]:
        """Scores for each report; a report without sentences gives arrays of zero rows."""
        counts = [len(annotated.sentences) for annotated in reports]
        if not sum(counts):
            return [self._scores(np.zeros((0, len(self._intercept)), dtype=np.float32)) for _ in reports]
        logits = self.features.transform(reports) @ self._coef.T + self._intercept
        return [self._scores(part) for part in np.split(logits, np.cumsum(counts)[:-1])]

    def _scores(self, logits: FloatArray) -> Scores:
        probabilities = 1.0 / (1.0 + np.exp(-logits))
        kinds = probabilities[:, len(self.labels) :]
        return Scores(
            labels=probabilities[:, : len(self.labels)].astype(np.float32),
            kinds=(kinds / kinds.sum(axis=1, keepdims=True)).astype(np.float32),
        )

    def contributions(self, reports: Sequence[AnnotatedReport], label: str) -> list[list[tuple[str, float]]]:
        """For each sentence of the reports the features that spoke for or against a label, strongest first."""
        matrix = self.features.transform(reports).multiply(self._coef[self.labels.index(label)]).tocsr()
        names = self.features.names()
        rows = []
        for row in range(matrix.shape[0]):
            part = slice(matrix.indptr[row], matrix.indptr[row + 1])
            pairs = zip(matrix.indices[part], matrix.data[part], strict=True)
            rows.append(sorted(((names[i], float(v)) for i, v in pairs), key=lambda pair: -abs(pair[1])))
        return rows

    def save(self, directory: Path) -> None:
        """Write weights (safetensors), vocabularies and settings (JSON)."""
        from safetensors.numpy import save_file

        directory.mkdir(parents=True, exist_ok=True)
        tensors = {f"idf.{block}": values for block, values in self.features.idf.items()}
        save_file({"coef": self._coef, "intercept": self._intercept, **tensors}, directory / _WEIGHTS)
        (directory / _VOCABULARY).write_text(
            json.dumps(self.features.vocabularies, ensure_ascii=False), encoding="utf-8"
        )
        config = {"format": FORMAT, "labels": self.labels, "kinds": self.kinds, "params": asdict(self.params)}
        (directory / CONFIG).write_text(json.dumps(config, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, directory: Path) -> Self:
        """Read a model that :meth:`save` wrote.

        Raises:
            ModelError: a file is missing or damaged, or the directory holds another kind of model.
        """
        from safetensors import SafetensorError
        from safetensors.numpy import load_file

        try:
            config = json.loads((directory / CONFIG).read_text(encoding="utf-8"))
            if config.get("format") != FORMAT:
                raise ModelError(
                    f"模型目录 {directory} 的格式是 {config.get('format')!r}，应为 {FORMAT}；请换一个模型目录"
                )
            tagger = cls.__new__(cls)
            tagger.labels = tuple(config["labels"])
            tagger.kinds = tuple(config["kinds"])
            tagger.params = LinearParams.of(config["params"])
            tensors = load_file(directory / _WEIGHTS)
            tagger.features = ReportFeatures.restore(
                tagger.params.features,
                json.loads((directory / _VOCABULARY).read_text(encoding="utf-8")),
                {block: tensors[f"idf.{block}"] for block in ReportFeatures.BLOCKS},
            )
            tagger._coef, tagger._intercept = tensors["coef"], tensors["intercept"]
        except (OSError, ValueError, KeyError, TypeError, AttributeError, SafetensorError) as error:
            raise ModelError(f"模型目录 {directory} 不完整或已损坏（{error}）；请重新训练或换一个模型目录") from error
        if len(tagger._intercept) != len(tagger.labels) + len(tagger.kinds):
            raise ModelError(f"模型目录 {directory} 的权重与标签数不符；请重新训练或换一个模型目录")
        return tagger
