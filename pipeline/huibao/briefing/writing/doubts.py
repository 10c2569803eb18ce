"""Numbers that do not fit each other, for a person to settle before the draft is signed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from huibao.briefing.wording.quoting import quoted
from huibao.briefing.writing.appendix import cite, numbered
from huibao.briefing.writing.figures import print_quantity
from huibao.indicators.lexicon.entries import canonical_names
from huibao.indicators.township.kinds import is_gathered
from huibao.indicators.township.rows import IndicatorTable
from huibao.indicators.township.telling import VillageValue, clause_told
from huibao.schema import Source, Statement, Table
from huibao.taxonomy import Reporter

# Numbers in doubt that a text names; the appendix has all.
DOUBTS = 4
_OWN = re.compile("(?<!自)[我咱俺]们?村")
_LEANS = re.compile("^(?:其中|[这那]?里[头面边])，?")


@dataclass(frozen=True, kw_only=True, slots=True)
class Doubt:
    """One thing with several numbers.

    Attributes:
        told: what is told of it, each with its clause.
        why: of each, what speaks against it, for a list.
        brief: what speaks against the one that is told, for a sentence; empty where several are told.
    """

    told: tuple[tuple[VillageValue, str], ...]
    why: tuple[str, ...]
    brief: str = ""


def doubts_of(table: IndicatorTable) -> list[Doubt]:
    """What two villages tell differently, totals that their parts do not come to, what a village tells in two ways."""
    return [*_between(table), *_of_parts(table), *_of_one(table)]


def doubtful_sentences(table: IndicatorTable) -> frozenset[tuple[str, int]]:
    """(report, index) of the sentences in which something is told that another sentence tells otherwise."""
    told = (entry for doubt in doubts_of(table) for entry, _ in doubt.told)
    return frozenset((entry.source.report, entry.source.index) for entry in told)


def _between(table: IndicatorTable) -> Iterator[Doubt]:
    for doubt in table.joint:
        told = tuple((entry, _quoted(name, doubt.unit, entry)) for name, entry in doubt.told)
        others = (entry for _, entry in doubt.told[::-1])
        yield Doubt(told=told, why=tuple(f"{other.village}说是{_printed(other, doubt.unit)}" for other in others))


def _of_parts(table: IndicatorTable) -> Iterator[Doubt]:
    for doubt in table.sums:
        parts = "、".join(print_quantity(float(part), doubt.unit, "") for part in doubt.parts)
        total = print_quantity(float(sum(doubt.parts, Decimal())), doubt.unit, "")
        yield Doubt(
            told=((doubt.told, _quoted(doubt.name, doubt.unit, doubt.told)),),
            why=(f"所列分项{parts}，相加是{total}",),
            brief="与所列分项相加的数不符",
        )


def _of_one(table: IndicatorTable) -> Iterator[Doubt]:
    canonical = canonical_names()
    for row in table.rows:
        if not (row.name in canonical or is_gathered(row)):
            continue
        for village in dict.fromkeys(entry.village for entry in row.contradictions):
            mine = [entry for entry in row.contradictions if entry.village == village]
            others = ["、".join(_printed(one, row.unit) for one in mine if one.value != e.value) for e in mine]
            yield Doubt(
                told=tuple((entry, _quoted(row.name, row.unit, entry)) for entry in mine),
                why=tuple(f"另一处说是{other}" if other else "和另一时期的数不符" for other in others),
            )


def _quoted(name: str, unit: str, entry: VillageValue) -> str:
    """The clause of a value without the number of its item and what leans on the clause before it."""
    clause = clause_told(name, unit, entry)
    return _LEANS.sub("", quoted(clause).rstrip("。")) if clause else ""


def _printed(entry: VillageValue, unit: str) -> str:
    return print_quantity(float(entry.value), unit, entry.bound)


def doubt_cases(table: IndicatorTable) -> tuple[Statement, ...]:
    """The doubts as cases of a sentence, in the villages' own words but for 我村, which a draft does not say.

    Example:
        岩坎村说“本村一共37户搬到新棚安置点”，新棚村说“其中岩坎来的34户”
    """
    return tuple(_case(doubt) for doubt in doubts_of(table) if all(clause for _, clause in doubt.told))


def _case(doubt: Doubt) -> Statement:
    villages = [entry.village for entry, _ in doubt.told]
    said = [
        f"{'又' if entry.village in villages[:place] else entry.village}说“{_OWN.sub('本村', clause)}”"
        for place, (entry, clause) in enumerate(doubt.told)
    ]
    sources: tuple[Source, ...] = tuple(dict.fromkeys(entry.source for entry, _ in doubt.told))
    return Statement(text="，".join(filter(None, [*said, doubt.brief])), sources=sources)


def doubt_list(table: IndicatorTable) -> Table:
    """Every number in doubt with what speaks against it, in the village's words."""
    reporter: Reporter = table.reporter
    rows = [
        (entry.village, clause or entry.source.words, why, "", cite(entry.source))
        for doubt in doubts_of(table)
        for (entry, clause), why in zip(doubt.told, doubt.why, strict=True)
    ]
    return numbered("待核实数字清单", (reporter.noun, "原话", "对不上的地方", "核实结果", "出处"), rows, reporter)
