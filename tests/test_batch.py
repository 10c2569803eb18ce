from __future__ import annotations

import multiprocessing
import os
from pathlib import Path

import pytest

from huibao import batch
from huibao.batch import annotate_paths
from huibao.errors import HuibaoError, ModelError, UsageError
from huibao.schema import AnnotatedReport, Skipped


def write(folder: Path, count: int) -> Path:
    folder.mkdir()
    for number in range(1, count + 1):
        (folder / f"{number}.txt").write_text(
            f"第{number}村三季度汇报\n各位领导：\n修路{number}公里，群众出门方便多了。\n桃子卖不上价，没有冷库。\n",
            encoding="utf-8",
        )
    (folder / "0.txt").touch()
    return folder


def run(folder: Path, jobs: int) -> tuple[list[AnnotatedReport], list[Skipped]]:
    skipped: list[Skipped] = []
    return list(annotate_paths([folder], skipped.append, jobs=jobs)), skipped


def test_two_processes_give_the_same_as_one_in_the_same_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "_PARCEL", 2)
    folder = write(tmp_path / "材料", 5)
    alone, together = run(folder, 1), run(folder, 2)
    assert together == alone
    assert [annotated.report.name for annotated in alone[0]] == [f"{number}.txt" for number in range(1, 6)]
    assert [entry.name for entry in alone[1]] == ["0.txt"]
    assert all(len(annotated.tags) == len(annotated.sentences) for annotated in alone[0])


def test_reports_stream_one_batch_at_a_time(tmp_path: Path) -> None:
    folder = write(tmp_path / "材料", 80)
    skipped: list[Skipped] = []
    stream = annotate_paths([folder], skipped.append)
    assert next(stream).report.name == "1.txt"
    # The last file is not yet read when the first result is there.
    (folder / "80.txt").unlink()
    assert len(list(stream)) == 78
    assert [entry.name for entry in skipped] == ["0.txt", "80.txt"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_nothing_usable_gives_nothing(tmp_path: Path, jobs: int) -> None:
    reports, skipped = run(write(tmp_path / "材料", 0), jobs)
    assert (reports, [entry.name for entry in skipped]) == ([], ["0.txt"])


def test_a_missing_path_or_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="找不到"):
        list(annotate_paths([tmp_path / "无"], print))
    with pytest.raises(ModelError, match="找不到模型目录"):
        list(annotate_paths([write(tmp_path / "材料", 1)], print, model=tmp_path / "无"))


def _dies(*_: object) -> list[AnnotatedReport]:
    os._exit(1)


def test_a_worker_that_dies_is_told_in_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # A copied process, so that the worker knows the function of this test.
    monkeypatch.setattr(batch, "_context", lambda: multiprocessing.get_context("fork"))
    monkeypatch.setattr(batch, "_annotate_parcel", _dies)
    with pytest.raises(HuibaoError, match=r"并行进程意外退出.*--jobs"):
        run(write(tmp_path / "材料", 1), 2)
