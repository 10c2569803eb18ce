"""Parts of a draft put right by the reports as they stand now: a section, or what corrected figures overtook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from huibao.schema import AnnotatedReport, Passage
from huibao.web import batches, drafts, mending, outdated, uploads, writing
from huibao.web.errors import Invalid
from huibao.web.models import Batch, Draft, DraftPassage
from huibao.web.security import Person
from huibao.web.site import Site, record


def rewrite(
    site: Site, session: Session, person: Person, batch: Batch, draft: Draft, heading_id: int, *, seen: int
) -> None:
    """Write the section under a heading anew from the reports as they stand now, with other examples.

    Raises:
        Conflict: the heading changed since version ``seen``.
        Invalid: the row is no heading, or a new draft has no such section.
    """
    person.require("edit")
    heading = drafts.row_of(session, draft, heading_id, seen)
    rows = drafts.passages(session, draft)
    bodies = [drafts.body_of(row) for row in rows]
    place = next(index for index, row in enumerate(rows) if row.id == heading.id)
    if not bodies[place].heading_level:
        raise Invalid("只能按小标题重写一节")
    end = _section_end(bodies, place)
    stale = drafts.quoted(bodies[place:end])
    made = _made_now(site, session, batch, draft, stale)
    path = _heading_path(bodies, place)
    fresh = next((index for index in range(len(made)) if _heading_path(made, index) == path), None)
    if fresh is None:
        raise Invalid("按现在的材料，稿子里没有这一节了；请重新出一稿")
    new = made[fresh + 1 : _section_end(made, fresh)]
    for row in rows[place + 1 : end]:
        session.delete(row)
    for row in rows[end:]:
        row.position += len(new) - (end - place - 1)
    session.add_all(drafts.rows_of(draft.id, new, first=rows[place].position + 1))
    heading.edited_by = person.name
    session.flush()
    record(session, batch=draft.batch_id, who=person.name, action="重写一节",
           subject=f"第{draft.number}稿 {bodies[place].text}",
           before={"text": "\n".join(body.text for body in bodies[place + 1 : end])},
           after={"text": "\n".join(passage.text for passage in new)})  # fmt: skip


def _section_end(bodies: Sequence[Passage], place: int) -> int:
    """Where the section under a heading ends: the next heading as high or higher, or the closing line."""
    level = bodies[place].heading_level
    for index in range(place + 1, len(bodies)):
        if 0 < bodies[index].heading_level <= level:
            return index
    body_lines = [index for index in range(place + 1, len(bodies)) if not bodies[index].heading_level]
    has_closing = len(body_lines) > 1 and not bodies[-1].statements[0].sources if body_lines else False
    return len(bodies) - 1 if has_closing else len(bodies)


def _heading_path(bodies: Sequence[Passage], place: int) -> tuple[str, ...]:
    if not bodies[place].heading_level:
        return ()
    path = [bodies[place].text]
    level = bodies[place].heading_level
    for body in reversed(bodies[:place]):
        if 0 < body.heading_level < level:
            path.append(body.text)
            level = body.heading_level
    return tuple(reversed(path))


def overtaken(session: Session, batch: Batch, draft: Draft) -> dict[int, list[str]]:
    """Why paragraphs are out of date, a reason or none for each of their statements; only those that are, by id."""
    rows = drafts.passages(session, draft)
    bodies = [drafts.body_of(row) for row in rows]
    now = outdated.sentences_now(session, batch, bodies)
    reasons = {
        row.id: [outdated.overtaken(statement, now) for statement in body.statements]
        for row, body in zip(rows, bodies, strict=True)
    }
    return {number: mine for number, mine in reasons.items() if any(mine)}


@dataclass(frozen=True, kw_only=True, slots=True)
class Renewed:
    """What became of paragraphs that corrected figures overtook, by their ids.

    Attributes:
        mended: only their numbers changed.
        rewritten: written anew, since a sentence of theirs could not stand.
        own: could only be written anew, and somebody's own words stand in them.
        gone: could only be written anew, and a draft of today has no such paragraph.
    """

    mended: tuple[int, ...]
    rewritten: tuple[int, ...]
    own: tuple[int, ...]
    gone: tuple[int, ...]


def renew(
    site: Site, session: Session, person: Person, batch: Batch, draft: Draft, seen: Mapping[int, int], *, own: bool
) -> Renewed:
    """Put right paragraphs that corrected figures overtook: only their numbers, and where that cannot be, all of them.

    Args:
        seen: versions of the paragraphs, by their ids.
        own: those in which somebody's own words stand may be written anew, too.

    Raises:
        Conflict: somebody changed one of them since.
    """
    person.require("edit")
    wanted = [drafts.row_of(session, draft, number, version) for number, version in seen.items()]
    bodies = [drafts.body_of(row) for row in wanted]
    now = outdated.sentences_now(session, batch, bodies)
    sums = writing.sums(_usable_reports(session, batch))
    mended: list[int] = []
    left: list[DraftPassage] = []
    for row, body in zip(wanted, bodies, strict=True):
        right = mending.mended(body, now, sums)
        if right is None:
            left.append(row)
            continue
        if right == body:
            continue
        by = row.edited_by
        drafts.put(session, person, draft, row, right, "按更正改数")
        # Whoever's words stand in it, they still do.
        row.edited_by = by
        mended.append(row.id)
    free = [row for row in left if own or not row.edited_by]
    rewritten = _write_anew(site, session, person, batch, draft, free) if free else []
    return Renewed(
        mended=tuple(mended),
        rewritten=tuple(rewritten),
        own=tuple(row.id for row in left if row not in free),
        gone=tuple(row.id for row in free if row.id not in rewritten),
    )


def _write_anew(
    site: Site, session: Session, person: Person, batch: Batch, draft: Draft, wanted: Sequence[DraftPassage]
) -> list[int]:
    """Put paragraphs of a draft of today in the places of these, where it has such; gives the ids of those."""
    made = _made_now(site, session, batch, draft, frozenset())
    places = {_place_of(made, index): passage for index, passage in enumerate(made) if not passage.heading_level}
    rows = drafts.passages(session, draft)
    bodies = [drafts.body_of(row) for row in rows]
    found = []
    for index, row in enumerate(rows):
        fresh = places.get(_place_of(bodies, index)) if row in wanted else None
        if fresh is not None:
            drafts.put(session, person, draft, row, fresh, "按更正改写")
            # Nobody's own words stand in it any more.
            row.edited_by = ""
            found.append(row.id)
    return found


def _place_of(bodies: Sequence[Passage], place: int) -> tuple[tuple[str, ...], int]:
    """The headings above a paragraph, and which paragraph below the last of them it is."""
    heading = max((index for index in range(place) if bodies[index].heading_level), default=-1)
    return (_heading_path(bodies, heading) if heading >= 0 else ()), place - heading


def _made_now(
    site: Site, session: Session, batch: Batch, draft: Draft, stale: frozenset[tuple[str, int]]
) -> Sequence[Passage]:
    """Passages of the same draft as it would be written today; what it may say without a source may be said here."""
    made = writing.write_draft(
        _usable_reports(session, batch), genre=draft.genre, own=site.templates, length=draft.length, stale=stale,
        missing=batches.handed_in(session, batch).missing,
    )  # fmt: skip
    draft.context = list(dict.fromkeys([*draft.context, *writing.context_of(made)]))
    return made.briefing.passages


def _usable_reports(session: Session, batch: Batch) -> list[AnnotatedReport]:
    """The batch's reports as people left them.

    Raises:
        Invalid: there are none.
    """
    reports = uploads.final_reports(session, batch)
    if not any(annotated.sentences for annotated in reports):
        raise Invalid("批次里已经没有可用的汇报，重写不了；请先在“收材料”里传汇报")
    return reports
