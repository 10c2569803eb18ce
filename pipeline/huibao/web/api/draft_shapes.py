"""Requests and answers of the API about drafts."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints

from huibao.web.api.shapes import Given, Name, Version


class DraftGiven(Given):
    """The draft to be written; the title is drawn up where empty."""

    genre: Name = "briefing"
    length: Literal["short", "normal", "long"] = "normal"
    title: Name = ""


class SourceShown(BaseModel):
    """A sentence that stands behind a statement.

    ``note`` says what a person changed in it; ``upload`` and ``place`` open its file at the sentence, and where this is
    a note about a figure at the sentence that the note is about.
    """

    report: str
    village: str
    index: int
    text: str
    note: str
    upload: int | None
    place: int


class StatementShown(BaseModel):
    """A sentence of a draft.

    ``computed`` are figures worked out from its sources; ``overtaken`` says why it is out of date, if it is.
    """

    text: str
    sources: list[SourceShown]
    computed: list[str]
    overtaken: str = ""


class FaultShown(BaseModel):
    """Characters of a paragraph that no source holds."""

    start: int
    end: int
    text: str
    reason: str


class PassageShown(BaseModel):
    """A paragraph (level 0) or heading of a draft."""

    id: int
    level: int
    text: str
    statements: list[StatementShown]
    faults: list[FaultShown]
    version: int
    edited_by: str


class DraftLine(BaseModel):
    """A version of the draft."""

    id: int
    number: int
    genre: str
    length: str
    title: str
    signed_by: str
    created_by: str
    created_at: datetime


class Rejected(BaseModel):
    """A statement that the check refused, with its reason."""

    text: str
    reason: str


class DraftShown(DraftLine):
    """A whole draft."""

    addressee: str
    signature: str
    version: int
    rejected: list[Rejected]
    passages: list[PassageShown]


class SourceGiven(Given):
    """A sentence named as a source."""

    upload: Annotated[int, Field(ge=1, le=2**31 - 1)]
    sentence: Annotated[int, Field(ge=0, le=2**31 - 1)]


class TextGiven(Given):
    """A paragraph's text."""

    text: Annotated[str, StringConstraints(max_length=20_000)]


class PassageGiven(TextGiven):
    """A paragraph's new text."""

    version: Version
    sources: Annotated[list[SourceGiven], Field(max_length=20, default_factory=list)]


class SourcesGiven(Given):
    """Sources for one sentence of a paragraph."""

    statement: Annotated[int, Field(ge=0, le=10_000)]
    version: Version
    sources: Annotated[list[SourceGiven], Field(min_length=1, max_length=20)]


class SwapGiven(Given):
    """The example to put in place of a sentence."""

    statement: Annotated[int, Field(ge=0, le=10_000)]
    version: Version
    source: SourceGiven


class RewriteGiven(Given):
    """The heading's version that was seen."""

    version: Version


class PassageSeen(Given):
    """A paragraph and the version of it that was seen."""

    id: Annotated[int, Field(ge=1, le=2**31 - 1)]
    version: Version


class RenewalGiven(Given):
    """Paragraphs to be put right; ``own``: they may be written anew even where somebody's own words stand in them."""

    passages: Annotated[list[PassageSeen], Field(min_length=1, max_length=1000)]
    own: bool = False


class Renewal(BaseModel):
    """The draft after paragraphs were put right, and what became of each, by their ids.

    In ``mended`` only numbers changed, ``rewritten`` were written anew; ``own`` were left because somebody's own words
    stand in them, ``gone`` because a draft of today has no such paragraph.
    """

    draft: DraftShown
    mended: list[int]
    rewritten: list[int]
    own: list[int]
    gone: list[int]


class TitleGiven(Given):
    """A new title."""

    title: Name
    version: Version


class SignGiven(Given):
    """Sign off, or take that back."""

    signed: bool
    version: Version


class ChangeShown(BaseModel):
    """A stretch of two versions."""

    kind: Literal["same", "removed", "added"]
    text: str


class Readiness(BaseModel):
    """What should be looked at before a draft goes out, and whether it has annexes; paragraphs count from 1."""

    missing: list[str]
    doubtful: int
    undecided: int
    changed: int
    parted: list[str]
    unkept: list[str]
    faulty: list[int]
    overtaken: list[int]
    annexes: bool
