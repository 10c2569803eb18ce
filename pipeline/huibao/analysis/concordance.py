"""A word in its context, through the tagged text."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from huibao.analysis.load import Corpus
from huibao.errors import UsageError
from huibao.frames import rows as rows_of

if TYPE_CHECKING:
    import pandas as pd

_COLUMNS = ("left", "match", "right", "label_name", "village", "period", "report", "index", "start", "end")
_SHOWN = 40


@dataclass(frozen=True)
class Concordance:
    """Hits of a search; in a notebook it shows itself with the hit in the middle.

    Attributes:
        table: ``left``, ``match``, ``right`` (text of the report, line breaks as spaces), ``label_name``, ``village``,
            ``period``, ``report``, ``index`` of the sentence, ``start`` and ``end`` of the match in the report's text.
        colours: of the labels, by name.
    """

    table: pd.DataFrame
    colours: dict[str, str]

    def _repr_html_(self) -> str:
        rows = "".join(map(self._row, rows_of(self.table.head(_SHOWN))))
        more = len(self.table) - _SHOWN
        note = f"<p>另有 {more} 处未显示</p>" if more > 0 else ""
        return f'<table lang="zh-CN">{rows}</table>{note}'

    def _row(self, row: Any) -> str:
        cells = (
            ("text-align:right", row.left),
            ("text-align:center;font-weight:bold;color:#b03a2e", row.match),
            ("text-align:left", row.right),
            (f"text-align:left;color:{self.colours[row.label_name]}", row.label_name),
            ("text-align:left", f"{row.village} {row.period}"),
        )
        written = (f'<td style="white-space:nowrap;{style}">{html.escape(text)}</td>' for style, text in cells)
        return f"<tr>{''.join(written)}</tr>"


def concordance(corpus: Corpus, pattern: str, *, label: str | None = None, width: int = 18) -> Concordance:
    """Every place where a pattern stands in a sentence, with the text around it.

    Args:
        corpus: where to look.
        pattern: a word or a regular expression.
        label: only in sentences that carry this label.
        width: characters of context on each side, across sentence ends.

    Raises:
        UsageError: the pattern is no regular expression, or the label does not exist.
    """
    import pandas as pd

    if label is not None and label not in corpus.taxonomy:
        raise UsageError(f"没有标签 {label}；可用的有 {'、'.join(corpus.taxonomy.keys)}")
    try:
        search = re.compile(pattern)
    except re.error as error:
        raise UsageError(f"检索式 {pattern} 有误：{error}；请改正，或用普通词语检索") from error
    rows = []
    for annotated in corpus.reports:
        report = annotated.report
        for sentence, tag in zip(annotated.sentences, annotated.tags, strict=True):
            if label is not None and label not in tag.labels:
                continue
            for match in search.finditer(sentence.text):
                start, end = sentence.start + match.start(), sentence.start + match.end()
                if start == end:
                    continue
                rows.append(
                    (
                        _flat(report.text[max(start - width, 0) : start]), match[0],
                        _flat(report.text[end : end + width]), corpus.taxonomy[tag.labels[0]].full_name,
                        report.village, report.period, report.name, sentence.index, start, end,
                    )
                )  # fmt: skip
    colours = {one.full_name: one.colour for one in corpus.taxonomy.labels}
    return Concordance(pd.DataFrame(rows, columns=list(_COLUMNS)), colours)


def _flat(text: str) -> str:
    return " ".join(text.split())
