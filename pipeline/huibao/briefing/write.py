"""Write the draft: an office's template filled with what was selected, each sentence with its sources."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from huibao.briefing.figures import SummedFigure, print_quantity
from huibao.briefing.points import Cluster, Point
from huibao.briefing.select import Choice, Selection
from huibao.briefing.template import Part, Template
from huibao.resources import resource
from huibao.schema import Figure, Passage, Source, Statement

_CHINESE = "一二三四五六七八九十"
_NAMED = 3
_FIGURES = 3
_SMALLEST_ASPECT = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Occasion:
    """Who reports when: township, period in words and the villages heard, in print order."""

    township: str
    period: str
    villages: tuple[str, ...]
    sources: tuple[Source, ...]


@lru_cache(maxsize=1)
def _aspects() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(resource("corpus/lexicon/aspects.toml").read_text(encoding="utf-8"))


def enumerate_villages(villages: Sequence[str]) -> str:
    """At most three names: 石桥村、柳河村和杨树村 / 石桥村、柳河村、杨树村 (before 等17个村)."""
    return "、".join(villages[:_NAMED])


def write_passages(
    template: Template, occasion: Occasion, selection: Selection, sums: Sequence[SummedFigure]
) -> tuple[Passage, ...]:
    """Headings and paragraphs of the draft, in order."""
    passages = [Passage(statements=(_opening(template, occasion),))]
    for number, (part, choices) in enumerate(zip(template.parts, selection.parts, strict=True)):
        passages.append(_heading(f"{_CHINESE[number]}、{part.heading}", 1))
        for place, choice in enumerate(choices):
            if choice.label is not None:
                passages.append(_heading(f"（{_CHINESE[place]}）{choice.label.name}", 2))
            passages.append(Passage(statements=tuple(_body(template, part, choice, sums))))
    if template.closing:
        passages.append(Passage(statements=(Statement(text=template.closing),)))
    return tuple(passages)


def _heading(text: str, level: int) -> Passage:
    return Passage(statements=(Statement(text=text),), heading_level=level)


def _count(sources: Sequence[Source], unit: str = "个村") -> Figure:
    villages = {source.village for source in sources}
    return Figure(text=f"{len(villages)}{unit}", value=len(villages), rule="villages", sources=tuple(sources))


def _opening(template: Template, occasion: Occasion) -> Statement:
    count = len(occasion.villages)
    phrase = template.opening if count > _NAMED else template.opening_one
    names = enumerate_villages(occasion.villages)
    text = phrase.format(villages=names, count=count, period=occasion.period, township=occasion.township)
    return Statement(text=text, sources=occasion.sources, figures=(_count(occasion.sources),))


def _body(template: Template, part: Part, choice: Choice, sums: Sequence[SummedFigure]) -> list[Statement]:
    if not choice.raised:
        return [Statement(text=template.nobody)]
    statements = [_lead(part, choice)]
    if part.figures and choice.label is not None:
        statements.extend(_sums(part, choice.label.key, sums))
    for cluster in choice.chosen:
        lead = cluster.points[0]
        statements.append(Statement(text=_sentence(part, lead), sources=(lead.source,)))
        statements.extend(_similar(template, cluster))
    return statements


def _one_a_village(points: Sequence[Point]) -> tuple[Source, ...]:
    """The surest point of each village, villages in the order they first speak."""
    best: dict[str, Point] = {}
    for point in points:
        village = point.source.village
        if village not in best or point.confidence > best[village].confidence:
            best[village] = point
    return tuple(point.source for point in best.values())


def _lead(part: Part, choice: Choice) -> Statement:
    sources = list(_one_a_village(choice.raised))
    figures = [_count(sources)]
    aspects = ""
    if choice.label is not None:
        aspects = _aspect_clause(choice, figures, sources)
    text = part.lead.format(
        count=int(figures[0].value), name=choice.label.name if choice.label else "", aspects=aspects
    )
    return Statement(text=text, sources=tuple(sources), figures=tuple(figures))


def _aspect_clause(choice: Choice, figures: list[Figure], sources: list[Source]) -> str:
    """``，其中缺资金的8个村、缺用地的5个村``; its counts join ``figures``, their sentences ``sources``."""
    assert choice.label is not None
    found: dict[str, tuple[Source, ...]] = {}
    for aspect, cues in _aspects().get(choice.label.key, {}).items():
        points = [point for point in choice.raised if any(cue in point.source.text for cue in cues)]
        mine = _one_a_village(points)
        if len(mine) >= _SMALLEST_ASPECT:
            found[aspect] = mine
    ranked = sorted(found.items(), key=lambda item: -len(item[1]))[:_FIGURES]
    if not ranked:
        return ""
    for _, mine in ranked:
        figures.append(_count(mine))
        sources.extend(source for source in mine if source not in sources)
    return "，其中" + "、".join(f"{aspect}的{len(mine)}个村" for aspect, mine in ranked)


def _sums(part: Part, label: str, sums: Sequence[SummedFigure]) -> list[Statement]:
    mine = [figure for figure in sums if figure.label == label][:_FIGURES]
    if not mine:
        return []
    printed = "，".join(
        f"{len(figure.sources)}个村{figure.name}合计{print_quantity(figure.total, figure.unit, figure.bound)}"
        for figure in mine
    )
    figures: list[Figure] = []
    for figure in mine:
        figures.append(_count(figure.sources))
        figures.append(
            Figure(
                text=print_quantity(figure.total, figure.unit, ""),
                value=figure.total,
                rule="sum",
                sources=figure.sources,
                values=figure.values,
            )
        )
    sources = tuple(dict.fromkeys(source for figure in mine for source in figure.sources))
    return [Statement(text=part.figures.format(figures=printed), sources=sources, figures=tuple(figures))]


def _sentence(part: Part, point: Point) -> str:
    wording = point.wording
    phrase = part.statement
    if wording.of_others:
        phrase = part.told
    elif point.kind == "request" and part.request:
        phrase = part.request
    elif part.unmarked and not (wording.says_plan or wording.says_request):
        phrase = part.unmarked
    return phrase.format(village=point.source.village, text=wording.text)


def _similar(template: Template, cluster: Cluster) -> list[Statement]:
    others = cluster.points[1:]
    if not others:
        return []
    villages = tuple(
        dict.fromkeys(p.source.village for p in others if p.source.village != cluster.points[0].source.village)
    )
    if not villages:
        return []
    sources = tuple(point.source for point in others if point.source.village in villages)
    names = enumerate_villages(villages)
    if len(villages) <= _NAMED:
        return [Statement(text=template.similar.format(villages=names), sources=sources)]
    text = template.similar_many.format(villages=names, count=len(villages))
    return [Statement(text=text, sources=sources, figures=(_count(sources),))]


def most_common(values: Sequence[str]) -> str:
    """The most frequent value that is not empty; the first of equals; empty where there is none."""
    counts = Counter(value for value in values if value)
    return counts.most_common(1)[0][0] if counts else ""
