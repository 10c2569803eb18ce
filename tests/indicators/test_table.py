"""The township's table: sums worked out again by hand, the silent, the contradictory; and its files."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from huibao.errors import UsageError
from huibao.frames import indicators_frame
from huibao.indicators.export import export_for
from huibao.indicators.table import IndicatorRow, IndicatorTable, combined_bound, township_table
from huibao.schema import AnnotatedReport

Author = Callable[..., AnnotatedReport]
VILLAGES = ("石桥村", "柳河村", "杨树村")


def table_of(*reports: AnnotatedReport) -> IndicatorTable:
    return township_table(indicators_frame(reports), VILLAGES)


def row(table: IndicatorTable, name: str) -> IndicatorRow:
    return next(entry for entry in table.rows if entry.name == name)


@pytest.fixture
def township(authored: Author) -> IndicatorTable:
    return table_of(
        authored(
            "P\nachievement.construction|修路1.2公里，去年0.4公里。|道路建设=1.2公里@actual; 道路建设=0.4公里@past\n"
        ),
        authored("P\nachievement.construction|修路超过2.3公里。|道路建设=≥2.3公里@actual\n", village="柳河村"),
    )


def test_only_actual_values_are_summed_exactly_with_their_bound(township: IndicatorTable) -> None:
    roads = row(township, "道路建设")
    assert roads.total == Decimal("3.5")
    assert roads.bound == "≥"


def test_the_villages_behind_a_sum_and_the_silent_are_named(township: IndicatorTable) -> None:
    roads = row(township, "道路建设")
    assert [entry.village for entry in roads.values] == ["石桥村", "柳河村"]
    assert roads.silent == ("杨树村",)


def test_a_village_that_reports_another_period_is_not_silent(authored: Author) -> None:
    table = table_of(
        authored("P\nachievement.construction|修路1公里。|道路建设=1公里@actual\n"),
        replace(
            standing := authored("P\nother|修路9公里。|道路建设=9公里@actual\n", village="柳河村"),
            indicators=(replace(standing.indicators[0], period="累计"),),
        ),
    )
    assert [entry.silent for entry in table.rows] == [("杨树村",), ("杨树村",)]


def test_every_sum_is_what_its_values_add_up_to(township: IndicatorTable) -> None:
    for entry in township.rows:
        assert entry.total == sum(value.value for value in entry.values)


def test_two_values_of_one_village_contradict_and_stay_out_of_the_sum(authored: Author) -> None:
    table = table_of(
        authored("P\nother|监测户3户。|监测户=3户@actual\nother|监测户5户。|监测户=5户@actual\n"),
        authored("P\nother|监测户7户。|监测户=7户@actual\n", village="柳河村"),
    )
    monitored = row(table, "监测户")
    assert monitored.total == 7
    assert {entry.value for entry in monitored.contradictions} == {3, 5}


def test_unlike_units_are_two_indicators(authored: Author) -> None:
    table = table_of(
        authored("P\nother|养殖20亩。|养殖规模=20亩@actual\n"),
        authored("P\nother|养殖300只。|养殖规模=300只@actual\n", village="柳河村"),
    )
    assert sorted(entry.unit for entry in table.rows) == ["亩", "只"]


@pytest.mark.parametrize(
    ("bounds", "expected"), [(["", ""], ""), (["", "≥"], "≥"), (["≥", "≤"], "≈"), (["≈", ""], "≈")]
)
def test_bounds_are_carried(bounds: list[str], expected: str) -> None:
    assert combined_bound(bounds) == expected  # type: ignore[arg-type]  # literals in a list


def test_the_workbook_holds_numbers_and_no_formula(township: IndicatorTable, tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    export_for(path)(township, path)
    sheet = load_workbook(path)["指标汇总"]
    assert sheet.freeze_panes == "B2"
    assert sheet["D2"].value == 3.5
    assert all(cell.data_type != "f" for line in sheet.iter_rows() for cell in line)


def test_json_holds_the_same_sums(township: IndicatorTable, tmp_path: Path) -> None:
    path = tmp_path / "t.json"
    export_for(path)(township, path)
    assert [entry["total"] for entry in json.loads(path.read_text(encoding="utf-8"))] == [3.5]


def test_another_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="不能输出"):
        export_for(tmp_path / "t.pdf")
