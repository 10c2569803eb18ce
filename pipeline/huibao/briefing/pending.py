"""Sentences that may tell of a problem: under a heading of problems, and the tagger was not sure of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from huibao.briefing.points import Point
from huibao.frames import row_source, rows
from huibao.schema import Source
from huibao.taxonomy import Taxonomy

if TYPE_CHECKING:
    import pandas as pd

_WORD = "(?:问题|困难|不足|短板|难题|难处|难点|瓶颈|薄弱环节|差距)"
# 二、存在的主要问题和不足, and not （一）关于“…”的问题整改, 补短板，村容村貌明显改善.
_OF_PROBLEMS = re.compile(
    rf"{_WORD}(?:[和与及、]|{_WORD}|原因|分析|方面|如下)*$|[差难卡]在|头疼|发愁|欠账|没(?:有)?(?:办|做)[好成]"
)
_OF_REMEDIES = re.compile("关于|整改|解决|破解|化解|回应|落实")
# 主要有以下几个方面：
_LEADS_IN = ("：", ":")


def pending_problems(sentences: pd.DataFrame, points: Sequence[Point], taxonomy: Taxonomy) -> tuple[Source, ...]:
    """What stands under a heading of problems, is marked for review and is not taken for a problem, in order.

    Args:
        sentences: the frame.
        points: of the same sentences; a heading run into its paragraph tells nothing itself.
        taxonomy: roles of the labels.
    """
    heads = {(point.source.report, point.source.index) for point in points if point.heads}
    return tuple(
        row_source(row)
        for row in rows(sentences)
        if row.review
        and taxonomy[row.labels[0]].role != "lacking"
        and under_problems(row.section)
        and (row.report, row.index) not in heads
        and not row.text.rstrip().endswith(_LEADS_IN)
    )


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
