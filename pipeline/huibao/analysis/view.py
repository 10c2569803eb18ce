"""A report as people read it: sentences in the colour of their label, indicators underlined, scores on hover."""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from huibao.schema import AnnotatedReport, Indicator, Sentence, Tag
from huibao.taxonomy import Taxonomy, load_taxonomy

if TYPE_CHECKING:
    import pandas as pd

_STYLE = """
.huibao-report{font-family:"Noto Serif CJK SC","Source Han Serif SC",SimSun,"Songti SC",serif;line-height:2;
 max-width:46em;color:#222}
.huibao-report h4{font-family:"Noto Sans CJK SC","Microsoft YaHei","PingFang SC",sans-serif;margin:.8em 0 .2em}
.huibao-report p{margin:.2em 0;text-indent:2em;text-align:left}
.huibao-report .s{margin-right:2px;border-bottom:2px solid var(--c);
 background:color-mix(in srgb,var(--c) 13%,transparent)}
.huibao-report .q{border-bottom-style:dashed}
.huibao-report u{text-decoration:underline double;text-underline-offset:3px}
.huibao-report .k{font:12px "Noto Sans CJK SC","Microsoft YaHei",sans-serif;margin-right:1em;white-space:nowrap}
.huibao-report .k i{display:inline-block;width:.9em;height:.9em;background:var(--c);margin-right:.3em;
 vertical-align:-.1em}
"""


_TABLE = """
.huibao-table{border-collapse:collapse}
.huibao-table th,.huibao-table td{text-align:left!important;vertical-align:top;padding:.25em .8em;
 border-bottom:1px solid #ddd;font-family:"Noto Sans CJK SC","Microsoft YaHei","PingFang SC",sans-serif}
.huibao-table td.n{text-align:right!important;white-space:nowrap}
"""


@dataclass(frozen=True, slots=True)
class Page:
    """HTML that a notebook displays."""

    html: str

    def _repr_html_(self) -> str:
        return self.html


def show(annotated: AnnotatedReport, taxonomy: Taxonomy | None = None) -> Page:
    """The reading view of one report, for a notebook or to write into a page.

    Every sentence stands where and as it stood; a dashed line marks one that should be reviewed.

    Args:
        annotated: the report.
        taxonomy: names and colours of the labels; the one that ships by default.
    """
    labels = taxonomy or load_taxonomy()
    report = annotated.report
    headings = {heading.start: heading for heading in annotated.headings}
    members: dict[int, list[Sentence]] = {}
    for sentence in annotated.sentences:
        members.setdefault(sentence.paragraph, []).append(sentence)
    parts = []
    for number, paragraph in enumerate(report.paragraphs):
        if paragraph.start in headings:
            parts.append(f"<h4>{html.escape(headings[paragraph.start].text)}</h4>")
        elif number in members:
            parts.append(f"<p>{''.join(_paragraph(annotated, members[number], labels))}</p>")
        else:
            parts.append(f"<p>{html.escape(report.text[paragraph.start : paragraph.end])}</p>")
    used = {tag.labels[0] for tag in annotated.tags}
    legend = "".join(
        f'<span class="k" style="--c:{label.colour}"><i></i>{html.escape(label.full_name)}</span>'
        for label in labels.labels
        if label.key in used
    )
    body = f'<div class="huibao-report" lang="zh-CN"><div>{legend}</div>{"".join(parts)}</div>'
    return Page(f"<style>{_STYLE}</style>{body}")


def show_table(frame: pd.DataFrame, *, top: int = 10, places: int = 2) -> Page:
    """The first rows of a frame for reading: whole sentences, left-aligned, without row numbers.

    Args:
        frame: any frame of this package.
        top: rows to show.
        places: decimals of numbers that are not whole; missing ones are shown as ``—``.
    """
    header = "".join(f"<th>{html.escape(str(name))}</th>" for name in frame.columns)
    shown = frame.head(top)
    columns = [_cells(list(shown.iloc[:, place]), places) for place in range(shown.shape[1])]
    body = "".join(f"<tr>{''.join(cells)}</tr>" for cells in zip(*columns, strict=True))
    more = f"<p>共 {len(frame)} 行，显示前 {top} 行</p>" if len(frame) > top else ""
    return Page(
        f'<style>{_TABLE}</style><table class="huibao-table" lang="zh-CN"><tr>{header}</tr>{body}</table>{more}'
    )


def _cells(values: list[Any], places: int) -> list[str]:
    """The cells of a column: numbers right-aligned and with the same decimals, all else as text."""
    present = [value for value in values if value is not None and value == value]
    if present and all(isinstance(value, float | int) and not isinstance(value, bool) for value in present):
        decimals = 0 if all(value == int(value) for value in present) else places
        return [f'<td class="n">{f"{value:,.{decimals}f}" if value == value else "—"}</td>' for value in values]
    return [f"<td>{html.escape(_written(value))}</td>" for value in values]


def _written(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "、".join(map(str, value))
    return "—" if value is None or value != value else str(value)


def _paragraph(annotated: AnnotatedReport, sentences: list[Sentence], taxonomy: Taxonomy) -> Iterator[str]:
    position = sentences[0].start
    for sentence in sentences:
        yield html.escape(annotated.report.text[position : sentence.start])
        if annotated.tags:
            tag = annotated.tags[sentence.index]
            colour = taxonomy[tag.labels[0]].colour
            doubt = " q" if tag.review else ""
            yield (
                f'<span class="s{doubt}" style="--c:{colour}" title="{html.escape(_hint(tag, taxonomy))}">'
                f"{''.join(_marked(annotated, sentence))}</span>"
            )
        else:
            yield "".join(_marked(annotated, sentence))
        position = sentence.end


def _marked(annotated: AnnotatedReport, sentence: Sentence) -> Iterator[str]:
    """The sentence with its indicators underlined; those without a place of their own (authored files) are not."""
    text, position = annotated.report.text, sentence.start
    placed = [
        indicator
        for indicator in annotated.indicators
        if indicator.sentence == sentence.index and (indicator.start, indicator.end) != (sentence.start, sentence.end)
    ]
    for indicator in sorted(placed, key=lambda one: one.start):
        if indicator.start < position:
            continue
        yield html.escape(text[position : indicator.start])
        shown = html.escape(text[indicator.start : indicator.end])
        yield f'<u title="{html.escape(figure(indicator))}">{shown}</u>'
        position = indicator.end
    yield html.escape(text[position : sentence.end])


_STATUS = {"actual": "本期", "part": "其中", "past": "以往", "plan": "计划", "gap": "缺口"}


def figure(indicator: Indicator) -> str:
    """An indicator in words: ``监测户＝24户（本期）``."""
    return f"{indicator.name}＝{indicator.bound}{indicator.value:,.10g}{indicator.unit}（{_STATUS[indicator.status]}）"


def _hint(tag: Tag, taxonomy: Taxonomy) -> str:
    kinds = {kind.key: kind.name for kind in taxonomy.kinds}
    lines = ["、".join(taxonomy[key].full_name for key in tag.labels) + (f"（{kinds[tag.kind]}）" if tag.kind else "")]
    ranking = sorted(tag.scores.items(), key=lambda pair: -pair[1])[:3]
    lines += [f"{taxonomy[key].full_name} {score:.0%}" for key, score in ranking]
    return "\n".join([*lines, "建议人工复核"] if tag.review else lines)
