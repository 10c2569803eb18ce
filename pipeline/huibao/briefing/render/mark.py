"""Read the paragraphs of a .docx and give back a copy with comments on the sentences that need a look.

Paragraphs of tables and text boxes are read too, and what a colleague put in under 修订 (tracked changes) counts as
said, what was struck out does not.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from huibao.briefing.appendix import NOT_SAID
from huibao.briefing.audit import PROSE, Doubt, Passage
from huibao.briefing.render.word import attach_comment, repacked
from huibao.errors import UnreadableInput

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.run import Run

_AUTHOR = "汇报核对"
# Word writes a text box twice, the second time for programs that do not know it.
_PARAGRAPHS = ".//w:p[not(ancestor::*[local-name()='Fallback'])]"
_SEEN_RUNS = ".//w:r[not(ancestor::w:del) and not(ancestor::w:moveFrom)]"


def open_word(path: Path) -> Document:
    """A Word file.

    Raises:
        UnreadableInput: it is not a .docx that can be opened.
    """
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    if not path.is_file():
        raise UnreadableInput(f"找不到 {path}；请检查路径是否写对")
    try:
        return docx.Document(str(path))
    except (PackageNotFoundError, ValueError, KeyError, OSError) as error:
        raise UnreadableInput(f"{path} 打不开，不是完好的 .docx；请用 Word 或 WPS 另存为 .docx 再核对") from error


def passages(document: Document) -> list[Passage]:
    """What the document says, paragraph by paragraph, each with what tells whose it is and of what."""
    found = []
    heading = ""
    for paragraph in _paragraphs(document):
        text = "".join(run.text for run in _runs(document, paragraph))
        found.append(Passage(text=text, beside=_row_beside(paragraph) or heading))
        if text.strip() and not text.endswith(PROSE):
            heading = text
    return found


def marked_copy(document: Document, doubts: Sequence[Doubt]) -> bytes:
    """The document as bytes of a .docx, each doubtful sentence with its reason as a comment."""
    paragraphs = _paragraphs(document)
    for doubt in doubts:
        runs = _runs_between(_runs(document, paragraphs[doubt.paragraph]), doubt.start, doubt.end)
        if runs:
            attach_comment(document, runs, f"待核实：{doubt.reason}", author=_AUTHOR)
    stream = BytesIO()
    document.save(stream)
    return repacked(stream.getvalue())


def _paragraphs(document: Document) -> list[Any]:
    """Elements of the paragraphs that say something about the villages, in order."""
    found: list[Any] = document.element.body.xpath(_PARAGRAPHS)
    return [paragraph for paragraph in found if _heading(paragraph) not in NOT_SAID]


def _runs(document: Document, paragraph: Any) -> list[Run]:
    """The runs of a paragraph that a reader sees, without those of a text box within it."""
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

    parent = Paragraph(paragraph, document._body)
    own = paragraph.xpath(_SEEN_RUNS)
    return [Run(run, parent) for run in own if next(run.iterancestors(paragraph.tag)) is paragraph]


def _heading(paragraph: Any) -> str:
    """The heading of the table's column in which a paragraph stands; empty outside of tables."""
    row, place = _row(paragraph)
    heads = _cells(row.getparent().xpath("./w:tr")[0]) if row is not None else []
    return heads[place] if place < len(heads) else ""


def _row_beside(paragraph: Any) -> str:
    """The heading of a cell's column and the other cells of its row; empty outside of tables."""
    row, place = _row(paragraph)
    if row is None:
        return ""
    return "，".join([_heading(paragraph), *(text for other, text in enumerate(_cells(row)) if other != place)])


def _row(paragraph: Any) -> tuple[Any, int]:
    """The row in which a paragraph stands and the place of its cell there; None outside of tables."""
    cells = paragraph.xpath("./ancestor::w:tc[1]")
    return (cells[0].getparent(), cells[0].getparent().xpath("./w:tc").index(cells[0])) if cells else (None, 0)


def _cells(row: Any) -> list[str]:
    return ["".join(text.text or "" for text in cell.xpath(".//w:t")) for cell in row.xpath("./w:tc")]


def _runs_between(runs: Sequence[Run], start: int, end: int) -> list[Run]:
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
