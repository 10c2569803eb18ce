"""Another office's labels work from the command line, from an empty folder, with nothing in the code changed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import docx
import openpyxl
import pandas as pd
import pytest
from typer.testing import CliRunner

from huibao.cli import app
from huibao.corpus.authoring import read_corpus
from huibao.errors import HuibaoError
from huibao.taxonomy import load_taxonomy

ROOT = Path(__file__).resolve().parents[1]
SCHOOLS = ROOT / "corpus" / "examples" / "schools"
# Its own labels, for what is compared with the shipped ones.
KEYS = load_taxonomy(SCHOOLS / "taxonomy.toml").keys


@dataclass(frozen=True)
class Office:
    """A folder with nothing in it but an office's own files, and a model trained there."""

    folder: Path

    def __call__(self, *arguments: str) -> str:
        result = CliRunner().invoke(app, arguments, catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return result.output


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("督导室")
    shutil.copytree(SCHOOLS, folder, dirs_exist_ok=True)
    notes = folder / "新记录"
    notes.mkdir()
    for annotated in read_corpus(SCHOOLS / "reports" / "qiaotou", load_taxonomy(SCHOOLS / "taxonomy.toml")):
        report = annotated.report
        text = f"{report.title}\n{report.text}\n"
        (notes / f"{report.village}.txt").write_text(text, encoding="utf-8")
    patch = pytest.MonkeyPatch()
    patch.chdir(folder)
    made = Office(folder)
    trained = made(
        "train", "--taxonomy", "taxonomy.toml", "--corpus", "reports", "--splits", "splits.toml", "--tagger", "linear",
        "-o", "model",
    )  # fmt: skip
    assert trained == "模型在 model\n"
    yield made
    patch.undo()


def test_the_model_keeps_its_labels_so_that_no_command_needs_them_again(office: Office) -> None:
    assert load_taxonomy(office.folder / "model" / "taxonomy.toml").keys == KEYS
    output = office("evaluate", "--corpus", "reports", "--splits", "splits.toml", "--model", "model")
    assert output.startswith("model on test: 3 reports")
    office("tag", "新记录", "--model", "model", "--jobs", "2", "-o", "标注.parquet")
    found = pd.read_parquet("标注.parquet")
    assert {key for labels in found["labels"] for key in labels} <= set(KEYS)
    assert "校车后门的安全锤不见了，司机说没有注意。" in set(found["text"])


def test_a_briefing_in_the_office_s_own_words(office: Office) -> None:
    office("brief", "新记录", "--model", "model", "--template", "template.toml", "-o", "汇总.md")
    draft = Path("汇总.md").read_text(encoding="utf-8")
    assert "共3所学校，现将情况汇总如下。" in draft
    assert ".txt" not in draft.partition("附件")[0]
    assert "桥头小学" in draft


def test_who_reports_is_called_as_the_office_calls_it(office: Office) -> None:
    lists = Path("template.toml").read_text(encoding="utf-8")
    every = '["indicators", "problems", "requests", "silence"]'
    Path("全部附件.toml").write_text(lists.replace('["problems", "silence"]', every), encoding="utf-8")
    office("brief", "新记录", "--model", "model", "--template", "全部附件.toml", "-o", "全部附件.docx", "--no-comments")
    document = docx.Document("全部附件.docx")
    cells = [cell.text for table in document.tables for cell in table.rows[0].cells]
    printed = "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    assert "村" not in printed
    assert "各方面未谈及的学校和未能读取的材料" in printed
    assert {"学校", "学校或材料", "没读到数的学校"} <= set(cells)
    office("indicators", "新记录", "--model", "model", "-o", "指标.xlsx")
    workbook = openpyxl.load_workbook("指标.xlsx")
    assert "村" not in "".join(str(cell.value) for sheet in workbook for cell in sheet[1])


def test_out_to_a_tool_and_back(office: Office) -> None:
    office("export", "新记录", "--model", "model", "--format", "excel", "-o", "句子.xlsx")
    office("import", "句子.xlsx", "--taxonomy", "taxonomy.toml", "-o", "改过的")
    assert len(list(Path("改过的").glob("*.tagged.txt"))) == 3
    office("inspect", "改过的", "--taxonomy", "taxonomy.toml", "-o", "语料.html")
    office("calibrate", "--model", "model", "--corpus", "reports", "--splits", "splits.toml")
    explained = office("explain", "新记录/新桥学校.txt", "--sentence", "1", "--model", "model")
    assert "问题·安全" in explained
    assert "sentences" in office("compile", "--check", "--taxonomy", "taxonomy.toml", "--corpus", "reports")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["tag", "新记录", "--taxonomy", "无.toml", "--model", "model"], "找不到标签体系文件 无.toml"),
        (["tag", "新记录", "--taxonomy", "taxonomy.toml"], "的标签与标签体系 taxonomy.toml 不一致；请用 --taxonomy"),
        (["train", "--corpus", "reports", "--tagger", "linear"], "第 9 行：标签 .* 不在标签体系 .*，或用 --taxonomy"),
        (["evaluate", "--corpus", "reports"], "不在标签体系 .*，或用 --taxonomy"),
        (["brief", "新记录", "--model", "model", "-o", "a.md"], "要用类型 plan，标签体系里没有；请用 --template"),
        (["import", "句子.csv", "-o", "x"], "标签 .* 不在标签体系里.*--taxonomy"),
        (["explain", "无.txt", "--sentence", "1", "--model", "model"], "找不到 无.txt"),
    ],
)
def test_what_does_not_fit_is_said_with_what_to_do(office: Office, arguments: list[str], message: str) -> None:
    office("export", "新记录", "--model", "model", "--format", "csv", "-o", "句子.csv", "--force")
    with pytest.raises(HuibaoError, match=message):
        office(*arguments)
