"""A Briefing as a Word document; the same briefing always gives the same bytes."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from huibao.briefing.render import gbt9704
from huibao.briefing.render.cite import citations
from huibao.schema import Briefing, Passage, Statement, Table
from huibao.segment.words import cut_words

if TYPE_CHECKING:
    from docx.document import Document
    from docx.shared import Length
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

_SUBJECT = "乡村振兴工作"
_OPEN_DATE = "　　　　年　　月　　日"
_COMMENT_AUTHOR = "汇报"
_POINTS_PER_MM = 72 / 25.4
# A column whose longest cell takes no more than this share of the text width is never broken into lines.
_SHORT_COLUMN = 0.2
_CELL_PADDING_PT = 22
# Word's own fixed date of zip members; a real clock would make two runs differ.
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def render_word(briefing: Briefing, comments: bool) -> bytes:
    """Bytes of a .docx laid out per GB/T 9704; with ``comments`` each sentence's sources are a comment."""
    import docx

    document = docx.Document()
    gbt9704.apply(document)
    _properties(document, briefing)
    _add_title(document, briefing.title)
    document.add_paragraph()
    if briefing.addressee:
        document.add_paragraph(_clean(briefing.addressee))
    for passage in briefing.passages:
        _add_passage(document, passage, comments)
    _add_attachment_note(document, briefing)
    if briefing.signature:
        _add_signature(document, briefing.signature, briefing.date)
    for number, table in enumerate(briefing.tables, 1):
        _add_table(document, number, len(briefing.tables), table)
    stream = BytesIO()
    document.save(stream)
    return repacked(stream.getvalue())


def _add_title(document: Document, title: str) -> None:
    """The title centred; one too long for a line is broken between words into lines of about equal length."""
    lines = balanced_lines(_clean(title), int(_line_pt() // gbt9704.STANDARD.title.size_pt))
    paragraph = document.add_paragraph(style="Title")
    for number, line in enumerate(lines):
        run = paragraph.add_run(line)
        if number < len(lines) - 1:
            run.add_break()


def _line_pt() -> float:
    """Length of a line of the upright page."""
    typography = gbt9704.STANDARD
    return (typography.page_mm[0] - typography.left_mm - typography.right_mm) * _POINTS_PER_MM


def balanced_lines(title: str, longest: int) -> list[str]:
    """Lines of at most ``longest`` characters, no word split, as even as the words allow.

    Example:
        >>> balanced_lines("青石镇2025年第三季度乡村振兴工作情况汇总报告", 20)
        ['青石镇2025年第三季度', '乡村振兴工作情况汇总报告']
    """
    count = -(-len(title) // longest)
    lines = [""]
    for word in cut_words(title):
        goal = len(title) * len(lines) / count
        filled = sum(map(len, lines))
        if (lines[-1] and len(lines) < count and abs(filled - goal) <= abs(filled + len(word) - goal)) or len(
            lines[-1]
        ) + len(word) > longest:
            lines.append("")
        lines[-1] += word
    return lines


def _clean(text: str) -> str:
    return _NOT_XML.sub("", text)


def _properties(document: Document, briefing: Briefing) -> None:
    from docx.oxml.ns import qn

    properties = document.core_properties
    # The library's empty document is of 2013, and today's time would make two runs differ.
    for name in ("dcterms:created", "dcterms:modified"):
        for stamp in properties._element.findall(qn(name)):
            properties._element.remove(stamp)
    properties.title = briefing.title
    properties.author = properties.last_modified_by = briefing.signature or "huibao"
    properties.subject = _SUBJECT
    properties.keywords = "；".join(table.title for table in briefing.tables)
    properties.category = "公文"
    properties.comments = "由 huibao 据各村汇报整理"
    properties.language = "zh-CN"


def _add_passage(document: Document, passage: Passage, comments: bool) -> None:
    if passage.heading_level:
        document.add_paragraph(_clean(passage.text), style=f"Heading {passage.heading_level}")
        return
    paragraph = document.add_paragraph()
    gbt9704.indent_first_line(paragraph)
    for statement in passage.statements:
        run = paragraph.add_run(_clean(statement.text))
        if comments and statement.sources:
            _comment(document, run, statement)


def _comment(document: Document, run: Run, statement: Statement) -> None:
    lines = citations(statement.sources)
    attach_comment(document, [run], "\n".join(_clean(line) for line in lines), author=_COMMENT_AUTHOR)


def attach_comment(document: Document, runs: Sequence[Run], text: str, *, author: str) -> None:
    """A comment on runs of one paragraph, without the clock's time that would make two files differ."""
    from docx.oxml.ns import qn

    comment = document.add_comment(list(runs), text=text, author=author, initials=author[0])
    element = comment._comment_elm
    if qn("w:date") in element.attrib:
        del element.attrib[qn("w:date")]


def _add_attachment_note(document: Document, briefing: Briefing) -> None:
    """``附件：1. …`` one line below the body; wrapped lines would align with the name."""
    if not briefing.tables:
        return
    document.add_paragraph()
    for number, table in enumerate(briefing.tables, 1):
        paragraph = document.add_paragraph()
        lead = "附件：" if number == 1 else "　　　"
        many = len(briefing.tables) > 1
        paragraph.add_run(f"{lead}{f'{number}. ' if many else ''}{_clean(table.title)}")
        gbt9704.indent_first_line(paragraph)
        paragraph.paragraph_format.keep_with_next = number < len(briefing.tables)


def _add_signature(document: Document, signature: str, date: str) -> None:
    """Signature without seal, and below it the date; an empty date is left for the office to fill in."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    document.add_paragraph()
    size = gbt9704.STANDARD.body.size_pt
    # Without a seal the date starts two characters right of the signature; the longer of the two stands two
    # characters in from the edge, and the other follows from it.
    date = date or _OPEN_DATE
    signed, dated = _half_widths(signature) * size / 2, _half_widths(date) * size / 2
    right_of_date = 2 * size if dated >= signed - 2 * size else signed - dated
    right_of_signature = right_of_date + dated + 2 * size - signed
    if signed + right_of_signature > _line_pt():
        # A name too long for one line fills it and goes on below; the date then stands by the edge.
        right_of_signature = right_of_date = 2 * size
    for text, indent in ((signature, right_of_signature), (date, right_of_date)):
        paragraph = document.add_paragraph(_clean(text))
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.paragraph_format.right_indent = Pt(indent)
        paragraph.paragraph_format.keep_with_next = text is signature


def _half_widths(text: str) -> int:
    """Length in half characters: a digit takes one, a Chinese character two."""
    return sum(1 if char.isascii() else 2 for char in text)


def _add_table(document: Document, number: int, total: int, table: Table) -> None:
    from docx.enum.section import WD_SECTION
    from docx.enum.table import WD_TABLE_ALIGNMENT
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    if number == 1:
        gbt9704.turn(document.add_section(WD_SECTION.NEW_PAGE))
    mark = document.add_paragraph()
    mark.paragraph_format.page_break_before = number > 1
    _face(mark.add_run(f"附件{number if total > 1 else ''}"), gbt9704.STANDARD.heading1)
    document.add_paragraph()
    document.add_paragraph(_clean(table.title), style="Title")
    grid = document.add_table(rows=1, cols=len(table.header), style="Table Grid")
    grid.alignment = WD_TABLE_ALIGNMENT.CENTER
    grid.autofit = False
    for cell, text in zip(grid.rows[0].cells, table.header, strict=True):
        _fill(cell, text, gbt9704.STANDARD.table_head)
    repeat = OxmlElement("w:tblHeader")
    repeat.set(qn("w:val"), "true")
    grid.rows[0]._tr.get_or_add_trPr().append(repeat)
    for row in table.rows:
        added = grid.add_row()
        added._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, text in zip(added.cells, row, strict=True):
            _fill(cell, text, gbt9704.STANDARD.table)
    for column, width in zip(grid.columns, _widths(table), strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width
    if table.note:
        # The note never stands alone on a page: the last row goes there with it.
        for cell in grid.rows[-1].cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True
        note = document.add_paragraph()
        note.paragraph_format.keep_together = True
        _fill_paragraph(note, table.note, gbt9704.STANDARD.table)


def _widths(table: Table) -> list[Length]:
    """Widths that fill the page on its side: short columns as wide as their words, long ones share the rest."""
    from docx.shared import Pt

    typography = gbt9704.STANDARD
    room = (typography.page_mm[1] - typography.top_mm - typography.bottom_mm) * _POINTS_PER_MM
    columns = list(zip(table.header, *table.rows, strict=True))
    needed = [max(map(_half_widths, column)) * typography.table.size_pt / 2 + _CELL_PADDING_PT for column in columns]
    short = [width <= _SHORT_COLUMN * room for width in needed]
    rest = room - sum(width for width, is_short in zip(needed, short, strict=True) if is_short)
    long = sum(min(width, room) for width, is_short in zip(needed, short, strict=True) if not is_short)
    widths = [
        width if is_short else rest * min(width, room) / long for width, is_short in zip(needed, short, strict=True)
    ]
    # A table of short columns only is stretched to the page.
    return [Pt(width * room / sum(widths)) for width in widths]


def _fill(cell: _Cell, text: str, face: gbt9704.Face) -> None:
    _fill_paragraph(cell.paragraphs[0], text, face)


def _fill_paragraph(paragraph: Paragraph, text: str, face: gbt9704.Face) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    _face(paragraph.add_run(_clean(text)), face)
    paragraph.paragraph_format.line_spacing = Pt(face.size_pt * 1.5)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT


def _face(run: object, face: gbt9704.Face) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt
    from docx.text.run import Run

    assert isinstance(run, Run)
    run.font.name = face.font
    run.font.size = Pt(face.size_pt)
    fonts = run._element.get_or_add_rPr().find(qn("w:rFonts"))
    fonts.set(qn("w:eastAsia"), face.font)
    fonts.set(qn("w:hint"), "eastAsia")


def repacked(package: bytes) -> bytes:
    """The same package with every member dated alike, so that equal briefings are equal files."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(package)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for member in source.infolist():
            info = zipfile.ZipInfo(member.filename, date_time=_ZIP_EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, source.read(member))
    return stream.getvalue()
