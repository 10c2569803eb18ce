"""The spaCy side: ``huibao.load()`` gives a ``Language`` that chains outline → sentences → tags → indicators.

A report travels as a ``Doc``. What the components find lies in span groups, with details in extension
attributes that survive ``DocBin`` and ``to_bytes``:

===================  ==============================================================================
``doc._.report``     the :class:`~huibao.schema.Report` (for bare text, one is made of its lines)
``doc._.annotated``  everything below as one :class:`~huibao.schema.AnnotatedReport`
``headings``         span label ``H0`` (title), ``H1`` …
``sentences``        ``span._.section`` headings above, ``span._.paragraph`` index
``tags``             span label = strongest label; ``span._.labels``, ``_.scores``, ``_.kind``, ``_.review``
``indicators``       span label = name; ``span._.indicator``, the fields of an Indicator (read only)
===================  ==============================================================================
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import get_words_and_spaces, minibatch, registry
from spacy.vocab import Vocab

from huibao.indicators.extract import extract_report
from huibao.schema import AnnotatedReport, Heading, Indicator, Paragraph, Report, Sentence, Tag
from huibao.segment.outline import find_headings, find_sentences, line_paragraphs
from huibao.segment.words import cut_words
from huibao.tagging.model import load_model
from huibao.taxonomy import load_taxonomy, taxonomy_file

_REPORT, _INDICATORS = "huibao_report", "huibao_indicators"
_BATCH = 4
_SPAN_ATTRIBUTES = ("section", "paragraph", "level", "labels", "scores", "kind", "review")


class JiebaTokenizer:
    """spaCy tokenizer over :func:`huibao.segment.words.cut_words`; lossless."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        words, spaces = get_words_and_spaces(cut_words(text), text)
        return Doc(self.vocab, words=words, spaces=spaces)

    # It has no state of its own; spaCy asks for these when a pipeline is saved.
    def to_bytes(self, **_: Any) -> bytes:
        return b""

    def from_bytes(self, _: bytes, **__: Any) -> JiebaTokenizer:
        return self

    def to_disk(self, _: Path, **__: Any) -> None:
        return None

    def from_disk(self, _: Path, **__: Any) -> JiebaTokenizer:
        return self


@registry.tokenizers("huibao.tokenizer.v1")  # type: ignore[untyped-decorator]
def make_tokenizer() -> Callable[[Language], JiebaTokenizer]:
    """Registered as ``huibao.tokenizer.v1``."""
    return lambda nlp: JiebaTokenizer(nlp.vocab)


def register_extensions() -> None:
    """Declare the extension attributes of the module's table; harmless when repeated."""
    for name in _SPAN_ATTRIBUTES:
        if not Span.has_extension(name):
            Span.set_extension(name, default=None)
    if not Span.has_extension("indicator"):
        Span.set_extension("indicator", getter=_indicator_of)
    if not Doc.has_extension("report"):
        Doc.set_extension("report", getter=_report_of)
        Doc.set_extension("annotated", getter=_annotated_of)


def _indicator_of(span: Span) -> dict[str, Any] | None:
    # Kept by the span's id, not as an attribute: spans of equal range would share one.
    fields: dict[str, Any] | None = span.doc.user_data.get(_INDICATORS, {}).get(span.id_)
    return fields


def _report_of(doc: Doc) -> Report:
    fields = doc.user_data.get(_REPORT)
    text = doc.text  # joined anew from the tokens at every access
    if fields is None:
        return Report(name="", text=text, paragraphs=line_paragraphs(text))
    paragraphs = tuple(Paragraph(**paragraph) for paragraph in fields["paragraphs"])
    return Report(**{**fields, "text": text, "paragraphs": paragraphs})


def report_doc(nlp: Language, report: Report) -> Doc:
    """A tokenised Doc that carries the report; pass it on to ``nlp(doc)`` or ``nlp.pipe``."""
    register_extensions()
    doc = nlp.make_doc(report.text)
    fields = asdict(report)
    del fields["text"]
    doc.user_data[_REPORT] = fields
    return doc


def _span(doc: Doc, start: int, end: int, label: str, identifier: str = "", **attributes: Any) -> Span:
    # Sentence and heading edges are token edges; an indicator may end inside a word (5个 in 5个人).
    span = doc.char_span(start, end, label=label, span_id=identifier, alignment_mode="expand")
    assert span is not None, (start, end)
    for name, value in attributes.items():
        span._.set(name, value)
    return span


def _headings_of(doc: Doc) -> tuple[Heading, ...]:
    return tuple(
        Heading(start=span.start_char, end=span.end_char, text=span.text, level=span._.level)
        for span in doc.spans.get("headings", [])
    )


def _sentences_of(doc: Doc, text: str) -> tuple[Sentence, ...]:
    return tuple(
        Sentence(
            index=index,
            start=span.start_char,
            end=span.end_char,
            text=text[span.start_char : span.end_char],
            section=tuple(span._.section),
            paragraph=span._.paragraph,
        )
        for index, span in enumerate(doc.spans.get("sentences", []))
    )


def _annotated_of(doc: Doc) -> AnnotatedReport:
    report = _report_of(doc)
    return AnnotatedReport(
        report=report,
        headings=_headings_of(doc),
        sentences=_sentences_of(doc, report.text),
        tags=tuple(
            Tag(labels=tuple(span._.labels), scores=span._.scores, kind=span._.kind, review=span._.review)
            for span in doc.spans.get("tags", [])
        ),
        indicators=tuple(Indicator(**span._.indicator) for span in doc.spans.get("indicators", [])),
    )


def set_headings(doc: Doc, headings: Iterable[Heading]) -> Doc:
    """Lay headings over the Doc."""
    doc.spans["headings"] = [
        _span(doc, heading.start, heading.end, f"H{heading.level}", level=heading.level) for heading in headings
    ]
    return doc


def set_sentences(doc: Doc, sentences: Iterable[Sentence]) -> Doc:
    """Lay sentences over the Doc."""
    doc.spans["sentences"] = [
        _span(
            doc, sentence.start, sentence.end, "sentence", section=list(sentence.section), paragraph=sentence.paragraph
        )
        for sentence in sentences
    ]
    return doc


def set_indicators(doc: Doc, indicators: Iterable[Indicator]) -> Doc:
    """Lay indicators over the Doc; exact offsets are in ``span._.indicator``, the span covers whole tokens."""
    found = {str(number): indicator for number, indicator in enumerate(indicators, 1)}
    doc.user_data[_INDICATORS] = {identifier: asdict(indicator) for identifier, indicator in found.items()}
    doc.spans["indicators"] = [
        _span(doc, indicator.start, indicator.end, indicator.name, identifier)
        for identifier, indicator in found.items()
    ]
    return doc


def annotated_doc(nlp: Language, annotated: AnnotatedReport) -> Doc:
    """An annotated report as a Doc, whoever annotated it."""
    doc = report_doc(nlp, annotated.report)
    set_headings(doc, annotated.headings)
    set_sentences(doc, annotated.sentences)
    if annotated.tags:
        set_tags(doc, annotated.tags)
    return set_indicators(doc, annotated.indicators)


def blank() -> Language:
    """A ``Language`` with the project's tokenizer and no components."""
    return spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "huibao.tokenizer.v1"}}})


def set_tags(doc: Doc, tags: Iterable[Tag]) -> Doc:
    """Lay tags over the Doc's sentences, one each."""
    doc.spans["tags"] = [
        _span(
            doc,
            span.start_char,
            span.end_char,
            tag.labels[0],
            labels=list(tag.labels),
            scores=dict(tag.scores),
            kind=tag.kind,
            review=tag.review,
        )
        for span, tag in zip(doc.spans["sentences"], tags, strict=True)
    ]
    return doc


@Language.factory("huibao_outline")
def make_outline(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Component: ``doc.spans["headings"]``."""
    register_extensions()

    def outline(doc: Doc) -> Doc:
        return set_headings(doc, find_headings(doc._.report).values())

    return outline


@Language.factory("huibao_sentences")
def make_sentences(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Component: ``doc.spans["sentences"]``; needs ``huibao_outline`` before it."""
    register_extensions()

    def sentences(doc: Doc) -> Doc:
        return set_sentences(doc, find_sentences(doc._.report, _headings_of(doc)))

    return sentences


class TagsComponent:
    """Component: ``doc.spans["tags"]``; scores reports in batches."""

    def __init__(self, model: str | None, taxonomy: str | None) -> None:
        labels = load_taxonomy(Path(taxonomy) if taxonomy else None)
        self.model = load_model(Path(model) if model else None, labels)

    def __call__(self, doc: Doc) -> Doc:
        return next(self.pipe(iter([doc])))

    def pipe(self, docs: Iterable[Doc], batch_size: int = _BATCH) -> Iterator[Doc]:
        for batch in minibatch(docs, batch_size):  # type: ignore[no-untyped-call]
            tagged = self.model.tag([doc._.annotated for doc in batch])
            for doc, annotated in zip(batch, tagged, strict=True):
                yield set_tags(doc, annotated.tags)


@Language.factory("huibao_tags", default_config={"model": None, "taxonomy": None})
def make_tags(nlp: Language, name: str, model: str | None, taxonomy: str | None) -> TagsComponent:
    """Component: ``doc.spans["tags"]``; ``model`` is a model directory, by default the one that ships.

    Raises:
        ModelError: the directory is damaged or was trained for another taxonomy.
    """
    register_extensions()
    return TagsComponent(model, taxonomy)


@Language.factory("huibao_indicators", default_config={"taxonomy": None})
def make_indicators(nlp: Language, name: str, taxonomy: str | None) -> Callable[[Doc], Doc]:
    """Component: ``doc.spans["indicators"]``; tags, where there are any, help to read the status."""
    register_extensions()
    labels = load_taxonomy(Path(taxonomy) if taxonomy else None)

    def indicators(doc: Doc) -> Doc:
        return set_indicators(doc, extract_report(doc._.annotated, labels))

    return indicators


def load(model: Path | None = None, taxonomy: Path | None = None) -> Language:
    """The whole pipeline as a spaCy ``Language``.

    Args:
        model: a model directory; the one that ships by default.
        taxonomy: a taxonomy file; by default the one kept beside the model, else the one that ships.

    Example:
        >>> doc = load()("一、下一步打算\\n明年计划建冷库一座。")
        >>> [(span.text, span._.section) for span in doc.spans["sentences"]]
        [('明年计划建冷库一座。', ['一、下一步打算'])]
        >>> [(span.label_, span._.indicator["status"]) for span in doc.spans["indicators"]]
        [('冷库', 'plan')]
    """
    chosen = taxonomy_file(taxonomy, model)
    labels = str(chosen) if chosen else None
    nlp = blank()
    nlp.add_pipe("huibao_outline")
    nlp.add_pipe("huibao_sentences")
    nlp.add_pipe("huibao_tags", config={"model": str(model) if model else None, "taxonomy": labels})
    nlp.add_pipe("huibao_indicators", config={"taxonomy": labels})
    return nlp


def annotate(nlp: Language, reports: Iterable[Report]) -> Iterator[AnnotatedReport]:
    """Stream reports through the pipeline."""
    for doc in nlp.pipe((report_doc(nlp, report) for report in reports), batch_size=_BATCH):
        yield doc._.annotated
