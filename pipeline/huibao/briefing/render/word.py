"""A Briefing as a Word document; the same briefing always gives the same bytes."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from huibao.briefing.render import gbt9704
from huibao.briefing.render.cite import citations
from huibao.briefing.render.measure import POINTS_PER_MM, clean, half_widths
from huibao.briefing.render.word_table import add_table
from huibao.schema import DRAFT_MARK, Briefing, Passage, Statement
from huibao.segment.words import cut_words

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

_SUBJECT = "工作情况汇总"
_OPEN_DATE = "　　　　年　　月　　日"
_COMMENT_AUTHOR = "汇报"
# Word's own fixed date of zip members; a real clock would make two runs differ.
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


def render_word(briefing: Briefing, comments: bool) -> bytes:
    """Bytes of a .docx laid out per GB/T 9704; with ``comments`` each sentence's sources are a comment."""
    import docx

    document = docx.Document()
    gbt9704.apply(document)
    _properties(document, briefing)
    _add_title(document, briefing.title)
    if briefing.issue or briefing.issuer:
        _add_masthead(document, briefing)
    else:
        document.add_paragraph()
    if briefing.addressee:
        document.add_paragraph(clean(briefing.addressee))
    for passage in briefing.passages:
        _add_passage(document, passage, comments)
    last_words = len(document.paragraphs) - 1
    _add_attachment_note(document, briefing)
    if briefing.signature:
        _add_signature(document, briefing.signature, briefing.date)
        # The signature never stands alone on a page: the last words go there with it.
        for paragraph in document.paragraphs[last_words:-1]:
            paragraph.paragraph_format.keep_with_next = True
    if briefing.copies:
        # Nor does the record of who gets it.
        document.paragraphs[-1].paragraph_format.keep_with_next = True
        _rule(document.add_paragraph(clean(briefing.copies)), "top", "bottom")
    for number, table in enumerate(briefing.tables, 1):
        add_table(document, table, mark=f"附件{number if len(briefing.tables) > 1 else ''}", first=number == 1)
    stream = BytesIO()
    document.save(stream)
    return repacked(stream.getvalue())


def _add_title(document: Document, title: str) -> None:
    """The title centred; one too long for a line is broken between words into lines of about equal length."""
    lines = balanced_lines(clean(title), int(_line_pt() // gbt9704.STANDARD.title.size_pt))
    paragraph = document.add_paragraph(style="Title")
    for number, line in enumerate(lines):
        run = paragraph.add_run(line)
        if number < len(lines) - 1:
            run.add_break()


def _line_pt() -> float:
    """Length of a line of the upright page."""
    typography = gbt9704.STANDARD
    return (typography.page_mm[0] - typography.left_mm - typography.right_mm) * POINTS_PER_MM


def _add_masthead(document: Document, briefing: Briefing) -> None:
    """Number of the issue in the middle; below it who brings it out, to the right the date, and a line across."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
    from docx.shared import Pt

    if briefing.issue:
        document.add_paragraph(clean(briefing.issue)).alignment = WD_ALIGN_PARAGRAPH.CENTER
    if briefing.issuer:
        line = document.add_paragraph(f"{clean(briefing.issuer)}\t{clean(briefing.date or _OPEN_DATE.lstrip('　'))}")
        line.paragraph_format.tab_stops.add_tab_stop(Pt(_line_pt()), WD_TAB_ALIGNMENT.RIGHT)
        line.alignment = WD_ALIGN_PARAGRAPH.LEFT
        _rule(line, "bottom")


def _rule(paragraph: Paragraph, *sides: str) -> None:
    """A line across the page above or below a paragraph."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    borders = OxmlElement("w:pBdr")
    for side in sides:
        border = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "8"), ("space", "1"), ("color", "000000")):
            border.set(qn(f"w:{name}"), value)
        borders.append(border)
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


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


def _properties(document: Document, briefing: Briefing) -> None:
    from docx.oxml.ns import qn

    properties = document.core_properties
    # The library's empty document is of 2013, and today's time would make two runs differ.
    for name in ("dcterms:created", "dcterms:modified"):
        for stamp in properties._element.findall(qn(name)):
            properties._element.remove(stamp)
    properties.title = briefing.title
    properties.author = properties.last_modified_by = briefing.signature or briefing.issuer or "huibao"
    properties.subject = _SUBJECT
    properties.keywords = "；".join(table.title for table in briefing.tables)
    properties.category = "公文"
    properties.comments = DRAFT_MARK
    properties.language = "zh-CN"


def _add_passage(document: Document, passage: Passage, comments: bool) -> None:
    if passage.heading_level:
        document.add_paragraph(clean(passage.text), style=f"Heading {passage.heading_level}")
        return
    paragraph = document.add_paragraph()
    gbt9704.indent_first_line(paragraph)
    for statement in passage.statements:
        run = paragraph.add_run(clean(statement.text))
        if comments and statement.sources:
            _comment(document, run, statement)


def _comment(document: Document, run: Run, statement: Statement) -> None:
    lines = citations(statement.sources)
    attach_comment(document, [run], "\n".join(clean(line) for line in lines), author=_COMMENT_AUTHOR)


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
        paragraph.add_run(f"{lead}{f'{number}. ' if many else ''}{clean(table.title)}")
        gbt9704.indent_first_line(paragraph)


def _add_signature(document: Document, signature: str, date: str) -> None:
    """Signature without seal, and below it the date; an empty date is left for the office to fill in."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    document.add_paragraph()
    size = gbt9704.STANDARD.body.size_pt
    # Without a seal the date starts two characters right of the signature; the longer of the two stands two
    # characters in from the edge, and the other follows from it.
    date = date or _OPEN_DATE
    signed, dated = half_widths(signature) * size / 2, half_widths(date) * size / 2
    right_of_date = 2 * size if dated >= signed - 2 * size else signed - dated
    right_of_signature = right_of_date + dated + 2 * size - signed
    if signed + right_of_signature > _line_pt():
        # A name too long for one line fills it and goes on below; the date then stands by the edge.
        right_of_signature = right_of_date = 2 * size
    for text, indent in ((signature, right_of_signature), (date, right_of_date)):
        paragraph = document.add_paragraph(clean(text))
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.paragraph_format.right_indent = Pt(indent)


def repacked(package: bytes) -> bytes:
    """The same package with every member dated alike, so that equal briefings are equal files."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(package)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for member in source.infolist():
            info = zipfile.ZipInfo(member.filename, date_time=_ZIP_EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, source.read(member))
    return stream.getvalue()
