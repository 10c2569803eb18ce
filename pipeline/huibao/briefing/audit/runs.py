"""Runs of a Word paragraph: those that a reader sees, and the ones that hold a range of its text."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.run import Run

_SEEN = ".//w:r[not(ancestor::w:del) and not(ancestor::w:moveFrom)]"
# Children of a run that stand for characters of its text.
_SPEAKING = ("br", "cr", "noBreakHyphen", "ptab", "t", "tab")


def seen_runs(document: Document, paragraph: Any) -> list[Run]:
    """The runs of a paragraph that a reader sees, without those of a text box within it."""
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

    parent = Paragraph(paragraph, document._body)
    own = paragraph.xpath(_SEEN)
    return [Run(run, parent) for run in own if next(run.iterancestors(paragraph.tag)) is paragraph]


def runs_between(runs: Sequence[Run], start: int, end: int) -> list[Run]:
    """Those of a paragraph's runs that hold a range of its text; runs are split where the range cuts them."""
    position = 0
    found: list[Run] = []
    for run in runs:
        length = len(run.text)
        low, high = max(start - position, 0), min(end - position, length)
        if low < high and run.text.strip():
            found.append(_cut(run, low, high))
        position += length
    return found


def highlight(run: Run) -> None:
    """Make a run yellow; what a person has highlighted stays as it is."""
    from docx.enum.text import WD_COLOR_INDEX

    if run.font.highlight_color is None:
        run.font.highlight_color = WD_COLOR_INDEX.YELLOW


def _cut(run: Run, low: int, high: int) -> Run:
    """The part of a run between two positions as a run of its own; formatting, notes and pictures stay."""
    from docx.text.run import Run

    if high < len(run.text):
        _split(run._element, high)
    return Run(_split(run._element, low), run._parent) if low else run


def _split(element: Any, at: int) -> Any:
    """Move what stands in a run from a position on to a new run behind it, and give that one."""
    from docx.oxml.ns import qn

    rest = copy.deepcopy(element)
    for child in list(rest):
        if child.tag != qn("w:rPr"):
            rest.remove(child)
    element.addnext(rest)
    position = 0
    for child in list(element):
        length = len(str(child)) if child.tag in {qn(f"w:{name}") for name in _SPEAKING} else 0
        if child.tag == qn("w:rPr") or position + length <= at:
            position += length
            continue
        if position < at:
            words = child.text
            child.text, later = words[: at - position], copy.deepcopy(child)
            later.text = words[at - position :]
            for part in (child, later):
                part.set(qn("xml:space"), "preserve")
            rest.append(later)
        else:
            rest.append(child)
        position += length
    return rest
