"""Requests and answers of the API; offsets are half-open and index the text beside them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Version = Annotated[int, Field(ge=0, le=2**31 - 1, description="version that was seen; an older one is refused (409)")]
Name = Annotated[str, StringConstraints(max_length=200)]
Line = Annotated[str, StringConstraints(max_length=1000)]


class Given(BaseModel):
    """Base of requests: unknown fields are refused."""

    model_config = ConfigDict(extra="forbid")


class Refused(BaseModel):
    """Why something was not done, in Chinese; ``current`` is what a conflict is with."""

    detail: str
    current: dict[str, Any] | None = None


class Done(BaseModel):
    """It was done."""

    done: Literal[True] = True


class SignIn(Given):
    """Name and password."""

    name: Name
    password: Annotated[str, StringConstraints(max_length=1000)]


class BatchGiven(Given):
    """A batch to be made; ``period`` as 2025Q3, 2025H1, 2025M09, 2025M01-M09 or 2025."""

    name: Name
    period: Name = ""
    roster: Annotated[list[Name], Field(max_length=1000)] = []


class BatchChange(BatchGiven):
    """A batch's name, period and roster, all anew."""

    version: Version


class RosterText(Given):
    """A list of villages as somebody pasted it."""

    text: Annotated[str, StringConstraints(max_length=50_000)]


class Roster(BaseModel):
    """Names, in order."""

    villages: list[str]


class HandedIn(BaseModel):
    """Counts of files by state; villages of the roster without a report, and villages with two."""

    files: int
    ready: int
    waiting: int
    problems: int
    duplicates: int
    missing: list[str]
    twice: list[str]


class Exported(BaseModel):
    """Files that were written, as paths on the server."""

    files: list[str]


class BatchShown(BaseModel):
    """A batch and where it stands."""

    id: int
    name: str
    period: str
    period_name: str
    roster: list[str]
    version: int
    created_by: str
    created_at: datetime
    handed_in: HandedIn


class Member(BaseModel):
    """An account that may see a batch."""

    name: str
    role: str


class UploadShown(BaseModel):
    """A file; ``issues`` are what a person should settle, ``guesses`` villages it might belong to."""

    id: int
    name: str
    size: int
    state: str
    reason: str
    village: str
    author: str
    period: str
    period_name: str
    kind: str
    sentences: int
    doubtful: int
    version: int
    created_by: str
    issues: list[str]
    guesses: list[str]


class UploadChange(Given):
    """What a file really is; what is left out stays."""

    version: Version
    village: Name | None = None
    author: Name | None = None
    period: Name | None = None
    kind: Name | None = None


class Queued(BaseModel):
    """What was queued: ``job`` reports on it."""

    job: int | None
    uploads: list[UploadShown]


class JobShown(BaseModel):
    """A job: ``state`` is waiting, running, done, failed or cancelled; ``message`` is Chinese."""

    id: int
    kind: str
    state: str
    done: int
    total: int
    message: str
    result: dict[str, Any]


class LabelsGiven(Given):
    """Labels of a sentence, strongest first; ``kind`` beside a label of what is to be done."""

    labels: Annotated[list[Name], Field(min_length=1, max_length=20)]
    kind: Name | None = None
    version: Version


class LabelsShown(BaseModel):
    """Labels of a sentence; ``version`` 0 means the machine's."""

    labels: list[str]
    kind: str | None
    version: int
    by: str


class SentenceShown(LabelsShown):
    """A sentence with its labels, and what the machine had found."""

    index: int
    text: str
    review: bool
    machine: list[str]
    machine_kind: str | None
    scores: dict[str, float]


class ParagraphShown(BaseModel):
    """A paragraph: a heading (level 0 is the title) with its text, or sentences."""

    place: str
    level: int | None
    text: str
    sentences: list[SentenceShown]


class Reading(BaseModel):
    """A report to be read."""

    upload: UploadShown
    paragraphs: list[ParagraphShown]
    figures: list[FigureShown]


class ReasonShown(BaseModel):
    """A feature and how much it spoke for (above 0) or against a label."""

    feature: str
    weight: float


class QueuedSentence(BaseModel):
    """A sentence worth a look."""

    upload: int
    sentence: int
    village: str
    text: str
    labels: list[str]


class FigureShown(BaseModel):
    """A figure; ``at`` is where ``written`` begins in ``text``, ``start`` where it begins in its report.

    ``value`` and ``unit`` are as figures are kept (326000, 元), the printed ones as people read them (32.6, 万元).
    ``again`` is how many other mentions of its number the report has that are left out as it is, or that stand.
    ``settled``: a person said of what it is.
    """

    upload: int
    report: str
    village: str
    sentence: int
    start: int
    name: str
    value: float
    unit: str
    bound: str
    status: str
    period: str
    period_name: str
    printed: str
    printed_value: str
    printed_unit: str
    written: str
    text: str
    at: int
    verdict: str
    version: int
    by: str
    both: str
    again: int
    settled: bool


class LogLine(BaseModel):
    """Who changed what, from what to what."""

    at: datetime
    who: str
    action: str
    subject: str
    before: dict[str, Any]
    after: dict[str, Any]


class Lessons(BaseModel):
    """What people's labels amount to; ``agreed`` counts where the machine had been right."""

    looked_at: int
    agreed: int
    reports: int
    trainable: bool


class ModelShown(BaseModel):
    """A retrained tagger with scores on the validation townships, before and after."""

    id: int
    state: str
    corrections: int
    before: dict[str, float]
    after: dict[str, float]
    worse: bool
    created_by: str
    created_at: datetime


class SwitchGiven(Given):
    """The tagger to use; null for the one that ships."""

    model: Annotated[int, Field(ge=1, le=2**31 - 1)] | None
    although_worse: bool = False
