"""Find the data files that ship with the package, installed or in a checkout."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).resolve().parent
# A wheel carries corpus/ and models/ under huibao/_data; a checkout has them two levels up.
_ROOTS = (_PACKAGE / "_data", _PACKAGE.parents[1])


def resource(relative: str) -> Path:
    """Path of a shipped file or folder such as ``corpus/taxonomy.toml`` or ``models/linear``.

    Raises:
        FileNotFoundError: neither the installed package nor the checkout holds it.
    """
    for root in _ROOTS:
        candidate = root / relative
        if candidate.exists():
            return candidate
    raise FileNotFoundError(f"{relative} is not part of this installation (looked in {_ROOTS[0]} and {_ROOTS[1]})")


def read_lexicon(name: str) -> dict[str, Any]:
    """The tables of a file of ``corpus/lexicon`` that ships with the package, such as ``units.toml``."""
    return tomllib.loads(resource(f"corpus/lexicon/{name}").read_text(encoding="utf-8"))


def read_cues(name: str) -> dict[str, re.Pattern[str]]:
    """A file of ``corpus/lexicon`` that lists expressions by name, each list compiled to one that finds any of them."""
    return {cue: re.compile("|".join(patterns)) for cue, patterns in read_lexicon(name).items()}


def here_or_shipped(relative: str) -> Path:
    """The file or folder of this name where the command was called, else the shipped one; as named if neither is."""
    here = Path(relative)
    if here.exists():
        return here
    try:
        return resource(relative)
    except FileNotFoundError:
        return here
