"""Figures of an edited briefing: found with what they count, of the village they are told of, or worked out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from huibao.briefing.audit import Doubt, Evidence, Passage, find_doubts

DoubtsAbout = Callable[[str], list[Doubt]]


@pytest.mark.parametrize(
    "sentence",
    [
        "石桥村对12户监测户落实了帮扶。",
        "石桥村帮助监测户12户。",
        "3个村监测户合计36户。",
        "3个村监测户共有36户。",
        "石桥村有脱贫户68户、监测户12户。",
        "石桥村消除3户、新增1户监测对象。",
        "石桥村硬化入户路1700米。",
        "石桥村平均每天有超过280人参加。",
        "石桥村村集体经济收入124000元。",
    ],
)
def test_what_the_reports_bear_out_passes_in_other_words(sentence: str, doubts_about: DoubtsAbout) -> None:
    assert doubts_about(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "words", "said"),
    [
        ("石桥村对15户监测户落实了帮扶。", "15户", "这是柳河村的数"),
        ("石桥村硬化入户路1.9公里。", "1.9公里", "没有"),
        ("石桥村硬化入户路1.7米。", "1.7米", "没有"),
        ("石桥村村集体经济收入12.4元。", "12.4元", "没有"),
        ("石桥村新建冷库3座。", "3座", "没有"),
        ("石桥村二季度硬化入户路1.7公里。", "二季度", "没有"),
        ("石桥村村集体经济收入12.4万元，比去年同期增加八成。", "八成", "没有"),
        ("3个村监测户合计46户。", "46户", "加起来不一样"),
        ("2个村监测户合计36户。", "2个", "数不出"),
        ("一是销路和价格不稳（2个村）：石桥村桃子没有销路。", "2个", "数不出"),
    ],
)
def test_what_they_do_not_bear_out_is_named(sentence: str, words: str, said: str, doubts_about: DoubtsAbout) -> None:
    (doubt,) = doubts_about(sentence)
    assert (doubt.words, doubt.kind) == (words, "unsupported")
    assert said in doubt.reason


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("石桥村脱贫户12户，监测户68户。", ["12户", "68户"]),
        ("石桥村新增监测对象3户、消除1户。", ["3户", "1户"]),
        ("石桥村31栋吊脚楼完成防火改造46栋。", ["31栋", "46栋"]),
    ],
)
def test_figures_that_changed_places_are_both_named(sentence: str, words: list[str], doubts_about: DoubtsAbout) -> None:
    doubts = doubts_about(sentence)
    assert [doubt.words for doubt in doubts] == words
    assert all("说的是别的事" in doubt.reason and "石桥村" in doubt.reports_say for doubt in doubts)


def test_figures_of_villages_that_changed_places_are_both_named(doubts_about: DoubtsAbout) -> None:
    doubts = doubts_about("石桥村监测户15户；柳河村监测户12户。")
    assert [doubt.words for doubt in doubts] == ["15户", "12户"]
    assert ["柳河村" in doubts[0].reason, "石桥村" in doubts[1].reason] == [True, True]


def test_all_faults_of_a_sentence_are_told_each_once(doubts_about: DoubtsAbout) -> None:
    doubts = doubts_about("石桥村脱贫户69户，硬化入户路1.9公里，村集体经济收入12.4万元。")
    assert [doubt.words for doubt in doubts] == ["69户", "1.9公里"]


def test_a_wrong_sum_is_answered_with_what_the_villages_say(doubts_about: DoubtsAbout) -> None:
    (doubt,) = doubts_about("3个村监测户合计37户。")
    assert doubt.reports_say == "石桥村12户、柳河村15户、杨树村9户，监测户合计36户"


@pytest.mark.parametrize(
    ("cell", "beside", "words"),
    [
        ("石桥村12户；柳河村15户", "各村数值，监测户，36户，现有", []),
        ("石桥村15户；柳河村12户", "各村数值，监测户，36户，现有", ["15户", "12户"]),
        ("石桥村68户", "各村数值，监测户，36户，现有", ["68户"]),
        ("38户", "合计，监测户，现有，石桥村12户柳河村15户杨树村9户", ["38户"]),
    ],
)
def test_a_cell_is_held_against_the_rows_of_its_indicator(
    cell: str, beside: str, words: list[str], evidence: Evidence
) -> None:
    doubts = find_doubts([Passage(text=cell, beside=beside, is_cell=True)], evidence)
    assert [doubt.words for doubt in doubts] == words
