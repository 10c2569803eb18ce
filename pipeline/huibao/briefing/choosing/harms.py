"""What befell people and things in each village, or may befall them any day: an event of one or several sentences.

死羊37只，吐逊左腿骨折。 tells of what came of it; that a lorry turned over stands in the sentence before. A draft tells
both in one, apart from deeds and lacks, whatever labels the tagger gave them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

from huibao.briefing.choosing.dated import dated
from huibao.briefing.choosing.follow import REFERS, is_of
from huibao.briefing.choosing.points import SHORTEST, Point
from huibao.briefing.themes.aspects import dangers
from huibao.briefing.themes.harm import KINDS, harm_told, telling, without_head, without_remarks
from huibao.briefing.themes.headings import Place, places, under_plans, under_requests
from huibao.briefing.wording.fuse import rewrite
from huibao.briefing.wording.person import NOBODY, office_of
from huibao.briefing.wording.rewritten import Rewritten, described
from huibao.briefing.wording.style import arabic
from huibao.frames import row_source, rows
from huibao.indicators.numbers.numerals import find_numerals
from huibao.ingest.numbering import ITEM_NUMBER
from huibao.schema import Source
from huibao.segment.normalize import normalize
from huibao.segment.words import tag_words
from huibao.taxonomy import Role, Taxonomy

if TYPE_CHECKING:
    import pandas as pd

# Characters that an event takes at most, and a sentence before it that tells what it is.
_LONGEST, _LONGEST_BEFORE = 150, 45
# A word of so many characters names a thing, and a longer one that very thing.
_THING = 2
# Events take no more of a draft than this.
_SHARE = 0.45
_NEVER_LEFT_OUT = ("people", "danger")
# An event of whose pairs of characters so many stand in another of its village may be the same.
_ALIKE = 0.6
# 王家老人, 李某, 老张: of whom it tells.
_WHOSE = re.compile(r"[\u4e00-\u9fff](?=[家某])|(?<=[老小])[\u4e00-\u9fff]")
_ASKED = ("？", "?")
# 煤烟中毒：1起。 is a label of what follows.
_LONGEST_LABEL = 12
# An event tells of so many sentences at most.
_MOST = 4
_DAY = re.compile(r"(\d{1,2})月(\d{1,2})[日号]")
# A year of which something stands (1994年的房子, 2001年建成) is not when it broke.
_YEAR = re.compile(r"((?:19|20)\d\d)年(?!的|[^，。；\d]{0,3}[建修盖造装架铺砌][的成起好])")


@dataclass(frozen=True, kw_only=True, slots=True)
class Harm:
    """An event of one village.

    Attributes:
        village: whose report tells it.
        kind: of harm, one of ``KINDS``.
        wording: of all its sentences, to stand behind the village's name.
        sources: the sentences, in order.
        beside: a sentence from which only the storm is taken: what was done then is told of as a deed.
        occasion: the storm or the day that it has in common with other villages' losses; empty for none.
    """

    village: str
    kind: str
    wording: Rewritten
    sources: tuple[Source, ...]
    beside: tuple[Source, ...] = ()
    occasion: str = ""

    @property
    def cited(self) -> tuple[Source, ...]:
        """The sentences behind its wording."""
        return (*self.beside, *self.sources)

    @property
    def grave(self) -> tuple[int, bool, bool]:
        """The graver, the smaller."""
        text = self.wording.text
        # 压死羊羔14只 is a loss like others of its storm.
        dead = self.kind == KINDS[0] and telling().dead.search(text)
        return KINDS.index(self.kind), not dead, bool(telling().light.search(text))


def find_harms(sentences: pd.DataFrame, points: Sequence[Point], taxonomy: Taxonomy, period: str = "") -> list[Harm]:
    """The events of a batch, in the order of the reports.

    Args:
        sentences: the frame.
        points: of the same sentences; what is planned or asked for tells of no event.
        taxonomy: roles of the labels.
        period: the one that the whole draft is of; empty where it is of several.
    """
    ahead = {_place(point.source) for point in points if point.kind or point.settled or point.heads}
    told_as = {_place(point.source): taxonomy[point.label].role for point in points}
    found: list[Harm] = []
    in_order = list(rows(sentences))
    villages = tuple(dict.fromkeys(row.village for row in in_order))
    outline = places(in_order)
    for _, mine in groupby(in_order, key=lambda row: row.report):
        report = list(mine)
        roles = [told_as.get((row.report, row.index), taxonomy[row.labels[0]].role) for row in report]
        found.extend(_Report(report, roles, ahead, villages, period, outline).harms())
    return found


def gravest(harms: Sequence[Harm], most: int, length: int) -> tuple[Harm, ...]:
    """The events to tell, the gravest first; of one storm the losses of all villages together.

    Args:
        harms: of a batch.
        most: so many at most.
        length: characters of the whole draft; pollution and losses take no more than a share of them.
    """
    shared = Counter(harm.occasion for harm in harms)
    # Among equals those that many villages have in common come first, and else the report's own order stays.
    ordered = sorted(
        harms, key=lambda harm: (harm.grave, -shared[harm.occasion] if harm.occasion else 0, harm.occasion)
    )
    told: list[Harm] = []
    room = _SHARE * length
    for harm in ordered:
        if any(_again(harm, other) for other in told):
            continue
        room -= len(harm.village) + len(harm.wording.text)
        # Who is hurt or in danger no draft passes over for want of room.
        if len(told) == most or (room < 0 and told and harm.kind not in _NEVER_LEFT_OUT):
            break
        told.append(harm)
    return tuple(told)


def adds_nothing(text: str, known: str) -> bool:
    """Whether a sentence has no other figure than one that is known, and tells of nobody else.

    Args:
        text, known: normalised sentences about what may be the same.

    Example:
        >>> adds_nothing("2名村民中毒", "6月14日2名村民打药时中毒"), adds_nothing("王家老人中毒", "2名村民中毒")
        (True, False)
    """
    figures = {number.value for number in find_numerals(text)} <= {number.value for number in find_numerals(known)}
    return figures and set(_WHOSE.findall(text)) <= set(_WHOSE.findall(known))


def _again(harm: Harm, told: Harm) -> bool:
    """Whether a village tells of an event again that is told: mostly in the same words, and nothing more."""
    text, known = harm.wording.text, told.wording.text
    pairs = [{one[place : place + 2] for place in range(len(one) - 1)} for one in (text, known)]
    alike = len(pairs[0] & pairs[1]) >= _ALIKE * len(pairs[0])
    return harm.village == told.village and alike and adds_nothing(text, known)


def apart(points: Sequence[Point], harms: Iterable[Harm], told: Sequence[Harm], taxonomy: Taxonomy) -> list[Point]:
    """The points; what an event tells that is told apart is told nowhere else, and every other event as it was tagged.

    But beside paragraphs of damage no other damage is told as a deed: that stands in the list of problems.

    Args:
        points: of a batch.
        harms: its events.
        told: those that the draft tells apart.
        taxonomy: roles of the labels.
    """
    gone, left = set[tuple[str, int]](), set[tuple[str, int]]()
    for harm in harms:
        again = any(harm is one or _again(harm, one) for one in told)
        (gone if again else left).update(map(_place, harm.sources))

    def arranged(point: Point) -> Point:
        if _place(point.source) in gone:
            return _told_apart(point)
        deed = _place(point.source) in left and taxonomy[point.label].role == "done"
        return replace(point, harm=True) if deed else point

    return [arranged(point) for point in points]


def _told_apart(point: Point) -> Point:
    """A point of an event; what tells of danger is counted among the events, and not once more among the lacks."""
    themes = tuple(theme for theme in point.themes if theme.name not in dangers())
    aspect = "" if point.aspect in dangers() else point.aspect
    return replace(point, harm=True, wording=replace(point.wording, fit=False), themes=themes, aspect=aspect)


def _place(source: Source) -> tuple[str, int]:
    return source.report, source.index


def _starts(text: str) -> bool:
    """Whether a sentence begins another matter: with a date, a number, 另外."""
    return bool(ITEM_NUMBER.match(text) or telling().starts.match(text))


class _Report:
    """The sentences of one report, and which of them tell of harm; ``told`` are those before this place."""

    def __init__(
        self,
        mine: list[Any],
        roles: list[Role],
        ahead: set[tuple[str, int]],
        villages: tuple[str, ...],
        period: str,
        outline: dict[tuple[str, int], Place],
    ) -> None:
        self.told = 0
        self.outline = outline
        self.rows = mine
        self.roles = roles
        self.ahead = ahead
        self.villages = villages
        self.period = period
        self.writer = office_of([row.text for row in mine]) or NOBODY
        self.texts = [arabic(without_head(normalize(row.text).text.strip())) for row in mine]
        self.kinds = [self._kind(place) for place in range(len(mine))]

    def _kind(self, place: int) -> str:
        row, text = self.rows[place], self.texts[place]
        later = self._stays(place) or under_plans(row.section) or under_requests(row.section)
        # 2021年听了一个老板的话: what befell anybody in another year is told no more.
        earlier = any(year < row.period[:4] for year in _YEAR.findall(text))
        if later or earlier or row.text.rstrip().endswith(_ASKED):
            return ""
        others = any(village in text for village in self.villages if village != row.village)
        kind = "" if others and telling().helped.search(text) else harm_told(text)
        # 尾水流进沟里，种上了水草: what was surely taken for a deed is one.
        deed = self.roles[place] == "todo" or (self.roles[place] == "done" and not row.review)
        return "" if kind == "pollution" and deed else kind

    def harms(self) -> list[Harm]:
        found: list[Harm] = []
        place = 0
        while place < len(self.rows):
            if not self.kinds[place]:
                place += 1
                continue
            run = self._run(place)
            harm = self._told(run)
            if harm is not None:
                found.append(harm)
            place = self.told = run[-1] + 1
        return found

    def _run(self, first: int) -> list[int]:
        """Places of the sentences that tell of one event, of which the first that does is given."""
        run = [first]
        while len(run) < _MOST and self._goes_on(run, run[-1] + 1):
            run.append(run[-1] + 1)
        return run

    def _goes_on(self, run: Sequence[int], place: int) -> bool:
        if place >= len(self.rows) or self._stays(place):
            return False
        text, before = self.texts[place], self.texts[place - 1]
        label = len(self.texts[run[0]]) <= _LONGEST_LABEL
        if (_starts(text) and not label) or len(text) + sum(len(self.texts[one]) for one in run) > _LONGEST:
            return False
        if not self._beside(place - 1, place):
            return False
        same = self.rows[place].paragraph == self.rows[place - 1].paragraph
        refers = bool(REFERS.match(text))
        if self.kinds[place] and not (refers or telling().bare.match(text)):
            # In a paragraph of its own it is an event of its own.
            return same and (self.kinds[place] == self.kinds[run[0]] or is_of(text, before) or _shares(text, before))
        refers = refers or is_of(text, before) or _shares(text, before)
        return refers or bool(telling().outcome.search(text) if same else telling().outcome.match(text))

    def _stays(self, place: int) -> bool:
        """Whether a sentence belongs to no event: it is of what is to come, or a person said what it is about."""
        row = self.rows[place]
        settled = not row.scores and self.roles[place] != "lacking"
        return (row.report, row.index) in self.ahead or settled or not row.quotable

    def _beside(self, one: int, other: int) -> bool:
        """Whether two sentences stand together: in one paragraph, or in two of one sentence each under one heading."""
        first, second = self.rows[one], self.rows[other]
        # 问：5月17日的暴雨有损失吗？ 答：受灾33亩.
        if first.paragraph == second.paragraph or (other == one + 1 and first.text.rstrip().endswith(_ASKED)):
            return True
        alone = [sum(row.paragraph == mine.paragraph for row in self.rows) == 1 for mine in (first, second)]
        return list(first.section) == list(second.section) and all(alone)

    def _told(self, run: Sequence[int]) -> Harm | None:
        before, above, whole = self._before(run[0])
        places = [*(above if whole else []), *run]
        first, of_day = (self.rows[run[0]].text, ()) if before else dated(self.rows, run[0])
        said = [before, self._worded(run[0], first), *(self._worded(place) for place in run[1:])]
        text = "，".join(filter(None, said))
        if len(text) < SHORTEST:
            return None
        kind = min((self.kinds[place] for place in run if self.kinds[place]), key=KINDS.index)
        return Harm(
            village=self.rows[run[0]].village,
            kind=kind,
            wording=described(text),
            sources=tuple(row_source(self.rows[place]) for place in places),
            beside=tuple(map(row_source, [*(() if whole else (self.rows[place] for place in above)), *of_day])),
            occasion=_occasion("，".join([*self.rows[run[0]].section[-1:], before, *(self.texts[one] for one in run)]))
            if kind == "loss"
            else "",
        )

    def _worded(self, place: int, text: str = "") -> str:
        """The wording of a sentence, or of the ``text`` that stands for it."""
        row = self.rows[place]
        own = self.period if row.period == self.period else ""
        told = without_head(normalize(text or row.text).text.strip())
        text = without_remarks(without_head(rewrite(told, row.village, writer=self.writer, period=own).text))
        # 问：香蕉怎么样？ 答：种了450亩: of what, the question says.
        topic = telling().asked.search("".join(row.section[-1:]).rpartition("：")[2])
        return f"{topic[1]}{text}" if topic and telling().leans.match(text) else text

    def _before(self, first: int) -> tuple[str, list[int], bool]:
        """What a heading or the sentence before an event tells of it, where that stands, and whether it is all of it.

        That is so where it is short and the event leans on it; else it is what did it and when.
        """
        place, text = first - 1, self.texts[first]
        untold = self.kinds[first] == "loss" and not telling().hazard.search(text)
        asked = telling().hazard.search("".join(self.rows[first].section[-1:])) if untold else None
        alone = (f"{asked[0]}中" if asked else "", list[int](), False)
        if place < 0 or _starts(text) or not self._beside(place, first) or self._stays(place):
            return alone
        above = self.texts[place]
        if untold and (cause := _cause(above)):
            return cause, [place], False
        same = self.rows[place].paragraph == self.rows[first].paragraph
        refers = bool(REFERS.match(text)) and not telling().hazard.search(text)
        dated = same and bool(telling().date.match(above)) and not telling().date.search(text)
        whole = (refers or dated) and len(above) <= _LONGEST_BEFORE and place >= self.told
        return (self._worded(place), [place], True) if whole else alone


def _cause(text: str) -> str:
    """What did it and when, from a sentence that tells it: 9月22日夜台风“蓝鲸”登陆; empty where it does not."""
    said = telling().cause.search(text)
    return said[0] + ("" if telling().began.search(said[0]) else "中") if said else ""


def _shares(text: str, before: str) -> bool:
    """Whether a sentence tells of a thing named before, and what is done about it: 涝坝的水位放低了1米."""
    things = {word for word, kind in tag_words(text) if kind.startswith("n") and len(word) >= _THING and word in before}
    return any(len(word) > _THING for word in things) or bool(things and telling().outcome.search(text))


def _occasion(text: str) -> str:
    """The storm's name, or the day of it: what losses of several villages have in common; empty for none."""
    if named := telling().named.search(text):
        return named[1]
    day = _DAY.search(text)
    return f"{day[1]}.{day[2]}" if day and (telling().hazard.search(text) or "风" in text) else ""
