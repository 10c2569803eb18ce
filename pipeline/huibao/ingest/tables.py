"""Rows of a table as sentences that a person could have written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from huibao.ingest.columns import Column, Holds, asks_for_words, counts_rows, names_columns, read_columns
from huibao.ingest.rows import figures, prose

# A cell longer than this is no value.
_LONG_CELL = 40
_FIRST_HEADER = re.compile(r"序号|编号|项目|指标|内容|类别|名称|事项|村名|问题|(?:.{1,4})名称")
_LONGEST_HEADER = 12
# 4月, 1-9月完成, 2026年目标: a number that names a column; a bare year does so only beside a word that names the rows.
_TIME = re.compile(
    r"20\d\d年度?[\u4e00-\u9fff]*|(?:20\d\d年)?(?:\d{1,2}(?:[-—~～至]\d{1,2})?月份?|[1-4]季度)[\u4e00-\u9fff]*"
)
_YEAR = re.compile(r"20\d\d")
# A cell of so many characters has something to say beside the figures of its row.
_PROSE = 8


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One row of a table.

    Attributes:
        number: as a reader counts it, from 1.
        cells: text by column, ``(n_columns,)``; a cell that goes on over several columns fills the first and
            leaves the others empty; one that goes on from the row above holds the same text again.
        repeated: columns whose cell goes on from the row above.
        whole: no cell covers more than one column.
    """

    number: int
    cells: tuple[str, ...]
    repeated: frozenset[int] = frozenset()
    whole: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class RowText:
    """What a row says.

    Attributes:
        text: one sentence or several, with their marks.
        tabular: it only gives figures of what its subject names: 三支部 20 98户次 5起.
    """

    text: str
    tabular: bool


def row_texts(rows: Sequence[Row], *, marked_header: bool = False) -> dict[int, RowText]:
    """What each row says that says something, by its number.

    With a header the cells speak of their row's subject. Figures are named by their columns, and a unit in brackets
    or in a column of its own goes to them: ``西瓜种植面积：三季度860亩，去年同期780亩。`` A cell that tells by itself
    needs no head: ``通组公路硬化2.4公里。`` Without a header, cells are joined by commas.

    Args:
        rows: in order.
        marked_header: the source says that the first row is a header.
    """
    header = _header(rows, marked=marked_header)
    below = rows[1:] if header else rows
    columns = read_columns(header, [row.cells for row in below if _fits(row, header)]) if header else []
    said = {row.number: _named(row, columns) if _fits(row, header) else _listed(row) for row in below}
    return {number: text for number, text in said.items() if text.text}


def prose_rows(rows: Sequence[Row], *, marked_header: bool = False) -> set[int]:
    """Numbers of the rows with a long cell, whose cells are paragraphs of their own.

    So it is in a form of two columns (存在问题 | 一是…；二是…) and wherever no header asks for what the cell tells.
    """
    header = _header(rows, marked=marked_header) or ("",)
    listing = len(header) - counts_rows(header[0]) > 2
    apart = set()
    for row in rows:
        long = [column for column, cell in enumerate(row.cells) if len(cell) > _LONG_CELL]
        explained = listing and _fits(row, header) and all(asks_for_words(header[column]) for column in long)
        if long and not explained:
            apart.add(row.number)
    return apart


def _fits(row: Row, header: tuple[str, ...] | None) -> bool:
    return header is not None and len(header) == len(row.cells) and row.whole


def _gives_figures(values: Sequence[str]) -> bool:
    return any(map(Column.is_value, values)) and all(len(cell) < _PROSE for cell in values)


def _header(rows: Sequence[Row], *, marked: bool) -> tuple[str, ...] | None:
    """The first row where it names the columns: every cell short and no number, and the rows below look like values."""
    if len(rows) < 2:
        return None
    first, *rest = rows
    if not first.whole or len(first.cells) < 2 or len(first.cells) != len(rest[0].cells):
        return None
    led = marked or bool(_FIRST_HEADER.fullmatch(first.cells[0])) or names_columns(first.cells)
    if any(not cell or len(cell) > _LONGEST_HEADER or _is_value(cell, years=not led) for cell in first.cells):
        return None
    return first.cells if led or any(Column.is_value(cell) for row in rest for cell in row.cells) else None


def _is_value(cell: str, *, years: bool) -> bool:
    """Whether a cell is a number that names no time; a bare year is one or the other."""
    if _YEAR.fullmatch(cell):
        return years
    return Column.is_value(cell) and not _TIME.fullmatch(cell)


def _listed(row: Row) -> RowText:
    cells = [cell for column, cell in enumerate(row.cells) if cell and column not in row.repeated]
    values = row.cells[2:] if row.cells[0].isdecimal() else row.cells[1:]
    text = "，".join(cells).rstrip("。；") + "。" if cells else ""
    return RowText(text=text, tabular=_gives_figures(values))


def _named(row: Row, columns: Sequence[Column]) -> RowText:
    cells = list(zip(columns, row.cells, strict=True))
    facts = [cell for column, cell in cells if column.holds is Holds.FACT]
    asides = any(cell for column, cell in cells if column.holds in (Holds.REASON, Holds.NEXT))
    dated = any(cell for column, cell in cells if column.holds is Holds.DEADLINE)
    spoken = asides or dated or any(cell and column.tells(cell) for column, cell in cells if column.holds is Holds.FACT)
    text = prose(cells) if spoken else figures(cells)
    return RowText(text=text, tabular=_gives_figures(facts) and not asides)
