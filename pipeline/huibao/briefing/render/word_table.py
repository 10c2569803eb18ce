"""An appendix as a Word table: heads bold and centred, figures to the right, villages in columns inside a cell."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from copy import deepcopy
from typing import TYPE_CHECKING

from huibao.briefing.render import gbt9704
from huibao.briefing.render.measure import POINTS_PER_MM, clean, half_widths
from huibao.schema import Table

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.table import CT_Row, CT_Tc
    from docx.oxml.text.paragraph import CT_P
    from docx.table import _Cell, _Row
    from docx.text.paragraph import Paragraph

# A column whose longest cell takes no more than this share of the text width is never broken into lines.
_SHORT_COLUMN = 0.2
_CELL_PADDING_PT = 22
# Inside a cell, less than what the column is given for it.
_CELL_MARGINS_PT = 11
# What somebody is to write by hand.
_TO_FILL_PT = 64
# Between two villages that stand side by side in a cell.
_GUTTER = 2
_FIGURE = re.compile(r"(?:约|超过|不到)?[\d.]+[^\d\s]{0,6}|—")
# …汇报.docx 第26句: the number of the sentence is never cut in two.
_SENTENCE_NUMBER = re.compile(r" (?=第\d+句$)")
_ENTRIES = "；"
_LEAST_ENTRIES = 3


def add_table(document: Document, table: Table, *, mark: str, first: bool) -> None:
    """An appendix on a page of its own, on its side: mark (附件1), title, note and grid."""
    from docx.enum.section import WD_SECTION
    from docx.enum.table import WD_TABLE_ALIGNMENT
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement
    from docx.shared import Pt

    if first:
        gbt9704.turn(document.add_section(WD_SECTION.NEW_PAGE))
    line = document.add_paragraph()
    line.paragraph_format.page_break_before = not first
    gbt9704.dress_run(line.add_run(mark), gbt9704.STANDARD.heading1)
    document.add_paragraph()
    document.add_paragraph(clean(table.title), style="Title")
    if table.note:
        # Below the grid it would stand alone on a page where the grid fills the last one: not every program keeps the
        # last row with what follows.
        _write(document.add_paragraph(), table.note, gbt9704.STANDARD.table)
    grid = document.add_table(rows=1, cols=len(table.header), style="Table Grid")
    grid.alignment = WD_TABLE_ALIGNMENT.CENTER
    grid.autofit = False
    repeat = OxmlElement("w:tblHeader")
    repeat.set(qn("w:val"), "true")
    grid.rows[0]._tr.get_or_add_trPr().append(repeat)
    for cell, text in zip(grid.rows[0].cells, table.header, strict=True):
        _fill_head(cell, text)
    widths = _widths(table)
    sides = [_side(column) for column in _columns(table)]
    blank = _blank(grid.add_row(), sides, widths)
    for row in table.rows:
        added = deepcopy(blank)
        for cell, text, width in zip(added.tc_lst, row, widths, strict=True):
            _fill(cell, text, width - _CELL_MARGINS_PT)
        grid._tbl.append(added)
    for column, head, width in zip(grid.columns, grid.rows[0].cells, widths, strict=True):
        column.width = head.width = Pt(width)


def _columns(table: Table) -> list[tuple[str, ...]]:
    """The cells below each head."""
    return [tuple(row[place] for row in table.rows) for place in range(len(table.header))]


def _side(column: Sequence[str]) -> str:
    """Where the cells of a column stand: figures to the right, running numbers in the middle, words to the left."""
    if list(column) == [str(number) for number in range(1, len(column) + 1)]:
        return "CENTER"
    return "RIGHT" if column and all(map(_FIGURE.fullmatch, column)) else "LEFT"


def _points(text: str) -> float:
    return half_widths(text) * gbt9704.STANDARD.table.size_pt / 2


def _widths(table: Table) -> list[float]:
    """Widths in points that fill the page on its side: short columns fit their words, long ones share the rest."""
    typography = gbt9704.STANDARD
    room = (typography.page_mm[1] - typography.top_mm - typography.bottom_mm) * POINTS_PER_MM
    needed = [
        max(map(_points, (head, *column))) + _CELL_PADDING_PT if any(column) else _TO_FILL_PT
        for head, column in zip(table.header, _columns(table), strict=True)
    ]
    short = [width <= _SHORT_COLUMN * room for width in needed]
    rest = room - sum(width for width, is_short in zip(needed, short, strict=True) if is_short)
    # A column with four times the words gets twice the width: the lines of a row are to be few, not even.
    shares = [0.0 if is_short else math.sqrt(width) for width, is_short in zip(needed, short, strict=True)]
    widths = [share * rest / sum(shares) if share else width for share, width in zip(shares, needed, strict=True)]
    # A table of short columns only is stretched to the page.
    return [width * room / sum(widths) for width in widths]


def _fill_head(cell: _Cell, text: str) -> None:
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph = cell.paragraphs[0]
    _write(paragraph, text, gbt9704.STANDARD.table_head)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.runs[0].font.bold = True


def _blank(row: _Row, sides: Sequence[str], widths: Sequence[float]) -> CT_Row:
    """Lay out an empty row and take it out of its table: to copy it is many times faster than to lay each out anew."""
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.parser import OxmlElement
    from docx.shared import Pt

    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for cell, side, width in zip(row.cells, sides, widths, strict=True):
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        cell.width = Pt(width)
        _write(cell.paragraphs[0], "", gbt9704.STANDARD.table)
        cell.paragraphs[0].alignment = getattr(WD_ALIGN_PARAGRAPH, side)
    row._tr.getparent().remove(row._tr)
    return row._tr


def _fill(cell: CT_Tc, text: str, room: float) -> None:
    """Write into a cell of a blank row, ``room`` points wide."""
    entries = text.split(_ENTRIES)
    if len(entries) >= _LEAST_ENTRIES:
        _fill_side_by_side(cell, entries, room)
        return
    if _points(text) > room:
        text = _SENTENCE_NUMBER.sub("\n", text)
    _put(cell.p_lst[0], text)


def _fill_side_by_side(cell: CT_Tc, entries: Sequence[str], room: float) -> None:
    """Entries in columns, so that each village begins under another one; one with a remark may take several."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt
    from docx.text.parfmt import ParagraphFormat

    gutter = _GUTTER * gbt9704.STANDARD.table.size_pt
    plain = [entry for entry in entries if "（" not in entry] or entries
    step = max(map(_points, plain)) + gutter
    # The last one of a line needs no gutter.
    a_line = max(1, int((room + gutter) // step))
    blank = cell.p_lst[0]
    layout = ParagraphFormat(blank)
    layout.alignment = WD_ALIGN_PARAGRAPH.LEFT
    for place in range(1, a_line):
        layout.tab_stops.add_tab_stop(Pt(place * step))
    cell.remove(blank)
    for shared in _lines([(entry, math.ceil((_points(entry) + gutter) / step)) for entry in entries], a_line):
        line = deepcopy(blank)
        _put(line, "\t".join(shared))
        cell.append(line)


def _lines(entries: Sequence[tuple[str, int]], a_line: int) -> list[list[str]]:
    """Entries, each with the columns that it takes, in lines of so many columns."""
    lines: list[list[str]] = []
    left = 0
    for entry, columns in entries:
        if columns > left:
            lines.append([])
            left = a_line
        lines[-1].append(entry)
        left -= columns
    return lines


def _put(paragraph: CT_P, text: str) -> None:
    """Text into the one run of a laid out paragraph."""
    paragraph.r_lst[0].text = clean(text)


def _write(paragraph: Paragraph, text: str, face: gbt9704.Face) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    gbt9704.dress_run(paragraph.add_run(clean(text)), face)
    paragraph.paragraph_format.line_spacing = Pt(face.size_pt * 1.5)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
