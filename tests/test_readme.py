"""The README's recipes, run as they are printed, in a folder that holds nothing but a person's own files."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from huibao.cli import app
from huibao.corpus.authoring import read_corpus
from huibao.schema import AnnotatedReport, Tag
from huibao.taxonomy import Taxonomy, load_taxonomy

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / "corpus" / "reports"
SCHOOLS = ROOT / "corpus" / "examples" / "schools"
_BLOCK = re.compile(r"^```(?P<language>\w*)\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """A code block of the README."""

    language: str
    code: str

    def run(self) -> None:
        """Python as Python, ``huibao`` in this process, anything else in a shell."""
        if self.language == "python":
            exec(compile(self.code, "README.md", "exec"), {})
            return
        for line in self.code.splitlines():
            command, *arguments = shlex.split(line, comments=True)
            if command == "huibao":
                result = CliRunner().invoke(app, arguments, catch_exceptions=False)
                assert result.exit_code == 0, f"{line}\n{result.output}"
            else:
                subprocess.run(["bash", "-euc", line], check=True)


def blocks(heading: str) -> list[Block]:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    section = re.split(r"^#{2,3} ", text.partition(f"### {heading}\n")[2], maxsplit=1, flags=re.MULTILINE)[0]
    return [Block(match["language"], match["code"]) for match in _BLOCK.finditer(section)]


def write_plain(reports: list[AnnotatedReport], folder: Path) -> None:
    folder.mkdir()
    for annotated in reports:
        name = annotated.report.name.replace("/", "-")
        text = f"{annotated.report.title}\n{annotated.report.text}\n"
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")


def correct(tasks: Path, gold: dict[str, Tag], taxonomy: Taxonomy) -> str:
    """What Label Studio exports when an annotator has put right every sentence of the tasks."""
    kinds = {kind.key: kind.name for kind in taxonomy.kinds}
    exported = json.loads(tasks.read_text(encoding="utf-8"))
    for task in exported:
        result: list[dict[str, Any]] = []
        for region in task["predictions"][0]["result"]:
            tag = gold.get(region["value"]["text"])
            if region["type"] != "labels" or tag is None:
                continue
            place = {name: region["value"][name] for name in ("start", "end", "text")}
            labels = [taxonomy[label].full_name for label in tag.labels]
            result.append({**region, "value": {**place, "labels": labels}})
            if tag.kind:
                chosen = {**place, "choices": [kinds[tag.kind]]}
                result.append({**region, "from_name": "kind", "type": "choices", "value": chosen})
        task["annotations"] = [{"result": result}]
    return json.dumps(exported, ensure_ascii=False)


def test_own_reports_from_folder_to_a_better_model(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, taxonomy: Taxonomy
) -> None:
    monkeypatch.chdir(tmp_path)
    # Less to learn from than what ships, so that the test is quick; it is found where the commands are called.
    for township in ("baishuiyan", "gaomao"):
        shutil.copytree(CORPUS / township, tmp_path / "corpus" / "reports" / township)
    splits = '[train]\ntownships = ["baishuiyan"]\n[validation]\ntownships = ["gaomao"]\n[test]\ntownships = []\n'
    (tmp_path / "corpus" / "splits.toml").write_text(splits, encoding="utf-8")
    own = [one for one in read_corpus(CORPUS / "qingzhu", taxonomy) if one.report.kind == "report"]
    write_plain(own, tmp_path / "reports")
    gold = {sentence.text: tag for one in own for sentence, tag in zip(one.sentences, one.tags, strict=True)}

    out, figures, back = blocks("Own reports: tag, look, correct, train again")
    out.run()
    figures.run()
    assert all((tmp_path / f"{name}.png").stat().st_size > 5000 for name in ("labels", "problems", "words"))
    (tmp_path / "export.json").write_text(correct(tmp_path / "tasks.json", gold, taxonomy), encoding="utf-8")
    back.run()

    assert len(list((tmp_path / "held-out").iterdir())) == len(own) // 3
    score = json.loads((tmp_path / "score.json").read_text(encoding="utf-8"))
    assert score["model"] == "mine"
    gains = {one["metric"]: one["gain"] for one in score["against"]["differences"]}
    assert gains["fine_f1"]["value"] > 0.02
    # Better beyond chance: the interval over reports does not reach down to nothing.
    assert gains["multilabel_f1"]["low"] > 0


def test_another_domain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "schools"
    shutil.copytree(SCHOOLS, folder)
    monkeypatch.chdir(folder)
    write_plain(
        list(read_corpus(SCHOOLS / "reports" / "qiaotou", load_taxonomy(folder / "taxonomy.toml"))), folder / "notes"
    )
    (recipe,) = blocks("Another domain")
    recipe.run()
    first = json.loads((folder / "tagged.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert set(first["scores"]) == set(load_taxonomy(folder / "taxonomy.toml").keys)
    assert (folder / "summary.docx").stat().st_size > 5000
