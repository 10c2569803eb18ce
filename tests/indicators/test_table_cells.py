"""Figures of tables by the heads of their columns, as ingest writes the rows."""

from __future__ import annotations

import pytest

from huibao.indicators.extract import extract_report
from huibao.ingest.tables import Row, row_texts
from huibao.schema import Paragraph, Report
from huibao.segment.outline import segment
from huibao.taxonomy import Taxonomy

Told = tuple[str, float, str, str, str]
_INCOME = "村级集体经济收入"


def told(taxonomy: Taxonomy, *lines: str, above: str = "", period: str = "2025Q3") -> list[Told]:
    """Name, value, unit, status and period of the figures of a report that is one table."""
    rows = [Row(number=number, cells=tuple(line.split("|"))) for number, line in enumerate(lines, 1)]
    texts: list[str] = []
    paragraphs: list[Paragraph] = []
    for number, said in row_texts(rows, above=[above]).items():
        start = len("\n".join([*texts, ""]))
        paragraphs.append(
            Paragraph(start=start, end=start + len(said.text), place=f"表1第{number}行", tabular=said.tabular)
        )
        texts.append(said.text)
    report = Report(name="一.docx", text="\n".join(texts), paragraphs=tuple(paragraphs), period=period)
    return [
        (one.name, one.value, one.unit, one.status, one.period) for one in extract_report(segment(report), taxonomy)
    ]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # Growths, differences and remarks are no amounts.
        (
            ("指标|单位|本季|上年同期|增减|同比(%)|备注", "集体收入|万元|12.5|9.8|2.7|27.6|门面3间"),
            [(_INCOME, 125000, "元", "actual", "2025Q3"), (_INCOME, 98000, "元", "past", "2024Q3")],
        ),
        (
            ("项目|年度目标|本季完成|已完成|尚缺", "户厕改造（户）|60|18|42|18"),
            [
                ("户厕改造", 60, "户", "plan", "2025"), ("户厕改造", 18, "户", "actual", "2025Q3"),
                ("户厕改造", 42, "户", "actual", "2025M01-M09"), ("户厕改造", 18, "户", "gap", "2025Q3"),
            ],
        ),
        (
            ("指标|本季|1-9月|历年累计|全年", "集体收入（万元）|3.5|10.5|40|14"),
            [
                (_INCOME, 35000, "元", "actual", "2025Q3"), (_INCOME, 105000, "元", "actual", "2025M01-M09"),
                (_INCOME, 400000, "元", "actual", "累计"), (_INCOME, 140000, "元", "plan", "2025"),
            ],
        ),
        (
            ("指标|上季度|本季/季末", "监测户（户）|11|9"),
            [("监测户", 11, "户", "past", "2025Q2"), ("监测户", 9, "户", "actual", "现有")],
        ),
        (
            ("指标|今年1-9月|去年1-9月", "新增监测户（户）|2|3"),
            [("监测户", 2, "户", "actual", "2025M01-M09"), ("监测户", 3, "户", "past", "2024M01-M09")],
        ),
        # Times in the first column.
        (
            ("时间|集体收入（万元）|监测户（户）", "去年同期|6.2|12", "本季度|7.8|9", "全年目标|30|5"),
            [
                (_INCOME, 62000, "元", "past", "2024Q3"), ("监测户", 12, "户", "past", "2024Q3"),
                (_INCOME, 78000, "元", "actual", "2025Q3"), ("监测户", 9, "户", "actual", "现有"),
                (_INCOME, 300000, "元", "plan", "2025"), ("监测户", 5, "户", "plan", "2025"),
            ],
        ),
        # The row says that it is meant, or that it is a share.
        (
            ("指标|本季|上年同期", "玉米计划面积（亩）|3400|3500", "其中：甜玉米（亩）|300|280"),
            [
                ("玉米", 3400, "亩", "plan", "2025Q3"), ("玉米", 3500, "亩", "past", "2024Q3"),
                ("甜玉米", 300, "亩", "part", "2025Q3"), ("甜玉米", 280, "亩", "past", "2024Q3"),
            ],
        ),
    ],
)  # fmt: skip
def test_heads_tell_status_and_time(taxonomy: Taxonomy, lines: tuple[str, ...], expected: list[Told]) -> None:
    assert told(taxonomy, *lines) == expected


def test_a_whole_year_in_its_own_report_is_what_was_done(taxonomy: Taxonomy) -> None:
    lines = ("指标|四季度|全年", "集体收入（万元）|3.5|14")
    figures = told(taxonomy, *lines, period="2025Q4")
    assert [figure[3:] for figure in figures] == [("actual", "2025Q4"), ("actual", "2025")]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # Row and head together are the name, without what says only when, and without a group of the village.
        (("项目|预算数|执行数|结余", "公厕维护（元）|8000|5200|2800"), ["公厕维护", "公厕维护", "公厕维护结余"]),
        (("组别|户数|人口", "一组|42|168", "二组|38|151"), ["户数", "人口", "户数", "人口"]),
        (("指标|本季（或3月末）", "生猪存栏（头）|205", "生猪出栏（头）|28"), ["养殖规模", "出栏"]),
        (("收入项目|金额（元）|支出项目|金额（元）", "门面租金|36000|垃圾清运费|4200"), ["门面租金", "垃圾清运费"]),
        (("类别|查出（处）|已整改（处）", "电线私拉|31|27"), ["电线私拉查出", "电线私拉整改"]),
        (("品种|面积（亩）|产量（吨）", "水稻|820|410"), ["水稻", "水稻"]),
    ],
)
def test_row_and_head_name_a_figure(taxonomy: Taxonomy, lines: tuple[str, ...], expected: list[str]) -> None:
    assert [figure[0] for figure in told(taxonomy, *lines)] == expected


def test_a_total_is_the_whole_of_its_rows_in_the_tables_unit(taxonomy: Taxonomy) -> None:
    lines = ("来源|本季|1-9月", "茶园租金|3.5|10.5", "门面租金|2.1|6.4", "合计|5.6|16.9")
    assert [figure[1:4] for figure in told(taxonomy, *lines, above="集体收入（单位：万元）")] == [
        (35000, "元", "part"), (105000, "元", "part"), (21000, "元", "part"), (64000, "元", "part"),
        (56000, "元", "actual"), (169000, "元", "actual"),
    ]  # fmt: skip
