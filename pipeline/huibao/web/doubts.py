"""A person says that a village's figures of one name are several things, all right, and which of them count.

Those that count are added: nobody but a person knows whether 烤烟1350亩 and 萝卜900亩 are two fields or one.
Where she names none, the one counts that the table takes by itself and the others stand beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from huibao.briefing.writing.figures import print_quantity
from huibao.indicators.numbers.units import common_value
from huibao.web import deciding, figures
from huibao.web.errors import Conflict, Invalid
from huibao.web.figures import FigureView
from huibao.web.models import Batch, FigureDecision, Upload
from huibao.web.security import Person
from huibao.web.site import record

COUNTED, BESIDE = "counted", "beside"
_ACTIONS = {True: "选定数据", False: "撤回选定"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen:
    """A figure as the person who decides saw it, and whether she counts it."""

    upload: int
    start: int
    version: int
    counted: bool = False


def accept_all(
    session: Session, person: Person, batch: Batch, given: Sequence[Seen], *, accepted: bool
) -> list[FigureView]:
    """Say that figures of one village and indicator are all right, or take that back.

    Raises:
        Conflict: somebody decided about one of them since.
        Invalid: they are not the figures of one village and indicator, or a sum of them makes no sense.
    """
    person.require("edit")
    found = _of_one_cell(session, batch, given)
    if accepted and len(found) < 2:
        raise Invalid("只有一个数，不用选；如果它没错，请点“没错，确认”")
    if accepted and any(view.verdict == "excluded" for view in found):
        raise Invalid("其中有一个已经定为不计入合计；请先点它的“重新计入”")
    for view, seen in zip(found, given, strict=True):
        if view.version != seen.version:
            raise Conflict(
                f"{view.by or '别人'}刚刚核过这个数；请看过再决定",
                {"verdict": view.verdict, "version": view.version, "by": view.by},
            )
    chosen = [view for view, seen in zip(found, given, strict=True) if seen.counted] or [max(found, key=_size)]
    if accepted and len(chosen) > 1:
        _check_addable(chosen)
    before = _told(found)
    for view in found:
        _mark(session, person, view, (COUNTED if view in chosen else BESIDE) if accepted else "")
    session.flush()
    after = _of_one_cell(session, batch, given)
    record(
        session, batch=batch.id, who=person.name, action=_ACTIONS[accepted],
        subject=f"{found[0].village} {found[0].figure.name}：{_words(found)}", before=before, after=_told(after),
    )  # fmt: skip
    return after


def confirm(session: Session, person: Person, batch: Batch, upload: Upload, start: int, *, seen: int) -> FigureView:
    """Say that a figure is right. Beside others of its name, of which nobody has said which count, it is the one.

    Raises:
        Conflict: somebody decided since version ``seen``.
        Invalid: there is no figure there.
    """
    found = figures.grid(session, batch)
    doubts = {(key, village): kind for key, village, kind in figures.doubts(found)}
    for key, by_village in found.cells.items():
        for village, views in by_village.items():
            here = figures.standing(views)
            mine = next((view for view in here if (view.upload, view.figure.start) == (upload.id, start)), None)
            if mine is None:
                continue
            if doubts.get((key, village)) == "contradiction" or not figures.is_several(views, key[1]):
                break
            given = [
                Seen(upload=view.upload, start=view.figure.start, version=seen if view is mine else view.version,
                     counted=view is mine)
                for view in here
            ]  # fmt: skip
            return accept_all(session, person, batch, given, accepted=True)[here.index(mine)]
    return deciding.decide(session, person, upload, start, verdict="confirmed", fields={}, seen=seen)


def _size(view: FigureView) -> Decimal:
    return common_value(Decimal(str(view.figure.value)), view.figure.unit)[0]


def _check_addable(chosen: Sequence[FigureView]) -> None:
    """
    Raises:
        Invalid: they are rates, or of two reports: who hands in twice tells the same twice.
    """
    if not all(view.figure.summable for view in chosen):
        raise Invalid("比率、人均数不能相加；请只选一个")
    if len({view.upload for view in chosen}) > 1:
        raise Invalid("这几个数出自两份汇报，不能相加；请先到“收材料”核对这个村为什么交了两份")


def _told(found: Sequence[FigureView]) -> dict[str, str]:
    """For the log: whether all are right, and which count."""
    if not any(view.both for view in found):
        return {"verdict": ""}
    return {"verdict": "both", "counted": _words([view for view in found if view.both == COUNTED])}


def _words(found: Sequence[FigureView]) -> str:
    return "、".join(print_quantity(view.figure.value, view.figure.unit, view.figure.bound) for view in found)


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
