"""What text can stand in a Word file, and about how much room it takes there."""

from __future__ import annotations

import re

POINTS_PER_MM = 72 / 25.4
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def clean(text: str) -> str:
    """The text without what no XML file may hold."""
    return _NOT_XML.sub("", text)


def half_widths(text: str) -> int:
    """Length in half characters: a digit takes one, a Chinese character two."""
    return sum(1 if char.isascii() else 2 for char in text)
