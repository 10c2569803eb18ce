"""Indicators of villages: compared, ranked, out of line, changed since the last period."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from huibao.analysis.charts import GREY, HEIGHT, SHOWN, STEP, WIDTH, View, altair, amounts, bars
from huibao.analysis.load import Corpus
from huibao.analysis.periods import in_order, period_end
from huibao.errors import UsageError
from huibao.indicators.numbers.units import base_unit

if TYPE_CHECKING:
    import pandas as pd

# An observation this many robust standard deviations off the median (Iglewicz and Hoaglin's modified z-score).
_FAR = 3.5
_MAD_TO_SIGMA = 0.6745
_LEAST_VILLAGES = 5
# More lines than this have no colours that the eye tells apart.
_LINES = 10
_VALUE_COLUMNS = ("name", "unit", "period", "village", "value", "bound", "contradictory", "report", "index", "text")


def village_values(corpus: Corpus, name: str | None = None, *, period: str | None = None) -> pd.DataFrame:
    """What each village states as this period's total (status ``actual``), one row an indicator, report and village.

    Speeches are left out: a township's leader speaks of all villages together.
    Where one report gives several values of one indicator the largest stands and ``contradictory`` is true.
    ``period`` is the report's. Columns: ``name``, ``unit`` (base), ``period``, ``village``, ``value``, ``bound``,
    ``contradictory``, ``report``, ``index``, ``text``.

    Raises:
        UsageError: nobody reports the indicator that was asked for.
    """
    frame = corpus.indicators
    frame = frame[(frame["status"] == "actual") & (frame["report_kind"] == "report")]
    frame = frame.assign(unit=lambda rows: [base_unit(unit) for unit in rows["unit"]])
    if name is not None:
        frame = frame[frame["name"] == name]
    if period is not None:
        frame = frame[frame["report_period"] == period]
    if frame.empty and name is not None:
        known = "、".join(corpus.indicators["name"].value_counts().head(5).index)
        raise UsageError(f"没有一个村报告过 {name}；常见的指标有 {known}")
    frame = frame.drop(columns="period").rename(columns={"report_period": "period"})
    keys = ["name", "unit", "report", "village"]
    frame = frame.sort_values("value", ascending=False, kind="stable")
    different = frame.groupby(keys)["value"].transform("nunique") > 1
    frame = frame.assign(contradictory=different).drop_duplicates(keys)
    frame = frame.sort_values(["name", "unit", "period", "value"], ascending=[True, True, True, False], kind="stable")
    return frame[list(_VALUE_COLUMNS)].reset_index(drop=True)


def _named(values: pd.DataFrame) -> pd.DataFrame:
    """Without figures of which no more is known than their unit (5个): they are of different things."""
    return values[values["name"] != values["unit"]]


def reported(corpus: Corpus, *, top: int = 20) -> View:
    """Which indicators the most villages report; figures that have no name but their unit are left out.

    Table: ``name``, ``unit``, ``villages``, ``median``, ``low``, ``high``.
    """
    values = _named(village_values(corpus))
    table = (
        values.groupby(["name", "unit"])
        .agg(villages=("village", "nunique"), median=("value", "median"), low=("value", "min"), high=("value", "max"))
        .reset_index()
        .sort_values(["villages", "name", "unit"], ascending=[False, True, True], ignore_index=True)
    )

    def draw() -> Any:
        shown = table.head(top)
        shown = shown.assign(shown=shown["name"] + "（" + shown["unit"] + "）")
        return bars(shown, x="villages", y="shown", title="报告得最多的指标", x_title="村", step=1)

    return View(table, draw)


def ranking(corpus: Corpus, name: str, *, period: str | None = None) -> View:
    """Villages by one indicator, highest first; where villages use several units, the one that most use.

    Table: as :func:`village_values`, the latest report of each village, with ``rank`` from 1. The figure shows the
    first thirty.
    """
    values = village_values(corpus, name, period=period)
    unit = values["unit"].value_counts().index[0]
    ends = values["period"].map(lambda one: period_end(one) or 0)
    table = values[values["unit"] == unit].assign(end=ends).sort_values("end", kind="stable")
    table = table.drop_duplicates("village", keep="last").drop(columns="end")
    table = table.sort_values(["value", "village"], ascending=[False, True], ignore_index=True)
    table["rank"] = table["value"].rank(method="min", ascending=False).astype(int)
    table["shown"] = table["village"] + "　" + table["bound"] + table["value"].map("{:,.10g}".format)

    def draw() -> Any:
        return bars(table.head(SHOWN), x="value", y="shown", title=f"{name}（{unit}）", x_title=unit)

    return View(table.drop(columns="shown"), draw)


def outliers(corpus: Corpus, *, least: int = _LEAST_VILLAGES, far: float = _FAR) -> View:
    """Values far from what other villages report: an outstanding village, or a slip such as 万元 for 元.

    Compared are logarithms, by the modified z-score ``0.6745 (x - median) / MAD``; an indicator needs ``least``
    values and a name. Table: ``name``, ``unit``, ``village``, ``period``, ``value``, ``median``, ``z``, ``report``,
    ``text``.
    """
    values = _named(village_values(corpus))
    values = values[values["value"] > 0]
    logs = np.log10(values["value"])
    groups = [values["name"], values["unit"]]
    centre = logs.groupby(groups).transform("median")
    spread = (logs - centre).abs().groupby(groups).transform("median")
    enough = values.groupby(["name", "unit"])["village"].transform("nunique") >= least
    z = _MAD_TO_SIGMA * (logs - centre) / spread.where(spread > 0)
    table = values.assign(median=values["value"].groupby(groups).transform("median"), z=z, usual=enough)
    compared = table[table["usual"] & table["z"].notna()]
    table = compared[compared["z"].abs() > far].sort_values("z", key=lambda column: -column.abs(), kind="stable")
    table = table[["name", "unit", "village", "period", "value", "median", "z", "report", "text"]].reset_index(
        drop=True
    )

    def draw() -> Any:
        alt = altair()
        names = list(dict.fromkeys(table["name"] + "（" + table["unit"] + "）"))
        shown = compared.assign(shown=compared["name"] + "（" + compared["unit"] + "）", far=compared["z"].abs() > far)
        shown = shown[shown["shown"].isin(names)]
        # More than one name at each end of a row would be written over each other.
        ends = shown.groupby("shown")["value"]
        named = shown["far"] & ((shown["value"] == ends.transform("min")) | (shown["value"] == ends.transform("max")))
        shown = shown.assign(who=np.where(named, shown["village"], ""))
        base = alt.Chart(shown).encode(
            x=alt.X("value:Q", scale=alt.Scale(type="log"), title="数值（对数刻度）", axis=amounts(labelOverlap=True)),
            y=alt.Y("shown:N", sort=names, title=None),
        )
        dots = base.mark_point(filled=True, size=45).encode(
            color=alt.condition("datum.far", alt.value("#c0392b"), alt.value(GREY))
        )
        text = base.mark_text(dy=-9, fontSize=10).encode(text="who:N")
        return (dots + text).properties(width=WIDTH, height=alt.Step(STEP + 10), title="明显偏离其他村的数值")

    return View(table, draw)


def changes(corpus: Corpus, name: str, *, villages: list[str] | None = None) -> View:
    """One indicator over the periods, village by village.

    Table: as :func:`village_values`, with ``before`` (value of the village's report before), ``change`` and
    ``change_share``; NaN for the first. Villages with a single report are left out unless they were asked for. The
    figure shows the ten villages that changed most.

    Raises:
        UsageError: nobody reports the indicator.
    """
    values = village_values(corpus, name)
    values = values[values["period"].isin(in_order(values["period"]))]
    unit = values["unit"].value_counts().index[0] if len(values) else ""
    values = values[values["unit"] == unit]
    if villages is None:
        counts = values.groupby("village")["period"].nunique()
        villages = list(counts[counts > 1].index)
    table = values[values["village"].isin(villages)]
    table = table.assign(end=table["period"].map(period_end))
    table = table.sort_values(["village", "end"], kind="stable").drop_duplicates(["village", "period"])
    before = table.groupby("village")["value"].shift()
    table = table.assign(before=before, change=table["value"] - before, change_share=table["value"] / before - 1)
    table = table.drop(columns="end").reset_index(drop=True)

    def draw() -> Any:
        alt = altair()
        moved = table["change"].abs().groupby(table["village"]).sum().sort_values(ascending=False, kind="stable")
        some = f"（变化最大的 {_LINES} 个村）" if len(moved) > _LINES else ""
        return (
            alt.Chart(table[table["village"].isin(moved.index[:_LINES])])
            .mark_line(point=True)
            .encode(
                x=alt.X("period:N", sort=in_order(table["period"]), title=None, axis=alt.Axis(labelAngle=-40)),
                y=alt.Y("value:Q", title=None, axis=amounts()),
                color=alt.Color("village:N", title="村", scale=alt.Scale(scheme="tableau10")),
            )
            .properties(width=WIDTH, height=HEIGHT, title=f"{name}（{unit}）的变化{some}")
        )

    return View(table, draw)
