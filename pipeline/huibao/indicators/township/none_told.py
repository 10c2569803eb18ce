"""Where a village says that it has none of something: 无监测户, 监测户：无, 没有流动党员.

No number is written there, and yet the village is not silent: it reports 0. So it does where it says of a time that
nobody did a thing in it (上半年没有发展党员), or not even one (路灯一盏也没装); that a road is not built (路没有修) is
a complaint as often as a figure.
"""

from __future__ import annotations

import re
from functools import lru_cache

from huibao.indicators.lexicon.entries import Entry, core_names, entries_by_name, lexicon, rows_by_name

# The name must be the noun and end there: 没有监测户返贫 is told of those that there are.
_NOUN = r"(?<=[户口员岗位宿者格地])|(?:对象|户|人口|人员|家庭|分子)"
_CLOSED = r"(?=[，。；、！？）和及]|也|$)"
_ACT = r"(?:发展|吸收|申请|发放|举办|开展|新?[装修建添增改铺办]|安装|硬化|改造)(?:了|过|上|新|的|预备){0,2}"
_NOT = r"(?:没有?|未)人?(?:再|新)?"
_THIS_TIME = r"(?:本季度?|[上下]半年|[一二三四]季度|今年(?:以来)?|本年|全年)"
_LEAST = r"[一半1][\u4e00-\u9fff]"
# So many characters name a thing done by themselves: 发展党员; 路 and 灯 need to be told with what was done.
_DONE = r"(?=[^，。；、]{3})"
_NO = r"(?:无|没有|未有)(?:任何|[一1][户个名人])?"
# 没有低保户和监测户.
_LISTED = r"(?:[^，。；：\d]{1,8}[、和及])?"
_NEW = r"(?:新(?:增|识别|纳入|发展)的?)?"
_COUNT = r"(?:[一1][户个名人])?"
_IS_NONE = r"(?:数量?|人数|户数)?[：为是]?[也都均已全]*(?:无|没有|清零|零)"
# Of another time, of what is only meant, or of a few: 去年没有监测户, 力争无监测户, 有两个组没有党员.
_NOT_HERE = re.compile(
    r"去年|上年|前年|原来|原先|以前|过去|曾|力争|确保|争取|计划|打算|目标|明年|组|有的|有些|个别|部分|班子|企业|合作社|家里|家中|[县镇乡市]里"
)
_OF_A_PART = re.compile("[\\d一二三四五六七八九十东西南北]社|[片段沟]|园区|学校")
_ANY_NONE = re.compile("[无没未零]")
_CLAUSE = re.compile("[，。；！？]")


def none_told(text: str) -> set[tuple[str, bool]]:
    """Names of the indicators of which a normalised sentence tells that there is none, and whether of new ones.

    Example:
        本村无流动党员。 → (流动党员, False); 没有新增监测户。 → (监测户, True), (监测人口, True)
    """
    found: set[tuple[str, bool]] = set()
    if not _ANY_NONE.search(text):
        return found
    for entry, pattern in _patterns():
        for match in pattern.finditer(text):
            if not entry.stock and _OF_A_PART.search(_CLAUSE.split(text[: match.end()])[-1]):
                continue
            if not _NOT_HERE.search(_CLAUSE.split(text[: match.end()])[-1]):
                names = filter(None, (entry.name, entry.people))
                found.update((name, not entry.stock or "新" in match.group()) for name in names)
    return found


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[Entry, re.Pattern[str]], ...]:
    told = [entry for entry in lexicon() if not entry.gathers and not entry.anchored]
    by_words = [
        (entry, _standing(entry) if entry.stock else _done(entry))
        for entry in told
        if entry.stock or entry.name in core_names()
    ]
    by_name = [(entry, _called(name)) for name, entry in rows_by_name().items() if name not in entries_by_name()]
    return (*by_words, *by_name)


def _called(name: str) -> re.Pattern[str]:
    """没有外来人口, 渔船：无; of what only the township's table has a name for, that name."""
    return re.compile(f"{_NO}{_LISTED}{_NEW}{name}{_CLOSED}|{name}{_IS_NONE}{_CLOSED}")


def _standing(entry: Entry) -> re.Pattern[str]:
    name = f"(?:{entry.words.pattern})(?:{_NOUN})"
    return re.compile(f"{_NO}{_LISTED}{_NEW}{name}{_CLOSED}|{name}{_COUNT}{_IS_NONE}{_CLOSED}")


def _done(entry: Entry) -> re.Pattern[str]:
    """没有发展党员, 没有新修的路; 路灯一盏也没装上, 一寸路也没修; 路灯：本季度没有新装; 入党的，没有."""
    name = f"(?:{entry.words.pattern})"
    not_one = f"[也都]?(?:没|未)有?{_ACT}"
    return re.compile(
        f"{_NOT}(?:{_ACT}|{_DONE}){name}{_CLOSED}|{name}{_LEAST}{not_one}|{_LEAST}{name}{not_one}"
        f"|{name}：?{_THIS_TIME}[也都]?{_NOT}{_ACT}{_CLOSED}|{name}的，没有{_CLOSED}"
    )
