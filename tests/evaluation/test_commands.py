from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from huibao.cli import app
from huibao.errors import UsageError

RUN = CliRunner()


def invoke(*arguments: str | Path) -> str:
    result = RUN.invoke(app, [str(argument) for argument in arguments], catch_exceptions=False)
    assert result.exit_code == 0
    return result.output


def test_evaluate_finds_the_voices_beside_the_corpus(project: Path, tmp_path: Path) -> None:
    corpus, model = project / "corpus", project / "model"
    output = invoke(
        "evaluate", "--corpus", corpus / "reports", "--splits", corpus / "splits.toml", "--model", model,
        "--against", model, "-o", tmp_path / "metrics.json", "--tables", tmp_path / "tables",
    )  # fmt: skip
    assert "大白话" in output
    content = json.loads((tmp_path / "metrics.json").read_text(encoding="utf-8"))
    assert (content["model"], content["split"], content["tags"]["reports"]) == ("model", "test", 2)
    assert (tmp_path / "tables" / "voices.csv").is_file()


def test_evaluate_takes_any_gold_folder_whole(project: Path) -> None:
    output = invoke("evaluate", "--corpus", project / "corpus" / "reports", "--model", project / "model")
    assert output.startswith("model on all: 6 reports")


def test_calibrate_replaces_the_decision_and_nothing_else(project: Path, tmp_path: Path) -> None:
    for path in (project / "model").iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "decision.json").write_text("{}", encoding="utf-8")
    corpus = project / "corpus"
    invoke(
        "calibrate", "--model", tmp_path, "--corpus", corpus / "reports", "--splits", corpus / "splits.toml",
        "--params", project / "params.yaml",
    )  # fmt: skip
    for path in (project / "model").iterdir():
        assert (tmp_path / path.name).read_bytes() == path.read_bytes()


@pytest.fixture
def village(tmp_path: Path) -> Path:
    path = tmp_path / "石桥村.txt"
    path.write_text(
        "石桥村工作汇报\n一、成效\n修路三公里，装路灯二十盏。\n二、不足\n缺资金，也缺年轻人。没有钱办事。\n",
        encoding="utf-8",
    )
    return path


def test_explain_tells_words_headings_and_neighbours(project: Path, village: Path) -> None:
    output = invoke("explain", village, "--sentence", "2", "--model", project / "model")
    assert "第 2 句：缺资金，也缺年轻人。" in output
    assert "标题：二、不足" in output
    assert "上句：修路三公里，装路灯二十盏。" in output
    assert "“瓶颈·要素保障”" in output
    assert "词：资金" in output
    assert "线性模型" in output


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--sentence", "4"], "没有第 4 句；这份汇报共 3 句，从第 1 句数起"),
        (["--sentence", "0"], "没有第 0 句"),
        (["--sentence", "1", "--label", "x"], "没有标签 x"),
    ],
)
def test_explain_names_what_there_is(project: Path, village: Path, options: list[str], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        invoke("explain", village, *options, "--model", project / "model")
