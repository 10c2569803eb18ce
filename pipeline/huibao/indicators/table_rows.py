"""A row of a table, as the sentence that was made of it, taken apart again: 监测户：三季度14户，去年同期16户."""

from __future__ import annotations

import re
from dataclasses import dataclass

from huibao.schema import Sentence

# 入户走访156户次 → 入户走访, 4月31处 → 4月.
_CELL = re.compile(r"(?P<column>[^，]*?)(?P<figure>[约近]?[\d０-９][\d０-９.,]*[^\d０-９，]*)(?:，|$)")
_SHARE = re.compile("(?:其中|#)：?")

Range = tuple[int, int]


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A row of a table.

    Attributes:
        subject: what it is about.
        share: it is told as a part of what stands above it: 其中：枣园承包费.
        columns: their heads by the range of their figure in the report.
    """

    subject: str
    share: bool
    columns: dict[Range, str]

    def head_at(self, place: int) -> str | None:
        """The head of the figure at a place of the report; None where none of the row's stands there."""
        return next((head for (start, end), head in self.columns.items() if start <= place < end), None)


def row_of(sentence: Sentence) -> Row:
    """The row behind the sentence that was made of it."""
    share = _SHARE.match(sentence.text)
    text = sentence.text[share.end() if share else 0 :].rstrip("。")
    subject, colon, body = text.partition("：")
    if not colon:
        subject, _, body = text.partition("，")
    offset = sentence.start + sentence.text.rindex(body, 0, len(sentence.text.rstrip("。")))
    return Row(
        subject=subject,
        share=share is not None,
        columns={
            (offset + match.start("figure"), offset + match.end("figure")): match["column"]
            for match in _CELL.finditer(body)
        },
    )
