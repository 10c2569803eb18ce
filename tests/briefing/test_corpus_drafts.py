"""Drafts of every authored township, from the authors' own labels: what must hold of each."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path

import pytest

from huibao.briefing.make import Draft, make_briefing
from huibao.briefing.template import load_template
from huibao.corpus.authoring import read_corpus
from huibao.taxonomy import Taxonomy, load_taxonomy

_CORPUS = Path(__file__).resolve().parents[2] / "corpus" / "reports"
_TOWNSHIPS = sorted(folder.name for folder in _CORPUS.iterdir() if folder.is_dir())


@pytest.fixture(scope="module", params=_TOWNSHIPS)
def township(request: pytest.FixtureRequest) -> tuple[list[str], Draft]:
    taxonomy: Taxonomy = load_taxonomy()
    reports = list(read_corpus(_CORPUS / request.param, taxonomy))
    villages = list(dict.fromkeys(r.report.village for r in reports if r.report.kind == "report"))
    return villages, make_briefing(reports, load_template("briefing"), taxonomy)


def _paragraphs(draft: Draft) -> list[str]:
    return [passage.text for passage in draft.briefing.passages if not passage.heading_level]


def _too_alike(sentences: Iterable[str]) -> list[tuple[str, str]]:
    return [
        pair
        for pair in combinations(sentences, 2)
        if (matcher := SequenceMatcher(None, *pair, autojunk=False)).quick_ratio() > 0.8 and matcher.ratio() > 0.8
    ]


def test_a_township_draft_is_whole_and_speaks_of_all(township: tuple[list[str], Draft]) -> None:
    villages, draft = township
    text = "\n".join(_paragraphs(draft))
    assert [village for village in villages if village not in text] == []
    assert re.findall("[我咱俺]", text) == []
    assert not re.search("。；|；。|，。|。。|，，", text)


def test_no_two_sentences_are_alike(township: tuple[list[str], Draft]) -> None:
    sentences = [s for text in _paragraphs(township[1]) for s in re.split(r"(?<=[。；])", text) if s]
    assert _too_alike(sentences) == []
