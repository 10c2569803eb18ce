"""What a draft says that figures corrected since have overtaken, and its sources as they stand now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from huibao.briefing.verify import ORDINAL
from huibao.briefing.writing.figures import reads_value
from huibao.frames import source_of
from huibao.indicators.numbers.numerals import values_of
from huibao.schema import AnnotatedReport, Passage, Source, Statement
from huibao.web import uploads
from huibao.web.amending import decisions_in, told_about
from huibao.web.models import Batch, FigureDecision, Upload

_OLD = "还是更正前的数"
_LEFT_OUT = "这个数已不计入合计"
_CHANGED = "出稿以后，这里的数又核过了"


@dataclass(frozen=True, kw_only=True, slots=True)
class Present:
    """A sentence of a report as people's decisions leave it now.

    Attributes:
        source: the sentence.
        quotable: a draft may say it in its own words.
        proofs: sentences at the report's end that tell what was settled about its figures.
    """

    source: Source
    quotable: bool
    proofs: tuple[Source, ...]


Now = Mapping[tuple[str, int], Present]


def sentences_now(session: Session, batch: Batch, bodies: Iterable[Passage]) -> Now:
    """The sentences that these paragraphs cite, by report and index; of reports whose figures nobody touched none."""
    cited = {source for body in bodies for statement in body.statements for source in statement.sources}
    decided = select(Upload.name).join(FigureDecision, FigureDecision.upload_id == Upload.id)
    touched = {*session.scalars(decided.where(Upload.batch_id == batch.id).distinct())}
    touched |= {source.report for source in cited if source.note or told_about(source.text)}
    names = sorted(touched & {source.report for source in cited})
    found: dict[tuple[str, int], Present] = {}
    for annotated in uploads.final_reports(session, batch, names=names):
        found.update(_presents(annotated))
    return found


def _presents(annotated: AnnotatedReport) -> dict[tuple[str, int], Present]:
    proofs: dict[int, list[Source]] = {}
    for sentence in annotated.sentences:
        for index in told_about(sentence.text):
            proofs.setdefault(index, []).append(source_of(annotated, sentence.index))
    return {
        (annotated.report.name, sentence.index): Present(
            source=source_of(annotated, sentence.index),
            quotable=sentence.quotable,
            proofs=tuple(proofs.get(sentence.index, ())),
        )
        for sentence in annotated.sentences
    }


def overtaken(statement: Statement, now: Now) -> str:
    """Why a statement is out of date, in Chinese; empty where it is not.

    It is where it says a number that its sentence lost since or should not be quoted with, or a sum of such numbers.
    """
    for figure in statement.figures:
        for source, value in zip(figure.sources, figure.values, strict=False):
            present = now.get((source.report, source.index))
            if present is not None and not _still_tells(present, value):
                told = decisions_in(present.source.note)
                return _reason(entry for entry in told if _tells(present, entry[0], value))
    said = values_of(_uncomputed(statement))
    for source, present in _paired(statement.sources, now):
        held = values_of(source.text)
        lost = held - values_of(present.source.text) if present.quotable else held & values_of(present.source.note)
        if said & lost:
            told = decisions_in(present.source.note)
            return _reason(entry for entry in told if said & lost & values_of(entry[0]))
    return ""


def _reason(told: Iterable[tuple[str, bool]]) -> str:
    """What a person decided about a number, in a sentence of its own; ``told`` as of :func:`decisions_in`."""
    return next((f"{_LEFT_OUT if left_out else _OLD}：{decision}" for decision, left_out in told), _CHANGED)


def _still_tells(present: Present, value: float) -> bool:
    if present.quotable:
        return reads_value(present.source, value)
    return not _tells(present, present.source.note, value)


def _tells(present: Present, text: str, value: float) -> bool:
    return reads_value(replace(present.source, text=text), value)


def with_sources_now(body: Passage, now: Now) -> Passage:
    """The paragraph with its sources as they stand: what was corrected since is what proves its sentences."""

    def sources(statement: Statement) -> tuple[Source, ...]:
        found: list[Source] = []
        for source in statement.sources:
            present = now.get((source.report, source.index))
            found += [source] if present is None else [present.source, *present.proofs]
        return tuple(dict.fromkeys(found))

    return replace(body, statements=tuple(replace(one, sources=sources(one)) for one in body.statements))


def _paired(sources: Sequence[Source], now: Now) -> list[tuple[Source, Present]]:
    """The sources of which is known how they stand now."""
    pairs = [(source, now.get((source.report, source.index))) for source in sources]
    return [(source, present) for source, present in pairs if present is not None]


def _uncomputed(statement: Statement) -> str:
    text = ORDINAL.sub("", statement.text)
    for figure in statement.figures:
        text = text.replace(figure.text, "、", 1)
    return text
