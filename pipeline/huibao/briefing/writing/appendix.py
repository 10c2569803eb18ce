"""Appendices of a briefing: every problem, every request, and which villages said nothing about what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from huibao.briefing.choosing.harms import Harm
from huibao.briefing.choosing.points import Point
from huibao.briefing.themes.asking import REQUEST
from huibao.briefing.wording.quoting import quoted
from huibao.indicators.township.printing import missing_words
from huibao.schema import Report, Skipped, Source, Table
from huibao.taxonomy import Reporter, Taxonomy

# Headings of the columns that number and cite, and say nothing of a village.
_NUMBER, _CITED, _OR_FILES = "序号", "出处", "或材料"
# Columns that the office fills in when it hands the list on.
_TO_FILL = ("责任单位", "时限")
_OPEN = ("",) * len(_TO_FILL)
_PENDING = "待定"
_HARM = "险情和损失"
# Of a request: none of the headings under which the text sorts them.
_OTHER = "其他"
_PENDING_NOTE = "类别为“待定”的写在各{noun}汇报的问题部分，但机器拿不准是不是问题，请逐条核定。"


def cite(source: Source) -> str:
    """Where a sentence stands, for a column of sources."""
    return f"{source.report} 第{source.index + 1}句"


def problem_list(
    points: Sequence[Point], taxonomy: Taxonomy, pending: Sequence[Source] = (), harms: Sequence[Harm] = ()
) -> Table:
    """All sentences that tell of something lacking, by label, then village; at the end those a person has to settle.

    What befell people and things stands first, whatever it was taken for. A run-in heading tells nothing itself, and
    what an inspection found is no open problem once it is put right.
    """
    befell = dict.fromkeys(source for harm in harms for source in harm.sources)
    places = {(source.report, source.index) for source in befell}
    rows = [(_HARM, source.village, quoted(source.words), *_OPEN, cite(source)) for source in befell]
    rows += [
        (label.name, point.source.village, quoted(point.source.words), *_OPEN, cite(point.source))
        for label in taxonomy.with_role("lacking")
        for point in points
        if label.key in (point.label, point.lacks_too) and not (point.heads or point.settled)
        if (point.source.report, point.source.index) not in places
    ]
    rows += [
        (_PENDING, source.village, quoted(source.words), *_OPEN, cite(source))
        for source in pending
        if (source.report, source.index) not in places
    ]
    reporter = taxonomy.reporter
    note = _PENDING_NOTE.format(noun=reporter.noun) if pending else ""
    return numbered("问题清单", ("类别", reporter.noun, "原话", *_TO_FILL, _CITED), rows, reporter, note)


def request_list(points: Sequence[Point], taxonomy: Taxonomy) -> Table:
    """All requests to the township, by village, under the headings that the text sorts them by: 用地, 资金."""
    rows = [
        (
            point.source.village,
            point.aspect or _OTHER,
            _with_background(point),
            *_OPEN,
            "、".join(map(cite, (point.source, *_background(point)))),
        )
        for point in points
        if taxonomy[point.label].role == "todo" and point.kind == REQUEST and not point.heads
    ]
    reporter = taxonomy.reporter
    return numbered("诉求清单", (reporter.noun, "类别", "原话", *_TO_FILL, _CITED), rows, reporter)


def _background(point: Point) -> list[Source]:
    """The sentences elsewhere in its report that tell what a request is about."""
    return [source for source in point.beside if source.index != point.source.index]


def _with_background(point: Point) -> str:
    """A request as its report puts it, with what it points to: 请鉴定那面墙。（前文：后墙裂了一道缝。）"""
    before = "".join(quoted(source.words) for source in _background(point))
    return quoted(point.source.words) + (f"（前文：{before}）" if before else "")


def numbered(
    title: str, header: tuple[str, ...], rows: Sequence[tuple[str, ...]], reporter: Reporter, note: str = ""
) -> Table:
    """An appendix whose rows are numbered; where it has none its note says so."""
    return Table(
        title=title,
        header=(_NUMBER, *header),
        rows=tuple((str(number), *row) for number, row in enumerate(rows, 1)),
        note=note if rows else f"各{reporter.noun}汇报中没有这方面的内容。",
    )


def is_of_villages(heading: str) -> bool:
    """Whether a column of an appendix under this heading says something of a village: no number, no source."""
    return heading not in (_NUMBER, _CITED) and not heading.endswith(_OR_FILES)


def naming_missing(table: Table, missing: Sequence[str], reporter: Reporter) -> Table:
    """The table with a word below it on the villages that handed in nothing: it holds nothing of theirs."""
    if not missing:
        return table
    return replace(table, note=f"{table.note}{missing_words(missing, reporter)}")


def silent_villages(points: Sequence[Point], villages: Sequence[str], taxonomy: Taxonomy) -> dict[str, list[str]]:
    """For each label that asserts something, the villages without a sentence that may be under it."""
    heard: dict[str, set[str]] = {}
    for point in points:
        for key in {point.label, point.lacks_too, *point.perhaps, *(theme.key for theme in point.themes)}:
            heard.setdefault(key, set()).add(point.source.village)
    return {
        label.key: [village for village in villages if village not in heard.get(label.key, ())]
        for label in taxonomy.labels
        if label.role != "none"
    }


def silence_table(
    silent: dict[str, list[str]], reports: Sequence[Report], skipped: Sequence[Skipped], taxonomy: Taxonomy
) -> Table:
    """Which villages said nothing about what, and which files could not be read, or not well."""
    rows = [
        (f"{taxonomy[key].category.name}·{taxonomy[key].name}", "、".join(villages) or "无")
        for key, villages in silent.items()
    ]
    rows += [("未能读取的材料", f"{entry.name}：{entry.reason}") for entry in skipped]
    rows += [("读取后需核对的材料", f"{report.name}：{report.remark}") for report in reports if report.remark]
    noun = taxonomy.reporter.noun
    return Table(title=f"各方面未谈及的{noun}和未能读取的材料", header=("方面", f"{noun}{_OR_FILES}"), rows=tuple(rows))
