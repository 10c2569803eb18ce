"""Batches: who may see them, their roster of villages, who has handed in and who has not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from huibao.analysis.periods import period_end
from huibao.indicators.period import print_period
from huibao.web.errors import Conflict, Invalid, Missing
from huibao.web.models import Account, Batch, Member, Upload, now
from huibao.web.roster import check_roster
from huibao.web.security import Person
from huibao.web.site import record

_PERIOD = re.compile(r"(?:20\d{2}(?:Q[1-4]|H[12]|M(?:0[1-9]|1[0-2])(?:-M(?:0[1-9]|1[0-2]))?)?)?")
_SAMPLES_YEAR = 2025


@dataclass(frozen=True, kw_only=True, slots=True)
class HandedIn:
    """Where a batch stands.

    Attributes:
        missing: villages of the roster without a usable report.
        twice: villages with more than one usable report.
    """

    files: int
    ready: int
    waiting: int
    problems: int
    duplicates: int
    missing: tuple[str, ...]
    twice: tuple[str, ...]


def check_period(period: str) -> str:
    """A period in the notation of ``Report.period``, or nothing.

    Raises:
        Invalid: it is neither.
    """
    period = period.strip()
    if not _PERIOD.fullmatch(period):
        raise Invalid(f"看不懂时期“{period[:20]}”；请写成 2025Q3、2025H1、2025M09 或 2025")
    return period


def period_choices(around: str, seen: Sequence[str] = ()) -> list[tuple[str, str]]:
    """Periods to choose from, in the order of time, each with its Chinese name: from the year before a given one on."""
    years = [int(code[:4]) for code in (around, *seen) if code[:4].isdigit()] + [_SAMPLES_YEAR]
    offered = range(min(years) - 1, max(*years, now().year) + 2)
    codes = [f"{year}{part}" for year in offered for part in ("Q1", "Q2", "H1", "Q3", "Q4", "H2", "")]
    known = dict.fromkeys(code for code in (*codes, around, *seen) if code)
    return [(code, print_period(code)) for code in sorted(known, key=lambda code: period_end(code) or 0)]


def visible(session: Session, person: Person) -> list[Batch]:
    """Batches a person may see, the newest first: one's own; an administrator's are all."""
    query = select(Batch).order_by(Batch.id.desc())
    if person.account is not None and not person.may("manage"):
        query = query.where(or_(Batch.id.in_(select(Member.batch_id).where(Member.account_id == person.account))))
    return list(session.scalars(query))


def find(session: Session, person: Person, batch_id: int) -> Batch:
    """A batch by its number.

    Raises:
        Missing: there is none, or the person is no member of it.
    """
    batch = session.get(Batch, batch_id)
    if batch is not None and (person.account is None or person.may("manage")):
        return batch
    if batch is None or session.get(Member, (batch_id, person.account)) is None:
        raise Missing("没有这个批次，或您不是它的成员；请找管理员把您加进来")
    return batch


def create(session: Session, person: Person, *, name: str, period: str, roster: list[str]) -> Batch:
    """A new batch, its maker a member."""
    person.require("edit")
    batch = Batch(name=_named(name), period=check_period(period), roster=check_roster(roster), created_by=person.name)
    session.add(batch)
    session.flush()
    if person.account is not None:
        session.add(Member(batch_id=batch.id, account_id=person.account))
    record(session, batch=batch.id, who=person.name, action="建批次", subject=batch.name)
    return batch


def _named(name: str) -> str:
    name = " ".join(name.split())
    if not 1 <= len(name) <= 80:
        raise Invalid("批次要有名称，不超过 80 个字，例如“2025年第三季度工作汇报”")
    return name


def change(
    session: Session, person: Person, batch: Batch, *, seen: int, name: str, period: str, roster: list[str]
) -> Batch:
    """Change a batch's name, period and roster.

    Raises:
        Conflict: somebody changed it since version ``seen``.
    """
    person.require("edit")
    before = {"name": batch.name, "period": batch.period, "roster": list(batch.roster)}
    if batch.version != seen:
        raise Conflict("别人刚刚改了这个批次的信息；请看过最新内容后再改", {**before, "version": batch.version})
    batch.name, batch.period, batch.roster = _named(name), check_period(period), check_roster(roster)
    after = {"name": batch.name, "period": batch.period, "roster": list(batch.roster)}
    record(session, batch=batch.id, who=person.name, action="改批次", subject=batch.name, before=before, after=after)
    session.flush()
    return batch


def remove(session: Session, person: Person, batch: Batch) -> list[str]:
    """Delete a batch with all that belongs to it; gives the contents that nothing else needs any more."""
    person.require("manage")
    mine = set(session.scalars(select(Upload.digest).where(Upload.batch_id == batch.id)))
    others = set(session.scalars(select(Upload.digest).where(Upload.batch_id != batch.id, Upload.digest.in_(mine))))
    record(session, batch=None, who=person.name, action="删除批次", subject=batch.name)
    session.delete(batch)
    session.flush()
    return sorted(mine - others - {""})


def handed_in(session: Session, batch: Batch) -> HandedIn:
    """Counts of files by state, and which villages are missing or came twice."""
    found = session.execute(select(Upload.state, Upload.village, Upload.kind).where(Upload.batch_id == batch.id)).all()
    states = Counter(state for state, _, _ in found)
    villages = Counter(village for state, village, kind in found if state == "ready" and kind == "report" and village)
    return HandedIn(
        files=len(found),
        ready=states["ready"],
        waiting=states["waiting"],
        problems=states["problem"],
        duplicates=states["duplicate"],
        missing=tuple(village for village in batch.roster if not villages[village]),
        twice=tuple(village for village, count in villages.items() if count > 1),
    )


def members(session: Session, batch: Batch) -> list[Account]:
    """Accounts that may see a batch, by name."""
    query = select(Account).join(Member, Member.account_id == Account.id).where(Member.batch_id == batch.id)
    return list(session.scalars(query.order_by(Account.name)))


def set_member(session: Session, person: Person, batch: Batch, name: str, *, belongs: bool) -> None:
    """Let an account see a batch, or no longer.

    Raises:
        Missing: there is no such account.
    """
    person.require("manage")
    account = session.scalar(select(Account).where(Account.name == name))
    if account is None:
        raise Missing(f"没有账号 {name[:40]}；请先用 huibao account add 建账号")
    member = session.get(Member, (batch.id, account.id))
    if belongs and member is None:
        session.add(Member(batch_id=batch.id, account_id=account.id))
    elif not belongs and member is not None:
        session.delete(member)
    action = "添加成员" if belongs else "移出成员"
    record(session, batch=batch.id, who=person.name, action=action, subject=account.name)
