"""Compiled cue lists of ``corpus/lexicon/status.toml``."""

from __future__ import annotations

import re
from functools import lru_cache

from huibao.resources import read_lexicon


@lru_cache(maxsize=1)
def _lists() -> dict[str, dict[str, re.Pattern[str]]]:
    tables = read_lexicon("status.toml")
    return {
        table: {name: re.compile("|".join(f"(?:{one})" for one in patterns)) for name, patterns in lists.items()}
        for table, lists in tables.items()
    }


def cues() -> dict[str, re.Pattern[str]]:
    """All lists that tell a figure's status, by name."""
    return _lists()["cues"]


def certain_cues() -> dict[str, re.Pattern[str]]:
    """Lists that settle a status (``gap``, ``past``, ``plan``, ``actual``), alone or with ``moved`` and ``reached``."""
    return _lists()["certain"]


def bracket_cues() -> dict[str, re.Pattern[str]]:
    """The lists that tell what a report's bracketed figures are: ``past`` and ``plan``."""
    return _lists()["brackets"]


def governing_cues(table: str = "governing") -> dict[str, re.Pattern[str]]:
    """The lists of a table whose words govern figures.

    Args:
        table: ``governing`` for what reaches the figures behind it, ``governing_at`` for what stands right before the
            figure, ``governing_behind`` for what follows it, ``governing_row`` for the columns of a row of plans,
            ``governing_section`` for the heading above, ``column`` for the head of a table's column.
    """
    return _lists()[table]


def period_cue(name: str) -> re.Pattern[str]:
    """The list that tells a period: ``cumulative`` or ``standing``."""
    return _lists()["period"][name]
