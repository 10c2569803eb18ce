"""What the readers of Word and PDF give: paragraphs in reading order."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """A paragraph as read: its text, where it stands, and its heading level where a style says so.

    ``tabular`` as in :class:`huibao.schema.Paragraph`.
    """

    text: str
    place: str
    heading_level: int | None = None
    tabular: bool = False
