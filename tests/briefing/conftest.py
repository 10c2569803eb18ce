"""The sample batch, annotated once and drafted in both genres."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

from huibao.briefing.make import Draft, make_briefing
from huibao.briefing.template import load_template
from huibao.ingest import read_reports
from huibao.nlp import annotate
from huibao.schema import AnnotatedReport, Skipped
from huibao.taxonomy import Taxonomy


@pytest.fixture(scope="session")
def sample_reports(samples: Path, nlp: Language) -> list[AnnotatedReport]:
    skipped: list[Skipped] = []
    reports = list(annotate(nlp, read_reports([samples], skipped.append)))
    assert not skipped
    return reports


@pytest.fixture(scope="session")
def drafts(sample_reports: list[AnnotatedReport], taxonomy: Taxonomy) -> dict[str, Draft]:
    """A draft of the sample batch by genre."""
    return {genre: make_briefing(sample_reports, load_template(genre), taxonomy) for genre in ("briefing", "speech")}
