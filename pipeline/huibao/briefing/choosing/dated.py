"""What begins with 当天 or 月初, with the day or month that its paragraph tells before it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from huibao.briefing.wording.days import leans_on_day, with_day
from huibao.segment.normalize import normalize

# So many sentences back the day may be told.
_BACK = 4


def dated(in_order: Sequence[Any], place: int) -> tuple[str, tuple[Any, ...]]:
    """The text of a sentence, with its day where it leans on one; and the row that tells the day, if any.

    Args:
        in_order: rows of the sentences' frame, of one report or of several.
        place: of the sentence among them.

    Example:
        Of 5月17日大雨。当天下午公路塌方。 the second is 5月17日下午公路塌方。, and the first's row tells the day.
    """
    row = in_order[place]
    text = normalize(row.text).text.strip()
    if not leans_on_day(text):
        return row.text, ()
    for above in reversed(in_order[max(0, place - _BACK) : place]):
        # A chat or a list has a paragraph for each sentence.
        beside = above is in_order[place - 1] and above.report == row.report
        if not beside and (above.report, above.paragraph) != (row.report, row.paragraph):
            break
        if told := with_day(text, normalize(above.text).text):
            return told, (above,)
    return row.text, ()
