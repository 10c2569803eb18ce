"""The judge, its evidence and its fitting, on weights made by hand and corpora of a few lines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from huibao.errors import CorpusError, ModelError
from huibao.indicators.extract import extract_report, settings_of
from huibao.indicators.judging.evidence import certain_status, observe
from huibao.indicators.judging.judge import VERDICTS, Judge, load_judge
from huibao.indicators.learning.fit_judge import fit_judge
from huibao.schema import AnnotatedReport
from huibao.taxonomy import Taxonomy

Author = Callable[..., AnnotatedReport]


def weights(**verdicts: float) -> tuple[float, ...]:
    return tuple(verdicts.get(verdict, 0.0) for verdict in VERDICTS)


@pytest.fixture
def judge() -> Judge:
    return Judge(
        intercept=weights(actual=1.0),
        weights={"past@own": weights(past=3.0), "size=1": weights(none=4.0)},
        tolerance=0.5,
    )


def observations(author: Author, taxonomy: Taxonomy, sentence: str, index: int = 0, label: str = "other") -> set[str]:
    (setting,) = settings_of(author(f"P\n{label}|{sentence}\n"))
    return set(observe(setting, index, taxonomy))


def test_the_heaviest_status_wins(judge: Judge) -> None:
    assert judge.decide([]) == "actual"
    assert judge.decide(["past@own"]) == "past"


@pytest.mark.parametrize(
    ("sentence", "statuses"),
    [
        ("全年计划安装路灯60盏，目前已安装42盏。", ["plan", "actual"]),
        ("按计划安装路灯42盏。", ["actual"]),
        ("发放雨露计划补助6人。", ["actual"]),
        ("村里缺少路灯30盏。", ["gap"]),
        ("急需修建水渠1200米。", ["gap"]),
        ("仍有40户未改厕。", ["gap"]),
        ("还有40户改了厕。", ["actual"]),
        ("四季度计划走访群众200户次，安装路灯30盏。", ["plan", "plan"]),
        ("四季度安装路灯30盏。", ["plan"]),
        ("纠纷由去年四季度的19起降至5起。", ["past", "actual"]),
        ("去年同期村集体收入10万元。", ["past"]),
        ("去年，我村改厕50户。", ["past"]),
        ("2024年底，全村监测户20户，目前15户。", ["past", "actual"]),
        ("2024年村集体收入21万元，2025年村集体收入26万元。", ["past", "actual"]),
    ],
)
def test_what_is_not_done_is_never_counted_as_done(
    sentence: str, statuses: list[str], judge: Judge, authored: Author, taxonomy: Taxonomy
) -> None:
    """In a report of the third quarter, under a judge to whom everything is done."""
    annotated = authored(f"P\nother|{sentence}\n")
    report = replace(annotated, report=replace(annotated.report, period="2025Q3"))
    assert [figure.status for figure in extract_report(report, taxonomy, judge)] == statuses


def test_what_is_more_likely_no_indicator_is_none(judge: Judge) -> None:
    assert judge.decide(["size=1"]) is None


def test_an_observation_counts_once_and_an_unknown_one_nothing(judge: Judge) -> None:
    assert judge.decide(["size=1", "size=1", "past@own", "past@own", "never seen"]) is None


def test_a_judge_survives_its_file(judge: Judge, tmp_path: Path) -> None:
    judge.save(tmp_path / "weights.json")
    assert load_judge(tmp_path / "weights.json") == judge


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"format": "other"}', "not json"])
def test_a_damaged_file_is_refused(content: str, tmp_path: Path) -> None:
    path = tmp_path / "weights.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ModelError, match=r"weights\.json"):
        load_judge(path)


def test_words_are_seen_by_their_place(authored: Author, taxonomy: Taxonomy) -> None:
    seen = observations(authored, taxonomy, "去年卖鱼30吨，目标50吨。")
    assert {"past@own", "unit=吨", "role=none", "next<far"} <= seen
    assert "goal@own" not in seen


def test_a_neighbour_of_the_same_unit_is_compared(authored: Author, taxonomy: Taxonomy) -> None:
    seen = observations(authored, taxonomy, "调处纠纷17起，办结16起。", 1)
    assert {"prev=same", "prev<far", "prev<settled"} <= seen


def test_the_label_of_the_sentence_is_seen(authored: Author, taxonomy: Taxonomy) -> None:
    seen = observations(authored, taxonomy, "建大棚20座。", label="requirement.development/plan")
    assert {"role=todo", "kind=plan", "label=requirement.development"} <= seen


def test_the_words_and_the_edges_of_a_figure_are_seen(authored: Author, taxonomy: Taxonomy) -> None:
    seen = observations(authored, taxonomy, "新建大棚30座，拆除旱厕22座，", 1)
    assert {"own:拆除", "own:旱厕", "<2:旱厕", ">1:"} <= seen
    assert not {"own:新建", "<2:大棚"} & seen


def test_the_verdict_on_the_figure_before_is_seen(authored: Author, taxonomy: Taxonomy) -> None:
    (setting,) = settings_of(authored("P\nother|大棚应改30座，用工5人，实改22座。\n"))
    assert {"told=actual", "told<plan"} <= set(observe(setting, 2, taxonomy, ["plan", "actual"]))
    assert not any(one.startswith("told") for one in observe(setting, 2, taxonomy))


@pytest.mark.parametrize(
    ("note", "status"), [("括号内为上年同期数。", "past"), ("括号中数据为年度目标。", "plan"), ("括号要用全角。", None)]
)
def test_a_report_says_what_its_brackets_hold(authored: Author, note: str, status: str | None) -> None:
    report = authored(f"P\nother|纠纷28件（34件），受益户61户（含监测户9户）。\nother|{note}\n")
    first, _ = settings_of(report)
    assert [certain_status(first, index) for index in range(4)] == [None, status, None, None]


@pytest.mark.parametrize(
    ("sentence", "index", "status"),
    [
        ("完成86户，还差14户。", 1, "gap"),
        ("收入86万元，比上年的61万元多。", 1, "past"),
        ("监测户由11户降到7户。", 0, "past"),
        ("监测户由11户降到7户。", 1, None),
        ("力争收入突破100万元。", 0, "plan"),
        ("修路3公里。", 0, None),
        ("环村路还缺最后1.3公里没有修通。", 0, "gap"),
    ],
)
def test_phrases_that_leave_no_doubt(authored: Author, sentence: str, index: int, status: str | None) -> None:
    (setting,) = settings_of(authored(f"P\nother|{sentence}\n"))
    assert certain_status(setting, index) == status


def test_fitting_learns_what_the_authors_did(authored: Author, taxonomy: Taxonomy) -> None:
    lines = [
        f"achievement.construction|修路{n}公里，去年修了{n + 1}公里。"
        f"|道路建设={n}公里@actual; 道路建设={n + 1}公里@past\n"
        f"requirement.development/plan|打算明年建房{n + 20}座。|房={n + 20}座@plan\n"
        f"bottleneck.resources|路灯坏了没钱修的有{n + 40}盏。|路灯={n + 40}盏@gap\n"
        f"achievement.governance|调处纠纷{n + 60}起，办结{n + 50}起。"
        f"|矛盾调解={n + 60}件@actual; 调解成功={n + 50}件@part\n"
        f"other|老李家有羊{n + 70}头。\n"
        for n in range(3, 11)
    ]
    report = authored("P\n" + "".join(lines))
    judge = fit_judge([report], taxonomy)
    told = [(i.value, i.status) for i in extract_report(report, taxonomy, judge) if i.sentence < 5]
    assert told == [(3, "actual"), (4, "past"), (23, "plan"), (43, "gap"), (63, "actual"), (53, "part")]


def test_a_corpus_without_some_status_teaches_nothing(authored: Author, taxonomy: Taxonomy) -> None:
    with pytest.raises(CorpusError, match="gap"):
        fit_judge([authored("P\nother|修路3公里。|道路建设=3公里@actual\n")], taxonomy)
