"""A Briefing as Markdown, sources as footnotes."""

from __future__ import annotations

import re

from huibao.briefing.render.cite import citations
from huibao.schema import Briefing

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|])")


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def render_markdown(briefing: Briefing, comments: bool) -> bytes:
    """UTF-8 Markdown; with ``comments`` each sentence carries a footnote that cites its sources."""
    lines = [f"# {_escape(briefing.title)}", ""]
    for line in (briefing.issue, f"{briefing.issuer}　{briefing.date}".strip("　") if briefing.issuer else ""):
        lines += [_escape(line), ""] if line else []
    notes: list[str] = []
    if briefing.addressee:
        lines += [_escape(briefing.addressee), ""]
    for passage in briefing.passages:
        if passage.heading_level:
            lines += [f"{'#' * (passage.heading_level + 1)} {_escape(passage.text)}", ""]
            continue
        text = ""
        for statement in passage.statements:
            text += _escape(statement.text)
            if comments and statement.sources:
                number = len(notes) + 1
                notes.append(f"[^{number}]: " + "；".join(_escape(line) for line in citations(statement.sources)))
                text += f"[^{number}]"
        lines += [text, ""]
    if briefing.signature:
        lines += [_escape(line) for line in (briefing.signature, briefing.date) if line] + [""]
    lines += ["---", "", _escape(briefing.copies), ""] if briefing.copies else []
    for number, table in enumerate(briefing.tables, 1):
        lines += [f"## 附件{number}　{_escape(table.title)}", ""]
        lines.append("| " + " | ".join(_escape(cell) for cell in table.header) + " |")
        lines.append("|" + " --- |" * len(table.header))
        lines += ["| " + " | ".join(_escape(cell) for cell in row) + " |" for row in table.rows]
        lines += ["", _escape(table.note), ""] if table.note else [""]
    return ("\n".join([*lines, *notes]).rstrip() + "\n").encode()
