"""Read the paragraphs of a .docx and give back a copy with comments on the words that need a look.

Paragraphs of tables and text boxes are read too, and what a colleague put in under 修订 (tracked changes) counts as
said, what was struck out does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from huibao.briefing.audit.check import PROSE
from huibao.briefing.audit.findings import Doubt, Passage
from huibao.briefing.audit.runs import highlight, runs_between, seen_runs
from huibao.briefing.render.word import attach_comment, repacked
from huibao.briefing.writing.appendix import is_of_villages
from huibao.errors import UnreadableInput

if TYPE_CHECKING:
    from docx.document import Document

# Word and WPS list and colour comments by author: these stand apart from those that cite sources.
COMMENT_AUTHOR = "核对"
# Word writes a text box twice, the second time for programs that do not know it.
_PARAGRAPHS = ".//w:p[not(ancestor::*[local-name()='Fallback'])]"


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
    tables = document.element.body.xpath(".//w:tbl")
    heading, since = "", 0
    for paragraph in _paragraphs(document):
        text = "".join(run.text for run in seen_runs(document, paragraph))
        row, _ = _row(paragraph)
        if row is not None:
            table = row.getparent()
            place = f"表{tables.index(table) + 1}第{table.xpath('./w:tr').index(row) + 1}行"
            found.append(Passage(text=text, beside=_row_beside(paragraph), place=place, is_cell=True))
            continue
        since += bool(text.strip())
        place = f"“{' '.join(heading.split())}”下第{since}段" if heading else f"第{since}段"
        found.append(Passage(text=text, beside=heading, place=place))
        if text.strip() and not text.endswith(PROSE):
            heading, since = text, 0
    return found


def marked_copy(document: Document, doubts: Sequence[Doubt]) -> bytes:
    """The document as bytes of a .docx, the words in doubt in yellow, each with a comment on what is wrong."""
    paragraphs = _paragraphs(document)
    for doubt in doubts:
        runs = runs_between(seen_runs(document, paragraphs[doubt.paragraph]), doubt.start, doubt.end)
        if runs:
            for run in runs:
                highlight(run)
            attach_comment(document, runs, doubt.comment, author=COMMENT_AUTHOR)
    stream = BytesIO()
    document.save(stream)
    return repacked(stream.getvalue())


def _paragraphs(document: Document) -> list[Any]:
    """Elements of the paragraphs that say something about the villages, in order."""
    found: list[Any] = document.element.body.xpath(_PARAGRAPHS)
    return [paragraph for paragraph in found if is_of_villages(_heading(paragraph))]


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
