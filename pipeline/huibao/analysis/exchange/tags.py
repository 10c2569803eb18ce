"""Read back what ``huibao tag`` writes (.jsonl, .parquet, .csv): sentences and tags, without the text between them."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import Any

from huibao.documents import annotated_of
from huibao.ingest.metadata import read_metadata
from huibao.schema import AnnotatedReport, Paragraph
from huibao.taxonomy import Taxonomy

_JSON_CELLS = ("section", "labels", "scores", "indicators")


def read_tags(path: Path, _: Taxonomy) -> Iterator[AnnotatedReport]:
    """Reports of a file of the contract.

    The text holds each sentence where it stood; what stood between (headings, spaces) is not in such a file and comes
    back as line breaks and spaces of the same length. Author and period are read from the file name where it tells.
    """
    read = {".jsonl": _jsonl, ".parquet": _parquet, ".csv": _csv}[path.suffix.lower()]
    for name, members in groupby(read(path), key=lambda row: row["report"]):
        yield _report(name, list(members))


def _jsonl(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as stream:
        yield from map(json.loads, filter(str.strip, stream))


def _parquet(path: Path) -> Iterator[dict[str, Any]]:
    import pyarrow.parquet as pq

    for row in pq.read_table(path).to_pylist():
        yield {**row, "scores": dict(row["scores"])}


def _csv(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        for row in csv.DictReader(stream):
            lists = {name: json.loads(row[name]) for name in _JSON_CELLS}
            numbers = {name: int(row[name]) for name in ("index", "start", "end")}
            # Sentence, report and village may carry the apostrophe that keeps a spreadsheet from running them.
            texts = {name: row[name].removeprefix("'") for name in ("report", "village", "text")}
            yield {**texts, **lists, **numbers, "kind": row["kind"] or None, "review": row["review"] == "True"}


def _report(name: str, rows: list[dict[str, Any]]) -> AnnotatedReport:
    text = ""
    paragraphs: list[Paragraph] = []
    sentences = []
    for row in rows:
        gap = row["start"] - len(text)
        if gap or not paragraphs:
            text += ("\n" + " " * (gap - 1)) if gap else ""
            paragraphs.append(Paragraph(start=row["start"], end=row["end"], place=f"第{len(paragraphs) + 1}段"))
        text += row["text"]
        paragraphs[-1] = Paragraph(start=paragraphs[-1].start, end=row["end"], place=paragraphs[-1].place)
        sentences.append(
            {"index": row["index"], "start": row["start"], "end": row["end"], "text": row["text"],
             "section": row["section"], "paragraph": len(paragraphs) - 1}
        )  # fmt: skip
    known = read_metadata(text, paragraphs, Path(name).stem)
    report = {
        "name": name,
        "text": text,
        "paragraphs": [asdict(paragraph) for paragraph in paragraphs],
        "village": rows[0]["village"],
        "author": known.author,
        "period": known.period,
        "kind": known.kind,
    }
    tags = [{key: row[key] for key in ("labels", "scores", "kind", "review")} for row in rows]
    indicators = [{**one, "sentence": row["index"]} for row in rows for one in row["indicators"]]
    document = {"report": report, "headings": [], "sentences": sentences, "tags": tags, "indicators": indicators}
    return annotated_of(document)
