"""Outputs that appear whole or not at all, and never over an existing file unless asked."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from huibao.errors import UsageError
from huibao.schema import Skipped


def check_target(path: Path, *, force: bool) -> None:
    """Refuse an output early, before the work.

    Raises:
        UsageError: it exists and ``force`` is off, it is a folder, or its folder does not exist.
    """
    if path.is_dir():
        raise UsageError(f"输出位置 {path} 是一个文件夹；请在 -o 后面写文件名")
    if not path.parent.is_dir():
        raise UsageError(f"输出文件夹 {path.parent} 不存在；请先建好，或换一个位置")
    if path.exists() and not force:
        raise UsageError(f"输出文件 {path} 已经存在；要覆盖请加 --force，或换一个文件名")


@contextmanager
def replacing(path: Path, *, force: bool) -> Iterator[Path]:
    """A temporary path beside ``path``, moved into place when the block ends well and removed otherwise."""
    check_target(path, force=force)
    # The extension is kept last, since writers choose the format by it.
    temporary = path.with_name(f".{path.stem}.{os.getpid()}.part{path.suffix}")
    try:
        yield temporary
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


@dataclass(kw_only=True, slots=True)
class RunSummary:
    """What a run did; written as ``<output>.summary.json`` beside the output.

    Attributes:
        reports: names of the reports used.
        skipped: inputs that could not be used, with reasons.
        rejected: sentences of the draft that verification refused, with reasons.
        left_out: how many points of the reports the draft does not say, by label.
        silent: villages that say nothing under a label, by label.
        missing_fonts: fonts that the Word file names and this machine lacks; empty where it cannot be told.
        rewritten: paragraphs that a rewriter polished.
        discarded: its paragraphs that verification refused, with reasons.
        doubts: sentences of a checked briefing that the reports do not bear out, with reasons.
    """

    reports: list[str] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    rejected: list[str] = field(default_factory=list)
    left_out: dict[str, int] = field(default_factory=dict)
    silent: dict[str, list[str]] = field(default_factory=dict)
    missing_fonts: list[str] = field(default_factory=list)
    rewritten: int = 0
    discarded: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    @property
    def exit_code(self) -> int:
        """0 all done, 1 nothing could be done, 3 done but some inputs were skipped or sentences are in doubt."""
        if not self.reports:
            return 1
        return 3 if self.skipped or self.doubts else 0

    def write(self, output: Path) -> None:
        with replacing(output.with_name(output.name + ".summary.json"), force=True) as path:
            path.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
