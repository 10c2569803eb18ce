"""Indicators of a report: quantities with name, status and period, offsets in the report's text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from decimal import Decimal

from huibao.indicators.judging.evidence import (
    bracketed_status,
    certain_status,
    is_recorded,
    is_set_out,
    is_whole,
    observe,
    status_by_grammar,
)
from huibao.indicators.judging.governing import as_seen_from
from huibao.indicators.judging.judge import NO_INDICATOR, Judge, shipped_judge
from huibao.indicators.lexicon.cues import cues
from huibao.indicators.lexicon.names import Name, name_all
from huibao.indicators.lexicon.own_place import village_stem
from huibao.indicators.naming.namer import Namer, shipped_namer
from huibao.indicators.numbers.quantities import is_distance, is_rate_of_something, read_quantities
from huibao.indicators.period import period_of
from huibao.indicators.phrase import Phrase, phrases_of
from huibao.indicators.setting import Setting
from huibao.indicators.table_cells import cell_at
from huibao.indicators.table_rows import row_of
from huibao.indicators.tokens import words_of
from huibao.indicators.whole import with_parts, with_people, with_stages
from huibao.schema import AnnotatedReport, Indicator, Status, Tag
from huibao.segment.above import above_each
from huibao.segment.normalize import normalize, simplify
from huibao.taxonomy import Taxonomy

# A figure whose status its words leave no doubt about is an indicator unless that is as improbable as this.
_UNLIKELY = 0.75
# How many sentences before it 这9.2万元 may have been told.
_TOLD_JUST_BEFORE = 2
_NOT_ONE = re.compile("(?:无|没有?|未有|未(?:新)?(?:发生|出现|发现))(?:哪怕|任何)?$")
# Words that tell an aim, by list.
_OF_AIMS = ("plan", "ask", "must", "goal", "need")
_SHARES = re.compile("其中|里头|里面|当中")


def settings_of(annotated: AnnotatedReport) -> list[Setting]:
    """What was read in each sentence of a report, in order; ``quantities`` is empty where it counts nothing."""
    tags: Sequence[Tag | None] = annotated.tags or (None,) * len(annotated.sentences)
    totals: dict[tuple[str, str], list[Decimal]] = defaultdict(list)
    told: dict[str, Name] = {}
    bracketed = bracketed_status(simplify(annotated.report.text))
    sections: dict[str, str] = {}
    place = village_stem(normalize(annotated.report.village).text)
    settings = []
    for sentence, tag, above in zip(annotated.sentences, tags, above_each(annotated.sentences), strict=True):
        view = normalize(sentence.text)
        quantities = read_quantities(view.text)
        phrases = phrases_of(quantities, view.text)
        section = sections.get(above.heading)
        if section is None:
            section = sections[above.heading] = as_seen_from(annotated.report.period, above.heading)
        names = name_all(quantities, view.text, told, phrases, place, above)
        shares = _SHARES.search(view.text)
        wholes: set[str] = set()
        for quantity, name in zip(quantities, names, strict=True):
            totals[name.name, name.unit].append(quantity.value)
            # 集体收入118.4万元，其中厂房租金96万元。1—9月累计342.6万元: what goes on is the whole, not its share.
            if not (shares and shares.end() <= quantity.start and quantity.unit in wholes):
                told[quantity.unit] = name
                wholes.add(quantity.unit)
        read = Setting(
            view=view, section=section, above=above, tag=tag, quantities=quantities, phrases=phrases, names=names,
            words=words_of(view.text, quantities) if quantities else (), totals=totals, bracketed=bracketed,
            period=annotated.report.period, place=place,
        )  # fmt: skip
        settings.append(read)
    return settings


def extract_report(
    annotated: AnnotatedReport,
    taxonomy: Taxonomy,
    judge: Judge | None = None,
    namer: Namer | None = None,
    only: Collection[int] | None = None,
) -> tuple[Indicator, ...]:
    """Indicators of a report, in order.

    Args:
        annotated: its sentences; its tags, where there are any, help to read the status.
        taxonomy: the labels' roles.
        judge: decides what counts; the one that ships by default.
        namer: chooses the names of what counts; the one that ships by default.
        only: the sentences whose indicators are wanted; all by default. A sentence's indicators depend on its own tag
            and on no other sentence's.

    Example:
        年初目标100户，已完成86户 → 100户 plan, 86户 actual; 比上年的61万元增长四成 → 610000元 past.
    """
    judge = judge or shipped_judge()
    namer = namer or shipped_namer()
    found = []
    settings = _with_likely_aims(settings_of(annotated), taxonomy)
    for sentence, setting in zip(annotated.sentences, settings, strict=True):
        if only is not None and sentence.index not in only:
            continue
        verdicts: list[str] = []
        told: list[Name] = []
        row = row_of(sentence) if annotated.report.paragraphs[sentence.paragraph].tabular else None
        for index, quantity in enumerate(setting.quantities):
            status: Status | None = None
            start, end = setting.view.source_range(quantity.start, quantity.end)
            cell = cell_at(row, sentence.start + start, annotated.report.period) if row else None
            if cell is not None and cell.counts_nothing:
                verdicts.append(NO_INDICATOR)
                continue
            if not (is_rate_of_something(quantity) or is_distance(quantity) or _is_none(setting, index)):
                status = _status(setting, index, judge, taxonomy, verdicts)
                status = cell.status(status) if cell else status
            verdicts.append(status or NO_INDICATOR)
            if status is None:
                continue
            alone = cell.named_in(setting, index) if cell else None
            name = cell.named(namer.name(alone, 0)) if cell and alone else namer.name(setting, index, told)
            told.append(name)
            time = cell.time(name, status, setting.phrases[index]) if cell else None
            if time is None:
                time = period_of(_first_told(settings, setting, index), name, status, annotated.report.period)
            found.append(
                Indicator(
                    name=name.name,
                    value=float(quantity.value),
                    unit=name.unit,
                    bound=quantity.bound,
                    status=status,
                    period=time,
                    summable=name.summable,
                    sentence=sentence.index,
                    start=sentence.start + start,
                    end=sentence.start + end,
                )
            )
    return with_parts(with_stages(with_people(found, annotated)), annotated)


def _with_likely_aims(settings: Sequence[Setting], taxonomy: Taxonomy) -> list[Setting]:
    """The sentences, those whose tag is of an aim that the tagger was not sure of with their likeliest other label.

    Their words tell better whether something is meant. What follows an aim that words tell stays one: 春季植树600棵
    is a record after 路灯有9盏不亮, and an aim after 下一步打算修路3公里.
    """
    found = []
    aims = False
    for setting in settings:
        tag = setting.tag
        tagged = tag is not None and taxonomy[tag.labels[0]].role == "todo"
        if tag is not None and tag.review and tagged and not aims:
            others = [label for label in tag.scores if taxonomy[label].role != "todo"]
            likeliest = max(others, key=tag.scores.__getitem__, default=None)
            setting = replace(setting, tag=replace(tag, labels=(likeliest,), kind=None) if likeliest else None)
        found.append(setting)
        words = setting.text + setting.section + setting.above.opening
        aims = tagged and (aims or any(cues()[name].search(words) for name in _OF_AIMS))
    return found


def _first_told(settings: Sequence[Setting], setting: Setting, index: int) -> Phrase:
    """The words around a figure, or around it where it was told just before: 1—9月进了9.2万元。这9.2万元里…."""
    figure, phrase = setting.quantities[index], setting.phrases[index]
    if not phrase.own.endswith(("这", "那")):
        return phrase
    place = next(place for place, one in enumerate(settings) if one is setting)
    before = (
        earlier.phrases[told]
        for earlier in settings[max(place - _TOLD_JUST_BEFORE, 0) : place][::-1]
        for told, other in enumerate(earlier.quantities)
        if (other.value, other.unit) == (figure.value, figure.unit)
    )
    return next(before, phrase)


def _is_none(setting: Setting, index: int) -> bool:
    """Whether a sentence says that not even one is there: 无一件上交, 没有一户返贫."""
    return setting.quantities[index].value == 1 and bool(_NOT_ONE.search(setting.phrases[index].own))


def _status(setting: Setting, index: int, judge: Judge, taxonomy: Taxonomy, verdicts: Sequence[str]) -> Status | None:
    """A figure's status; the judge says whether it is an indicator, but not what grammar has settled."""
    certain = certain_status(setting, index)
    if certain == "actual":
        return certain
    governed = status_by_grammar(setting, index, verdicts)
    doubt = _UNLIKELY if certain or governed == "past" else None
    judged = judge.decide(observe(setting, index, taxonomy, verdicts), doubt)
    if judged is None:
        return "plan" if is_set_out(setting, index, verdicts) else None
    if certain:
        return certain
    if judged == "part" and is_whole(setting, index):
        judged = "actual"
    if judged == "plan" and is_recorded(setting, index):
        judged = "actual"
    # A share and a lack are not planned, whatever the sentence sets out to do about them.
    return judged if governed == "plan" and judged in ("part", "gap") else governed or judged
