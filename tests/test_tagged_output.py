from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq
import pytest
from spacy.tokens import DocBin

from huibao.errors import UsageError
from huibao.nlp import blank
from huibao.schema import AnnotatedReport, Indicator, Report, Tag
from huibao.segment.outline import line_paragraphs, segment
from huibao.tagged_output import WRITERS, tag_records, write_jsonl, writer_for

CONTRACT = ["report", "village", "index", "start", "end", "text", "section", "labels", "scores", "kind", "review",
            "indicators"]  # fmt: skip
INDICATOR = ["name", "value", "unit", "bound", "status", "period", "summable", "start", "end"]


def tagged(text: str, name: str = "石桥村.docx") -> AnnotatedReport:
    report = Report(name=name, text=text, paragraphs=line_paragraphs(text), village="石桥村", period="2025Q3")
    annotated = segment(report)
    tags = [
        Tag(labels=("achievement.construction",), scores={"achievement.construction": 0.9, "other": 0.1})
        if number % 2
        else Tag(
            labels=("requirement.development", "bottleneck.resources"), scores={"other": 0.25}, kind="plan", review=True
        )
        for number in range(len(annotated.sentences))
    ]
    at = text.find("3.6公里")
    road = Indicator(name="道路建设", value=3.6, unit="公里", bound="≥", sentence=1, start=at, end=at + 5)
    return AnnotatedReport(
        report=report,
        headings=annotated.headings,
        sentences=annotated.sentences,
        tags=tuple(tags),
        indicators=(road,) if at >= 0 else (),
    )


@pytest.fixture
def reports() -> list[AnnotatedReport]:
    return [
        tagged("一、打算\n明年建冷库。修路3.6公里多，装灯“二十盏”。\n"),
        tagged("水通了，\n电也通了。", "甲/柳河村,“旧”.txt"),
        tagged("", "空.txt"),
    ]


def written(reports: list[AnnotatedReport], path: Path) -> Path:
    writer_for(path)(iter(reports), path)
    return path


def records(reports: list[AnnotatedReport]) -> list[dict[str, Any]]:
    return [record for annotated in reports for record in tag_records(annotated)]


def test_a_record_has_the_fields_of_the_contract_in_their_order(reports: list[AnnotatedReport]) -> None:
    first, second, *_ = records(reports)
    assert list(first) == CONTRACT
    assert [list(indicator) for indicator in second["indicators"]] == [INDICATOR]
    assert first == {
        "report": "石桥村.docx", "village": "石桥村", "index": 0, "start": 5, "end": 11, "text": "明年建冷库。",
        "section": ["一、打算"], "labels": ["requirement.development", "bottleneck.resources"],
        "scores": {"other": 0.25}, "kind": "plan", "review": True, "indicators": [],
    }  # fmt: skip
    assert (second["kind"], second["indicators"][0]["value"], second["indicators"][0]["bound"]) == (None, 3.6, "≥")


def test_jsonl_is_one_readable_object_a_line(reports: list[AnnotatedReport], tmp_path: Path) -> None:
    lines = written(reports, tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == records(reports)
    assert "明年建冷库" in lines[0]


def test_the_stream_is_the_same_as_the_file(reports: list[AnnotatedReport], tmp_path: Path) -> None:
    stream = io.StringIO()
    write_jsonl(reports, stream)
    assert stream.getvalue() == written(reports, tmp_path / "a.jsonl").read_text(encoding="utf-8")


def test_parquet_gives_the_records_back_with_their_types(reports: list[AnnotatedReport], tmp_path: Path) -> None:
    table = pq.read_table(written(reports, tmp_path / "a.parquet"))
    assert table.schema.names == CONTRACT
    back = [{**row, "scores": dict(row["scores"])} for row in table.to_pylist()]
    assert back == records(reports)
    frame = pd.read_parquet(tmp_path / "a.parquet")
    assert (str(frame["start"].dtype), str(frame["review"].dtype)) == ("int64", "bool")


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_csv_gives_the_records_back_and_excel_sees_its_encoding(reports: list[AnnotatedReport], tmp_path: Path) -> None:
    path = written(reports, tmp_path / "a.csv")
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = read_csv(path)
    for row, record in zip(rows, records(reports), strict=True):
        assert list(row) == CONTRACT
        assert (row["report"], row["text"], int(row["start"])) == (record["report"], record["text"], record["start"])
        for name in ("section", "labels", "scores", "indicators"):
            assert json.loads(row[name]) == record[name]


@pytest.mark.parametrize("mark", ["=", "+", "-", "@", "＝", "＋", "－", "＠"])
def test_no_cell_of_a_csv_runs_as_a_formula(tmp_path: Path, mark: str) -> None:
    report = tagged(f"{mark}HYPERLINK(0)！装灯。", f"{mark}1+1.txt")
    rows = read_csv(written([report], tmp_path / "a.csv"))
    assert rows[0]["report"] == f"'{mark}1+1.txt"
    assert rows[0]["text"] == f"'{mark}HYPERLINK(0)！"
    assert rows[1]["text"] == "装灯。"


def test_spacy_gives_every_report_back(reports: list[AnnotatedReport], tmp_path: Path) -> None:
    path = written(reports, tmp_path / "a.spacy")
    docs = DocBin().from_disk(path).get_docs(blank().vocab)
    assert [doc._.annotated for doc in docs] == reports


@pytest.mark.parametrize("suffix", sorted(WRITERS))
def test_the_same_reports_give_the_same_bytes(reports: list[AnnotatedReport], tmp_path: Path, suffix: str) -> None:
    first, second = (written(reports, tmp_path / f"{name}{suffix}").read_bytes() for name in "ab")
    assert first == second


@pytest.mark.parametrize("suffix", sorted(WRITERS))
def test_reports_without_a_sentence_are_no_trouble(tmp_path: Path, suffix: str) -> None:
    assert written([tagged("")], tmp_path / f"a{suffix}").exists()


@pytest.mark.parametrize("suffix", [".jsonl", ".parquet", ".csv"])
def test_reports_are_written_as_they_come(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    sizes: list[int] = []

    def stream() -> Any:
        for number in range(9000):
            if number % 3000 == 2999:
                sizes.append(path.stat().st_size)
            yield tagged("明年建冷库。修路3.6公里多。", f"{number}.txt")

    writer_for(path)(stream(), path)
    assert sizes[0] < sizes[1] < sizes[2] < path.stat().st_size


@pytest.mark.parametrize("name", ["a.xlsx", "a", "a.json"])
def test_a_format_that_cannot_be_written_is_named_with_those_that_can(name: str) -> None:
    with pytest.raises(UsageError, match=r"不能输出 .*请用 \.jsonl、\.parquet、\.csv、\.spacy 之一"):
        writer_for(Path(name))


def test_the_extension_s_case_does_not_matter() -> None:
    writer: Callable[..., None] = writer_for(Path("A.JSONL"))
    assert writer is writer_for(Path("a.jsonl"))
