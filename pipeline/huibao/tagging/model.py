"""A model directory: a tagger with its decision thresholds, ready to tag reports."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from shutil import copyfile

from huibao.errors import ModelError
from huibao.resources import resource
from huibao.schema import AnnotatedReport
from huibao.tagging.decision import Decision
from huibao.tagging.protocol import CONFIG, Tagger
from huibao.taxonomy import BESIDE_MODEL, SHIPPED, Taxonomy

DEFAULT = "models/context"


# Name of each tagger and where its class is; imported when it is asked for.
TAGGERS = {"linear": "LinearTagger", "context": "ContextTagger", "transformer": "TransformerTagger"}


def tagger_class(name: str) -> type[Tagger]:
    """The class of a tagger, by the name that params and command line use."""
    module = import_module(f"huibao.tagging.{name}")
    found: type[Tagger] = getattr(module, TAGGERS[name])
    return found


@dataclass(frozen=True, slots=True)
class TaggingModel:
    """A tagger and the rule that turns its scores into tags."""

    tagger: Tagger
    decision: Decision
    taxonomy: Taxonomy

    def tag(self, reports: Sequence[AnnotatedReport]) -> list[AnnotatedReport]:
        """The reports with their tags filled in."""
        return [
            replace(annotated, tags=self.decision.tags(annotated, scores, self.taxonomy))
            for annotated, scores in zip(reports, self.tagger.predict_proba(reports), strict=True)
        ]

    def save(self, directory: Path) -> None:
        """Write tagger and decision, and the taxonomy where it is not the one that ships."""
        self.tagger.save(directory)
        self.decision.save(directory)
        beside, source = directory / BESIDE_MODEL, self.taxonomy.path
        if source is None or source.resolve() == resource(SHIPPED).resolve():
            # What an earlier model of other labels left here.
            beside.unlink(missing_ok=True)
        elif source.resolve() != beside.resolve():
            copyfile(source, beside)


def load_model(directory: Path | None, taxonomy: Taxonomy) -> TaggingModel:
    """Read a model directory; without one, the model that ships.

    Raises:
        ModelError: the directory is missing, damaged, or was trained for other labels.
    """
    place = directory or resource(DEFAULT)
    tagger = load_tagger(place, taxonomy)
    return TaggingModel(tagger=tagger, decision=Decision.load(place, taxonomy), taxonomy=taxonomy)


def load_tagger(place: Path, taxonomy: Taxonomy) -> Tagger:
    """Read the tagger of a model directory, without its decision.

    Raises:
        ModelError: the directory is missing, damaged, or was trained for other labels.
    """
    if not place.is_dir():
        raise ModelError(f"找不到模型目录 {place}；请检查 --model 后面的路径")
    tagger = _tagger_class(place).load(place)
    if tagger.labels != taxonomy.keys or tagger.kinds != tuple(kind.key for kind in taxonomy.kinds):
        raise ModelError(
            f"模型目录 {place} 的标签与标签体系 {taxonomy.path or ''} 不一致；"
            "请用 --taxonomy 指定训练它时用的标签体系，或换一个模型"
        )
    return tagger


def _tagger_class(place: Path) -> type[Tagger]:
    """The class that wrote a model directory, by the format its config names."""
    try:
        form = json.loads((place / CONFIG).read_text(encoding="utf-8")).get("format")
    except (OSError, ValueError, AttributeError) as error:
        raise ModelError(f"模型目录 {place} 不完整或已损坏（{error}）；请重新训练或换一个模型目录") from error
    name = str(form).removeprefix("huibao-").rpartition("-")[0]
    if name not in TAGGERS:
        raise ModelError(f"模型目录 {place} 不是汇报的模型（格式是 {form!r}）；请换一个模型目录")
    return tagger_class(name)
