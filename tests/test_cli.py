"""The contract of the command line, through its entry point, as a clerk and as a script would use it."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import docx
import openpyxl
import pytest

from huibao import batch, cli
from huibao.schema import AnnotatedReport


@dataclass(frozen=True, kw_only=True)
class Run:
    """What a call left: exit code, stdout, stderr."""

    code: int
    out: str
    err: str


Huibao = Callable[..., Run]


@pytest.fixture
def huibao(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Huibao:
    """Runs the entry point in this process; a traceback would be an exception here."""

    def run(*arguments: object) -> Run:
        monkeypatch.setattr(sys, "argv", ["huibao", *map(str, arguments)])
        with pytest.raises(SystemExit) as stop:
            cli.main()
        captured = capsys.readouterr()
        assert isinstance(stop.value.code, int)
        return Run(code=stop.value.code, out=captured.out, err=captured.err)

    return run


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# --- usage: exit code 2, one Chinese sentence ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["brief"], "用法有误：缺少 PATH...；请用 huibao brief --help 查看用法"),
        (["tag"], "用法有误：缺少 PATH...；请用 huibao tag --help 查看用法"),
        (["indicators"], "用法有误：缺少 PATH...；请用 huibao indicators --help 查看用法"),
        (["breif", "x"], "用法有误：没有 breif 这个命令，是不是 brief；请用 huibao --help 查看用法"),
        (["poem", "x"], "用法有误：没有 poem 这个命令；请用 huibao --help 查看用法"),
        (["brief", "x", "--zz"], "用法有误：没有 --zz 这个选项；请用 huibao brief --help 查看用法"),
        (["brief", "x", "-o"], "用法有误：-o 后面缺少内容，或多写了内容；请用 huibao --help 查看用法"),
        (["brief", "x", "--jobs", "0"], "用法有误：--jobs 的值不对；请用 huibao brief --help 查看用法"),
        (["brief", "x", "--jobs", "两个"], "用法有误：--jobs 的值不对；请用 huibao brief --help 查看用法"),
        (["compile", "x"], "用法有误：多写了 x；请用 huibao compile --help 查看用法"),
        (["brief", "无此文件夹"], "找不到 无此文件夹；请检查路径是否写对"),
        (["brief", "无/此"], "找不到 无/此；请检查路径是否写对"),
        (["tag", "无此文件夹"], "找不到 无此文件夹；请检查路径是否写对"),
        (["indicators", "无此文件夹", "-o", "a.csv"], "找不到 无此文件夹；请检查路径是否写对"),
        (["brief", "材料", "-o", "a.txt"], "不能输出 .txt：a.txt；请用 .docx、.md、.html 之一作扩展名"),
        (["brief", "材料", "-o", "a.md", "--trace", "a.md"],
         "稿子和出处不能都写到 a.md；请给 --trace 换一个文件名"),
        (["brief", "材料", "-o", "a.md", "--title", "长" * 101],
         "标题超过 100 字或含有看不见的字符；请改短后重新输入"),
        (["brief", "材料", "-o", "a.md", "--title", "甲\x01乙"],
         "标题超过 100 字或含有看不见的字符；请改短后重新输入"),
        (["tag", "材料", "-o", "a"], "不能输出 没有扩展名的文件：a；请用 .jsonl、.parquet、.csv、.spacy 之一作扩展名"),
        (["indicators", "材料", "-o", "a.md"], "不能输出 .md：a.md；请用 .xlsx、.csv、.json 之一作扩展名"),
        (["brief", "材料", "-o", "无/a.docx"], "输出文件夹 无 不存在；请先建好，或换一个位置"),
        (["brief", "材料/柳河村.md", "-o", "材料/柳河村.md", "--force"],
         "输出文件 材料/柳河村.md 本身是一份输入材料，覆盖了就没有了；请换一个文件名"),
    ],
)  # fmt: skip
def test_wrong_usage_is_one_sentence_and_exit_code_2(
    huibao: Huibao, reports: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str
) -> None:
    monkeypatch.chdir(reports.parent)
    before = names(reports)
    run = huibao(*arguments)
    assert (run.code, run.err, run.out) == (2, f"{message}\n", "")
    assert (names(reports), names(reports.parent)) == (before, ["材料"])


def test_a_misspelt_option_is_told_what_it_may_be(huibao: Huibao) -> None:
    assert "没有 --forse 这个选项，是不是 --force" in huibao("brief", "x", "--forse").err


def test_an_unknown_genre_is_wrong_usage(huibao: Huibao, reports: Path) -> None:
    run = huibao("brief", reports, "-o", reports / "a.docx", "--genre", "poem")
    assert run.code == 2
    assert "poem" in run.err
    assert run.err.count("\n") == 1


def test_without_a_command_the_help_is_shown(huibao: Huibao) -> None:
    run = huibao()
    assert run.code == 2
    assert all(command in run.err for command in ("brief", "tag", "indicators", "compile", "train", "evaluate"))


@pytest.mark.parametrize("command", [[], ["brief"], ["tag"], ["indicators"], ["compile"], ["train"], ["evaluate"]])
def test_every_command_has_help(huibao: Huibao, command: list[str]) -> None:
    run = huibao(*command, "--help")
    assert (run.code, run.err) == (0, "")
    assert "huibao" in run.out


def test_a_model_that_is_not_there_is_exit_code_1(huibao: Huibao, reports: Path, tmp_path: Path) -> None:
    run = huibao("tag", reports, "-o", tmp_path / "a.csv", "--model", tmp_path / "无")
    assert run.code == 1
    assert "找不到模型目录" in run.err
    assert names(tmp_path) == ["材料"]


# --- brief --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", [".docx", ".md", ".html"])
def test_brief_writes_every_format_and_a_summary(huibao: Huibao, reports: Path, tmp_path: Path, suffix: str) -> None:
    target = tmp_path / f"汇总{suffix}"
    run = huibao("brief", reports, "-o", target)
    assert (run.code, run.out) == (0, "")
    assert f"用了 2 份汇报，跳过 0 份；输出在 {target}" in run.err
    assert names(tmp_path) == sorted([f"汇总{suffix}", f"汇总{suffix}.summary.json", "材料"])
    summary = json.loads((tmp_path / f"汇总{suffix}.summary.json").read_text(encoding="utf-8"))
    assert summary["reports"] == ["柳河村.md", "石桥村.txt"]
    assert summary["skipped"] == []
    if suffix == ".docx":
        assert "清溪镇" in docx.Document(str(target)).paragraphs[0].text
    else:
        assert "石桥村" in target.read_text(encoding="utf-8")


def test_a_period_that_was_guessed_is_said(huibao: Huibao, reports: Path, tmp_path: Path) -> None:
    text = "三季度改厕42户，群众满意。\n"
    (reports / "枫香村0930.txt").write_text(f"枫香村工作汇报\n{text}", encoding="utf-8")
    (reports / "金竹村.txt").write_text("金竹村2025年三季度工作汇报\n改厕12户，群众满意。\n", encoding="utf-8")
    run = huibao("indicators", reports, "-o", tmp_path / "a.csv")
    assert run.code == 0
    assert "枫香村0930.txt 没有写清年份或时期，按同批其他汇报当作2025年第三季度的" in run.err
    summary = json.loads((tmp_path / "a.csv.summary.json").read_text(encoding="utf-8"))
    assert summary["guessed"] == {"枫香村0930.txt": "2025Q3"}


def test_a_report_that_no_other_dates_is_named(huibao: Huibao, tmp_path: Path) -> None:
    folder = tmp_path / "batch"
    folder.mkdir()
    for village, period in (("枫香村", "2025年三季度"), ("金竹村", "2025年上半年"), ("石桥村", "")):
        (folder / f"{village}.txt").write_text(f"{village}{period}工作汇报\n改厕12户，群众满意。\n", encoding="utf-8")
    run = huibao("indicators", folder, "-o", tmp_path / "a.csv")
    assert "石桥村.txt 没有写清年份或时期，同批汇报也看不出来" in run.err
    assert "枫香村.txt 没有写清" not in run.err
    summary = json.loads((tmp_path / "a.csv.summary.json").read_text(encoding="utf-8"))
    assert summary["undated"] == ["石桥村.txt"]


def test_a_batch_without_any_year_is_asked_about_once(huibao: Huibao, tmp_path: Path) -> None:
    folder = tmp_path / "batch"
    folder.mkdir()
    for village in ("枫香村", "金竹村"):
        (folder / f"{village}.txt").write_text(f"{village}三季度工作汇报\n改厕12户，群众满意。\n", encoding="utf-8")
    run = huibao("indicators", folder, "-o", tmp_path / "a.csv")
    assert run.err.count("没有写清是哪一年的") == 1
    assert "枫香村.txt" not in run.err


def test_a_report_of_nobody_knows_which_village_is_asked_about(huibao: Huibao, reports: Path, tmp_path: Path) -> None:
    (reports / "汇报.txt").write_text("2025年三季度工作汇报\n改厕42户，群众满意。\n", encoding="utf-8")
    run = huibao("indicators", reports, "-o", tmp_path / "a.csv")
    assert "汇报.txt 没有认出是哪个村的" in run.err
    summary = json.loads((tmp_path / "a.csv.summary.json").read_text(encoding="utf-8"))
    assert summary["unnamed"] == ["汇报.txt"]


def test_without_o_the_briefing_goes_beside_the_input(huibao: Huibao, reports: Path) -> None:
    assert huibao("brief", reports).code == 0
    assert "材料汇总报告.docx" in names(reports.parent)
    assert huibao("brief", reports / "石桥村.txt", "--genre", "speech").code == 0
    assert "石桥村讲话稿.docx" in names(reports)


def test_here_is_a_folder_with_a_name(huibao: Huibao, reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(reports)
    assert huibao("brief", ".").code == 0
    assert "材料汇总报告.docx" in names(reports.parent)


def test_a_title_of_one_s_own_is_taken(huibao: Huibao, reports: Path, tmp_path: Path) -> None:
    huibao("brief", reports, "-o", tmp_path / "a.md", "--title", "三季度情况")
    assert (tmp_path / "a.md").read_text(encoding="utf-8").startswith("# 三季度情况\n")


def test_no_comments_leaves_the_sources_out(huibao: Huibao, reports: Path, tmp_path: Path) -> None:
    huibao("brief", reports, "-o", tmp_path / "mit.docx")
    huibao("brief", reports, "-o", tmp_path / "ohne.docx", "--no-comments")
    with ZipFile(tmp_path / "mit.docx") as cited, ZipFile(tmp_path / "ohne.docx") as clean:
        assert "word/comments.xml" in cited.namelist()
        assert "word/comments.xml" not in clean.namelist()


def test_an_existing_output_is_refused_before_the_work_and_overwritten_when_asked(
    huibao: Huibao, reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "汇总.md"
    target.write_text("旧", encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(batch, "annotate_paths", None)  # any work would fail
        run = huibao("brief", reports, "-o", target)
    assert (run.code, run.err) == (2, f"输出文件 {target} 已经存在；要覆盖请加 --force，或换一个文件名\n")
    assert target.read_text(encoding="utf-8") == "旧"
    assert huibao("brief", reports, "-o", target, "--force").code == 0
    assert "石桥村" in target.read_text(encoding="utf-8")


def test_an_output_inside_the_input_folder_is_not_read_by_the_next_run(huibao: Huibao, reports: Path) -> None:
    target = reports / "汇总.docx"
    assert huibao("brief", reports, "-o", target).code == 0
    first = target.read_bytes()
    again = huibao("brief", reports, "-o", target, "--force")
    assert (again.code, target.read_bytes()) == (0, first)
    assert huibao("brief", reports, "-o", reports / "再汇总.docx").code == 0
    assert huibao("tag", reports, "-o", reports.parent / "a.csv").code == 0


def test_two_runs_give_the_same_bytes(huibao: Huibao, reports: Path, tmp_path: Path) -> None:
    for suffix in (".docx", ".md", ".html"):
        for run in "ab":
            huibao("brief", reports, "-o", tmp_path / f"{run}{suffix}")
        assert (tmp_path / f"a{suffix}").read_bytes() == (tmp_path / f"b{suffix}").read_bytes()


# --- tag, indicators ----------------------------------------------------------------------------------------


def test_tag_prints_json_lines_of_the_contract(huibao: Huibao, reports: Path, two_reports: dict[str, str]) -> None:
    run = huibao("tag", reports)
    assert (run.code, run.err) == (0, "")
    records = [json.loads(line) for line in run.out.splitlines()]
    assert {record["report"] for record in records} == {"石桥村.txt", "柳河村.md"}
    for record in records:
        assert list(record) == ["report", "village", "index", "start", "end", "text", "section", "labels", "scores",
                                "kind", "review", "indicators"]  # fmt: skip
        assert two_reports[record["report"]][record["start"] : record["end"]] == record["text"]
        assert record["labels"]
        for indicator in record["indicators"]:
            assert record["start"] <= indicator["start"] < indicator["end"] <= record["end"]


@pytest.mark.parametrize("suffix", [".jsonl", ".parquet", ".csv", ".spacy"])
def test_tag_writes_every_format(huibao: Huibao, reports: Path, tmp_path: Path, suffix: str) -> None:
    run = huibao("tag", reports, "-o", tmp_path / f"a{suffix}")
    assert (run.code, run.out) == (0, "")
    assert names(tmp_path) == sorted([f"a{suffix}", f"a{suffix}.summary.json", "材料"])


def test_tag_with_two_processes_gives_the_same_file(huibao: Huibao, reports: Path, tmp_path: Path) -> None:
    huibao("tag", reports, "-o", tmp_path / "a.jsonl")
    huibao("tag", reports, "-o", tmp_path / "b.jsonl", "--jobs", 2)
    assert (tmp_path / "a.jsonl").read_bytes() == (tmp_path / "b.jsonl").read_bytes()


def test_indicators_print_json_and_write_every_format(huibao: Huibao, reports: Path, tmp_path: Path) -> None:
    run = huibao("indicators", reports)
    assert run.code == 0
    rows = {row["name"]: row for row in json.loads(run.out)}
    assert [(entry["village"], entry["value"]) for entry in rows["监测户"]["values"]] == [("石桥村", 24.0)]
    assert rows["监测户"]["silent"] == ["柳河村"]
    for suffix in (".xlsx", ".csv", ".json"):
        assert huibao("indicators", reports, "-o", tmp_path / f"表{suffix}").code == 0
    assert json.loads((tmp_path / "表.json").read_text(encoding="utf-8")) == json.loads(run.out)
    with (tmp_path / "表.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert "监测户" in {row["指标"] for row in csv.DictReader(stream)}
    sheets = openpyxl.load_workbook(tmp_path / "表.xlsx").sheetnames
    assert (sheets[0], sheets[-2:]) == ("指标汇总", ["待核实", "出处"])
    assert "巩固脱贫成果" in sheets


# --- nothing usable, interruptions --------------------------------------------------------------------------


def test_nothing_usable_is_exit_code_1_and_no_output(huibao: Huibao, tmp_path: Path) -> None:
    (tmp_path / "空.txt").touch()
    for command, output in (("brief", "a.docx"), ("tag", "a.csv"), ("indicators", "a.xlsx")):
        run = huibao(command, tmp_path / "空.txt", "-o", tmp_path / output)
        assert run.code == 1
        assert run.err == "已跳过 空.txt：文件是空的；请确认是否传错了文件\n没有可用的汇报，未生成任何输出。\n"
    assert names(tmp_path) == ["空.txt"]


def test_an_empty_folder_is_exit_code_1(huibao: Huibao, tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    run = huibao("brief", tmp_path / "空")
    assert run.code == 1
    assert "文件夹里没有文件" in run.err


def test_an_interruption_leaves_nothing_behind(
    huibao: Huibao, reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = batch.annotate_paths

    def interrupted(*arguments: object, **options: object) -> Iterator[AnnotatedReport]:
        yield next(real(*arguments, **options))  # type: ignore[arg-type]
        raise KeyboardInterrupt

    monkeypatch.setattr(batch, "annotate_paths", interrupted)
    for command, output in (("brief", "a.docx"), ("tag", "a.jsonl"), ("tag", "a.parquet"), ("indicators", "a.xlsx")):
        run = huibao(command, reports, "-o", tmp_path / output)
        assert (run.code, run.err.strip()) == (130, "已中断，没有留下不完整的输出。")
    assert names(tmp_path) == ["材料"]


# --- the corpus side ----------------------------------------------------------------------------------------

HEAD = "# title: 汇报\n# village: {0}村\n# author: {0}\n# date: 2025-10-12\n# kind: report\n"
AUTHORED = """H\t一、成效
P
achievement.construction\t{0}村修路三公里，装路灯二十盏。\t道路建设=3公里@actual
achievement.construction\t{0}村自来水管网换新，家家通水。
bottleneck.resources\t{0}村缺资金，也缺年轻人。
requirement.development/plan\t{0}村明年计划修渠五公里。
requirement.development/request\t恳请镇里支持{0}村建冷库一座。
other\t{0}村汇报完毕，谢谢大家。
"""


@pytest.fixture
def corpus(tmp_path: Path) -> list[str]:
    """Options that point at a corpus of three townships, one a split."""
    for split, village in (("train", "甲乙"), ("validation", "丙丁"), ("test", "戊己")):
        folder = tmp_path / "reports" / split
        folder.mkdir(parents=True)
        text = HEAD.format(village) + AUTHORED.format(village)
        (folder / "a.tagged.txt").write_text(text, encoding="utf-8")
    splits = "".join(f'[{split}]\ntownships = ["{split}"]\n' for split in ("train", "validation", "test"))
    (tmp_path / "splits.toml").write_text(splits, encoding="utf-8")
    return ["--corpus", str(tmp_path / "reports"), "--splits", str(tmp_path / "splits.toml")]


def test_compile_checks_and_names_every_fault(huibao: Huibao, corpus: list[str], tmp_path: Path) -> None:
    run = huibao("compile", *corpus, "-o", tmp_path / "compiled")
    assert run.code == 1
    assert "没有写任何文件" in run.err  # a corpus this small lacks most labels
    assert not (tmp_path / "compiled").exists()
    (tmp_path / "reports" / "train" / "a.tagged.txt").write_text("P\nbad\n", encoding="utf-8")
    run = huibao("compile", *corpus)
    assert run.code == 1
    assert "a.tagged.txt 第 2 行" in run.err


@pytest.mark.parametrize("command", ["compile", "train", "evaluate"])
def test_a_corpus_that_is_not_there_is_one_sentence(huibao: Huibao, tmp_path: Path, command: str) -> None:
    run = huibao(command, "--corpus", tmp_path / "none", "--splits", tmp_path / "none.toml")
    assert run.code in (1, 2)
    assert run.err.count("\n") == 1


def test_train_and_evaluate_a_small_model(huibao: Huibao, corpus: list[str], tmp_path: Path, root: Path) -> None:
    model = tmp_path / "model"
    run = huibao("train", *corpus, "--params", root / "params.yaml", "--tagger", "linear", "-o", model)
    assert (run.code, run.err) == (0, "")
    metrics = tmp_path / "metrics.json"
    run = huibao("evaluate", *corpus, "--split", "test", "--model", model, "-o", metrics)
    assert run.code == 0
    assert json.loads(metrics.read_text(encoding="utf-8"))
    assert huibao("tag", tmp_path / "reports" / "test" / "a.tagged.txt", "--model", model).code == 0


def test_train_keeps_the_network_of_a_trained_model(
    huibao: Huibao, corpus: list[str], tmp_path: Path, root: Path
) -> None:
    shipped, model = root / "models" / "context", tmp_path / "model"
    options = [*corpus, "--params", root / "params.yaml"]
    run = huibao("train", *options, "--keep-network", shipped, "-o", model)
    assert (run.code, run.err) == (0, "")
    assert (model / "encoder.onnx").read_bytes() == (shipped / "encoder.onnx").read_bytes()
    learnt = (model / "linear" / "model.safetensors").read_bytes()
    assert learnt != (shipped / "linear" / "model.safetensors").read_bytes()
    for tagger, place in (("linear", shipped), ("context", shipped / "linear")):
        for option in ("--keep-network", "--learn-on"):
            run = huibao("train", *options, "--tagger", tagger, option, place, "-o", tmp_path / "no")
            assert run.code == 2
            assert f"没有可以沿用的网络；请去掉 {option}" in run.err
            assert run.err.count("\n") == 1
    run = huibao("train", *options, "--keep-network", shipped, "--learn-on", shipped, "-o", tmp_path / "no")
    assert run.code == 2
    assert "只能选一个" in run.err
