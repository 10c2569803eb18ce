"""The formats by name, and which one a file is."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

from huibao.analysis.exchange import rows, spans
from huibao.analysis.exchange.tags import read_tags
from huibao.errors import UsageError
from huibao.schema import AnnotatedReport
from huibao.tagged_output import writer_for
from huibao.taxonomy import Taxonomy

Write = Callable[[Iterable[AnnotatedReport], Path, Taxonomy], None]
Read = Callable[[Path, Taxonomy], Iterator[AnnotatedReport]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Format:
    """A file format that holds annotated reports without loss.

    Attributes:
        name: as on the command line.
        suffix: of its files.
        write, read: take reports and give them back.
    """

    name: str
    suffix: str
    write: Write
    read: Read


def _docbin(reports: Iterable[AnnotatedReport], path: Path, _: Taxonomy) -> None:
    writer_for(path)(reports, path)


def _read_docbin(path: Path, _: Taxonomy) -> Iterator[AnnotatedReport]:
    from spacy.tokens import DocBin

    from huibao.nlp import blank, register_extensions

    register_extensions()
    for doc in DocBin().from_disk(path).get_docs(blank().vocab):
        yield doc._.annotated


FORMATS = {
    form.name: form
    for form in (
        Format(name="label-studio", suffix=".json", write=spans.write_label_studio, read=spans.read_label_studio),
        Format(name="doccano", suffix=".jsonl", write=spans.write_doccano, read=spans.read_doccano),
        Format(name="prodigy", suffix=".jsonl", write=spans.write_prodigy, read=spans.read_prodigy),
        Format(name="spacy", suffix=".spacy", write=_docbin, read=_read_docbin),
        Format(
            name="parquet",
            suffix=".parquet",
            write=lambda r, path, _: rows.write_parquet(r, path),
            read=rows.read_parquet,
        ),
        Format(name="csv", suffix=".csv", write=lambda r, path, _: rows.write_csv(r, path), read=rows.read_csv),
        Format(name="excel", suffix=".xlsx", write=lambda r, path, _: rows.write_excel(r, path), read=rows.read_excel),
    )
}


def format_named(name: str) -> Format:
    """The format of a name.

    Raises:
        UsageError: there is none.
    """
    if name not in FORMATS:
        raise UsageError(f"没有 {name} 这种交换格式；可用的有 {'、'.join(FORMATS)}")
    return FORMATS[name]


def read_exchange(path: Path, taxonomy: Taxonomy) -> Sequence[AnnotatedReport]:
    """Reports of a file in any of the formats, or of one that ``huibao tag`` wrote.

    Raises:
        UsageError: the file is none of these, or is damaged.
    """
    try:
        return list(_reader(path)(path, taxonomy))
    except (KeyError, TypeError, ValueError, IndexError, AttributeError, BadZipFile) as error:
        raise UsageError(
            f"{path.name} 不是标注文件，或已损坏（{type(error).__name__}：{error}）；请重新从标注工具导出"
        ) from error


def _reader(path: Path) -> Read:
    suffix = path.suffix.lower()
    if suffix == ".jsonl":
        with path.open(encoding="utf-8") as stream:
            first = json.loads(stream.readline() or "{}")
        if "spans" in first:
            return spans.read_prodigy
        return read_tags if "index" in first else spans.read_doccano
    if suffix in (".parquet", ".csv") and "document" not in _columns(path):
        return read_tags
    for form in FORMATS.values():
        if form.suffix == suffix:
            return form.read
    raise UsageError(f"{path.name} 不是能读回的标注文件；可用的扩展名有 {'、'.join(_suffixes())}")


def _suffixes() -> list[str]:
    return list(dict.fromkeys(form.suffix for form in FORMATS.values()))


def is_exchange(path: Path) -> bool:
    """Whether a path ends like a file of annotated reports."""
    return path.suffix.lower() in _suffixes()


def _columns(path: Path) -> list[str]:
    if path.suffix.lower() == ".csv":
        with path.open(encoding="utf-8-sig") as stream:
            return stream.readline().strip().split(",")
    import pyarrow.parquet as pq

    names: list[str] = pq.read_schema(path).names
    return names
