"""The files of the township's table, read back as another program reads them."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from huibao.errors import UsageError
from huibao.indicators.township.adding_up import SumDoubt
from huibao.indicators.township.export import export_for
from huibao.indicators.township.joint import JointDoubt
from huibao.indicators.township.rows import Comparison, IndicatorRow, IndicatorTable
from huibao.indicators.township.slips import Outlier
from huibao.indicators.township.telling import VillageValue
from huibao.schema import Source


def value(village: str, number: str, text: str = "修路。") -> VillageValue:
    source = Source(report=f"{village}.docx", village=village, index=3, text=text)
    return VillageValue(village=village, value=Decimal(number), bound="≥", source=source)


@pytest.fixture
def table() -> IndicatorTable:
    far = value("红岩村", "300")
    roads = IndicatorRow(
        name="道路建设", unit="公里", period="2025Q3", total=Decimal("303.5"), bound="≥",
        values=(value("石桥村", "3.5"), far), contradictions=(value("柳河村", "1"), value("柳河村", "2")),
        silent=("杨树村",), outliers=(Outlier(entry=far, typical=Decimal("3.5")),),
        last_year=Comparison(then=(value("石桥村", "2"),), now=Decimal("3.5"), before=Decimal(2)), theme="和美乡村建设",
    )  # fmt: skip
    evil = IndicatorRow(
        name="=HYPERLINK(1)", unit="+户", period="现有", total=None, bound="",
        values=(value("@村\x01", "2", "-1+1"),), contradictions=(), silent=(), theme="产业/发展",
    )  # fmt: skip
    return IndicatorTable(villages=("石桥村",), rows=(roads, evil), themes=("产业/发展", "和美乡村建设", "其他"))


@pytest.fixture
def workbook(table: IndicatorTable, tmp_path: Path) -> Path:
    path = tmp_path / "表.xlsx"
    export_for(path)(table, path)
    return path


def test_a_sheet_a_theme_that_has_indicators_then_doubts_and_sources(workbook: Path) -> None:
    assert load_workbook(workbook).sheetnames == ["指标汇总", "和美乡村建设", "待核实", "出处", "其他数字"]


def test_words_of_one_village_alone_come_last(table: IndicatorTable, tmp_path: Path) -> None:
    alone = replace(table.rows[1], name="阿婆", theme="和美乡村建设")
    shared = replace(alone, name="车位", values=(value("石桥村", "2"), value("柳河村", "3")))
    path = tmp_path / "表.xlsx"
    export_for(path)(replace(table, rows=(alone, table.rows[0], shared)), path)
    book = load_workbook(path)
    assert [cell.value for cell in book["和美乡村建设"]["A"]] == ["指标", "道路建设", "车位"]
    assert [cell.value for cell in book["其他数字"]["A"]] == ["指标", "车位", "阿婆"]


def test_numbers_are_numbers_under_a_header_that_stays(workbook: Path) -> None:
    sheet = load_workbook(workbook)["指标汇总"]
    assert sheet.freeze_panes == "B2"
    assert [sheet["D2"].value, sheet["F2"].value, sheet["L2"].value] == [303.5, 2, 2]
    assert (sheet["C2"].value, sheet["D2"].data_type, sheet["A1"].font.bold) == ("2025年第三季度", "n", True)


def test_no_cell_is_a_formula(workbook: Path) -> None:
    book = load_workbook(workbook)
    assert all(cell.data_type != "f" for sheet in book for line in sheet.iter_rows() for cell in line)
    assert book["其他数字"]["A2"].value == "=HYPERLINK(1)"


def test_money_stands_in_the_unit_that_people_read(tmp_path: Path) -> None:
    last = Comparison(then=(value("石桥村", "61000"),), now=Decimal(86000), before=Decimal(61000))
    row = IndicatorRow(
        name="村级集体经济收入", unit="元", period="2025Q3", total=Decimal(89000), bound="", last_year=last,
        values=(value("石桥村", "86000"), value("柳河村", "3000")), contradictions=(), silent=(),
    )  # fmt: skip
    path = tmp_path / "表.xlsx"
    export_for(path)(IndicatorTable(villages=(), rows=(row,)), path)
    book = load_workbook(path)
    (line,) = book["指标汇总"].iter_rows(min_row=2, values_only=True)
    assert (line[1], line[3], line[6], line[11], line[12]) == ("万元", 8.9, "石桥村≥8.6；柳河村≥0.3", 6.1, 8.6)
    assert [line[4] for line in book["出处"].iter_rows(min_row=2, values_only=True)] == [8.6, 0.3, 6.1]


def test_a_village_that_handed_in_nothing_is_named_below_the_table(table: IndicatorTable, tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    export_for(path)(replace(table, missing=("杨树村",)), path)
    lines = list(load_workbook(path)["指标汇总"].iter_rows(values_only=True))
    assert [lines[-2][0], lines[-1][0]] == [None, "未交材料：杨树村，表中没有这些村的内容。"]


def test_doubts_say_why(workbook: Path) -> None:
    lines = list(load_workbook(workbook)["待核实"].iter_rows(min_row=2, values_only=True))
    assert [(line[3], line[4]) for line in lines] == [("柳河村", 1), ("柳河村", 2), ("红岩村", 300)]
    assert "没有计入合计" in str(lines[0][6])
    assert "3.5公里" in str(lines[2][6])


def test_every_value_has_its_source(workbook: Path) -> None:
    lines = list(load_workbook(workbook)["出处"].iter_rows(min_row=2, values_only=True))
    assert [line[6] for line in lines[:5]] == [
        "计入合计",
        "计入合计",
        "前后不一，未计入",
        "前后不一，未计入",
        "上年比较",
    ]
    assert lines[0][7:] == ("石桥村.docx", 4, "修路。")


def test_what_a_village_calls_it_is_told_beside_its_value(tmp_path: Path) -> None:
    told = (value("石桥村", "900"), replace(value("柳河村", "1040"), called="苞谷"))
    maize = IndicatorRow(
        name="玉米", unit="亩", period="现有", total=Decimal(1940), bound="", values=told, contradictions=(), silent=()
    )
    table = IndicatorTable(villages=("石桥村", "柳河村"), rows=(maize,))
    for name in ("表.xlsx", "表.csv"):
        export_for(tmp_path / name)(table, tmp_path / name)
    lines = load_workbook(tmp_path / "表.xlsx")["出处"].iter_rows(min_row=2, values_only=True)
    assert [line[6] for line in lines] == ["计入合计", "计入合计（村里叫“苞谷”）"]
    assert "柳河村≥1040（苞谷）" in (tmp_path / "表.csv").read_text(encoding="utf-8")


def test_csv_disarms_formulas(table: IndicatorTable, tmp_path: Path) -> None:
    path = tmp_path / "表.csv"
    export_for(path)(table, path)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        lines = list(csv.DictReader(stream))
    assert (lines[0]["指标"], lines[0]["合计"], lines[0]["上年可比合计"]) == ("道路建设", "303.5", "2")
    assert (lines[1]["指标"], lines[1]["单位"]) == ("'=HYPERLINK(1)", "'+户")


def test_json_holds_everything(table: IndicatorTable, tmp_path: Path) -> None:
    path = tmp_path / "表.json"
    export_for(path)(table, path)
    roads, other = json.loads(path.read_text(encoding="utf-8"))
    assert (roads["total"], roads["period"], roads["silent"]) == (303.5, "2025Q3", ["杨树村"])
    assert roads["outliers"] == [{"village": "红岩村", "typical": 3.5}]
    assert (roads["last_year"]["before"], roads["last_year"]["now"]) == (2, 3.5)
    assert (other["total"], other["last_year"]) == (None, None)


def test_equal_tables_give_equal_text_files(table: IndicatorTable, tmp_path: Path) -> None:
    for suffix in (".csv", ".json"):
        first, second = tmp_path / f"a{suffix}", tmp_path / f"b{suffix}"
        export_for(first)(table, first)
        export_for(second)(table, second)
        assert first.read_bytes() == second.read_bytes()


def test_another_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="不能输出"):
        export_for(tmp_path / "t.pdf")


def test_what_two_villages_tell_differently_is_doubtful_for_both(table: IndicatorTable, tmp_path: Path) -> None:
    doubt = JointDoubt(
        unit="次", period="2025", told=(("联合巡边", value("石桥村", "12")), ("巡边", value("柳河村", "15")))
    )
    path = tmp_path / "表.xlsx"
    export_for(path)(replace(table, joint=(doubt,)), path)
    lines = [tuple(cell.value for cell in line) for line in load_workbook(path)["待核实"].iter_rows()]
    told = [(line[0], line[3], line[4], line[6]) for line in lines[-2:]]
    assert told == [
        ("联合巡边", "石桥村", 12, "两个村说的是一起做的同一件事，柳河村报的是15次，请核实"),
        ("巡边", "柳河村", 15, "两个村说的是一起做的同一件事，石桥村报的是12次，请核实"),
    ]


def test_a_value_whose_parts_come_to_it_and_a_total_whose_parts_do_not(table: IndicatorTable, tmp_path: Path) -> None:
    good = value("石桥村", "168000", "集体收入16.8万元，其中租金10.6万元、光伏6.2万元。")
    total = value("柳河村", "213000", "集体收入21.3万元，其中租金14万元、光伏9万元。")
    income = IndicatorRow(
        name="村级集体经济收入", unit="元", period="2025", total=None, bound="", values=(total,),
        contradictions=(value("石桥村", "186000", "集体收入18.6万元。"), good), silent=(),
    )  # fmt: skip
    doubt = SumDoubt(name=income.name, unit="元", period="2025", told=total, parts=(Decimal(140000), Decimal(90000)))
    whole = replace(table, rows=(income,), sums=(doubt,))
    export_for(tmp_path / "表.xlsx")(whole, tmp_path / "表.xlsx")
    lines = load_workbook(tmp_path / "表.xlsx")["待核实"].iter_rows(min_row=2, values_only=True)
    assert ["相加正是这个数" in str(line[6]) for line in lines] == [False, True, False]
    export_for(tmp_path / "表.json")(whole, tmp_path / "表.json")
    (found,) = json.loads((tmp_path / "表.json").read_text(encoding="utf-8"))
    assert found["sums"] == [{"village": "柳河村", "value": 213000, "parts": [140000, 90000]}]
