"""Reports that name no year, among reports that do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from huibao.ingest.beside import with_periods
from huibao.schema import Report


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
