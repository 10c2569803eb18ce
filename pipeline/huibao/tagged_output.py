"""Write tagged reports as .jsonl, .parquet, .csv or .spacy, report by report as they come."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from huibao.errors import UsageError
from huibao.frames import indicator_fields, sentence_records
from huibao.schema import AnnotatedReport

if TYPE_CHECKING:
    import pyarrow as pa

_CONTRACT = (
    "report", "village", "index", "start", "end", "text", "section", "labels", "scores", "kind", "review",
    "indicators",
)  # fmt: skip
# Spreadsheets run a cell that starts like this as a formula, the full-width marks too.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_ROW_GROUP = 4096


def tag_records(annotated: AnnotatedReport) -> Iterator[dict[str, Any]]:
    """One mapping a sentence with the fields of the contract, in its order."""
    by_sentence: dict[int, list[dict[str, Any]]] = {}
    for indicator in annotated.indicators:
        by_sentence.setdefault(indicator.sentence, []).append(indicator_fields(indicator))
    for record in sentence_records(annotated):
        record["indicators"] = by_sentence.get(record["index"], [])
        yield {name: record[name] for name in _CONTRACT}


def write_jsonl(reports: Iterable[AnnotatedReport], stream: IO[str]) -> None:
    """One JSON object a line and sentence."""
    for annotated in reports:
        for record in tag_records(annotated):
            stream.write(json.dumps(record, ensure_ascii=False) + "\n")


def _jsonl(reports: Iterable[AnnotatedReport], path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        write_jsonl(reports, stream)


def _csv(reports: Iterable[AnnotatedReport], path: Path) -> None:
    # The mark makes Excel read it as UTF-8; lists and mappings are JSON inside their cell, and an
    # apostrophe keeps a text that begins like a formula a text.
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(_CONTRACT)
        for annotated in reports:
            for record in tag_records(annotated):
                writer.writerow([_cell(value) for value in record.values()])


def _cell(value: Any) -> Any:
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, str) and value.startswith(_FORMULA):
        return "'" + value
    return value


def _parquet_schema() -> pa.Schema:
    import pyarrow as pa

    indicator = pa.struct(
        [
            ("name", pa.string()), ("value", pa.float64()), ("unit", pa.string()), ("bound", pa.string()),
            ("status", pa.string()), ("period", pa.string()), ("summable", pa.bool_()),
            ("start", pa.int64()), ("end", pa.int64()),
        ]
    )  # fmt: skip
    types = {
        "index": pa.int64(), "start": pa.int64(), "end": pa.int64(), "section": pa.list_(pa.string()),
        "labels": pa.list_(pa.string()), "scores": pa.map_(pa.string(), pa.float64()), "review": pa.bool_(),
        "indicators": pa.list_(indicator),
    }  # fmt: skip
    return pa.schema([(name, types.get(name, pa.string())) for name in _CONTRACT])


def _parquet(reports: Iterable[AnnotatedReport], path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = _parquet_schema()
    rows: list[dict[str, Any]] = []
    with pq.ParquetWriter(path, schema) as writer:

        def flush() -> None:
            writer.write_table(pa.Table.from_pylist(rows, schema=schema))
            rows.clear()

        for annotated in reports:
            rows.extend({**record, "scores": list(record["scores"].items())} for record in tag_records(annotated))
            # A row group a report would make a large file slow to read.
            if len(rows) >= _ROW_GROUP:
                flush()
        flush()


def _docbin(reports: Iterable[AnnotatedReport], path: Path) -> None:
    from spacy.tokens import DocBin

    from huibao.nlp import annotated_doc, blank

    nlp = blank()
    docs = DocBin(store_user_data=True)
    for annotated in reports:
        docs.add(annotated_doc(nlp, annotated))
    docs.to_disk(path)


WRITERS: dict[str, Callable[[Iterable[AnnotatedReport], Path], None]] = {
    ".jsonl": _jsonl,
    ".parquet": _parquet,
    ".csv": _csv,
    ".spacy": _docbin,
}


def writer_for(path: Path) -> Callable[[Iterable[AnnotatedReport], Path], None]:
    """The writer for an output's extension.

    Raises:
        UsageError: tagged reports cannot be written so.
    """
    if path.suffix.lower() not in WRITERS:
        raise UsageError(
            f"不能输出 {path.suffix or '没有扩展名的文件'}：{path}；请用 {'、'.join(WRITERS)} 之一作扩展名"
        )
    return WRITERS[path.suffix.lower()]
