"""Whether a figure is of now, of earlier, meant, lacking or a share, in the sentences of ``statuses.txt``."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

from huibao.indicators.extract import settings_of
from huibao.indicators.judging.governing import governed_status
from huibao.indicators.numbers.quantities import read_quantities
from huibao.nlp import annotate
from huibao.schema import Report
from huibao.segment.outline import line_paragraphs

_EITHER = "."


def _cases() -> list[tuple[str, str]]:
    lines = Path(__file__).with_name("statuses.txt").read_text(encoding="utf-8").splitlines()
    cases = [line.split("=>") for line in lines if line and not line.startswith("#")]
    return [(text.strip(), statuses.strip()) for text, statuses in cases]


def _report(text: str) -> Report:
    """A report of the third quarter of 2025 that says this alone, under its heading where it has one."""
    heading, _, sentence = text.rpartition("】")
    lines = "\n".join(filter(None, [heading.removeprefix("【"), sentence]))
    return Report(name="一.txt", text=lines, paragraphs=line_paragraphs(lines), period="2025Q3")


@pytest.mark.parametrize(("text", "statuses"), _cases())
def test_a_figure_of_an_officer_s_sentence(text: str, statuses: str, nlp: Language) -> None:
    (annotated,) = annotate(nlp, [_report(text)])
    by_place = {(found.start, found.end): found.status for found in annotated.indicators}
    read = [
        by_place.get((sentence.start + start, sentence.start + end), "none")
        for sentence, setting in zip(annotated.sentences, settings_of(annotated), strict=True)
        for start, end in (setting.view.source_range(one.start, one.end) for one in setting.quantities)
    ]
    wanted = statuses.split()
    assert [_EITHER if want == _EITHER else status for want, status in zip(wanted, read, strict=True)] == wanted


@pytest.mark.parametrize(
    ("period", "status"), [("2025Q3", "plan"), ("2025M01-M09", "plan"), ("Q3", "plan"), ("2025", None)]
)
def test_a_season_is_to_come_as_seen_from_the_reports_period(period: str, status: str | None) -> None:
    text = "四季度走访群众200户次"
    assert governed_status(text, read_quantities(text), 0, period=period) == status
