"""The time that a figure covers."""

from __future__ import annotations

import pytest

from huibao.indicators.lexicon.names import Name, name_all
from huibao.indicators.numbers.quantities import read_quantities
from huibao.indicators.period import is_within, period_of, print_period, so_far, spoken_period
from huibao.indicators.phrase import phrases_of
from huibao.schema import Status


def period(text: str, *, status: Status = "actual", of_report: str = "2025Q3", index: int = -1) -> str:
    quantities = read_quantities(text)
    index %= len(quantities)
    phrase = phrases_of(quantities, text)[index]
    return period_of(phrase, name_all(quantities, text)[index], status, of_report)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("销售鱼苗30吨。", "2025Q3"),
        ("本季度销售鱼苗30吨。", "2025Q3"),
        ("二季度销售鱼苗30吨。", "2025Q2"),
        ("前三季度销售鱼苗30吨。", "2025M01-M09"),
        ("1—9月销售鱼苗30吨。", "2025M01-M09"),
        ("上半年不算，2025年销售鱼苗30吨。", "2025Q3"),
        ("务工人数较二季度增加，达到220人。", "2025Q3"),
        ("1至6月销售鱼苗30吨。", "2025H1"),
        ("这个季度铺了管子2300米。", "2025Q3"),
        # 一季度 of 这一季度 is no first one.
        ("这一季度销售鱼苗30吨。", "2025Q3"),
        ("这仨月销售鱼苗30吨。", "2025Q3"),
        ("头一季销售鱼苗30吨。", "2025Q2"),
        ("从年初算起销售鱼苗30吨。", "2025M01-M09"),
        ("从年头到六月底销售鱼苗30吨。", "2025H1"),
        ("从正月算到九月底销售鱼苗30吨。", "2025M01-M09"),
        ("年头到今销售鱼苗30吨。", "2025M01-M09"),
        ("从一月算起销售鱼苗30吨。", "2025M01-M09"),
        ("本季销售鱼苗30吨，加上上半年一共50吨。", "2025M01-M09"),
        # Of two quarters that are no year so far.
        ("本季销售鱼苗30吨，加上二季度一共50吨。", ""),
        ("本季销售鱼苗30吨，加上一季度一共50吨。", ""),
        ("本季销售鱼苗30吨，加上头一季度的20吨。", "2025Q2"),
        ("一年加起来销售鱼苗30吨。", "2025"),
        ("9月当月销售鱼苗30吨。", "2025M09"),
        ("上半年销售鱼苗90吨，头三个月60吨。", "2025Q1"),
        # The first three months of a shop are any.
        ("食堂开了张，头三个月销售鱼苗30吨。", "2025Q3"),
        # 12月以前 is later than the report.
        ("下半年12月以前修水窖，销售鱼苗30吨。", "2025H2"),
        ("上半年销售鱼苗90吨，后三个月30吨。", "2025Q3"),
        ("三月底以前销售鱼苗30吨。", "2025Q1"),
        ("三月底以前销售鱼苗30吨，四月到六月40吨。", "2025Q2"),
        ("七至九月销售鱼苗30吨。", "2025Q3"),
        ("上半年销售鱼苗30吨。", "2025H1"),
        ("截至6月底，销售鱼苗30吨。", "2025H1"),
        ("截至9月底，销售鱼苗30吨。", "2025Q3"),
        ("全年销售鱼苗30吨。", "2025"),
        ("今年以来销售鱼苗30吨。", "2025M01-M09"),
        ("2024年全年销售鱼苗30吨。", "2024"),
        ("累计发放贷款50万元。", "累计"),
        ("上半年累计发放贷款50万元。", "2025H1"),
        ("全村在册党员41名。", "现有"),
        ("监测户24户。", "现有"),
        ("新增监测户2户。", "2025Q3"),
        ("存栏山羊1200只。", "现有"),
        ("5户新增监测对象。", "2025Q3"),
        # An area is what there is, told with 今年 or not; what was newly planted, or done to it, is of its time.
        ("今年我村虾稻共作面积1260亩。", "现有"),
        ("今年种植连翘1100亩。", "现有"),
        ("今年新栽连翘260亩。", "2025M01-M09"),
        ("全村1020亩茶园。", "现有"),
        ("改造茶园150亩。", "2025Q3"),
        ("今年补种茶园50亩。", "2025M01-M09"),
        ("辖区企业全年上缴税收36万元。", "2025"),
        # The label of a form's line tells what stands, too.
        ("肉牛期末存栏：1286头（三个组）", "现有"),
        # What is there, in so many words or without; what came or went is of its time.
        ("烤房四十一座，天天冒烟。", "现有"),
        ("蔬菜大棚：38座，其中空置的不多。", "现有"),
        ("小作坊17家（门窗、修车等）。", "现有"),
        ("新建烤房12座。", "2025Q3"),
        ("鱼塘漫了两口。", "2025Q3"),
        ("新建烤房12座、大棚5座。", "2025Q3"),
        ("建成：大棚5座、冷库1座。", "2025Q3"),
        ("烤烟630亩，烤房21座。", "现有"),
        ("大雪压塌大棚7座。", "2025Q3"),
        # A present amount beside an earlier time, and how old a thing is.
        ("大棚多是2008年到2012年建的，现在骨架生锈的有70座。", "2025Q3"),
        ("玉米总产1733吨，2024年2010吨，少收277吨。", "2025Q3"),
        ("上半年修路12公里，增设护栏30米。", "2025H1"),
        ("冷库至今压着蒜700吨。", "2025Q3"),
        ("建社至今发放贷款50万元。", "累计"),
        # The year of an insurance is not that in which it is paid.
        ("2026年度居民医保已缴费1305人。", "2025Q3"),
        ("居民医保（2026年度）：已缴1590人。", "2025Q3"),
        ("2024年度居民医保缴费1305人。", "2024"),
    ],
)
def test_the_period_as_the_sentence_says_it(text: str, expected: str) -> None:
    assert period(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("道路硬化：全年任务5公里，三季度末完成3.6公里。", "2025M01-M09"),
        ("户厕改造：全年任务20座，完成11座。", "2025M01-M09"),
        ("户厕改造：全年任务20座，三季度完成4座。", "2025Q3"),
        ("户厕改造：全年任务20座，累计完成74座。", "累计"),
        ("脱贫户：全年任务0户，三季度末12户。", "现有"),
        ("力争全年硬化道路5公里，目前已完成3.6公里。", "2025M01-M09"),
        ("三季度末完成3.6公里。", "2025Q3"),
    ],
)
def test_what_is_held_against_the_years_task_was_done_since_january(text: str, expected: str) -> None:
    assert period(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("前三季度收入38万元，去年同期30万元。", "2024M01-M09"),
        ("收入38万元，比上年的30万元多。", "2024Q3"),
        ("收入38万元，去年全年30万元。", "2024"),
        ("收入38万元，原来30万元。", ""),
    ],
)
def test_a_baseline_is_of_an_earlier_time(text: str, expected: str) -> None:
    assert period(text, status="past", index=1) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("村集体一年收入11.8万元。", "2025"), ("村集体这一年来收入11.8万元。", "2025Q3")]
)
def test_what_comes_in_a_year_is_the_years(text: str, expected: str) -> None:
    assert period(text) == expected


def test_next_years_plan_is_next_years() -> None:
    assert period("明年新建大棚20座。", status="plan") == "2026"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("销售鱼苗30吨。", "Q3"), ("上半年销售鱼苗30吨。", "H1"), ("前三季度销售鱼苗30吨。", "M01-M09"),
     ("全年销售鱼苗30吨。", "全年"), ("2024年全年销售鱼苗30吨。", "2024"), ("今年以来销售鱼苗30吨。", "M01-M09")],
)  # fmt: skip
def test_a_report_without_a_year_still_keeps_its_times_apart(text: str, expected: str) -> None:
    assert period(text, of_report="Q3") == expected


def test_nothing_is_invented_where_the_report_has_no_period() -> None:
    assert period("前三季度销售鱼苗30吨。", of_report="") == ""
    assert period("累计发放贷款50万元。", of_report="") == "累计"


@pytest.mark.parametrize(
    ("given", "expected"),
    [("2025Q1", "2025Q1"), ("2025Q2", "2025H1"), ("2025Q4", "2025"), ("2025M09", "2025M01-M09"), ("2025", "2025")],
)
def test_the_year_so_far(given: str, expected: str) -> None:
    assert so_far(given) == expected


@pytest.mark.parametrize(
    ("given", "printed"),
    [("2025Q3", "2025年第三季度"), ("2025H1", "2025年上半年"), ("2025M01-M09", "2025年1—9月"), ("2025M09", "2025年9月"),
     ("2025", "2025年"), ("现有", "现有"), ("", ""), ("Q3", "第三季度"), ("M09", "9月"), ("H2", "下半年")],
)  # fmt: skip
def test_a_period_in_words(given: str, printed: str) -> None:
    assert print_period(given) == printed


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        ("2025Q3", "2025M01-M09", True),
        ("2025M01-M09", "2025", True),
        ("2025Q3", "2025Q3", False),
        ("2024Q3", "2025", False),
        ("现有", "2025", False),
    ],
)
def test_a_part_of_a_time(part: str, whole: str, expected: bool) -> None:
    assert is_within(part, whole) is expected


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("2025M01-M09", "前三季度"),
        ("2025Q3", "第三季度"),
        ("2025H1", "上半年"),
        ("2025", "全年"),
        ("M01-M08", "1—8月"),
        ("累计", "累计"),
    ],
)
def test_a_period_of_the_year_that_everybody_speaks_of(period: str, expected: str) -> None:
    assert spoken_period(period) == expected


@pytest.mark.parametrize(
    ("name", "unit", "text", "expected"),
    [
        ("烤烟", "亩", "烤烟今年是965亩。", "2025Q3"),
        ("青贮", "吨", "青贮今年做了940吨。", "2025Q3"),
        ("务工人数", "人", "今年在外打工的327人。", "2025Q3"),
        ("烤烟", "亩", "今年新种烤烟965亩。", "2025M01-M09"),
        ("烤烟", "亩", "今年以来种烤烟965亩。", "2025M01-M09"),
        ("烟叶", "担", "今年卖烟叶2100担。", "2025M01-M09"),
        ("垃圾清运", "吨", "今年清运垃圾940吨。", "2025M01-M09"),
    ],
)
def test_what_comes_once_a_year_is_told_with_this_year_or_without(
    name: str, unit: str, text: str, expected: str
) -> None:
    phrase = phrases_of(read_quantities(text), text)[-1]
    assert period_of(phrase, Name(name, unit, summable=True), "actual", "2025Q3") == expected


def test_a_last_years_whole_is_of_that_year() -> None:
    assert period("1—9月收入9.2万元，去年一整年也才7万元。", status="past") == "2024"


@pytest.mark.parametrize(("of_report", "expected"), [("2026Q2", "2026H1"), ("2026Q4", "2026Q4")])
def test_half_a_year_told_in_all_is_the_first_in_its_second_quarter(of_report: str, expected: str) -> None:
    assert period("半年下来销售鱼苗30吨。", of_report=of_report) == expected


@pytest.mark.parametrize(("of_report", "expected"), [("2026Q1", "2025Q4"), ("2025H1", "2025H1")])
def test_the_quarter_before_a_report_of_one(of_report: str, expected: str) -> None:
    assert period("上一季度销售鱼苗30吨。", of_report=of_report) == expected


@pytest.mark.parametrize(("of_report", "expected"), [("2026Q1", "2026Q1"), ("2026Q2", "2026Q1")])
def test_the_first_quarter_is_that_of_the_year(of_report: str, expected: str) -> None:
    assert period("头一季销售鱼苗30吨。", of_report=of_report) == expected


@pytest.mark.parametrize(("of_report", "expected"), [("2026Q2", "2026H1"), ("2026Q3", "")])
def test_what_the_first_quarter_was_added_to_is_the_year_so_far_in_the_second(of_report: str, expected: str) -> None:
    assert period("本季销售鱼苗30吨，加上一季度一共50吨。", of_report=of_report) == expected
