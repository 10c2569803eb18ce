"""A village's own words → words of an official document about that village.

The head of the sentence loses its ordinal or connective (一是, 同时, 但), first person becomes the village
(我村 → 石桥村), spoken words become plain ones and statistics take Arabic digits. What cannot be mended is
reported as unfit, what still sounds like talk as spoken, rather than bent: figures and names stay.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from huibao.briefing.joins import follows_a_name, is_label, may_follow_will, stops_whole
from huibao.briefing.style import arabic
from huibao.indicators.units import match_unit
from huibao.resources import resource
from huibao.segment.normalize import normalize
from huibao.segment.words import tag_words

_EDGES = "，、；：。！？,;:.!? "
_MAX_ROUNDS = 6
# Parts shorter than this on average are words set apart (工 作 总 结), not clauses.
_CLAUSE = 4
_SHORTEST = 6
_NEAR = 6
_LEAST_REST = 12
_TURN = re.compile(
    r"但|可(?!以)|却|不过|然而|只|就|便|才|则|也|仍|还|反|倒|没|不|未|无|仅|否则|而(?!且)|现|目前|共|合计|累计|总|剩|余|结转|那[个边头家种条样]|通常|一律|另"
)
_CLAUSE_BREAK = re.compile(r"([，：])")
# A heading word before the figures of a form: 监测对象：季初7户 → 监测对象季初7户.
_FORM_HEAD = re.compile(r"^([\u4e00-\u9fff]{2,10})[：:](?=\d|[季年]初|本季|今年|全年|需要?|共|已|由|从|比)")
# 石桥村8月，旧校舍改成了食堂 and 石桥村三季度，该村新栽茶…: the name and the time are one beginning.
_TIME = (
    r"(?:\d{4}年|[今去明]年)?(?:[\d一二三四五六七八九十]{1,3}月(?:\d{1,2}日|[上中下]旬|[底初])?|第?[一二三四]季度|[上下]半年)(?:以来)?"
    r"|[今去明]年(?:以来)?|全年|年内|季内|[本上]季度?"
)
_HERE = r"该村(?![委级民支两集])，?"
_WHEN = re.compile(rf"^({_TIME})(?:，?{_HERE}|，)(?=[\u4e00-\u9fff])(?!村[^委支民两])|^(){_HERE}(?=[\u4e00-\u9fff])")
# 三季度, in a draft of the third quarter; beside another time it is told apart from that one.
_ANY_TIME = re.compile(r"季|年|\d月|[一二三四五六七八九十]月|同期|累计|环比|上[期次]")
_OWN_TIME = r"(?:今年|{year}年)?(?:第?{quarter}季度|本季度?|本期)(?:以来|期间)?(?![末底初与和至到比累计数的])，?"
_QUARTERS = {"Q1": "一", "Q2": "二", "Q3": "三", "Q4": "四"}
# What 将 cannot stand before: what already says so, what is done, and a thing before its verb (偷放羊的，上门算账;
# 旱死的药材地改种谷子).
_NO_PLAN = re.compile(
    r"(?<![重主需必首])要(?![求点素闻件])|^(?:愿|求|报了?名)|^[^，；]{1,8}了|^[^，；]*的，"
    r"|^[\u4e00-\u9fff]{2,4}的"
)
_DOUBLED = re.compile(r"([，。；：、])\1+")
_SPACED_NUMBER = re.compile(r"\s*\d{1,2}(?:\.\d{1,2})?[ \u3000]+(?=[\u4e00-\u9fff\d“])")
_SAYS = re.compile(r"^([\u4e00-\u9fff]{2,4})[：:]")
# A space between words, not one around a figure (500 亩).
_HAN_SPACE = re.compile(r"(?<=[\u4e00-\u9fff”）])\s+(?=[\u4e00-\u9fff“（])")
# 一要…，二要…: without the first number the others count nothing.
_NUMBERED_INSIDE = re.compile(r"一[要是].*[，；]二[要是]")
_LATER_ITEM = re.compile(r"(?<=[，；])[二三四五六](?=[要是])")
# What a sentence cut short leaves behind: …草甘膦，觉.
_CUT_SHORT = re.compile(r"[，、].?$|[“（][^”）]*$")
_STOP_IN_QUOTE = re.compile(r"[。；，](?=”(?:$|[，。；]))”")
_QUOTED = re.compile(r"(“[^”]*”)")
# 监测户本村3户: the village is known.
_OWN_COUNT = re.compile(r"(?<=[户人口员数])该村(?=\d)")
# [捂脸], as chats write it in words.
_EMOTICON = re.compile(r"\[[\u4e00-\u9fff]{1,4}\]")
_ALL_QUOTED = re.compile(r"^“([^“”]*)”$")
_ANSWER = re.compile(r"^\s*[\u4e00-\u9fff]{0,4}答[：:]")


@dataclass(frozen=True, slots=True)
class Phrases:
    """Compiled expressions of ``corpus/lexicon/phrases.toml``; ``register`` maps spoken words to plain ones."""

    openers: re.Pattern[str]
    speakers: re.Pattern[str]
    findings: re.Pattern[str]
    settled: re.Pattern[str]
    put_right: re.Pattern[str]
    orders: re.Pattern[str]
    pleas: re.Pattern[str]
    damage: re.Pattern[str]
    subjects: re.Pattern[str]
    person: re.Pattern[str]
    life: re.Pattern[str]
    inner: re.Pattern[str]
    officer: re.Pattern[str]
    unfit: re.Pattern[str]
    spoken: tuple[re.Pattern[str], ...]
    register: dict[str, str]
    future: re.Pattern[str]
    short_of: re.Pattern[str]
    lacks: re.Pattern[str]
    asking: re.Pattern[str]
    plan_openers: re.Pattern[str]
    bodies: re.Pattern[str]
    outside: re.Pattern[str]
    method: re.Pattern[str]


@lru_cache(maxsize=1)
def phrases() -> Phrases:
    """The turns of phrase, compiled once."""
    tables = tomllib.loads(resource("corpus/lexicon/phrases.toml").read_text(encoding="utf-8"))
    spoken = tuple(re.compile(pattern) for pattern in tables.pop("spoken"))
    register = tables.pop("register")
    merged = {**tables, **tables.pop("marks")}
    merged.pop("marks")
    compiled = {name: re.compile("|".join(patterns)) for name, patterns in merged.items()}
    return Phrases(spoken=spoken, register=register, **compiled)


@dataclass(frozen=True, kw_only=True, slots=True)
class Rewritten:
    """A sentence made ready for the draft.

    Attributes:
        text: what follows the village's name; no final mark.
        fit: it reads as a sentence of an official document on its own.
        verb_first: it begins with what is done, so that 将 may stand before it.
        spoken: how many turns of talk are left in it; the fewer the better.
        says_plan, says_request: its words themselves say that it is a plan or a request.
        short_of: it tells of something missing, which does not belong among what was done.
        lacks: it can be read as telling of a problem.
        of_others: its subject is somebody outside the village (镇里…), so the village only tells it.
    """

    text: str
    fit: bool
    verb_first: bool
    spoken: int
    says_plan: bool
    says_request: bool
    short_of: bool
    lacks: bool
    of_others: bool


def rewrite(sentence: str, village: str, *, todo: bool = False, period: str = "") -> Rewritten:
    """Third-person wording of a sentence that will follow its village's name.

    Args:
        sentence: as it stands in the report.
        village: whose report it is.
        todo: it tells of the future, under a heading that says so.
        period: of the report, where the draft is of the same alone: it goes without saying.

    Example:
        >>> rewrite("一是我村新建大棚十二座；", "石桥村").text
        '新建大棚12座'
        >>> rewrite("村党支部每月开一次会。", "石桥村").text
        '党支部每月开一次会'
    """
    known = phrases()
    plain = normalize(spaces_to_commas(without_number(_EMOTICON.sub("", sentence)))).text
    text = _ALL_QUOTED.sub(r"\1", _DOUBLED.sub(r"\1", plain).strip(_EDGES)).strip(_EDGES)
    if _NUMBERED_INSIDE.match(text):
        text = _LATER_ITEM.sub("", text)
    text, of_person = _without_head(text, village, todo=todo)
    # 石桥村 + 村医 are one name; 石桥村提出，村医… are two.
    if village.endswith("村") and not todo and (body := known.bodies.match(text)):
        text = text[body.end() :]
    elif village.endswith("社区"):
        text = text.removeprefix("社区")
    text = known.officer.sub("村干部", _OWN_COUNT.sub("", _of_village(text))).strip(_EDGES)
    text = _named_once(text, village)
    text = _WHEN.sub(lambda when: when[1] or "", _FORM_HEAD.sub(r"\1", _without_own_time(text, period), count=1))
    wording = _described(_mended(arabic(_plain_words(_balanced(text)))))
    if of_person and not wording.says_request and not wording.text.startswith("干部"):
        # 石桥村 + 干部初到基层时…: the village did not come anew. What could not stand alone still cannot.
        wording = replace(_described(f"干部{wording.text}"), fit=wording.fit and not known.life.match(wording.text))
    # An answer may lean on its question.
    return replace(wording, spoken=wording.spoken + 1) if _ANSWER.match(sentence) else wording


def shorter(wording: Rewritten) -> list[Rewritten]:
    """Wordings without the last clauses that assert what the whole one does, the longest first."""
    found = []
    for text in _beginnings(wording.text, 0):
        rest = _described(text)
        if (rest.lacks, rest.says_plan, rest.says_request) == (wording.lacks, wording.says_plan, wording.says_request):
            found.append(rest)
    return found


def _described(text: str) -> Rewritten:
    known = phrases()
    return Rewritten(
        text=text,
        fit=_fits(text),
        verb_first=not _NO_PLAN.search(text) and may_follow_will(text),
        spoken=sum(len(pattern.findall(text)) for pattern in known.spoken),
        says_plan=bool(known.future.search(text)),
        says_request=bool(known.asking.match(text)),
        short_of=bool(known.short_of.search(text)),
        lacks=bool(known.lacks.search(text)),
        of_others=bool(known.outside.match(text)),
    )


def _fits(text: str) -> bool:
    """Whether a text stands alone as a sentence and reads on after a village's name."""
    if len(text) < _SHORTEST or phrases().unfit.search(text) or _CUT_SHORT.search(text):
        return False
    return bool(phrases().asking.match(text)) or follows_a_name(text)


def _mended(text: str) -> str:
    """The text, or what of it fits: without a bare label at its head (看田：…), without clauses at its end.

    A clause is left out whole; the longest rest that fits is taken, and the text as it is where none does.
    """
    if _fits(text):
        return text
    clauses = _CLAUSE_BREAK.split(text)
    first = 2 if len(clauses) > 2 and is_label(clauses[0]) else 0
    rest = "".join(clauses[first:])
    if len(rest) >= _LEAST_REST and _fits(rest):
        return rest
    return next(_beginnings(text, first), text)


def _beginnings(text: str, first: int) -> Iterator[str]:
    """What stands before a break of clauses and can stand alone, the longest first; from the clause ``first`` on."""
    clauses = _CLAUSE_BREAK.split(text)
    for end in range(len(clauses) - 2, first, -2):
        rest = "".join(clauses[first:end])
        if len(rest) < _LEAST_REST:
            break
        # 棚是搭了，可授粉的蜂没有: the first half alone would say the opposite.
        turns = _TURN.match(clauses[end + 1])
        if not turns and _balanced(rest) == rest and stops_whole(rest) and _fits(rest):
            yield rest


_OBJECT_MARKS = ("把", "将", "对", "给", "为", "让", "由", "向")


def _named_once(text: str, village: str) -> str:
    """The village's name stands before the text already: near the head it goes, further on it is 该村."""
    if not village or village not in text:
        return text
    place = text.find(village)
    # 请求镇里把双河村列入: there it is an object, and the sentence needs it.
    if place <= _NEAR and text[max(place - 1, 0) : place] not in _OBJECT_MARKS:
        text = text.replace(village, "", 1)
    return text.replace(village, "该村")


def _without_head(text: str, village: str, *, todo: bool) -> tuple[str, bool]:
    """The text without what stands before its telling, and whether it tells of the officer who writes."""
    known = phrases()
    named = re.compile(rf"{re.escape(village)}(?:的)?[，：]?") if village else None
    of_person = False
    for _ in range(_MAX_ROUNDS):
        before = text
        for pattern in (known.openers, known.speakers, known.findings):
            text = _strip_head(pattern, text)
        of_person = of_person or bool(known.person.match(text))
        text = _strip_head(known.subjects, text)
        if (says := _SAYS.match(text)) and _is_person(says.group(1)):
            text = text[says.end() :]
        if todo:
            text = _strip_head(known.plan_openers, text)
        if named is not None:
            text = _strip_head(named, text)
        if text == before:
            break
    return text, of_person


def is_settled(finding: str, following: str) -> bool:
    """Whether what somebody found (督查指出，…) is answered by itself or by what follows it in its paragraph.

    Example:
        >>> is_settled("1.督查指出，57户尚未接入。", "已补接入41户，其余16户需要提升泵。")
        True
        >>> is_settled("县里检查发现，两处护栏松动，已整改到位。", "")
        True
    """
    known = phrases()
    told = _strip_head(known.openers, normalize(finding).text.strip(_EDGES))
    answered = known.settled.search(following) or known.put_right.search(told)
    return bool(known.findings.match(told)) and bool(answered)


def without_number(sentence: str) -> str:
    """Without the number of a list that a space alone sets off: 8 支部学习12次, but 12 户脱贫户 counts."""
    number = _SPACED_NUMBER.match(sentence)
    if number is None:
        return sentence
    rest = sentence[number.end() :]
    unit = match_unit(rest, 0)
    return sentence if unit and unit[1] == len(tag_words(rest)[0][0]) else rest


def _is_person(word: str) -> bool:
    return [pos for _, pos in tag_words(word)] in (["nr"], ["nr", "nr"])


def _without_own_time(text: str, period: str) -> str:
    """The text without the quarter that the whole draft is of, where it names no other time."""
    year, _, quarter = period.partition("Q")
    if f"Q{quarter}" not in _QUARTERS:
        return text
    rest = re.sub(_OWN_TIME.format(year=year or "今", quarter=_QUARTERS[f"Q{quarter}"]), "", text)
    return text if _ANY_TIME.search(rest) or len(rest) < _SHORTEST else rest


def _of_village(text: str) -> str:
    """First person as 该村; “本村货” is a name and stays."""
    parts = _QUOTED.split(text)
    return "".join(
        phrases().inner.sub(lambda here, quoted=place % 2: here[0] if quoted and here[0][0] == "本" else "该村", part)
        for place, part in enumerate(parts)
    )


def _plain_words(text: str) -> str:
    """Spoken words for plain ones, what is quoted left alone."""
    parts = _QUOTED.split(text)
    for place in range(0, len(parts), 2):
        for spoken, plain in phrases().register.items():
            parts[place] = parts[place].replace(spoken, plain)
    return "".join(parts)


def spaces_to_commas(sentence: str) -> str:
    """Spaces as chat messages use them, for commas: 路修好了 灯也亮了 → 路修好了，灯也亮了."""
    if "，" in sentence or "," in sentence:
        return sentence
    parts = _HAN_SPACE.split(sentence)
    if len(parts) < 2 or len(sentence) < _CLAUSE * len(parts):
        return sentence
    return "，".join(part.rstrip("，、；：") for part in parts)


def _strip_head(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.match(text)
    # What is left must still be a sentence, or the head was more than a connective.
    return text[match.end() :].lstrip(_EDGES) if match and len(text) - match.end() >= 4 else text


def _balanced(text: str) -> str:
    """Drop quotes and brackets that lost their partner when the sentence was cut out of its paragraph."""
    for opener, closer in (("“", "”"), ("‘", "’"), ("（", "）"), ("《", "》"), ("「", "」")):
        if text.count(opener) != text.count(closer):
            text = text.replace(opener, "").replace(closer, "")
    return _STOP_IN_QUOTE.sub("”", _straight_quotes(text))


def _straight_quotes(text: str) -> str:
    """Straight quotes in pairs as curly ones; an odd one goes."""
    parts = text.split('"')
    if len(parts) % 2 == 0:
        return "".join(parts)
    return "".join(part + ("“" if place % 2 == 0 else "”") for place, part in enumerate(parts[:-1])) + parts[-1]
