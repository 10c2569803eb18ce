"""The trace of a draft as JSON: for each sentence the sentences of the reports behind it."""

from __future__ import annotations

import json
from typing import Any

from huibao.schema import Briefing, Figure, Source, Statement


def render_trace(briefing: Briefing) -> bytes:
    """UTF-8 JSON: ``statements`` in print order, each with ``paragraph`` (from 0, headings counted), ``text``,
    ``sources`` (``report``, ``village``, ``sentence`` - the index that ``huibao tag`` writes - and ``text``) and
    ``figures`` that were worked out (``text``, ``value``, ``rule``, ``values``).
    """
    statements = [
        _statement(number, statement)
        for number, passage in enumerate(briefing.passages)
        for statement in passage.statements
        if not passage.heading_level
    ]
    trace = {"title": briefing.title, "statements": statements}
    return (json.dumps(trace, ensure_ascii=False, indent=1) + "\n").encode()


def _statement(paragraph: int, statement: Statement) -> dict[str, Any]:
    return {
        "paragraph": paragraph,
        "text": statement.text,
        "sources": [_source(source) for source in statement.sources],
        "figures": [_figure(figure) for figure in statement.figures],
    }


def _source(source: Source) -> dict[str, Any]:
    return {"report": source.report, "village": source.village, "sentence": source.index, "text": source.text}


def _figure(figure: Figure) -> dict[str, Any]:
    return {"text": figure.text, "value": figure.value, "rule": figure.rule, "values": list(figure.values)}
