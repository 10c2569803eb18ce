"""Named indicators of ``corpus/lexicon/indicators.toml``: their words, units and what is known of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from huibao.resources import read_lexicon, resource


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One named indicator of the lexicon; see the head of ``corpus/lexicon/indicators.toml``."""

    name: str
    units: frozenset[str]
    words: re.Pattern[str]
    forbidden: re.Pattern[str] | None
    within: re.Pattern[str] | None
    counts: dict[str, str] = field(default_factory=dict)
    people: str = ""
    summable: bool = True
    stock: bool = False
    part_of: str = ""
    kinds: dict[str, re.Pattern[str]] = field(default_factory=dict)
    gathers: bool = False
    shown_in: str = ""
    foremost: re.Pattern[str] | None = None
    one_total: bool = False
    settles: bool = False
    of_projects: bool = False
    arises_as: str = ""
    end_of: str = ""

    @property
    def single(self) -> bool:
        """Whether a village has but one total of it: so many of its people are monitored, so many dug toilets."""
        return self.one_total or (self.stock and not self.kinds)

    @property
    def anchored(self) -> bool:
        """Whether a word must stand directly before the figure, so that the whole sentence tells nothing."""
        return "$" in self.words.pattern

    def ruled_out(self, words: str) -> bool:
        """Whether words around a quantity forbid that it is of this entry."""
        return self.forbidden is not None and bool(self.forbidden.search(words))

    def unit_for(self, unit: str) -> str:
        """The unit of the indicator that a quantity in ``unit`` has; empty where it can have none."""
        return unit if unit in self.units else self.counts.get(unit, "")


@lru_cache(maxsize=1)
def lexicon() -> tuple[Entry, ...]:
    """Entries of ``corpus/lexicon/indicators.toml``, in its order."""
    return tuple(map(_entry, _tables()["indicator"]))


@lru_cache(maxsize=1)
def rows_by_name() -> dict[str, Entry]:
    """What makes rows of the township's table whatever it is called, by name; ``corpus/lexicon/rows.toml``."""
    return {entry["name"]: _entry(entry) for entry in read_lexicon("rows.toml")["row"]}


@lru_cache(maxsize=256)
def row_entry(name: str) -> Entry | None:
    """What is known of the figures of a row of the table; None where the lexicon holds nothing of the name."""
    named, row = entries_by_name().get(name), rows_by_name().get(name)
    if named is None or row is None:
        return named or row
    words = re.compile(f"{named.words.pattern}|{row.words.pattern}")
    return replace(named, words=words, settles=named.settles or row.settles)


def _entry(entry: dict[str, Any]) -> Entry:
    return Entry(
        name=entry["name"],
        units=frozenset(entry["units"]),
        words=re.compile("|".join(entry["words"])),
        forbidden=re.compile(entry["not"]) if "not" in entry else None,
        within=re.compile(entry["within"]) if "within" in entry else None,
        counts=entry.get("counts", {}),
        people=entry.get("people", ""),
        summable=entry.get("summable", True),
        stock=entry.get("stock", False),
        part_of=entry.get("part_of", ""),
        kinds={kind: re.compile(words) for kind, words in entry.get("kinds", {}).items()},
        gathers=entry.get("gathers", False),
        shown_in=entry.get("shown_in", ""),
        one_total=entry.get("one_total", False),
        settles=entry.get("settles", False),
        of_projects=entry.get("of_projects", False),
        arises_as=entry.get("arises_as", ""),
        end_of=entry.get("end_of", ""),
        foremost=re.compile(entry["foremost"]) if "foremost" in entry else None,
    )


@lru_cache(maxsize=1)
def _tables() -> dict[str, Any]:
    return read_lexicon("indicators.toml")


@lru_cache(maxsize=1)
def not_heads() -> frozenset[str]:
    """Nouns that say when, where or how much, and never what; from ``corpus/lexicon/not_names.txt``."""
    lines = resource("corpus/lexicon/not_names.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines for word in line.partition("#")[0].split())


@lru_cache(maxsize=256)
def entries_for(unit: str) -> tuple[Entry, ...]:
    """Entries that can be counted in a unit."""
    return tuple(entry for entry in lexicon() if entry.unit_for(unit))


@lru_cache(maxsize=1)
def entries_by_name() -> dict[str, Entry]:
    """Entries of the lexicon by their name, by that of the persons they count and by that of what arose."""
    others = {name: entry for entry in lexicon() for name in (entry.people, entry.arises_as) if name}
    return others | {entry.name: entry for entry in lexicon()}


@lru_cache(maxsize=1)
def canonical_names() -> frozenset[str]:
    """All names of the lexicon."""
    return frozenset(entries_by_name())


@lru_cache(maxsize=1)
def core_names() -> frozenset[str]:
    """Names that the township's table always shows."""
    return frozenset(_tables()["core"])


def shown_unit(name: str, unit: str) -> str:
    """The unit in which the township's table shows an indicator: 公益岗 in 人, also those told in 个.

    Example:
        >>> shown_unit("公益岗", "个"), shown_unit("路灯", "盏")
        ('人', '盏')
    """
    entry = row_entry(name)
    return entry.shown_in if entry and entry.shown_in and unit in entry.units else unit
