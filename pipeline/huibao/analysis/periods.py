"""Periods of reports (``2025Q3``, ``2025H1``, ``2025M09``, ``2025M01-M09``, ``2025``) in the order of time."""

from __future__ import annotations

from collections.abc import Iterable

from huibao.indicators.period import months_of, year_of


def period_end(period: str) -> int | None:
    """Number of the month in which a period ends, counted from year 0; None for what is none, or of no year.

    Example: ``2025Q3`` and ``2025M01-M09`` both end in September 2025.
    """
    months = months_of(period) if year_of(period) else None
    return months[1] if months else None


def in_order(periods: Iterable[str]) -> list[str]:
    """Different periods, earliest first; what is no period is left out."""
    known = {period for period in periods if period_end(period) is not None}
    return sorted(known, key=lambda period: (period_end(period), period))
