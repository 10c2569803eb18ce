"""PDFs with a text layer → paragraphs: lines joined, page numbers and running heads taken out."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from huibao.errors import UnreadableInput
from huibao.ingest.blocks import Block
from huibao.segment.sentences import CLOSERS, FULL_STOPS, SEMICOLONS

_ENDS = FULL_STOPS + SEMICOLONS + CLOSERS + "：:"
_PAGE_NUMBER = re.compile(r"[-—–·\s第]*\d{1,4}[-—–·\s页]*(?:[/共]\s*\d{1,4}\s*页?)?")
_NUMBERED = re.compile(r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.、．](?!\d)")
_EDGE = 0.1  # share of the page's height where heads and feet stand
_RADICALS = re.compile("[\u2e80-\u2fdf]")
_MIN_CHARACTERS_A_PAGE = 5


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    page: int
    left: float
    right: float
    top: float  # share of the page's height


def read_pdf(content: bytes) -> list[Block]:
    """Blocks of a PDF's text layer.

    Raises:
        UnreadableInput: encrypted, damaged, or scanned pages without text.
    """
    lines, pages = _read_lines(content)
    if sum(len(line.text) for line in lines) < _MIN_CHARACTERS_A_PAGE * max(pages, 1):
        raise UnreadableInput("PDF 里没有文字，像是扫描件或照片；请先用文字识别软件转成文字，或索要 Word 原件")
    return _join(_without_heads(lines, pages))


def _read_lines(content: bytes) -> tuple[list[_Line], int]:
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfminer.pdfexceptions import PDFException
    from pdfminer.psexceptions import PSException
    from pdfplumber.utils.exceptions import PdfminerException

    try:
        with pdfplumber.open(BytesIO(content)) as document:
            lines = [
                _line(entry, number, page)
                for number, page in enumerate(document.pages, 1)
                for entry in page.dedupe_chars().extract_text_lines(return_chars=False, x_tolerance=2)
            ]
            return [line for line in lines if line.text], len(document.pages)
    except PdfminerException as error:
        if error.args and isinstance(error.args[0], PDFPasswordIncorrect):
            raise UnreadableInput("PDF 设了密码；请去掉密码后重新导出") from error
        raise UnreadableInput("PDF 已损坏或不完整；请重新导出或索要 Word 原件") from error
    except (PDFException, PSException, ValueError, KeyError, TypeError, RecursionError) as error:
        raise UnreadableInput("PDF 已损坏或不完整；请重新导出或索要 Word 原件") from error


def _line(entry: dict[str, Any], number: int, page: Any) -> _Line:
    # Some producers map characters to Kangxi radicals that only look like them (⼯ for 工).
    text = _RADICALS.sub(lambda match: unicodedata.normalize("NFKC", match.group()), entry["text"])
    return _Line(text.strip(), number, float(entry["x0"]), float(entry["x1"]), float(entry["top"]) / float(page.height))


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


def _join(lines: list[_Line]) -> list[Block]:
    """Lines of one paragraph joined: a line that reaches the right edge goes on unless a new indent follows."""
    if not lines:
        return []
    left = min(line.left for line in lines)
    right = max(line.right for line in lines)
    size = max((right - left) / 30, 1.0)  # about one character
    blocks: list[Block] = []
    previous: _Line | None = None
    for line in lines:
        indented = line.left > left + 1.2 * size
        goes_on = (
            previous is not None
            and previous.right > right - 2.2 * size
            and not indented
            and not (_NUMBERED.match(line.text) and previous.text[-1] in _ENDS)
        )
        if goes_on:
            joint = " " if previous and previous.text[-1].isascii() and line.text[0].isascii() else ""
            if joint and previous and previous.text[-1].isdigit() and line.text[0].isdigit():
                joint = ""
            blocks[-1] = Block(text=blocks[-1].text + joint + line.text, place=blocks[-1].place)
        else:
            blocks.append(Block(text=line.text, place=f"第{line.page}页"))
        previous = line
    return blocks
