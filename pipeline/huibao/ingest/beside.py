"""The year that a report leaves out, from the reports handed in with it: 枫香村三季度汇报 among sixteen of 2025Q3."""

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


def with_periods(reports: Iterable[Report]) -> Iterator[Report]:
    """The same reports in order; one whose title or file name gives a season and no year takes the batch's year.

    It takes the most common period of that season among the reports before it and the next ones behind it, and is
    marked as guessed; where no other report is of that season, its period stays empty.
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
        season = "" if report.period else _season(report)
        if season:
            waiting.extend(islice(stream, _LOOK_AHEAD - len(waiting)))
            near = seen + Counter(other.period for other in waiting)
            # 枫香村9月 among reports of the third quarter is one of them.
            for wanted in (season, quarter_of_month(season)):
                fits = [period for period, _ in near.most_common() if wanted and period[_YEAR:] == wanted]
                if fits:
                    report = replace(report, period=fits[0], period_guessed=True)
                    break
        elif report.period:
            seen[report.period] += 1
        yield report


def _season(report: Report) -> str:
    name = normalize(PurePosixPath(report.name).stem).text
    return season_of(title=normalize(report.title).text, file_name=name)
