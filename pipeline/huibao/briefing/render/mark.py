"""Read the paragraphs of a .docx and give back a copy with comments on the sentences that need a look."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from huibao.briefing.audit import Doubt
from huibao.briefing.render.word import attach_comment, repacked
from huibao.errors import UnreadableInput

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

_AUTHOR = "汇报核对"


def open_word(path: Path) -> Document:
    """A Word file.

    Raises:
        UnreadableInput: it is not a .docx that can be opened.
    """
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        return docx.Document(str(path))
    except (PackageNotFoundError, ValueError, KeyError, OSError) as error:
        raise UnreadableInput(f"{path} 打不开，不是完好的 .docx；请用 Word 或 WPS 另存为 .docx 再核对") from error


def body_paragraphs(document: Document) -> list[str]:
    """Texts of the body's paragraphs in order, headings and attachment titles included, tables not."""
    return [paragraph.text for paragraph in document.paragraphs]


def marked_copy(document: Document, doubts: Sequence[Doubt]) -> bytes:
    """The document as bytes of a .docx, each doubtful sentence with its reason as a comment."""
    paragraphs = list(document.paragraphs)
    for doubt in doubts:
        runs = _runs_between(paragraphs[doubt.paragraph], doubt.start, doubt.end)
        if runs:
            attach_comment(document, runs, f"待核实：{doubt.reason}", author=_AUTHOR)
    stream = BytesIO()
    document.save(stream)
    return repacked(stream.getvalue())


def _runs_between(paragraph: Paragraph, start: int, end: int) -> list[Run]:
    """The runs that hold a range of the paragraph's text; runs are split where the range cuts them."""
    position = 0
    found: list[Run] = []
    for run in list(paragraph.runs):
        length = len(run.text)
        low, high = max(start - position, 0), min(end - position, length)
        if low < high and run.text.strip():
            found.append(_cut(run, low, high))
        position += length
    return found


def _cut(run: Run, low: int, high: int) -> Run:
    """The part of a run between two positions as a run of its own; the formatting stays."""
    text = run.text
    if low == 0 and high == len(text):
        return run
    before, after = (_twin(run) for _ in range(2))
    before.text, after.text = text[:low], text[high:]
    run.text = text[low:high]
    if low:
        run._element.addprevious(before._element)
    if high < len(text):
        run._element.addnext(after._element)
    return run


def _twin(run: Run) -> Run:
    from docx.text.run import Run

    element: Any = copy.deepcopy(run._element)
    return Run(element, run._parent)
