"""What begins with 当天 or 月初, with the day or month that the sentence before it tells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from huibao.briefing.wording.days import leans_on_day, with_day
from huibao.segment.normalize import normalize


def dated(in_order: Sequence[Any], place: int) -> tuple[str, tuple[Any, ...]]:
    """The text of a sentence, with its day where it leans on one; and the rows that tell the day, if any.

    Args:
        in_order: rows of the sentences' frame, of one report or of several.
        place: of the sentence among them.

    Example:
        Of 5月17日大雨。当天下午公路塌方。 the second is 5月17日下午公路塌方。, and the first's row tells the day.
    """
    row = in_order[place]
    text = normalize(row.text).text.strip()
    if not place or in_order[place - 1].report != row.report or not leans_on_day(text):
        return row.text, ()
    # 5月17日大雨。当天下午塌方。当晚停电: the second has its day from the first, and the third from it.
    before, of_day = dated(in_order, place - 1)
    told = with_day(text, normalize(before).text)
    return (told, (*of_day, in_order[place - 1])) if told else (row.text, ())
