from __future__ import annotations

import errno
import json
from pathlib import Path

import pytest

from huibao.errors import UnwritableOutput, UsageError
from huibao.output import RunSummary, check_not_input, check_target, replacing, summary_path
from huibao.schema import Skipped


def test_an_output_appears_whole(tmp_path: Path) -> None:
    target = tmp_path / "汇总.docx"
    with replacing(target, force=False) as temporary:
        temporary.write_text("稿", encoding="utf-8")
        assert not target.exists()
        assert temporary.suffix == ".docx"
        assert temporary.parent == target.parent
    assert target.read_text(encoding="utf-8") == "稿"
    assert list(tmp_path.iterdir()) == [target]


def test_a_failure_leaves_the_old_output_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "汇总.docx"
    target.write_text("旧", encoding="utf-8")

    def fail() -> None:
        with replacing(target, force=True) as temporary:
            temporary.write_text("半", encoding="utf-8")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert target.read_text(encoding="utf-8") == "旧"
    assert list(tmp_path.iterdir()) == [target]


def test_what_the_system_refuses_is_one_sentence(tmp_path: Path) -> None:
    target = tmp_path / "汇总.docx"
    with (
        pytest.raises(UnwritableOutput, match=r"写不进 .*汇总\.docx（No space left on device）；请检查磁盘空间"),
        replacing(target, force=False),
    ):
        raise OSError(errno.ENOSPC, "No space left on device")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("汇总.docx", "已经存在；要覆盖请加 --force"),
        (".", "是一个文件夹；请在 -o 后面写文件名"),
        ("无/汇总.docx", "不存在；请先建好"),
    ],
)
def test_an_output_is_refused_before_the_work(tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / "汇总.docx").touch()
    with pytest.raises(UsageError, match=message):
        check_target(tmp_path / name, force=False)


def test_force_allows_to_overwrite(tmp_path: Path) -> None:
    (tmp_path / "汇总.docx").touch()
    check_target(tmp_path / "汇总.docx", force=True)


def test_a_closed_folder_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", lambda *_: False)
    with pytest.raises(UsageError, match="不让写入"):
        check_target(tmp_path / "汇总.docx", force=False)


@pytest.mark.parametrize("given", [".", "石桥村.docx"])
def test_a_report_is_never_overwritten(tmp_path: Path, given: str) -> None:
    report = tmp_path / "石桥村.docx"
    report.touch()
    with pytest.raises(UsageError, match=r"本身是一份输入材料"):
        check_not_input(report, [tmp_path / given])


def test_the_product_of_an_earlier_run_may_be_overwritten(tmp_path: Path) -> None:
    product = tmp_path / "汇总.docx"
    product.touch()
    summary_path(product).touch()
    check_not_input(product, [tmp_path])
    check_not_input(tmp_path / "新的.docx", [tmp_path])


@pytest.mark.parametrize(
    ("reports", "skipped", "code"), [([], [], 1), ([], ["a"], 1), (["b"], [], 0), (["b"], ["a"], 3)]
)
def test_exit_codes(reports: list[str], skipped: list[str], code: int) -> None:
    entries = [Skipped(name=name, reason="空") for name in skipped]
    assert RunSummary(reports=reports, skipped=entries).exit_code == code


def test_what_a_check_finds_in_a_briefing_is_no_input_that_was_skipped() -> None:
    found = [{"words": "54万元"}]
    assert RunSummary(reports=["b"], unsupported=found, doubts=found).exit_code == 0


def test_the_summary_is_readable_json_beside_the_output(tmp_path: Path) -> None:
    summary = RunSummary(reports=["石桥村.docx"], skipped=[Skipped(name="空.txt", reason="文件是空的")])
    summary.write(tmp_path / "汇总.docx")
    written = (tmp_path / "汇总.docx.summary.json").read_text(encoding="utf-8")
    assert "石桥村.docx" in written
    assert json.loads(written)["skipped"] == [{"name": "空.txt", "reason": "文件是空的"}]


def test_a_new_run_replaces_the_old_summary(tmp_path: Path) -> None:
    for name in ("甲", "乙"):
        RunSummary(reports=[name]).write(tmp_path / "汇总.docx")
    assert json.loads((tmp_path / "汇总.docx.summary.json").read_text(encoding="utf-8"))["reports"] == ["乙"]
