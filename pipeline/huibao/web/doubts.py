"""都对: a person says that figures which look like a contradiction are several things, and all right.

The largest then counts in the sum and the others stand beside it, as the table does with several things of one name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from huibao.briefing.figures import print_quantity
from huibao.web import figures
from huibao.web.errors import Conflict, Invalid
from huibao.web.figures import FigureView
from huibao.web.models import Batch, FigureDecision
from huibao.web.security import Person
from huibao.web.site import record

COUNTED, BESIDE = "counted", "beside"
_ACTIONS = {True: "认定都对", False: "撤回都对"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen:
    """A figure as the person who decides saw it."""

    upload: int
    start: int
    version: int


def accept_all(
    session: Session, person: Person, batch: Batch, given: Sequence[Seen], *, accepted: bool
) -> list[FigureView]:
    """Say that figures of one village and indicator are all right, or take that back.

    Raises:
        Conflict: somebody decided about one of them since.
        Invalid: they are not the figures of one village and indicator.
    """
    person.require("edit")
    found = _of_one_cell(session, batch, given)
    if accepted and len(found) < 2:
        raise Invalid("只有一个数，没有前后不一；如果它没错，请点“确认”")
    for view, seen in zip(found, given, strict=True):
        if view.version != seen.version:
            raise Conflict(
                f"{view.by or '别人'}刚刚核过这个数；请看过再决定",
                {"verdict": view.verdict, "version": view.version, "by": view.by},
            )
    largest = max(found, key=lambda view: view.figure.value)
    for view in found:
        _mark(session, person, view, (COUNTED if view is largest else BESIDE) if accepted else "")
    session.flush()
    words = "、".join(print_quantity(view.figure.value, view.figure.unit, view.figure.bound) for view in found)
    before, after = ("", "both") if accepted else ("both", "")
    record(
        session, batch=batch.id, who=person.name, action=_ACTIONS[accepted],
        subject=f"{largest.village} {largest.figure.name}：{words}", before={"verdict": before},
        after={"verdict": after},
    )  # fmt: skip
    return _of_one_cell(session, batch, given)


def _of_one_cell(session: Session, batch: Batch, given: Sequence[Seen]) -> list[FigureView]:
    """The figures in the order they were named."""
    wanted = {(seen.upload, seen.start) for seen in given}
    for by_village in figures.grid(session, batch).cells.values():
        for views in by_village.values():
            here = {(view.upload, view.figure.start): view for view in views}
            if len(wanted) == len(given) and wanted <= here.keys():
                return [here[seen.upload, seen.start] for seen in given]
    raise Invalid("这几个数不是同一个村的同一项数据；请刷新页面")


def _mark(session: Session, person: Person, view: FigureView, both: str) -> None:
    decision = session.scalar(
        select(FigureDecision).where(FigureDecision.upload_id == view.upload, FigureDecision.start == view.figure.start)
    )
    if decision is None:
        if both:
            session.add(
                FigureDecision(upload_id=view.upload, start=view.figure.start, verdict="confirmed", fields={},
                               both=both, changed_by=person.name)
            )  # fmt: skip
    elif not both and decision.verdict == "confirmed":
        session.delete(decision)
    else:
        decision.both, decision.changed_by = both, person.name
