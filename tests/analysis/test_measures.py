from __future__ import annotations

from dataclasses import replace

import pytest

from huibao.analysis.load import Corpus
from huibao.analysis.measures import changes, outliers, ranking, reported, village_values
from huibao.analysis.periods import in_order, period_end
from huibao.errors import UsageError


@pytest.mark.parametrize(
    ("period", "month"),
    [("2025Q3", 9), ("2025H1", 6), ("2025M09", 9), ("2025M01-M09", 9), ("2025", 12)],
)
def test_the_month_in_which_a_period_ends(period: str, month: int) -> None:
    assert period_end(period) == 12 * 2025 + month


def test_periods_are_ordered_by_time_and_what_is_none_is_left_out() -> None:
    assert in_order(["2026Q1", "", "2025Q3", "2025H1", "2025Q3", "去年"]) == ["2025H1", "2025Q3", "2026Q1"]


def test_the_latest_value_of_each_village_is_ranked_without_the_speech(corpus: Corpus) -> None:
    table = ranking(corpus, "监测户").table
    assert list(zip(table["rank"], table["village"], table["value"], strict=True)) == [
        (1, "石桥村", 20),
        (2, "柳河村", 9),
    ]


def test_an_indicator_that_nobody_reports_is_named_with_those_that_are(corpus: Corpus) -> None:
    with pytest.raises(UsageError, match=r"没有一个村报告过 飞机场；常见的指标有 .*监测户"):
        ranking(corpus, "飞机场")


def test_two_values_in_one_report_are_marked(corpus: Corpus) -> None:
    one = corpus.reports[1]
    twice = replace(one, indicators=(*one.indicators, replace(one.indicators[0], value=12.0)))
    values = village_values(replace(corpus, reports=(twice,)), "监测户")
    assert (values.loc[0, "value"], bool(values.loc[0, "contradictory"])) == (12.0, True)


def test_changes_between_periods(corpus: Corpus) -> None:
    table = changes(corpus, "监测户").table
    assert list(table["village"]) == ["石桥村", "石桥村"]
    assert table["before"].tolist()[1:] == [24]
    assert table["before"].isna().tolist() == [True, False]
    assert table["change"].iloc[1] == -4
    assert table["change_share"].iloc[1] == pytest.approx(-1 / 6)


def test_how_many_villages_report_what(corpus: Corpus) -> None:
    table = reported(corpus).table
    assert (table.loc[0, "name"], table.loc[0, "villages"], table.loc[0, "high"]) == ("监测户", 2, 24)


def test_a_value_in_the_wrong_unit_is_out_of_line(corpus: Corpus) -> None:
    one = corpus.reports[1]
    values = [9.0, 11.0, 8.0, 10.0, 12.0, 90000.0]
    reports = tuple(
        replace(
            one,
            report=replace(one.report, name=f"r{number}", village=f"村{number}"),
            indicators=(replace(one.indicators[0], value=value),),
        )
        for number, value in enumerate(values)
    )
    table = outliers(replace(corpus, reports=reports)).table
    assert list(table["village"]) == ["村5"]
    assert table.loc[0, "median"] == 10.5
    assert (table["z"] > 3.5).all()


def test_figures_known_by_their_unit_alone_are_not_compared(corpus: Corpus) -> None:
    first = corpus.reports[0]
    nameless = tuple(replace(one, name=one.unit) for one in first.indicators)
    table = reported(replace(corpus, reports=(replace(first, indicators=nameless),))).table
    assert table.empty
