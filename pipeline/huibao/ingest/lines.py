"""Lines of a page, from a PDF or a picture of paper → paragraphs: heads and page numbers out, lines joined again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from huibao.ingest.blocks import Block
from huibao.ingest.numbering import ITEM_NUMBER
from huibao.ingest.tables import LINES_ABOVE, Row, prose_rows, row_texts
from huibao.segment.sentences import CLOSERS, FULL_STOPS, OPENERS, SEMICOLONS

_ENDS = FULL_STOPS + SEMICOLONS + CLOSERS + "：:"
_PAGE_NUMBER = re.compile(r"[-—–·\s第]*\d{1,4}[-—–·\s页]*(?:[/共]\s*\d{1,4}\s*页?)?")
# What typesetting never separates at the start of a line: a number or a character with the marks around it.
_MARKS = re.escape(FULL_STOPS + SEMICOLONS + CLOSERS + "，、：,:…")
_OPEN = re.escape(OPENERS + "”’")
_UNIT = re.compile(rf"[{_OPEN}]*(?:[!-~]+|.)(?:[{_MARKS}]+|[{_OPEN}]+(?:[!-~]+|.))*")
_EDGE = 0.1  # share of the page's height where heads and feet stand
_FEW_LINES = 8


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A line of text; lengths in points, on a picture in pixels, ``top`` as share of the page's height.

    Attributes:
        unit: width of the first piece that typesetting never separates.
        size: of its first character.
        page_width: of the page it stands on.
    """

    text: str
    page: int
    left: float
    right: float
    top: float
    unit: float
    size: float
    page_width: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """A ruled table: where it stands, and its cells; None where a cell is joined to its neighbour."""

    page: int
    top: float
    rows: tuple[tuple[str | None, ...], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Edges:
    left: float
    right: float


def first_unit(text: str) -> int:
    """Characters of the first piece that typesetting never separates: 4 of ``86.5万元``, 2 of ``好，就``."""
    match = _UNIT.match(text)
    return len(match.group()) if match else 1


def paragraphs(lines: Sequence[Line], tables: Sequence[Table], pages: int) -> list[Block]:
    """Blocks of a document's lines and tables, in reading order."""
    kept = _without_heads(lines, pages)
    parts: list[Line | Table] = [*kept, *tables]
    in_order = sorted(parts, key=lambda part: (part.page, part.top))
    return list(_blocks(in_order, _edges_by_page(kept)))


def _without_heads(lines: Sequence[Line], pages: int) -> list[Line]:
    """Without page numbers, and without lines at the edges that return on most pages."""
    at_edge = [line for line in lines if line.top < _EDGE or line.top > 1 - _EDGE]
    repeated = Counter(re.sub(r"\d+", "#", line.text) for line in at_edge)
    running = {text for text, count in repeated.items() if pages > 1 and count > pages / 2}
    edge = {id(line) for line in at_edge}
    return [
        line
        for line in lines
        if id(line) not in edge or not (_PAGE_NUMBER.fullmatch(line.text) or re.sub(r"\d+", "#", line.text) in running)
    ]


def _edges_by_page(lines: list[Line]) -> dict[int, _Edges]:
    """Left and right edge of the text; those with few lines take that of all pages as wide.

    A scanned page between typed ones is measured in pixels, and shares no edge with them.
    """
    by_page: dict[int, list[Line]] = {}
    for line in lines:
        by_page.setdefault(line.page, []).append(line)

    def as_wide(page_width: float) -> list[Line]:
        return [line for line in lines if line.page_width == page_width]

    return {
        page: _edges(mine if len(mine) >= _FEW_LINES else as_wide(mine[0].page_width)) for page, mine in by_page.items()
    }


def _edges(lines: list[Line]) -> _Edges:
    """Left: the leftmost place where several lines start, since a single one may hang out.

    Right: where the longest line ends, or, where all are short, a margin about as wide as the left one.
    """
    starts = Counter(round(line.left) for line in lines)
    left = min([start for start, count in starts.items() if count > 1] or starts)
    return _Edges(left=left, right=max(max(line.right, line.page_width - left - 2 * line.size) for line in lines))


def _blocks(parts: Sequence[Line | Table], edges: dict[int, _Edges]) -> Iterator[Block]:
    text, place = "", ""
    previous: Line | None = None
    above: list[str] = []
    tables = 0
    for part in parts:
        if isinstance(part, Line) and previous is not None and _goes_on(previous, part, edges):
            text += _joint(previous.text, part.text) + part.text
            previous = part
            continue
        if text:
            yield Block(text=text, place=place)
            above = [*above, text][-LINES_ABOVE:]
        if isinstance(part, Table):
            tables += 1
            yield from _table_blocks(part, tables, above)
            text, previous, above = "", None, []
        else:
            text, place, previous = part.text, f"第{part.page}页", part
    if text:
        yield Block(text=text, place=place)


def _goes_on(previous: Line, line: Line, edges: dict[int, _Edges]) -> bool:
    """Whether a line continues a paragraph: it is not indented, and would not have fitted into the line above."""
    return (
        previous.right + line.unit > edges[previous.page].right - previous.size / 2
        and line.left <= edges[line.page].left + 1.2 * line.size
        and abs(line.size - previous.size) < 1
        and not (ITEM_NUMBER.match(line.text) and previous.text[-1] in _ENDS)
    )


def _joint(before: str, after: str) -> str:
    """A space between Latin words; a number broken over two lines is one number."""
    if before[-1].isascii() and after[0].isascii() and not (before[-1].isdigit() and after[0].isdigit()):
        return " "
    return ""


def _table_blocks(table: Table, number: int, above: Sequence[str]) -> Iterator[Block]:
    rows = [
        Row(number=count, cells=tuple(cell or "" for cell in cells), whole=None not in cells)
        for count, cells in enumerate(table.rows, 1)
    ]
    apart = prose_rows(rows)
    written = row_texts([row for row in rows if row.number not in apart], above=above)
    for row in rows:
        place = f"第{table.page}页表{number}第{row.number}行"
        if row.number in apart:
            yield from (Block(text=cell, place=place) for cell in row.cells if cell)
        elif row.number in written:
            said = written[row.number]
            yield Block(text=said.text, place=place, tabular=said.tabular)
