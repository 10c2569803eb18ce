"""What the reports say, made ready for looking things up."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from huibao.briefing.audit.told import ToldFigure, figures_told, masked, pairs
from huibao.briefing.choosing.points import Point, cluster_points, landscape
from huibao.briefing.choosing.shared import shared_aspects, told_of
from huibao.briefing.make import Batch, draft_context
from huibao.briefing.render.cite import citation
from huibao.briefing.themes.asking import REQUEST
from huibao.frames import source_of, speaker
from huibao.indicators.numbers.numerals import find_numerals
from huibao.indicators.period import print_period
from huibao.indicators.township.rows import IndicatorRow
from huibao.schema import AnnotatedReport, Source
from huibao.segment.normalize import normalize
from huibao.taxonomy import Taxonomy

COUNTED = re.compile(r"个(?:村|社区|嘎查)")
_CITED = 90
Key = tuple[Decimal, str]


@dataclass(frozen=True, kw_only=True)
class Line:
    """A sentence of a report, or the wording in which a draft would print it.

    Attributes:
        source: the sentence.
        text: normalised, villages masked.
        planned: it is tagged as something still to do.
    """

    source: Source
    text: str
    planned: bool

    @cached_property
    def figures(self) -> list[ToldFigure]:
        return figures_told(self.text)

    @cached_property
    def pairs(self) -> frozenset[str]:
        return pairs(self.text)

    @property
    def cited(self) -> str:
        """The sentence as a reader finds it, cut to a bearable length."""
        words = citation(self.source)
        return words if len(words) <= _CITED else f"{words[:_CITED]}……"


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """Everything a briefing made of these reports may say.

    Attributes:
        villages: with reports.
        texts: the whole of each village's reports.
        context: what a draft says without a source.
        lines: of each village.
        rows: of the township's table.
        counts: numbers of villages that can be worked out again, each with a word that must stand beside it.
        listed: how many entries the lists of problems and requests have.
        quoted: numbers of villages that a report itself gives (跨3个村的水渠).
    """

    villages: tuple[str, ...]
    texts: dict[str, str]
    context: tuple[str, ...]
    lines: dict[str, list[Line]]
    rows: tuple[IndicatorRow, ...]
    counts: frozenset[tuple[int, str]]
    listed: frozenset[int]
    quoted: frozenset[Decimal]

    @cached_property
    def haystack(self) -> str:
        return "\n".join([*self.texts.values(), *self.context])

    @cached_property
    def known(self) -> frozenset[Key]:
        """Figures that may be said without a source: those of the draft's time, and of the times of its table."""
        said = [*self.context, *(print_period(row.period) for row in self.rows)]
        return frozenset(figure.key for text in said for figure in figures_told(text))

    @cached_property
    def figures(self) -> dict[str, dict[str, list[tuple[Line, ToldFigure]]]]:
        """By village and unit the figures that it tells."""
        found: dict[str, dict[str, list[tuple[Line, ToldFigure]]]] = {}
        for village, lines in self.lines.items():
            mine = found[village] = defaultdict(list)
            for line in lines:
                for figure in line.figures:
                    mine[figure.unit].append((line, figure))
        return found


def evidence_of(batch: Batch, taxonomy: Taxonomy) -> Evidence:
    """Everything a briefing made of these reports may say."""
    texts: dict[str, str] = defaultdict(str)
    lines: dict[str, list[Line]] = defaultdict(list)
    for annotated in batch.reports:
        village = speaker(annotated.report.name, annotated.report.village)
        texts[village] += "\n" + normalize(annotated.report.text).text
        lines[village] += _lines(annotated, batch.villages, taxonomy)
    for point in batch.points:
        text = masked(point.wording.text, batch.villages)
        lines[point.village].append(Line(source=point.source, text=text, planned=taxonomy[point.label].role == "todo"))
    return Evidence(
        villages=batch.villages,
        texts=dict(texts),
        context=draft_context(batch, taxonomy),
        lines=dict(lines),
        rows=batch.table.rows,
        counts=frozenset(_counts(batch, taxonomy)),
        listed=frozenset(_listed(batch, taxonomy)),
        quoted=frozenset(
            numeral.value.normalize()
            for text in texts.values()
            for numeral in find_numerals(text)
            if COUNTED.match(text, numeral.end)
        ),
    )


def _lines(annotated: AnnotatedReport, villages: Sequence[str], taxonomy: Taxonomy) -> Iterator[Line]:
    for place, sentence in enumerate(annotated.sentences):
        label = annotated.tags[place].labels[0] if annotated.tags else ""
        planned = bool(label) and taxonomy[label].role == "todo"
        text = masked(normalize(sentence.text).text, villages)
        yield Line(source=source_of(annotated, place), text=text, planned=planned)


def _counts(batch: Batch, taxonomy: Taxonomy) -> Iterator[tuple[int, str]]:
    """Numbers of villages behind each label, kind, aspect and group of like sentences."""
    yield len(batch.villages), ""
    land = landscape(batch.points)
    roles = [label for label in taxonomy.labels if label.role != "none"]
    yield from _group_counts([point for point in batch.points if point.kind == REQUEST], "协调")
    # A bulletin tells of plans alone, those of all labels together.
    for kinds in (None, {"request"}, {"plan", "directive", None}, {"plan"}):
        taken = [point for point in batch.points if kinds is None or point.kind in kinds]
        for role in dict.fromkeys(label.role for label in roles) if kinds in (None, {"plan"}) else ():
            yield from _group_counts([point for point in taken if taxonomy[point.label].role == role], "")
        for label in roles:
            group = [point for point in taken if point.label == label.key]
            yield from _group_counts(group, label.name)
            for cluster in cluster_points(group, land):
                yield len(cluster.villages), cluster.villages[0]
    lacking = [label for label in roles if label.role == "lacking"]
    for name, keys in (("", {label.key for label in lacking}), *((label.name, {label.key}) for label in lacking)):
        yield from _group_counts(told_of(batch.points, keys), name, keys)


def _listed(batch: Batch, taxonomy: Taxonomy) -> Iterator[int]:
    """Entries of the lists of problems and requests, in all and by label."""
    told = [point for point in batch.points if not point.heads]
    requests = [point for point in told if point.kind == REQUEST]
    lacking = [point for point in told if taxonomy[point.label].role == "lacking"]
    for listed in (requests, lacking):
        yield len(listed)
        yield from Counter(point.label for point in listed).values()


def _group_counts(points: Sequence[Point], name: str, keys: Collection[str] = ()) -> Iterator[tuple[int, str]]:
    yield len({point.village for point in points}), name
    for shared in shared_aspects(points, keys):
        # 石桥、柳河等至少6个村: who surely does is told where there may be others, and whose case stands below.
        yield from ((count, shared.name) for count in range(len(shared.sources), shared.count + 1))
