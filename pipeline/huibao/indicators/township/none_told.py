"""Where a village says that it has none of something: 无监测户, 监测户：无, 没有流动党员.

No number is written there, and yet the village is not silent: it reports 0. Only what stands is told so; that nobody
did something (没有修路) is a complaint as often as a figure.
"""

from __future__ import annotations

import re
from functools import lru_cache

from huibao.indicators.lexicon.entries import Entry, lexicon

# The name must be the noun and end there: 没有监测户返贫 is told of those that there are.
_NOUN = r"(?<=[户口员岗位宿者格地])|(?:对象|户|人口|人员|家庭|分子)"
_CLOSED = r"(?=[，。；、！？）和及]|也|$)"
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
_ANY_NONE = re.compile("无|没有|未有|零")
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
            if not _NOT_HERE.search(_CLAUSE.split(text[: match.end()])[-1]):
                names = filter(None, (entry.name, entry.people))
                found.update((name, "新" in match.group()) for name in names)
    return found


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[Entry, re.Pattern[str]], ...]:
    return tuple(
        (entry, _pattern(entry)) for entry in lexicon() if entry.stock and not entry.gathers and not entry.anchored
    )


def _pattern(entry: Entry) -> re.Pattern[str]:
    name = f"(?:{entry.words.pattern})(?:{_NOUN})"
    return re.compile(f"{_NO}{_LISTED}{_NEW}{name}{_CLOSED}|{name}{_COUNT}{_IS_NONE}{_CLOSED}")
