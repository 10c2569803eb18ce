"""The whole way from annotated reports to a verified draft."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from huibao.briefing.appendix import problem_list, request_list, silence_table, silent_villages
from huibao.briefing.figures import indicator_appendix, print_period, summed_figures
from huibao.briefing.points import find_points
from huibao.briefing.select import select
from huibao.briefing.template import Template
from huibao.briefing.verify import Rejection, verify
from huibao.briefing.write import Occasion, most_common, write_passages
from huibao.frames import indicators_frame, sentences_frame
from huibao.indicators.table import township_table
from huibao.schema import AnnotatedReport, Briefing, Skipped, Source
from huibao.taxonomy import Taxonomy

# At the head of a title or signature line, before the village: 清溪镇上坪村2025年….
_TOWNSHIP = re.compile(
    r"^[\u4e00-\u9fff]{2,4}?(?:镇|乡|街道|苏木)(?=[\u4e00-\u9fff]{1,5}(?:村|社区|嘎查|屯)|\d{4})", re.MULTILINE
)
_ANY_TOWNSHIP = "本镇"
_SIGNATURE = 60


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """A briefing and what a person should know about how it came about.

    Attributes:
        briefing: verified; ready to render.
        rejected: statements that verification refused.
        left_out: number of points not said, by label.
        silent: villages without a sentence, by label.
    """

    briefing: Briefing
    rejected: tuple[Rejection, ...]
    left_out: dict[str, int]
    silent: dict[str, list[str]]


def make_briefing(
    reports: Sequence[AnnotatedReport],
    template: Template,
    taxonomy: Taxonomy,
    *,
    title: str = "",
    skipped: Sequence[Skipped] = (),
) -> Draft:
    """Plan, select, fuse, write and verify a draft.

    Leaders' speeches in the batch are not villages' reports: they are used only where there is nothing else.
    """
    chosen = [annotated for annotated in reports if annotated.report.kind == "report"] or list(reports)
    sentences, indicators = sentences_frame(chosen), indicators_frame(chosen)
    # A report that names no village is still somebody's: its file name stands in.
    for frame in (sentences, indicators):
        frame["village"] = frame["village"].where(frame["village"] != "", frame["report"])
    villages = tuple(dict.fromkeys(sentences["village"]))
    occasion = _occasion(chosen, villages)
    points = find_points(sentences, indicators, taxonomy)
    table = township_table(indicators, villages)
    selection = select(points, template.parts, taxonomy)
    written = write_passages(template, occasion, selection, summed_figures(table, points, taxonomy))
    # What the draft may say without a source: whose reports these are, of when, and the labels' own names.
    context = (occasion.township, occasion.period, *villages, *(label.name for label in taxonomy.labels))
    passages, rejected = verify(written, context=context)
    silent = silent_villages(points, villages, taxonomy)
    briefing = Briefing(
        title=title or template.title.format(township=occasion.township, period=occasion.period),
        addressee=template.addressee,
        passages=passages,
        tables=(
            indicator_appendix(table),
            problem_list(points, taxonomy),
            request_list(points, taxonomy),
            silence_table(silent, [(entry.name, entry.reason) for entry in skipped], taxonomy),
        ),
        signature=template.signature.format(township=occasion.township),
    )
    return Draft(
        briefing=briefing,
        rejected=rejected,
        left_out=dict(Counter(point.label for point in selection.left_out)),
        silent=silent,
    )


def _occasion(reports: Sequence[AnnotatedReport], villages: tuple[str, ...]) -> Occasion:
    firsts: dict[str, Source] = {}
    for annotated in reports:
        report = annotated.report
        village = report.village or report.name
        if annotated.sentences:
            first = annotated.sentences[0]
            firsts.setdefault(village, Source(report=report.name, village=village, index=first.index, text=first.text))
    return Occasion(
        township=_township(reports),
        period=print_period(most_common([annotated.report.period for annotated in reports])),
        villages=tuple(village for village in villages if village in firsts),
        sources=tuple(firsts.values()),
    )


def _township(reports: Sequence[AnnotatedReport]) -> str:
    """The township most reports name in title or signature; 本镇 where none does."""
    votes: Counter[str] = Counter()
    for annotated in reports:
        report = annotated.report
        texts = (report.title, report.text[-_SIGNATURE:])
        votes.update({match.group() for text in texts for match in _TOWNSHIP.finditer(text)})
    best = votes.most_common(1)
    return best[0][0] if best else _ANY_TOWNSHIP
