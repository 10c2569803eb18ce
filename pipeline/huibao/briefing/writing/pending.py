"""Sentences that may tell of a problem and were not taken for one, for a person to settle."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from huibao.briefing.choosing.points import Point
from huibao.briefing.themes.asking import REQUEST, kind_told
from huibao.briefing.themes.headings import among_problems
from huibao.briefing.wording.phrases import phrases
from huibao.frames import row_source, rows
from huibao.schema import Source
from huibao.segment.normalize import normalize
from huibao.taxonomy import Taxonomy

if TYPE_CHECKING:
    from typing import Any

    import pandas as pd

# 主要有以下几个方面：, 工作中仍有差距。
_LEADS_IN = ("：", ":")
_ANNOUNCES = re.compile("不足|差距|短板|问题|困难|方面|如下|以下|以上|汇报|指正")


def pending_problems(sentences: pd.DataFrame, points: Sequence[Point], taxonomy: Taxonomy) -> tuple[Source, ...]:
    """What stands among problems and is not taken for one though it may be, in order; and rows of damage.

    Among problems, what the tagger was not sure of, and what sounds like a lack (园子老，还没有改造) whatever it is
    tagged as. A row of damage (倒塌畜圈3处) that was taken for a request asks nobody for anything.

    Args:
        sentences: the frame.
        points: of the same sentences; what they list as lacking needs no settling, and a heading tells nothing itself.
        taxonomy: roles of the labels.
    """
    in_order = list(rows(sentences))
    problems = among_problems(in_order)
    settled = {
        (point.source.report, point.source.index)
        for point in points
        if point.heads or point.lacks_too or taxonomy[point.label].role == "lacking"
    }
    return tuple(
        row_source(row)
        for row in in_order
        if _asks_nobody(row)
        or (
            (row.report, row.index) in problems
            and (row.report, row.index) not in settled
            and not row.text.rstrip().endswith(_LEADS_IN)
            and (row.review or _sounds_lacking(row, taxonomy))
        )
    )


def _sounds_lacking(row: Any, taxonomy: Taxonomy) -> bool:
    text = normalize(row.text).text
    known = phrases()
    if taxonomy[row.labels[0]].role == "none":
        return bool(known.lacks.search(text)) and not _ANNOUNCES.search(text)
    return row.kind != REQUEST and bool(known.short_of.search(text)) and not known.future.search(text)


def _asks_nobody(row: Any) -> bool:
    return row.kind == REQUEST and kind_told(row.kind, normalize(row.text).text) is None
