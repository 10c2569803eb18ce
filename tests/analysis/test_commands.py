"""The bench on the command line."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from huibao.analysis.load import load_corpus
from tests.analysis.conftest import Run

Huibao = Callable[..., Run]


def test_inspect_writes_one_page(huibao: Huibao, corpus_folder: Path, tmp_path: Path) -> None:
    run = huibao("inspect", corpus_folder, "-o", tmp_path / "语料.html", "--title", "青石镇")
    assert (run.code, run.err) == (0, f"15 句、4 份汇报；网页在 {tmp_path / '语料.html'}\n")
    assert "<title>青石镇</title>" in (tmp_path / "语料.html").read_text(encoding="utf-8")


def test_an_output_is_not_overwritten_unless_asked(huibao: Huibao, corpus_folder: Path, tmp_path: Path) -> None:
    page = tmp_path / "语料.html"
    page.write_text("旧", encoding="utf-8")
    run = huibao("inspect", corpus_folder, "-o", page)
    assert (run.code, page.read_text(encoding="utf-8")) == (2, "旧")
    assert huibao("inspect", corpus_folder, "-o", page, "--force").code == 0


def test_skipped_inputs_are_named_with_exit_code_3(huibao: Huibao, reports: Path, tmp_path: Path) -> None:
    (reports / "空.txt").touch()
    run = huibao("inspect", reports, "-o", tmp_path / "语料.html")
    assert run.code == 3
    assert "已跳过 空.txt" in run.err


def test_out_to_a_tool_and_back_as_a_corpus_to_train_on(huibao: Huibao, reports: Path, tmp_path: Path) -> None:
    tasks = tmp_path / "任务.json"
    run = huibao("export", reports, "--format", "label-studio", "-o", tasks)
    assert run.code == 0
    assert (tmp_path / "任务.config.xml").read_text(encoding="utf-8").startswith("<View>")
    exported = json.loads(tasks.read_text(encoding="utf-8"))
    for task in exported:
        result = task.pop("predictions")[0]["result"]
        for region in result:
            if region["type"] == "labels":
                region["value"]["labels"] = ["瓶颈·工作方法"]
        task["annotations"] = [{"result": result}]
    tasks.write_text(json.dumps(exported, ensure_ascii=False), encoding="utf-8")
    run = huibao("import", tasks, "-o", tmp_path / "人工")
    assert run.code == 0
    assert "收回 2 份" in run.err
    corpus = load_corpus(tmp_path / "人工")
    assert set(corpus.sentences["label"]) == {"bottleneck.methods"}
    assert set(corpus.sentences["period"]) == {"2025Q3"}


def test_import_converts_between_formats(huibao: Huibao, corpus_folder: Path, tmp_path: Path) -> None:
    assert huibao("export", corpus_folder, "--format", "prodigy", "-o", tmp_path / "a.jsonl").code == 0
    assert huibao("import", tmp_path / "a.jsonl", "-o", tmp_path / "b.parquet").code == 0
    assert load_corpus(tmp_path / "b.parquet").reports == load_corpus(corpus_folder).reports


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--format", "brat", "-o", "a.json"), "没有 brat 这种交换格式"),
        (("--format", "csv", "-o", "a.json"), "csv 的文件应以 .csv 结尾：a.json；请改文件名"),
    ],
)
def test_a_wrong_format_is_said_in_one_sentence(
    huibao: Huibao, corpus_folder: Path, arguments: tuple[str, ...], message: str
) -> None:
    run = huibao("export", corpus_folder, *arguments)
    assert run.code == 2
    assert message in run.err
    assert run.err.count("\n") == 1


def test_pseudonyms_and_their_key_are_kept_apart(huibao: Huibao, reports: Path, tmp_path: Path) -> None:
    out, key = tmp_path / "化名", tmp_path / "对照表.csv"
    refused = huibao("pseudonymise", reports, "-o", out, "--key", out / "对照表.csv")
    assert refused.code == 2
    assert "请放到别处" in refused.err
    run = huibao("pseudonymise", reports, "-o", out, "--key", key)
    assert run.code == 0
    assert "请逐份通读" in run.err
    text = "".join(path.read_text(encoding="utf-8") for path in out.iterdir())
    assert "石桥村" not in text
    assert "李明" not in text
    with key.open(encoding="utf-8-sig", newline="") as stream:
        stand_ins = {row["原名"]: row["化名"] for row in csv.DictReader(stream)}
    assert stand_ins["石桥村"] in text
