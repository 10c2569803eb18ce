"""The one door from the page to the library's reading side: files, tags, figures, explanations.

Everything here is a plain function of records; nothing knows of requests or tables.
"""

from __future__ import annotations

import hashlib
import re
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from pydantic import TypeAdapter

from huibao.briefing.figures import print_quantity
from huibao.frames import indicators_frame, sentences_frame, with_speakers
from huibao.indicators.extract import extract_report
from huibao.indicators.table import IndicatorTable, combined_bound, township_table
from huibao.indicators.units import base_unit, common_unit, common_value
from huibao.ingest import read_report
from huibao.schema import AnnotatedReport, Indicator, Report, Sentence, Tag
from huibao.taxonomy import Taxonomy, load_taxonomy

if TYPE_CHECKING:
    from spacy.language import Language

REPORTS = TypeAdapter(AnnotatedReport)
FIGURES = TypeAdapter(tuple[Indicator, ...])
_REASONS = 8


@dataclass(frozen=True, kw_only=True, slots=True)
class Amendment:
    """What a person decided about a figure: ``confirmed``, ``corrected`` or ``excluded``.

    Attributes:
        both: of figures of one name that are all right, whether it is ``counted`` in the sum or stands ``beside``;
            empty where nobody has said. Several that are counted are added.
    """

    verdict: str
    figure: Indicator
    by: str
    both: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Reason:
    """A feature that spoke for (positive weight) or against a label."""

    feature: str
    weight: float


def taxonomy() -> Taxonomy:
    """The label system of this installation."""
    return load_taxonomy()


def read(path: Path, name: str) -> Report:
    """A stored file as a report.

    Raises:
        UnreadableInput: it cannot be used; the message says why and what to do.
    """
    return read_report(path, name)


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


def amended(annotated: AnnotatedReport, amendments: Mapping[int, Amendment]) -> AnnotatedReport:
    """The report with its figures as people decided; keys are where the figures begin.

    An excluded figure is gone. A corrected one must still be provable from a source, so the correction
    itself becomes one: a sentence at the report's end that says who corrected what, and that the figure
    then belongs to. Figures that a person added up are parts of a sum that is told in such a sentence too.
    The report's own text before it, and all offsets into it, stay as they are.
    """
    notes = _Notes(annotated)
    indicators: list[Indicator] = []
    added: dict[tuple[str, str, str], list[tuple[Indicator, str]]] = {}
    for original in annotated.indicators:
        amendment = amendments.get(original.start)
        if amendment is None:
            indicators.append(original)
            continue
        if amendment.verdict == "excluded":
            continue
        figure = original
        if amendment.verdict == "corrected":
            figure = notes.tell(amendment.figure, _correction_note(annotated, original, amendment))
        if figure.status != "actual" or not amendment.both:
            indicators.append(figure)
        elif amendment.both == "beside":
            indicators.append(replace(figure, aside=True))
        else:
            unit = common_unit(base_unit(figure.unit)).unit
            added.setdefault((figure.name, unit, figure.period), []).append((figure, amendment.by))
    for figures in added.values():
        parts = [figure for figure, _ in figures]
        if len(parts) > 1:
            whole = _sum_of(parts)
            indicators += [replace(part, status="part") for part in parts]
            parts = [notes.tell(whole, _sum_note(annotated, parts, whole, figures[0][1]))]
        indicators += parts
    return notes.report(sorted(indicators, key=lambda figure: figure.start))


class _Notes:
    """Sentences that people's decisions put at a report's end."""

    def __init__(self, annotated: AnnotatedReport) -> None:
        self.annotated = annotated
        self.text = annotated.report.text
        self.sentences = list(annotated.sentences)

    def tell(self, figure: Indicator, note: str) -> Indicator:
        """The figure in a sentence of its own."""
        start = len(self.text) + 1
        self.text = f"{self.text}\n{note}"
        self.sentences.append(Sentence(index=len(self.sentences), start=start, end=len(self.text), text=note))
        return replace(figure, sentence=len(self.sentences) - 1, start=start, end=len(self.text))

    def report(self, indicators: Sequence[Indicator]) -> AnnotatedReport:
        tag = Tag(labels=(taxonomy().fallback.key,))
        new = len(self.sentences) - len(self.annotated.sentences)
        return replace(
            self.annotated,
            report=replace(self.annotated.report, text=self.text),
            sentences=tuple(self.sentences),
            tags=(*self.annotated.tags, *[tag] * new),
            indicators=tuple(indicators),
        )


def _sum_of(parts: Sequence[Indicator]) -> Indicator:
    unit = common_unit(base_unit(parts[0].unit)).unit
    value = sum((common_value(Decimal(str(part.value)), part.unit)[0] for part in parts), Decimal())
    return replace(parts[0], value=float(value), unit=unit, bound=combined_bound([part.bound for part in parts]))


def _sum_note(annotated: AnnotatedReport, parts: Sequence[Indicator], whole: Indicator, by: str) -> str:
    told = [f"{_place(annotated, part)}的{print_quantity(part.value, part.unit, part.bound)}" for part in parts]
    total = print_quantity(whole.value, whole.unit, whole.bound)
    return f"相加：{'、'.join(told)}，经{by}核实不是一回事，{whole.name}合计{total}。"


def _place(annotated: AnnotatedReport, figure: Indicator) -> str:
    return f"第{figure.sentence + 1}句" if figure.sentence < len(annotated.sentences) else "更正后"


def _correction_note(annotated: AnnotatedReport, original: Indicator, amendment: Amendment) -> str:
    figure = amendment.figure
    written = annotated.report.text[original.start : original.end]
    printed = print_quantity(figure.value, figure.unit, figure.bound)
    place = annotated.sentences[original.sentence].index + 1
    return f"更正：第{place}句的{written}，经{amendment.by}核实，{figure.name}应为{printed}。"


def indicator_table(reports: Sequence[AnnotatedReport], villages: Sequence[str]) -> IndicatorTable:
    """The township's table of these reports."""
    return township_table(
        with_speakers(indicators_frame(reports)),
        list(villages),
        sentences=with_speakers(sentences_frame(reports)),
        taxonomy=taxonomy(),
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
