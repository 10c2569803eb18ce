"""Hold every sentence of a briefing against the reports."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from huibao.briefing.audit.aligned import CLAUSE, is_quoted, tellings
from huibao.briefing.audit.figures import Asked, Match, check_figure
from huibao.briefing.audit.findings import Doubt, Finding, Passage
from huibao.briefing.audit.graded import graded_findings
from huibao.briefing.audit.invented import invention
from huibao.briefing.audit.naming import name_findings, statement_finding
from huibao.briefing.audit.sources import Evidence
from huibao.briefing.audit.swapped import swapped_findings
from huibao.briefing.audit.tellers import groups_of, tellers
from huibao.briefing.audit.told import MASK, ToldFigure, figures_told, without_villages
from huibao.briefing.audit.turned import turned_findings
from huibao.briefing.audit.wording import wording_findings
from huibao.segment.normalize import normalize
from huibao.segment.sentences import split_sentences

# 一是, 二、, （三）, 附件4, 附件：1. and the lines below it number what follows and count nothing.
_ORDINAL = re.compile(
    r"^(?:[一二三四五六七八九十]+[是、]|（[一二三四五六七八九十]+）|附件\d+$|\s*(?:附件：)?\s*\d+\.(?!\d))"
)
# How a sentence ends; a title, a heading, an addressee does not.
PROSE = ("。", "；", "！", "？", "”", "）")


def find_doubts(passages: Sequence[Passage], evidence: Evidence) -> list[Doubt]:
    """All that the reports do not bear out, in order, each range of words once."""
    return [doubt for number, passage in enumerate(passages) for doubt in _of_passage(number, passage, evidence)]


def _of_passage(number: int, passage: Passage, evidence: Evidence) -> Iterator[Doubt]:
    beside = normalize(passage.beside).text
    before: list[str] = []
    for start, end in split_sentences(passage.text):
        view = normalize(passage.text[start:end])
        groups = groups_of(view.text, evidence.villages)
        for finding in _once(_findings(view.text, beside, before, passage.is_cell, evidence)):
            low, high = view.source_range(finding.start, finding.end)
            yield Doubt(
                paragraph=number, start=start + low, end=start + high,
                words=passage.text[start + low : start + high], sentence=passage.text[start:end], place=passage.place,
                kind=finding.kind, reason=finding.reason, reports_say=finding.reports_say, advice=finding.advice,
            )  # fmt: skip
        before = [village for group in groups for village in group.villages] or before


def _once(findings: Iterator[Finding]) -> list[Finding]:
    """Findings in order of place; of those on the same words the first."""
    kept: list[Finding] = []
    for finding in findings:
        if not any(finding.start < other.end and other.start < finding.end for other in kept):
            kept.append(finding)
    return sorted(kept, key=lambda finding: finding.start)


def _findings(text: str, beside: str, before: Sequence[str], is_cell: bool, evidence: Evidence) -> Iterator[Finding]:
    """Findings of a normalised sentence, the gravest first."""
    groups = groups_of(text, evidence.villages)
    nearby = [village for group in groups_of(beside, evidence.villages) for village in group.villages]
    plain = _ORDINAL.sub(lambda number: MASK * len(number.group()), without_villages(text, evidence.villages))
    borne: list[tuple[ToldFigure, list[Match]]] = []
    faulty = False
    for figure in figures_told(plain):
        whose = tellers(text, figure.start, groups, nearby, before)
        if plain[figure.start] == "一" and figure.value == 1 and not (whose and figure.counts and figure.unit != "个"):
            # 一是, 一村一品, 一个: an article.
            continue
        result = check_figure(Asked(text=plain, figure=figure, tellers=whose, beside=beside, is_cell=is_cell), evidence)
        if isinstance(result, Finding):
            faulty = True
            yield result
        else:
            borne.append((figure, result))

    def tellers_at(position: int) -> list[str]:
        return tellers(text, position, groups, nearby, before)

    if text.endswith(PROSE):
        yield from name_findings(text, tellers_at(len(text)), evidence)
        if not faulty and (finding := statement_finding(text, groups, nearby, evidence)):
            yield finding
            return
        yield from _claims(plain, tellers_at, evidence)
        yield from wording_findings(plain, [] if is_cell else borne, tellers_at, evidence)
        # A figure that is borne out ties its sentence to the report.
        if groups and not (is_cell or borne or faulty):
            yield from invention(plain, tellers_at(len(text)), evidence)


def _claims(text: str, tellers_at: Callable[[int], Sequence[str]], evidence: Evidence) -> Iterator[Finding]:
    """What the clauses of a sentence claim that the report denies, only means to do, or tells of less."""
    for clause in CLAUSE.finditer(text):
        whose = tellers_at(clause.end())
        if not is_quoted(clause.group(), whose, evidence):
            alike = tellings(text, clause.group(), whose, evidence)
            yield from turned_findings(clause, alike)
            yield from graded_findings(clause, alike)
            yield from swapped_findings(clause, alike)
