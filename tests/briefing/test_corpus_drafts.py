"""Drafts of authored townships, from the authors' own labels: what must hold of each.

Every township that is held out and every fifth of the others; all of them with ``--every-township``, as CI has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from difflib import SequenceMatcher
from io import BytesIO
from itertools import combinations
from pathlib import Path

import docx
import pytest

from huibao.briefing.audit import evidence_of, find_doubts
from huibao.briefing.audit.mark import passages
from huibao.briefing.make import Batch, Draft, gather, make_briefing
from huibao.briefing.render.word import render_word
from huibao.briefing.template import load_template
from huibao.corpus.authoring import read_corpus
from huibao.corpus.splits import load_splits
from huibao.taxonomy import Taxonomy

_CORPUS = Path(__file__).resolve().parents[2] / "corpus" / "reports"
_EACH = 5


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    townships = load_splits(_CORPUS.parent / "splits.toml").townships
    learnt_from = townships["train"] if metafunc.config.getoption("every_township") else townships["train"][::_EACH]
    chosen = [*townships["validation"], *townships["test"], *learnt_from]
    metafunc.parametrize("township", chosen, indirect=True, scope="module")


@pytest.fixture(scope="module")
def township(request: pytest.FixtureRequest, taxonomy: Taxonomy) -> tuple[Batch, Draft]:
    batch = gather(list(read_corpus(_CORPUS / request.param, taxonomy)), taxonomy)
    return batch, make_briefing(batch, load_template("briefing"), taxonomy)


def _paragraphs(draft: Draft) -> list[str]:
    return [passage.text for passage in draft.briefing.passages if not passage.heading_level]


def _too_alike(sentences: Iterable[str]) -> list[tuple[str, str]]:
    return [
        pair
        for pair in combinations(sentences, 2)
        if (matcher := SequenceMatcher(None, *pair, autojunk=False)).quick_ratio() > 0.8 and matcher.ratio() > 0.8
    ]


def test_a_township_draft_is_whole_and_speaks_of_all(township: tuple[Batch, Draft]) -> None:
    batch, draft = township
    villages = {annotated.report.village for annotated in batch.reports if annotated.report.kind == "report"}
    text = "\n".join(_paragraphs(draft))
    assert [village for village in villages if village not in text] == []
    assert re.findall("[我咱俺]", text) == []
    assert not re.search("。；|；。|，。|。。|，，", text)


def test_no_two_sentences_are_alike(township: tuple[Batch, Draft]) -> None:
    sentences = [s for text in _paragraphs(township[1]) for s in re.split(r"(?<=[。；])", text) if s]
    assert _too_alike(sentences) == []


def test_an_unedited_draft_is_borne_out_word_by_word(township: tuple[Batch, Draft], taxonomy: Taxonomy) -> None:
    """The body and the table of indicators; the lists behind them quote what the body is made of."""
    batch, draft = township
    briefing = replace(draft.briefing, tables=draft.briefing.tables[:1])
    document = docx.Document(BytesIO(render_word(briefing, comments=False)))
    assert find_doubts(passages(document), evidence_of(batch, taxonomy)) == []
