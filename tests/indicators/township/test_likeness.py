"""Which of a village's figures are most like a row of the table."""

from __future__ import annotations

from decimal import Decimal

import pytest

from huibao.indicators.township.likeness import Candidate, Likeness, same_kind
from huibao.indicators.township.rows import IndicatorRow
from huibao.indicators.township.telling import VillageValue
from huibao.schema import Indicator, Source, Status


def source(village: str, text: str) -> Source:
    return Source(report=village, village=village, index=0, text=text)


def row(name: str, unit: str, *told: tuple[int, str], called: str = "", period: str = "现有") -> IndicatorRow:
    values = tuple(
        VillageValue(village=f"{place}村", value=Decimal(amount), bound="", source=source(place, text), called=called)
        for place, (amount, text) in zip("甲乙丙", told, strict=False)
    )
    return IndicatorRow(
        name=name, unit=unit, period=period, total=None, bound="", values=values, contradictions=(), silent=("丁村",)
    )


def candidate(
    name: str, value: float, text: str, *, unit: str = "亩", status: Status = "actual", elsewhere: int = 0,
    period: str = "",
) -> Candidate:  # fmt: skip
    figure = Indicator(name=name, value=value, unit=unit, status=status, period=period)
    return Candidate(figure=figure, source=source("丁村", text), elsewhere=elsewhere)


PONDS = row("鱼塘", "亩", (1200, "全村鱼塘1200亩。"), (900, "养殖水面900亩，是鱼塘。"))
BOATS = row("渔船", "艘", (40, "全村渔船40艘。"), (60, "渔船60艘。"), period="2026Q2")


@pytest.mark.parametrize(
    ("of", "likely", "less"),
    [
        # What the row or its villages call it.
        (PONDS, candidate("塘面", 1100, "塘面1100亩。"), candidate("油菜", 1100, "油菜1100亩。")),
        (PONDS, candidate("精养水面", 1100, "精养水面1100亩。"), candidate("油菜", 1100, "油菜1100亩。")),
        (row("玉米", "亩", (900, "苞谷900亩。"), called="苞谷"), candidate("苞谷地", 800, "苞谷地800亩。"),
         candidate("果园", 800, "果园800亩。")),
        # How large it is, what others tell elsewhere, what is planned, and the time.
        (PONDS, candidate("水", 1000, "水1000亩。"), candidate("地", 9, "地9亩。")),
        (PONDS, candidate("水", 1000, "水1000亩。"), candidate("水", 1000, "水1000亩。", elsewhere=4)),
        (PONDS, candidate("水", 1000, "水1000亩。"), candidate("水", 1000, "水1000亩。", status="plan")),
        (BOATS, candidate("船", 50, "船50艘。", unit="艘", period="2026Q2"),
         candidate("船", 50, "船50艘。", unit="艘", period="2025")),
        # Nothing is known of a row whose values are all nought.
        (row("鱼塘", "亩", (0, "鱼塘0亩。")), candidate("鱼池", 5, "鱼池5亩。"), candidate("油菜", 5, "油菜5亩。")),
    ],
)  # fmt: skip
def test_the_likelier_of_two_figures(of: IndicatorRow, likely: Candidate, less: Candidate) -> None:
    like = Likeness(of)
    assert like.of(likely) > like.of(less)


@pytest.mark.parametrize(("unit", "fits"), [("米", True), ("公里", True), ("亩", False)])
def test_a_figure_is_of_a_rows_kind_where_its_unit_can_be_converted(unit: str, fits: bool) -> None:
    of = row("修渠", "公里", (2, "修渠2公里。"))
    assert same_kind(of, Indicator(name="清淤", value=500, unit=unit)) is fits
