"""Write the draft: an office's template filled with what was selected, each sentence with its sources."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from huibao.briefing.choosing.points import Cluster, Point
from huibao.briefing.choosing.select import Choice, Selection
from huibao.briefing.choosing.shared import (
    SHARED,
    Shared,
    one_a_village,
    shared_aspects,
    told_of,
)
from huibao.briefing.choosing.survey import cases_of
from huibao.briefing.template import NAMED, Call, Fill, Part, Template
from huibao.briefing.wording.joins import carries_on
from huibao.briefing.writing.blocks import Block, Group, heading, paragraph
from huibao.briefing.writing.figures import SummedFigure, print_quantity
from huibao.briefing.writing.harms import harm_groups
from huibao.schema import Figure, Source, Statement
from huibao.taxonomy import Reporter

CHINESE_DIGITS = "一二三四五六七八九十"
# Groups of a subsection; what is lacking is told of with all who share it.
_GROUPS, _LACKS = 4, 8
_ANSWERED = 3
_CASES_A_GROUP = 2
_LISTED = 1
# …搬到了六合新村，还安装路灯44盏: they would be taken for that village's.
_ELSEWHERE = re.compile(r"[到在往去与和向]了?[\u4e00-\u9fff]{2,4}(?:村|社区|嘎查)(?![里民内])")
# What kind of place a village is, and how a case begins that is of the same.
_KIND = re.compile("(?:村|社区|嘎查)$")
SAME_VILLAGE = ("该村", "该社区", "该嘎查")
# A place in between would be taken for the one that is meant; 全村 and 农村 are none.
_ANOTHER = re.compile(
    r"[\u4e00-\u9fff](?<![全各本该每农乡驻外邻山进下到入])(?:村|社区|嘎查)(?![民里内委级干支组集口容貌务规医])"
)
# Characters of two cases that one subject can carry.
_CARRIED = 70
# 干部中3个人是亲戚，监督的话说不出口: a leader does not say it to a village's face.
_OF_PERSONS = re.compile(
    r"(?:有的|个别|少数|部分|一些)?(?:村)?(?P<who>(?:两委)?(?:干部|班子|党员|书记|支书|成员)(?!\d))"
)
# How a template tells a plan or a request that does not say so itself.
_PROPOSES = "提出，"
# Said of a number that its village tells twice, and differently.
UNSETTLED = "待核实"


@dataclass(frozen=True, kw_only=True, slots=True)
class Occasion:
    """Who reports.

    Attributes:
        villages: heard, in print order.
        named: villages that the opening has to name, since nothing else does.
        sources: the first sentence of each village.
        missing: villages that handed in nothing.
        doubts: numbers that do not fit each other, as cases.
    """

    villages: tuple[str, ...]
    named: tuple[str, ...]
    sources: tuple[Source, ...]
    missing: tuple[str, ...] = ()
    doubts: tuple[Statement, ...] = ()


def write_blocks(
    template: Template,
    fill: Fill,
    occasion: Occasion,
    selection: Selection,
    sums: Sequence[SummedFigure],
    points: Sequence[Point],
    *,
    drop_empty: bool,
) -> list[Block]:
    """Headings and paragraphs of the draft, in order.

    Args:
        template: the office's phrases.
        fill: fills them, with the names of the occasion.
        occasion: who reports.
        selection: what to say.
        sums: what the township's table adds up.
        points: all points, for the calls that answer what is lacking.
        drop_empty: leave out subsections about which no village says anything; else one sentence says so.
    """
    blocks = [paragraph(Group(before=(_opening(template, fill, occasion),)))] if template.opening else []
    numbered = 0
    told = [cluster for choices in selection.parts for choice in choices for cluster in choice.chosen]
    for part, choices, harms in zip(template.parts, selection.parts, selection.harms, strict=True):
        writer = _PartWriter(part=part, fill=fill, sums=sums, points=points, told=told)
        apart = harm_groups(part, harms, fill)
        body = writer.blocks(choices, nobody="" if drop_empty else template.nobody, above=apart)
        if body and part.heading:
            blocks.append(heading(f"{CHINESE_DIGITS[numbered]}、{fill(part.heading)}", 1))
            numbered += 1
        blocks.extend(body)
    if template.doubts and occasion.doubts:
        blocks.append(paragraph(Group(before=(Statement(text=fill(template.doubts)),), cases=occasion.doubts)))
    if template.closing:
        blocks.append(paragraph(Group(before=(Statement(text=fill(template.closing)),))))
    return blocks


def _count(sources: Sequence[Source], text: str, reporter: Reporter) -> Figure:
    """How many speak, as the text prints it: ``11个村``, or in a template's own words ``11村``."""
    villages = {source.village for source in sources}
    shown = f"{len(villages)}{reporter.one}"
    if shown not in text:
        # A number inside a name (第3小学) is no count.
        for village in villages:
            text = text.replace(village, "")
        printed = re.search(rf"(?<!\d){len(villages)}[^\d\W]{{1,3}}", text)
        shown = printed[0] if printed else shown
    return Figure(text=shown, value=len(villages), rule="villages", sources=tuple(sources))


def _opening(template: Template, fill: Fill, occasion: Occasion) -> Statement:
    first = dict.fromkeys((*occasion.named, *occasion.villages))
    text = fill(
        template.opening,
        villages="、".join(list(first)[: max(NAMED, len(occasion.named))]),
        all="、".join(occasion.villages),
        count=len(occasion.villages),
        missing="、".join(occasion.missing),
    )
    return Statement(text=text, sources=occasion.sources, figures=(_count(occasion.sources, text, fill.reporter),))


def _counted(text: str, reporter: Reporter, sources: Sequence[Source], *more: Shared) -> Statement:
    """A statement whose counts of villages come from its sources, and from those of the aspects it names."""
    counts = [_count(mine, text, reporter) for mine in (sources, *(shared.sources for shared in more))]
    figures = [figure for figure in counts if figure.text in text]
    every = dict.fromkeys([*sources, *(source for shared in more for source in shared.sources)])
    return Statement(text=text, sources=tuple(every), figures=tuple(figures))


@dataclass(frozen=True, kw_only=True, slots=True)
class _PartWriter:
    """Writes one part: its subsections, and in each the topic sentence, sums, shared aspects and cases.

    ``told`` are the cases of the whole draft.
    """

    part: Part
    fill: Fill
    sums: Sequence[SummedFigure]
    points: Sequence[Point]
    told: Sequence[Cluster]

    def blocks(self, choices: Sequence[Choice], nobody: str, above: Sequence[Group] = ()) -> list[Block]:
        """Subsections with their headings; an empty one says ``nobody``, or is left out where that is empty.

        What befell people and things stands ``above`` them.
        """
        blocks: list[Block] = []
        first = 0
        if above and self.part.harms:
            if self.part.harms.heading and self.part.heading:
                blocks.append(heading(f"（{CHINESE_DIGITS[0]}）{self.fill(self.part.harms.heading)}", 2))
                first = 1
            blocks.append(paragraph(*above))
        by_label = {choice.label.key: choice for choice in choices if choice.label is not None}
        calls: list[tuple[Call | None, Choice]] = [
            (call, by_label[call.label]) for call in self.part.calls if call.label in by_label
        ] or [(None, choice) for choice in choices]
        place = 0
        # Why sections are empty, those before: the same is not said twice.
        empty: list[tuple[bool, bool]] = []
        for call, choice in calls:
            label = choice.label.name if choice.label else ""
            if call is not None:
                groups = self.call_groups(call, choice)
            elif choice.raised:
                groups = self.groups(choice, place)
            elif nobody:
                key = choice.label.key if choice.label else ""
                elsewhere = bool(self.part.kinds) and any(point.label == key for point in self.points)
                perhaps = any(key in (point.label, *point.perhaps) for point in self.points)
                again = (elsewhere, perhaps) in empty
                empty.append((elsewhere, perhaps))
                text = self.fill(nobody, name=label, elsewhere=elsewhere, perhaps=perhaps, again=again)
                groups = [Group(before=(Statement(text=text),))]
            else:
                continue
            name = self.fill(call.heading) if call else label
            if name and self.part.heading and len(calls) > 1:
                blocks.append(heading(f"（{CHINESE_DIGITS[first + place]}）{name}", 2))
            blocks.append(paragraph(*groups))
            place += 1
        return blocks

    def groups(self, choice: Choice, place: int) -> list[Group]:
        """Topic sentence and sums; then each widely shared aspect with its cases; then the other cases.

        What the topic sentence or a group ranks is told below it, in that order.
        """
        lacking = self.part.role == "lacking"
        wide = {aspect.name for aspect in choice.survey.wide}
        sources = choice.survey.sources
        told = cases_of(choice.chosen, choice.survey.shared)
        ranked = [aspect.naming(told[aspect.name]) for aspect in choice.survey.shared if aspect.name in told]
        # A heading above a single case would cost more room than it saves the reader, but for what the part is about.
        groups = [aspect for aspect in ranked if lacking or len(told[aspect.name]) >= _CASES_A_GROUP]
        groups = groups[: (_LACKS if lacking else _GROUPS) if self.part.group else 0]
        sorted_out = sum(len(told[aspect.name]) for aspect in groups) < len(choice.chosen)
        if len(groups) < SHARED and not (lacking and sorted_out):
            # A few cases need no sorting; the topic sentence names the aspects.
            groups = []
        listed = [aspect for aspect in ranked if aspect.name in wide] if not groups else []
        listed = listed[: _LISTED if self.part.group else _GROUPS]
        topic = self.fill(
            self.part.lead[place % len(self.part.lead)],
            who=self.fill.who(sources),
            count=len(sources),
            name=choice.label.name if choice.label else "",
            aspects=[f"{aspect.name}（{self.counted(aspect)}）" for aspect in listed],
            names=[aspect.name for aspect in listed],
            cases=bool(choice.chosen),
        )
        # What the groups say below they say with its count.
        written = (
            [Group(before=(_counted(topic, self.fill.reporter, sources, *listed),))] if topic and not groups else []
        )
        if self.part.figures:
            written.append(self.sums_of(choice.label.key if choice.label else ""))
        for number, aspect in enumerate(groups):
            phrase = self.part.group[place % len(self.part.group)]
            ordinal = CHINESE_DIGITS[number] if len(groups) > 1 else ""
            text = self.fill(
                phrase, ordinal=ordinal, aspect=aspect.name, who=self.sharers(aspect), share=self.counted(aspect)
            )
            cases = self.cases(told[aspect.name])
            written.append(Group(before=(_counted(text, self.fill.reporter, aspect.sources),), cases=cases, apart=True))
        first = [cluster for aspect in listed for cluster in told[aspect.name]]
        above = [cluster for aspect in (*groups, *listed) for cluster in told[aspect.name]]
        rest = [*first, *(cluster for cluster in choice.chosen if cluster not in above)]
        written.append(Group(cases=_led(self.part.others if groups else "", self.cases(rest)), apart=bool(groups)))
        unsaid = [aspect for aspect in choice.survey.shared if aspect.name not in told]
        written.append(Group(after=(*self.named(unsaid), *self.untold(choice)), apart=bool(groups)))
        return written

    def sharers(self, aspect: Shared) -> str:
        """Who shares an aspect: by name, or counted where they are many; by name with 等 where there may be others."""
        return self.fill.sharers(aspect.sources, exact=aspect.exact)

    def counted(self, aspect: Shared) -> str:
        """The same, counted wherever they can be: 2个村."""
        return f"{aspect.count}{self.fill.reporter.one}" if aspect.exact else self.sharers(aspect)

    def named(self, unsaid: Sequence[Shared]) -> tuple[Statement, ...]:
        """Aspects that villages share and of which no case is told, with those who share them."""
        if not self.part.named or not unsaid:
            return ()
        text = self.fill(self.part.named, aspects=[f"{aspect.name}（{self.sharers(aspect)}）" for aspect in unsaid])
        return (_counted(text, self.fill.reporter, unsaid[0].sources, *unsaid[1:]),)

    def untold(self, choice: Choice) -> tuple[Statement, ...]:
        """Where to read what was not told, and how much there is in all."""
        listed = tuple(point.source for point in choice.raised if not point.heads)
        told = {cluster.lead.source for cluster in choice.chosen}
        if not self.part.untold or told.issuperset(listed):
            return ()
        text = self.fill(self.part.untold, count=len(listed))
        shown = re.search(rf"(?<!\d){len(listed)}[^\d\W]", text)
        figure = Figure(text=shown[0] if shown else "", value=len(listed), rule="sentences", sources=listed)
        return (Statement(text=text, sources=listed, figures=(figure,) if shown else ()),)

    def call_groups(self, call: Call, choice: Choice) -> list[Group]:
        answered = told_of(self.points, call.answers)
        told = {theme.name for cluster in self.told for theme in cluster.lead.themes}
        shared = [aspect for aspect in shared_aspects(answered, call.answers) if aspect.name in told][:_ANSWERED]
        answers = [{"name": one.name, "who": self.sharers(one)} for one in shared]
        text = self.fill(call.lead, answers=answers, who=self.fill.who(one_a_village(answered)))
        groups = [Group(before=(_counted(text, self.fill.reporter, one_a_village(answered), *shared),))]
        groups.append(Group(cases=_led(self.part.others, self.cases(choice.chosen))))
        after = (Statement(text=self.fill(call.tail)),) if call.tail else ()
        return [*groups, Group(after=after)]

    def cases(self, clusters: Sequence[Cluster]) -> tuple[Statement, ...]:
        """The cases; a village's second one goes on from its first, or stands next to it under 该村."""
        written: list[Statement] = []
        firsts: dict[str, tuple[int, Cluster]] = {}
        for cluster in clusters:
            lead = cluster.lead
            place, first = firsts.get(lead.village, (0, None))
            if first is not None and self.carries(first, cluster):
                more = f"{self.part.also}{self.case(cluster).text.removeprefix(lead.village)}"
                del firsts[lead.village]
            elif first is not None and place == len(written) - 1 and (same := self.same_village(written[-1], cluster)):
                more = f"；{same}"
                firsts[lead.village] = (place, cluster)
            else:
                firsts[lead.village] = (len(written), cluster)
                written.append(self.case(cluster))
                continue
            one = written[place]
            written[place] = replace(one, text=f"{one.text}{more}", sources=(*one.sources, *lead.cited))
        return tuple(written)

    def same_village(self, before: Statement, cluster: Cluster) -> str:
        """A case whose village is told of just before it; empty where its name must stand again."""
        told, village = self.case(cluster).text, cluster.lead.village
        kind = _KIND.search(village)
        between = f"{before.text.replace(village, '')}；{told.removeprefix(village)}"
        alone = told.startswith(village) and told.count(village) == 1 and not any(same in told for same in SAME_VILLAGE)
        if not (alone and kind) or self.likened(cluster) or _ANOTHER.search(between):
            return ""
        # 石桥村提出，…；该村提出，…: the third time it would read like a form.
        if told.startswith(village + _PROPOSES) and before.text.startswith(village + _PROPOSES):
            return f"还{told[len(village) :]}"
        return f"该{kind[0]}{told[len(village) :]}"

    def carries(self, first: Cluster, second: Cluster) -> bool:
        """Whether the second case can go on from the first: it begins with what is done and is told the same way."""
        wordings = (first.lead.wording, second.lead.wording)
        others = any(self.likened(c) or c.lead.doubtful or c.lead.wording.of_others for c in (first, second))
        plain = not others and not _ELSEWHERE.search(wordings[0].text) and not wordings[1].name_at
        # What 将 may stand before goes on from any plan: 确保年底完工，并将复耕水田60亩.
        will = bool(self.part.unmarked) and wordings[1].verb_first
        ways = [(one.says_plan and not self.part.unmarked, one.says_request) for one in wordings]
        words = wordings[0].text + wordings[1].text
        fits = len(words) <= _CARRIED and "：" not in words and (will or carries_on(wordings[1].text))
        return bool(self.part.also) and plain and fits and ways[0] == ways[1]

    def likened(self, cluster: Cluster) -> bool:
        """Whether several villages are said to tell the same; a figure is one village's, the others have theirs."""
        return bool(self.part.alike) and len(cluster.villages) > NAMED and not cluster.lead.has_figure

    def case(self, cluster: Cluster) -> Statement:
        """A village's case without its final mark, with how many villages report nearly the same."""
        lead = cluster.lead
        text = self.sentence(lead) + (f"（{UNSETTLED}）" if lead.doubtful else "")
        if not self.likened(cluster):
            return Statement(text=text, sources=lead.cited)
        sources = one_a_village(cluster.points)
        return _counted(
            self.fill(self.part.alike, villages="、".join(cluster.villages[:NAMED]), count=len(sources), case=text),
            self.fill.reporter,
            tuple(dict.fromkeys((*lead.cited, *(s for s in sources if s.village != lead.village)))),
        )

    def sums_of(self, label: str) -> Group:
        """What the table adds up under a label, or of each label the first; one clause refused leaves the others."""
        firsts = {figure.label: figure for figure in reversed(self.sums)}
        mine = [figure for figure in self.sums if figure.label == label or (not label and figure in firsts.values())]
        mine = mine[: self.part.sums]
        clauses = []
        for number, figure in enumerate(mine):
            total = print_quantity(figure.total, figure.unit, "")
            amount = print_quantity(figure.total, figure.unit, figure.bound)
            when, others = figure.elsewhen
            remarks = [
                f"{'、'.join(figure.doubtful)}数字前后不一，{UNSETTLED}" if figure.doubtful else "",
                f"{'、'.join(others)}只报了{when}的数，未计入" if others else "",
                f"{'、'.join(figure.unread)}没有读到" if figure.unread else "",
                f"{figure.ambiguous}的数{UNSETTLED}" if figure.ambiguous else "",
            ]
            remark = "，".join(filter(None, remarks))
            said = f"{len(figure.sources)}{self.fill.reporter.one}{figure.name}合计{amount}" + (
                f"（{remark}）" if remark else ""
            )
            printed = f"{figure.when}，{said}" if figure.when else said
            summed = Figure(text=total, value=figure.total, rule="sum", sources=figure.sources, values=figure.values)
            clauses.append(
                Statement(
                    text=printed if number else self.fill(self.part.figures, figures=printed),
                    sources=figure.sources,
                    figures=(_count(figure.sources, printed, self.fill.reporter), summed),
                )
            )
        return Group(cases=tuple(clauses))

    def sentence(self, point: Point) -> str:
        wording = point.wording
        phrase = self.part.statement
        if self.part.unnamed and (blamed := _OF_PERSONS.match(wording.text)):
            return self.fill(self.part.unnamed, text=wording.text[blamed.start("who") :])
        if wording.of_others:
            phrase = self.part.told
        elif point.kind == "request" and self.part.request:
            phrase = self.part.request
        elif self.part.unmarked and not (wording.says_plan or wording.says_request):
            phrase = self.part.unmarked
        before, told = wording.text[: wording.name_at], wording.text[wording.name_at :]
        return before + self.fill(phrase, village=point.village, text=told, verb=wording.verb_first)


def _led(words: str, cases: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """The cases, the first of them led in by words."""
    if not cases:
        return ()
    return (replace(cases[0], text=words + cases[0].text), *cases[1:])
