"""The township's table as a workbook: named indicators, one sheet a theme, what is doubtful, and every source.

Figures under a word of the village's own stand apart, at the end of each theme where several villages use the word,
and all of them in the last sheet: the word is the machine's choice, and one village's 农户 need not be another's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from huibao.indicators.lexicon.entries import canonical_names
from huibao.indicators.period import print_period
from huibao.indicators.township.adding_up import parts_of
from huibao.indicators.township.printing import (
    as_printed,
    called,
    cells,
    header,
    missing_words,
    number,
    print_value,
)
from huibao.indicators.township.rows import IndicatorRow, IndicatorTable
from huibao.indicators.township.telling import VillageValue
from huibao.taxonomy import Reporter

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

Cells = Sequence[str | float | int | None]

_SUMMARY, _OTHERS, _DOUBTS, _SOURCES = "指标汇总", "其他数字", "待核实", "出处"
_USE, _WHY = "用途", "为什么要核实"
_WIDTHS = (18, 8, 16, 14, 10, 10, 44, 30, 30, 30, 14, 14, 14)
_LONGEST_TITLE = 31
_FORBIDDEN_IN_TITLE = re.compile(r"[\\/*?:\[\]]")
# Characters that no XML file may hold; openpyxl refuses them.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def write_workbook(table: IndicatorTable, path: Path) -> None:
    """Write all sheets, amounts as people read them (万元); a theme that no indicator has gets no sheet."""
    from openpyxl import Workbook

    told, table = table, replace(table, rows=tuple(map(as_printed, table.rows)))
    workbook = Workbook(write_only=True)
    summary = workbook.create_sheet(_SUMMARY)
    named = [row for row in table.rows if row.name in canonical_names()]
    others = [row for row in table.rows if row.name not in canonical_names()]
    columns = header(table.reporter)
    _write(summary, columns, map(cells, named))
    if table.missing:
        # An empty line keeps it out of what Excel sorts and filters as one table.
        summary.append([])
        summary.append([missing_words(table.missing, table.reporter)])
    taken = {_SUMMARY, _OTHERS, _DOUBTS, _SOURCES}
    for theme in table.themes:
        rows = [cells(row) for row in (*named, *filter(_of_several, others)) if row.theme == theme]
        if rows:
            _write(workbook.create_sheet(_sheet_title(theme, taken)), columns, rows)
    _write(workbook.create_sheet(_DOUBTS), _line_header(_WHY, table.reporter), _doubts(told, table))
    _write(workbook.create_sheet(_SOURCES), _line_header(_USE, table.reporter), _sources(table))
    if others:
        _write(workbook.create_sheet(_OTHERS), columns, map(cells, sorted(others, key=_of_several, reverse=True)))
    workbook.save(path)


def _of_several(row: IndicatorRow) -> bool:
    """Whether several villages count something under this word."""
    return row.reporting > 1


def _sheet_title(theme: str, taken: set[str]) -> str:
    """A title that Excel accepts, different from all others."""
    wanted = _FORBIDDEN_IN_TITLE.sub("", theme)[: _LONGEST_TITLE - 3] or "主题"
    title, count = wanted, 1
    while title in taken:
        count += 1
        title = f"{wanted}{count}"
    taken.add(title)
    return title


def _sources(table: IndicatorTable) -> Iterator[Cells]:
    for row in table.rows:
        groups = (
            ("计入合计" if row.total is not None else "列出", row.values),
            ("报的是没有，按0列出", row.none),
            ("同名的其他数，未另加", row.beside),
            ("前后不一，未计入", row.contradictions),
            ("上年比较", row.last_year.then if row.last_year else ()),
        )
        for use, entries in groups:
            for entry in entries:
                why = f"{entry.uncounted}，未计入" if entry.uncounted else use
                own = called(entry, row.name)
                why = f"{why}（{table.reporter.noun}里叫“{own}”）" if own else why
                yield _line(row.name, row.unit, row.period, entry, why)


def _doubts(told: IndicatorTable, printed: IndicatorTable) -> Iterator[Cells]:
    for given, row in zip(told.rows, printed.rows, strict=True):
        for exact, entry in zip(given.contradictions, row.contradictions, strict=True):
            comes_to = "；所列分项相加正是这个数" if parts_of(given.name, given.unit, exact) else ""
            reason = f"同一{told.reporter.one}说同一件事，数却不同，请核实{comes_to}；没有计入合计"
            yield _line(row.name, row.unit, row.period, entry, reason)
        for outlier in row.outliers:
            typical = f"{print_value(outlier.typical)}{row.unit}"
            noun = told.reporter.noun
            reason = f"和其他{noun}相差十倍以上（其他{noun}居中的是{typical}），可能写错了单位；已计入合计"
            yield _line(row.name, row.unit, row.period, outlier.entry, reason)
    for total in told.sums:
        parts = "、".join(map(print_value, total.parts))
        reason = f"分项{parts}相加是{print_value(sum(total.parts, Decimal()))}，与这个总数对不上，请核实；已照总数列出"
        yield _line(total.name, total.unit, total.period, total.told, reason)
    for doubt in told.joint:
        for (name, entry), (_, other) in (doubt.told, doubt.told[::-1]):
            given_as = f"{other.village}报的是{print_value(other.value)}{doubt.unit}"
            reason = f"两{told.reporter.one}说的是一起做的同一件事，{given_as}，请核实"
            yield _line(name, doubt.unit, doubt.period, entry, reason)


def _line_header(remark: str, reporter: Reporter) -> tuple[str, ...]:
    return ("指标", "单位", "时期", reporter.noun, "数值", "界限", remark, "出处", "第几句", "原话")


def _line(name: str, unit: str, period: str, entry: VillageValue, remark: str) -> Cells:
    return (
        name, unit, print_period(period), entry.village, number(entry.value), entry.bound, remark,
        entry.source.report, entry.source.index + 1, entry.source.words,
    )  # fmt: skip


def _write(sheet: Worksheet, header: Sequence[str], lines: Iterable[Cells]) -> None:
    """Typed cells under a bold header that stays in view; a text that begins like a formula stays a text."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    sheet.freeze_panes = "B2"
    for column, width in enumerate(_WIDTHS[: len(header)], 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    centred, wrapped = Alignment(horizontal="center"), Alignment(vertical="top", wrap_text=True)
    titles = []
    for title in header:
        cell = WriteOnlyCell(sheet, value=title)
        cell.font = Font(bold=True)
        cell.alignment = centred
        titles.append(cell)
    sheet.append(titles)
    for line in lines:
        written: list[Cell] = []
        for value in line:
            cell = WriteOnlyCell(sheet, value=_CONTROL.sub("", value) if isinstance(value, str) else value)
            if isinstance(value, str):
                cell.data_type = "s"
            cell.alignment = wrapped
            written.append(cell)
        sheet.append(written)
