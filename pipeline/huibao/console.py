"""What the command line says to people: messages on stderr, a progress line, each error as one Chinese sentence."""

from __future__ import annotations

import io
import logging
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from huibao.errors import HuibaoError, UsageError
from huibao.schema import AnnotatedReport

if TYPE_CHECKING:
    from collections.abc import Callable

INTERRUPTED = 130
_NO_COMMAND = re.compile(r"No such command '(?P<name>.*?)'\.(?: Did you mean (?P<near>.*)\?)?")
_EXTRA = re.compile(r"Got unexpected extra arguments?(?:\(s\))? \((?P<words>.*)\)")


def say(message: str) -> None:
    """A line on stderr."""
    typer.echo(message, err=True)


@contextmanager
def progress() -> Iterator[Callable[[Iterable[AnnotatedReport]], Iterator[AnnotatedReport]]]:
    """Wraps a stream of reports in a progress line on stderr; silent where stderr is not a terminal."""
    if not sys.stderr.isatty():
        yield iter
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    # A file's name is no markup, whatever brackets it holds.
    text = TextColumn("已处理 {task.completed} 份：{task.description}", markup=False)
    with Progress(SpinnerColumn(), text, TimeElapsedColumn(), console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)

        def track(reports: Iterable[AnnotatedReport]) -> Iterator[AnnotatedReport]:
            for annotated in reports:
                bar.update(task, advance=1, description=annotated.report.name)
                yield annotated

        yield track


def run(app: typer.Typer) -> int:
    """Run the command that the process was called with.

    Returns:
        The exit code of the contract; 130 where a person interrupted.
    """
    _prepare_streams()
    # It tells of every oddity of a PDF; ours is the one sentence that says whether the file was used.
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    try:
        code = app(prog_name="huibao", standalone_mode=False) or 0
    except HuibaoError as error:
        say(str(error))
        return error.exit_code
    except typer.TyperException as error:
        say(_usage(error))
        return UsageError.exit_code
    except typer.Abort:
        code = INTERRUPTED
    if code == INTERRUPTED:
        say("已中断，没有留下不完整的输出。")
    return int(code)


def _prepare_streams() -> None:
    """Results are UTF-8 wherever they are piped to; a terminal that lacks a character shows its number."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="backslashreplace")
            else:
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _usage(error: typer.TyperException) -> str:
    """What was wrong with the call, and which help to read."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "huibao"
    return f"用法有误：{_fault(error)}；请用 {command} --help 查看用法"


def _fault(error: typer.TyperException) -> str:
    option = getattr(error, "option_name", None)
    if option is not None and hasattr(error, "possibilities"):
        return f"没有 {option} 这个选项{_near('、'.join(sorted(error.possibilities or ())))}"
    if option is not None:
        return f"{option} 后面缺少内容，或多写了内容"
    if isinstance(error, typer.BadParameter):
        name = error.param.get_error_hint().replace("'", "") if error.param else "参数"
        return f"{name} 的值不对" if error.message else f"缺少 {name}"
    if unknown := _NO_COMMAND.fullmatch(str(error)):
        return f"没有 {unknown['name']} 这个命令{_near((unknown['near'] or '').replace(chr(39), ''))}"
    if extra := _EXTRA.fullmatch(str(error)):
        return f"多写了 {extra['words']}"
    return str(error).rstrip(".")


def _near(names: str) -> str:
    return f"，是不是 {names}" if names else ""
