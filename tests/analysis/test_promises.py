from __future__ import annotations

from huibao.analysis.load import Corpus
from huibao.analysis.promises import follow_ups, promised_figures


def test_planned_figures_are_held_against_the_next_report(corpus: Corpus) -> None:
    table = promised_figures(corpus).table.set_index("name")
    assert table.loc["冷库", "outcome"] == "兑现"
    road = table.loc["道路建设"]
    assert (road["planned"], road["reported"], road["share"], road["outcome"]) == (2, 1.5, 0.75, "部分兑现")
    assert (road["planned_in"], road["reported_in"]) == ("2025Q2", "2025Q3")
    assert road["delivery"] == "道路硬化1.5公里。"


def test_what_is_not_mentioned_again_is_silent(corpus: Corpus) -> None:
    part = corpus.where(lambda annotated: annotated.report.village == "石桥村")
    table = follow_ups(part).table.set_index("promise")
    assert table.loc["打算逐户走访一遍老人。", "outcome"] == "没有再提"
    kept = table.loc["下半年计划建冷库一座，硬化道路2公里。"]
    assert (kept["outcome"], kept["label_name"]) == ("兑现", "成绩·和美乡村建设")
    assert kept["follow_up"] in ("冷库一座已经建成。", "道路硬化1.5公里。")


def test_a_village_with_one_report_has_promised_nothing(corpus: Corpus) -> None:
    assert promised_figures(corpus.where(lambda annotated: annotated.report.village == "柳河村")).table.empty
