"""``huibao verify`` on a draft that somebody edited in Word."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import pytest
from typer.testing import CliRunner, Result

from huibao.briefing.audit.mark import COMMENT_AUTHOR
from huibao.cli import app


def _huibao(*arguments: object) -> Result:
    return CliRunner().invoke(app, list(map(str, arguments)))


@pytest.fixture
def draft(reports: Path, tmp_path: Path) -> Path:
    path = tmp_path / "汇总报告.docx"
    assert _huibao("brief", reports, "-o", path).exit_code == 0
    return path


def _edit(path: Path, old: str, new: str) -> None:
    document = docx.Document(str(path))
    run = next(run for paragraph in document.paragraphs for run in paragraph.runs if old in run.text)
    run.text = run.text.replace(old, new)
    document.save(str(path))


def test_what_is_found_is_told_by_kind_and_is_no_reason_for_another_exit_code(draft: Path, reports: Path) -> None:
    _edit(draft, "养羊2400只", "养羊4200只")
    _edit(draft, "计划建冷库", "已建冷库")
    result = _huibao("verify", draft, "--sources", reports)
    assert result.exit_code == 0
    assert "核对完毕：无依据 1 处，存疑 1 处。" in result.stderr
    copy = draft.with_name("汇总报告（核对）.docx")
    summary = json.loads(copy.with_name(f"{copy.name}.summary.json").read_text(encoding="utf-8"))
    assert [(entry["words"], "2400只" in entry["reports_say"]) for entry in summary["unsupported"]] == [
        ("4200只", True)
    ]
    assert [entry["words"] for entry in summary["doubts"]] == ["已建冷库"]
    marks = [comment.text for comment in docx.Document(str(copy)).comments if comment.author == COMMENT_AUTHOR]
    assert sorted(text[:5] for text in marks) == ["【存疑】汇", "【无依据】"]


def test_a_draft_that_nobody_edited_is_borne_out(draft: Path, reports: Path) -> None:
    result = _huibao("verify", draft, "--sources", reports)
    assert result.exit_code == 0
    assert "核对完毕：无依据 0 处，存疑 0 处。" in result.stderr
