"""Sentences that may tell of a problem: they stand among problems, and the tagger was not sure of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from huibao.briefing.headings import among_problems
from huibao.briefing.points import Point
from huibao.frames import row_source, rows
from huibao.schema import Source
from huibao.taxonomy import Taxonomy

if TYPE_CHECKING:
    import pandas as pd

# 主要有以下几个方面：
_LEADS_IN = ("：", ":")


def pending_problems(sentences: pd.DataFrame, points: Sequence[Point], taxonomy: Taxonomy) -> tuple[Source, ...]:
    """What stands among problems, is marked for review and is not taken for a problem, in order.

    Args:
        sentences: the frame.
        points: of the same sentences; a heading run into its paragraph tells nothing itself.
        taxonomy: roles of the labels.
    """
    in_order = list(rows(sentences))
    problems = among_problems(in_order)
    heads = {(point.source.report, point.source.index) for point in points if point.heads}
    return tuple(
        row_source(row)
        for row in in_order
        if row.review
        and taxonomy[row.labels[0]].role != "lacking"
        and (row.report, row.index) in problems
        and (row.report, row.index) not in heads
        and not row.text.rstrip().endswith(_LEADS_IN)
    )
