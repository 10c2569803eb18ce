"""Make a draft fit the lines it may take: examples go, what all villages have in common stays."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from huibao.briefing.choosing.select import Selection
from huibao.briefing.render.measure import half_widths
from huibao.schema import Passage

# A line of GB/T 9704 holds 28 characters; the first of a paragraph is indented by two.
_LINE = 28
_INDENT = 2
# Between Chinese and a figure a text program leaves a quarter of a character on either side.
_FIGURE = re.compile(r"[!-~]+")


def lines_of(passages: Sequence[Passage]) -> int:
    """How many lines of a page the passages fill, about.

    Example:
        >>> from huibao.schema import Passage, Statement
        >>> lines_of([Passage(statements=(Statement(text="石" * 27),)), Passage(statements=(Statement(text="石"),))])
        3
    """
    widths = (2 * _INDENT + half_widths(p.text) + len(_FIGURE.findall(p.text)) for p in passages)
    return sum(-(-width // (2 * _LINE)) for width in widths)


def without_one(selection: Selection, summed: Collection[str]) -> Selection | None:
    """The selection without the example that is missed least; None where each that is left is needed.

    That is the last of a subsection that has several; then the longest of one whose sums tell something without it.

    Args:
        selection: what to say.
        summed: labels of which the draft prints sums.
    """
    places = [(i, j) for i, part in enumerate(selection.parts) for j, choice in enumerate(part) if choice.chosen]
    spare = [
        (len(choice.chosen) > 1, len(choice.chosen[-1].lead.wording.text), i, j)
        for i, j in places
        if len((choice := selection.parts[i][j]).chosen) > 1 or (choice.label and choice.label.key in summed)
    ]
    if not spare:
        return None
    _, _, i, j = max(spare)
    parts = [list(part) for part in selection.parts]
    chosen = parts[i][j].chosen
    parts[i][j] = replace(parts[i][j], chosen=chosen[:-1])
    left = (*selection.left_out, chosen[-1].lead)
    return replace(selection, parts=tuple(map(tuple, parts)), left_out=left)
