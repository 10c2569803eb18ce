"""Compiled cue lists of ``corpus/lexicon/status.toml``."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache

from huibao.resources import resource


@lru_cache(maxsize=1)
def _cues() -> dict[str, re.Pattern[str]]:
    tables = tomllib.loads(resource("corpus/lexicon/status.toml").read_text(encoding="utf-8"))
    return {name: re.compile("|".join(f"(?:{pattern})" for pattern in patterns)) for name, patterns in tables.items()}


def cue(name: str) -> re.Pattern[str]:
    """One list as one expression; alternatives in the file's order."""
    return _cues()[name]
