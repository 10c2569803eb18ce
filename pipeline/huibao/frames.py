"""The two tidy frames of the corpus side: ``sentences`` and ``indicators``, one row each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from huibao.schema import AnnotatedReport, Indicator, Source

if TYPE_CHECKING:
    import pandas as pd

SENTENCE_COLUMNS = (
    "report", "title", "village", "author", "period", "report_kind", "index", "start", "end", "text",
    "section", "paragraph", "labels", "scores", "kind", "review", "note", "quotable",
)  # fmt: skip
INDICATOR_COLUMNS = (
    "report", "village", "index", "name", "value", "unit", "bound", "status", "period", "summable",
    "start", "end", "text", "report_period", "aside", "settled", "corrected", "note",
)  # fmt: skip


_ENDING = re.compile(r"\.[A-Za-z]{2,4}$")


def speaker(report: str, village: str) -> str:
    """Who speaks in a report: its village, and where it names none, its own name without the file's ending."""
    return village or _ENDING.sub("", report)


def source_of(annotated: AnnotatedReport, index: int) -> Source:
    """A sentence of a report as a source."""
    report, sentence = annotated.report, annotated.sentences[index]
    village = speaker(report.name, report.village)
    return Source(report=report.name, village=village, index=index, text=sentence.text, note=sentence.note)


def row_source(row: Any) -> Source:
    """The sentence of a row of either frame as a source."""
    return Source(report=row.report, village=row.village, index=int(row.index), text=row.text, note=row.note)


def with_speakers(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with :func:`speaker` in its column ``village``."""
    return frame.assign(village=list(map(speaker, frame["report"], frame["village"])))


def sentence_records(annotated: AnnotatedReport) -> list[dict[str, Any]]:
    """One mapping a sentence, in the columns of ``SENTENCE_COLUMNS``; lists where a column holds many."""
    report = annotated.report
    return [
        {
            "report": report.name,
            "title": report.title,
            "village": report.village,
            "author": report.author,
            "period": report.period,
            "report_kind": report.kind,
            "index": sentence.index,
            "start": sentence.start,
            "end": sentence.end,
            "text": sentence.text,
            "section": list(sentence.section),
            "paragraph": sentence.paragraph,
            "labels": list(tag.labels),
            "scores": dict(tag.scores),
            "kind": tag.kind,
            "review": tag.review,
            "note": sentence.note,
            "quotable": sentence.quotable and not report.paragraphs[sentence.paragraph].tabular,
        }
        for sentence, tag in zip(annotated.sentences, annotated.tags, strict=True)
    ]


def indicator_records(annotated: AnnotatedReport) -> list[dict[str, Any]]:
    """One mapping an indicator, in the columns of ``INDICATOR_COLUMNS``; ``index`` is its sentence's."""
    report = annotated.report
    return [
        {
            "report": report.name,
            "village": report.village,
            "index": indicator.sentence,
            **indicator_fields(indicator),
            "text": annotated.sentences[indicator.sentence].text,
            "report_period": report.period,
            "aside": indicator.aside,
            "settled": indicator.settled,
            "corrected": indicator.corrected,
            "note": annotated.sentences[indicator.sentence].note,
        }
        for indicator in annotated.indicators
    ]


def indicator_fields(indicator: Indicator) -> dict[str, Any]:
    """The fields of an indicator that the contract of ``huibao tag`` names, in its order."""
    return {
        "name": indicator.name,
        "value": indicator.value,
        "unit": indicator.unit,
        "bound": indicator.bound,
        "status": indicator.status,
        "period": indicator.period,
        "summable": indicator.summable,
        "start": indicator.start,
        "end": indicator.end,
    }


def rows(frame: pd.DataFrame) -> Iterator[Any]:
    """Rows of a frame as named tuples; the columns' types are those of the records above."""
    return iter(frame.itertuples(index=False))


def sentences_frame(annotated: Iterable[AnnotatedReport]) -> pd.DataFrame:
    """The ``sentences`` frame, ``(n_sentences, len(SENTENCE_COLUMNS))``, reports in the given order."""
    import pandas as pd

    records = [record for report in annotated for record in sentence_records(report)]
    return pd.DataFrame(records, columns=list(SENTENCE_COLUMNS))


def indicators_frame(annotated: Iterable[AnnotatedReport]) -> pd.DataFrame:
    """The ``indicators`` frame, ``(n_indicators, len(INDICATOR_COLUMNS))``, reports in the given order."""
    import pandas as pd

    records = [record for report in annotated for record in indicator_records(report)]
    return pd.DataFrame(records, columns=list(INDICATOR_COLUMNS))


def left_out_figures(annotated: Iterable[AnnotatedReport]) -> list[tuple[str, Indicator]]:
    """Who told each figure that a person said does not count, and the figure."""
    return [
        (speaker(entry.report.name, entry.report.village), figure) for entry in annotated for figure in entry.left_out
    ]
