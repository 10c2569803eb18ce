"""Errors a user can act on. Each owns its message (Chinese: what, where, what to do) and its exit code."""

from __future__ import annotations


class HuibaoError(Exception):
    """Base of every error this package raises on purpose; the command line prints it without a traceback."""

    exit_code = 1


class UnreadableInput(HuibaoError):
    """A file that cannot be turned into a report: empty, encrypted, mislabelled, too large, not Chinese."""


class UsageError(HuibaoError):
    """The call itself is off: an unknown format, an output that exists, a path that does not."""

    exit_code = 2


class UnwritableOutput(HuibaoError):
    """An output that the system does not let us write."""


class CorpusError(HuibaoError):
    """An authored file that breaks the authoring format; the message names file and line."""


class ModelError(HuibaoError):
    """A model directory that is damaged or not one of ours."""


def how_to_install(extra: str) -> str:
    """The command that installs an extra where the README installs: in the folder of the project.

    Example:
        >>> how_to_install("web")
        "在 huibao 的文件夹里运行 .venv/bin/pip install -c constraints.txt -e '.[web]'"
    """
    return f"在 huibao 的文件夹里运行 .venv/bin/pip install -c constraints.txt -e '.[{extra}]'"
