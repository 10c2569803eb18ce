"""Which of the values that a village gives under one name is the one that counts.

A careful clerk adds results. What a village says in passing where it complains or asks (87公里走了七个半小时) is no
result, however large; nor is a rate (日均68吨). Of several results the one counts that is told with the words of the
thing itself (调处65宗 before 排查67宗), then the one with its name beside it, then the largest: nobody knows whether
the others are its parts, and a part must not count twice.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from huibao.indicators.lexicon.entries import Entry, row_entry
from huibao.indicators.period import months_of
from huibao.indicators.phrase import Phrase
from huibao.indicators.township.matter import matter_of
from huibao.indicators.township.telling import (
    AMONG,
    NOT_FOREMOST,
    Nearness,
    Tells,
    Uncounted,
    VillageValue,
    behind,
    foremost,
    nearness,
    phrases_told,
    placed,
)
from huibao.indicators.township.unnamed import says_only_when
from huibao.segment.normalize import normalize

# What is so a day, or was so on one.
_RATE = re.compile(r"[日月年天周]均|平均|[首单][日月周]|首个月|当[日天]|高峰|峰值")
_THERE_IS = re.compile(r"(?<![只没仅还另未里])[有共]$")
# 培训搞了四场，坐都坐不下: what was done was done, whatever the sentence goes on to complain of.
_DONE_BY_NOW = re.compile(
    r"(?<![亏欠少差赔坏死淹停缺拖漏])了$|(?:目前|现|至今)?已(?!知)[^，。；]{0,4}$|(?:目前|季度|半年|月份?)(?:完成|实现|到账)了?$"
)
# 集体收入，全年41.6万元: all of a time; 在外干活的240来人，去年还是220: who tells last year's beside it reports it.
_ALL_OF_A_TIME = re.compile(r"(?:全年|今年|本年|[本一二三四]季度|[上下]半年|前三季度)(?:总?共|一共|是|为|有)?$")
_BESIDE_LAST_YEARS = re.compile(r"[^，。；\d]{0,4}，[比较]?(?:去年|上年|前年|上一?个?季)")
_PEOPLE = ("人", "户")
_ALL_OF_A_VILLAGE = re.compile(
    "[，：]?(?:答：)?(?:全[村屯寨]|[我咱俺本]们?(?:村|这[儿里])|村[里内上])?(?:现|一?共|总共|呢|嘛)*[有是]?，?"
)
_TIME = re.compile("年|季|月|期")
_ANSWER = re.compile("^[^，。；：]{0,4}：")
# 大户经营1650亩，占全村稻田的近六成: a share of what it is of, not of what is merely larger (占总人口的四成).
_SHARE_OF = re.compile(
    r"[^，。；]{0,4}，(?:约|近|已)?占(?P<whole>[^，。；\d]{1,12}?)的?[^，。；\d的]{0,3}"
    r"(?:[一二两三四五六七八九]成|\d+(?:\.\d+)?%|一半|过半|[一二三四五六七八九]分之)"
)
# 集体收入里最大的一笔是租金1.5万元: one of what makes up the whole.
_ONE_OF = re.compile(rf"(?:{AMONG}|里)[^，。；\d]{{0,3}}最[大多高]的?一?[笔项块宗个]")
_LAND = re.compile("[田园林]|种植面积")
# 组织党员65人上堤: who was sent for something, and not all whom a village has.
_SENT = re.compile(r"(?:组织|发动|动员|出动|抽调|选派|选调|派出|召集|集结|带领)(?:了|起)?(?!的|工作)[^，。；]{0,10}$")
# 共加工干毛茶52吨，该数为两村合计: of more than the village that tells it.
_OF_SEVERAL = re.compile(
    r"[^。；\d]{0,14}?[两二三四五几](?:个?(?:村|社区|嘎查|寨)(?:合计|共用|共有|合起来|加起来)|家(?:一起|合计|合起来|加起来)的数)"
)


def weighed(name: str, unit: str, given: Sequence[VillageValue]) -> list[VillageValue]:
    """A village's values of a row, the one that counts first; those that cannot count say why.

    What a person has settled counts before all others. Of a stock or a running total told in reports of several
    periods the latest go first.
    """
    entry = row_entry(name) or _told_apart_of(given)
    last = _last_month(given)

    def order(told: VillageValue) -> tuple[object, ...]:
        phrases = list(phrases_told(name, unit, told)) if entry else []
        why = _why_not(entry, unit, told, phrases) if entry else ""
        if any(_OF_SEVERAL.match(rest) for _, rest in placed(name, unit, told)):
            why = Uncounted.OF_SEVERAL
        if told.settled:
            why = ""
        ranks = _ranks(entry, phrases) if entry else ()
        tells = Tells.RESULT if _is_there(unit, phrases) else told.tells
        return not told.settled, _end(told) not in (None, last), bool(why), tells, ranks, -told.value, why

    ranked = sorted(((order(told), place) for place, told in enumerate(given)))
    return [replace(given[place], uncounted=str(key[-1])) for key, place in ranked]


def _told_apart_of(given: Sequence[VillageValue]) -> Entry | None:
    """The entry under which values were read that stand in a row of one kind: 养殖规模 of 猪存栏."""
    entries = {told.called: row_entry(told.called) for told in given}
    entry = next(iter(entries.values())) if len(entries) == 1 else None
    return entry if entry is not None and entry.kinds and not entry.gathers else None


def _ranks(entry: Entry, phrases: Sequence[Phrase]) -> tuple[int, int]:
    """How well a value is told; the farther the entry's foremost words, and then its name, the worse."""
    return (
        min((foremost(entry, phrase) for phrase in phrases), default=NOT_FOREMOST),
        min((nearness(entry, phrase) for phrase in phrases), default=Nearness.NOWHERE),
    )


def _why_not(entry: Entry, unit: str, told: VillageValue, phrases: Sequence[Phrase]) -> str:
    # 日均用工412人 are so many people all the same.
    if unit not in _PEOPLE and phrases and all(_RATE.search(phrase.own) for phrase in phrases):
        return Uncounted.RATE
    if phrases and all(_is_share(entry, unit, *told_at) for told_at in placed(entry.name, unit, told)):
        return Uncounted.SHARE
    # What stands is the same where a village complains: 党员17个，能动弹的也就11个.
    # So is what was done of an aim that is told with it: 力争全年收入突破20万元，目前已完成14.6万元.
    done = any(
        _DONE_BY_NOW.search(phrase.own) or _ALL_OF_A_TIME.search(phrase.own) or _tells_a_time(phrase.own)
        for phrase in phrases
    )
    compared = any(_BESIDE_LAST_YEARS.match(rest) for _, rest in placed(entry.name, unit, told))
    # 鱼塘不多，就860亩: what is before it is what it is of.
    bare = any(says_only_when(phrase.own) for phrase in phrases)
    surely_told = _ranks(entry, phrases)[1] <= (Nearness.BEFORE if done or bare else Nearness.IN_CLAUSE)
    # What was lost is told where a village complains, and nowhere else.
    stands = (entry.stock and not entry.gathers) or entry.settles or _is_there(unit, phrases)
    stands = stands or (
        matter_of(entry.name, unit, told).stands(unit) and any(_is_all_there_is(entry, phrase) for phrase in phrases)
    )
    # So is land that a sentence opens with, of a crop and nothing else: 苹果420亩，都是坡地.
    stands = stands or (entry.gathers and any(_opens(entry, phrase) for phrase in phrases))
    answers = any(_answers(entry, told, phrase) for phrase in phrases)
    fact = stands or told.tells is Tells.BOTH or done or compared
    reported = any(_is_reported(entry, *told_at) for told_at in placed(entry.name, unit, told))
    return "" if told.tells is Tells.RESULT or (surely_told and fact) or reported or answers else Uncounted.IN_A_LACK


def _is_reported(entry: Entry, phrase: Phrase, behind: str) -> bool:
    """Whether a value is told of a time by its name and no other word, or as of what came to its end.

    Example:
        集体一季度收入6.1万元，全年想做到28万元; 扯皮的事七起，都说拢了.
    """
    if entry.arises_as and entry.foremost is not None and entry.foremost.search(behind):
        return True
    return bool(_TIME.search(phrase.own)) and says_only_when(entry.words.sub("", phrase.own))


def _is_all_there_is(entry: Entry, phrase: Phrase) -> bool:
    """Whether a figure is told with its name and no deed or want: 全村机井68眼, of which others dry up."""
    rest = entry.words.sub("", phrase.own, count=1)
    named = rest != phrase.own or bool(entry.words.match(behind(phrase)))
    return named and bool(_ALL_OF_A_VILLAGE.fullmatch(rest))


def _tells_a_time(words: str) -> bool:
    return bool(_TIME.search(words)) and says_only_when(words)


def _answers(entry: Entry, told: VillageValue, phrase: Phrase) -> bool:
    """Whether a value is all that a question asks for: 问：公益岗多少人？ 答：18人，其中两人年满65岁."""
    bare = says_only_when(_ANSWER.sub("", phrase.lead + phrase.clause + phrase.own))
    return bare and bool(entry.words.search(normalize(told.asked).text))


def _opens(entry: Entry, phrase: Phrase) -> bool:
    return not phrase.lead + phrase.clause and bool(entry.words.fullmatch(phrase.own))


def _is_share(entry: Entry, unit: str, phrase: Phrase, behind: str) -> bool:
    """Whether a value is told as a share of what goes by the name: a fraction of it, or those sent for something."""
    if entry.stock and unit in _PEOPLE and _SENT.search(phrase.own):
        return True
    if _ONE_OF.search(phrase.clause + phrase.own):
        return True
    share = _SHARE_OF.match(behind)
    return share is not None and bool((_LAND if entry.gathers else entry.words).search(share["whole"]))


def _is_there(unit: str, phrases: Sequence[Phrase]) -> bool:
    """Whether people are told as those there are, whatever the sentence complains of: 在外打工的有530人，地没人种."""
    return unit in _PEOPLE and any(_THERE_IS.search(phrase.own) for phrase in phrases)


def _end(told: VillageValue) -> int | None:
    span = months_of(told.time)
    return span[1] if span else None


def _last_month(given: Sequence[VillageValue]) -> int | None:
    return max((end for told in given if (end := _end(told)) is not None), default=None)
