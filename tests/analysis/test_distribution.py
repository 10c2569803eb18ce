from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from huibao.analysis.distribution import distribution, label_counts, label_rows, problem_map, problems_together
from huibao.analysis.load import Corpus
from huibao.errors import UsageError


def test_label_rows_unfold_second_labels(corpus: Corpus) -> None:
    rows = label_rows(corpus)
    both = rows[rows["text"] == "没有冷库，桃子卖不上价。"]
    assert list(zip(both["rank"], both["label"], both["label_name"], strict=True)) == [
        (0, "bottleneck.industry", "瓶颈·产业发展"),
        (1, "bottleneck.resources", "瓶颈·要素保障"),
    ]
    assert len(rows) == len(corpus.sentences) + 1


def test_label_counts_tell_strongest_from_second(corpus: Corpus) -> None:
    table = label_counts(corpus).table.set_index("label")
    assert (table.loc["bottleneck.resources", "sentences"], table.loc["bottleneck.resources", "second"]) == (1, 1)
    assert list(table.index) == list(corpus.taxonomy.keys)
    assert table["share"].sum() == pytest.approx(1)


def test_shares_of_a_group_add_up_and_periods_are_in_order(corpus: Corpus) -> None:
    table = distribution(corpus, "period").table
    assert list(table["period"].unique()) == ["2025Q2", "2025Q3"]
    assert table.groupby("period")["share"].sum().tolist() == pytest.approx([1, 1])


@pytest.mark.parametrize("by", ["village", "author", "period", "report", "township", "report_kind"])
def test_every_grouping_is_drawn(corpus: Corpus, by: str) -> None:
    view = distribution(corpus, by)  # type: ignore[arg-type]
    assert view.chart.to_dict()["encoding"]["y"]["field"] == by


def test_an_unknown_or_empty_grouping_is_refused(corpus: Corpus) -> None:
    nameless = tuple(replace(one, report=replace(one.report, author="")) for one in corpus.reports)
    with pytest.raises(UsageError, match="没有一份报告写明作者"):
        distribution(replace(corpus, reports=nameless), "author")
    with pytest.raises(UsageError, match="不能按 colour 分组；可用的有 village"):
        distribution(corpus, "colour")  # type: ignore[arg-type]


def test_the_problem_map_holds_zeros_and_leaves_the_speech_out(corpus: Corpus) -> None:
    table = problem_map(corpus).table
    assert list(table["village"].unique()) == ["石桥村", "柳河村"]
    counts = table.set_index(["village", "label"])["sentences"]
    assert counts["石桥村", "bottleneck.resources"] == 2
    assert counts["柳河村", "bottleneck.resources"] == 0


def test_problems_that_stand_together_by_hand(corpus: Corpus) -> None:
    table = problems_together(corpus, unit="sentence").table.set_index(["first", "second"])
    row: Any = table.loc[("瓶颈·产业发展", "瓶颈·要素保障")]
    # 15 sentences, 1 with the one, 2 with the other, 1 with both.
    assert (row["both"], row["either_first"], row["either_second"], row["units"]) == (1, 1, 2, 15)
    assert row["lift"] == pytest.approx(15 / 2)
    assert row["phi"] == pytest.approx((15 - 2) / (1 * 2 * 14 * 13) ** 0.5)
    by_report = problems_together(corpus, unit="report").table.set_index(["first", "second"])
    assert by_report.loc[("瓶颈·思想认识", "瓶颈·工作方法"), "both"] == 1
