"""Word documents → paragraphs and tables in order, as a reader sees them.

Read from the XML itself: python-docx shows neither tracked insertions nor automatic numbers. Insertions
are kept, deletions dropped; headers, footers, comments and notes are not part of the text.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from huibao.errors import UnreadableInput
from huibao.ingest.numbering import Numbering, W, read_numbering

if TYPE_CHECKING:
    from lxml.etree import _Element

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_HEADING_STYLE = re.compile(r"(?:heading|标题)\s*(\d)", re.IGNORECASE)
_TITLE_STYLE = re.compile(r"title|标题", re.IGNORECASE)
_DROPPED = {f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}delText", f"{W}footnoteReference", f"{W}pPr", f"{W}rPr",
            f"{W}tbl", f"{_MC}Fallback"}  # fmt: skip
# A cell longer than this is prose laid out in a table, not a value.
_LONG_CELL = 40
_NUMERIC = re.compile(r"[\d０-９.,，%％/—-]+[\u4e00-\u9fff]{0,3}")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph as read: its text, where it stands, and its heading level where a style says so."""

    text: str
    place: str
    heading_level: int | None = None


def read_docx(content: bytes) -> list[Block]:
    """Blocks of a .docx in reading order.

    Raises:
        UnreadableInput: it is no intact Word document.
    """
    from lxml.etree import XMLSyntaxError

    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            names = set(package.namelist())
            if "word/document.xml" not in names:
                raise UnreadableInput("不是完整的 Word 文档（缺少正文）；请用 Word 或 WPS 打开后重新另存为 .docx")
            document = _parse(package.read("word/document.xml"))
            styles = _parse(package.read("word/styles.xml")) if "word/styles.xml" in names else None
            numbers = _parse(package.read("word/numbering.xml")) if "word/numbering.xml" in names else None
    except (zipfile.BadZipFile, XMLSyntaxError, OSError, EOFError, zipfile.zlib.error) as error:  # type: ignore[attr-defined]
        raise UnreadableInput("Word 文档已损坏或不完整；请用 Word 或 WPS 修复后重新另存") from error
    except RuntimeError as error:  # zipfile: encrypted member
        raise UnreadableInput("Word 文档设了密码；请去掉密码后重新另存") from error
    body = document.find(f"{W}body")
    if body is None:
        raise UnreadableInput("不是完整的 Word 文档（缺少正文）；请用 Word 或 WPS 打开后重新另存为 .docx")
    reader = _Reader(read_numbering(numbers, styles), _heading_levels(styles))
    return list(reader.blocks(body))


def _parse(content: bytes) -> _Element:
    from lxml import etree

    # Entities stay unresolved: a document has no business reading files or growing by expansion.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True)
    return etree.fromstring(content, parser)


def _heading_levels(styles: _Element | None) -> dict[str, int]:
    """Heading level by style id: Title is 0, Heading n and outline level n-1 are n."""
    levels: dict[str, int] = {}
    for style in styles.findall(f"{W}style") if styles is not None else []:
        name_element = style.find(f"{W}name")
        name = name_element.get(f"{W}val", "") if name_element is not None else ""
        outline = style.find(f"{W}pPr/{W}outlineLvl")
        numbered = _HEADING_STYLE.fullmatch(name)
        if numbered:
            levels[style.get(f"{W}styleId", "")] = int(numbered[1])
        elif _TITLE_STYLE.fullmatch(name):
            levels[style.get(f"{W}styleId", "")] = 0
        elif outline is not None and int(outline.get(f"{W}val", "9")) < 9:
            levels[style.get(f"{W}styleId", "")] = int(outline.get(f"{W}val", "0")) + 1
    return levels


class _Reader:
    def __init__(self, numbering: Numbering, levels: dict[str, int]) -> None:
        self.numbering = numbering
        self.levels = levels
        self.paragraphs = 0
        self.tables = 0

    def blocks(self, container: _Element) -> Iterator[Block]:
        for element in container:
            if element.tag == f"{W}p":
                yield from self.paragraph(element)
            elif element.tag == f"{W}tbl":
                yield from self.table(element)
            elif element.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}moveTo", f"{W}smartTag", f"{W}customXml"):
                yield from self.blocks(element)

    def paragraph(self, element: _Element) -> Iterator[Block]:
        lines = _lines(element)
        label = self.numbering.label(element) if any(line.strip() for line in lines) else ""
        self.paragraphs += 1
        level = self._level(element)
        for number, line in enumerate(lines):
            text = (label if number == 0 else "") + line.strip()
            if text.strip():
                yield Block(text.strip(), f"第{self.paragraphs}段", level)
        for box in element.iter(f"{W}txbxContent"):
            if not any(parent.tag == f"{_MC}Fallback" for parent in box.iterancestors()):
                yield from self.blocks(box)

    def _level(self, element: _Element) -> int | None:
        outline = element.find(f"{W}pPr/{W}outlineLvl")
        if outline is not None and int(outline.get(f"{W}val", "9")) < 9:
            return int(outline.get(f"{W}val", "0")) + 1
        style = element.find(f"{W}pPr/{W}pStyle")
        return self.levels.get(style.get(f"{W}val", "")) if style is not None else None

    def table(self, element: _Element) -> Iterator[Block]:
        self.tables += 1
        rows = [_cells(row) for row in element.iter(f"{W}tr") if _nearest_table(row) is element]
        texts = [[_cell_text(cell) for cell in row] for row in rows]
        header = texts[0] if _has_header(texts) else None
        for number, (row, cells) in enumerate(zip(texts, rows, strict=True), 1):
            if header is not None and number == 1:
                continue
            place = f"表{self.tables}第{number}行"
            if any(len(text) > _LONG_CELL for text in row):
                for cell in cells:
                    yield from (Block(block.text, place) for block in self.blocks(cell))
            elif text := _row_text(row, header):
                yield Block(text, place)


def _nearest_table(row: _Element) -> _Element | None:
    return next(row.iterancestors(f"{W}tbl"), None)


def _cells(row: _Element) -> list[_Element]:
    """Cells of a row; one that continues a vertical merge is left out."""
    cells = []
    for cell in row.iter(f"{W}tc"):
        if next(cell.iterancestors(f"{W}tr")) is not row:
            continue
        merge = cell.find(f"{W}tcPr/{W}vMerge")
        if merge is None or merge.get(f"{W}val") == "restart":
            cells.append(cell)
    return cells


def _cell_text(cell: _Element) -> str:
    return " ".join(line.strip() for p in cell.findall(f"{W}p") for line in _lines(p) if line.strip())


def _has_header(rows: list[list[str]]) -> bool:
    """The first row names the columns: as many cells as the second, none of them a number, some below are."""
    return (
        len(rows) > 1
        and len(rows[0]) == len(rows[1])
        and all(cell and not _NUMERIC.fullmatch(cell) for cell in rows[0])
        and any(_NUMERIC.fullmatch(cell) for row in rows[1:] for cell in row)
    )


def _row_text(row: list[str], header: list[str] | None) -> str:
    """``西瓜种植面积（亩）：三季度860，去年同期780。`` - a row as a sentence a person could have written."""
    if not any(row):
        return ""
    if header is None or len(header) != len(row):
        return "，".join(cell for cell in row if cell) + "。"
    first, unit = _unit_in_brackets(row[0])
    pairs = []
    for name, cell in zip(header[1:], row[1:], strict=True):
        column, column_unit = _unit_in_brackets(name)
        if cell:
            pairs.append(
                f"{column}{cell}{(unit or column_unit) if _NUMERIC.fullmatch(cell) and cell[-1].isdigit() else ''}"
            )
    return f"{first}：{'，'.join(pairs)}。" if pairs else ""


def _unit_in_brackets(name: str) -> tuple[str, str]:
    match = re.fullmatch(r"(.+?)[（(]([^）)]{1,4})[）)]", name.strip())
    return (match[1], match[2]) if match else (name.strip(), "")


def _lines(paragraph: _Element) -> list[str]:
    """Text of a paragraph, split at line breaks; page breaks break nothing."""
    pieces: list[str] = []

    def collect(element: _Element) -> None:
        for child in element:
            if child.tag in _DROPPED or child.tag == f"{W}txbxContent":
                continue
            if child.tag == f"{W}t":
                pieces.append((child.text or "").replace("\n", " "))
            elif child.tag == f"{W}tab":
                pieces.append(" ")
            elif child.tag in (f"{W}br", f"{W}cr"):
                pieces.append("\n" if child.get(f"{W}type") in (None, "textWrapping") else "")
            elif child.tag == f"{W}noBreakHyphen":
                pieces.append("-")
            else:
                collect(child)

    collect(paragraph)
    return "".join(pieces).split("\n")
