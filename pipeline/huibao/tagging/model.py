"""A model directory: a tagger with its decision thresholds, ready to tag reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from huibao.errors import ModelError
from huibao.resources import resource
from huibao.schema import AnnotatedReport
from huibao.tagging.decision import Decision
from huibao.tagging.protocol import Tagger
from huibao.taxonomy import Taxonomy

DEFAULT = "models/linear"


@dataclass(frozen=True, slots=True)
class TaggingModel:
    """A tagger and the rule that turns its scores into tags."""

    tagger: Tagger
    decision: Decision
    taxonomy: Taxonomy

    def tag(self, reports: Sequence[AnnotatedReport]) -> list[AnnotatedReport]:
        """The reports with their tags filled in."""
        return [
            replace(annotated, tags=self.decision.tags(scores, self.tagger, self.taxonomy))
            for annotated, scores in zip(reports, self.tagger.predict_proba(reports), strict=True)
        ]

    def save(self, directory: Path) -> None:
        self.tagger.save(directory)
        self.decision.save(directory)


def load_model(directory: Path | None, taxonomy: Taxonomy) -> TaggingModel:
    """Read a model directory; without one, the model that ships.

    Raises:
        ModelError: the directory is missing, damaged, or was trained for other labels.
    """
    from huibao.tagging.linear import LinearTagger

    place = directory or resource(DEFAULT)
    if not place.is_dir():
        raise ModelError(f"找不到模型目录 {place}；请检查 --model 后面的路径")
    tagger = LinearTagger.load(place)
    if tagger.labels != taxonomy.keys:
        raise ModelError(f"模型目录 {place} 的标签与当前标签体系不一致；请用同一份 taxonomy.toml 训练的模型")
    return TaggingModel(tagger=tagger, decision=Decision.load(place), taxonomy=taxonomy)
