"""What the drafts of the sample batch say, whatever file they become."""

from __future__ import annotations

import re
from collections import Counter
from io import BytesIO

import docx
import pytest

from huibao.briefing.audit import evidence_of, find_doubts
from huibao.briefing.audit.mark import passages
from huibao.briefing.make import Batch, Draft
from huibao.briefing.render.word import render_word
from huibao.schema import AnnotatedReport, Statement
from huibao.taxonomy import Taxonomy

GENRES = ("briefing", "speech")


def body(draft: Draft) -> list[Statement]:
    return [s for passage in draft.briefing.passages if not passage.heading_level for s in passage.statements]


@pytest.mark.parametrize("genre", GENRES)
def test_no_village_speaks_in_the_first_person(drafts: dict[str, Draft], genre: str) -> None:
    spoken = [
        found.group()
        for statement in body(drafts[genre])
        if statement.sources  # the speaker of a speech may say 我们 in phrases of the template
        for found in re.finditer(r"我村|我们村|咱们?村|我社区|我和|我自己|我们|咱们?|俺们?", statement.text)
    ]
    template_words = {"我们"} if genre == "speech" else set()
    assert set(spoken) <= template_words


@pytest.mark.parametrize("genre", GENRES)
def test_each_of_the_seventeen_villages_is_heard(
    drafts: dict[str, Draft], sample_reports: list[AnnotatedReport], genre: str
) -> None:
    villages = {annotated.report.village for annotated in sample_reports}
    assert len(villages) == 17
    text = "".join(statement.text for statement in body(drafts[genre]))
    assert {village for village in villages if village not in text} == set()


@pytest.mark.parametrize("genre", GENRES)
def test_nothing_is_said_twice(drafts: dict[str, Draft], genre: str) -> None:
    def bare(text: str) -> str:
        return re.sub(r"[^\u4e00-\u9fff\d]", "", text)

    counts = Counter(bare(s.text) for s in body(drafts[genre]) if len(bare(s.text)) > 6)
    assert [text for text, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("genre", GENRES)
def test_the_text_reads_clean(drafts: dict[str, Draft], genre: str) -> None:
    text = "".join(passage.text + "\n" for passage in drafts[genre].briefing.passages)
    assert not re.findall(r"[。；，、]{2,}|[{}\t]|[\u4e00-\u9fff] +[\u4e00-\u9fff]|None|nan|,[\u4e00-\u9fff]", text)


@pytest.mark.parametrize("genre", GENRES)
def test_an_unedited_draft_is_borne_out_word_by_word(
    drafts: dict[str, Draft], sample_batch: Batch, taxonomy: Taxonomy, genre: str
) -> None:
    document = docx.Document(BytesIO(render_word(drafts[genre].briefing, comments=True)))
    assert find_doubts(passages(document), evidence_of(sample_batch, taxonomy)) == []
