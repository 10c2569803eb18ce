"""Reports that name no year, among reports that do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from huibao.ingest.beside import with_periods
from huibao.schema import Paragraph, Report


def report(name: str, period: str = "", title: str = "工作汇报") -> Report:
    return Report(name=name, text="修了路。", paragraphs=(), title=title, period=period)


THIRD = [report(f"村{n}.txt", "2025Q3") for n in range(3)]


@pytest.mark.parametrize(
    "name",
    ["枫香村0930.docx", "枫香村Q3.txt", "三季度.md", "枫香村9.30.pdf", "9月30日.txt", "枫香村1012.txt", "甲/9月.txt"],
)
@pytest.mark.parametrize("place", [0, 2, 3])
def test_a_report_of_the_same_season_takes_the_year_of_the_others(name: str, place: int) -> None:
    reports = [*THIRD[:place], report(name), *THIRD[place:]]
    found = list(with_periods(reports))
    assert [one.name for one in found] == [one.name for one in reports]
    assert (found[place].period, found[place].period_guessed) == ("2025Q3", True)
    assert not any(one.period_guessed for one in found if one.name != name)


def test_the_title_is_asked_before_the_file_name() -> None:
    others = [*THIRD, report("甲.txt", "2025Q2")]
    *_, last = with_periods([*others, report("枫香村0930.txt", title="枫香村二季度汇报")])
    assert last.period == "2025Q2"


@pytest.mark.parametrize(
    ("name", "season"), [("枫香村0630.txt", "Q2"), ("枫香村二季度.txt", "Q2"), ("上半年.txt", "H1")]
)
@pytest.mark.parametrize("others", [THIRD, []])
def test_without_another_report_of_its_season_it_stays_without_year(
    name: str, season: str, others: list[Report]
) -> None:
    *_, last = with_periods([*others, report(name)])
    assert (last.period, last.period_guessed) == (season, False)


@pytest.mark.parametrize("name", ["枫香村.txt", "枫香村（1）.txt", "枫香村季度汇报.txt"])
def test_a_report_that_names_no_time_is_of_the_batchs(name: str) -> None:
    *_, last = with_periods([report("旧.txt", "2024Q3"), *THIRD, report(name)])
    assert (last.period, last.period_guessed) == ("2025Q3", True)


@pytest.mark.parametrize(
    ("others", "name"),
    [([], "枫香村.txt"), ([*THIRD, report("甲.txt", "2025Q2"), report("乙.txt", "2025Q2")], "枫香村.txt"),
     (THIRD, "枫香村年度总结.txt")],
)  # fmt: skip
def test_where_no_period_prevails_or_it_is_of_a_whole_year_none_is_assumed(others: list[Report], name: str) -> None:
    *_, last = with_periods([*others, report(name)])
    assert (last.period, last.period_guessed) == ("", False)


def test_what_the_opening_says_stands_against_the_others() -> None:
    *_, last = with_periods([*THIRD, replace(report("枫香村.txt"), text="二季度以来，我村修了路。")])
    assert last.period == "Q2"


def test_a_leaders_speech_is_of_no_batch() -> None:
    *_, last = with_periods([*THIRD, replace(report("讲话.txt"), kind="speech")])
    assert last.period == ""


def test_most_of_the_others_decide_the_year() -> None:
    *_, last = with_periods([report("旧.txt", "2024Q3"), *THIRD, report("枫香村0930.txt")])
    assert last.period == "2025Q3"


def test_reports_with_a_period_are_handed_on_one_by_one() -> None:
    taken: list[str] = []

    def stream() -> Iterator[Report]:
        for one in THIRD:
            taken.append(one.name)
            yield one

    next(with_periods(stream()))
    assert taken == [THIRD[0].name]


@pytest.mark.parametrize("place", [0, 2, 3])
def test_a_talk_in_january_is_of_the_year_that_the_others_are_of(place: int) -> None:
    year = [report(f"村{n}.txt", "2025") for n in range(3)]
    talk = report("枫香村述职.txt", "2025Q4")
    assert list(with_periods([*year[:place], talk, *year[place:]]))[place] == replace(
        talk, period="2025", period_guessed=True
    )
    # Among others, and where its title says so, it is of the quarter.
    fourth = [replace(one, period="2025Q4") for one in THIRD]
    for batch in ([talk], [*fourth, talk], [*THIRD, talk], [*year, replace(talk, title="枫香村四季度汇报")]):
        assert list(with_periods(batch))[-1].period == "2025Q4"


def signed(name: str, day: str, period: str = "") -> Report:
    text = f"修了路。\n{day}"
    lines = (Paragraph(start=0, end=4, place="第1段"), Paragraph(start=5, end=len(text), place="第2段"))
    return replace(report(name, period), text=text, paragraphs=lines)


def titled(period: str, title: str, count: int = 3) -> list[Report]:
    return [report(f"村{n}.txt", period, title) for n in range(count)]


@pytest.mark.parametrize(
    ("others", "one", "period"),
    [
        # Written just after, or in the last days of, what the batch is of.
        (titled("2025H1", "上半年工作总结"), signed("甲.txt", "2025年7月3日", "2025Q2"), "2025H1"),
        (titled("2025H1", "上半年工作总结"), signed("甲.txt", "2025年6月28日", "2025Q2"), "2025H1"),
        (titled("2025Q3", "三季度工作总结"), signed("甲.txt", "2025年10月26日", "2025Q4"), "2025Q3"),
        (titled("2025M09", "9月份工作总结"), signed("甲.txt", "2025年9月29日", "2025Q3"), "2025M09"),
        (titled("2025", "2025年工作总结"), signed("甲.txt", "石桥村 12月18日"), "2025"),
        # Longer before or after.
        (titled("2025H1", "上半年工作总结"), signed("甲.txt", "2025年10月9日", "2025Q3"), "2025Q3"),
        (titled("2025Q3", "三季度工作总结"), signed("甲.txt", "石桥村 7月2日"), "Q2"),
    ],
)
def test_a_report_that_bears_only_a_date_is_of_what_the_batch_is_of(
    others: list[Report], one: Report, period: str
) -> None:
    *_, last = with_periods([*others, one])
    assert (last.period, last.period_guessed) == (period, period not in (one.period, "Q2"))


def test_who_says_of_which_time_it_is_outweighs_who_only_bears_a_date() -> None:
    year = titled("2025", "2025年工作总结", 4)
    dated = [signed(f"乙{n}.txt", "2025年12月20日", "2025Q4") for n in range(3)]
    assert {one.period for one in with_periods([*year, *dated, signed("丙.txt", "12月18日")])} == {"2025"}


def test_a_file_named_like_the_others_is_of_what_they_say_they_are_of() -> None:
    year = [report(f"2025q4-村{n}.txt", "2025", "村2025年工作总结") for n in range(3)]
    talk = report("2025q4-刘桥.txt", "2025Q4", "（全镇述职会）")
    assert list(with_periods([*year, talk]))[-1] == replace(talk, period="2025", period_guessed=True)
    # One whose name alone tells the quarter, or whose title does, is of it.
    for one in (
        replace(talk, title="刘桥四季度汇报"),
        replace(talk, title="2025q4-刘桥"),
    ):
        others = [replace(other, name=f"村{n}.txt") for n, other in enumerate(year)]
        assert list(with_periods([*others, one]))[-1].period == "2025Q4"
