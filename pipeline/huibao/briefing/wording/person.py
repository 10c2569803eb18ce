"""Who 我 is in a report, and how a draft tells of that person: by the office held, never as the village."""

from __future__ import annotations

import re
from collections.abc import Sequence

from huibao.briefing.wording.phrases import phrases
from huibao.segment.words import tag_words

# Where a report does not say what its writer is.
OFFICER = "驻村干部"
# The writer of whom nobody may guess: 我 stays, and what cannot be told without it is not told.
NOBODY = "我"
# Lines at either end of a report among which its writer signs.
_LINES = 3
# A line longer than this is a sentence and signs nothing.
_LONGEST_SIGNATURE = 40
# 主持：主任…　记录：文书…: who speaks in minutes is told sentence by sentence.
_TO_SOMEBODY = re.compile(r"^(?:尊敬|各位|敬爱)|[：:，]$|(?:主持|记录|到会|参会|列席|出席)人?[：:]")
_INTRODUCES = re.compile(r"我[是叫][^。；]{0,24}")
# 我是八月才来的，前面的事是听老会计讲的: somebody else's office.
_OF_OTHERS = re.compile(r"[听问跟找讲说][^，。；]{0,8}$")
# 作为第一书记，我…: the sentence itself says who speaks.
_AS = re.compile(r"^作为(?P<office>[^，；]{2,16})，(?=(?:我|本人|自己|自身)(?!们))")
_QUOTED = re.compile(r"(“[^”]*”)")
_OF_THEM = re.compile(
    r"(?:我们|咱们?|俺们)(?=驻?村?工作队|村?两委|各村|村?党?支部"
    r"|(?:[几两三四五]个)?(?:村?干部|支委|委员|党员|组长|志愿者))"
)
# 全村出去412人，我们又送了23人: the subject is the village still.
_GOES_ON = re.compile("(?<=[，度月年])我们(?=[又还再也已])")
# 正月二十该村开了会, 入冬之前该村给…: the village's name stands before the time or the thing already.
_NAMED_LATER = re.compile(r"^(?P<head>[^，。；：“]{2,12}?)(?<!的事)该村(?![的，])")
_WHEN_IT_WAS = re.compile(r"(?:时|时候|[之以]?[前后]|那[天年]|期间)$")
_OF_THING = re.compile("[是有也都在不没先还]")
_OF_HEAD = ("t", "n", "m", "q", "f", "s", "a", "vn", "uj", "r", "j", "l")
_OF_DEED = ("v", "d", "p", "zg")
_FOR_ME = re.compile(r"(?<=[给为帮替])我(?!们|[的国省市县区镇乡家])")


def office_of(sentences: Sequence[str]) -> str:
    """The office of a report's writer, as its first and last lines or 我是… give it; empty where they do not.

    Example:
        >>> office_of(["碾子沟村三季度工作汇报", "我是碾子沟村乡村振兴专干任建斌，到村满两年。"])
        '乡村振兴专干'
        >>> office_of(["汇报人：鸦洲村党支部书记兼村主任 麦应林", "镇党委书记："])
        '党支部书记'
    """
    ends = [*sentences[:_LINES], *sentences[-_LINES:]]
    signed = [line.strip() for line in ends if len(line) <= _LONGEST_SIGNATURE and not line.rstrip().endswith("。")]
    told = [match[0] for line in ends if (match := _INTRODUCES.search(line))]
    for line in (*told, *signed):
        office = None if _TO_SOMEBODY.search(line) else phrases().offices.search(line)
        if office is not None and not _OF_OTHERS.search(line[: office.start()]):
            return office[0]
    return ""


def without_office(text: str) -> tuple[str, str]:
    """The text without 作为第一书记，at its head, and the office that it names; empty where it names none."""
    match = _AS.match(text)
    if match is None:
        return text, ""
    office = phrases().offices.search(match["office"])
    return text[match.end() :], office[0] if office else OFFICER


def told_of_others(text: str, officer: str, *, asks: bool) -> tuple[str, int]:
    """First person as the village (我们) or the officer who writes (我), and how often the latter.

    What others say in quotation marks stays.

    Args:
        text: normalised.
        officer: what to call the writer.
        asks: it asks for something, which the village is to get: 给我村里派一名技术员.
    """
    known = phrases()
    parts = _QUOTED.split(text)
    officers = 0
    for place in range(0, len(parts), 2):
        part = known.inner.sub("该村", _GOES_ON.sub("", _OF_THEM.sub("", parts[place])))
        parts[place], found = known.officer.subn(officer, _FOR_ME.sub("该村", part) if asks else part)
        officers += found
    return "".join(parts), officers


def named_at_head(text: str) -> str:
    """The text without 该村 behind a time or a thing at its head, before which the village's name will stand.

    Example:
        >>> named_at_head("正月二十该村开了一回擂台"), named_at_head("县里给该村换了旱厕")
        ('正月二十开了一回擂台', '县里给该村换了旱厕')
    """
    later = _NAMED_LATER.match(text)
    if later is None:
        return text
    head, rest = later["head"], text[later.end() :]
    words = tag_words(head)
    # 集体|收入, 党员|学习: a thing as well, where it is not done to the village.
    thing = len(words) > 1 and len(words[-1][0]) > 1 and words[-1][1] == "v" and bool(_OF_THING.match(rest))
    told = all(pos.startswith(_OF_HEAD) for _, pos in words[: len(words) - thing]) or _WHEN_IT_WAS.search(head)
    return head + rest if told and tag_words(rest)[0][1].startswith(_OF_DEED) else text
