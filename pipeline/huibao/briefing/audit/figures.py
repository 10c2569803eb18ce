"""Figures: each must stand in the reports of the village it is told of, of what it is told of, or be worked out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from huibao.briefing.audit.findings import Finding
from huibao.briefing.audit.sources import COUNTED, Evidence, Line
from huibao.briefing.audit.told import ToldFigure, figures_told, pairs
from huibao.briefing.writing.figures import print_quantity
from huibao.indicators.numbers.units import common_value
from huibao.indicators.township.kinds import all_totals
from huibao.indicators.township.rows import IndicatorRow
from huibao.indicators.township.telling import VillageValue

_SUMMED = re.compile(r"合计|总计|共|累计")
# Counted one by one: a person may write 12个 for 12人.
_COUNTERS = frozenset("个人户家处座台件场次名项条口所间只头")
# By how much a figure's words must fit another one better for that one to be meant.
_CLEARLY = 0.34
_AS_WELL = 0.15
# What is added to the share of near words that two figures have in common.
_IN_CLAUSE, _SAME_SIDE, _SAME_NAME = 0.5, 0.4, 0.3
# Share of its pairs of characters by which a sentence is told to be that of the report, whatever stands by the figure.
_SAME_SENTENCE = 0.3
# 在道路桥梁（7个村）上…: what has a number of its own.
# 销路不畅（3个村）, but not 脱贫户合计34户（石桥村没有读到）.
_BRACKETED = re.compile(r"[^，、（）在]*（\d+[^（）\d]*）")
_ITEMS = re.compile(r"诉求|问题|事项|困难")
_MOST_SUMMANDS = 6
# 另单列、未计入合计的有…: those stand in other rows.
_APART = "单列"
_REPLACE = "请按汇报改正；确有别的依据的，请补上依据。"
_WHOSE = "请核对是哪个村的，改正村名或数。"


@dataclass(frozen=True, kw_only=True, slots=True)
class Match:
    """A figure of a report that bears one of the briefing out, and how well its words fit."""

    line: Line
    figure: ToldFigure
    fit: float


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A figure of the briefing with what is known of it.

    Attributes:
        text: the normalised sentence, villages masked.
        figure: in it.
        tellers: villages of which one must tell it; empty where any may.
        beside: the row of the table, or the heading above.
        is_cell: it stands in a table.
    """

    text: str
    figure: ToldFigure
    tellers: Sequence[str]
    beside: str
    is_cell: bool

    @cached_property
    def figures(self) -> list[ToldFigure]:
        """Of the whole sentence."""
        return figures_told(self.text)

    @property
    def words(self) -> str:
        return self.text[self.figure.start : self.figure.end]

    @property
    def whose(self) -> str:
        return "、".join(self.tellers) or "各村"

    def finding(self, reason: str, reports_say: str = "", advice: str = _REPLACE) -> Finding:
        figure = self.figure
        return Finding(
            start=figure.start,
            end=figure.end,
            kind="unsupported",
            reason=reason,
            reports_say=reports_say,
            advice=advice,
        )


def check_figure(asked: Asked, evidence: Evidence) -> Finding | list[Match]:
    """What is wrong with a figure, else the figures of reports that bear it out; none where none needs to."""
    figure = asked.figure
    if COUNTED.match(asked.text, figure.end - 1) or COUNTED.match(asked.text, figure.end):
        return [] if _counted(asked, evidence) else _miscounted(asked)
    if asked.is_cell and (rows := _table_rows(asked, evidence)) and (wrong := _against_rows(asked, rows)) is not None:
        return wrong
    if _is_total(asked, evidence) or figure.key in evidence.known:
        return []
    mine = _figures_of(asked.tellers, evidence, figure)
    same = [_match(figure, line, other) for line, other in mine if _equal(figure, other)]
    best = max(same, key=_fit, default=None)
    if best is None:
        return [] if _is_written(asked, evidence) else _not_found(asked, mine, evidence)
    borne = [match for match in same if match.fit >= best.fit - _AS_WELL]
    if asked.is_cell or not figure.counts:
        return borne
    others = (_match(figure, line, other) for line, other in mine if not _equal(figure, other))
    rival = max((other for other in others if not _told_itself(other, asked)), key=_fit, default=None)
    if rival is not None and rival.fit > best.fit + _CLEARLY:
        return _other_figure(asked, rival, best)
    alike = any(len(pairs(asked.text) & match.line.pairs) >= _SAME_SENTENCE * len(pairs(asked.text)) for match in same)
    return borne if best.fit > 0 or alike else _other_thing(asked, best)


def _told_itself(rival: Match, asked: Asked) -> bool:
    """Whether another figure of the sentence is this one of the report, and so it is not meant here as well."""
    return any(
        told.start != asked.figure.start
        and _equal(told, rival.figure)
        and _match(told, rival.line, rival.figure).fit >= rival.fit
        for told in asked.figures
    )


def _figures_of(tellers: Sequence[str], evidence: Evidence, figure: ToldFigure) -> list[tuple[Line, ToldFigure]]:
    """Figures in a unit like a figure's, of some villages or of all."""
    found = []
    for village in tellers or evidence.villages:
        mine = evidence.figures.get(village, {})
        units = [unit for unit in mine if unit == figure.unit or (figure.counts and {unit, figure.unit} <= _COUNTERS)]
        found += [told for unit in units for told in mine[unit]]
    return found


def _equal(figure: ToldFigure, other: ToldFigure) -> bool:
    """The same figure; in another counter only where the words near it are alike as well."""
    if figure.value != other.value:
        return False
    return figure.unit == other.unit or bool(pairs(*figure.near) & pairs(*other.near))


def _match(figure: ToldFigure, line: Line, other: ToldFigure) -> Match:
    """How well the words of two figures fit: those near the figure first, then those of its clause and its name."""
    if not figure.counts:
        return Match(line=line, figure=other, fit=1.0)
    clause = pairs(*figure.clause)
    fit = _overlap(pairs(*figure.near), pairs(*other.near))
    fit += _IN_CLAUSE * len(clause & pairs(*other.clause)) / max(len(clause), 1)
    # 46栋吊脚楼改造31栋: the same words stand behind the one and before the other.
    fit += _SAME_SIDE * max(
        _overlap(pairs(mine), pairs(its)) for mine, its in zip(figure.near, other.near, strict=True)
    )
    fit += _SAME_NAME * (figure.name == other.name and figure.name != figure.unit)
    return Match(line=line, figure=other, fit=fit)


def _overlap(some: frozenset[str], others: frozenset[str]) -> float:
    return 2 * len(some & others) / max(len(some) + len(others), 1)


def _is_written(asked: Asked, evidence: Evidence) -> bool:
    """Whether the very characters stand in a report, however it is read there."""
    figure, text = asked.figure, asked.text
    written = re.compile(rf"(?<![\d.]){re.escape(text[figure.start : figure.end + 1])}")
    return any(written.search(evidence.texts[village]) for village in asked.tellers or evidence.villages)


def _counted(asked: Asked, evidence: Evidence) -> bool:
    """Whether a number of villages comes out the same today, or a report gives it.

    It is that of what its bracket follows (销路不畅（3个村）), else of what its clause names, else of the heading.
    """
    value = asked.figure.value
    if value in evidence.quoted:
        return True
    if asked.is_cell and (rows := [row for row in evidence.rows if row.name in asked.beside.split("，")]):
        return any(value in (len(row.silent), len(row.values)) for row in rows)
    clause = _BRACKETED.sub("", "".join(asked.figure.clause))
    rows = [row for row in evidence.rows if row.total is not None and len(row.name) > 1 and _says(clause, row.name)]
    if any(len(row.values) == value for row in rows):
        return True
    if rows and _SUMMED.search(clause):
        return False
    before = asked.text[: asked.figure.start]
    ways = (
        [before[:-1].endswith(word) and before.endswith("（") for _, word in evidence.counts],
        [_says(clause, word) or word in asked.tellers for _, word in evidence.counts],
        [word in asked.beside for _, word in evidence.counts],
    )
    for named in ways:
        fitting = {count for (count, word), here in zip(evidence.counts, named, strict=True) if word and here}
        if fitting:
            return value in fitting
    return any(count == value and not word for count, word in evidence.counts)


def _says(text: str, word: str) -> bool:
    """Whether a text holds a word, or both halves of one of four characters (调解矛盾 for 矛盾调解)."""
    return word in text or (len(word) == 4 and word[:2] in text and word[2:] in text)


def _miscounted(asked: Asked) -> Finding:
    return asked.finding(f"按各村汇报数不出“{asked.words}”", advice="请对照附件数一遍是几个村，改正这个数。")


def _is_total(asked: Asked, evidence: Evidence) -> bool:
    if not asked.tellers and _ITEMS.search(asked.figure.clause[0]) and asked.figure.value in evidence.listed:
        return True
    return any(_amount(row, row.total) == asked.figure.value for row in _summed_rows(asked, evidence) if row.total)


def _summed_rows(asked: Asked, evidence: Evidence) -> Iterator[IndicatorRow]:
    """Rows of the table whose sum a figure may be: they are named beside it, and it is said to be a sum."""
    if asked.is_cell or asked.tellers or not _SUMMED.search(asked.figure.clause[0]):
        return
    for row in evidence.rows:
        if row.total is None or not _says("".join(asked.figure.clause), row.name):
            continue
        if _unit(row) == asked.figure.unit:
            yield row


def _amount(row: IndicatorRow, value: Decimal) -> Decimal:
    """A value of a row in the unit in which figures are told: of 护栏 in 米 620 is 0.62."""
    return common_value(value, row.unit)[0]


def _unit(row: IndicatorRow) -> str:
    return common_value(Decimal(1), row.unit)[1]


def _table_rows(asked: Asked, evidence: Evidence) -> list[IndicatorRow]:
    cells = asked.beside.split("，")
    alike = ({_unit(row), asked.figure.unit} for row in evidence.rows)
    return [
        row
        for row, units in zip(evidence.rows, alike, strict=True)
        if row.name in cells and (len(units) == 1 or units <= _COUNTERS)
    ]


def _against_rows(asked: Asked, rows: Sequence[IndicatorRow]) -> Finding | list[Match] | None:
    """A cell of the table of indicators against the rows of its name; None where they do not settle it."""
    value = asked.figure.value
    if asked.beside.startswith("合计，"):
        fits = any(value == _amount(row, total) for row in rows for total in all_totals(row))
        return [] if fits else asked.finding(f"“{asked.words}”和各村的数加起来不一样", _summands(rows[0]))
    told = [(row, entry) for row in rows for entry in _entries(row) if entry.village in asked.tellers]
    entries = [entry for _, entry in told]
    if any(_amount(row, entry.value) == value for row, entry in told):
        return []
    if not entries or _APART in asked.text:
        return None
    words = "；".join(dict.fromkeys(entry.source.village + "：" + entry.source.words for entry in entries))
    return asked.finding(f"{asked.whose}的汇报里，{rows[0].name}没有“{asked.words}”", words)


def _entries(row: IndicatorRow) -> tuple[VillageValue, ...]:
    return (*row.values, *row.beside, *row.contradictions)


def _summands(row: IndicatorRow) -> str:
    entries = row.values[:_MOST_SUMMANDS]
    told = "、".join(entry.village + print_quantity(float(entry.value), row.unit, entry.bound) for entry in entries)
    more = f"等{len(row.values)}个村" if len(row.values) > _MOST_SUMMANDS else ""
    if row.total is None:
        return f"{told}{more}，{row.name}不合计"
    return f"{told}{more}，{row.name}合计{print_quantity(float(row.total), row.unit, row.bound)}"


def _not_found(asked: Asked, mine: Sequence[tuple[Line, ToldFigure]], evidence: Evidence) -> Finding:
    if row := next(_summed_rows(asked, evidence), None):
        return asked.finding(f"“{asked.words}”和各村的数加起来不一样", _summands(row))
    reason = f"{asked.whose}的汇报里没有“{asked.words}”"
    if not asked.figure.counts:
        return asked.finding(reason)
    nearest = max((_match(asked.figure, line, other) for line, other in mine), key=_fit, default=None)
    own = nearest.line.cited if nearest is not None and nearest.fit > _CLEARLY else ""
    # Another village's where its words fit as well as the best of this one's.
    least = max(_CLEARLY, nearest.fit - _AS_WELL if nearest is not None else 0.0)
    for village in evidence.villages if asked.tellers else ():
        theirs = _figures_of([village], evidence, asked.figure)
        same = [_match(asked.figure, line, other) for line, other in theirs if _equal(asked.figure, other)]
        best = max(same, key=_fit, default=None)
        if best is not None and best.fit > least:
            return asked.finding(
                f"{reason}，这是{village}的数", "；".join(filter(None, (own, best.line.cited))), _WHOSE
            )
    return asked.finding(reason, own)


def _fit(match: Match) -> float:
    return match.fit


def _other_figure(asked: Asked, meant: Match, found: Match) -> Finding:
    figure = meant.figure
    there = meant.line.text[figure.start : figure.end]
    return asked.finding(
        f"{asked.whose}的汇报里，这里说的数是“{there}”，“{asked.words}”说的是别的事",
        meant.line.cited if meant.line is found.line else f"{meant.line.cited}；{found.line.cited}",
    )


def _other_thing(asked: Asked, found: Match) -> Finding:
    return asked.finding(f"{asked.whose}的汇报里，“{asked.words}”说的是别的事", found.line.cited)
