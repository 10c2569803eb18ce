"""A Briefing as one self-contained HTML page; sources show on hover and in a list at the end."""

from __future__ import annotations

from html import escape

from huibao.briefing.render.cite import citations
from huibao.schema import Briefing, Passage, Table

_STYLE = """
body{max-width:46em;margin:2em auto;padding:0 1em;font:17px/1.9 FangSong,"Noto Serif CJK SC",serif;color:#111}
h1{font-size:1.6em;text-align:center;font-weight:normal}
h2{font:1.1em SimHei,"Noto Sans CJK SC",sans-serif}h3{font:1.05em KaiTi,"Noto Serif CJK SC",serif}
p{text-indent:2em;margin:.4em 0}p.plain{text-indent:0}
.issuer{display:flex;justify-content:space-between;text-indent:0;border-bottom:2px solid #111}
.copies{border-top:1px solid #111;border-bottom:1px solid #111}
.s{border-bottom:1px dotted #888;cursor:help}
table{border-collapse:collapse;width:100%;font-size:.85em;line-height:1.5}
th,td{border:1px solid #666;padding:.25em .5em}
@media print{.s{border:0}}
"""


def render_html(briefing: Briefing, comments: bool) -> bytes:
    """UTF-8 HTML without scripts or outside resources; with ``comments`` sources are in ``title`` attributes."""
    body = [f"<h1>{escape(briefing.title)}</h1>"]
    if briefing.issue:
        body.append(f'<p class="plain" style="text-align:center">{escape(briefing.issue)}</p>')
    if briefing.issuer:
        body.append(f'<p class="issuer"><span>{escape(briefing.issuer)}</span><span>{escape(briefing.date)}</span></p>')
    if briefing.addressee:
        body.append(f'<p class="plain">{escape(briefing.addressee)}</p>')
    body += [_passage(passage, comments) for passage in briefing.passages]
    if briefing.signature:
        signed = "<br>".join(escape(line) for line in (briefing.signature, briefing.date) if line)
        body.append(f'<p style="text-align:right">{signed}</p>')
    if briefing.copies:
        body.append(f'<p class="plain copies">{escape(briefing.copies)}</p>')
    body += [_table(number, table) for number, table in enumerate(briefing.tables, 1)]
    page = (
        f'<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>{escape(briefing.title)}</title>'
        f"<style>{_STYLE}</style></head><body>\n" + "\n".join(body) + "\n</body></html>\n"
    )
    return page.encode()


def _passage(passage: Passage, comments: bool) -> str:
    if passage.heading_level:
        level = passage.heading_level + 1
        return f"<h{level}>{escape(passage.text)}</h{level}>"
    spans = []
    for statement in passage.statements:
        text = escape(statement.text)
        if comments and statement.sources:
            hover = escape("\n".join(citations(statement.sources)), quote=True).replace("\n", "&#10;")
            text = f'<span class="s" title="{hover}">{text}</span>'
        spans.append(text)
    return f"<p>{''.join(spans)}</p>"


def _table(number: int, table: Table) -> str:
    head = "".join(f"<th>{escape(cell)}</th>" for cell in table.header)
    rows = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in table.rows)
    note = f'<p class="plain">{escape(table.note)}</p>' if table.note else ""
    return f"<h2>附件{number}　{escape(table.title)}</h2><table><tr>{head}</tr>{rows}</table>{note}"
