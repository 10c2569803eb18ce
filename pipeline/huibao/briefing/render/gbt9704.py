"""Typography of official documents after GB/T 9704-2012, as settings, and how to put them into a .docx.

Lengths are millimetres or points as named. The line pitch and character spacing that give 22 lines of
28 characters were found by rendering: exact 28.95 pt, and -0.25 pt between characters at 16 pt.
"""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section
    from docx.styles.style import ParagraphStyle
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run


@dataclass(frozen=True, kw_only=True, slots=True)
class Face:
    """Typeface and size of one element."""

    font: str
    size_pt: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Typography:
    """Page, grid and faces; every value may be changed by an office."""

    page_mm: tuple[float, float] = (210, 297)
    top_mm: float = 37
    bottom_mm: float = 35
    left_mm: float = 28
    right_mm: float = 26
    footer_mm: float = 25.5
    line_pt: float = 28.95
    character_spacing_pt: float = -0.25
    title: Face = Face(font="方正小标宋简体", size_pt=22)
    body: Face = Face(font="仿宋", size_pt=16)
    heading1: Face = Face(font="黑体", size_pt=16)
    heading2: Face = Face(font="楷体", size_pt=16)
    page_number: Face = Face(font="宋体", size_pt=14)
    table: Face = Face(font="仿宋", size_pt=10.5)
    table_head: Face = Face(font="黑体", size_pt=10.5)


STANDARD = Typography()
# From the foot of the text to the foot of the page number's line: 7 mm and the line itself.
_NUMBER_BELOW_MM = 12


def missing_fonts(typography: Typography = STANDARD) -> list[str]:
    """Fonts of the profile that this machine does not have; empty where it cannot say what it has."""
    tool = shutil.which("fc-list")
    if tool is None:
        return []
    listed = subprocess.run([tool, ":", "family"], capture_output=True, text=True, check=False, timeout=30)
    if listed.returncode:
        return []
    installed = {name.strip() for line in listed.stdout.splitlines() for name in line.split(",")}
    faces = (getattr(typography, field.name) for field in fields(typography))
    wanted = dict.fromkeys(face.font for face in faces if isinstance(face, Face))
    return [font for font in wanted if font not in installed]


def apply(document: Document, typography: Typography = STANDARD) -> None:
    """Set page, styles and page numbers of a new document."""
    from docx.shared import Mm

    section = document.sections[0]
    section.page_width, section.page_height = (Mm(length) for length in typography.page_mm)
    section.top_margin, section.bottom_margin = Mm(typography.top_mm), Mm(typography.bottom_mm)
    section.left_margin, section.right_margin = Mm(typography.left_mm), Mm(typography.right_mm)
    section.footer_distance = Mm(typography.footer_mm)
    for name, face in (
        ("Normal", typography.body),
        ("Title", typography.title),
        ("Heading 1", typography.heading1),
        ("Heading 2", typography.heading2),
        ("Footer", typography.page_number),
    ):
        style: ParagraphStyle = document.styles[name]
        _dress(style, face, typography)
    _speak_chinese(document)
    _number_pages(document, typography)


def _speak_chinese(document: Document) -> None:
    """Chinese as the language of the text: punctuation takes its mainland shape, no word is underlined as English."""
    from docx.oxml.ns import qn

    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")


def turn(section: Section, typography: Typography = STANDARD) -> None:
    """Lay a section's page on its side: its top is the upright page's left edge, as when the sheet is turned."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    width, height = typography.page_mm
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(height), Mm(width)
    section.top_margin, section.bottom_margin = Mm(typography.left_mm), Mm(typography.right_mm)
    section.left_margin, section.right_margin = Mm(typography.bottom_mm), Mm(typography.top_mm)
    # The page number keeps its distance from the text, as far as the narrower margin lets it.
    section.footer_distance = Mm(typography.right_mm - _NUMBER_BELOW_MM)


def _dress(style: ParagraphStyle, face: Face, typography: Typography) -> None:
    """Give a style its face on every script, black and not bold, and the body's line pitch and indent."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement
    from docx.shared import Pt

    properties = style.element.get_or_add_rPr()
    for child in list(properties):
        properties.remove(child)
    fonts = OxmlElement("w:rFonts")
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), face.font)
    # Curly quotes, dashes and ellipses are shared by all scripts; this makes them Chinese ones.
    fonts.set(qn("w:hint"), "eastAsia")
    properties.append(fonts)
    spacing = OxmlElement("w:spacing")
    spacing.set(qn("w:val"), str(round(typography.character_spacing_pt * 20)))
    if face.size_pt == typography.body.size_pt:
        properties.append(spacing)
    style.font.size = Pt(face.size_pt)
    style.font.bold = False
    layout = style.paragraph_format
    borders = style.element.get_or_add_pPr().find(qn("w:pBdr"))
    if borders is not None:
        borders.getparent().remove(borders)
    layout.space_before = layout.space_after = Pt(0)
    layout.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    layout.line_spacing = Pt(typography.line_pt)
    layout.widow_control = False
    # A mark may hang over the edge, as Word does without being told; LibreOffice, not told, drops some of them.
    for name in ("w:kinsoku", "w:overflowPunct"):
        rule = OxmlElement(name)
        rule.set(qn("w:val"), "1")
        style.element.get_or_add_pPr().insert_element_before(rule, "w:spacing", "w:ind", "w:jc", "w:outlineLvl")
    layout.keep_together = False
    layout.keep_with_next = style.name in ("Heading 1", "Heading 2")
    if style.name == "Title":
        layout.alignment = WD_ALIGN_PARAGRAPH.CENTER
        layout.line_spacing = Pt(typography.line_pt + 4)
    elif style.name == "Footer":
        layout.line_spacing = Pt(face.size_pt)
    elif style.name == "Normal":
        layout.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    else:
        indent_first_line(style)


def indent_first_line(target: Paragraph | ParagraphStyle, characters: int = 2) -> None:
    """First line in by whole characters, whatever the size of the face."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    properties = target._element.get_or_add_pPr()
    indent = properties.find(qn("w:ind"))
    if indent is None:
        indent = OxmlElement("w:ind")
        properties.insert_element_before(
            indent, "w:contextualSpacing", "w:mirrorIndents", "w:jc", "w:textAlignment", "w:outlineLvl", "w:rPr"
        )
    indent.set(qn("w:firstLineChars"), str(characters * 100))
    indent.set(qn("w:firstLine"), str(characters * 310))


def _number_pages(document: Document, typography: Typography) -> None:
    """``— 1 —`` at the outer edge, one character in: odd pages right, even pages left."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    for footer, side in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph.style = document.styles["Footer"]
        paragraph.alignment = side
        _one_character_in(paragraph, typography.page_number.size_pt, right=side == WD_ALIGN_PARAGRAPH.RIGHT)
        paragraph.add_run("— ")
        _field(paragraph, "PAGE")
        paragraph.add_run(" —")


def _one_character_in(paragraph: Paragraph, points: float, *, right: bool) -> None:
    from docx.shared import Pt

    if right:
        paragraph.paragraph_format.right_indent = Pt(points)
    else:
        paragraph.paragraph_format.left_indent = Pt(points)


def _field(paragraph: Paragraph, code: str) -> None:
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    for kind in ("begin", "code", "separate", "text", "end"):
        run = paragraph.add_run()
        if kind == "code":
            element = OxmlElement("w:instrText")
            element.set(qn("xml:space"), "preserve")
            element.text = f" {code} "
        elif kind == "text":
            element = OxmlElement("w:t")
            element.text = "1"
        else:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        run._element.append(element)


def dress_run(run: Run, face: Face) -> None:
    """Give a run a face other than its style's, on every script."""
    from docx.oxml.ns import qn
    from docx.shared import Pt

    run.font.name = face.font
    run.font.size = Pt(face.size_pt)
    fonts = run._element.get_or_add_rPr().find(qn("w:rFonts"))
    fonts.set(qn("w:eastAsia"), face.font)
    fonts.set(qn("w:hint"), "eastAsia")
