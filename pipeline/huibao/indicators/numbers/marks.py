"""Marks that end what is said of a figure."""

from __future__ import annotations

BREAK = "，。；！？,;!?：:／/"
_CLOSE = frozenset(BREAK + " 、）)”》】")


def closes(text: str, position: int) -> bool:
    """Whether a text ends at a position or a mark stands there."""
    return position >= len(text) or text[position] in _CLOSE
