"""The one door from the page to the library's reading side: files, tags, figures, explanations.

Everything here is a plain function of records; nothing knows of requests or tables.
"""

from __future__ import annotations

import hashlib
import re
import threading
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from pydantic import TypeAdapter

from huibao.frames import indicators_frame, left_out_figures, sentences_frame, with_speakers
from huibao.indicators.extract import extract_report
from huibao.indicators.township.rows import IndicatorTable
from huibao.indicators.township.table import township_table
from huibao.ingest import read_report
from huibao.ingest.beside import dated
from huibao.schema import AnnotatedReport, Indicator, Report, Tag
from huibao.taxonomy import Taxonomy, load_taxonomy

if TYPE_CHECKING:
    from spacy.language import Language

REPORTS = TypeAdapter(AnnotatedReport)
FIGURES = TypeAdapter(tuple[Indicator, ...])
_REASONS = 8


@dataclass(frozen=True, kw_only=True, slots=True)
class Reason:
    """A feature that spoke for (positive weight) or against a label."""

    feature: str
    weight: float


def taxonomy() -> Taxonomy:
    """The label system of this installation."""
    return load_taxonomy()


def read(path: Path, name: str, period: str) -> Report:
    """A stored file as a report; one that does not say of which time it is, is of its batch's where that has one.

    Raises:
        UnreadableInput: it cannot be used; the message says why and what to do.
    """
    report = read_report(path, name)
    if not period:
        return report
    assumed = dated(report, Counter([period]))
    return assumed if assumed.period_guessed else report


def text_digest(report: Report) -> str:
    """Equal for two reports whose texts differ in white space only."""
    return hashlib.sha256(re.sub(r"\s+", "", report.text).encode()).hexdigest()


class Annotator:
    """The pipeline with one model, loaded when first needed; safe to share between threads."""

    def __init__(self, model: Path | None) -> None:
        self.model = model
        self._lock = threading.Lock()
        self._pipeline: Language | None = None

    def _loaded(self) -> Language:
        from huibao.nlp import load

        if self._pipeline is None:
            self._pipeline = load(self.model)
        return self._pipeline

    def annotate(self, report: Report) -> AnnotatedReport:
        from huibao.nlp import annotate

        with self._lock:
            return next(annotate(self._loaded(), [report]))

    def explain(self, annotated: AnnotatedReport, sentence: int, label: str) -> tuple[Reason, ...]:
        """Why a sentence has, or has not, a label: the strongest features; empty where the tagger cannot say."""
        from huibao.nlp import TagsComponent
        from huibao.tagging.context import ContextTagger
        from huibao.tagging.linear import LinearTagger

        with self._lock:
            component = self._loaded().get_pipe("huibao_tags")
            assert isinstance(component, TagsComponent)
            tagger = component.model.tagger
            # The context tagger mixes a linear one in; that half can say what it went by.
            half = tagger.linear if isinstance(tagger, ContextTagger) else tagger
            if not isinstance(half, LinearTagger):
                return ()
            pairs = half.contributions([annotated], label)[sentence]
        return tuple(Reason(feature=name, weight=weight) for name, weight in pairs[:_REASONS])


def figures_of(annotated: AnnotatedReport) -> tuple[Indicator, ...]:
    """Indicators of a report under its present tags and period."""
    return extract_report(annotated, taxonomy())


def figures_anew(annotated: AnnotatedReport, figures: Sequence[Indicator], sentence: int) -> tuple[Indicator, ...]:
    """Indicators of a report after one sentence's tag has changed; ``figures`` are those it had before."""
    others = [figure for figure in figures if figure.sentence != sentence]
    return tuple(
        sorted([*others, *extract_report(annotated, taxonomy(), only={sentence})], key=lambda figure: figure.start)
    )


def with_tags(annotated: AnnotatedReport, given: Mapping[int, Tag]) -> AnnotatedReport:
    """The report with the tags people gave in place of the machine's, by sentence."""
    return replace(annotated, tags=tuple(given.get(index, tag) for index, tag in enumerate(annotated.tags)))


def indicator_table(
    reports: Sequence[AnnotatedReport], villages: Sequence[str], missing: Sequence[str]
) -> IndicatorTable:
    """The township's table of these reports."""
    return township_table(
        with_speakers(indicators_frame(reports)),
        list(villages),
        sentences=with_speakers(sentences_frame(reports)),
        taxonomy=taxonomy(),
        missing=missing,
        left_out=left_out_figures(reports),
    )


def informativeness(tag: Tag) -> float:
    """How much a person's look at a sentence would teach the tagger: entropy of its scores, doubled where unsure.

    A tag given by a person has no scores and teaches nothing more: 0.
    """
    if not tag.scores:
        return 0.0
    scores = np.clip(np.array(list(tag.scores.values())), 1e-6, 1.0)
    shares = scores / scores.sum()
    return float(-(shares * np.log(shares)).sum() * (2.0 if tag.review else 1.0))
