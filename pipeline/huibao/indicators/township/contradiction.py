"""Whether a village tells one thing twice with different values, or several things that go by one name.

Most villages with two figures of one name do not contradict themselves: 西瓜种植面积860亩 and 花生种植面积640亩 are
two crops, 监测户19户，兜底保障4户 a whole and its share, 改厕44户，验收通过41户 two stages. So only figures
that are told in the same words, and of the same time, are held against each other; an alarm that is mostly false is
soon not read at all. In other words two are held against each other where a village has but one such total and they
look like one number written twice (1286万元 in the text, 1268万元 in the table; 当年收入 under a heading that says of
what). One thing told twice in other words with numbers far apart (监测户12户已上门, 全村9户监测户不愁吃) is not found.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations, pairwise

from huibao.indicators.lexicon.entries import Entry, entries_by_name, not_heads
from huibao.indicators.numbers.quantities import read_quantities
from huibao.indicators.numbers.units import common_unit
from huibao.indicators.phrase import Phrase
from huibao.indicators.township.telling import (
    NOT_FOREMOST,
    Nearness,
    VillageValue,
    beside,
    foremost,
    is_value,
    nearness,
    phrases_told,
    placed,
    subject,
    words_for,
)
from huibao.segment.normalize import normalize
from huibao.segment.words import tag_words

# Words that tell what is counted: nouns, verbs, times, attributes; adverbs and particles do not.
_TELLING = ("n", "v", "l", "j", "t", "i", "s", "b")
_OF_ONE_CHARACTER = ("v", "a")
# 一支部：走访156户 - whom a line is about.
_SUBJECT = re.compile(r"(?:[（(]?\d{1,2}[)）.．、])?([^，。；：\d]{1,15})：")
# 秦淑芳报账：… in minutes says who speaks, not of whom.
_SPEAKS = re.compile("(?:报账|报数|总结|说|讲|汇报|通报|发言|补充|介绍|表态|答|问|主任|书记|会计|支书)$")
_HAN_WORD = re.compile("[\u4e00-\u9fff]+")
_OF_PEOPLE = ("户", "人")
# A person's correction is told as 监测户应为25户.
_OF_CORRECTIONS = frozenset({"应为"})
# 全村茶园760亩, 现有茶园760亩: that there is no more of it.
_ALL_THERE_IS = re.compile("全(?:村|社区|嘎查|[乡镇屯寨])|[现共实]有|总面积")
_ALL = "全村"
# 那两名党员, 缺席三次的六名党员, 余9户, 在家党员7个, 贷款覆盖监测户4户: some of those that there are, however called.
_SOME = re.compile("[那这]$|(?<!全[村乡镇])(?<!监测)的$|[剩余]|在[家村岗外]|流动")
_REACHED = re.compile("覆盖|惠及|涉及|分别(?:落实|安排|给)")
# 近九十户 and 87户 may be one number, rounded once.
_ROUNDED = Decimal("0.1")
_FIRST_CLAUSE = re.compile("[，。；]")
# 当年收入16.8万元 under 三、集体经济: a total whose name stands above.
_NAMELESS_TOTAL = re.compile(
    r"[\d一二三四五六七八九十—至到月年季度上下半全前当本今底末]*(?:总|共|实现|合计)*(?:收入|进账)(?:是|为|达到?|有)?"
)
_MONTH = re.compile(r"(?<![\d一二三四五六七八九十])([一二三四五六七八九十]{1,2}|\d{1,2})月")
_REST = re.compile(r"[^。；\d]{0,16}，(?:另有|另外|其余|剩下|还有)[^。；，\d]{0,6}(\d+)")
_NO_TOTAL = re.compile(r"新[增识纳发]|其中|剩|余|减|增|另|再|累计|消除|退出")


def contradict(name: str, unit: str, given: Sequence[VillageValue]) -> bool:
    """Whether any two of a village's values of one indicator and period cannot both be true.

    Args:
        name, unit: of the indicator, as the table shows it.
        given: the values, in that unit.
    """
    return any(not agree(one, other) and _same_thing(name, unit, one, other) for one, other in combinations(given, 2))


def agree(one: VillageValue, other: VillageValue) -> bool:
    """Whether two values can be of one number: equal, or within the bound that one of them is told with."""
    less, more = sorted((one, other), key=lambda told: told.value)
    if less.value == more.value or less.bound == "≥" or more.bound == "≤":
        return True
    return "≈" in (less.bound, more.bound) and more.value - less.value <= _ROUNDED * more.value


def _same_thing(name: str, unit: str, one: VillageValue, other: VillageValue) -> bool:
    """Whether two sentences tell their figures in the same words.

    Two figures of one sentence are never the same thing: who writes a second one there means something else by it; nor
    are figures of two subjects (一支部：…, 二支部：…).
    """
    if (one.source.report, one.source.index) == (other.source.report, other.source.index):
        return False
    if one.time and other.time and one.time != other.time:
        return False
    if (mine := _subject(one)) and (others := _subject(other)) and mine != others:
        return False
    if _months(one).isdisjoint(_months(other)) and _months(one) and _months(other):
        return False
    if (mine := _yield_of(name, unit, one)) and (others := _yield_of(name, unit, other)) and mine != others:
        return False
    if _has_rest(name, unit, one, other) or _has_rest(name, unit, other, one):
        return False
    if _is_total(name, unit, one) and _is_total(name, unit, other) and looks_alike(one.value, other.value):
        return True
    return not _tellings(name, unit, one).isdisjoint(_tellings(name, unit, other))


def _months(told: VillageValue) -> frozenset[str]:
    """The months that a sentence names: 三月底以前卖了595.2万元 and 四月到六月卖了1624万元 are of two times."""
    return frozenset(_MONTH.findall(normalize(told.source.text).text))


def _yield_of(name: str, unit: str, told: VillageValue) -> str:
    """The unit of what money is had from, told in the clause before: 果销售21吨，收入8万元; 出栏160只，收入19.2万元."""
    text = normalize(told.source.text).text
    quantities = read_quantities(text)
    for before, quantity in pairwise(quantities):
        next_clause = text[before.end : quantity.start].count("，") == 1
        if quantity.unit == "元" != before.unit and next_clause and is_value(quantity, told.value, name, unit):
            return common_unit(before.unit).unit
    return ""


def _has_rest(name: str, unit: str, less: VillageValue, more: VillageValue) -> bool:
    """Whether a sentence says what its value lacks to the other: 468户使用自来水，另有7户全家外迁 of 475户."""
    rests = (match for _, behind in placed(name, unit, less) if (match := _REST.match(behind)))
    return any(less.value + Decimal(match[1]) == more.value for match in rests)


def outgrows(name: str, unit: str, part: VillageValue, whole: VillageValue) -> bool:
    """Whether a village tells more for a part of the time than for the whole of it: 三季度32座, 1—9月30座."""
    totals = _is_total(name, unit, part) and _is_total(name, unit, whole)
    return totals and part.value > whole.value and not agree(part, whole)


def _is_total(name: str, unit: str, told: VillageValue) -> bool:
    """Whether a value is told by name as the one total that a village has: neither what is new nor a share."""
    entry = entries_by_name().get(name)
    if entry is None or not entry.single:
        return False
    return any(
        (_is_told_above(entry, phrase) or nearness(entry, phrase) is Nearness.BESIDE)
        and foremost(entry, phrase) < NOT_FOREMOST
        and not _NO_TOTAL.search(beside(phrase))
        for phrase in phrases_told(name, unit, told)
    )


def _is_told_above(entry: Entry, phrase: Phrase) -> bool:
    """Whether a figure is told first in its sentence as a total of which the words above say what it is of."""
    first = not phrase.lead and nearness(entry, phrase) is Nearness.NOWHERE
    return first and bool(_NAMELESS_TOTAL.fullmatch(phrase.own))


def looks_alike(one: Decimal, other: Decimal) -> bool:
    """Whether two numbers may be one, written wrongly once: near each other, or of the same digits.

    Example:
        >>> looks_alike(Decimal(47), Decimal(74)), looks_alike(Decimal(412), Decimal(380))
        (True, True)
    """
    less, more = sorted((one, other))
    return more - less <= _ROUNDED * more or sorted(str(less.normalize())) == sorted(str(more.normalize()))


def _subject(told: VillageValue) -> str:
    match = _SUBJECT.match(normalize(told.source.text).text)
    return match[1] if match and not _SPEAKS.search(match[1]) else ""


def _tellings(name: str, unit: str, told: VillageValue) -> frozenset[tuple[frozenset[str], frozenset[str]]]:
    """How a sentence tells a value: the name as written, and the other words around the figure.

    A figure beside which the name does not stand has none: what it counts was inferred, and may be something else.
    """
    entry = entries_by_name().get(name)
    words = words_for(name)
    found = set()
    for phrase in phrases_told(name, unit, told):
        # 1. 海水养殖面积：3020亩 - a line's label tells all of what its one figure is.
        label = subject(phrase) if not phrase.own and phrase.lead.endswith("：") else ""
        around = f"{phrase.own or label}|{phrase.after}"
        some = _SOME.search(phrase.own) or _REACHED.search(phrase.clause + phrase.own)
        if not some and (written := frozenset(match.group() for match in words.finditer(around))):
            # Standing people have names of one meaning (监测户, 监测对象); crops and what happens have not.
            same = entry is not None and entry.stock and unit in _OF_PEOPLE
            others = _other_words(words.sub("|", around), verbs=entry is None)
            # Of what the lexicon does not know as a village's, not every figure is of all there is.
            if entry is None and (label or _ALL_THERE_IS.search(around)):
                others |= {_ALL}
            # 河堤护坡600米，总投资48万元: what each project has is of the one that the sentence begins with.
            # So is what the lexicon does not know: 小麦4100亩，总产2296吨.
            if (entry is None or entry.of_projects) and not others:
                others = _other_words(_FIRST_CLAUSE.split(phrase.lead, maxsplit=1)[0], verbs=True)
            found.add((frozenset({name}) if same else written, others))
    return frozenset(found)


def _other_words(text: str, *, verbs: bool) -> frozenset[str]:
    """Words that tell what is counted; what a thing does or is in one character (坏了9个) only where ``verbs``."""
    short = ("n", *_OF_ONE_CHARACTER) if verbs else ("n",)
    return frozenset(
        word
        for word, kind in tag_words(text)
        if kind.startswith(_TELLING if len(word) > 1 else short)
        and _HAN_WORD.fullmatch(word)
        and word != "有"
        and word not in not_heads() | _OF_CORRECTIONS
    )
