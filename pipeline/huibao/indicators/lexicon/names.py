"""What a quantity is of: a name of the lexicon, else the head noun beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from huibao.indicators.lexicon.cues import period_cue
from huibao.indicators.lexicon.entries import Entry, entries_by_name, entries_for, not_heads
from huibao.indicators.lexicon.own_place import (
    AT_ONCE,
    asks_how_large,
    counts_the_place,
    is_of_place,
    people_follow,
    tells_the_place,
)
from huibao.indicators.lexicon.shapes import breaks_off, short_noun
from huibao.indicators.numbers.quantities import Quantity
from huibao.indicators.numbers.units import names_people
from huibao.indicators.phrase import LABEL, Phrase, phrases_of
from huibao.segment.above import NOTHING_ABOVE, Above
from huibao.segment.words import tag_words

_NOUN = ("n", "vn", "an", "l", "j", "i", "eng", "b")
_PLACE = ("ns", "nr", "nt")
_MODIFIER = ("v", "a", "ad", "vd", "d")
_LONGEST_NAME = 8
# A word after the unit is nearer to the figure than one before it: 24户监测对象.
_AFTER_BONUS = 3
# What stands in the same clause, but before another figure or an enumeration's mark, is farther than it looks.
_CLAUSE_COST, _LEAD_COST = 8, 24
_LEAD_REACH = 30
_BARE_REACH = 2
_LAND = re.compile("[园田林地塘]$|面积$")
_BEHIND = re.compile("[，、（]")
_BUILT = re.compile("新[建修打增购]|建[成设了起好]|修[建了好]|完成|完工|改造|投[产用入]|实施|打了|拆|塌|毁|受[损灾]")
_ONE_BY_ONE = frozenset({"座", "口", "间", "栋", "个", "家", "处", "眼"})
_THERE_IS = frozenset({"有", "现有", "共有", "拥有", "达", "达到", "为", "是", "实有", "种植"})
_HOUSEHOLDS = "户数"
# 户255，总人口731, 1. 户：242, 人1038个: what a form calls the village's own, by the units that it is counted in.
_OF_ALL = (
    (("户",), re.compile("总?户数?"), _HOUSEHOLDS),
    (("人", "个"), re.compile("总?人口?|总人数|户口(?:[本簿册][上里]?|在册)?"), "人口"),
    (("人",), re.compile("户籍"), "人口"),
)
_LINE_NUMBER = re.compile(r"^\W*\d{0,2}[.．、 ]*")
_AVERAGE = re.compile(r"[人户亩村日月年]均|平均|最[高低多少大小]")
# Up to the last word of a rate; 年度 and 季度 are times.
_RATE = re.compile(r"[\u4e00-\u9fff]*(?:率|(?<![年季月])度)")
_SHORTEST_RATE = 3
_MARKS = "、，。；：（）"
# 本季收入12.8万元：门面租金5.2万元、…: what is listed behind a figure is told of it.
_LIST = re.compile("：")
_SAYS_NOTHING = re.compile(
    r"(?:答|[今当本全]年|年度?|[本当]?季度?|第|[一二三四]季度?|[上下]半年|20\d\d|\d{1,2}|[月日—至到]|截[至止]|底|目前|现在?|"
    r"[总共]|一共|合计|累计|大概|差不多|实现|完成|达到?|有|是|为|收入?|收了|进账|[这那]个?季?|[做改]了|[的了，、：。])*"
)


@dataclass(frozen=True, slots=True)
class Name:
    """What a quantity is of.

    Attributes:
        name: of the lexicon, or the head noun.
        unit: in which it is counted.
        summable: whether its values may be added over villages.
        stock: it stands at a time (户数), and does not happen over a period (走访).
        entry: of the lexicon; None for a head noun.
        settled: the words leave no choice of another.
    """

    name: str
    unit: str
    summable: bool
    stock: bool = False
    entry: Entry | None = None
    settled: bool = False


def name_all(
    quantities: Sequence[Quantity],
    text: str,
    told: Mapping[str, Name] | None = None,
    phrases: Sequence[Phrase] | None = None,
    place: str = "",
    above: Above = NOTHING_ABOVE,
) -> list[Name]:
    """Names of all quantities of a sentence.

    Args:
        quantities: of the sentence, in order.
        text: the normalised sentence.
        told: by unit the last name before this sentence, for a figure that nothing here names (力争明年突破百万元).
        phrases: the words around the quantities, where they are known already.
        place: what the reporting village is called, without 村: no figure is of that (白泥田今年种了1080亩烟).
        above: what stands above the sentence and may say what it is about.

    Example:
        ``对24户监测对象逐户帮扶`` → 监测户; ``新建烤房12座`` → 烤房; ``监测户15户49人`` → 监测户, 监测人口.
    """
    around = phrases_of(quantities, text) if phrases is None else phrases
    names: list[Name] = []
    for _ in around:
        quantity, phrase = quantities[len(names)], around[len(names)]
        names.append(
            _settled_name(quantity, phrase, above) or _name(quantities, around, names, told or {}, place, above)
        )
    return names


def _name(
    quantities: Sequence[Quantity],
    around: Sequence[Phrase],
    names: list[Name],
    told: Mapping[str, Name],
    place: str,
    above: Above,
) -> Name:
    """Name of the quantity after those that ``names`` holds."""
    index = len(names)
    quantity, phrase = quantities[index], around[index]
    if quantity.unit == "%":
        return _rate(quantity, phrase)
    if followed := _people_of_previous(quantities, index, phrase, names):
        return followed
    best = _nearest(quantity, phrase)
    if best is not None and best[0] < _LEAD_COST:
        return named(best[1], quantity)
    if households := _households_of_following(quantities, index, around):
        return households
    if tells_the_place(quantities, index, around, place, above.text):
        return replace(named(entries_by_name()[_HOUSEHOLDS], quantity), settled=True)
    if counts_the_place(quantities, index, around, place):
        return named(entries_by_name()[_HOUSEHOLDS], quantity)
    head = _noun_after(phrase.after) or noun_before(phrase.own)
    if not head and (alone := short_noun(phrase.own)):
        return replace(free_name(alone, quantity, phrase), settled=True)
    if head and not is_of_place(head, place):
        return free_name(head, quantity, phrase)
    for earlier in range(index - 1, -1, -1):
        # 目标100户，已完成86户: a figure without a word of its own is of the same thing as the one before it.
        # But 剩下7户 are not those whose risk is gone.
        # Nor are 常在村里的九百四十口 all of 户口本上一千九百零六口.
        if names[earlier].settled and phrase.own.endswith("的"):
            continue
        entry = names[earlier].entry
        if quantities[earlier].unit == quantity.unit and not (entry and entry.ruled_out(phrase.own + phrase.after)):
            return replace(names[earlier], settled=False)
    if best is not None:
        return named(best[1], quantity)
    heads = (noun_before(phrase.clause), noun_before(phrase.lead))
    head = next((head for head in heads if head and not is_of_place(head, place)), "")
    if not head and quantity.unit in told:
        return replace(told[quantity.unit], settled=False)
    # Without a name nothing says that two villages count the same thing.
    return free_name(head, quantity, phrase) if head else Name(quantity.unit, quantity.unit, summable=False)


def _settled_name(quantity: Quantity, phrase: Phrase, above: Above) -> Name | None:
    """Name that the words leave no choice of: of a form's bare label, or by what stands above a figure without words.

    Its own words then say no more than when or that it came in.

    Example:
        户255，人731 → 户数, 人口; 三、集体经济 above 当年收入9.2万元 → 村级集体经济收入; 问：去年集体收入多少？ above
        答：9.2万元 → the same; 问：民宿怎么样？ above 答：现有5家 → 民宿.
    """
    called = phrase.own.lstrip("，、（") or _LINE_NUMBER.sub("", phrase.lead + phrase.clause).removesuffix("：")
    for units, label, name in _OF_ALL:
        if quantity.unit in units and label.fullmatch(called):
            return replace(named(entries_by_name()[name], replace(quantity, unit=units[0])), settled=True)
    if (
        not above.text
        or _LIST.split(phrase.after, maxsplit=1)[0].strip(_MARKS)
        or not _SAYS_NOTHING.fullmatch(_LINE_NUMBER.sub("", phrase.lead + phrase.clause + phrase.own))
    ):
        return None
    entries = [
        entry
        for entry in entries_for(quantity.unit)
        if quantity.unit in entry.units
        and not entry.anchored
        and entry.words.search(above.text)
        and not entry.ruled_out(above.text)
    ]
    if len(entries) == 1:
        return replace(named(entries[0], quantity), settled=True)
    noun = noun_before(above.asked)
    # 问：邻里吵架怎么办？ asks for no neighbours.
    if not noun or not above.asked.endswith(noun) or asks_how_large(above.text):
        return None
    return replace(free_name(noun, quantity, phrase), settled=True)


def named(entry: Entry, quantity: Quantity) -> Name:
    """The name of an entry of the lexicon for a figure that is near one of its words."""
    return Name(entry.name, entry.unit_for(quantity.unit), entry.summable, entry.stock, entry)


def entry_called(name: str, quantity: Quantity, phrase: Phrase) -> Entry | None:
    """The entry of which a name is wholly a word (水泥路 of 道路建设), where the figure may be of it.

    What an entry gathers (谷子620亩) keeps the name of what it is of.
    """
    around = phrase.clause + phrase.own + phrase.after
    return next(
        (
            entry
            for entry in entries_for(quantity.unit)
            if quantity.unit in entry.units
            and not entry.gathers
            and entry.words.fullmatch(name)
            and not entry.ruled_out(around)
        ),
        None,
    )


def free_name(head: str, quantity: Quantity, phrase: Phrase) -> Name:
    """A name outside the lexicon; an average is not added up, and what 个 counts is 人 where the name is of people."""
    unit = "人" if quantity.unit == "个" and names_people(head) else quantity.unit
    return Name(head, unit, summable=not _AVERAGE.search(head + phrase.own), stock=_stands(head, unit, phrase))


def _stands(name: str, unit: str, phrase: Phrase) -> bool:
    """Whether a figure is of land or things that are there: 全村1020亩茶园, 烤房44座; 改造茶园150亩 was done."""
    after = phrase.after
    if unit in _ONE_BY_ONE and period_cue("things").search(name) and "了" not in phrase.own:
        # 新建烤房12座、大棚5座: what was built is listed behind one verb.
        if _BUILT.search(phrase.lead + phrase.clause):
            return False
        after = _BEHIND.split(after, maxsplit=1)[0]
    elif unit != "亩" or not _LAND.search(name):
        return False
    beside = phrase.own + "，" + after
    return not any(pos.startswith("v") and word not in _THERE_IS for word, pos in tag_words(beside))


def _rate(quantity: Quantity, phrase: Phrase) -> Name:
    for entry in entries_for("%"):
        if entry.words.search(quantity.before):
            return named(entry, quantity)
    rate = _rate_word(phrase.own) or _rate_word(quantity.before)
    return Name(rate or "比率", "%", summable=False)


def _rate_word(before: str) -> str:
    """The last rate that a text names, with the noun that says of what: 基本医保参保率保持 → 医保参保率."""
    rates = _RATE.findall(before)
    words = tag_words(rates[-1]) if rates else []
    rate = ""
    while words and len(rate) < _SHORTEST_RATE:
        rate = words.pop()[0] + rate
    if words:
        of, pos = words[-1]
        fits = len(of) > 1 and len(of) + len(rate) <= _LONGEST_NAME
        if fits and pos.startswith(_NOUN) and not pos.startswith(_PLACE) and of not in not_heads():
            return of + rate
    return rate


def _households_of_following(quantities: Sequence[Quantity], index: int, around: Sequence[Phrase]) -> Name | None:
    """27户89名监测对象: what the people are called names their households too."""
    if not people_follow(quantities, index):
        return None
    for entry in entries_for("户"):
        word = entry.words.search(around[index + 1].after) if entry.people else None
        if word is not None and word.start() <= AT_ONCE:
            return named(entry, quantities[index])
    return None


def _people_of_previous(quantities: Sequence[Quantity], index: int, phrase: Phrase, names: list[Name]) -> Name | None:
    """监测户15户49人: people that follow households at once are those households'."""
    if not index or phrase.own.strip("、共，计的 和及") or quantities[index].unit != "人":
        return None
    entry = names[-1].entry
    if quantities[index - 1].unit != "户" or quantities[index].start - quantities[index - 1].end > AT_ONCE:
        return None
    if entry is not None and entry.people:
        settled = names[-1].settled
        return Name(entry.people, "人", summable=True, stock=entry.stock, entry=entry, settled=settled)
    return None


def _nearest(quantity: Quantity, phrase: Phrase) -> tuple[int, Entry] | None:
    near = entries_near(quantity, phrase)
    label = LABEL.search(phrase.lead) if not phrase.own else None
    for distance, entry in near:
        if entry.settles and (distance < _LEAD_COST or (label and entry.words.search(label.group()))):
            return _BARE_REACH, entry
    return next(iter(near), None)


def entries_near(quantity: Quantity, phrase: Phrase) -> list[tuple[int, Entry]]:
    """Entries of the lexicon that a figure may be of, by the distance of their words; the earlier of equals first."""
    near: list[tuple[int, Entry]] = []
    if phrase.own and phrase.after.startswith("、"):
        # 总人口731人、党员23人: behind the mark begins what is told next.
        phrase = replace(phrase, after="")
    around = phrase.clause + phrase.own + phrase.after
    sentence = phrase.lead + around
    if label := LABEL.search(phrase.lead):
        # 15. 河道整治：2.2公里 - what a line is about forbids as the words beside the figure do.
        around = label.group() + around
    for entry in entries_for(quantity.unit):
        if not (entry.anchored or entry.words.search(sentence)):
            continue
        if entry.ruled_out(around):
            continue
        if entry.within is not None and not entry.within.search(sentence):
            continue
        distance = _distance(entry.words, phrase)
        if distance is None or (quantity.unit not in entry.units and _BARE_REACH < distance < _LEAD_COST):
            # 就业帮扶车间4个: the 个 counts the noun before it; 务工的有86个 counts people.
            continue
        near.append((distance, entry))
    return sorted(near, key=lambda one: one[0])


def _distance(words: re.Pattern[str], phrase: Phrase) -> int | None:
    """Characters between the figure and the nearest word; words of other clauses are farther away."""
    distances = []
    for match in words.finditer(phrase.own):
        distances.append(len(phrase.own) - match.end())
    after = words.search(phrase.after)
    if after:
        distances.append(max(after.start() - _AFTER_BONUS, 0))
    if distances:
        return min(distances)
    if ends := [match.end() for match in words.finditer(phrase.clause)]:
        return _CLAUSE_COST + min(_LEAD_COST - _CLAUSE_COST - 1, len(phrase.clause) - ends[-1])
    lead = phrase.lead[-_LEAD_REACH:]
    if ends := [match.end() for match in words.finditer(lead)]:
        return _LEAD_COST + len(lead) - ends[-1]
    return None


def _noun_after(after: str) -> str:
    """Nouns that follow the unit at once: 12座|大棚, 5名|老党员."""
    nouns = ""
    for word, pos in tag_words(after.removeprefix("的")[:12]):
        if not pos.startswith(_NOUN) or not _is_part(word):
            break
        nouns += word
    return nouns if 2 <= len(nouns) <= _LONGEST_NAME else ""


def noun_before(before: str) -> str:
    """The last nouns before the figure: 新建|烤房|12座, verbs between them and the figure skipped.

    A noun of one character takes the word before it along: 发放|取暖|煤|24吨.
    """
    nouns = ""
    for word, pos in reversed(tag_words(before[-16:])):
        is_noun = pos.startswith(_NOUN) and not pos.startswith(_PLACE) and _is_part(word)
        if not nouns and not is_noun:
            continue
        if not is_noun and not (len(nouns) == 1 and pos in _MODIFIER and is_han(word)):
            break
        if len(word) + len(nouns) > _LONGEST_NAME:
            break
        nouns = word + nouns
    return nouns if len(nouns) >= 2 else ""


def _is_part(word: str) -> bool:
    """Whether a noun can stand in a name; the tagger takes 坐船去 for one."""
    return word not in not_heads() and is_han(word) and not breaks_off(word)


def is_han(word: str) -> bool:
    """Whether a word is of Chinese characters alone."""
    return all("\u4e00" <= char <= "\u9fff" for char in word)
