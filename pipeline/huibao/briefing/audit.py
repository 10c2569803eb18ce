"""Check a briefing that a person has since edited against the reports it was made from.

From the words alone, without the trace: a number must stand in the reports of the villages that its sentence
names (of any village where it names none), or be a sum or a count of villages that is worked out again from
the reports; a name must stand in some report or be a village's. A number of villages must be worked out or be said
of villages in a report: that 7 stands somewhere in it is not enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from huibao.briefing.make import Batch, draft_context
from huibao.briefing.points import Point, cluster_points, landscape
from huibao.briefing.write import shared_aspects
from huibao.frames import speaker
from huibao.indicators.compound import telling_numerals
from huibao.indicators.numerals import Numeral, find_numerals
from huibao.indicators.period import print_period
from huibao.indicators.quantities import find_quantities
from huibao.indicators.units import common_value
from huibao.names import find_names
from huibao.segment.normalize import normalize
from huibao.segment.sentences import split_sentences
from huibao.taxonomy import Taxonomy

# 一是, 二、, （三）, 附件4, 附件：1. and the lines below it number what follows and count nothing.
_ORDINAL = re.compile(
    r"^(?:[一二三四五六七八九十]+[是、]|（[一二三四五六七八九十]+）|附件\d+$|\s*(?:附件：)?\s*\d+\.(?!\d))"
)
_COUNTED = re.compile(r"个(?:村|社区|嘎查)")
_MASK = "、"
# How a sentence ends; a title, a heading, an addressee does not.
PROSE = ("。", "；", "！", "？", "”", "）")
Value = tuple[Decimal, bool]


@dataclass(frozen=True, kw_only=True, slots=True)
class Passage:
    """A paragraph of the briefing.

    Attributes:
        text: as it stands.
        beside: what tells whose it is and of what: the heading above, for a cell of a table that of its column and
            the other cells of its row.
    """

    text: str
    beside: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Doubt:
    """A sentence of the briefing that the reports do not bear out.

    Attributes:
        paragraph: index among the passages that were checked.
        start, end: range of the sentence in its paragraph.
        text: the sentence.
        reason: in Chinese.
    """

    paragraph: int
    start: int
    end: int
    text: str
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Evidence:
    """What the reports say, made ready for looking things up.

    Attributes:
        villages: with reports.
        haystack: all that may be quoted: the reports and what a draft says without a source.
        values: (value, percent) that each village's reports hold.
        known: the same of what a draft says without a source.
        totals: sums of the township's table.
        counts: numbers of villages that can be worked out again, each with a word that must stand beside it.
        quoted: numbers of villages that a report itself gives (跨3个村的水渠).
    """

    villages: tuple[str, ...]
    haystack: str
    values: dict[str, frozenset[Value]]
    known: frozenset[Value]
    totals: frozenset[Decimal]
    counts: frozenset[tuple[int, str]]
    quoted: frozenset[Decimal]


def evidence_of(batch: Batch, taxonomy: Taxonomy) -> Evidence:
    """Everything a briefing made of these reports may say."""
    context = draft_context(batch, taxonomy)
    texts: dict[str, str] = {}
    for annotated in batch.reports:
        village = speaker(annotated.report.name, annotated.report.village)
        texts[village] = texts.get(village, "") + "\n" + normalize(annotated.report.text).text
    return Evidence(
        villages=batch.villages,
        haystack="\n".join([*texts.values(), *context]),
        values={village: _values(text) for village, text in texts.items()},
        known=_values("\n".join([*context, *(print_period(row.period) for row in batch.table.rows)])),
        totals=frozenset(row.total.normalize() for row in batch.table.rows if row.total is not None),
        counts=frozenset(_counts(batch, taxonomy)),
        quoted=frozenset(
            numeral.value.normalize()
            for text in texts.values()
            for numeral in find_numerals(text)
            if _COUNTED.match(text, numeral.end)
        ),
    )


def _values(text: str) -> frozenset[Value]:
    """The numbers of a text, those of quantities also in the unit that a table shows them in (2800米 is 2.8公里)."""
    written = [(numeral.value, numeral.percent) for numeral in telling_numerals(text)]
    shown = [(common_value(quantity.value, quantity.unit)[0], False) for quantity in find_quantities(text)]
    return frozenset((value.normalize(), percent) for value, percent in (*written, *shown))


def _counts(batch: Batch, taxonomy: Taxonomy) -> Iterator[tuple[int, str]]:
    """Numbers of villages behind each label, kind, aspect, group of like sentences and indicator."""
    yield len(batch.villages), ""
    for row in batch.table.rows:
        yield len(row.values), row.name
        yield len(row.silent), row.name
    land = landscape(batch.points)
    roles = [label for label in taxonomy.labels if label.role != "none"]
    yield from _group_counts([point for point in batch.points if point.kind == "request"], "协调")
    for kinds in (None, {"request"}, {"plan", "directive", None}):
        taken = [point for point in batch.points if kinds is None or point.kind in kinds]
        for role in dict.fromkeys(label.role for label in roles) if kinds is None else ():
            yield from _group_counts([point for point in taken if taxonomy[point.label].role == role], "")
        for label in roles:
            group = [point for point in taken if point.label == label.key]
            yield from _group_counts(group, label.name)
            for cluster in cluster_points(group, land):
                yield len(cluster.villages), cluster.villages[0]


def _group_counts(points: Sequence[Point], name: str) -> Iterator[tuple[int, str]]:
    yield len({point.village for point in points}), name
    for shared in shared_aspects(points):
        yield shared.count, shared.name


def find_doubts(passages: Sequence[Passage], evidence: Evidence) -> list[Doubt]:
    """Sentences that the reports do not bear out, in order, with the first reason for each."""
    sentences = [
        (number, start, end, passage.text[start:end], normalize(passage.beside).text)
        for number, passage in enumerate(passages)
        for start, end in split_sentences(passage.text)
    ]
    texts = [normalize(text).text for _, _, _, text, _ in sentences]
    # Titles, addressees and signatures carry the office's own names.
    names = find_names([_masked(text, evidence.villages) if text.endswith(PROSE) else "" for text in texts])
    return [
        Doubt(paragraph=number, start=start, end=end, text=raw, reason=reason)
        for (number, start, end, raw, beside), text, mine in zip(sentences, texts, names, strict=True)
        if (reason := _reason(text, beside, mine, evidence))
    ]


def _masked(text: str, villages: Iterable[str]) -> str:
    for village in sorted(villages, key=len, reverse=True):
        text = text.replace(village, _MASK)
    return text


def _reason(text: str, beside: str, names: Sequence[str], evidence: Evidence) -> str:
    everyone = list(evidence.villages)
    told = [village for village in everyone if village in text or village in beside] or everyone
    allowed = evidence.known.union(*(evidence.values[village] for village in told if village in evidence.values))
    plain = _ORDINAL.sub(_MASK, _masked(text, evidence.villages))
    for numeral in telling_numerals(plain):
        if _borne_out(numeral, plain, f"{beside}|{text}", allowed, evidence):
            continue
        whose = "、".join(told) if len(told) < len(everyone) else "各村"
        return f"{whose}的汇报里没有数字“{plain[numeral.start : numeral.end]}”，请核对"
    for name in names:
        bare = name.replace(_MASK, "")
        if bare and bare not in evidence.haystack:
            return f"各村汇报里没有名称“{bare}”，请核对"
    return ""


def _borne_out(numeral: Numeral, plain: str, said: str, allowed: frozenset[Value], evidence: Evidence) -> bool:
    """Whether a report holds a number, or it is a sum or a count of villages that comes out the same today."""
    value = numeral.value.normalize()
    if _COUNTED.match(plain, numeral.end):
        return value in evidence.quoted or any(count == value and word in said for count, word in evidence.counts)
    summed = "合计" in said[: said.index("|")] or "合计" in plain[: numeral.start]
    return (value, numeral.percent) in allowed or (summed and value in evidence.totals)
