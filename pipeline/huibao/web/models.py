"""What the page keeps, as tables. Report text lives in ``Upload.annotated`` and in drafts, nowhere else.

Everything two people can change carries a ``version``: a writer names the version it has seen, and an
older one is refused (:class:`huibao.web.errors.Conflict`) instead of overwriting.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, ForeignKey, MetaData, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


def now() -> datetime:
    """The time of a person's act, in UTC; never part of a document."""
    return datetime.now(UTC)


class Base(DeclarativeBase):
    """Base of the tables; every constraint has a name, so that migrations can find it."""

    metadata = MetaData(naming_convention=_NAMES)
    type_annotation_map = {  # noqa: RUF012  (SQLAlchemy's own interface)
        dict[str, Any]: JSON,
        list[str]: JSON,
        list[dict[str, Any]]: JSON,
        datetime: DateTime(timezone=True),
    }


def _batch() -> Any:
    return mapped_column(ForeignKey("batch.id", ondelete="CASCADE"), index=True)


def _upload() -> Any:
    return mapped_column(ForeignKey("upload.id", ondelete="CASCADE"), index=True)


class Account(Base):
    """A person who may sign in; ``role`` is ``clerk``, ``reviewer`` or ``admin``."""

    __tablename__ = "account"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(40), unique=True)
    password: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(20))
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime] = mapped_column(default=now)


class LoginSession(Base):
    """A signed-in browser; only the hash of its cookie is kept."""

    __tablename__ = "login_session"
    token: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    used_at: Mapped[datetime] = mapped_column(default=now)


class Batch(Base):
    """One round of reports of a township; ``roster`` names the villages that should hand in."""

    __tablename__ = "batch"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    period: Mapped[str] = mapped_column(String(20), default="")
    roster: Mapped[list[str]] = mapped_column(default=list)
    version: Mapped[int] = mapped_column(default=1)
    created_by: Mapped[str] = mapped_column(String(40))
    created_at: Mapped[datetime] = mapped_column(default=now)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class Member(Base):
    """An account that may see a batch."""

    __tablename__ = "member"
    batch_id: Mapped[int] = mapped_column(ForeignKey("batch.id", ondelete="CASCADE"), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), primary_key=True)


class Upload(Base):
    """One file that was handed in.

    Attributes:
        digest: SHA-256 of the content, its name in the store; empty where nothing was kept.
        state: ``waiting``, ``ready``, ``problem`` or ``duplicate``.
        reason: in Chinese, for a problem or a duplicate; of a usable file what to mind about how it was read, and what
            was assumed.
        text_digest: of the text without white space; equal texts are the same report sent twice.
        annotated: the report as the machine annotated it (JSON of ``AnnotatedReport``), never changed after.
        figures: its indicators under the labels people gave (JSON), kept beside since they follow the labels.
        doubtful, sentences: counts for lists.
    """

    __tablename__ = "upload"
    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = _batch()
    name: Mapped[str] = mapped_column(String(400))
    digest: Mapped[str] = mapped_column(String(64), default="")
    size: Mapped[int] = mapped_column(default=0)
    state: Mapped[str] = mapped_column(String(20), default="waiting")
    reason: Mapped[str] = mapped_column(String(500), default="")
    text_digest: Mapped[str] = mapped_column(String(64), default="")
    title: Mapped[str] = mapped_column(String(200), default="")
    village: Mapped[str] = mapped_column(String(40), default="")
    author: Mapped[str] = mapped_column(String(40), default="")
    period: Mapped[str] = mapped_column(String(20), default="")
    kind: Mapped[str] = mapped_column(String(20), default="report")
    sentences: Mapped[int] = mapped_column(default=0)
    doubtful: Mapped[int] = mapped_column(default=0)
    annotated: Mapped[str] = mapped_column(Text, default="", deferred=True)
    figures: Mapped[str] = mapped_column(Text, default="", deferred=True)
    version: Mapped[int] = mapped_column(default=1)
    created_by: Mapped[str] = mapped_column(String(40))
    created_at: Mapped[datetime] = mapped_column(default=now)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012
    __table_args__ = (UniqueConstraint("batch_id", "name"),)


class Correction(Base):
    """The labels a person gave a sentence, which overrule the machine's."""

    __tablename__ = "correction"
    id: Mapped[int] = mapped_column(primary_key=True)
    upload_id: Mapped[int] = _upload()
    sentence: Mapped[int]
    labels: Mapped[list[str]]
    kind: Mapped[str | None] = mapped_column(String(20))
    version: Mapped[int] = mapped_column(default=1)
    changed_by: Mapped[str] = mapped_column(String(40))
    changed_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012
    __table_args__ = (UniqueConstraint("upload_id", "sentence"),)


class FigureDecision(Base):
    """What a person decided about the figure that begins at ``start``: ``confirmed``, ``corrected``, ``excluded``.

    Attributes:
        both: of figures of one name that a person called all right: ``counted`` in the sum, or ``beside`` it.
    """

    __tablename__ = "figure_decision"
    id: Mapped[int] = mapped_column(primary_key=True)
    upload_id: Mapped[int] = _upload()
    start: Mapped[int]
    verdict: Mapped[str] = mapped_column(String(20))
    both: Mapped[str] = mapped_column(String(10), default="", server_default="")
    fields: Mapped[dict[str, Any]]
    version: Mapped[int] = mapped_column(default=1)
    changed_by: Mapped[str] = mapped_column(String(40))
    changed_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012
    __table_args__ = (UniqueConstraint("upload_id", "start"),)


class Draft(Base):
    """One version of the batch's draft; ``number`` counts from 1, ``frame`` is the briefing without passages.

    Attributes:
        frame: JSON of a ``Briefing`` whose passages are empty.
        context: what may be said without a source (villages, period, label names).
        rejected: statements that verification refused while writing, with reasons.
        signed_by: who signed it off; empty while it is open.
    """

    __tablename__ = "draft"
    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = _batch()
    number: Mapped[int]
    genre: Mapped[str] = mapped_column(String(40))
    length: Mapped[str] = mapped_column(String(20))
    frame: Mapped[str] = mapped_column(Text)
    context: Mapped[list[str]]
    rejected: Mapped[list[dict[str, Any]]]
    signed_by: Mapped[str] = mapped_column(String(40), default="")
    version: Mapped[int] = mapped_column(default=1)
    created_by: Mapped[str] = mapped_column(String(40))
    created_at: Mapped[datetime] = mapped_column(default=now)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012
    __table_args__ = (UniqueConstraint("batch_id", "number"),)


class SignedFile(Base):
    """A workbook that goes out beside a signed draft, as it was at sign-off; ``what`` is its key for download."""

    __tablename__ = "signed_file"
    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id", ondelete="CASCADE"), primary_key=True)
    what: Mapped[str] = mapped_column(String(20), primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    content: Mapped[bytes]


class DraftPassage(Base):
    """One paragraph or heading of a draft; ``body`` is JSON of a ``Passage``."""

    __tablename__ = "draft_passage"
    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    body: Mapped[str] = mapped_column(Text)
    faulty: Mapped[bool] = mapped_column(default=False)
    edited_by: Mapped[str] = mapped_column(String(40), default="")
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class Job(Base):
    """Work outside a request; ``state`` is ``waiting``, ``running``, ``done``, ``failed`` or ``cancelled``."""

    __tablename__ = "job"
    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("batch.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(20), default="waiting")
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    message: Mapped[str] = mapped_column(String(500), default="")
    request: Mapped[dict[str, Any]] = mapped_column(default=dict)
    result: Mapped[dict[str, Any]] = mapped_column(default=dict)
    cancelled_by: Mapped[str] = mapped_column(String(40), default="")
    created_by: Mapped[str] = mapped_column(String(40))
    created_at: Mapped[datetime] = mapped_column(default=now)


class LogEntry(Base):
    """Who changed what, when, from what to what."""

    __tablename__ = "log_entry"
    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("batch.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(default=now)
    who: Mapped[str] = mapped_column(String(40))
    action: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(500), default="")
    before: Mapped[dict[str, Any]] = mapped_column(default=dict)
    after: Mapped[dict[str, Any]] = mapped_column(default=dict)


class TrainedModel(Base):
    """A tagger retrained with corrections; ``state`` is ``training``, ``offered``, ``active`` or ``retired``."""

    __tablename__ = "trained_model"
    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(String(20), default="offered")
    corrections: Mapped[int]
    before: Mapped[dict[str, Any]]
    after: Mapped[dict[str, Any]]
    created_by: Mapped[str] = mapped_column(String(40))
    created_at: Mapped[datetime] = mapped_column(default=now)
