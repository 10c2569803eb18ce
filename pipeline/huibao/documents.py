"""An annotated report as plain JSON values and back, without loss: what files of every kind carry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from huibao.schema import AnnotatedReport, Heading, Indicator, Paragraph, Report, Sentence, Tag


def document_of(annotated: AnnotatedReport) -> dict[str, Any]:
    """The report, its headings, sentences, tags and indicators as dictionaries, lists and plain values.

    ``annotated_of(json.loads(json.dumps(document_of(annotated))))`` equals ``annotated``.
    """
    return {
        **frame_of(annotated),
        "sentences": [asdict(sentence) for sentence in annotated.sentences],
        "tags": [{**asdict(tag), "scores": dict(tag.scores)} for tag in annotated.tags],
        "indicators": [asdict(indicator) for indicator in annotated.indicators],
    }


def frame_of(annotated: AnnotatedReport) -> dict[str, Any]:
    """The report and its headings alone: what a table of sentences does not say."""
    return {"report": asdict(annotated.report), "headings": [asdict(heading) for heading in annotated.headings]}


def annotated_of(document: Mapping[str, Any]) -> AnnotatedReport:
    """The annotated report behind a document.

    Raises:
        KeyError, TypeError: it is no document of ours.
    """
    report = dict(document["report"])
    report["paragraphs"] = tuple(Paragraph(**paragraph) for paragraph in report["paragraphs"])
    return AnnotatedReport(
        report=Report(**report),
        headings=tuple(Heading(**heading) for heading in document["headings"]),
        sentences=tuple(
            Sentence(**{**sentence, "section": tuple(sentence["section"])}) for sentence in document["sentences"]
        ),
        tags=tuple(Tag(**{**tag, "labels": tuple(tag["labels"])}) for tag in document["tags"]),
        indicators=tuple(Indicator(**indicator) for indicator in document["indicators"]),
    )
