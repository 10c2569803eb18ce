"""Turns of phrase that separate a village's own telling from an official document (``corpus/lexicon/phrases.toml``)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from huibao.resources import read_lexicon


@dataclass(frozen=True, slots=True)
class Phrases:
    """Compiled expressions of ``corpus/lexicon/phrases.toml``.

    Attributes:
        register: spoken words and the plain ones for them.
        spoken_words: the former, wherever they stand.
    """

    openers: re.Pattern[str]
    entries: re.Pattern[str]
    no_topics: re.Pattern[str]
    speakers: re.Pattern[str]
    findings: re.Pattern[str]
    settled: re.Pattern[str]
    put_right: re.Pattern[str]
    orders: re.Pattern[str]
    pleas: re.Pattern[str]
    notes: re.Pattern[str]
    note_reasons: re.Pattern[str]
    damage: re.Pattern[str]
    subjects: re.Pattern[str]
    person: re.Pattern[str]
    life: re.Pattern[str]
    inner: re.Pattern[str]
    officer: re.Pattern[str]
    offices: re.Pattern[str]
    unfit: re.Pattern[str]
    spoken: tuple[re.Pattern[str], ...]
    register: dict[str, str]
    spoken_words: re.Pattern[str]
    future: re.Pattern[str]
    short_of: re.Pattern[str]
    lacks: re.Pattern[str]
    asking: re.Pattern[str]
    asks: re.Pattern[str]
    asides: re.Pattern[str]
    remarks: re.Pattern[str]
    private: re.Pattern[str]
    plan_openers: re.Pattern[str]
    bodies: re.Pattern[str]
    outside: re.Pattern[str]
    method: re.Pattern[str]


@lru_cache(maxsize=1)
def phrases() -> Phrases:
    """The turns of phrase, compiled once."""
    tables = read_lexicon("phrases.toml")
    spoken = tuple(re.compile(pattern) for pattern in tables.pop("spoken"))
    register = tables.pop("register")
    merged = {**tables, **tables.pop("marks")}
    merged.pop("marks")
    compiled = {name: re.compile("|".join(patterns)) for name, patterns in merged.items()}
    words = re.compile("|".join(map(re.escape, register)))
    return Phrases(spoken=spoken, register=register, spoken_words=words, **compiled)
