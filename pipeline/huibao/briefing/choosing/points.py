"""Points: the sentences of the ``sentences`` frame that a draft can say, reworded and grouped by meaning."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from huibao.briefing.choosing.dated import dated
from huibao.briefing.meaning.encoder import sentence_vectors
from huibao.briefing.meaning.similarity import similarity
from huibao.briefing.themes.asking import REQUEST
from huibao.briefing.themes.aspect_model import aspect_of
from huibao.briefing.themes.aspects import Theme, endangers
from huibao.briefing.themes.headings import places
from huibao.briefing.themes.polarity import contradicts, polarity
from huibao.briefing.themes.requests import asked_apart, asking, lists, matter, worded_alone
from huibao.briefing.themes.told_as import tell, texts_read
from huibao.briefing.wording.cuts import shorter
from huibao.briefing.wording.fuse import is_settled, rewrite
from huibao.briefing.wording.person import NOBODY, office_of
from huibao.briefing.wording.rewritten import Rewritten
from huibao.frames import row_source, rows
from huibao.schema import Source
from huibao.segment.normalize import normalize
from huibao.taxonomy import VILLAGE, Reporter, Taxonomy

if TYPE_CHECKING:
    import pandas as pd

SHORTEST, _LONGEST = 8, 90
# What befell whom, and what came of it, takes more room than a case.
_LONGEST_DANGER = 130
# （一）强化监测帮扶，织密防返贫网。 - what follows in the paragraph says it properly.
_ORDINAL = (
    r"(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|其?[一二三四五六七八九十][是，、怕愁缺盼]|第[一二三四五六七八九十]|\d{1,2}[.、]"
    r"|[\u4e00-\u9fff]{2}[一二三四五六七八九十]：)"
)
_NUMBERED = re.compile(_ORDINAL)
_RUN_IN_HEAD = re.compile(_ORDINAL + r"[^\d]{2,22}[。；]")
# 产业基础更加稳固。 - at the head of a paragraph it says nothing that the rest does not say better; a list may have it.
_ANNOUNCEMENT = re.compile(r"[^\d一二两三四五六七八九十百千万]{2,14}[。；]")
# 塌了一个坑。亏得没人。拿铁丝围了: a sigh between what happened and what was done.
_RELIEF = re.compile("(?:亏得|幸亏|幸好|好在|还好|万幸)[^，。；]{0,6}[。！]?$")
# From this probability on a label cannot be ruled out; beyond this one something is so rather than not.
_PERHAPS, _PROBABLY = 0.1, 0.5
# Similarity from which two villages are taken to say the same.
_SAME_POINT = 0.45
# Sentences that are encoded at once.
_BLOCK = 2_000
# The pairwise matrix grows with the square of the points; beyond this the surest are kept.
_MOST_POINTS = 3000


@dataclass(frozen=True, kw_only=True, slots=True)
class Point:
    """One sentence that a draft may say.

    Attributes:
        label, kind: what it asserts.
        source: where it stands.
        beside: other sentences of the report that its wording tells something of.
        wording: what the draft would print after the village's name.
        aspect: what within its label (a request: among requests) it is about; empty where no cue tells it for sure.
        themes: the aspects for which its village is counted, that one and those of what is lacking in it.
        surely: names of the lacks that its village tells so surely that a draft may name it.
        all_known: names of the lacks of which probably no other village of the batch tells, so that a draft may count.
        perhaps: labels that it may bear as well: nobody can say that its village is silent about them.
        confidence: probability of the label.
        review: the tagger was not sure.
        has_figure: an indicator stands in the sentence.
        doubtful: the report contradicts itself about a figure of the sentence.
        heads: it only announces what the next sentence of its paragraph tells.
        settled: it tells what an inspection found, and the report that it has been put right.
        lacks_too: label of what is lacking, where the point is told as something else; empty for none.
        among_problems: headings or the label of its paragraph say that it tells of a problem.
        elsewhen: its figures are all of an earlier time or not there yet: 去年28.5万元，今年力争35万元.
        harm: it belongs to an event that is told apart (:mod:`huibao.briefing.choosing.harms`).
        endangers: it tells of somebody who is hurt, ill or in danger, which no draft may pass over.
        contrary: its words say good where its label says bad, or bad for good.
        weight: how much it is worth to tell beside others; 1 is usual.
        faulty: probability that readers would not let its wording stand.
    """

    label: str
    kind: str | None
    source: Source
    wording: Rewritten
    aspect: str
    themes: tuple[Theme, ...]
    confidence: float
    review: bool
    has_figure: bool
    doubtful: bool
    heads: bool = False
    settled: bool = False
    lacks_too: str = ""
    among_problems: bool = False
    elsewhen: bool = False
    harm: bool = False
    endangers: bool = False
    contrary: bool = False
    surely: frozenset[str] = frozenset()
    all_known: frozenset[str] = frozenset()
    perhaps: frozenset[str] = frozenset()
    weight: float = 1.0
    faulty: float = 0.0
    beside: tuple[Source, ...] = ()

    @property
    def village(self) -> str:
        return self.source.village

    @property
    def cited(self) -> tuple[Source, ...]:
        """The sentences behind its wording."""
        return (self.source, *self.beside)


@dataclass(frozen=True, kw_only=True, slots=True)
class Cluster:
    """Points of one subsection that say the same, the best to print first."""

    points: tuple[Point, ...]

    @property
    def villages(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(point.village for point in self.points))

    @property
    def lead(self) -> Point:
        return self.points[0]


@dataclass(frozen=True, kw_only=True)
class Landscape:
    """Points of a batch by meaning.

    Attributes:
        points: the surest ones.
        alike: similarities, 0 to 1, of each point (a row) to each point and then to each shorter wording.
        place: position of each point in ``points``, by identity.
        shorter: wordings without the last clauses, each with the position of its point.
    """

    points: tuple[Point, ...]
    alike: npt.NDArray[np.float64]
    place: dict[int, int]
    shorter: tuple[tuple[int, Rewritten], ...] = ()


def find_points(
    sentences: pd.DataFrame,
    indicators: pd.DataFrame,
    taxonomy: Taxonomy,
    doubtful: frozenset[tuple[str, int]],
    period: str = "",
) -> list[Point]:
    """Points of all sentences that assert something, in the order of the frame.

    Args:
        sentences, indicators: the two frames.
        taxonomy: says which labels assert something.
        doubtful: (report, index) of sentences whose figures a report contradicts.
        period: the one that the whole draft is of; empty where it is of several.
    """
    with_figure = set(zip(indicators["report"], indicators["index"], strict=True))
    now = indicators[indicators["status"].isin(("actual", "part"))]
    elsewhen = with_figure - set(zip(now["report"], now["index"], strict=True))
    points: list[Point] = []
    in_order = list(rows(sentences))
    outline = places(in_order)
    before, after = [None, *in_order[:-1]], [*in_order[1:], None]
    texts = {report: [row.text for row in mine] for report, mine in groupby(in_order, key=lambda row: row.report)}
    writers = {report: office_of(written) or NOBODY for report, written in texts.items()}
    plain_texts = [normalize(row.text).text for row in in_order]
    for place, (previous, row, following) in enumerate(zip(before, in_order, after, strict=True)):
        if place % _BLOCK == 0:
            block = plain_texts[place : place + _BLOCK]
            sentence_vectors(sorted({part for text in block for part in texts_read(text)}))
        plain, here = plain_texts[place], (row.report, row.index)
        told = tell(row, plain, taxonomy, outline[here])
        if told is None:
            continue
        role = taxonomy[told.label].role
        own = period if row.period == period else ""
        todo = role == "todo"
        source = row_source(row)
        asked = asked_apart(plain) if told.kind == REQUEST else (plain,)
        goes_on = _same_paragraph(row, following)
        # 三是果农不肯疏果。四是… tells all that it has to tell.
        told_after = goes_on and not _NUMBERED.match(normalize(following.text).text)
        # 二是派个水车送水。别的没了。 too.
        told_after = told_after and len(following.text.strip()) >= SHORTEST
        heads = told_after and bool(_RUN_IN_HEAD.fullmatch(plain))
        announces = goes_on and not _same_paragraph(row, previous) and bool(_ANNOUNCEMENT.fullmatch(plain))
        settled = is_settled(row.text, following.text if goes_on else "")
        # 困难还有一条，就是人: it counts, and is nothing to quote.
        listed = taxonomy[row.labels[0]].role == "none" and role == "lacking" and not endangers(plain)
        printable = row.quotable and not (heads or announces or settled or listed or told.register)
        if place > 1 and previous is not None and _RELIEF.match(normalize(previous.text).text):
            previous = in_order[place - 2]
        told_before = previous.text if _same_paragraph(row, previous) else ""
        reword = partial(
            rewrite,
            village=row.village,
            writer=writers[row.report],
            todo=todo,
            period=own,
            before=told_before,
            subject=outline[here].subject,
        )
        on_day, of_day = dated(in_order, place)
        # …，并帮助争取治理资金: what is to be treated the first request says, so that either is told with the other.
        whole = reword(row.text) if len(asked) > 1 and not lists(plain) else None
        if whole is not None and len(whole.text) > _LONGEST:
            whole = None
        for words in asked:
            alone = words != plain
            said = words if alone else row.text
            wording = _told_as(reword(words if alone else on_day), said, taxonomy.reporter)
            if told.kind == REQUEST:
                wording = whole or (worded_alone(wording) if alone else asking(wording))
            beside = tuple(dict.fromkeys(map(row_source, (*([previous] if wording.completed else []), *of_day))))
            if (
                beside
                and points
                and points[-1].source == beside[0]
                and wording.text.startswith(points[-1].wording.text)
            ):
                # The whole of the sentence before stands in it.
                points[-1] = replace(points[-1], wording=replace(points[-1].wording, fit=False))
            aspect = aspect_of(matter(words), REQUEST) if alone else told.aspect
            points.append(
                Point(
                    label=told.label,
                    kind=told.kind,
                    source=replace(source, text=said),
                    wording=replace(wording, fit=wording.fit and printable),
                    aspect=aspect,
                    themes=((Theme(key=REQUEST, name=aspect),) if aspect else ()) if alone else told.themes,
                    confidence=row.scores.get(told.label, 1.0),
                    review=told.doubtful,
                    has_figure=here in with_figure,
                    doubtful=here in doubtful,
                    heads=heads,
                    settled=settled,
                    lacks_too=told.lacks_too,
                    among_problems=outline[here].problems,
                    elsewhen=here in elsewhen,
                    endangers=role == "lacking" and endangers(plain),
                    perhaps=frozenset(row.labels) | {key for key, score in row.scores.items() if score >= _PERHAPS},
                    contrary=contradicts(told.label, polarity(plain), taxonomy),
                    beside=(source,) if whole else beside,
                )
            )
    return points


def _told_as(wording: Rewritten, said: str, reporter: Reporter) -> Rewritten:
    """The wording with 该学校 where it calls its own 该村, as villages are called."""
    if reporter == VILLAGE or VILLAGE.same in said:
        return wording
    head, rest = (
        part.replace(VILLAGE.same, reporter.same)
        for part in (wording.text[: wording.name_at], wording.text[wording.name_at :])
    )
    return replace(wording, text=head + rest, name_at=len(head))


def _same_paragraph(one: Any, other: Any) -> bool:
    return other is not None and (one.report, one.paragraph) == (other.report, other.paragraph)


def sayable(point: Point) -> bool:
    """Whether the wording can stand in a draft: a whole sentence of bearable length."""
    longest = _LONGEST_DANGER if point.endangers else _LONGEST
    return point.wording.fit and SHORTEST <= len(point.wording.text) <= longest


def landscape(points: Sequence[Point], *, cut: bool = False) -> Landscape:
    """How alike the points of a batch are in meaning (:func:`huibao.briefing.meaning.similarity.similarity`).

    Args:
        points: of the batch.
        cut: also what may be left of each when its last clauses go.
    """
    kept = sorted(points, key=lambda point: -point.confidence)[:_MOST_POINTS]
    # 恳请镇里协调自然资源部门，…: a request tells at its end what it is about.
    whole = {place: point for place, point in enumerate(kept) if sayable(point) and point.kind != REQUEST}
    rests = [
        (place, rest)
        for place, point in whole.items()
        for rest in (shorter(point.wording, danger=point.endangers) if cut else [])
    ]
    alike = similarity([point.source.text for point in kept], [rest.text for _, rest in rests])
    return Landscape(
        points=tuple(kept),
        alike=alike,
        place={id(point): place for place, point in enumerate(kept)},
        shorter=tuple(rests),
    )


def cluster_points(points: Sequence[Point], land: Landscape) -> list[Cluster]:
    """Group points of one subsection that say the same; the largest and most central groups first.

    Average-linkage clustering; a group never holds two points of one report. Points that the landscape does
    not hold are left out.
    """
    kept = [point for point in points if id(point) in land.place]
    if not kept:
        return []
    places = [land.place[id(point)] for point in kept]
    alike = land.alike[np.ix_(places, places)]
    centrality = alike.mean(axis=1)
    ranked: list[tuple[float, Cluster]] = []
    for members in _group(alike):
        ordered = sorted(
            members,
            key=lambda i: (_unready(kept[i]), -kept[i].weight, -centrality[i], i),
        )
        best_of_report: dict[str, int] = {}
        for i in ordered:
            best_of_report.setdefault(kept[i].source.report, i)
        chosen = list(best_of_report.values())
        ranked.append((float(centrality[chosen].max()), Cluster(points=tuple(kept[i] for i in chosen))))
    ranked.sort(key=lambda r: (-len(r[1].villages), -r[0], r[1].lead.source.report, r[1].lead.source.index))
    return [cluster for _, cluster in ranked]


def _unready(point: Point) -> tuple[bool, bool, bool, int, bool]:
    """How far a point is from print: it cannot stand, should or would rather not, sounds like talk, is not sure."""
    wording = point.wording
    return not sayable(point), wording.unsuited, point.faulty > _PROBABLY, wording.spoken, point.review


def _group(alike: npt.NDArray[np.float64]) -> list[list[int]]:
    if len(alike) == 1:
        return [[0]]
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    distance = np.clip(1.0 - alike, 0.0, 1.0)
    np.fill_diagonal(distance, 0.0)
    labels = fcluster(linkage(squareform(distance, checks=False), "average"), 1.0 - _SAME_POINT, "distance")
    groups: dict[int, list[int]] = {}
    for index, label in enumerate(labels):
        groups.setdefault(int(label), []).append(index)
    return list(groups.values())
