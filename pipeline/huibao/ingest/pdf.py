"""PDFs → lines and tables of their text layer; pages that are pictures go to the recogniser."""

from __future__ import annotations

import re
import struct
import unicodedata
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from huibao.errors import UnreadableInput
from huibao.ingest.blocks import Block
from huibao.ingest.lines import Line, Table, first_unit, paragraphs
from huibao.ingest.pictures import read_scanned_pages

_RADICALS = re.compile("[\u2e80-\u2fdf]")
# A page number alone is no text.
_MIN_CHARACTERS = 5
# Word and LibreOffice set a quarter of an em between Chinese and digits; only a wider gap is a space.
_SPACE = 0.5
_DAMAGED = "PDF 已损坏或不完整；请重新导出或索要 Word 原件"


@dataclass(frozen=True, kw_only=True, slots=True)
class PdfText:
    """What a PDF holds, and what to mind about how it was read (empty where nothing)."""

    blocks: list[Block]
    remark: str


def read_pdf(content: bytes) -> PdfText:
    """Blocks of a PDF's text layer; pages that are pictures are recognised.

    Raises:
        UnreadableInput: encrypted, damaged, or only pictures that cannot be recognised.
    """
    lines, tables, pages, pictures = _read_pages(content)
    if not pictures:
        if not lines and not tables:
            raise UnreadableInput("PDF 里没有文字；请确认文件是否完整，或索要 Word 原件")
        return PdfText(blocks=paragraphs(lines, tables, pages), remark="")
    shown = "、".join(map(str, pictures))
    try:
        seen = read_scanned_pages(content, pictures)
    except UnreadableInput as error:
        if len(pictures) == pages:
            raise
        # What can be read is used, and what is lost is said.
        return PdfText(blocks=paragraphs(lines, tables, pages), remark=f"第 {shown} 页没有读进来：{error}")
    return PdfText(
        blocks=paragraphs([*lines, *seen.lines], tables, pages),
        remark=seen.remark if len(pictures) == pages else f"第 {shown} 页的{seen.remark}",
    )


def _read_pages(content: bytes) -> tuple[list[Line], list[Table], int, list[int]]:
    """Lines, tables, how many pages there are, and which of them are pictures without text."""
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfminer.pdfexceptions import PDFException
    from pdfminer.psexceptions import PSException
    from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

    lines: list[Line] = []
    tables: list[Table] = []
    pictures: list[int] = []
    try:
        with pdfplumber.open(BytesIO(content)) as document:
            for number, page in enumerate(document.pages, 1):
                if len(page.chars) < _MIN_CHARACTERS and page.images:
                    pictures.append(number)
                    page.close()
                    continue
                for table in _tables(page):
                    tables.append(Table(page=number, top=table.bbox[1] / page.height, rows=_rows(table)))
                    page = page.outside_bbox(table.bbox)
                for entry in page.dedupe_chars().extract_text_lines(x_tolerance_ratio=_SPACE):
                    if entry["text"].strip():
                        lines.append(_line(entry, number, page))
                page.close()
            return lines, tables, len(document.pages), pictures
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


def _line(entry: dict[str, Any], number: int, page: Any) -> Line:
    text, characters = _plain(entry["text"]), entry["chars"]
    last = min(first_unit(text), len(characters)) - 1
    return Line(
        text=text,
        page=number,
        left=float(entry["x0"]),
        right=float(entry["x1"]),
        top=float(entry["top"]) / float(page.height),
        unit=float(characters[last]["x1"]) - float(characters[0]["x0"]),
        size=float(characters[0]["size"]),
        page_width=float(page.width),
    )
