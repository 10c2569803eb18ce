"""The time that a report leaves out, from the reports handed in with it: 枫香村三季度汇报 among sixteen of 2025Q3."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import PurePosixPath

from huibao.ingest.period import quarter_of_month, season_of
from huibao.schema import Report
from huibao.segment.normalize import normalize

# Reports that are looked at behind one without a year: few townships have more villages.
_LOOK_AHEAD = 40
_YEAR = 4
_OPENING = 300
# How often a period must be told for one time that the next is.
_PREVAILS = 2


def with_periods(reports: Iterable[Report]) -> Iterator[Report]:
    """The same reports in order; one that does not say of which time it is takes the others' and is marked as guessed.

    The others are the reports before it and the next ones behind it. A season takes the most common of their periods
    of that season; where none is, it stays alone, without a year (``Q3``). A village's report that names no time at
    all takes the period that clearly prevails among them; where none does, its period stays empty.
    """
    stream = iter(reports)
    waiting: deque[Report] = deque()
    seen: Counter[str] = Counter()
    while True:
        if not waiting:
            waiting.extend(islice(stream, 1))
        if not waiting:
            return
        report = waiting.popleft()
        if report.period and not _may_be_of_the_year(report):
            seen[report.period] += 1
        else:
            waiting.extend(islice(stream, _LOOK_AHEAD - len(waiting)))
            others = seen + Counter(other.period for other in waiting if other.period)
            report = dated(report, others)
        yield report


def dated(report: Report, others: Counter[str]) -> Report:
    """A report without a period under the one that it has among others, given how many of them are of which.

    One that only a date in January tells of is of the quarter before, or of the year where the others are.
    """
    counted = others.most_common()
    if report.period:
        year = report.period[:_YEAR]
        return replace(report, period=year, period_guessed=True) if _prevailing(counted) == year else report
    season = _season(report)
    if season is None:
        found = _prevailing(counted) if report.kind == "report" else ""
    else:
        # 枫香村9月 among reports of the third quarter is one of them.
        of_season = (
            period
            for wanted in dict.fromkeys((season, quarter_of_month(season) or season))
            for period, _ in counted
            if period[_YEAR:] == wanted
        )
        found = next(of_season, "")
    return replace(report, period=found, period_guessed=True) if found else replace(report, period=season or "")


def _season(report: Report) -> str | None:
    name = normalize(PurePosixPath(report.name).stem).text
    opening = normalize(report.text[:_OPENING]).text
    return season_of(title=normalize(report.title).text, file_name=name, opening=opening)


def _may_be_of_the_year(report: Report) -> bool:
    return report.kind == "report" and report.period.endswith("Q4") and _season(report) is None


def _prevailing(periods: list[tuple[str, int]]) -> str:
    """The one of the counted periods that is told at least twice as often as any other."""
    if not periods:
        return ""
    (first, count), *rest = periods
    return first if not rest or count >= _PREVAILS * rest[0][1] else ""
