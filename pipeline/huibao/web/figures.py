"""Figures of a batch: the township's table with people's decisions, and what needs a decision first."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Literal, get_args

from sqlalchemy import select
from sqlalchemy.orm import Session

from huibao.frames import speaker
from huibao.indicators.names import canonical_names
from huibao.indicators.table import IndicatorRow, IndicatorTable
from huibao.indicators.units import base_unit, common_unit, match_unit
from huibao.schema import AnnotatedReport, Bound, Indicator, Status
from huibao.web import uploads, work
from huibao.web.batches import check_period
from huibao.web.errors import Conflict, Invalid
from huibao.web.models import Batch, FigureDecision, Upload
from huibao.web.security import Person
from huibao.web.site import record

VERDICTS = ("confirmed", "corrected", "excluded")
_ACTIONS = {"confirmed": "确认数据", "corrected": "更正数据", "excluded": "不计入数据"}
_ANYTIME = ("累计", "现有")
_LONGEST_NAME = 30
# Name, unit and period of a row.
Key = tuple[str, str, str]
DoubtKind = Literal["contradiction", "outlier", "several"]


@dataclass(frozen=True, kw_only=True, slots=True)
class FigureView:
    """A figure as a person sees it.

    Attributes:
        figure: with the person's corrections, offsets into the report's own text.
        written: as the report writes it.
        text, at: its sentence, and where the figure begins in it.
        verdict: empty where nobody has decided.
        version: of the decision, 0 for none.
        both: it was called right together with others of its name: ``counted`` in the sum (several are added), or
            ``beside`` it.
    """

    upload: int
    report: str
    village: str
    figure: Indicator
    written: str
    text: str
    at: int
    verdict: str
    version: int
    by: str
    both: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Grid:
    """The township's table and the figures behind it, by row and village.

    Attributes:
        table: without the outliers that people have looked at.
        cells: figures by (name, unit, period) of the row and village, excluded ones among them.
        counting: (upload, start) of the figures that count in a sum, or would if their sum made sense.
    """

    table: IndicatorTable
    cells: dict[Key, dict[str, list[FigureView]]]
    counting: frozenset[tuple[int, int]]

    @property
    def outliers(self) -> dict[tuple[Key, str], float]:
        """What is typical, by row and village."""
        return {
            ((row.name, row.unit, row.period), found.entry.village): float(found.typical)
            for row in self.table.rows
            for found in row.outliers
        }


def views(upload: Upload, labelled: AnnotatedReport, decisions: dict[int, FigureDecision]) -> list[FigureView]:
    """All figures of a report with the decisions about them, in order."""
    found = []
    for indicator in labelled.indicators:
        decision = decisions.get(indicator.start)
        sentence = labelled.sentences[indicator.sentence]
        figure = uploads.amended_figure(indicator, decision.fields) if decision else indicator
        found.append(
            FigureView(
                upload=upload.id,
                report=upload.name,
                village=speaker(upload.name, upload.village),
                figure=figure,
                written=labelled.report.text[indicator.start : indicator.end],
                text=sentence.text,
                at=indicator.start - sentence.start,
                verdict=decision.verdict if decision else "",
                version=decision.version if decision else 0,
                by=decision.changed_by if decision else "",
                both=decision.both if decision else "",
            )
        )
    return found


def grid(session: Session, batch: Batch) -> Grid:
    """The batch's table: reports of villages only, silent villages of the roster with it."""
    found = [upload for upload in uploads.ready(session, batch) if upload.kind == "report"]
    ids = [upload.id for upload in found]
    corrections, decisions = uploads.corrections_of(session, ids), uploads.decisions_of(session, ids)
    reports: list[AnnotatedReport] = []
    actual: list[FigureView] = []
    for upload in found:
        mine, decided = corrections.get(upload.id, {}), decisions.get(upload.id, {})
        final = uploads.final_report(upload, mine, decided)
        reports.append(final)
        seen = views(upload, uploads.labelled_report(upload, mine), decided)
        actual += [view for view in seen if view.figure.status == "actual"]
    named = [speaker(upload.name, upload.village) for upload in found]
    missing = [village for village in batch.roster if village not in named]
    table = work.indicator_table(reports, list(dict.fromkeys([*batch.roster, *named])), missing)
    cells = _cells(table, actual)
    return Grid(table=_looked_at(table, cells), cells=cells, counting=_counting(table, cells))


def _cells(table: IndicatorTable, actual: Sequence[FigureView]) -> dict[Key, dict[str, list[FigureView]]]:
    """Figures under the rows that add them: 600米 stands in the row of 公里 where that name comes in both."""
    shown = {(row.name, row.unit) for row in table.rows}
    cells: dict[Key, dict[str, list[FigureView]]] = {}
    for view in actual:
        name, unit = view.figure.name, base_unit(view.figure.unit)
        if (name, unit) not in shown and (name, common_unit(unit).unit) in shown:
            unit = common_unit(unit).unit
        cells.setdefault((name, unit, view.figure.period), {}).setdefault(view.village, []).append(view)
    return cells


def _looked_at(table: IndicatorTable, cells: dict[Key, dict[str, list[FigureView]]]) -> IndicatorTable:
    """The table without the outliers whose figures a person has called right."""

    def left(row: IndicatorRow) -> IndicatorRow:
        by_village = cells.get((row.name, row.unit, row.period), {})
        return replace(
            row,
            outliers=tuple(
                found
                for found in row.outliers
                if not all(view.verdict for view in by_village.get(found.entry.village, []))
            ),
        )

    return replace(table, rows=tuple(left(row) for row in table.rows))


def standing(views: Sequence[FigureView]) -> list[FigureView]:
    """Figures of a cell that nobody has left out."""
    return [view for view in views if view.verdict != "excluded"]


def is_several(views: Sequence[FigureView], unit: str) -> bool:
    """Whether a cell holds figures of different values, of which a person has not said which count."""
    here = standing(views)
    return len({_value(view, unit) for view in here}) > 1 and not any(view.both for view in here)


def _counting(table: IndicatorTable, cells: dict[Key, dict[str, list[FigureView]]]) -> frozenset[tuple[int, int]]:
    """Figures whose value, or the sum of those that a person added, is what a village has in its row."""
    values = {
        (row.name, row.unit, row.period, entry.village): entry.value for row in table.rows for entry in row.values
    }
    found: set[tuple[int, int]] = set()
    for key, by_village in cells.items():
        for village, here in by_village.items():
            together: dict[object, list[FigureView]] = {}
            for view in standing(here):
                if view.both != "beside":
                    own = (view.upload, view.figure.start)
                    together.setdefault(view.upload if view.both else own, []).append(view)
            for group in together.values():
                if sum((_value(view, key[1]) for view in group), Decimal()) == values.get((*key, village)):
                    found.update((view.upload, view.figure.start) for view in group)
    return frozenset(found)


def _value(view: FigureView, unit: str) -> Decimal:
    value, own = Decimal(str(view.figure.value)), base_unit(view.figure.unit)
    return value if own == unit else value * common_unit(own).factor


def is_canonical(name: str) -> bool:
    """Whether the lexicon knows an indicator's name; others come from a noun beside the figure."""
    return name in canonical_names()


def doubts(found: Grid) -> list[tuple[Key, str, DoubtKind]]:
    """What needs a decision: (row key, village, ``contradiction``, ``outlier`` or ``several``), in this order.

    What a person has confirmed is settled. Of several values of one name the largest counts until she says which do.
    """
    entries: list[tuple[Key, str, DoubtKind]] = []
    for row in found.table.rows:
        key = (row.name, row.unit, row.period)
        entries += [(key, village, "contradiction") for village in dict.fromkeys(e.village for e in row.contradictions)]
    entries += [(key, village, "outlier") for key, village in found.outliers]
    taken = {(key, village) for key, village, _ in entries}
    entries += [
        (key, village, "several")
        for key, by_village in found.cells.items()
        for village, views in by_village.items()
        if (key, village) not in taken and is_several(views, key[1])
    ]
    return sorted(entries, key=lambda entry: (get_args(DoubtKind).index(entry[2]), not is_canonical(entry[0][0])))


def _checked(fields: dict[str, Any], original: Indicator) -> dict[str, Any]:
    """Fields of a figure that differ from what the machine read.

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
    return {name: value for name, value in figure.items() if getattr(original, name) != value}


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


def decide(
    session: Session, person: Person, upload: Upload, start: int, *, verdict: str, fields: dict[str, Any], seen: int
) -> FigureView:
    """Confirm, correct or exclude the figure that begins at ``start``; an empty verdict takes a decision back.

    Raises:
        Conflict: somebody decided since version ``seen``.
        Invalid: there is no figure there, or the correction makes no sense.
    """
    person.require("edit")
    if upload.state != "ready":
        raise Invalid("这份材料还没有读好，不能核数据")
    original = next((i for i in work.FIGURES.validate_json(upload.figures) if i.start == start), None)
    if original is None:
        raise Invalid("这里没有读到数据；请刷新页面")
    decision = session.scalar(
        select(FigureDecision).where(FigureDecision.upload_id == upload.id, FigureDecision.start == start)
    )
    before: dict[str, Any] = {"verdict": decision.verdict, **decision.fields} if decision else {"verdict": ""}
    version = decision.version if decision else 0
    if version != seen:
        by = decision.changed_by if decision else "别人"
        raise Conflict(f"{by}刚刚核过这个数；请看过再决定", {**before, "version": version, "by": by})
    if decision is not None and decision.both:
        raise Invalid("这个数已和同名的数一起选定；请先点“撤回选定”，再核这个数")
    changes = _checked(fields, original) if verdict == "corrected" else {}
    if verdict == "corrected" and not changes:
        raise Invalid("没有改动；如果数据没错，请点“确认”")
    if not verdict:
        if decision is not None:
            session.delete(decision)
    elif decision is None:
        session.add(
            FigureDecision(upload_id=upload.id, start=start, verdict=verdict, fields=changes, changed_by=person.name)
        )
    else:
        decision.verdict, decision.fields, decision.changed_by = verdict, changes, person.name
    session.flush()
    record(
        session, batch=upload.batch_id, who=person.name, action=_ACTIONS.get(verdict, "撤回数据决定"),
        subject=f"{upload.name} 第{original.sentence + 1}句 {original.name}", before=before,
        after={"verdict": verdict, **changes},
    )  # fmt: skip
    corrections = uploads.corrections_of(session, [upload.id]).get(upload.id, {})
    decisions = uploads.decisions_of(session, [upload.id]).get(upload.id, {})
    labelled = uploads.labelled_report(upload, corrections)
    return next(view for view in views(upload, labelled, decisions) if view.figure.start == start)
