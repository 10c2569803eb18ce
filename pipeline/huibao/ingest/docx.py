"""Word documents → paragraphs and tables in order, as a reader sees them.

Read from the XML itself: python-docx shows neither tracked insertions nor automatic numbers. Insertions
are kept, deletions dropped; headers, footers, comments, notes, hidden text and tables of contents are not
part of the text.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from huibao.errors import UnreadableInput
from huibao.ingest.blocks import Block
from huibao.ingest.numbering import Numbering, W, read_numbering
from huibao.ingest.tables import LINES_ABOVE, Row, prose_rows, row_texts
from huibao.schema import DRAFT_MARK

if TYPE_CHECKING:
    from lxml.etree import _Element

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# "Strict Open XML" writes the same elements under another name.
_STRICT, _USUAL = b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()
_HEADING_STYLE = re.compile(r"(?:heading|标题)\s*(\d)", re.IGNORECASE)
_TITLE_STYLE = re.compile(r"title|标题", re.IGNORECASE)
_CONTENTS_STYLE = re.compile(r"(?:toc|目录)\s*\d", re.IGNORECASE)
_DROPPED = {f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}delText", f"{W}footnoteReference", f"{W}pPr", f"{W}rPr",
            f"{W}tbl", f"{W}rt", f"{W}txbxContent", f"{_MC}Fallback"}  # fmt: skip
_INSIDE = {f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}moveTo", f"{W}smartTag", f"{W}customXml"}
_MAX_XML = 40 * 2**20
_INCOMPLETE = "不是完整的 Word 文档（缺少正文）；请用 Word 或 WPS 打开后重新另存为 .docx"


@dataclass(frozen=True, kw_only=True, slots=True)
class WordText:
    """What a .docx holds: its blocks and the author in the file's properties (empty where there is none)."""

    blocks: tuple[Block, ...]
    author: str


def _numbered(label: str, text: str) -> str:
    """A paragraph behind its number in the list: the third, 4月18日晚受灾, is no 3.4."""
    return f"{label} {text}" if label.endswith(".") and text[:1].isdigit() else label + text


def read_docx(content: bytes) -> WordText:
    """Text of a .docx in reading order.

    Raises:
        UnreadableInput: it is no intact Word document, or one blown up beyond any report.
    """
    from lxml.etree import XMLSyntaxError

    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            document = _part(package, "word/document.xml")
            styles = _part(package, "word/styles.xml")
            numbers = _part(package, "word/numbering.xml")
            properties = _part(package, "docProps/core.xml")
        if _property(properties, "description") == DRAFT_MARK:
            raise UnreadableInput("是 huibao 写出来的汇总稿，不是村里的汇报；没有计入，请放到别的文件夹里")
        body = document.find(f"{W}body") if document is not None else None
        if body is None:
            raise UnreadableInput(_INCOMPLETE)
        reader = _Reader(read_numbering(numbers, styles), styles)
        return WordText(blocks=tuple(reader.blocks(body)), author=_property(properties, "creator"))
    # ValueError: an attribute that should be a number is none.
    except (
        zipfile.BadZipFile,
        XMLSyntaxError,
        OSError,
        EOFError,
        zlib.error,
        NotImplementedError,
        ValueError,
    ) as error:
        raise UnreadableInput("Word 文档已损坏或不完整；请用 Word 或 WPS 修复后重新另存") from error
    except RuntimeError as error:  # zipfile: encrypted member
        raise UnreadableInput("Word 文档设了密码；请去掉密码后重新另存") from error


def _part(package: zipfile.ZipFile, name: str) -> _Element | None:
    from lxml import etree

    if name not in package.namelist():
        return None
    with package.open(name) as stream:
        # The header may lie about the size: read no more than allowed.
        xml = stream.read(_MAX_XML + 1)
    if len(xml) > _MAX_XML:
        raise UnreadableInput("Word 文档展开后大得不正常，可能是压缩炸弹；已拒绝打开")
    # Entities stay unresolved: a document has no business reading files or growing by expansion.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True)
    return etree.fromstring(xml.replace(_STRICT, _USUAL), parser)


def _property(properties: _Element | None, name: str) -> str:
    found = properties.find(f"{{http://purl.org/dc/elements/1.1/}}{name}") if properties is not None else None
    return (found.text or "").strip() if found is not None else ""


def _flag(element: _Element | None) -> bool:
    """Whether a switch such as ``<w:vanish/>`` is there and on."""
    return element is not None and element.get(f"{W}val") not in ("0", "false", "off")


class _Styles:
    """Heading level by style id, inherited along ``basedOn``: Title is 0, Heading n and outline level n-1 are n."""

    def __init__(self, styles: _Element | None) -> None:
        found = styles.findall(f"{W}style") if styles is not None else []
        self._by_id = {style.get(f"{W}styleId", ""): style for style in found}

    def name(self, identifier: str) -> str:
        style = self._by_id.get(identifier)
        name = style.find(f"{W}name") if style is not None else None
        return name.get(f"{W}val", "") if name is not None else ""

    def level(self, identifier: str) -> int | None:
        seen: set[str] = set()
        while identifier in self._by_id and identifier not in seen:
            seen.add(identifier)
            name = self.name(identifier)
            if numbered := _HEADING_STYLE.fullmatch(name):
                return int(numbered[1])
            if _TITLE_STYLE.fullmatch(name):
                return 0
            outline = self._by_id[identifier].find(f"{W}pPr/{W}outlineLvl")
            if outline is not None:
                return _outline_level(outline)
            parent = self._by_id[identifier].find(f"{W}basedOn")
            identifier = parent.get(f"{W}val", "") if parent is not None else ""
        return None


def _outline_level(outline: _Element) -> int | None:
    """Word counts outline levels from 0; 9 is body text."""
    level = int(outline.get(f"{W}val", "9"))
    return level + 1 if level < 9 else None


class _Reader:
    def __init__(self, numbering: Numbering, styles: _Element | None) -> None:
        self.numbering = numbering
        self.styles = _Styles(styles)
        self.paragraphs = 0
        self.tables = 0
        self.carried = ""
        self.above: list[str] = []

    def blocks(self, container: _Element) -> Iterator[Block]:
        for element in container:
            if element.tag == f"{W}p":
                yield from self.paragraph(element)
            elif element.tag == f"{W}tbl":
                yield from self.table(element)
            elif element.tag in _INSIDE:
                yield from self.blocks(element)

    def paragraph(self, element: _Element) -> Iterator[Block]:
        self.paragraphs += 1
        place = f"第{self.paragraphs}段"
        style = element.find(f"{W}pPr/{W}pStyle")
        identifier = style.get(f"{W}val", "") if style is not None else ""
        lines = _lines(element)
        lines[0] = self.carried + lines[0]
        self.carried = ""
        if _mark_deleted(element):
            # The paragraph was joined with the next one, whose number and style it takes.
            self.carried = lines.pop()
            label = ""
        else:
            label = self.numbering.label(element)
        if not _CONTENTS_STYLE.fullmatch(self.styles.name(identifier)):
            level = self._level(element, identifier)
            for number, line in enumerate(lines):
                if line.strip():
                    text = line.strip() if number else _numbered(label, line.strip())
                    self.above = [*self.above, text][-LINES_ABOVE:]
                    yield Block(text=text, place=place, heading_level=level)
        for box in element.iter(f"{W}txbxContent"):
            if _shown(box, element):
                yield from self.blocks(box)

    def _level(self, element: _Element, style: str) -> int | None:
        outline = element.find(f"{W}pPr/{W}outlineLvl")
        return _outline_level(outline) if outline is not None else self.styles.level(style)

    def table(self, element: _Element) -> Iterator[Block]:
        self.tables += 1
        over, self.above = self.above, []
        lines = [row for row in element.iter(f"{W}tr") if _nearest(row, f"{W}tbl") is element and not _row_deleted(row)]
        above: tuple[str, ...] = ()
        rows: list[Row] = []
        cells_of: dict[int, list[_Element]] = {}
        for number, line in enumerate(lines, 1):
            cells_of[number] = [cell for cell in line.iter(f"{W}tc") if _nearest(cell, f"{W}tr") is line]
            row = self._row(number, cells_of[number], above)
            rows.append(row)
            above = row.cells
        header = bool(lines) and _flag(lines[0].find(f"{W}trPr/{W}tblHeader"))
        nested = {number for number, cells in cells_of.items() if any(c.find(f"{W}tbl") is not None for c in cells)}
        apart = nested | prose_rows(rows, marked_header=header)
        written = row_texts([row for row in rows if row.number not in apart], marked_header=header, above=over)
        table, paragraphs = self.tables, self.paragraphs
        for row in rows:
            place = f"表{table}第{row.number}行"
            for cell in cells_of[row.number] if row.number in apart else ():
                if not _continues(cell):
                    for block in self.blocks(cell):
                        yield Block(text=block.text, place=place, heading_level=block.heading_level)
            if row.number in written:
                said = written[row.number]
                yield Block(text=said.text, place=place, tabular=said.tabular)
        self.above = []
        self.paragraphs = paragraphs  # a reader counts those of the body

    def _row(self, number: int, cells: list[_Element], above: tuple[str, ...]) -> Row:
        texts: list[str] = []
        repeated: set[int] = set()
        whole = True
        for cell in cells:
            column = len(texts)
            if _continues(cell):
                repeated.add(column)
                texts.append(above[column] if column < len(above) else "")
            else:
                texts.append(_cell_text(cell))
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            more = int(span.get(f"{W}val", "1")) - 1 if span is not None else 0
            whole = whole and more < 1
            texts.extend("" for _ in range(min(more, 62)))
        return Row(number=number, cells=tuple(texts), repeated=frozenset(repeated), whole=whole)


def _nearest(element: _Element, tag: str) -> _Element | None:
    return next(element.iterancestors(tag), None)


def _continues(cell: _Element) -> bool:
    """Whether a cell continues the one above it."""
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return merge is not None and merge.get(f"{W}val") != "restart"


def _cell_text(cell: _Element) -> str:
    return " ".join(line.strip() for paragraph in _paragraphs(cell) for line in _lines(paragraph) if line.strip())


def _paragraphs(container: _Element) -> Iterator[_Element]:
    for element in container:
        if element.tag == f"{W}p":
            yield element
        elif element.tag in _INSIDE:
            yield from _paragraphs(element)


def _row_deleted(row: _Element) -> bool:
    return row.find(f"{W}trPr/{W}del") is not None


def _mark_deleted(paragraph: _Element) -> bool:
    marks = (f"{W}pPr/{W}rPr/{W}del", f"{W}pPr/{W}rPr/{W}moveFrom")
    return any(paragraph.find(mark) is not None for mark in marks)


def _shown(box: _Element, paragraph: _Element) -> bool:
    """Whether a text box stands in this paragraph itself, is neither deleted nor the old-format twin of another."""
    for parent in box.iterancestors():
        if parent is paragraph:
            return True
        if parent.tag in _DROPPED:
            return False
    return False


def _lines(paragraph: _Element) -> list[str]:
    """Text of a paragraph, split at line breaks, never empty; page breaks break nothing."""
    pieces: list[str] = []

    def collect(element: _Element) -> None:
        for child in element:
            if child.tag in _DROPPED or (child.tag == f"{W}r" and _flag(child.find(f"{W}rPr/{W}vanish"))):
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
