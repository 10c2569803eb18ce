"""A person's decision about a figure: right, corrected, left out, or a decision taken back."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, get_args

from sqlalchemy.orm import Session

from huibao.indicators.numbers.units import common_value, match_unit
from huibao.schema import Bound, Indicator, Status
from huibao.web import uploads
from huibao.web.batches import check_period
from huibao.web.errors import Conflict, Invalid
from huibao.web.figures import FigureView, told_again, views
from huibao.web.models import FigureDecision, Upload
from huibao.web.security import Person
from huibao.web.site import record

_ACTIONS = {"confirmed": "确认数据", "corrected": "更正数据", "excluded": "不计入数据"}
_ANYTIME = ("累计", "现有")
_LONGEST_NAME = 30


@dataclass(frozen=True, kw_only=True, slots=True)
class Preview:
    """What a correction would make of a figure.

    Attributes:
        figure: as it would stand.
        times: its value over the value that stands now; None where they cannot be compared.
        together: how many other mentions of the same number would be corrected with it.
    """

    figure: Indicator
    times: float | None
    together: int


def _checked(fields: dict[str, Any], original: Indicator, *, settled: bool = False) -> dict[str, Any]:
    """Fields of a figure that differ from what the machine read, and its name in any case where that is settled.

    Raises:
        Invalid: a field has a value that no figure can have.
    """
    figure = {**fields}
    if "name" in figure:
        figure["name"] = " ".join(figure["name"].split())
        if not 1 <= len(figure["name"]) <= _LONGEST_NAME:
            raise Invalid(f"指标名要有 1 到 {_LONGEST_NAME} 个字")
    if "value" in figure and not (math.isfinite(figure["value"]) and 0 <= figure["value"] < 1e15):
        raise Invalid("数值要是不小于 0 的普通数字；请检查是否多打了零")
    if "unit" in figure:
        figure["unit"] = figure["unit"].strip()
        if not 1 <= len(figure["unit"]) <= 10:
            raise Invalid("单位要有 1 到 10 个字，例如 户、元、亩")
        if figure["unit"] != original.unit:
            figure["value"], figure["unit"] = _in_base_unit(figure.get("value", original.value), figure["unit"])
    if figure.get("status", "actual") not in get_args(Status) or figure.get("bound", "") not in get_args(Bound):
        raise Invalid("数据的性质或界限不对；请从列表里选")
    if "period" in figure and figure["period"] not in _ANYTIME:
        figure["period"] = check_period(figure["period"])
    kept = {"name"} if settled else set()
    return {name: value for name, value in figure.items() if name in kept or getattr(original, name) != value}


def _in_base_unit(value: float, unit: str) -> tuple[float, str]:
    """A value as figures are kept: 32.6万元 is 326000元. An unknown unit stays what it is."""
    ten_thousands = unit.startswith("万") and len(unit) > 1
    written = unit[1:] if ten_thousands else unit
    match = match_unit(written, 0)
    if match is None or match[1] != len(written):
        return value, unit
    form = match[0]
    exact = Decimal(str(value)) * form.factor * (10_000 if ten_thousands else 1)
    return float(exact), form.base


def preview(session: Session, upload: Upload, start: int, fields: dict[str, Any]) -> Preview:
    """What a correction would make of the figure that begins at ``start``; nothing is kept.

    Raises:
        Invalid: there is no figure there, or the correction makes no sense.
    """
    report = _Figures.of(session, upload)
    now = report.at(start)
    after = uploads.amended_figure(report.read(start), _checked(fields, report.read(start)))
    again = told_again(now, report.standing, excluded=False)
    return Preview(figure=after, times=_times(now.figure, after), together=len(again))


def _times(before: Indicator, after: Indicator) -> float | None:
    old, old_unit = common_value(Decimal(str(before.value)), before.unit)
    new, new_unit = common_value(Decimal(str(after.value)), after.unit)
    return float(new / old) if old and old_unit == new_unit else None


def decide(
    session: Session,
    person: Person,
    upload: Upload,
    start: int,
    *,
    verdict: str,
    fields: dict[str, Any],
    seen: int,
    everywhere: bool = False,
    settled: bool = False,
) -> FigureView:
    """Confirm, correct or exclude the figure that begins at ``start``; an empty verdict takes a decision back.

    A correction that is ``settled`` says of what the figure is, even where the name given is the one that was read:
    the table may have put the figure elsewhere for the words around it.

    A correction, and the taking back of one, is of the number and so of every mention of it in the report: else the
    mentions would contradict each other, or the old number would be counted where it is the larger. To exclude, and
    to count again, is of this mention, or of every one where ``everywhere`` says so.

    Raises:
        Conflict: somebody decided since version ``seen``.
        Invalid: there is no figure there, or the correction makes no sense.
    """
    person.require("edit")
    report = _Figures.of(session, upload)
    now, decision = report.at(start), report.decisions.get(start)
    if now.version != seen:
        by = now.by or "别人"
        raise Conflict(f"{by}刚刚核过这个数；请看过再决定", {**_told(decision), "version": now.version, "by": by})
    if now.both:
        raise Invalid("这个数已和同名的数一起选定；请先点“撤回选定”，再核这个数")
    again: list[FigureView] = []
    if verdict == "corrected":
        if "value" in fields:
            # Another mention may be in another unit: 600米, 0.6公里.
            fields = {"unit": report.read(start).unit, **fields}
        if not _checked(fields, report.read(start), settled=settled):
            raise Invalid("没有改动；如果数据没错，请点“确认”")
        again = told_again(now, report.standing, excluded=False)
    elif not verdict and now.verdict == "corrected":
        standing = told_again(now, report.standing, excluded=False)
        again = [view for view in standing if view.verdict == "corrected"]
    elif everywhere and verdict in ("", "excluded"):
        again = told_again(now, report.standing, excluded=not verdict)
    for place in (start, *(view.figure.start for view in again)):
        changes = _checked(fields, report.read(place), settled=settled) if verdict == "corrected" else {}
        # A mention that already says what is right needs no decision.
        _keep(session, person, report, place, verdict if changes or verdict != "corrected" else "", changes)
    session.flush()
    return _Figures.of(session, upload).at(start)


def _keep(
    session: Session, person: Person, report: _Figures, start: int, verdict: str, changes: dict[str, Any]
) -> None:
    """Put one decision in place of the one that stands."""
    decision, original = report.decisions.get(start), report.read(start)
    before = _told(decision)
    if not verdict:
        if decision is not None:
            session.delete(decision)
    elif decision is None:
        session.add(
            FigureDecision(
                upload_id=report.upload.id, start=start, verdict=verdict, fields=changes, changed_by=person.name
            )
        )
    else:
        decision.verdict, decision.fields, decision.changed_by = verdict, changes, person.name
    record(
        session, batch=report.upload.batch_id, who=person.name, action=_ACTIONS.get(verdict, "撤回数据决定"),
        subject=f"{report.upload.name} 第{original.sentence + 1}句 {original.name}", before=before,
        after={"verdict": verdict, **changes},
    )  # fmt: skip


def _told(decision: FigureDecision | None) -> dict[str, Any]:
    return {"verdict": decision.verdict, **decision.fields} if decision else {"verdict": ""}


@dataclass(frozen=True, kw_only=True, slots=True)
class _Figures:
    """The figures of one report: as the machine read them, and as they stand."""

    upload: Upload
    originals: Sequence[Indicator]
    standing: Sequence[FigureView]
    decisions: dict[int, FigureDecision]

    @classmethod
    def of(cls, session: Session, upload: Upload) -> _Figures:
        """
        Raises:
            Invalid: the report has not been read.
        """
        if upload.state != "ready":
            raise Invalid("这份材料还没有读好，不能核数据")
        labelled = uploads.labelled_report(upload, uploads.corrections_of(session, [upload.id]).get(upload.id, {}))
        decisions = uploads.decisions_of(session, [upload.id]).get(upload.id, {})
        return cls(
            upload=upload,
            originals=labelled.indicators,
            standing=views(upload, labelled, decisions),
            decisions=decisions,
        )

    def at(self, start: int) -> FigureView:
        """
        Raises:
            Invalid: there is no figure there.
        """
        found = next((view for view in self.standing if view.figure.start == start), None)
        if found is None:
            raise Invalid("这里没有读到数据；请刷新页面")
        return found

    def read(self, start: int) -> Indicator:
        return next(figure for figure in self.originals if figure.start == start)
