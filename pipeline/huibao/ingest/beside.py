"""The time that a report leaves out, from the reports handed in with it: 枫香村三季度汇报 among sixteen of 2025Q3."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import PurePosixPath

from huibao.ingest.metadata import signature_of
from huibao.ingest.period import (
    ANY_YEAR,
    Day,
    periods_ending_with,
    periods_written_of,
    quarter_of,
    quarter_of_month,
    season_of,
    written_on,
)
from huibao.schema import Report
from huibao.segment.normalize import normalize

# Reports that are looked at behind one without a year: few townships have more villages.
_LOOK_AHEAD = 40
_YEAR = 4
_OPENING = 300
# How often a period must be told for one time that the next is.
_PREVAILS = 2
# A report that says of which time it is tells more about the others than one that only bears a date.
_SAYS, _BEARS_A_DATE = 2, 1


def with_periods(reports: Iterable[Report]) -> Iterator[Report]:
    """The same reports in order; one that does not say of which time it is takes the others' and is marked as guessed.

    The others are the reports before it and the next ones behind it. A season takes the most common of their periods
    of that season; where none is, it stays alone, without a year (``Q3``). A village's report that names no time at
    all, or only the day on which it was written, takes the period that clearly prevails among them, where it may have
    been written of that one; where none does, it keeps what its day tells. So does one of which only the file's name
    tells a season, where the others' files are named alike and they say that they are of a longer time: 2025q4-刘桥
    among the year's reports.
    """
    stream = iter(reports)
    waiting: deque[Report] = deque()
    seen: Counter[str] = Counter()
    alike: Counter[tuple[str, str]] = Counter()
    while True:
        if not waiting:
            waiting.extend(islice(stream, 1))
        if not waiting:
            return
        report = waiting.popleft()
        if report.period and not _may_be_of_another(report):
            _count(report, seen, alike)
        else:
            waiting.extend(islice(stream, _LOOK_AHEAD - len(waiting)))
            others, named = seen.copy(), alike.copy()
            for other in waiting:
                _count(other, others, named)
            season = _file_season(report)
            report = dated(report, others, Counter({period: n for (period, of), n in named.items() if of == season}))
        yield report


def dated(report: Report, others: Counter[str], alike: Counter[str] | None = None) -> Report:
    """A report under the period that it has among others, given how many of them are of which.

    Args:
        report: with the period that it was read with, or without.
        others: how often which period is told.
        alike: the same for those whose files' names tell the season that this one's does; None where nobody knows.
    """
    counted = others.most_common()
    prevailing = _prevailing(counted) if report.kind == "report" else ""
    said, written = _season(report), _written(report)
    if report.period:
        if said is not None:
            prevailing = _prevailing((alike or Counter()).most_common()) if _named_season(report) is not None else ""
        if said is None and written is not None:
            fits = _may_be_written_of(prevailing, written)
        else:
            fits = prevailing in periods_ending_with(report.period)
        changed = fits and prevailing != report.period
        return replace(report, period=prevailing, period_guessed=True) if changed else report
    if said is None and (written is None or _may_be_written_of(prevailing, written)):
        return replace(report, period=prevailing, period_guessed=bool(prevailing))
    season = said or (quarter_of(written.year, written.month, written.day)[_YEAR:] if written else "")
    # 枫香村9月 among reports of the third quarter is one of them.
    of_season = (
        period
        for wanted in dict.fromkeys((season, quarter_of_month(season) or season))
        for period, _ in counted
        if period[_YEAR:] == wanted
    )
    found = next(of_season, "")
    return replace(report, period=found or season, period_guessed=bool(found))


def _count(report: Report, periods: Counter[str], alike: Counter[tuple[str, str]]) -> None:
    if report.period:
        weight = _BEARS_A_DATE if _season(report) is None else _SAYS
        periods[report.period] += weight
        alike[report.period, _file_season(report) or ""] += weight


def _season(report: Report) -> str | None:
    opening = normalize(report.text[:_OPENING]).text
    return season_of(title=_title(report), file_name=_file_name(report), opening=opening)


def _file_season(report: Report) -> str | None:
    return season_of(title="", file_name=_file_name(report), opening="")


def _named_season(report: Report) -> str | None:
    """The season that a report has of its file's name, its title telling none."""
    by_title = season_of(title=_title(report), file_name="", opening="")
    return _file_season(report) if by_title is None else None


def _written(report: Report) -> Day | None:
    lines = [" ".join(report.text[line.start : line.end].split()) for line in report.paragraphs]
    return written_on(
        title=_title(report),
        file_name=_file_name(report),
        opening=normalize(report.text[:_OPENING]).text,
        signature="\n".join(normalize(line).text for line in signature_of(lines)),
    )


def _title(report: Report) -> str:
    """A report without a title goes by its file's name."""
    title = normalize(report.title).text
    return "" if title == _file_name(report) else title


def _file_name(report: Report) -> str:
    return normalize(PurePosixPath(report.name).stem).text


def _may_be_of_another(report: Report) -> bool:
    """Whether others may tell better of which time a report is than its day or its file's name does."""
    if report.kind != "report":
        return False
    if _season(report) is None:
        return _written(report) is not None or report.period.endswith("Q4")
    return _named_season(report) is not None


def _may_be_written_of(period: str, written: Day) -> bool:
    periods = periods_written_of(written)
    return period in periods or (written.year == ANY_YEAR and period[_YEAR:] in {one[_YEAR:] for one in periods})


def _prevailing(periods: list[tuple[str, int]]) -> str:
    """The one of the counted periods that is told at least twice as often as any other."""
    if not periods:
        return ""
    (first, count), *rest = periods
    return first if not rest or count >= _PREVAILS * rest[0][1] else ""
