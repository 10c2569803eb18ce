"""A row of a table, as the sentence that was made of it, taken apart again: 监测户：三季度14户，去年同期16户."""

from __future__ import annotations

import re
from dataclasses import dataclass

from huibao.schema import Sentence

# 入户走访156户次 → 入户走访, 4月31处 → 4月.
_CELL = re.compile(r"(?P<column>[^，]*?)(?P<figure>[约近]?[\d０-９][\d０-９.,]*[^\d０-９，]*)(?:，|$)")

Range = tuple[int, int]


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A row of a table: what it is about, and its columns' heads by the range of their figure in the report."""

    subject: str
    columns: dict[Range, str]

    def head_at(self, place: int) -> str | None:
        """The head of the figure at a place of the report; None where none of the row's stands there."""
        return next((head for (start, end), head in self.columns.items() if start <= place < end), None)


def row_of(sentence: Sentence) -> Row:
    """The row behind the sentence that was made of it."""
    subject, colon, body = sentence.text.rstrip("。").partition("：")
    if not colon:
        subject, _, body = sentence.text.rstrip("。").partition("，")
    offset = sentence.start + sentence.text.index(body, len(subject))
    return Row(
        subject=subject,
        columns={
            (offset + match.start("figure"), offset + match.end("figure")): match["column"]
            for match in _CELL.finditer(body)
        },
    )
