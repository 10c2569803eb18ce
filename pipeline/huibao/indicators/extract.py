"""Indicators of a report: quantities with name, status and period, offsets in the report's text."""

from __future__ import annotations

import re
from dataclasses import replace

from huibao.indicators.cues import cue
from huibao.indicators.names import name_of
from huibao.indicators.quantities import find_quantities
from huibao.indicators.status import status_of
from huibao.schema import AnnotatedReport, Indicator, Report, Sentence, Tag
from huibao.segment.normalize import normalize
from huibao.taxonomy import Taxonomy

CUMULATIVE, STANDING = "累计", "现有"
_MONTHS = re.compile(r"(?:1|一)月?(?:至|到|—+|-|~)(\d{1,2})月")
_THREE_QUARTERS = re.compile(r"前三季度|前3季度")
_HALF = re.compile(r"上半年")


def extract(sentence: Sentence, tag: Tag | None, report: Report, taxonomy: Taxonomy) -> tuple[Indicator, ...]:
    """Indicators of one sentence, in order; ``part`` not yet settled against the report's totals."""
    view = normalize(sentence.text)
    indicators = []
    for quantity in find_quantities(view.text):
        lead = view.text[: quantity.start - len(quantity.before)]
        name = name_of(quantity, lead)
        start, end = view.source_range(quantity.start, quantity.end)
        indicators.append(
            Indicator(
                name=name.name,
                value=float(quantity.value),
                unit=quantity.unit,
                bound=quantity.bound,
                status=status_of(quantity, view.text, tag, taxonomy),
                period=_period(quantity.before, view.text, report.period),
                summable=name.summable,
                sentence=sentence.index,
                start=sentence.start + start,
                end=sentence.start + end,
            )
        )
    return tuple(indicators)


def _period(before: str, text: str, of_report: str) -> str:
    """Period of a figure: said in its clause, else in its sentence, else the report's own."""
    if cue("cumulative").search(before):
        return CUMULATIVE
    if cue("standing").search(before):
        return STANDING
    year = of_report[:4]
    if year and (months := _MONTHS.search(text)):
        return f"{year}M01-M{int(months[1]):02d}"
    if year and _THREE_QUARTERS.search(text):
        return f"{year}M01-M09"
    if year and _HALF.search(text):
        return f"{year}H1"
    return of_report


def extract_report(annotated: AnnotatedReport, taxonomy: Taxonomy) -> tuple[Indicator, ...]:
    """Indicators of a whole report. A ``part`` is a total itself where the report
    states no total of the same name, and its sentence no figure of the same unit that it could be a share of."""
    tags: tuple[Tag | None, ...] = annotated.tags or (None,) * len(annotated.sentences)
    found = [
        indicator
        for sentence, tag in zip(annotated.sentences, tags, strict=True)
        for indicator in extract(sentence, tag, annotated.report, taxonomy)
    ]
    totals = {(indicator.name, indicator.unit) for indicator in found if indicator.status == "actual"}
    in_sentence = {
        (indicator.sentence, indicator.unit) for indicator in found if indicator.status in ("actual", "past")
    }

    def stands_alone(indicator: Indicator) -> bool:
        return (
            indicator.status == "part"
            and (indicator.name, indicator.unit) not in totals
            and (indicator.sentence, indicator.unit) not in in_sentence
        )

    return tuple(replace(i, status="actual") if stands_alone(i) else i for i in found)
