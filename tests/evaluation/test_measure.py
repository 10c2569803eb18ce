from __future__ import annotations

import json
from pathlib import Path

import pytest

from huibao.corpus.splits import read_split
from huibao.errors import CorpusError
from huibao.evaluation.lines import lines_of
from huibao.evaluation.measure import JudgedReport, ModelEvaluation, evaluate_model, judge, read_voices
from huibao.tagging.model import load_model
from huibao.taxonomy import Taxonomy


@pytest.fixture(scope="module")
def judged(project: Path, taxonomy: Taxonomy) -> list[JudgedReport]:
    corpus = project / "corpus"
    gold = read_split(corpus / "reports", corpus / "splits.toml", "test", taxonomy)
    return judge(load_model(project / "model", taxonomy), gold)


def evaluation(judged: list[JudgedReport], project: Path, taxonomy: Taxonomy) -> ModelEvaluation:
    voices = read_voices(project / "corpus" / "variety.csv")
    return evaluate_model(judged, taxonomy, model="linear", split="test", voices=voices, against=("itself", judged))


def test_groups_split_the_reports_by_township_and_voice(
    judged: list[JudgedReport], project: Path, taxonomy: Taxonomy
) -> None:
    result = evaluation(judged, project, taxonomy)
    assert [(group.name, group.reports) for group in result.townships] == [("heishi", 2)]
    assert [(group.name, group.sentences) for group in result.voices] == [("大白话", 7), ("文件腔", 7)]
    assert result.tags.sentences == 14


def test_what_the_model_sees_holds_no_gold(judged: list[JudgedReport], project: Path, taxonomy: Taxonomy) -> None:
    # The same sentences with wrong gold get the same tags.
    turned = [JudgedReport(gold=part.gold, tags=part.tags, certainty=part.certainty).gold for part in judged]
    from dataclasses import replace

    wrong = [replace(annotated, tags=tuple(reversed(annotated.tags)), indicators=()) for annotated in turned]
    again = judge(load_model(project / "model", taxonomy), wrong)
    assert [part.tags for part in again] == [part.tags for part in judged]


def test_a_model_is_no_better_than_itself(judged: list[JudgedReport], project: Path, taxonomy: Taxonomy) -> None:
    against = evaluation(judged, project, taxonomy).against
    assert against is not None
    assert against.model == "itself"
    assert {difference.p for difference in against.differences} == {1.0}


def test_without_voices_and_townships_there_are_no_groups(judged: list[JudgedReport], taxonomy: Taxonomy) -> None:
    from dataclasses import replace

    flat = [
        replace(part, gold=replace(part.gold, report=replace(part.gold.report, name=part.gold.report.name[7:])))
        for part in judged
    ]
    result = evaluate_model(flat, taxonomy, model="linear", split="all")
    assert (result.townships, result.voices, result.against) == ((), (), None)


def test_the_json_is_the_same_each_time_and_holds_curves(
    judged: list[JudgedReport], project: Path, taxonomy: Taxonomy
) -> None:
    result = evaluation(judged, project, taxonomy)
    text = result.to_json()
    assert evaluation(judged, project, taxonomy).to_json() == text
    content = json.loads(text)
    assert content["calibration"]["bins"][0].keys() == {"probability", "right", "sentences"}
    assert content["coverage"]["points"][-1]["coverage"] == 1.0
    assert content["tags"]["fine_f1"]["value"] == round(result.tags.fine_f1.value, 4)


def test_lines_name_every_label_and_group(judged: list[JudgedReport], project: Path, taxonomy: Taxonomy) -> None:
    lines = list(lines_of(evaluation(judged, project, taxonomy), taxonomy))
    assert lines[0].startswith("linear on test: 2 reports, 14 sentences")
    for name in (*taxonomy.keys, "heishi", "文件腔", "less itself"):
        assert any(line.startswith(name) for line in lines), name


@pytest.mark.parametrize("content", ["report,style\na,b\n", "", None])
def test_a_voices_file_without_its_columns_is_refused(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "variety.csv"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(CorpusError, match="columns report and voice"):
        read_voices(path)
