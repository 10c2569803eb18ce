"""The township's table as .xlsx, .csv or .json."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from huibao.errors import UsageError
from huibao.indicators.township.printing import cells, header, number
from huibao.indicators.township.rows import IndicatorTable
from huibao.indicators.township.telling import VillageValue


def _csv(table: IndicatorTable, path: Path) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(header(table.reporter))
        for row in table.rows:
            writer.writerow(_harmless(cell) for cell in cells(row))


def _harmless(cell: str | float | None) -> str | float | None:
    """A leading apostrophe keeps a spreadsheet from running a text as a formula."""
    return "'" + cell if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def render_json(table: IndicatorTable) -> str:
    """The table as JSON: a list of indicators, each with its villages' values and sources."""

    def villages(entries: Sequence[VillageValue]) -> list[dict[str, Any]]:
        return [
            {
                "village": entry.village,
                "value": number(entry.value),
                "bound": entry.bound,
                "called": entry.called,
                "report": entry.source.report,
                "index": entry.source.index,
            }
            for entry in entries
        ]

    return json.dumps(
        [
            {
                "name": row.name,
                "unit": row.unit,
                "period": row.period,
                "total": number(row.total),
                "kinds": dict(row.kinds),
                "bound": row.bound,
                "values": villages(row.values),
                "beside": villages(row.beside),
                "contradictions": villages(row.contradictions),
                "sums": [
                    {
                        "village": doubt.told.village,
                        "value": number(doubt.told.value),
                        "parts": list(map(number, doubt.parts)),
                    }
                    for doubt in table.sums
                    if (doubt.name, doubt.unit, doubt.period) == (row.name, row.unit, row.period)
                ],
                "none": villages(row.none),
                "silent": list(row.silent),
                "left_out": list(row.left_out),
                "outliers": [
                    {"village": outlier.entry.village, "typical": number(outlier.typical)} for outlier in row.outliers
                ],
                "last_year": row.last_year
                and {
                    "values": villages(row.last_year.then),
                    "before": number(row.last_year.before),
                    "now": number(row.last_year.now),
                },
                "theme": row.theme,
            }
            for row in table.rows
        ],
        ensure_ascii=False,
        indent=1,
    )


def _json(table: IndicatorTable, path: Path) -> None:
    path.write_text(render_json(table) + "\n", encoding="utf-8")


def _xlsx(table: IndicatorTable, path: Path) -> None:
    from huibao.indicators.township.workbook import write_workbook

    write_workbook(table, path)


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
