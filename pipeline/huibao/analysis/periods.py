"""Periods of reports (``2025Q3``, ``2025H1``, ``2025M09``, ``2025M01-M09``, ``2025``) in the order of time."""

from __future__ import annotations

import re
from collections.abc import Iterable

_PERIOD = re.compile(r"(?P<year>\d{4})(?:Q(?P<quarter>[1-4])|H(?P<half>[12])|M(?P<first>\d\d)(?:-M(?P<last>\d\d))?)?")


def period_end(period: str) -> int | None:
    """Number of the month in which a period ends, counted from year 0; None for what is no period.

    Example: ``2025Q3`` and ``2025M01-M09`` both end in September 2025.
    """
    match = _PERIOD.fullmatch(period)
    if not match:
        return None
    if match["quarter"]:
        month = 3 * int(match["quarter"])
    elif match["half"]:
        month = 6 * int(match["half"])
    else:
        month = int(match["last"] or match["first"] or 12)
    return 12 * int(match["year"]) + month


def in_order(periods: Iterable[str]) -> list[str]:
    """Different periods, earliest first; what is no period is left out."""
    known = {period for period in periods if period_end(period) is not None}
    return sorted(known, key=lambda period: (period_end(period), period))
