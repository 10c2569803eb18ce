"""What a person sees of a run, and what a program reads of it: real processes, real terminals."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path


def process(*arguments: object, **options: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", "from huibao.cli import main; main()", *map(str, arguments)]
    return subprocess.Popen(command, **options)  # type: ignore[call-overload,no-any-return]


def test_progress_is_shown_on_a_terminal_and_only_there(
    reports: Path, two_reports: dict[str, str], tmp_path: Path
) -> None:
    (reports / "[bold]三[").mkdir()
    (reports / "[bold]三[" / "red].txt").write_text(two_reports["石桥村.txt"] + "另附。", encoding="utf-8")
    master, slave = pty.openpty()
    child = process("tag", reports, "-o", tmp_path / "a.csv", stderr=slave, stdout=subprocess.PIPE)
    os.close(slave)
    shown = b""
    while chunk := _read(master):
        shown += chunk
    os.close(master)
    out, _ = child.communicate()
    assert (child.returncode, out) == (0, b"")
    assert "已处理" in shown.decode()
    assert "用了 3 份汇报" in shown.decode()
    silent = process("tag", reports, "-o", tmp_path / "b.csv", stderr=subprocess.PIPE, stdout=subprocess.PIPE)
    _, err = silent.communicate()
    assert err.decode() == f"用了 3 份汇报，跳过 0 份；输出在 {tmp_path / 'b.csv'}\n"


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # the other end is closed
        return b""


def test_results_are_utf_8_in_whatever_place_the_system_thinks_it_is(reports: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "gbk", "LC_ALL": "C"}
    (reports / "生僻.txt").write_text(
        "石塘村2025年第三季度汇报\n㙍𠮷组修路三公里，群众出门方便多了。\n", encoding="utf-8"
    )
    child = process("tag", reports, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment)
    out, err = child.communicate()
    assert (child.returncode, err) == (0, b"")
    assert "修路三公里" in out.decode()


def test_a_reader_that_leaves_early_is_no_error_to_tell(reports: Path, two_reports: dict[str, str]) -> None:
    for number in range(200):
        (reports / f"{number}.txt").write_text(two_reports["石桥村.txt"] + f"编号{number}。" * 50, encoding="utf-8")
    with process("tag", reports, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.readline()
        child.stdout.close()
        assert child.stderr.read() == b""
