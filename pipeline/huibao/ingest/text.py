"""Plain text and Markdown → paragraphs; the text stays exactly as decoded, but for tables and marks of Markdown."""

from __future__ import annotations

import re
from dataclasses import replace
from statistics import median
from typing import NamedTuple

from huibao.errors import UnreadableInput
from huibao.ingest.chat import opens_message
from huibao.ingest.numbering import ITEM_NUMBER
from huibao.ingest.tables import LINES_ABOVE, Row, row_texts, sets_columns
from huibao.schema import Paragraph
from huibao.segment.normalize import is_han
from huibao.segment.outline import line_paragraphs
from huibao.segment.sentences import CLOSERS, FULL_STOPS, SEMICOLONS

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
# What office programs write without saying so. Almost any bytes decode as the last two, so that decoding
# without an error proves nothing; everyday characters do. Detection by charset-normalizer was wrong on
# 3 of 720 pieces of reports and gave up wherever one byte was damaged.
_UNMARKED = ("utf-8", "gb18030", "utf-16-le", "utf-16-be")
_SAMPLE = 8000
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\ufffd]")
_MOST_DAMAGE = 0.01
_ENDS = FULL_STOPS + SEMICOLONS + CLOSERS + "：:"
# Hard-wrapped text: most lines are nearly full and few of the full ones end a sentence.
_MIN_LINES = 8
_FULL = 0.85
_MIN_WIDTH = 18
_MOST_ENDING = 0.5
_LONG = 60
_FEWEST_MESSAGES = 4


def decode(content: bytes) -> str:
    """Text of a file in UTF-8, UTF-16 or GB18030, with or without its mark, line ends as ``\\n``.

    A few damaged bytes become U+FFFD; they cost a character, not the report.

    Raises:
        UnreadableInput: it is no text.
    """
    marked = next((encoding for mark, encoding in _MARKS if content.startswith(mark)), None)
    text = content.decode(marked or _encoding(content), errors="replace")
    if len(_CONTROL.findall(text)) > 1 + _MOST_DAMAGE * len(text):
        raise UnreadableInput("文件内容不是文字，可能是改了扩展名；请用原来的程序打开后另存为 .docx 或 .txt")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _encoding(content: bytes) -> str:
    """UTF-8 where the bytes are flawless UTF-8, else what gives the most everyday characters."""
    try:
        if not _CONTROL.search(content.decode("utf-8")):
            return "utf-8"
    except UnicodeDecodeError:
        pass
    sample = content[:_SAMPLE]

    def everyday(encoding: str) -> float:
        text = sample.decode(encoding, errors="replace")
        return sum(map(len, text.encode("gb2312", errors="ignore").decode("gb2312").split())) / len(text)

    return max(_UNMARKED, key=everyday)


def text_paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Lines as paragraphs; a line that breaks off inside a sentence is joined with the next into one range.

    That is so where the text is hard-wrapped (most lines full, few of them ending a sentence), for a long line of
    prose without a final mark, and where a line of prose ends between a number and what it counts. Short lines
    without marks, as in chat messages, stay apart, and in a chat what begins a message goes on with nothing.
    """
    lines = line_paragraphs(text)
    width = _wrap_width(text, lines)
    joined: list[Paragraph] = []
    begun = [opens_message(text[line.start : line.end]) for line in lines]
    is_chat = sum(begun) >= max(_FEWEST_MESSAGES, len(lines) / 2)
    open_line = cut_number = False
    for line, message in zip(lines, begun, strict=True):
        indented = text[max(line.start - 1, 0) : line.start] in ("\u3000", " ", "\t")
        open_line = open_line or (cut_number and is_han(text[line.start]))
        begins = indented or ITEM_NUMBER.match(text, line.start) or (is_chat and message)
        if open_line and not begins:
            joined[-1] = Paragraph(start=joined[-1].start, end=line.end, place=joined[-1].place)
        else:
            joined.append(Paragraph(start=line.start, end=line.end, place=f"第{len(joined) + 1}段"))
        length = line.end - line.start
        last = text[line.end - 1]
        wrapped = width is not None and length >= _FULL * width and last not in _ENDS
        broken_off = length >= _LONG and (is_han(last) or last in "，、—《") and "，" in text[line.start : line.end]
        open_line = wrapped or broken_off
        cut_number = length >= _MIN_WIDTH and last.isdigit() and "，" in text[line.start : line.end]
    return tuple(joined)


def _wrap_width(text: str, lines: tuple[Paragraph, ...]) -> int | None:
    """Width of hard-wrapped lines; None where lines are paragraphs of their own."""
    if len(lines) < _MIN_LINES:
        return None
    lengths = sorted(line.end - line.start for line in lines)
    width = lengths[int(len(lengths) * 0.9)]
    full = [line for line in lines if _FULL * width <= line.end - line.start <= width * 1.15]
    if width < _MIN_WIDTH or width > 120 or len(full) < len(lines) // 2 or median(lengths) < 0.7 * width:
        return None
    ending = sum(text[line.end - 1] in _ENDS for line in full)
    return width if ending < _MOST_ENDING * len(full) else None


_EMPHASIS = re.compile(r"(?P<mark>\*\*|__|`)(?P<words>[^*_`\n]+)(?P=mark)")
# A row, a rule of dashes below it, more rows.
_RULE_CELL = r"[ \t]*:?-+:?[ \t]*"
_RULED = rf"^[ \t]*\|.+\n[ \t]*\|?{_RULE_CELL}(?:\|{_RULE_CELL})*\|?[ \t]*$(?:\n[ \t]*\|.+)*"
# Rows without a rule, and cells as a spreadsheet hands them over: three lines at least, three cells each.
_BARRED_ROW = r"[ \t]*[|｜](?:[^|｜\n]*[|｜]){3,}[ \t]*$"
_BARRED = rf"^{_BARRED_ROW}(?:\n{_BARRED_ROW}){{2,}}"
# Bars between the cells alone.
_PARTED_ROW = r"[^|｜\n]+(?:[|｜][^|｜\n]*){2,}$"
_PARTED_BY_BARS = rf"^{_PARTED_ROW}(?:\n{_PARTED_ROW}){{2,}}"
_TABBED = r"^[^\t\n]+(?:\t[^\t\n]*){2,}$(?:\n[^\t\n]*(?:\t[^\t\n]*){2,}$){2,}"
# Columns that a writer has set below one another with spaces; a narrow one alone parts words.
_GAP = r"(?: {2,}| ?\u3000)[ \u3000]*"
_SPACED_ROW = rf"[ \u3000]*\S+(?: \S+)*(?:{_GAP}\S+(?: \S+)*){{2,}}[ \u3000]*$"
_TOTALS = "合计|总计|小计"
_SPACED_TOTAL = rf"(?:\n[ \u3000]*(?:{_TOTALS}){_GAP}\S+[ \u3000]*$)?"
_SPACED = rf"^{_SPACED_ROW}(?:\n{_SPACED_ROW}){{2,}}{_SPACED_TOTAL}"
_TOTAL = re.compile(_TOTALS)
_TABLE = re.compile(f"{_RULED}|{_BARRED}|{_PARTED_BY_BARS}|{_TABBED}|{_SPACED}", re.MULTILINE)
_BARS = "|｜"
_BAR = re.compile(f"[{_BARS}]")
_HASHES = re.compile(r"(#{1,6})\s+")
_BEFORE = re.compile(r"(?:[-*+]\s+|>\s*|\*\*\s*|\|\s*)+")
_AFTER = re.compile(r"(?:\s*\*\*|\s*\||\s+#+)+$")
_RULE = re.compile(r"\|?[\s:|-]+\|?|[-*_=]{3,}|`{3,}.*|~{3,}.*")


def read_plain(text: str) -> tuple[str, tuple[Paragraph, ...]]:
    """The text and its paragraphs (:func:`text_paragraphs`); rows of tables stand as sentences."""
    written, rows = _tables_told(text)
    return written, _with_rows(text_paragraphs(written), rows)


def read_markdown(text: str) -> tuple[str, tuple[Paragraph, ...]]:
    """The text and its paragraphs; only marks inside lines are gone, and rows of tables stand as sentences."""
    written, rows = _tables_told(_EMPHASIS.sub(r"\g<words>", text))
    return written, _with_rows(markdown_paragraphs(written), rows)


class _RowTold(NamedTuple):
    """Where a person finds a row of a table, and whether it only gives figures."""

    place: str
    tabular: bool


def _with_rows(paragraphs: tuple[Paragraph, ...], rows: dict[int, _RowTold]) -> tuple[Paragraph, ...]:
    return tuple(replace(one, **rows[one.start]._asdict()) if one.start in rows else one for one in paragraphs)


def _tables_told(text: str) -> tuple[str, dict[int, _RowTold]]:
    """The text with a sentence for each row of a table, and those rows by where they begin."""
    told: dict[int, _RowTold] = {}
    done, written, tables = 0, "", 0
    for table in _TABLE.finditer(text):
        start = table.start() + _lines_above(table[0])
        rows, ruled = _rows(text[start : table.end()])
        if not rows:
            continue
        above = [line.strip() for line in text[done:start].splitlines() if line.strip()]
        tables += 1
        written += text[done:start]
        done = table.end()
        for number, said in row_texts(rows, marked_header=ruled, above=above[-LINES_ABOVE:]).items():
            told[len(written)] = _RowTold(f"表{tables}第{number}行", said.tabular)
            written += said.text + "\n"
        written = written.removesuffix("\n")
    return written + text[done:], told


def _lines_above(table: str) -> int:
    """Characters of the lines above a table that only look like its rows: 填报单位：桃坪村 | 填报人：李明 | 9月30日."""
    lines = table.splitlines(keepends=True)
    if table.lstrip()[0] in _BARS or any(_RULE.fullmatch(line.strip()) for line in lines):
        return 0
    length = 0
    for line in lines:
        if not (_BAR.search(line) and "：" in line.replace(":", "：")):
            break
        length += len(line)
    return length


def _rows(table: str) -> tuple[list[Row], bool]:
    """The rows, and whether a rule sets the first apart; none where what is set with spaces has no columns."""
    lines = [line.strip(" \u3000") for line in table.splitlines()]
    told = [line for line in lines if not _RULE.fullmatch(line)]
    if _BAR.search(table):
        # A bar at the edge of every row is a frame; one that opens a single row stands behind an empty cell.
        low, high = (all(line and line[at] in _BARS for line in told) for at in (0, -1))
        cells = [[cell.strip() for cell in _BAR.split(line[low : len(line) - high])] for line in told]
        if not low and not sets_columns(_of_one_width(cells)):
            return [], False
    elif "\t" in table:
        cells = [[cell.strip() for cell in line.split("\t")] for line in told]
    else:
        cells = [re.split(_GAP, line) for line in told]
        full = [row for row in cells if not (len(row) == 2 and _TOTAL.fullmatch(row[0]))]
        if len({len(row) for row in full}) > 1 or not sets_columns(full):
            return [], False
    # A first row of one cell is the table's title.
    width = next((len(row) for row in cells if sum(map(bool, row)) > 1), len(cells[0]))
    return [_row(number, row, width) for number, row in enumerate(cells, 1)], len(told) < len(lines)


def _of_one_width(cells: list[list[str]]) -> list[list[str]]:
    width = max(map(len, cells))
    return [row + [""] * (width - len(row)) for row in cells]


def _row(number: int, cells: list[str], width: int) -> Row:
    beyond = tuple(cell for cell in cells[width:] if cell)
    return Row(number=number, cells=tuple((cells + [""] * width)[:width]), beyond=beyond)


def markdown_paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Lines of Markdown without their marks: ``#`` gives the heading level, bullets and quotes are left out.

    The first ``#`` of the file is its title (level 0) where no other heading stands as high.
    """
    found: list[Paragraph] = []
    lines = line_paragraphs(text)
    levels = [len(match[1]) for line in lines if (match := _HASHES.match(text[line.start : line.end]))]
    titled = bool(levels) and levels[0] == min(levels) and levels.count(levels[0]) == 1
    for line in lines:
        content = text[line.start : line.end]
        if _RULE.fullmatch(content):
            continue
        level = None
        start, end = line.start, line.end
        if hashes := _HASHES.match(content):
            level = len(hashes[1]) - (min(levels) if titled else min(levels) - 1)
            start += hashes.end()
        elif before := _BEFORE.match(content):
            start += before.end()
        if after := _AFTER.search(text[start:end]):
            end = start + after.start()
        if start < end:
            found.append(Paragraph(start=start, end=end, place=f"第{len(found) + 1}段", heading_level=level))
    return tuple(found)
