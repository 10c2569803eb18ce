"""What is whole and what is part, and which people are whose.

A 合计 is the whole, and what it adds up are parts: the rows above it in a table, the columns beside it. People that
follow households at once (监测户14户36人) are those households', a whole or a part as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from huibao.indicators.lexicon.entries import Entry, entries_by_name, lexicon
from huibao.indicators.period import STANDING
from huibao.indicators.table_rows import Range, Row, row_of
from huibao.schema import AnnotatedReport, Indicator, Status

_TOTAL = re.compile(r"(?:全[村社区镇乡]{1,2}|本[村季度]{1,2}|总)?(?:合计|总计|共计|小计|总数|汇总)数?")
_SUBTOTAL = "小计"
_TOTAL_COLUMN = re.compile(r"(?:合计|总计|共计|小计)数?$")
_ROW = re.compile(r"第\d+行$")

# What may stand between households and their people, and words that make them a share.
_AT_ONCE = re.compile("[、，共计]{0,2}")
_CLAUSE = re.compile("[，。；]")
_SHARE = re.compile("其中|里头|里面|当中|新[增识纳发]|消除|剩|余下|还有|另有")


def with_parts(indicators: Sequence[Indicator], annotated: AnnotatedReport) -> tuple[Indicator, ...]:
    """The indicators of a report; those that a table adds up are ``part``, since their sum is told too, and ``actual``.

    Example:
        一支部：走访156户。二支部：走访203户。合计：走访359户。 → part, part, actual.
    """
    wholes: set[tuple[int, int]] = set()
    parts: set[tuple[int, int]] = set()
    for rows in _tables(annotated):
        for whole, summands in _sums(rows):
            wholes.add(whole)
            parts.update(summands)
    return tuple(_settled(indicator, wholes - parts, parts) for indicator in indicators)


def with_people(indicators: Sequence[Indicator], annotated: AnnotatedReport) -> tuple[Indicator, ...]:
    """The indicators of a report, in which people that follow households at once are told as these are.

    Example:
        监测户2户3人，脱贫户8户15人 → the 15人 are 脱贫人口; 识别监测户2户6人 → both or neither are parts.
    """
    found = list(indicators)
    for place in range(1, len(found)):
        households, people = found[place - 1], found[place]
        between = annotated.report.text[households.end : people.start]
        if (households.unit, people.unit) != ("户", "人") or not _AT_ONCE.fullmatch(between):
            continue
        sentence = annotated.sentences[households.sentence]
        clause = _CLAUSE.split(annotated.report.text[sentence.start : households.start])[-1]
        entry = entries_by_name().get(households.name)
        if not (entry and entry.words.search(clause)):
            entry = _named_behind(_CLAUSE.split(annotated.report.text[people.end :], maxsplit=1)[0]) or entry
        if entry and entry.people:
            period = households.period if households.name == entry.name else people.period
            households = replace(households, name=entry.name, period=period)
            people = replace(people, name=entry.people, period=period)
        if {households.status, people.status} == {"actual", "part"}:
            status: Status = "part" if _SHARE.search(clause) else "actual"
            households, people = replace(households, status=status), replace(people, status=status)
        found[place - 1 : place + 1] = [households, people]
    return tuple(found)


def _named_behind(words: str) -> Entry | None:
    """What households are called by the words behind their people: 1户4人消除风险, 9户20人的脱贫户都在监测."""
    called = [entry for entry in lexicon() if entry.people and entry.words.search(words)]
    at_once = words.removeprefix("的")
    return next((entry for entry in called if entry.words.match(at_once)), next(iter(called), None))


def with_stages(indicators: Sequence[Indicator]) -> tuple[Indicator, ...]:
    """The indicators of a report; what a sentence tells before the running total that it went into is no share of it.

    Example:
        完成户厕改造18座，累计改造201座 → 18 is what was done this time, and counts.
    """
    found = list(indicators)
    for place, part in enumerate(found):
        later = [
            whole
            for whole in found[place + 1 :]
            if (whole.sentence, whole.name, whole.unit) == (part.sentence, part.name, part.unit)
            and whole.status == "actual"
            and whole.value > part.value
            and whole.period not in (part.period, STANDING)
        ]
        if part.status == "part" and later:
            found[place] = replace(part, status="actual")
    return tuple(found)


def _settled(indicator: Indicator, wholes: Iterable[Range], parts: Iterable[Range]) -> Indicator:
    def stands_in(ranges: Iterable[Range]) -> bool:
        return any(start <= indicator.start < end for start, end in ranges)

    if indicator.status == "actual" and stands_in(parts):
        return replace(indicator, status="part")
    if indicator.status == "part" and stands_in(wholes):
        return replace(indicator, status="actual")
    return indicator


def _tables(annotated: AnnotatedReport) -> Iterator[list[Row]]:
    """The rows of figures of each table, in order."""
    tables: dict[str, list[Row]] = {}
    for sentence in annotated.sentences:
        paragraph = annotated.report.paragraphs[sentence.paragraph]
        if paragraph.tabular:
            tables.setdefault(_ROW.sub("", paragraph.place), []).append(row_of(sentence))
    yield from tables.values()


def _sums(rows: Sequence[Row]) -> Iterator[tuple[Range, list[Range]]]:
    """Each figure that adds up others, and those: its column above (below where 合计 comes first), or its row."""
    since_subtotal: list[Row] = []
    since_total: list[Row] = []
    for place, row in enumerate(rows):
        yield from _across(row)
        if not _TOTAL.fullmatch(row.subject):
            since_subtotal.append(row)
            since_total.append(row)
        elif _SUBTOTAL in row.subject:
            yield from _down(since_subtotal, row)
            since_total.append(row)
            since_subtotal = []
        else:
            yield from _down(since_total if place else rows[1:], row)
            since_subtotal, since_total = [], []


def _down(above: Sequence[Row], total: Row) -> Iterator[tuple[Range, list[Range]]]:
    for whole, column in total.columns.items():
        parts = [place for row in above for place, name in row.columns.items() if name == column]
        if parts:
            yield whole, parts


def _across(row: Row) -> Iterator[tuple[Range, list[Range]]]:
    wholes = [place for place, column in row.columns.items() if _TOTAL_COLUMN.search(column)]
    parts = [place for place in row.columns if place not in wholes]
    if parts:
        yield from ((whole, parts) for whole in wholes)
