from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import pytest

from huibao.analysis.exchange.formats import FORMATS
from huibao.analysis.load import Corpus, load_corpus
from huibao.errors import UsageError
from huibao.tagged_output import writer_for


def test_a_folder_of_authored_reports_is_read_with_what_analyses_group_by(corpus: Corpus) -> None:
    assert [annotated.report.name for annotated in corpus.reports] == [
        "qingshi/2025q2-shiqiao", "qingshi/2025q3-liuhe", "qingshi/2025q3-shiqiao", "qingshi/2025q3-speech",
    ]  # fmt: skip
    first = corpus.sentences.iloc[2]
    assert (first["township"], first["period"], first["label_name"], first["category"], first["role"]) == (
        "qingshi", "2025Q2", "瓶颈·要素保障", "瓶颈", "lacking",
    )  # fmt: skip
    assert math.isnan(first["confidence"])
    assert set(corpus.indicators["report_kind"]) == {"report", "speech"}


def test_a_report_without_a_village_counts_under_its_own_name(corpus: Corpus) -> None:
    one = corpus.reports[0]
    nameless = replace(corpus, reports=(replace(one, report=replace(one.report, village="")),))
    assert set(nameless.sentences["village"]) == set(nameless.indicators["village"]) == {"qingshi/2025q2-shiqiao"}


def test_confidence_is_the_score_of_the_strongest_label(tagged: Corpus) -> None:
    assert list(tagged.sentences["confidence"][:2]) == [0.9, 0.897]


@pytest.mark.parametrize("suffix", [".jsonl", ".parquet", ".csv"])
def test_what_tag_writes_is_read_back(tagged: Corpus, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"标注{suffix}"
    writer_for(path)(tagged.reports, path)
    back = load_corpus(path)
    for mine, theirs in zip(tagged.reports, back.reports, strict=True):
        assert [(s.start, s.end, s.text, s.section) for s in theirs.sentences] == [
            (s.start, s.end, s.text, s.section) for s in mine.sentences
        ]
        assert theirs.tags == mine.tags
        assert theirs.indicators == mine.indicators
        assert all(theirs.report.text[s.start : s.end] == s.text for s in theirs.sentences)


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_exchange_format_loads_as_a_corpus(tagged: Corpus, tmp_path: Path, name: str) -> None:
    form = FORMATS[name]
    path = tmp_path / f"标注{form.suffix}"
    form.write(tagged.reports, path, tagged.taxonomy)
    assert load_corpus(path).reports == tagged.reports


def test_reports_that_are_not_tagged_yet_are_tagged_on_the_spot(reports: Path) -> None:
    (reports / "空.txt").touch()
    corpus = load_corpus(reports)
    assert set(corpus.sentences["village"]) == {"石桥村", "柳河村"}
    assert corpus.sentences["confidence"].between(0, 1).all()
    assert [skipped.name for skipped in corpus.skipped] == ["空.txt"]


def test_where_keeps_the_reports_that_were_chosen(corpus: Corpus) -> None:
    part = corpus.where(lambda annotated: annotated.report.kind == "speech")
    assert list(part.sentences["village"].unique()) == ["青石镇"]


def test_a_report_is_found_by_its_name(corpus: Corpus) -> None:
    assert corpus.report("qingshi/2025q3-liuhe").report.village == "柳河村"
    with pytest.raises(UsageError, match="语料里没有 无此报告"):
        corpus.report("无此报告")


def test_a_path_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"找不到 .*无此"):
        load_corpus(tmp_path / "无此")


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="里没有可用的汇报"):
        load_corpus(tmp_path)
