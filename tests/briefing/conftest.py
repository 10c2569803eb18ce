"""The sample batch, annotated once and drafted in both genres."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from spacy.language import Language

from huibao.briefing.make import Batch, Draft, gather, make_briefing
from huibao.briefing.template import load_template
from huibao.ingest import read_reports
from huibao.nlp import annotate
from huibao.schema import AnnotatedReport, Skipped
from huibao.taxonomy import Taxonomy


def by_machine(annotated: AnnotatedReport) -> AnnotatedReport:
    """The report as if a tagger, which knows how sure it is, had given its labels, and no person."""
    tags = tuple(replace(tag, scores=dict.fromkeys(tag.labels, 0.9)) for tag in annotated.tags)
    return replace(annotated, tags=tags)


@pytest.fixture(scope="session")
def sample_reports(samples: Path, nlp: Language) -> list[AnnotatedReport]:
    skipped: list[Skipped] = []
    reports = list(annotate(nlp, read_reports([samples], skipped.append)))
    assert not skipped
    return reports


@pytest.fixture(scope="session")
def sample_batch(sample_reports: list[AnnotatedReport], taxonomy: Taxonomy) -> Batch:
    """What the sample batch's drafts are made of."""
    return gather(sample_reports, taxonomy)


@pytest.fixture(scope="session")
def drafts(sample_batch: Batch, taxonomy: Taxonomy) -> dict[str, Draft]:
    """A draft of the sample batch by genre."""
    return {genre: make_briefing(sample_batch, load_template(genre), taxonomy) for genre in ("briefing", "speech")}
