"""The one door from the page to the library's writing side: drafts, their check, examples, Word and Excel."""

from __future__ import annotations

import re
import threading
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from pydantic import TypeAdapter

from huibao.briefing.choosing.points import Cluster, Point, sayable
from huibao.briefing.choosing.select import Choice, Selection, belongs
from huibao.briefing.choosing.survey import survey
from huibao.briefing.make import Batch, Draft, batch_sums, draft_tables, gather, make_briefing
from huibao.briefing.render.word import render_word
from huibao.briefing.template import Fill, Template, load_template
from huibao.briefing.verify import faults as find_faults
from huibao.briefing.writing.appendix import problem_list, request_list
from huibao.briefing.writing.figures import SummedFigure
from huibao.briefing.writing.write import Occasion, write_blocks
from huibao.frames import source_of
from huibao.indicators.numbers.numerals import values_of
from huibao.indicators.township.export import export_for
from huibao.indicators.township.rows import IndicatorTable
from huibao.resources import resource
from huibao.schema import AnnotatedReport, Briefing, Passage, Skipped, Source, Statement, Table
from huibao.segment.normalize import normalize
from huibao.segment.sentences import split_sentences
from huibao.web.work import taxonomy

PASSAGE = TypeAdapter(Passage)
BRIEFING = TypeAdapter(Briefing)
GENRES: Mapping[str, str] = {
    "briefing": "汇总报告",
    "speech": "讲话稿",
    "bulletin": "工作简报",
    "lists": "问题和诉求清单",
}
LENGTHS: Mapping[str, str] = {"short": "简短", "normal": "适中", "long": "详尽"}
_SCALE = {"short": 0.5, "normal": 1.0, "long": 2.0}
_MOST_FAULTS = 12
_MOST_ELSEWHERE = 5
# A fixed date for members of archives.
EPOCH = (1980, 1, 1, 0, 0, 0)
_MADE_AT = re.compile(rb"(?P<tag><dcterms:(?:created|modified)[^>]*>)[^<]*<")
_QUOTED = re.compile(r"“(?P<what>.+)”")
_ALIKE = 0.3
_MASK = "、"
# The name recogniser is one object for the whole process.
_CHECKING = threading.Lock()


@dataclass(frozen=True, kw_only=True, slots=True)
class Fault:
    """Characters of a passage's text that none of its sources holds."""

    start: int
    end: int
    text: str
    reason: str


def genre_names(own: Path) -> dict[str, str]:
    """Genres with a template, each with its name: the ones that ship, then the office's own.

    Args:
        own: folder with templates of the office's own, each named as its file is; it need not exist.
    """
    shipped = {file.stem: GENRES[file.stem] for file in resource("corpus/templates").glob("*.toml")}
    return {**{key: shipped[key] for key in GENRES if key in shipped}, **{file.stem: file.stem for file in _own(own)}}


def _own(folder: Path) -> list[Path]:
    return sorted(file for file in folder.glob("*.toml") if file.stem not in GENRES)


def _template(genre: str, own: Path) -> Template:
    return load_template(genre, next((file for file in _own(own) if file.stem == genre), None))


def has_annexes(genre: str, own: Path) -> bool:
    """Whether drafts of a genre carry tables behind their body."""
    return bool(_template(genre, own).tables)


def write_draft(
    reports: Sequence[AnnotatedReport],
    *,
    genre: str,
    own: Path,
    length: str,
    title: str = "",
    missing: Sequence[str] = (),
    stale: frozenset[tuple[str, int]] = frozenset(),
) -> Draft:
    """A verified draft of the reports; its appendices come from :func:`tables`.

    Args:
        reports: with tags and figures as people left them.
        genre, length: keys of :func:`genre_names` and ``LENGTHS``.
        own: folder of the office's own templates.
        title: drawn up from township and period where empty.
        missing: villages that handed in nothing.
        stale: sentences (report, index) that another example should replace where there is one.
    """
    template = _template(genre, own)
    with _CHECKING:
        return make_briefing(
            [_demoted(annotated, stale) for annotated in reports],
            template,
            taxonomy(),
            title=title,
            missing=missing,
            length=round(template.length * _SCALE[length]),
        )


def tables(
    reports: Sequence[AnnotatedReport], *, genre: str, own: Path, skipped: Sequence[Skipped], missing: Sequence[str]
) -> tuple[Table, ...]:
    """Appendices of a draft of the reports.

    Args:
        reports: with tags and figures as people left them.
        genre, own: as for :func:`write_draft`.
        skipped: files that could not be read.
        missing: villages that handed in nothing.
    """
    known = taxonomy()
    return draft_tables(_template(genre, own), gather(reports, known), known, skipped=skipped, missing=missing)


def sums(reports: Sequence[AnnotatedReport]) -> list[SummedFigure]:
    """What a draft of the reports may add up over their villages."""
    known = taxonomy()
    return batch_sums(gather(reports, known), known)


def _demoted(annotated: AnnotatedReport, stale: frozenset[tuple[str, int]]) -> AnnotatedReport:
    name = annotated.report.name
    tags = tuple(
        replace(tag, review=True, scores=dict.fromkeys(tag.labels, 0.0)) if (name, index) in stale else tag
        for index, tag in enumerate(annotated.tags)
    )
    return replace(annotated, tags=tags)


def context_of(draft: Draft) -> list[str]:
    """What a draft may say without a source: what it was checked against, and its own head."""
    briefing = draft.briefing
    return [text for text in dict.fromkeys([*draft.context, briefing.title, briefing.signature]) if text]


def faults(passage: Passage, context: Sequence[str]) -> tuple[Fault, ...]:
    """Everything the draft's own check refuses in a passage, with its place in ``passage.text``.

    The check names the first fault of a statement; it is asked again with that fault masked until it is content.
    """
    if passage.heading_level:
        return ()
    found: list[Fault] = []
    offset = 0
    for statement in passage.statements:
        masked = statement
        for _ in range(_MOST_FAULTS):
            with _CHECKING:
                (reason,) = find_faults([masked], context)
            if not reason:
                break
            start, end = _place(reason, masked.text)
            found.append(Fault(start=offset + start, end=offset + end, text=statement.text[start:end], reason=reason))
            masked = replace(masked, text=masked.text[:start] + _MASK * (end - start) + masked.text[end:])
        offset += len(statement.text)
    return tuple(sorted(found, key=lambda fault: fault.start))


def _place(reason: str, text: str) -> tuple[int, int]:
    """Where a statement holds what a reason quotes; the whole of it where it quotes nothing that can be found."""
    quoted = _QUOTED.search(reason)
    # The check masks the villages it knows; what is left of a name is looked for.
    parts = quoted["what"].split(_MASK) if quoted else []
    for part in sorted(parts, key=len, reverse=True):
        if part and (start := text.find(part)) >= 0:
            return start, start + len(part)
    return 0, len(text)


def edited(passage: Passage, text: str, added: Sequence[Source] = ()) -> Passage:
    """The passage with a person's text: each sentence keeps the sources of the one it grew out of.

    Args:
        passage: as it was.
        text: the whole new text.
        added: sources a person put behind the sentences that changed.
    """
    known = list(passage.statements)
    statements: list[Statement] = []
    for sentence, same in _pieces(text, known):
        if same is not None:
            statements.append(same)
            continue
        kin = max(known, key=lambda statement: _likeness(statement.text, sentence), default=None)
        if kin is None or _likeness(kin.text, sentence) < _ALIKE:
            kin = Statement(text="")
        sources = tuple(dict.fromkeys([*kin.sources, *added]))
        figures = tuple(figure for figure in kin.figures if figure.text in sentence)
        statements.append(Statement(text=sentence, sources=sources, figures=figures))
    return replace(passage, statements=tuple(statements))


def _pieces(text: str, known: Sequence[Statement]) -> Iterator[tuple[str, Statement | None]]:
    """Statements that still stand in the text as they were, and the sentences between them; joined, the text again.

    A statement may be of several sentences (有14个村反映…；有6个村反映…), so they are looked for before it is cut.
    """
    flat = " ".join(text.split("\n")).strip()
    at = 0
    for statement in known:
        start = flat.find(statement.text, at) if statement.text else -1
        if start >= 0:
            yield from ((sentence, None) for sentence in _sentences(flat[at:start]))
            at = start + len(statement.text)
            yield statement.text, statement
    yield from ((sentence, None) for sentence in _sentences(flat[at:]))


def _sentences(text: str) -> list[str]:
    """Sentences with whatever stands between them, so that joined they are the text again."""
    ends = [end for _, end in split_sentences(text)]
    return [text[start:end] for start, end in zip([0, *ends[:-1]], ends, strict=True)] if ends else []


def _likeness(before: str, after: str) -> float:
    return SequenceMatcher(None, before, after, autojunk=False).ratio()


def find_elsewhere(what: str, reports: Sequence[AnnotatedReport]) -> list[Source]:
    """Sentences of the batch that hold a figure of the same value, or the same name."""
    wanted = values_of(what)
    found: list[Source] = []
    for annotated in reports:
        for sentence in annotated.sentences:
            held = wanted <= values_of(sentence.text) if wanted else what in normalize(sentence.text).text
            if held:
                found.append(source_of(annotated, sentence.index))
                if len(found) == _MOST_ELSEWHERE:
                    return found
    return found


def other_examples(
    reports: Sequence[AnnotatedReport],
    statement: Statement,
    used: frozenset[tuple[str, int]],
    *,
    genre: str,
    own: Path,
) -> list[Statement]:
    """Statements that could stand in place of one that quotes a sentence: same label, not in the draft yet."""
    points = _points(reports)
    mine = {(source.report, source.index) for source in statement.sources}
    labels = {point.label for point in points if (point.source.report, point.source.index) in mine}
    options = [
        point
        for point in points
        if point.label in labels and sayable(point) and (point.source.report, point.source.index) not in used
    ]
    options.sort(key=lambda point: (point.review, not point.has_figure, -point.confidence))
    template = _template(genre, own)
    worded = (_worded(point, template) for point in options[:_MOST_ELSEWHERE])
    return [statement for statement in worded if statement is not None]


def _worded(point: Point, template: Template) -> Statement | None:
    """The point as the template says it: a part of this one point, of which the case is taken."""
    part = next((part for part in template.parts if belongs(point, part, taxonomy())), None)
    if part is None:
        return None
    # Without its calls and groups the part is written in one piece.
    plain = replace(template, parts=(replace(part, calls=(), group=()),), opening="", closing="")
    alone = survey((point,), (point,), part.role, point.label)
    choice = Choice(label=None, raised=(point,), chosen=(Cluster(points=(point,)),), survey=alone)
    blocks = write_blocks(
        plain,
        Fill(township="", level="", period="", reporter=taxonomy().reporter),
        Occasion(villages=(point.village,), named=(), sources=(point.source,)),
        Selection(parts=((choice,),), harms=((),), left_out=(), unheard=()),
        (),
        (point,),
        drop_empty=True,
    )
    cases = [case for block in blocks for group in block.groups for case in group.cases]
    return replace(cases[-1], text=f"{cases[-1].text}。") if cases else None


def problems(reports: Sequence[AnnotatedReport]) -> Table:
    """Every problem the villages tell of, whatever the genre of the draft prints."""
    batch = _gathered(reports)
    return problem_list(batch.points, taxonomy(), batch.pending, batch.harms) if batch else problem_list((), taxonomy())


def requests(reports: Sequence[AnnotatedReport]) -> Table:
    """Every request to the township."""
    return request_list(_points(reports), taxonomy())


def _points(reports: Sequence[AnnotatedReport]) -> tuple[Point, ...]:
    batch = _gathered(reports)
    return batch.points if batch else ()


def _gathered(reports: Sequence[AnnotatedReport]) -> Batch | None:
    return gather(reports, taxonomy()) if any(annotated.sentences for annotated in reports) else None


def word(briefing: Briefing, *, comments: bool) -> bytes:
    """The draft as .docx."""
    return render_word(briefing, comments)


def indicator_workbook(table: IndicatorTable) -> bytes:
    """The township's table as .xlsx."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "table.xlsx"
        export_for(path)(table, path)
        return _timeless(path.read_bytes())


def table_workbook(table: Table) -> bytes:
    """An appendix as .xlsx; every cell is text, so that nothing runs as a formula."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(table.title[:31])
    sheet.freeze_panes = "A2"
    for letter, column in zip("ABCDEFGH", zip(table.header, *table.rows, strict=True), strict=False):
        sheet.column_dimensions[letter].width = min(60, 2 * max(map(len, column)) + 2)
    for row in (table.header, *table.rows):
        cells = []
        for value in row:
            cell = WriteOnlyCell(sheet, value=value)
            cell.data_type = "s"
            cells.append(cell)
        sheet.append(cells)
    if table.note:
        sheet.append([])
        sheet.append([table.note])
    stream = BytesIO()
    workbook.save(stream)
    return _timeless(stream.getvalue())


def _timeless(workbook: bytes) -> bytes:
    """The same workbook without the times of its making, so that equal tables are equal files."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(workbook)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _MADE_AT.sub(rb"\g<tag>1980-01-01T00:00:00Z<", content)
            target.writestr(zipfile.ZipInfo(name, date_time=EPOCH), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()
