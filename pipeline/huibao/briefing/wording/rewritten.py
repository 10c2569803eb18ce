"""A sentence made ready for the draft, and what can be told of it by its words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from huibao.briefing.themes.aspects import endangers
from huibao.briefing.wording.cells import torn
from huibao.briefing.wording.hollow import is_hollow
from huibao.briefing.wording.joins import follows_a_name, may_follow_will, place_of_name
from huibao.briefing.wording.phrases import phrases

# A text shorter than this tells nothing.
SHORTEST = 6
# What 将 cannot stand before: what already says so, what is done, and a thing before its verb (偷放羊的，上门算账;
# 旱死的药材地改种谷子).
_NO_PLAN = re.compile(
    r"(?<![重主需必首])要(?![求点素闻件])|^(?:愿|求|报了?名)|^[^，；]{1,8}了|^[^，；]*的，|^入[冬春夏秋伏]"
    r"|^(?!把)[\u4e00-\u9fff]{2,4}的"
)
# 大桥的事，希望镇里…: what a request is about.
_TOPIC = re.compile(r"[^，；：]{2,12}(?:的事情?|问题)，")
_DEADLINE = re.compile("[年月]底?前")
_CLAUSE_END = re.compile("[，；：]")
# More than this without a mark is talk written down as it came, but one request or one deed may be as long.
_MOST_UNMARKED, _MOST_OF_A_DEED = 30, 36
# So many 了 end as many clauses.
_MOST_ENDS = 2
_UNMARKED = re.compile("[^，、；：“]+")
# What a sentence cut short leaves behind: …草甘膦，觉.
_CUT_SHORT = re.compile(r"[，、].?$|[“（][^”）]*$")


@dataclass(frozen=True, kw_only=True, slots=True)
class Rewritten:
    """A sentence made ready for the draft.

    Attributes:
        text: what is told of the village, without its name; no final mark.
        name_at: where in the text the name goes; 0 before it, else behind a time or topic: 7月河水超警戒，石桥村组织….
        fit: it reads as a sentence of an official document on its own.
        verb_first: it begins with what is done, so that 将 may stand before it.
        spoken: how many turns of talk are left in it; the fewer the better.
        says_plan, says_request: its words themselves say that it is a plan or a request.
        short_of: it tells of something missing, which does not belong among what was done.
        lacks: it can be read as telling of a problem.
        of_others: its subject is somebody outside the village (镇里…), so the village only tells it.
        unsuited: no clerk would send it upward while there is anything else: private affairs, a slogan, no news at all.
        completed: what it is about was taken from the sentence before it.
    """

    text: str
    name_at: int
    fit: bool
    verb_first: bool
    spoken: int
    says_plan: bool
    says_request: bool
    short_of: bool
    lacks: bool
    of_others: bool
    unsuited: bool = False
    completed: bool = False


def described(text: str) -> Rewritten:
    """A text and what its words say of it."""
    known = phrases()
    at = place_of_name(text)
    told = text[at:]
    return Rewritten(
        text=text,
        name_at=at,
        fit=fits(text),
        verb_first=not _NO_PLAN.search(told) and may_follow_will(told),
        spoken=sum(len(pattern.findall(text)) for pattern in known.spoken),
        says_plan=_says_plan(text, at),
        says_request=bool(known.asking.match(told)),
        short_of=bool(known.short_of.search(text)),
        lacks=bool(known.lacks.search(text)),
        of_others=bool(known.outside.match(told)),
        unsuited=bool(known.private.search(text)) or is_hollow(text),
    )


def _says_plan(text: str, at: int) -> bool:
    """Whether the first clause of a text says that it lies ahead: with the second it would have read as done.

    建成2座机耕桥，确保年底前验收; and 把栈道在12月底前修好 wants 将 before it all the same.
    """
    first = text[: _end_of_first(text, at)]
    return bool(phrases().future.search(_DEADLINE.sub("", first) if first[at:].startswith("把") else first))


def _end_of_first(text: str, start: int) -> int:
    """Where the first clause from ``start`` on ends."""
    found = _CLAUSE_END.search(text, start)
    return found.start() if found else len(text)


def fits(text: str) -> bool:
    """Whether a text stands alone as a sentence and reads on after a village's name."""
    if len(text) < SHORTEST or phrases().unfit.search(text) or _CUT_SHORT.search(text):
        return False
    if (torn(text) or _runs_on(text)) and not endangers(text):
        return False
    topic = _TOPIC.match(text)
    told = text[place_of_name(text) :]
    return bool(phrases().asking.match(text, topic.end() if topic else 0)) or follows_a_name(told)


def _runs_on(text: str) -> bool:
    """Whether a text goes on without a mark as no document does: 路口烂了几年的那段上个月铺好了拉菜的车能开到地头."""
    if not _UNMARKED.fullmatch(text) or phrases().asking.search(text):
        return False
    return text.count("了") > _MOST_ENDS or len(text) > (_MOST_OF_A_DEED if may_follow_will(text) else _MOST_UNMARKED)
