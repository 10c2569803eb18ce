"""Choose what a draft says: what tells most of a batch for its room, plainly worded; every village, none too often."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from huibao.briefing.choosing.coverage import SPOKEN, Coverage
from huibao.briefing.choosing.harms import Harm, adds_nothing
from huibao.briefing.choosing.points import Cluster, Landscape, Point, cluster_points, landscape, sayable
from huibao.briefing.choosing.survey import Survey, cases_of, survey, told_in
from huibao.briefing.template import Part
from huibao.briefing.themes.asking import REQUEST
from huibao.briefing.themes.polarity import hints_at_lack, what_was_done
from huibao.briefing.wording.phrases import phrases
from huibao.segment.normalize import normalize
from huibao.taxonomy import Label, Taxonomy

# A point is worth what it adds to the draft for the room it takes, as probably as readers would let it stand, less a
# share for each turn of talk, for a doubtful label, and where it does not sound like what its part is about.
_DOUBTFUL = 0.95
_OUT_OF_PLACE = 0.7
# A doubtful deed that is less likely one than not tells more often of damage or of nothing.
_RATHER = 0.5
# What is left of the worth of what no clerk would send upward, where its village has nothing else under a heading.
_UNSUITED = 0.5
# Two wordings of which more than this share is common are one too many.
_TOO_ALIKE = 0.6
# Similarity from which two sentences of one village may tell of the same danger.
_SAME_EVENT = 0.6
# A case that must stand for a whole part tells more by a figure and by a way of working.
_FEW, _FULL = 3, 1.6
# There its weight counts more than its share of the words that the batch uses.
_ALONE = 3
# Characters that a subsection's topic sentence and sums take, about, and one that lists its aspects at once.
_FRAME = 21
_FRAME_LISTED = 78
# So many of the aspects that many villages raise are told before anything else; of what is lacking, of those that any
# two share, where they are sorted. The others must be worth their room, or are named without a case.
_RANKED = 4
# Characters that it takes to name a shared lack with its villages, about.
_NAMED_LACK = 16
# Fewer cases than this are not sorted by what they are about.
_SORTED = 4
# No village is quoted more often than this many times its fair share.
_DOMINANCE = 1.6


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """A subsection's content.

    Attributes:
        label: None where the part is written in one piece.
        raised: all points of the subsection, said or not; its counts come from here.
        chosen: the groups it says, best first; the first point of each is the one printed.
        survey: what the villages raise, of which the widest is said first.
    """

    label: Label | None
    raised: tuple[Point, ...]
    chosen: tuple[Cluster, ...]
    survey: Survey


@dataclass(frozen=True, kw_only=True, slots=True)
class Selection:
    """Choices of each part, in the template's order.

    Attributes:
        parts: the choices.
        harms: for each part the events that it tells apart, in order.
        left_out: points nobody will read in the text (they are in the appendices).
        unheard: villages that have no sentence fit to print.
    """

    parts: tuple[tuple[Choice, ...], ...]
    harms: tuple[tuple[Harm, ...], ...]
    left_out: tuple[Point, ...]
    unheard: tuple[str, ...]


def belongs(point: Point, part: Part, taxonomy: Taxonomy) -> bool:
    """Whether a point is one of a part's; what is told apart belongs nowhere else, whatever it was taken for."""
    right = taxonomy[point.label].role == part.role and (not part.kinds or point.kind in part.kinds)
    return right and not point.harm


def _takes(part: Part, point: Point, taxonomy: Taxonomy) -> bool:
    """Whether a part tells a point of its own accord: of some labels not what no cue speaks for, if it is doubtful."""
    vague = not point.aspect and not point.endangers and (point.review or not point.wording.fit)
    return belongs(point, part, taxonomy) and not (vague and point.label in part.cued)


def select(
    points: Sequence[Point],
    parts: Sequence[Part],
    taxonomy: Taxonomy,
    *,
    length: int,
    hear_all: bool,
    harms: Sequence[Sequence[Harm]] = (),
) -> Selection:
    """Choose groups for every subsection until the draft is long enough, then see that each village is heard.

    Args:
        points: of the whole batch.
        parts: the template's.
        taxonomy: order and roles of the labels.
        length: characters of body text to aim at; a subsection says at least one point.
        hear_all: a village that the ranking passed over is given its best point in addition.
        harms: for each part the events that it tells apart, in order; by default none.
    """
    heard: Counter[str] = Counter()
    # What no part takes (a bulletin tells no plans) need not be told.
    weight = {id(point): part.weight for part in reversed(parts) for point in points if _takes(part, point, taxonomy)}
    land = landscape([point for point in points if id(point) in weight], cut=True)
    coverage = Coverage(land, [weight[id(point)] for point in land.points])
    slots = [_slots(points, part, taxonomy, coverage) for part in parts]
    every = [slot for part in slots for slot in part]
    said = _Said()
    budget = length - sum(slot.frame for slot in every if slot.raised)
    apart = tuple(map(tuple, harms)) or tuple(() for _ in parts)
    for harm in (harm for mine in apart for harm in mine):
        said.add(harm.wording.text)
        budget -= len(harm.village) + len(harm.wording.text) + 1
    hurt = {harm.village for mine in apart for harm in mine}
    villages = list(dict.fromkeys(point.village for point in points))
    if hear_all:
        dangers: list[Point] = []
        for slot in every:
            for cluster in slot.harms():
                # Two villages may tell of danger in the same words, and either is to be told.
                if not any(_same_event(cluster.lead, told, land) for told in dangers):
                    dangers.append(cluster.lead)
                    budget -= slot.take(cluster, heard, said)
    for slot in every:
        best = slot.foremost(heard, said, _share(heard, every, villages))
        if best is not None:
            budget -= slot.take(best, heard, said)
    # What an opening ranks is told, the widest of each subsection before the second widest of any.
    for place in range(_RANKED):
        for slot in every:
            if slot.ranks > place and budget > 0:
                best = slot.ranked(place, heard, said, _share(heard, every, villages))
                budget -= slot.take(best, heard, said) if best is not None else 0
    budget -= sum(slot.frame_of_named() for slot in every)
    # Then wherever a point adds most for the room it takes.
    while budget > 0:
        share = _share(heard, every, villages)
        offers = [
            (slot.worth(best), slot, best)
            for slot in every
            if len(slot.chosen) < slot.most and (best := slot.best(heard, said, share)) is not None
        ]
        if not offers:
            break
        _, slot, best = max(offers, key=lambda offer: offer[0])
        budget -= slot.take(best, heard, said)
    for slot in every:
        best = slot.named(heard, said, _share(heard, every, villages))
        if best is not None:
            slot.take(best, heard, said)
    if hear_all:
        for village in villages:
            if not heard[village] and village not in hurt:
                _hear(village, every, heard, said)
    printed = {point.source for slot in every for cluster in slot.chosen for point in cluster.points}
    printed |= {source for mine in apart for harm in mine for source in harm.sources}
    return Selection(
        parts=tuple(
            tuple(
                Choice(label=slot.label, raised=tuple(slot.raised), chosen=slot.in_print(), survey=slot.survey)
                for slot in part
            )
            for part in slots
        ),
        harms=apart,
        left_out=tuple(point for point in points if point.source not in printed),
        unheard=tuple(village for village in villages if not (heard[village] or village in hurt)),
    )


def _same_event(point: Point, told: Point, land: Landscape) -> bool:
    """Whether a sentence tells again what another of its village has told: no other figure, and of nobody else."""
    alike = land.alike[land.place[id(point)], land.place[id(told)]]
    if point.village != told.village or alike < _SAME_EVENT:
        return False
    return adds_nothing(*(normalize(one.source.text).text for one in (point, told)))


def _share(heard: Counter[str], slots: Sequence[_Slot], villages: Sequence[str]) -> int:
    """How often a village may be quoted: its fair share of what the draft holds and of one point more a subsection."""
    return max(2, math.ceil(_DOMINANCE * (sum(heard.values()) + len(slots)) / max(len(villages), 1)))


def _slots(points: Sequence[Point], part: Part, taxonomy: Taxonomy, coverage: Coverage) -> list[_Slot]:
    mine = [point for point in points if _takes(part, point, taxonomy)]
    labels: list[Label | None] = list(taxonomy.with_role(part.role)) if part.each else [None]
    return [
        _Slot(
            label,
            raised,
            part=part,
            coverage=coverage,
            survey=survey(raised, points, part.role, label.key if label else ""),
        )
        for label in labels
        for raised in [[point for point in mine if label is None or point.label == label.key]]
    ]


class _Slot:
    """A subsection while it fills."""

    def __init__(
        self, label: Label | None, raised: list[Point], *, part: Part, coverage: Coverage, survey: Survey
    ) -> None:
        self.label = label
        self.role = part.role
        self.sorts = bool(part.group)
        # Of deeds and sorted plans the weightiest are told; of the rest one case is kept for it.
        ranks = part.role == "lacking" or (part.role == "todo" and not part.group)
        self.sorts_lacks = part.role == "lacking" and self.sorts
        self.names_lacks = bool(part.named)
        self.ranks = min(_RANKED, part.most - 1) if ranks else 0
        self.most = part.most
        self.frame = _FRAME if part.group else _FRAME_LISTED
        self.raised = raised
        self.coverage = coverage
        self.survey = survey
        # Each who is hurt or in danger is told, whoever else tells the like.
        harms = [Cluster(points=(point,)) for point in raised if point.endangers and id(point) in coverage.land.place]
        others = cluster_points([point for point in raised if not point.endangers], coverage.land)
        fitting = [cluster for cluster in [*harms, *others] if self.fits(cluster.lead)]
        # Where a village has anything better to say here, what no clerk would send upward is not said, but for danger.
        better = {cluster.lead.village for cluster in fitting if not cluster.lead.wording.unsuited}
        self.candidates = [
            cluster
            for cluster in fitting
            if cluster.lead.endangers or not (cluster.lead.wording.unsuited and cluster.lead.village in better)
        ]
        self.chosen: list[Cluster] = []

    def worth(self, cluster: Cluster) -> float:
        """What the draft gains for each character if this group's first point is said."""
        lead = cluster.lead
        telling = self.coverage.best(lead)
        few = self.most <= _FEW
        full = few and self.role != "lacking" and lead.has_figure + bool(phrases().method.search(telling.wording.text))
        doubt = (min(lead.confidence, _DOUBTFUL) if self.role == "done" else _DOUBTFUL) if lead.review else 1.0
        care = SPOKEN**telling.wording.spoken * doubt * _OUT_OF_PLACE ** self._out_of_place(lead)
        weight = (1 - lead.faulty) * (lead.weight**_ALONE if few else lead.weight)
        weight *= _UNSUITED**lead.wording.unsuited
        return weight * care * _FULL**full * telling.worth

    def fits(self, point: Point) -> bool:
        """Whether it can be printed here: 信号塔立起来2座 cannot among what is lacking on a doubtful label, nor
        can a doubtful achievement or plan that stands among a report's problems.

        Nor can last year's figures and next year's aims alone among what was done, nor what is rather no deed; nor
        among the plans what a superior wants and the village says it cannot do.
        """
        likely = not point.review or point.confidence >= _RATHER
        result = self.role != "done" or (likely and not point.elsewhen)
        elsewhere = point.among_problems and self.role != "lacking" and point.kind != REQUEST
        told_to = self.role == "todo" and point.kind != REQUEST and point.wording.of_others and point.wording.lacks
        right = result and not (point.contrary or told_to)
        return sayable(point) and right and not (point.review and (elsewhere or self._out_of_place(point)))

    def _out_of_place(self, point: Point) -> bool:
        """A lack told among what was done, a problem that does not sound like one, or a request among either."""
        wording = point.wording
        asks = self.role != "todo" and wording.says_request
        short = wording.short_of or (point.review and hints_at_lack(wording.text))
        # 胳膊绞进卷帘机，骨折: danger sounds like a problem without a word for a lack.
        told = {"done": short, "lacking": not (wording.lacks or point.endangers)}
        return asks or told.get(self.role, False)

    def harms(self) -> list[Cluster]:
        """The candidates that tell of somebody who is hurt, ill or in danger, the weightiest first."""
        return sorted((one for one in self.candidates if one.lead.endangers), key=lambda one: -one.lead.weight)

    def best(self, heard: Counter[str], said: _Said, share: int, names: Set[str] = frozenset()) -> Cluster | None:
        """The best candidate that is not too like what is said already; those too like are dropped.

        The first, which may be the only one, is a sure one where there is any. With ``names`` it tells of one of them
        in the words that would be printed: rather what is mainly about it, and rather a sure one.
        """
        mine = [cluster for cluster in self.candidates if not names or names & set(told_in(self.printed(cluster)))]

        def place(cluster: Cluster) -> tuple[bool, bool, float]:
            lead = cluster.lead
            beside = bool(names) and lead.aspect not in names
            return beside, lead.review and (bool(names) or not self.chosen), -self.worth(cluster)

        for cluster in sorted(mine, key=place):
            if heard[cluster.lead.village] >= share:
                continue
            if not said.has_like(self.coverage.best(cluster.lead).wording.text):
                return cluster
            self.candidates.remove(cluster)
        return None

    def foremost(self, heard: Counter[str], said: _Said, share: int) -> Cluster | None:
        """The best case of what is most widely raised, where the opening says so; else the best of all."""
        first = self.ranked(0, heard, said, share) if self.ranks else None
        return first or self.best(heard, said, share)

    def named(self, heard: Counter[str], said: _Said, share: int) -> Cluster | None:
        """The best case of what is most widely raised, where a few cases that need no sorting hold none."""
        return self.ranked(0, heard, said, share) if self.sorts and len(self.chosen) < _SORTED else None

    def ranked(self, place: int, heard: Counter[str], said: _Said, share: int) -> Cluster | None:
        """The best case of a widely raised aspect, by its rank; None where it is told or has none."""
        raised = self.survey.shared if self.sorts_lacks else self.survey.wide
        names = {aspect.name for aspect in raised[place : place + 1] if len(self.chosen) < self.most}
        if not names or names & cases_of(self.chosen, self.survey.shared).keys():
            return None
        return self.best(heard, said, share, names)

    def frame_of_named(self) -> int:
        """Characters of the shared lacks of which no case is told so far, where they are named all the same."""
        told = cases_of(self.chosen, self.survey.shared)
        return _NAMED_LACK * (len(self.survey.shared) - len(told)) if self.names_lacks else 0

    def in_print(self) -> tuple[Cluster, ...]:
        """What it says, best first; danger before lesser cases, doubtful examples after the sure ones."""
        return tuple(sorted(self.chosen, key=lambda cluster: (not cluster.lead.endangers, cluster.lead.review)))

    def printed(self, cluster: Cluster) -> Point:
        """A group's first point as it would be said now."""
        wording = self.coverage.best(cluster.lead).wording
        if self.role == "done":
            wording = replace(wording, text=what_was_done(wording.text))
        return replace(cluster.lead, wording=wording)

    def take(self, cluster: Cluster, heard: Counter[str], said: _Said) -> int:
        """Say a group; the characters it takes."""
        telling = self.coverage.best(cluster.lead)
        printed = self.printed(cluster)
        self.candidates.remove(cluster)
        self.chosen.append(replace(cluster, points=(printed, *cluster.points[1:])))
        self.coverage.say(telling)
        heard[printed.village] += 1
        said.add(printed.wording.text)
        return len(printed.village) + len(printed.wording.text) + 1


class _Said:
    """Wordings that the draft has so far; every round of the selection asks again what is too like them."""

    def __init__(self) -> None:
        self._matchers: list[SequenceMatcher[str]] = []
        self._unlike: Counter[str] = Counter()

    def add(self, text: str) -> None:
        # A matcher studies its second text once and compares it with any number of first ones.
        self._matchers.append(SequenceMatcher(None, "", text, autojunk=False))

    def has_like(self, text: str) -> bool:
        """Whether a wording shares too much with any of them; with those found unlike it before it is not compared."""
        for matcher in self._matchers[self._unlike[text] :]:
            matcher.set_seq1(text)
            if matcher.real_quick_ratio() > _TOO_ALIKE and matcher.quick_ratio() > _TOO_ALIKE < matcher.ratio():
                return True
            self._unlike[text] += 1
        return False


def _hear(village: str, slots: Sequence[_Slot], heard: Counter[str], said: _Said) -> None:
    options = []
    for slot in slots:
        for cluster in slot.candidates:
            mine = next((point for point in cluster.points if point.village == village and slot.fits(point)), None)
            if mine is not None and not said.has_like(mine.wording.text):
                others = tuple(point for point in cluster.points if point is not mine)
                options.append((slot, cluster, replace(cluster, points=(mine, *others))))
    if options:
        slot, cluster, led = max(options, key=lambda option: option[0].worth(option[2]))
        slot.candidates[slot.candidates.index(cluster)] = led
        slot.take(led, heard, said)
