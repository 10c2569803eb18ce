"""PDFs with a text layer → paragraphs: lines joined, page numbers and running heads taken out, tables read by row."""

from __future__ import annotations

import re
import struct
import unicodedata
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from huibao.errors import UnreadableInput
from huibao.ingest.blocks import Block
from huibao.ingest.tables import LONG_CELL, Row, row_sentences, tells_figures
from huibao.segment.sentences import CLOSERS, FULL_STOPS, OPENERS, SEMICOLONS

_ENDS = FULL_STOPS + SEMICOLONS + CLOSERS + "：:"
_PAGE_NUMBER = re.compile(r"[-—–·\s第]*\d{1,4}[-—–·\s页]*(?:[/共]\s*\d{1,4}\s*页?)?")
_NUMBERED = re.compile(r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.、．](?!\d)")
# What typesetting never separates at the start of a line: a number or a character with the marks around it.
_MARKS = re.escape(FULL_STOPS + SEMICOLONS + CLOSERS + "，、：,:…")
_OPEN = re.escape(OPENERS + "”’")
_UNIT = re.compile(rf"[{_OPEN}]*(?:[!-~]+|.)(?:[{_MARKS}]+|[{_OPEN}]+(?:[!-~]+|.))*")
_EDGE = 0.1  # share of the page's height where heads and feet stand
_RADICALS = re.compile("[\u2e80-\u2fdf]")
_MIN_CHARACTERS_A_PAGE = 5
# Word and LibreOffice set a quarter of an em between Chinese and digits; only a wider gap is a space.
_SPACE = 0.5
_FEW_LINES = 8
_DAMAGED = "PDF 已损坏或不完整；请重新导出或索要 Word 原件"


@dataclass(frozen=True, kw_only=True, slots=True)
class _Line:
    """A line of text; lengths in points, ``top`` as share of the page's height.

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
class _Table:
    page: int
    top: float
    rows: tuple[tuple[str | None, ...], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Edges:
    left: float
    right: float


def read_pdf(content: bytes) -> list[Block]:
    """Blocks of a PDF's text layer.

    Raises:
        UnreadableInput: encrypted, damaged, or scanned pages without text.
    """
    lines, tables, pages = _read_pages(content)
    if sum(len(line.text) for line in lines) < _MIN_CHARACTERS_A_PAGE * max(pages, 1):
        raise UnreadableInput("PDF 里没有文字，像是扫描件或照片；请先用文字识别软件转成文字，或索要 Word 原件")
    lines = _without_heads(lines, pages)
    parts: list[_Line | _Table] = [*lines, *tables]
    in_order = sorted(parts, key=lambda part: (part.page, part.top))
    return list(_blocks(in_order, _edges_by_page(lines)))


def _read_pages(content: bytes) -> tuple[list[_Line], list[_Table], int]:
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfminer.pdfexceptions import PDFException
    from pdfminer.psexceptions import PSException
    from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

    lines: list[_Line] = []
    tables: list[_Table] = []
    try:
        with pdfplumber.open(BytesIO(content)) as document:
            for number, page in enumerate(document.pages, 1):
                for table in _tables(page):
                    tables.append(_Table(page=number, top=table.bbox[1] / page.height, rows=_rows(table)))
                    page = page.outside_bbox(table.bbox)
                for entry in page.dedupe_chars().extract_text_lines(x_tolerance_ratio=_SPACE):
                    if entry["text"].strip():
                        lines.append(_line(entry, number, page))
                page.close()
            return lines, tables, len(document.pages)
    except PdfminerException as error:
        if error.args and isinstance(error.args[0], PDFPasswordIncorrect):
            raise UnreadableInput("PDF 设了密码；请去掉密码后重新导出") from error
        raise UnreadableInput(_DAMAGED) from error
    # pdfminer follows whatever a damaged file says and fails in as many ways.
    except (
        MalformedPDFException, PDFException, PSException, ArithmeticError, AssertionError, AttributeError, LookupError,
        NotImplementedError, RecursionError, TypeError, ValueError, struct.error, zlib.error,
    ) as error:  # fmt: skip
        raise UnreadableInput(_DAMAGED) from error


def _tables(page: Any) -> list[Any]:
    """Ruled tables of at least two rows and columns; a frame around text is none."""
    if not (page.lines or page.rects):
        return []
    found = [table for table in page.find_tables() if len(table.rows) > 1 and len(table.columns) > 1]
    outer = [
        table for table in found if not any(other is not table and _encloses(other.bbox, table.bbox) for other in found)
    ]
    return sorted(outer, key=lambda table: table.bbox[1])


def _encloses(outer: Sequence[float], inner: Sequence[float]) -> bool:
    return outer[0] <= inner[0] and outer[1] <= inner[1] and outer[2] >= inner[2] and outer[3] >= inner[3]


def _rows(table: Any) -> tuple[tuple[str | None, ...], ...]:
    rows = table.extract(x_tolerance_ratio=_SPACE)
    return tuple(tuple(None if cell is None else _plain(cell.replace("\n", "")) for cell in row) for row in rows)


def _plain(text: str) -> str:
    """Some producers map characters to Kangxi radicals that only look like them (⼯ for 工)."""
    return _RADICALS.sub(lambda match: unicodedata.normalize("NFKC", match.group()), text).strip()


def _line(entry: dict[str, Any], number: int, page: Any) -> _Line:
    text, characters = _plain(entry["text"]), entry["chars"]
    match = _UNIT.match(text)
    last = min(len(match.group()) if match else 1, len(characters)) - 1
    return _Line(
        text=text,
        page=number,
        left=float(entry["x0"]),
        right=float(entry["x1"]),
        top=float(entry["top"]) / float(page.height),
        unit=float(characters[last]["x1"]) - float(characters[0]["x0"]),
        size=float(characters[0]["size"]),
        page_width=float(page.width),
    )


def _without_heads(lines: list[_Line], pages: int) -> list[_Line]:
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


def _edges_by_page(lines: list[_Line]) -> dict[int, _Edges]:
    """Left and right edge of the text; pages with few lines take those of the whole document."""
    by_page: dict[int, list[_Line]] = {}
    for line in lines:
        by_page.setdefault(line.page, []).append(line)
    return {page: _edges(mine if len(mine) >= _FEW_LINES else lines) for page, mine in by_page.items()}


def _edges(lines: list[_Line]) -> _Edges:
    """Left: the leftmost place where several lines start, since a single one may hang out.

    Right: where the longest line ends, or, where all are short, a margin about as wide as the left one.
    """
    starts = Counter(round(line.left) for line in lines)
    left = min([start for start, count in starts.items() if count > 1] or starts)
    return _Edges(left=left, right=max(max(line.right, line.page_width - left - 2 * line.size) for line in lines))


def _blocks(parts: Sequence[_Line | _Table], edges: dict[int, _Edges]) -> Iterator[Block]:
    text, place = "", ""
    previous: _Line | None = None
    tables = 0
    for part in parts:
        if isinstance(part, _Line) and previous is not None and _goes_on(previous, part, edges):
            text += _joint(previous.text, part.text) + part.text
            previous = part
            continue
        if text:
            yield Block(text=text, place=place)
        if isinstance(part, _Table):
            tables += 1
            yield from _table_blocks(part, tables)
            text, previous = "", None
        else:
            text, place, previous = part.text, f"第{part.page}页", part
    if text:
        yield Block(text=text, place=place)


def _goes_on(previous: _Line, line: _Line, edges: dict[int, _Edges]) -> bool:
    """Whether a line continues a paragraph: it is not indented, and would not have fitted into the line above."""
    return (
        previous.right + line.unit > edges[previous.page].right - previous.size / 2
        and line.left <= edges[line.page].left + 1.2 * line.size
        and abs(line.size - previous.size) < 1
        and not (_NUMBERED.match(line.text) and previous.text[-1] in _ENDS)
    )


def _joint(before: str, after: str) -> str:
    """A space between Latin words; a number broken over two lines is one number."""
    if before[-1].isascii() and after[0].isascii() and not (before[-1].isdigit() and after[0].isdigit()):
        return " "
    return ""


def _table_blocks(table: _Table, number: int) -> Iterator[Block]:
    rows = [
        Row(number=count, cells=tuple(cell or "" for cell in cells), whole=None not in cells)
        for count, cells in enumerate(table.rows, 1)
    ]
    prose = {row.number for row in rows if any(len(cell) > LONG_CELL for cell in row.cells)}
    written = dict(row_sentences([row for row in rows if row.number not in prose]))
    for row in rows:
        place = f"第{table.page}页表{number}第{row.number}行"
        if row.number in prose:
            yield from (Block(text=cell, place=place) for cell in row.cells if cell)
        elif row.number in written:
            yield Block(text=written[row.number], place=place, tabular=tells_figures(row))
