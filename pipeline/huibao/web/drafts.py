"""Drafts of a batch: written from the reports, edited by people, checked at every change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from difflib import SequenceMatcher

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from huibao.schema import Briefing, Passage, Source, Statement, Table
from huibao.web import batches, outdated, uploads, writing
from huibao.web.errors import Conflict, Invalid, Missing
from huibao.web.models import Batch, Draft, DraftPassage
from huibao.web.security import Person
from huibao.web.site import Site, record

_LONGEST_TEXT = 5000
_LONGEST_TITLE = 100
_MARKS = "。；"


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """A stretch of two versions: ``same``, ``removed`` or ``added``."""

    kind: str
    text: str


def write(
    site: Site,
    batch_id: int,
    *,
    who: str,
    genre: str,
    length: str,
    title: str,
    saved: Callable[[Session, int], None],
) -> None:
    """Write the next version of a batch's draft; ``saved`` is told its id in the transaction that keeps it.

    Raises:
        Invalid: the batch has no usable report, or was deleted.
    """
    with site.database.session() as session:
        batch = session.get(Batch, batch_id)
        reports = uploads.final_reports(session, batch) if batch else []
        missing = batches.handed_in(session, batch).missing if batch else ()
    if not any(annotated.sentences for annotated in reports):
        raise Invalid("还没有读取成功的汇报，写不了初稿；请先在“收材料”里传汇报")
    made = writing.write_draft(reports, genre=genre, own=site.templates, length=length, title=title, missing=missing)
    with site.database.session() as session:
        last = session.scalar(select(func.max(Draft.number)).where(Draft.batch_id == batch_id)) or 0
        draft = Draft(
            batch_id=batch_id, number=last + 1, genre=genre, length=length,
            frame=writing.BRIEFING.dump_json(replace(made.briefing, passages=(), tables=())).decode(),
            context=writing.context_of(made),
            rejected=[asdict(rejection) for rejection in made.rejected], created_by=who,
        )  # fmt: skip
        session.add(draft)
        session.flush()
        session.add_all(rows_of(draft.id, made.briefing.passages))
        record(session, batch=batch_id, who=who, action="写初稿", subject=f"第{draft.number}稿")
        saved(session, draft.id)


def rows_of(draft_id: int, passages: Sequence[Passage], first: int = 0) -> list[DraftPassage]:
    """Rows for the passages of a draft, from position ``first`` on."""
    return [
        DraftPassage(draft_id=draft_id, position=first + place, body=writing.PASSAGE.dump_json(passage).decode())
        for place, passage in enumerate(passages)
    ]


def find(session: Session, batch: Batch, draft_id: int) -> Draft:
    """A draft of a batch.

    Raises:
        Missing: the batch has none of this number.
    """
    draft = session.get(Draft, draft_id)
    if draft is None or draft.batch_id != batch.id:
        raise Missing("这个批次里没有这一稿；请刷新页面")
    return draft


def versions(session: Session, batch: Batch) -> list[Draft]:
    """All drafts of a batch, the latest first."""
    return list(session.scalars(select(Draft).where(Draft.batch_id == batch.id).order_by(Draft.number.desc())))


def passages(session: Session, draft: Draft) -> list[DraftPassage]:
    """A draft's paragraphs and headings, in order."""
    query = select(DraftPassage).where(DraftPassage.draft_id == draft.id).order_by(DraftPassage.position)
    return list(session.scalars(query))


def body_of(row: DraftPassage) -> Passage:
    """The passage a row holds."""
    return writing.PASSAGE.validate_json(row.body)


def texts(session: Session, draft: Draft) -> list[str]:
    """The paragraphs and headings of a draft that are printed."""
    return [text for row in passages(session, draft) if (text := body_of(row).text)]


def briefing_of(site: Site, session: Session, batch: Batch, draft: Draft) -> Briefing:
    """The whole draft as people left it; paragraphs emptied by hand are gone.

    Nobody edits appendices: until the draft is signed off they are those of the reports as they stand.
    """
    frame = writing.BRIEFING.validate_json(draft.frame)
    bodies = [body_of(row) for row in passages(session, draft)]
    tables = frame.tables if draft.signed_by else tables_now(site, session, batch, draft)
    return replace(frame, passages=tuple(passage for passage in bodies if passage.statements), tables=tables)


def tables_now(site: Site, session: Session, batch: Batch, draft: Draft) -> tuple[Table, ...]:
    """Appendices of the reports as they stand."""
    reports = uploads.final_reports(session, batch)
    if not any(annotated.sentences for annotated in reports):
        return ()
    return writing.tables(
        reports, genre=draft.genre, own=site.templates, skipped=uploads.unreadable(session, batch),
        missing=batches.handed_in(session, batch).missing,
    )  # fmt: skip


def row_of(session: Session, draft: Draft, passage_id: int, seen: int | None) -> DraftPassage:
    """A paragraph or heading of a draft; to change it, name the version that was ``seen``.

    Raises:
        Conflict: somebody changed it since.
        Invalid: the draft is signed off.
    """
    if draft.signed_by and seen is not None:
        raise Invalid("这一稿已经定稿，不能再改；要改请先取消定稿")
    row = session.get(DraftPassage, passage_id)
    if row is None or row.draft_id != draft.id:
        raise Missing("稿子里没有这一段；它可能已被重写，请刷新页面")
    if seen is not None and row.version != seen:
        raise Conflict(
            f"{row.edited_by or '别人'}刚刚改了这一段；请看过再决定",
            {"text": body_of(row).text, "version": row.version, "by": row.edited_by},
        )
    return row


def check(session: Session, batch: Batch, draft: Draft, passage_id: int, text: str) -> tuple[writing.Fault, ...]:
    """What the sources of a paragraph do not hold of a text that a person is typing into it."""
    _check_length(text)
    body = _with_sources_now(session, batch, body_of(row_of(session, draft, passage_id, None)))
    return writing.faults(writing.edited(body, text), draft.context)


def _with_sources_now(session: Session, batch: Batch, body: Passage) -> Passage:
    return outdated.with_sources_now(body, outdated.sentences_now(session, batch, [body]))


def _check_length(text: str) -> None:
    if len(text) > _LONGEST_TEXT:
        raise Invalid(f"一段最多 {_LONGEST_TEXT} 个字；请分成几段")


def edit(
    session: Session,
    person: Person,
    batch: Batch,
    draft: Draft,
    passage_id: int,
    *,
    text: str,
    added: Sequence[Source],
    seen: int,
) -> DraftPassage:
    """Replace a paragraph's text; sentences that stay keep their sources, ``added`` go behind the others.

    The sources are what they are now: a figure corrected since the draft was written is proved by its correction.

    Raises:
        Conflict: somebody changed the paragraph since version ``seen``.
        Invalid: the draft is signed off, or the text is too long.
    """
    person.require("edit")
    _check_length(text)
    row = row_of(session, draft, passage_id, seen)
    before = _with_sources_now(session, batch, body_of(row))
    return put(session, person, draft, row, writing.edited(before, text, added), "改稿子")


def put(session: Session, person: Person, draft: Draft, row: DraftPassage, body: Passage, action: str) -> DraftPassage:
    """Put a paragraph in place of what a row holds."""
    before = body_of(row).text
    row.body = writing.PASSAGE.dump_json(body).decode()
    row.faulty = bool(writing.faults(body, draft.context))
    row.edited_by = person.name
    session.flush()
    record(session, batch=draft.batch_id, who=person.name, action=action,
           subject=f"第{draft.number}稿 第{row.position + 1}段", before={"text": before},
           after={"text": body.text})  # fmt: skip
    return row


def add_sources(
    session: Session, person: Person, draft: Draft, passage_id: int, *, statement: int, added: Sequence[Source],
    seen: int,
) -> DraftPassage:  # fmt: skip
    """Put sources behind one sentence of a paragraph, as where its figure stands in another report."""
    person.require("edit")
    row = row_of(session, draft, passage_id, seen)
    body = body_of(row)
    statements = list(body.statements)
    if not 0 <= statement < len(statements):
        raise Invalid("这一段里没有这一句；请刷新页面")
    old = statements[statement]
    statements[statement] = replace(old, sources=tuple(dict.fromkeys([*old.sources, *added])))
    return put(session, person, draft, row, replace(body, statements=tuple(statements)), "补出处")


def examples(
    site: Site, session: Session, batch: Batch, draft: Draft, passage_id: int, statement: int
) -> list[Statement]:
    """Other sentences that could stand in place of one of a paragraph."""
    body = body_of(row_of(session, draft, passage_id, None))
    if not 0 <= statement < len(body.statements) or not body.statements[statement].sources:
        return []
    used = quoted([body_of(row) for row in passages(session, draft)])
    return writing.other_examples(
        uploads.final_reports(session, batch), body.statements[statement], used, genre=draft.genre, own=site.templates
    )


def quoted(bodies: Sequence[Passage]) -> frozenset[tuple[str, int]]:
    """Sentences that a draft quotes: those that stand alone behind one of its statements."""
    return frozenset(
        (statement.sources[0].report, statement.sources[0].index)
        for body in bodies
        for statement in body.statements
        if len(statement.sources) == 1
    )


def swap(
    site: Site,
    session: Session,
    person: Person,
    batch: Batch,
    draft: Draft,
    passage_id: int,
    *,
    statement: int,
    choice: Source,
    seen: int,
) -> DraftPassage:
    """Put another example in place of a sentence.

    Raises:
        Invalid: that sentence is not among :func:`examples`.
    """
    person.require("edit")
    row = row_of(session, draft, passage_id, seen)
    offered = examples(site, session, batch, draft, passage_id, statement)
    chosen = next((option for option in offered if option.sources[:1] == (choice,)), None)
    if chosen is None:
        raise Invalid("这个例子已经用过或不适合这里；请重新挑选")
    body = body_of(row)
    old = body.statements[statement].text
    if old[-1:] in _MARKS:
        # Cases of a paragraph are joined by semicolons; the new one ends as the old one did.
        chosen = replace(chosen, text=chosen.text.rstrip(_MARKS) + old[-1])
    statements = (*body.statements[:statement], chosen, *body.statements[statement + 1 :])
    return put(session, person, draft, row, replace(body, statements=statements), "换例子")


def retitle(session: Session, person: Person, draft: Draft, *, title: str, seen: int) -> None:
    """Change the draft's title.

    Raises:
        Conflict: the draft changed since version ``seen``.
    """
    person.require("edit")
    title = " ".join(title.split())
    frame = writing.BRIEFING.validate_json(draft.frame)
    if draft.signed_by:
        raise Invalid("这一稿已经定稿，不能再改；要改请先取消定稿")
    if draft.version != seen:
        raise Conflict("别人刚刚改了稿子；请看过再决定", {"title": frame.title, "version": draft.version})
    if not 1 <= len(title) <= _LONGEST_TITLE:
        raise Invalid(f"标题要有 1 到 {_LONGEST_TITLE} 个字")
    draft.frame = writing.BRIEFING.dump_json(replace(frame, title=title)).decode()
    record(session, batch=draft.batch_id, who=person.name, action="改标题", subject=f"第{draft.number}稿",
           before={"title": frame.title}, after={"title": title})  # fmt: skip
    session.flush()


def faulty(session: Session, draft: Draft) -> list[DraftPassage]:
    """Paragraphs with figures or names that no source holds."""
    return [row for row in passages(session, draft) if row.faulty]


def refuse_faulty(session: Session, draft: Draft) -> None:
    """Refuse a draft that says what no source holds.

    Raises:
        Invalid: it does; the message names the paragraphs.
    """
    if found := faulty(session, draft):
        places = "、".join(f"第{row.position + 1}段" for row in found[:5])
        raise Invalid(f"稿子的{places}有没有出处的数字或名称；请改回原数、补上出处，或把依据作为材料传上来")


def compare(before: Sequence[str], after: Sequence[str]) -> list[list[Change]]:
    """Two versions paragraph by paragraph; equal paragraphs are left out.

    Example:
        >>> compare(["收入10万元。"], ["收入12万元。"])[0][1:3]
        [Change(kind='removed', text='0'), Change(kind='added', text='2')]
    """
    found: list[list[Change]] = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        for number in range(max(b - a, d - c)):
            old = before[a + number] if a + number < b else ""
            new = after[c + number] if c + number < d else ""
            found.append(_changes(old, new))
    return found


def _changes(old: str, new: str) -> list[Change]:
    changes: list[Change] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            changes.append(Change(kind="same", text=old[a:b]))
            continue
        changes += [Change(kind="removed", text=old[a:b])] if b > a else []
        changes += [Change(kind="added", text=new[c:d])] if d > c else []
    return changes
