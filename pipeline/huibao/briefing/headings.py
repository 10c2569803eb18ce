"""What the headings above a sentence, or the label that opens its paragraph, say that it tells of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

_WORD = "(?:问题|困难|不足|短板|难题|难处|难点|瓶颈|薄弱环节|差距)"
# 二、存在的主要问题和不足, and not （一）关于“…”的问题整改, 补短板，村容村貌明显改善.
_OF_PROBLEMS = re.compile(
    rf"{_WORD}(?:[和与及、]|{_WORD}|原因|分析|方面|如下)*$|[差难卡]在|头疼|发愁|欠账|没(?:有)?(?:办|做)[好成]"
)
_OF_REMEDIES = re.compile("关于|整改|解决|破解|化解|回应|落实")
# 存在问题：物业费收缴率仅58%；年轻人夜里喝酒闹事的增多；…
_OPENING = re.compile(rf"(?:目前|当前)?(?:还|仍)?(?:存在的?|主要|突出){{0,2}}{_WORD}(?:和{_WORD})?[：:]")


def among_problems(in_order: Iterable[Any]) -> set[tuple[str, int]]:
    """Sentences, as (report, index), that stand under a heading of problems or in a paragraph that a label opens.

    Args:
        in_order: rows of the sentences' frame.
    """
    found: set[tuple[str, int]] = set()
    paragraph, opened = None, False
    for row in in_order:
        if (row.report, row.paragraph) != paragraph:
            paragraph, opened = (row.report, row.paragraph), bool(_OPENING.match(row.text.strip()))
        if opened or under_problems(row.section):
            found.add((row.report, row.index))
    return found


def under_problems(section: Sequence[str]) -> bool:
    """Whether the headings above a sentence announce problems.

    Example:
        >>> under_problems(["三、存在的主要问题", "（一）产业发展方面"])
        True
        >>> under_problems(["5. 最头疼的是什么？"])
        True
        >>> under_problems(["（一）关于“帮扶不到位”的问题"])
        False
    """
    return not any(map(_OF_REMEDIES.search, section)) and any(map(_OF_PROBLEMS.search, section))
