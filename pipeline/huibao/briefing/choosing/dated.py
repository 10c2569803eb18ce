"""What begins with 当天 or 月初, with the day or month that the sentence before it tells."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from huibao.briefing.wording.days import leans_on_day, with_day
from huibao.segment.normalize import normalize

# So many sentences, each leaning on the one before it, take one day.
_BACK = 4


def dated(in_order: Sequence[Any], place: int) -> tuple[str, tuple[Any, ...]]:
    """The text of a sentence, with its day where it leans on one; and the rows that tell the day, if any.

    Args:
        in_order: rows of the sentences' frame, of one report or of several.
        place: of the sentence among them.

    Example:
        Of 5月17日大雨。当天下午公路塌方。 the second is 5月17日下午公路塌方。, and the first's row tells the day.
    """
    first = place
    # 5月17日大雨。当天下午塌方。当晚停电: the second has its day from the first, and the third from it.
    while (
        first > max(0, place - _BACK)
        and in_order[first - 1].report == in_order[place].report
        and leans_on_day(_plain(in_order[first]))
    ):
        first -= 1
    text: str = in_order[first].text
    of_day: tuple[Any, ...] = ()
    for above, row in pairwise(in_order[first : place + 1]):
        told = with_day(_plain(row), normalize(text).text)
        text, of_day = (told, (*of_day, above)) if told else (row.text, ())
    return text, of_day


def _plain(row: Any) -> str:
    return normalize(row.text).text.strip()
