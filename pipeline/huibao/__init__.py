"""Huibao 汇报: work reports in; a tagged corpus, an indicator table and one cited briefing out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language


def load(model: Path | None = None, taxonomy: Path | None = None) -> Language:
    """The pipeline as a spaCy ``Language``; see :func:`huibao.nlp.load`. spaCy is imported on first call."""
    from huibao import nlp

    return nlp.load(model, taxonomy)
