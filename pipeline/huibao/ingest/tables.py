"""Rows of a table as sentences that a person could have written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

# A cell longer than this is prose laid out in a table, not a value.
LONG_CELL = 40
_NUMERIC = re.compile(r"[\d０-９.,，%％/—-]+[\u4e00-\u9fff]{0,3}")
_NUMBER_COLUMN = re.compile(r"序号|编号|序|№|No\.?", re.IGNORECASE)
_UNIT_COLUMN = re.compile(r"(?:计量)?单位")
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


def row_sentences(rows: Sequence[Row], *, marked_header: bool = False) -> list[tuple[int, str]]:
    """``(row number, sentence)`` of every row that says something.

    With a header the cells are named by their columns, and a unit in brackets or in a column of its own
    goes to the numbers: ``西瓜种植面积：三季度860亩，去年同期780亩。`` Without one, cells are joined by commas.

    Args:
        rows: in order.
        marked_header: the source says that the first row is a header.
    """
    header = rows[0].cells if rows and _is_header(rows, marked=marked_header) else None
    sentences = []
    for row in rows[1:] if header else rows:
        text = _named(row, header) if header and len(header) == len(row.cells) and row.whole else _listed(row)
        if text:
            sentences.append((row.number, text))
    return sentences


def tells_figures(row: Row) -> bool:
    """Whether a row only gives figures of what its first cell names: 三支部 20 98户次 5起."""
    values = row.cells[2:] if row.cells[0].isdecimal() else row.cells[1:]
    return any(_NUMERIC.fullmatch(cell) for cell in values) and all(len(cell) < _PROSE for cell in values)


def _is_header(rows: Sequence[Row], *, marked: bool) -> bool:
    """The first row names the columns: every cell short and no number, and the rows below look like values."""
    first, *rest = rows
    if not rest or not first.whole or len(first.cells) < 2 or len(first.cells) != len(rest[0].cells):
        return False
    led = marked or bool(_FIRST_HEADER.fullmatch(first.cells[0]))
    if any(not cell or len(cell) > _LONGEST_HEADER or _is_value(cell, years=not led) for cell in first.cells):
        return False
    return led or any(_NUMERIC.fullmatch(cell) for row in rest for cell in row.cells)


def _is_value(cell: str, *, years: bool) -> bool:
    """Whether a cell is a number that names no time; a bare year is one or the other."""
    if _YEAR.fullmatch(cell):
        return years
    return bool(_NUMERIC.fullmatch(cell)) and not _TIME.fullmatch(cell)


def _listed(row: Row) -> str:
    cells = [cell for column, cell in enumerate(row.cells) if cell and column not in row.repeated]
    return "，".join(cells).rstrip("。；") + "。" if cells else ""


def _named(row: Row, header: tuple[str, ...]) -> str:
    columns = list(zip(header, row.cells, strict=True))
    if _NUMBER_COLUMN.fullmatch(header[0]) and len(columns) > 1:
        columns = columns[1:]
    units = [cell for name, cell in columns[1:] if _UNIT_COLUMN.fullmatch(name)]
    (_, key), *values = [(name, cell) for name, cell in columns if not _UNIT_COLUMN.fullmatch(name)]
    key, unit = _unit_in_brackets(key)
    unit = units[0] if units else unit
    named = []
    for name, cell in values:
        column, column_unit = _unit_in_brackets(name)
        if cell:
            bare = _NUMERIC.fullmatch(cell) and cell[-1].isdigit()
            column += "年" * bool(_YEAR.fullmatch(column))
            named.append(f"{column}{cell}{(unit or column_unit) if bare else ''}")
    if not named:
        return ""
    return f"{key}：{'，'.join(named)}".lstrip("：").rstrip("。；") + "。"


def _unit_in_brackets(name: str) -> tuple[str, str]:
    match = re.fullmatch(r"(.+?)[（(]([^）)]{1,4})[）)]", name)
    return (match[1], match[2]) if match else (name, "")
