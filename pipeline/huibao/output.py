"""Outputs that appear whole or not at all, and never over an existing file unless asked."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from huibao.errors import UnwritableOutput, UsageError
from huibao.schema import SUMMARY_SUFFIX, Skipped


def check_target(path: Path, *, force: bool) -> None:
    """Refuse an output early, before the work.

    Raises:
        UsageError: it exists and ``force`` is off, it is a folder, or its folder does not exist or is closed.
    """
    if path.is_dir():
        raise UsageError(f"输出位置 {path} 是一个文件夹；请在 -o 后面写文件名")
    if not path.parent.is_dir():
        raise UsageError(f"输出文件夹 {path.parent} 不存在；请先建好，或换一个位置")
    if not os.access(path.parent, os.W_OK):
        raise UsageError(f"输出文件夹 {path.parent} 不让写入；请换一个位置，或找管理员开通权限")
    if path.exists() and not force:
        raise UsageError(f"输出文件 {path} 已经存在；要覆盖请加 --force，或换一个文件名")


def check_not_input(path: Path, inputs: Sequence[Path]) -> None:
    """Refuse an output that would destroy a report.

    Raises:
        UsageError: it is itself one of the inputs, and no summary beside it says that an earlier run made it.
    """
    place = path.resolve()
    among_inputs = any(place == given.resolve() or given.resolve() in place.parents for given in inputs)
    if path.is_file() and among_inputs and not summary_path(path).exists():
        raise UsageError(f"输出文件 {path} 本身是一份输入材料，覆盖了就没有了；请换一个文件名")


def summary_path(output: Path) -> Path:
    """Where the run summary of an output goes."""
    return output.with_name(output.name + SUMMARY_SUFFIX)


@contextmanager
def replacing(path: Path, *, force: bool) -> Iterator[Path]:
    """A temporary path beside ``path``, moved into place when the block ends well and removed otherwise.

    Raises:
        UsageError: as :func:`check_target`.
        UnwritableOutput: the system does not let it be written: no space, no permission, open in another program.
    """
    check_target(path, force=force)
    # The extension is kept last, since writers choose the format by it.
    temporary = path.with_name(f".{path.stem}.{os.getpid()}.part{path.suffix}")
    try:
        yield temporary
        temporary.replace(path)
    except OSError as error:
        raise UnwritableOutput(
            f"写不进 {path}（{error.strerror or error}）；请检查磁盘空间，关掉正在使用它的程序，或换一个位置"
        ) from error
    finally:
        temporary.unlink(missing_ok=True)


@dataclass(kw_only=True, slots=True)
class RunSummary:
    """What a run did; written as ``<output>.summary.json`` beside the output.

    Attributes:
        reports: names of the reports used.
        skipped: inputs that could not be used, with reasons.
        remarks: by report what a person should mind about how it was read.
        guessed: reports that do not say of which time they are, with the period that was assumed.
        undated: reports of which nothing tells the year or the period; their figures are added to no others.
        unnamed: reports that do not say of which village they are; their names stand for it.
        rejected: sentences of the draft that verification refused, with reasons.
        left_out: how many points of the reports the draft does not say, by label.
        silent: villages that say nothing under a label, by label; by indicator for a table of indicators.
        missing_fonts: fonts that the Word file names and this machine lacks; empty where it cannot be told.
        rewritten: paragraphs that a rewriter polished.
        discarded: its paragraphs that verification refused, with reasons.
        unsupported: figures and names of a checked briefing that no report bears out: place, words, sentence, reason,
            what the reports say, what to do.
        doubts: its words that the reports hold, but say otherwise, told likewise.
    """

    reports: list[str] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    remarks: dict[str, str] = field(default_factory=dict)
    guessed: dict[str, str] = field(default_factory=dict)
    undated: list[str] = field(default_factory=list)
    unnamed: list[str] = field(default_factory=list)
    rejected: list[str] = field(default_factory=list)
    left_out: dict[str, int] = field(default_factory=dict)
    silent: dict[str, list[str]] = field(default_factory=dict)
    missing_fonts: list[str] = field(default_factory=list)
    rewritten: int = 0
    discarded: list[str] = field(default_factory=list)
    unsupported: list[dict[str, str]] = field(default_factory=list)
    doubts: list[dict[str, str]] = field(default_factory=list)

    @property
    def exit_code(self) -> int:
        """0 all done, 1 nothing could be done, 3 done but some inputs were skipped."""
        if not self.reports:
            return 1
        return 3 if self.skipped else 0

    def write(self, output: Path) -> None:
        with replacing(summary_path(output), force=True) as path:
            path.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
