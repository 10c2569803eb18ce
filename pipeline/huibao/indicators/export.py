"""The township's table as .xlsx, .csv or .json."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from huibao.errors import UsageError
from huibao.indicators.table import IndicatorRow, IndicatorTable, VillageValue

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_HEADER = ("指标", "单位", "时期", "合计", "界限", "汇报村数", "各村数值", "前后不一", "未汇报的村")
_SOURCE_HEADER = ("指标", "单位", "时期", "村", "数值", "界限", "出处", "第几句", "原话")
_WIDTHS = (18, 8, 12, 14, 6, 10, 60, 30, 40)


def print_value(value: Decimal) -> str:
    """A value without needless zeros: ``12`` for 12.0, ``86.5`` for 86.50."""
    return f"{value.normalize():f}"


def _joined(values: tuple[VillageValue, ...]) -> str:
    return "；".join(f"{entry.village}{entry.bound}{print_value(entry.value)}" for entry in values)


def _cells(row: IndicatorRow) -> tuple[Any, ...]:
    return (
        row.name,
        row.unit,
        row.period,
        None if row.total is None else float(row.total),
        row.bound,
        len(row.values),
        _joined(row.values),
        _joined(row.contradictions),
        "、".join(row.silent),
    )


def _source_cells(table: IndicatorTable) -> Iterator[tuple[Any, ...]]:
    for row in table.rows:
        for entry in (*row.values, *row.contradictions):
            yield (
                row.name, row.unit, row.period, entry.village, float(entry.value), entry.bound,
                entry.source.report, entry.source.index + 1, entry.source.text,
            )  # fmt: skip


def _write_sheet(sheet: Worksheet, header: tuple[str, ...], rows: Iterator[tuple[Any, ...]]) -> None:
    """Typed cells; a text that begins like a formula stays a text."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    sheet.freeze_panes = "B2"
    for letter, width in zip("ABCDEFGHI", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    titles = []
    for title in header:
        cell = WriteOnlyCell(sheet, value=title)
        cell.font = Font(bold=True)
        titles.append(cell)
    sheet.append(titles)
    for row in rows:
        cells = []
        for value in row:
            cell = WriteOnlyCell(sheet, value=value)
            if isinstance(value, str):
                cell.data_type = "s"
            cells.append(cell)
        sheet.append(cells)


def _xlsx(table: IndicatorTable, path: Path) -> None:
    from openpyxl import Workbook

    workbook = Workbook(write_only=True)
    _write_sheet(workbook.create_sheet("指标汇总"), _HEADER, (_cells(row) for row in table.rows))
    _write_sheet(workbook.create_sheet("出处"), _SOURCE_HEADER, _source_cells(table))
    workbook.save(path)


def _csv(table: IndicatorTable, path: Path) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(_HEADER)
        for row in table.rows:
            # A leading apostrophe keeps a spreadsheet from running a text as a formula.
            writer.writerow("'" + c if isinstance(c, str) and c.startswith(tuple("=+-@")) else c for c in _cells(row))


def render_json(table: IndicatorTable) -> str:
    """The table as JSON: a list of indicators, each with its villages' values and sources."""

    def village(entry: VillageValue) -> dict[str, Any]:
        return {
            "village": entry.village,
            "value": float(entry.value),
            "bound": entry.bound,
            "report": entry.source.report,
            "index": entry.source.index,
        }

    return json.dumps(
        [
            {
                "name": row.name,
                "unit": row.unit,
                "period": row.period,
                "total": None if row.total is None else float(row.total),
                "bound": row.bound,
                "values": [village(entry) for entry in row.values],
                "contradictions": [village(entry) for entry in row.contradictions],
                "silent": list(row.silent),
            }
            for row in table.rows
        ],
        ensure_ascii=False,
        indent=1,
    )


def _json(table: IndicatorTable, path: Path) -> None:
    path.write_text(render_json(table) + "\n", encoding="utf-8")


EXPORTERS: dict[str, Callable[[IndicatorTable, Path], None]] = {".xlsx": _xlsx, ".csv": _csv, ".json": _json}


def export_for(path: Path) -> Callable[[IndicatorTable, Path], None]:
    """The writer for an output's extension.

    Raises:
        UsageError: the table cannot be written so.
    """
    if path.suffix.lower() not in EXPORTERS:
        raise UsageError(
            f"不能输出 {path.suffix or '没有扩展名的文件'}：{path}；请用 {'、'.join(EXPORTERS)} 之一作扩展名"
        )
    return EXPORTERS[path.suffix.lower()]
