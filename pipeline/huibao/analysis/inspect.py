"""A tagged corpus as one HTML file: searched, filtered and read without a server and without a network."""

from __future__ import annotations

import html
import json
from pathlib import Path
from string import Template
from typing import Any

from huibao.analysis.load import Corpus
from huibao.analysis.periods import in_order
from huibao.analysis.view import figure
from huibao.schema import AnnotatedReport, Sentence, Tag

_PAGE = Path(__file__).with_name("page")
# Of a sentence's scores the page shows the strongest few that are worth a bar.
_SCORES = 4
_LEAST_SCORE = 0.02


def inspect_page(corpus: Corpus, title: str = "标注语料") -> str:
    """The page: its data, style and script are inside, and its policy forbids it to load anything."""
    number = {key: position for position, key in enumerate(corpus.taxonomy.keys)}
    kinds = {kind.key: position for position, kind in enumerate(corpus.taxonomy.kinds)}
    sentences: list[dict[str, Any]] = []
    reports = []
    for position, annotated in enumerate(corpus.reports):
        reports.append(_report(annotated, len(sentences)))
        figures: dict[int, list[str]] = {}
        for indicator in annotated.indicators:
            figures.setdefault(indicator.sentence, []).append(figure(indicator))
        for sentence, tag in zip(annotated.sentences, annotated.tags, strict=True):
            sentences.append(_sentence(position, sentence, tag, number, kinds, figures.get(sentence.index, [])))
    document = {
        "labels": [
            {"key": label.key, "name": label.full_name, "colour": label.colour, "definition": label.definition}
            for label in corpus.taxonomy.labels
        ],
        "kinds": [kind.name for kind in corpus.taxonomy.kinds],
        "villages": sorted({annotated.report.village for annotated in corpus.reports} - {""}),
        "periods": in_order(annotated.report.period for annotated in corpus.reports),
        "reports": reports,
        "sentences": sentences,
    }
    # Nothing in a report may close the script element that carries it.
    data = json.dumps(document, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    parts = {name: (_PAGE / f"inspect.{name}").read_text(encoding="utf-8") for name in ("html", "css", "js")}
    return Template(parts["html"]).substitute(
        title=html.escape(title), style=parts["css"], script=parts["js"], data=data
    )


def _report(annotated: AnnotatedReport, first: int) -> dict[str, Any]:
    """``paragraphs`` are ``[is heading, text where it has no sentences, numbers of its sentences in the page]``."""
    report = annotated.report
    headings = {heading.start for heading in annotated.headings}
    members: dict[int, list[int]] = {}
    for sentence in annotated.sentences:
        members.setdefault(sentence.paragraph, []).append(first + sentence.index)
    paragraphs = [
        [int(paragraph.start in headings), "" if number in members else report.text[paragraph.start : paragraph.end],
         members.get(number, [])]
        for number, paragraph in enumerate(report.paragraphs)
    ]  # fmt: skip
    return {
        "name": report.name, "title": report.title, "village": report.village, "author": report.author,
        "period": report.period, "paragraphs": paragraphs,
    }  # fmt: skip


def _sentence(
    report: int, sentence: Sentence, tag: Tag, number: dict[str, int], kinds: dict[str, int], figures: list[str]
) -> dict[str, Any]:
    ranking = sorted(tag.scores.items(), key=lambda pair: -pair[1])[:_SCORES]
    return {
        "r": report,
        "i": sentence.index,
        "t": sentence.text,
        "l": [number[label] for label in tag.labels],
        "k": kinds[tag.kind] if tag.kind else None,
        "q": int(tag.review),
        "s": [[number[label], round(100 * score)] for label, score in ranking if score >= _LEAST_SCORE],
        "f": figures,
    }
