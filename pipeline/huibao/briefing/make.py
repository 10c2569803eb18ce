"""The whole way from annotated reports to a verified draft."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from huibao.briefing.choosing.follow import followed
from huibao.briefing.choosing.harms import Harm, apart, find_harms, gravest
from huibao.briefing.choosing.judged import judged
from huibao.briefing.choosing.pointing import explained
from huibao.briefing.choosing.points import Point, find_points
from huibao.briefing.choosing.select import select
from huibao.briefing.choosing.sureness import sured
from huibao.briefing.choosing.together import together
from huibao.briefing.choosing.weight import weighed
from huibao.briefing.template import Fill, Template
from huibao.briefing.themes.aspects import themes
from huibao.briefing.verify import Rejection, verify
from huibao.briefing.wording.person import OFFICER
from huibao.briefing.writing.appendix import naming_missing, problem_list, request_list, silence_table, silent_villages
from huibao.briefing.writing.blocks import compose
from huibao.briefing.writing.doubts import DOUBTS, doubt_cases, doubt_list, doubtful_sentences, doubts_of
from huibao.briefing.writing.figures import SummedFigure, indicator_appendix, summed_figures
from huibao.briefing.writing.fitting import lines_of, without_one
from huibao.briefing.writing.naming import level_of, main_periods, period_name, township_name
from huibao.briefing.writing.pending import pending_problems
from huibao.briefing.writing.write import SAME_VILLAGE, Occasion, write_blocks
from huibao.frames import indicators_frame, left_out_figures, sentences_frame, source_of, speaker, with_speakers
from huibao.indicators.period import spoken_period
from huibao.indicators.township.rows import IndicatorTable
from huibao.indicators.township.table import township_table
from huibao.schema import AnnotatedReport, Briefing, Skipped, Source, Statement, Table
from huibao.taxonomy import Taxonomy


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """A briefing and what a person should know about how it came about.

    Attributes:
        briefing: verified; ready to render.
        rejected: statements that verification refused.
        left_out: number of points not said, by label.
        silent: villages without a sentence, by label.
        context: what it may say without a source; a rewriter is held to the same.
    """

    briefing: Briefing
    rejected: tuple[Rejection, ...]
    left_out: dict[str, int]
    silent: dict[str, list[str]]
    context: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Batch:
    """What a draft is made of, and checked against.

    Attributes:
        reports: the villages' reports; leaders' speeches only where there is nothing else.
        villages: in print order.
        points, table: what they say and what they count.
        said: the points before what one sentence tells of another is put together.
        harms: what befell them, event by event.
        pending: sentences that may tell of a problem, for a person to settle.
        township: its name.
        periods: that the draft is of, the most common first; empty where no report says.
    """

    reports: tuple[AnnotatedReport, ...]
    villages: tuple[str, ...]
    points: tuple[Point, ...]
    said: tuple[Point, ...]
    harms: tuple[Harm, ...]
    pending: tuple[Source, ...]
    table: IndicatorTable
    township: str
    periods: tuple[str, ...]


def gather(reports: Sequence[AnnotatedReport], taxonomy: Taxonomy) -> Batch:
    """Points and table of a batch of annotated reports."""
    chosen = [annotated for annotated in reports if annotated.report.kind == "report"] or list(reports)
    sentences, indicators = with_speakers(sentences_frame(chosen)), with_speakers(indicators_frame(chosen))
    villages = tuple(dict.fromkeys(sentences["village"]))
    table = township_table(
        indicators, villages, sentences=sentences, taxonomy=taxonomy, left_out=left_out_figures(chosen)
    )
    periods = main_periods(annotated.report.period for annotated in chosen)
    only = periods[0] if len(periods) == 1 else ""
    found = find_points(sentences, indicators, taxonomy, doubtful_sentences(table), only)
    said = explained(sured(found, sentences, taxonomy))
    points = arranged(said, table, taxonomy)
    return Batch(
        reports=tuple(chosen),
        villages=villages,
        points=points,
        said=tuple(said),
        harms=tuple(find_harms(sentences, found, taxonomy, only)),
        pending=pending_problems(sentences, points, taxonomy),
        table=table,
        township=township_name([annotated.report for annotated in reports]),
        periods=periods,
    )


def arranged(said: Sequence[Point], table: IndicatorTable, taxonomy: Taxonomy) -> tuple[Point, ...]:
    """The points of a batch as a draft chooses from them: danger with what came of it, each with its weight."""
    return tuple(weighed(together(followed(said), taxonomy), table, taxonomy))


def make_briefing(
    reports: Sequence[AnnotatedReport] | Batch,
    template: Template,
    taxonomy: Taxonomy,
    *,
    title: str = "",
    date: str = "",
    length: int | None = None,
    drop_empty: bool = False,
    skipped: Sequence[Skipped] = (),
    missing: Sequence[str] = (),
) -> Draft:
    """Plan, select, fuse, write and verify a draft.

    Args:
        reports: annotated, or what :func:`gather` made of them; leaders' speeches are used only where there is nothing
            else.
        template: of the genre.
        taxonomy: labels and their roles.
        title: in place of the template's.
        date: below the signature; empty leaves it to be filled in.
        length: characters of body text, about; the template's by default.
        drop_empty: leave out subsections about which no village says anything.
        skipped: files that could not be read, for the appendix.
        missing: villages that handed in nothing, as far as anybody knows.
    """
    batch = reports if isinstance(reports, Batch) else gather(reports, taxonomy)
    doubts = doubt_cases(batch.table)[:DOUBTS] if template.doubts else ()
    room = (length or template.length) - sum(len(doubt.text) for doubt in doubts)
    harms = tuple(gravest(batch.harms, part.harms.most, room) if part.harms else () for part in template.parts)
    told = [harm for mine in harms for harm in mine]
    points = arranged(apart(batch.said, batch.harms, told, taxonomy), batch.table, taxonomy) if told else batch.points
    selection = select(
        judged(points),
        template.parts,
        taxonomy,
        length=room,
        hear_all=template.hear_all,
        harms=harms,
    )
    occasion = _occasion(batch, selection.unheard if template.hear_all else (), missing, doubts)
    sums = batch_sums(batch, taxonomy)
    fill = Fill(
        township=batch.township,
        level=level_of(batch.township),
        period=period_name(batch.periods),
        reporter=taxonomy.reporter,
    )
    context = (*draft_context(batch, taxonomy), *missing)
    summed = {figure.label for figure in sums}
    while True:
        written = write_blocks(template, fill, occasion, selection, sums, points, drop_empty=drop_empty)
        checked, rejected = verify(written, context=context)
        passages = compose(checked)
        # Whoever asks for a length knows how many pages it takes.
        lines = 0 if length else template.lines
        fewer = without_one(selection, summed) if lines and lines_of(passages) > lines else None
        if fewer is None:
            break
        selection = fewer
    briefing = Briefing(
        title=title or fill(template.title),
        addressee=fill(template.addressee),
        passages=passages,
        tables=draft_tables(template, batch, taxonomy, skipped=skipped, missing=missing),
        signature=fill(template.signature),
        date=date,
        issue=fill(template.issue),
        issuer=fill(template.issuer),
        copies=fill(template.copies),
    )
    return Draft(
        briefing=briefing,
        rejected=rejected,
        left_out=dict(Counter(point.label for point in selection.left_out)),
        silent=silent_villages(batch.points, batch.villages, taxonomy),
        context=context,
    )


def batch_sums(batch: Batch, taxonomy: Taxonomy) -> list[SummedFigure]:
    """Sums over its villages that a draft of the batch may print."""
    return summed_figures(batch.table, batch.points, taxonomy, batch.periods[0] if batch.periods else "")


def draft_context(batch: Batch, taxonomy: Taxonomy) -> tuple[str, ...]:
    """What a draft may say without a source: whose reports these are, of when, the names of labels and aspects."""
    labels = (label.name for label in taxonomy.labels)
    here = (f"{level_of(batch.township)}里", *SAME_VILLAGE, taxonomy.reporter.same)
    times = {spoken_period(row.period) for row in batch.table.rows}
    known = (batch.township, *here, OFFICER, period_name(batch.periods), *batch.villages, *labels, *themes(), *times)
    return tuple(filter(None, known))


def draft_tables(
    template: Template,
    batch: Batch,
    taxonomy: Taxonomy,
    *,
    skipped: Sequence[Skipped] = (),
    missing: Sequence[str] = (),
) -> tuple[Table, ...]:
    """Appendices of a draft; each says below which villages handed in nothing."""
    silent = silent_villages(batch.points, batch.villages, taxonomy)
    makers = {
        "indicators": lambda: indicator_appendix(batch.table),
        "problems": lambda: problem_list(batch.points, taxonomy, batch.pending, batch.harms),
        "requests": lambda: request_list(batch.points, taxonomy),
        "doubts": lambda: doubt_list(batch.table),
        "silence": lambda: silence_table(silent, [one.report for one in batch.reports], skipped, taxonomy),
    }
    doubted = bool(doubts_of(batch.table))
    names = [name for name in template.tables if doubted or name != "doubts"]
    return tuple(naming_missing(makers[name](), missing, taxonomy.reporter) for name in names)


def _occasion(batch: Batch, named: Sequence[str], missing: Sequence[str], doubts: Sequence[Statement]) -> Occasion:
    firsts: dict[str, Source] = {}
    for annotated in batch.reports:
        report = annotated.report
        village = speaker(report.name, report.village)
        if annotated.sentences:
            firsts.setdefault(village, source_of(annotated, 0))
    return Occasion(
        villages=tuple(village for village in batch.villages if village in firsts),
        named=tuple(named),
        sources=tuple(firsts.values()),
        missing=tuple(missing),
        doubts=tuple(doubts),
    )
