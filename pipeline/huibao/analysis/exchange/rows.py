"""One row a sentence: Parquet (also for Hugging Face ``datasets``), CSV and Excel.

The columns are those of ``huibao tag``, then who wrote the report and when, then ``document``: report and headings as
JSON on the report's first rows, so that the text comes back whole. A report without a sentence has no row.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from huibao.analysis.exchange.labels import person_tag, read_label
from huibao.documents import annotated_of, frame_of
from huibao.errors import UsageError
from huibao.frames import sentence_records
from huibao.schema import AnnotatedReport, Tag
from huibao.tagged_output import tag_records
from huibao.taxonomy import Taxonomy

if TYPE_CHECKING:
    from datasets import Dataset

_EXTRA = ("title", "author", "period", "report_kind", "paragraph")
_LISTS = ("section", "labels", "scores", "indicators")
# An Excel cell holds 32,767 characters; a longer document goes on in the next row.
_CELL = 30_000
# Spreadsheets run a cell that starts like this as a formula; the apostrophe that prevents it is taken off again.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "'")


def rows_of(annotated: AnnotatedReport) -> Iterator[dict[str, Any]]:
    """One mapping a sentence; ``scores`` is a list of ``{label, score}``, which every reader of Parquet knows."""
    given = [{"labels": tag.labels, "kind": tag.kind} for tag in annotated.tags]
    document = json.dumps({**frame_of(annotated), "given": given}, ensure_ascii=False, separators=(",", ":"))
    parts = [document[at : at + _CELL] for at in range(0, len(document), _CELL)]
    if annotated.sentences and len(parts) > len(annotated.sentences):
        parts = [document]
    for number, (row, record) in enumerate(zip(tag_records(annotated), sentence_records(annotated), strict=True)):
        yield {
            **row,
            "scores": [{"label": label, "score": score} for label, score in row["scores"].items()],
            **{name: record[name] for name in _EXTRA},
            "document": parts[number] if number < len(parts) else "",
        }


def reports_of(rows: Iterable[Mapping[str, Any]], taxonomy: Taxonomy) -> Iterator[AnnotatedReport]:
    """Annotated reports behind rows in the order they were written, whatever happened to their labels.

    Raises:
        UsageError: a row is not ours, a label does not exist, or the text of a sentence was changed.
    """
    for _, members in groupby(rows, key=lambda row: row["report"]):
        yield _report_of(sorted(members, key=lambda row: int(row["index"])), taxonomy)


def _report_of(rows: list[Mapping[str, Any]], taxonomy: Taxonomy) -> AnnotatedReport:
    name = rows[0]["report"]
    document = "".join(row["document"] or "" for row in rows)
    try:
        frame = json.loads(document)
    except ValueError:
        raise UsageError(f"{name} 的 document 列不完整；请不要删改这一列和各行的顺序") from None
    text = frame["report"]["text"]
    tags: list[dict[str, Any]] = []
    indicators: list[dict[str, Any]] = []
    for row in rows:
        if _printable(text[row["start"] : row["end"]]) != _printable(row["text"]):
            raise UsageError(f"{name} 第 {row['index'] + 1} 句的原文被改动过；请恢复原文，只改标签")
        tags.append(_tag(row, frame["given"][row["index"]], taxonomy))
        indicators += [{**indicator, "sentence": row["index"]} for indicator in row["indicators"]]
    sentences = [
        {"index": row["index"], "start": row["start"], "end": row["end"], "text": text[row["start"] : row["end"]],
         "section": row["section"], "paragraph": row["paragraph"]}
        for row in rows
    ]  # fmt: skip
    return annotated_of(
        {
            "report": frame["report"],
            "headings": frame["headings"],
            "sentences": sentences,
            "tags": tags,
            "indicators": indicators,
        }
    )


def _tag(row: Mapping[str, Any], given: Mapping[str, Any], taxonomy: Taxonomy) -> dict[str, Any]:
    read = [read_label(label, taxonomy) for label in row["labels"]]
    labels = tuple(label for label, _ in read) or (taxonomy.fallback.key,)
    kind = next((kind for _, kind in read if kind), None) or row["kind"]
    scores = {entry["label"]: entry["score"] for entry in row["scores"]}
    if (list(labels), kind) == (given["labels"], given["kind"]):
        tag = Tag(labels=labels, scores=scores, kind=kind, review=row["review"])
    else:
        tag = person_tag(labels, kind, None, taxonomy)
    return asdict(tag)


def _printable(text: str) -> str:
    # Excel refuses control characters and may rewrite line ends.
    return "".join(char for char in text if char >= " ")


def _all_rows(reports: Iterable[AnnotatedReport]) -> list[dict[str, Any]]:
    return [row for annotated in reports for row in rows_of(annotated)]


def write_parquet(reports: Iterable[AnnotatedReport], path: Path) -> None:
    """Typed columns; ``datasets.load_dataset("parquet", data_files=…)`` and pandas read it."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    score = pa.struct([("label", pa.string()), ("score", pa.float64())])
    indicator = pa.struct(
        [
            ("name", pa.string()), ("value", pa.float64()), ("unit", pa.string()), ("bound", pa.string()),
            ("status", pa.string()), ("period", pa.string()), ("summable", pa.bool_()),
            ("start", pa.int64()), ("end", pa.int64()),
        ]
    )  # fmt: skip
    types = {
        "index": pa.int64(), "start": pa.int64(), "end": pa.int64(), "paragraph": pa.int64(), "review": pa.bool_(),
        "section": pa.list_(pa.string()), "labels": pa.list_(pa.string()), "scores": pa.list_(score),
        "indicators": pa.list_(indicator),
    }  # fmt: skip
    rows = _all_rows(reports)
    names = list(rows[0]) if rows else []
    schema = pa.schema([(name, types.get(name, pa.string())) for name in names])
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), path)


def read_parquet(path: Path, taxonomy: Taxonomy) -> Iterator[AnnotatedReport]:
    """Reports of a file that :func:`write_parquet` wrote."""
    import pyarrow.parquet as pq

    return reports_of(pq.read_table(path).to_pylist(), taxonomy)


def to_dataset(reports: Iterable[AnnotatedReport]) -> Dataset:
    """A Hugging Face ``Dataset``, one row a sentence; needs ``pip install datasets``."""
    from datasets import Dataset

    return Dataset.from_list(_all_rows(reports))


def from_dataset(dataset: Dataset, taxonomy: Taxonomy) -> Iterator[AnnotatedReport]:
    """Reports of a dataset made by :func:`to_dataset` or loaded from such a Parquet file."""
    return reports_of(dataset.to_list(), taxonomy)


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, str) and value.startswith(_FORMULA):
        return "'" + value
    return value


def _value(name: str, cell: Any) -> Any:
    """A cell as the row holds it, read from text (CSV) or from a typed cell (Excel)."""
    if name in ("index", "start", "end", "paragraph"):
        return int(cell)
    if name == "review":
        return str(cell).lower() in ("true", "1")
    if name in _LISTS:
        return json.loads(cell or "[]")
    text = "" if cell is None else str(cell)
    text = text[1:] if len(text) > 1 and text[0] == "'" and text[1] in _FORMULA else text
    return text or None if name == "kind" else text


def _typed(name: str, cells: Mapping[str, Any]) -> dict[str, Any]:
    try:
        return {column: _value(column, cell) for column, cell in cells.items() if column}
    except (ValueError, TypeError) as error:
        raise UsageError(f'{name}：单元格格式不对（{error}）；labels 一类的列要保持 ["…"] 的写法') from error


def write_csv(reports: Iterable[AnnotatedReport], path: Path) -> None:
    """UTF-8 with the mark by which Excel knows it; lists are JSON inside their cell."""
    rows = _all_rows(reports)
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(rows[0] if rows else [])
        writer.writerows([_cell(value) for value in row.values()] for row in rows)


def read_csv(path: Path, taxonomy: Taxonomy) -> Iterator[AnnotatedReport]:
    """Reports of a file that :func:`write_csv` wrote and a person may have relabelled."""
    csv.field_size_limit(10_000_000)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = [_typed(f"{path.name} 第 {number} 行", row) for number, row in enumerate(csv.DictReader(stream), 2)]
    return reports_of(rows, taxonomy)


def write_excel(reports: Iterable[AnnotatedReport], path: Path) -> None:
    """A sheet ``句子`` to correct by hand."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("句子")
    sheet.freeze_panes = "A2"
    widths = {"F": 70, "H": 34}
    for letter, width in widths.items():
        sheet.column_dimensions[letter].width = width
    rows = _all_rows(reports)
    sheet.append(list(rows[0]) if rows else [])
    for row in rows:
        cells = []
        for value in map(_cell, row.values()):
            cell = WriteOnlyCell(sheet, value=_printable(value) if isinstance(value, str) else value)
            if isinstance(value, str):
                cell.data_type = "s"
            cells.append(cell)
        sheet.append(cells)
    workbook.save(path)


def read_excel(path: Path, taxonomy: Taxonomy) -> Iterator[AnnotatedReport]:
    """Reports of a workbook that :func:`write_excel` wrote and a person may have relabelled."""
    from openpyxl import load_workbook

    with closing(load_workbook(path, read_only=True)) as workbook:
        lines = iter(list(workbook.worksheets[0].iter_rows(values_only=True)))
    header = [str(name) for name in next(lines, ())]
    rows = [
        _typed(f"{path.name} 第 {number} 行", dict(zip(header, line, strict=True)))
        for number, line in enumerate(lines, 2)
    ]
    return reports_of(rows, taxonomy)
