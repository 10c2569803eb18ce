"""The nouns of the project, shared by every room: frozen records, no behaviour beyond lookup.

All offsets are half-open character ranges into ``Report.text`` and are never moved after ingest.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Status = Literal["actual", "part", "past", "plan", "gap"]
Bound = Literal["", "≥", "≤", "≈"]
ReportKind = Literal["report", "speech"]
# Stands beside every output of a run (see ``output.RunSummary``): a file that has one is no report.
SUMMARY_SUFFIX = ".summary.json"
# What the properties of a Word draft say, so that it is not read as a report later.
DRAFT_MARK = "由 huibao 据各村汇报整理"


@dataclass(frozen=True, kw_only=True, slots=True)
class Paragraph:
    """One paragraph of a report.

    Attributes:
        start, end: range in ``Report.text``, without the paragraph's line break.
        place: where a person finds it in the source file, in Chinese: ``第3段``, ``第2页``, ``表1第2行``.
        heading_level: 0 for a title, 1.. for a heading style set in the source; None where the source
            does not say, and the outline has to read the text.
        tabular: a table's row of figures: they count, but its words are no sentence that a draft could quote.
    """

    start: int
    end: int
    place: str
    heading_level: int | None = None
    tabular: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """One file as it came in.

    Attributes:
        name: file name, unique within a batch (path inside the folder or archive, ``/`` separated).
        text: the whole text; for plain-text files exactly the decoded text with ``\\r\\n`` → ``\\n``.
        paragraphs: in order; blank lines belong to none.
        title, village, author: as read from title, file name and sign-off; empty where not found.
        period: ``2025Q3`` a quarter, ``2025H1`` a half-year, ``2025M09`` a month, ``2025M01-M09`` the year so
            far, ``2025`` a year; ``Q3`` where nobody says of which year; empty where not found.
        period_guessed: it is that of the reports handed in with it, since this one does not say.
        kind: a village's report or a leader's speech.
        remark: what a person should mind about how it was read, in Chinese; empty where nothing.
    """

    name: str
    text: str
    paragraphs: tuple[Paragraph, ...]
    title: str = ""
    village: str = ""
    author: str = ""
    period: str = ""
    period_guessed: bool = False
    kind: ReportKind = "report"
    remark: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Heading:
    """A paragraph that is structure, not a sentence. Level 0 is the title, 1 is ``一、``, 2 is ``（一）`` …"""

    start: int
    end: int
    text: str
    level: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Sentence:
    """The unit of annotation (guideline §1).

    Attributes:
        index: position among the report's sentences, from 0.
        start, end, text: ``text == report.text[start:end]``.
        section: headings above it, outermost first, title excluded.
        paragraph: index into ``Report.paragraphs``.
        note: what a person settled about its figures, for readers; it proves nothing.
        quotable: False where it tells a figure that a person found wrong or left out, so that no draft may quote it.
    """

    index: int
    start: int
    end: int
    text: str
    section: tuple[str, ...] = ()
    paragraph: int = 0
    note: str = ""
    quotable: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Tag:
    """What one sentence asserts.

    Attributes:
        labels: keys of the taxonomy, strongest first, never empty.
        scores: probability of every label of the taxonomy; empty for a person's annotation.
        kind: ``directive``, ``plan`` or ``request`` beside a label of role ``todo``, else None.
        review: a person should look; the tagger was not sure.
    """

    labels: tuple[str, ...]
    scores: Mapping[str, float] = field(default_factory=dict)
    kind: str | None = None
    review: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Indicator:
    """A quantity that says how much of something there was, is or will be (guideline §4).

    Attributes:
        name: canonical name from the lexicon, else the head noun.
        value: in the base unit (万元 → 元).
        unit: base unit.
        bound: ``≥`` at least, ``≤`` at most, ``≈`` about, empty for an exact figure.
        status: ``actual | part | past | plan | gap``.
        period: the time it covers: a period as in ``Report.period``, ``累计`` (running total), ``现有``
            (standing stock); empty where nothing says.
        summable: False for rates, per-head and other values that no sum over villages makes sense of.
        sentence: index of its sentence.
        start, end: range of numeral and unit in ``Report.text``.
        aside: a person said that it is right, but does not count beside the others of its name.
        settled: a person said what it is of: its name, time or status, whatever the words around it.
        corrected: a person corrected its amount.
    """

    name: str
    value: float
    unit: str
    bound: Bound = ""
    status: Status = "actual"
    period: str = ""
    summable: bool = True
    sentence: int = 0
    start: int = 0
    end: int = 0
    aside: bool = False
    settled: bool = False
    corrected: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class AnnotatedReport:
    """A report with what was found in it; the same type whether a person or a model found it.

    ``tags`` is empty before tagging and otherwise as long as ``sentences``; ``left_out`` are figures that a person
    said do not count: nothing is made of them, but who told them is not silent.
    """

    report: Report
    headings: tuple[Heading, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    tags: tuple[Tag, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    left_out: tuple[Indicator, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """The sentence of a report that stands behind a statement; ``note`` is the sentence's own."""

    report: str
    village: str
    index: int
    text: str
    note: str = ""

    @property
    def words(self) -> str:
        """The sentence as a reader sees it: what a person changed in it stands behind it in brackets."""
        return f"{self.text}（{self.note}）" if self.note else self.text


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """A number of the draft that stands in no single report because it was worked out.

    Attributes:
        text: as printed, with its unit (``312户``, ``11个村``).
        value: the number in the base unit.
        rule: ``sum`` of ``values``, or the number of ``sentences`` or of different ``villages`` among ``sources``.
        sources: the sentences it was worked out from.
        values: for a sum, the summand that each source gives, in the same order; empty for a count.
    """

    text: str
    value: float
    rule: Literal["sum", "villages", "sentences"]
    sources: tuple[Source, ...]
    values: tuple[float, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Statement:
    """One sentence of a draft.

    Attributes:
        text: as printed.
        sources: the sentences it says; empty for a phrase of the office's template.
        figures: numbers that were worked out from the sources.
    """

    text: str
    sources: tuple[Source, ...] = ()
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Passage:
    """One paragraph of a draft; ``heading_level`` 1.. makes it a heading, 0 is body text."""

    statements: tuple[Statement, ...]
    heading_level: int = 0

    @property
    def text(self) -> str:
        return "".join(statement.text for statement in self.statements)


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """An appendix: a title and rows of cells; ``note`` stands below it."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Briefing:
    """A consolidated draft, before it is rendered.

    Attributes:
        title: of the document.
        addressee: line below the title, ends with ``：``; empty for none.
        passages: headings and paragraphs, in order.
        tables: appendices.
        signature: who signs; empty for none.
        date: below the signature, or beside the issuer; empty leaves it to be filled in.
        issue: of a paper that comes out in numbers (第　期), below the title; empty for none.
        issuer: who brings it out, below that with the date; empty for none.
        copies: who gets it, at the foot; empty for none.
    """

    title: str
    addressee: str
    passages: tuple[Passage, ...]
    tables: tuple[Table, ...]
    signature: str = ""
    date: str = ""
    issue: str = ""
    issuer: str = ""
    copies: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Skipped:
    """An input that could not be used, with the reason in one Chinese sentence."""

    name: str
    reason: str
