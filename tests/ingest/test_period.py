from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huibao.ingest.period import (
    Day,
    notation,
    periods_ending_with,
    quarter_of,
    read_period,
    season_of,
    signed_on,
    written_on,
)

OCTOBER = Day(year=2025, month=10, day=9)


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("石桥村2025年第三季度工作汇报", "2025Q3"),
        ("石桥村2025年三季度工作汇报", "2025Q3"),
        ("石桥村2025年第3季度工作汇报", "2025Q3"),
        ("石桥村2025年度第三季度工作汇报", "2025Q3"),
        ("石桥村二〇二五年第三季度工作汇报", "2025Q3"),
        ("石桥村二零二五年三季度工作汇报", "2025Q3"),
        ("石桥村25年三季度汇报", "2025Q3"),
        ("石桥村2025Q3汇报", "2025Q3"),
        ("2025年石桥村驻村工作队第三季度汇报", "2025Q3"),
        ("石桥村2025年上半年总结", "2025H1"),
        ("石桥村2025年下半年打算", "2025H2"),
        ("石桥村2025年前三季度总结", "2025M01-M09"),
        ("石桥村上半年数字（会计李明，2026.7.4）", "2026H1"),
        ("石桥村2025年1—9月总结", "2025M01-M09"),
        ("石桥村2025年1-9月份总结", "2025M01-M09"),
        ("石桥村2025年1月至9月总结", "2025M01-M09"),
        ("石桥村2025年一至九月总结", "2025M01-M09"),
        ("石桥村2025年七、八、九月小结", "2025Q3"),
        ("石桥村2025年4月、5月、6月工作", "2025Q2"),
        ("石桥村2025年一至三季度总结", "2025M01-M09"),
        ("石桥村2025年一、二季度总结", "2025H1"),
        ("石桥村2025年7—9月汇报", "2025Q3"),
        ("石桥村2025年1—6月汇报", "2025H1"),
        ("石桥村2025年1—12月汇报", "2025"),
        ("石桥村2025年9月份汇报", "2025M09"),
        ("石桥村2025年12月汇报", "2025M12"),
        ("石桥村2025年年终总结", "2025"),
        ("石桥村2025年度工作总结", "2025"),
        ("石桥村2025年工作总结", "2025"),
        # The year of a date is no period; the date itself tells it.
        ("（2026年1月6日，全镇述职会）", "2025Q4"),
        ("石桥村驻村工作汇报", ""),
        ("石桥村十五周年回顾", ""),
        ("石桥村三季度工作汇报", ""),  # of which year, nothing says
    ],
)
def test_period_in_a_title(title: str, period: str) -> None:
    assert read_period(title=title, file_name="", opening="", signed=None) == period


@pytest.mark.parametrize(
    ("title", "signed", "period"),
    [
        ("石桥村三季度汇报", OCTOBER, "2025Q3"),
        ("石桥村前三季度汇报", OCTOBER, "2025M01-M09"),
        ("石桥村9月汇报", OCTOBER, "2025M09"),
        ("石桥村四季度汇报", Day(year=2026, month=1, day=5), "2025Q4"),
        ("石桥村四季度汇报", Day(year=2025, month=12, day=20), "2025Q4"),
        ("石桥村三季度汇报", Day(year=2025, month=8, day=30), "2025Q3"),
        ("石桥村上半年汇报", Day(year=2025, month=6, day=28), "2025H1"),
        ("石桥村年终总结", Day(year=2026, month=1, day=10), "2025"),
        ("石桥村年终总结", Day(year=2025, month=12, day=25), "2025"),
        ("石桥村汇报", OCTOBER, "2025Q3"),
        ("石桥村汇报", Day(year=2025, month=10, day=28), "2025Q4"),
        ("在季度调度会上的讲话", OCTOBER, "2025Q3"),
        ("石桥村年度汇报", Day(year=2026, month=1, day=10), "2025"),
    ],
)
def test_the_date_below_gives_the_year(title: str, signed: Day, period: str) -> None:
    assert read_period(title=title, file_name="", opening="", signed=signed) == period


@pytest.mark.parametrize(
    ("file_name", "opening", "period"),
    [
        ("石桥村2025年三季度", "", "2025Q3"),
        ("石桥村三季度20251009", "", "2025Q3"),
        ("石桥村2025-Q3", "", "2025Q3"),
        ("石桥村20250930", "", "2025Q3"),
        ("石桥村202509", "", "2025Q3"),
        ("石桥村250930", "", "2025Q3"),
        ("石桥村2025.9", "", "2025Q3"),
        ("石桥村2025-10-12", "", "2025Q3"),
        ("石桥村0930", "", ""),
        ("石桥村汇报V1.2", "", ""),
        ("石桥村3.5公里路", "", ""),
        ("石桥村", "2025年三季度，我村修了路。", "2025Q3"),
        ("石桥村", "与去年上半年相比，2025年三季度多修了路。", "2025Q3"),
        ("石桥村2025年三季度", "上半年修了路。", "2025Q3"),
    ],
)
def test_the_file_name_is_asked_before_the_opening(file_name: str, opening: str, period: str) -> None:
    assert read_period(title="工作汇报", file_name=file_name, opening=opening, signed=None) == period


def test_what_lies_ahead_is_not_what_a_report_is_of() -> None:
    opening = "猪价不行，养猪大户说下半年要空栏。二季度出栏的都亏了。"
    assert season_of(title="", file_name="", opening=opening) == "Q2"


def test_a_year_that_stands_behind_the_period_is_another_one() -> None:
    title = "四季度工作点评暨2026年安排会议讲话"
    assert read_period(title=title, file_name="", opening="", signed=None) == ""


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025年10月9日", OCTOBER),
        ("石桥村 李明 2025.10.9", OCTOBER),
        ("2025-10-09", OCTOBER),
        ("2025/10/9", OCTOBER),
        ("2025 年 10 月 9 日", OCTOBER),
        ("二〇二五年十月九日", OCTOBER),
        ("二○二五年十月九日", OCTOBER),
        ("二零二五年十月九日", OCTOBER),
        ("二〇二五年十二月二十一日", Day(year=2025, month=12, day=21)),
        ("汇报20251009", OCTOBER),
        ("2024年1月1日起\n2025年10月9日", OCTOBER),
        ("2025年×月×日", None),
        ("电话20250000", None),
        ("十月九日", None),
    ],
)
def test_dates(text: str, day: Day | None) -> None:
    assert signed_on(text) == day


def test_the_first_text_that_holds_a_date_counts() -> None:
    assert signed_on("", "2025年10月9日", "2024年1月1日") == OCTOBER


@given(st.integers(2000, 2099), st.integers(1, 12), st.integers(1, 12))
def test_each_period_has_one_name(year: int, first: int, last: int) -> None:
    first, last = min(first, last), max(first, last)
    assert notation(year, first, last).startswith(str(year))
    others = {notation(year, a, b) for a in range(1, 13) for b in range(a, 13) if (a, b) != (first, last)}
    assert notation(year, first, last) not in others


@given(st.dates())
def test_every_date_has_a_quarter_that_has_begun(date: object) -> None:
    year, month, day = date.year, date.month, date.day  # type: ignore[attr-defined]
    of_year, quarter = quarter_of(year, month, day).split("Q")
    assert (int(of_year), 3 * int(quarter) - 2) <= (year, month)


def test_a_quarter_to_compare_with_is_not_the_one_reported_on() -> None:
    opening = "问：党建引领引出了什么？\n答：十个支部有八个达标，比一季度多出两个。"
    assert read_period(title="在季度讲评会上的问答", file_name="", opening=opening, signed=OCTOBER) == "2025Q3"


@pytest.mark.parametrize(
    "title", ["（老支书口述，文书记录，十月二号）", "石桥村汇报（10月12日）", "石桥村十月二十三日汇报"]
)
def test_the_day_on_which_somebody_wrote_is_no_month_reported_on(title: str) -> None:
    assert read_period(title=title, file_name="", opening="", signed=OCTOBER) == "2025Q3"


@pytest.mark.parametrize(
    ("opening", "season"),
    [
        ("前三季度，我村修了路。", "M01-M09"),
        ("石桥村三季度烤烟410亩，卖了905担。", "Q3"),
        ("各位代表，我讲几句。集体的钱，一月到九月进了九万二，去年七万。", None),
        ("麦子不孬。九月到十月那场雨下了快一个月，机器下不了地。", None),
        ("我村情况汇报如下。1—8月工作扎实推进，成效明显。", "M01-M08"),
        ("我村情况汇报如下。上半年集体收入12万元。", None),
        ("石桥村这一季的事，跟镇里聊聊。", None),
        ("石桥村一季的事，跟镇里聊聊。", "Q1"),
    ],
)
def test_a_figures_time_in_the_opening_is_not_the_reports(opening: str, season: str | None) -> None:
    assert season_of(title="", file_name="", opening=opening) == season


@pytest.mark.parametrize(
    ("title", "signature", "day"),
    [
        ("石桥村（老支书口述，十月二号）", "", (10, 2)),
        ("石桥村汇报", "石桥村 孟庆和 12月18日", (12, 18)),
        ("石桥村汇报", "2.路灯12月20日前装完。", None),
        ("石桥村汇报", "石桥村委会\n2025年10月9日", (10, 9)),
    ],
)
def test_the_day_of_writing(title: str, signature: str, day: tuple[int, int] | None) -> None:
    found = written_on(title=title, file_name="石桥村", opening="", signature=signature)
    assert (found and (found.month, found.day)) == day


def test_a_quarter_ends_longer_periods_too() -> None:
    assert periods_ending_with("2025Q2") == {"2025Q2", "2025H1"}
    assert "2025" in periods_ending_with("2025Q4")
    assert not periods_ending_with("2025H1") | periods_ending_with("Q3")
