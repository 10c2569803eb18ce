"""Tables, plots and cards."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from huibao.corpus.splits import read_split
from huibao.errors import ModelError, UsageError
from huibao.evaluation.card import write_card
from huibao.evaluation.measure import JudgedReport, ModelEvaluation, evaluate_model, judge, read_voices
from huibao.evaluation.plots import write_plots
from huibao.evaluation.tables import write_tables
from huibao.tagging.model import load_model
from huibao.taxonomy import Taxonomy


@pytest.fixture(scope="module")
def judged(project: Path, taxonomy: Taxonomy) -> list[JudgedReport]:
    corpus = project / "corpus"
    gold = read_split(corpus / "reports", corpus / "splits.toml", "test", taxonomy)
    return judge(load_model(project / "model", taxonomy), gold)


@pytest.fixture(scope="module")
def result(judged: list[JudgedReport], project: Path, taxonomy: Taxonomy) -> ModelEvaluation:
    voices = read_voices(project / "corpus" / "variety.csv")
    return evaluate_model(judged, taxonomy, model="linear", split="test", voices=voices)


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def test_tables_say_what_the_evaluation_says(
    result: ModelEvaluation, judged: list[JudgedReport], taxonomy: Taxonomy, tmp_path: Path
) -> None:
    written = write_tables(result, judged, taxonomy, tmp_path / "new")
    assert {path.stem for path in written} == {
        "metrics", "labels", "confusion", "townships", "voices", "calibration", "coverage", "sentences",
    }  # fmt: skip
    metrics = {row["metric"]: float(row["value"]) for row in rows_of(tmp_path / "new" / "metrics.csv")}
    assert metrics["fine_accuracy"] == pytest.approx(result.tags.fine_accuracy.value, abs=1e-4)
    sentences = rows_of(tmp_path / "new" / "sentences.csv")
    assert len(sentences) == result.tags.sentences
    assert sentences[0]["text"] == "修路三公里，装路灯二十盏。"
    shown = sum(int(row["sentences"]) for row in rows_of(tmp_path / "new" / "confusion.csv"))
    assert shown == result.tags.sentences
    assert rows_of(tmp_path / "new" / "labels.csv")[5]["name"] == "瓶颈·产业发展"


def test_plots_carry_chinese_as_text_and_are_the_same_each_time(
    result: ModelEvaluation, taxonomy: Taxonomy, tmp_path: Path
) -> None:
    pytest.importorskip("altair")
    pytest.importorskip("vl_convert")
    first = write_plots(result, taxonomy, tmp_path / "first")
    second = write_plots(result, taxonomy, tmp_path / "second")
    assert {path.name for path in first} == {
        "confusion.svg", "labels.svg", "calibration.svg", "coverage.svg", "townships.svg", "voices.svg",
    }  # fmt: skip
    for one, other in zip(first, second, strict=True):
        assert one.read_bytes() == other.read_bytes()
    assert ">瓶颈·产业发展<" in (tmp_path / "first" / "confusion.svg").read_text(encoding="utf-8")
    assert "文件腔" in (tmp_path / "first" / "voices.svg").read_text(encoding="utf-8")


def test_without_altair_one_is_told_what_to_install(
    result: ModelEvaluation, taxonomy: Taxonomy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "altair", None)
    with pytest.raises(UsageError, match=r"'\.\[notebooks\]'"):
        write_plots(result, taxonomy, tmp_path)


@pytest.fixture
def measured(project: Path, result: ModelEvaluation, tmp_path: Path) -> Path:
    """A copy of the model with its metrics."""
    directory = tmp_path / "linear"
    directory.mkdir()
    for path in (project / "model").iterdir():
        (directory / path.name).write_bytes(path.read_bytes())
    (directory / "metrics.json").write_text(result.to_json(), encoding="utf-8")
    return directory


def card(directory: Path, project: Path, taxonomy: Taxonomy, **options: Path) -> str:
    corpus = project / "corpus"
    return write_card(directory, corpus / "reports", corpus / "splits.toml", taxonomy, **options).read_text(
        encoding="utf-8"
    )


def test_a_card_tells_data_metrics_and_decision(
    measured: Path, project: Path, result: ModelEvaluation, taxonomy: Taxonomy
) -> None:
    text = card(measured, project, taxonomy)
    assert "| train | 1 | 2 | 14 |" in text
    assert f"| 13-way macro-F1 | {result.tags.fine_f1.value:.3f} |" in text
    assert "| heishi | 2 |" in text
    assert "## Ablation" not in text
    assert "## Speed" not in text
    # Its own size does not count, or writing it twice would change it.
    assert card(measured, project, taxonomy) == text


def test_a_card_tells_fresh_reports_where_they_were_measured(
    measured: Path, project: Path, result: ModelEvaluation, taxonomy: Taxonomy
) -> None:
    assert "fresh reports" not in card(measured, project, taxonomy)
    (measured / "fresh.json").write_text(result.to_json(), encoding="utf-8")
    text = card(measured, project, taxonomy)
    fresh = text[text.index("## Quality on fresh reports") :]
    assert f"| 13-way macro-F1 | {result.tags.fine_f1.value:.3f} |" in fresh


def test_a_card_tells_ablation_and_cost_where_they_were_measured(
    measured: Path, project: Path, taxonomy: Taxonomy, tmp_path: Path
) -> None:
    (measured / "ablation.json").write_text('[{"variant": "without headings", "fine_f1": 0.5}]', encoding="utf-8")
    system = {"name": "linear", "sentences_per_second": 5123.4, "mebibytes": 312.2}
    benchmark = tmp_path / "quality.json"
    benchmark.write_text(json.dumps({"machine": "2 cores", "systems": [system]}), encoding="utf-8")
    text = card(measured, project, taxonomy, benchmark=benchmark)
    assert "| without headings | 0.500 |" in text
    assert "5123 sentences a second and 312 MiB" in text


@pytest.mark.parametrize(("content", "message"), [(None, "metrics.json"), ("{", "metrics.json"), ("{}", "内容不全")])
def test_a_card_without_its_measurements_is_refused(
    measured: Path, project: Path, taxonomy: Taxonomy, content: str | None, message: str
) -> None:
    (measured / "metrics.json").unlink()
    if content is not None:
        (measured / "metrics.json").write_text(content, encoding="utf-8")
    with pytest.raises(ModelError, match=message):
        card(measured, project, taxonomy)
    assert not (measured / "README.md").exists()
