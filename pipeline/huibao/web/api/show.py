"""Rows and records as answers of the API."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from huibao.briefing.writing.figures import print_quantity, printed_amount
from huibao.frames import source_of
from huibao.indicators.period import print_period
from huibao.schema import AnnotatedReport, Source
from huibao.web import amending, batches, deciding, drafts, figures, filling, labels, renewing, uploads, writing
from huibao.web.api import draft_shapes, figure_shapes, shapes
from huibao.web.errors import Missing
from huibao.web.models import Batch, Correction, Draft, DraftPassage, FigureDecision, Upload


def handed_in(session: Session, batch: Batch) -> shapes.HandedIn:
    """Where a batch stands."""
    found = batches.handed_in(session, batch)
    return shapes.HandedIn(
        files=found.files, ready=found.ready, waiting=found.waiting, problems=found.problems,
        duplicates=found.duplicates, missing=list(found.missing), twice=list(found.twice),
    )  # fmt: skip


def batch(session: Session, row: Batch) -> shapes.BatchShown:
    """A batch with where it stands."""
    return shapes.BatchShown(
        id=row.id, name=row.name, period=row.period, period_name=print_period(row.period), roster=list(row.roster),
        version=row.version, created_by=row.created_by, created_at=row.created_at,
        handed_in=handed_in(session, row),
    )  # fmt: skip


def upload(row: Upload, of: Batch, state: batches.HandedIn) -> shapes.UploadShown:
    """A file with what a person should settle about it."""
    return shapes.UploadShown(
        id=row.id, name=row.name, size=row.size, state=row.state, reason=row.reason, village=row.village,
        author=row.author, period=row.period, period_name=print_period(row.period), kind=row.kind,
        sentences=row.sentences, doubtful=row.doubtful, version=row.version, created_by=row.created_by,
        issues=_issues(row, of, state), guesses=uploads.village_guesses(row, of.roster, state.missing),
    )  # fmt: skip


def _issues(row: Upload, of: Batch, state: batches.HandedIn) -> list[str]:
    if row.state != "ready" or row.kind != "report":
        return []
    found = []
    if not row.village:
        found.append("没认出是哪个村，请填写村名")
    elif of.roster and row.village not in of.roster:
        found.append(f"“{row.village}”不在名册里，请核对村名")
    if row.village in state.twice:
        found.append("这个村交了两份，请核对村名，或删去多余的一份")
    if row.reason:
        found.append(row.reason)
    if not row.period:
        found.append("没认出是哪个时期，请选择")
    elif of.period and row.period != of.period:
        found.append(f"写的是{print_period(row.period)}，不是本批的{print_period(of.period)}，请核对")
    return found


def labelled(given: labels.Given) -> shapes.LabelsShown:
    """Labels as they stand."""
    return shapes.LabelsShown(labels=list(given.labels), kind=given.kind, version=given.version, by=given.by)


def paragraphs(annotated: AnnotatedReport, corrections: dict[int, Correction]) -> list[shapes.ParagraphShown]:
    """A report as a person reads it, headings and title in place."""
    levels = {heading.start: heading.level for heading in annotated.headings}
    sentences: dict[int, list[shapes.SentenceShown]] = {}
    for sentence, tag in zip(annotated.sentences, annotated.tags, strict=True):
        given = labels.given(annotated, corrections, sentence.index)
        shown = shapes.SentenceShown(
            index=sentence.index, text=sentence.text, labels=list(given.labels), kind=given.kind,
            version=given.version, by=given.by, review=labels.worth_a_look(tag, sentence.text),
            machine=list(tag.labels), machine_kind=tag.kind, scores=dict(tag.scores),
        )  # fmt: skip
        sentences.setdefault(sentence.paragraph, []).append(shown)
    report = annotated.report
    return [
        shapes.ParagraphShown(
            place=paragraph.place,
            level=levels.get(paragraph.start, paragraph.heading_level if index not in sentences else None),
            text=report.text[paragraph.start : paragraph.end],
            sentences=sentences.get(index, []),
        )
        for index, paragraph in enumerate(report.paragraphs)
    ]


def figure(view: figures.FigureView) -> shapes.FigureShown:
    """A figure with its sentence."""
    indicator = view.figure
    value, unit = printed_amount(indicator.value, indicator.unit)
    return shapes.FigureShown(
        upload=view.upload, report=view.report, village=view.village, sentence=indicator.sentence,
        start=indicator.start, name=indicator.name, value=indicator.value, unit=indicator.unit,
        bound=indicator.bound, status=indicator.status, period=indicator.period,
        period_name=print_period(indicator.period),
        printed=print_quantity(indicator.value, indicator.unit, indicator.bound), printed_value=value,
        printed_unit=unit, written=view.written,
        text=view.text, at=view.at, verdict=view.verdict, version=view.version, by=view.by,
        both=view.both, again=view.again, settled=indicator.settled,
    )  # fmt: skip


def preview(found: deciding.Preview) -> figure_shapes.CorrectionPreview:
    """What a correction would make of a figure, as a person reads it."""
    figure = found.figure
    printed = print_quantity(figure.value, figure.unit, figure.bound)
    return figure_shapes.CorrectionPreview(printed=printed, times=found.times, together=found.together)


def figures_of(
    row: Upload, corrections: dict[int, Correction], decisions: dict[int, FigureDecision]
) -> list[shapes.FigureShown]:
    """All figures of a report."""
    labelled_report = uploads.labelled_report(row, corrections)
    return [figure(view) for view in figures.views(row, labelled_report, decisions)]


def choice(found: filling.Choice) -> figure_shapes.ChoiceShown:
    """A figure that may fill a cell."""
    of = found.row or found.view.figure
    return figure_shapes.ChoiceShown(
        figure=figure(found.view), name=of.name, period_name=print_period(of.period), contradicts=found.contradicts,
        known=found.known,
    )  # fmt: skip


def row_choice(found: filling.RowChoice) -> figure_shapes.RowChoice:
    """A row in which a figure may stand."""
    row = found.row
    return figure_shapes.RowChoice(
        name=row.name, unit=row.unit, period=row.period, period_name=print_period(row.period), silent=found.silent,
        known=found.known,
    )  # fmt: skip


def _offer(found: filling.Offer) -> figure_shapes.OfferShown:
    name, unit, period = found.key
    return figure_shapes.OfferShown(
        name=name, unit=unit, period=period, period_name=print_period(period), figure=figure(found.view)
    )


def _silent(key: figures.Key, village: str) -> figure_shapes.SilentShown:
    name, unit, period = key
    return figure_shapes.SilentShown(
        name=name, unit=unit, period=period, period_name=print_period(period), village=village
    )


def grid(found: figures.Grid, offers: filling.Offers) -> figure_shapes.GridShown:
    """The township's table, what needs a decision first, and what may fill silent cells of it."""
    doubts = figures.doubts(found)
    doubtful = {(key, village): kind for key, village, kind in reversed(doubts)}
    shown_rows = []
    keys = {(row.name, row.unit, row.period): row for row in found.table.rows}
    # A row whose every figure was excluded is no row of the table any more, but can be taken back.
    for key in dict.fromkeys([*keys, *found.cells]):
        row, by_village = keys.get(key), found.cells.get(key, {})
        total = row.total if row else None
        shown_rows.append(
            figure_shapes.RowShown(
                name=key[0], unit=key[1], period=key[2], period_name=print_period(key[2]),
                total="" if total is None or row is None else print_quantity(float(total), key[1], row.bound),
                canonical=figures.is_canonical(key[0]), reporting=len(row.values) if row else 0,
                cells=[
                    figure_shapes.CellShown(village=village, figures=[figure(view) for view in views],
                                     counting=[place for place, view in enumerate(views)
                                               if (view.upload, view.figure.start) in found.counting],
                                     doubt=doubtful.get((key, village), ""))
                    for village, views in by_village.items()
                ],
            )
        )  # fmt: skip
    shown_rows.sort(key=lambda row: (not row.canonical, -len(row.cells)))
    return figure_shapes.GridShown(
        villages=list(found.table.villages), missing=list(found.table.missing), rows=shown_rows,
        doubts=[_doubt(found, *entry) for entry in doubts], offers=list(map(_offer, offers.sure)),
        left=[_silent(*cell) for cell in offers.left],
    )  # fmt: skip


def _doubt(found: figures.Grid, key: figures.Key, village: str, kind: figures.DoubtKind) -> figure_shapes.DoubtShown:
    typical = found.outliers.get((key, village))
    return figure_shapes.DoubtShown(
        kind=kind, name=key[0], unit=key[1],
        period_name=print_period(key[2]), village=village,
        typical="" if typical is None else print_quantity(typical, key[1], "≈"),
        figures=[figure(view) for view in found.cells.get(key, {}).get(village, [])],
    )  # fmt: skip


def draft_line(row: Draft) -> draft_shapes.DraftLine:
    """A draft in a list of versions."""
    return draft_shapes.DraftLine(
        id=row.id, number=row.number, genre=row.genre, length=row.length,
        title=writing.BRIEFING.validate_json(row.frame).title, signed_by=row.signed_by, created_by=row.created_by,
        created_at=row.created_at,
    )  # fmt: skip


def draft(session: Session, of: Batch, row: Draft) -> draft_shapes.DraftShown:
    """A whole draft."""
    frame = writing.BRIEFING.validate_json(row.frame)
    known, overtaken = upload_ids(session, of), renewing.overtaken(session, of, row)
    return draft_shapes.DraftShown(
        **draft_line(row).model_dump(), addressee=frame.addressee, signature=frame.signature, version=row.version,
        rejected=[draft_shapes.Rejected(**entry) for entry in row.rejected],
        passages=[_passage(entry, row, known, overtaken) for entry in drafts.passages(session, row)],
    )  # fmt: skip


Known = dict[str, tuple[int, int]]


def upload_ids(session: Session, of: Batch) -> Known:
    """Files of a batch by name: their number, and how many sentences they have."""
    found = session.execute(select(Upload.name, Upload.id, Upload.sentences).where(Upload.batch_id == of.id))
    return {row.name: (row.id, row.sentences) for row in found}


def one_passage(session: Session, of: Batch, whole: Draft, row: DraftPassage) -> draft_shapes.PassageShown:
    """A paragraph of a draft after a change."""
    return _passage(row, whole, upload_ids(session, of), renewing.overtaken(session, of, whole))


def _passage(
    row: DraftPassage, of: Draft, known: Known, overtaken: Mapping[int, Sequence[str]]
) -> draft_shapes.PassageShown:
    """A paragraph with its sources, what they do not hold, and what is out of date."""
    body = drafts.body_of(row)
    reasons = overtaken.get(row.id) or [""] * len(body.statements)
    return draft_shapes.PassageShown(
        id=row.id, level=body.heading_level, text=body.text,
        statements=[
            draft_shapes.StatementShown(
                text=statement.text, sources=[source(entry, known) for entry in statement.sources],
                computed=[entry.text for entry in statement.figures], overtaken=reason,
            )
            for statement, reason in zip(body.statements, reasons, strict=True)
        ],
        faults=[fault(entry) for entry in writing.faults(body, of.context)] if row.faulty else [],
        version=row.version, edited_by=row.edited_by,
    )  # fmt: skip


def source(entry: Source, known: Known) -> draft_shapes.SourceShown:
    """A source, with the place it opens."""
    upload, sentences = known.get(entry.report, (None, 0))
    about = amending.told_about(entry.text) if entry.index >= sentences else ()
    return draft_shapes.SourceShown(
        report=entry.report, village=entry.village, index=entry.index, text=entry.text, note=entry.note,
        upload=upload, place=about[0] if about else entry.index,
    )  # fmt: skip


def fault(entry: writing.Fault) -> draft_shapes.FaultShown:
    """What no source holds."""
    return draft_shapes.FaultShown(start=entry.start, end=entry.end, text=entry.text, reason=entry.reason)


def given_sources(session: Session, of: Batch, given: Sequence[draft_shapes.SourceGiven]) -> list[Source]:
    """Sentences that a person names as sources.

    Raises:
        Missing: there is no such file or sentence in the batch.
    """
    found = []
    for entry in given:
        row = uploads.find(session, of, entry.upload, whole=True)
        if row.state != "ready":
            raise Missing("这份材料还没有读好，不能作出处")
        mine = uploads.corrections_of(session, [row.id]).get(row.id, {})
        decided = uploads.decisions_of(session, [row.id]).get(row.id, {})
        annotated = uploads.final_report(row, mine, decided)
        if entry.sentence >= len(annotated.sentences):
            raise Missing("这份材料里没有这一句；请刷新页面")
        found.append(source_of(annotated, entry.sentence))
    return found
