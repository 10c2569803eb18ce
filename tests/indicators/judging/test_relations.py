"""How a sentence's figures stand to one another."""

from __future__ import annotations

from huibao.indicators.judging.relations import observe_neighbours, observe_verdicts
from huibao.indicators.lexicon.names import Name
from huibao.indicators.numbers.quantities import read_quantities


def neighbours(text: str, index: int) -> set[str]:
    quantities = read_quantities(text)
    names = [Name("户厕改造", one.unit, summable=True) for one in quantities]
    return set(observe_neighbours(text, quantities, names, index, "done"))


def verdicts(text: str, *earlier: str) -> set[str]:
    return set(observe_verdicts(text, read_quantities(text), len(earlier), earlier))


def test_two_that_make_up_a_third_are_its_addends() -> None:
    text = "任务60座，建成38座，还差22座。"
    assert "whole" in neighbours(text, 0)
    assert "addend" in neighbours(text, 1)
    assert "addend" in neighbours(text, 2)


def test_a_total_may_stand_behind_what_it_is_the_sum_of() -> None:
    text = "春季栽了120亩，秋季栽了80亩，共200亩。"
    assert "total" in neighbours(text, 2)
    assert "total" not in neighbours(text, 0)


def test_figures_that_do_not_add_up_are_no_sum() -> None:
    assert not {"whole", "addend", "total"} & neighbours("任务60座，建成38座，还差20座。", 0)


def test_figures_of_other_units_are_no_addends() -> None:
    assert not {"whole", "addend"} & neighbours("硬化道路60公里，装灯38盏，改厕22座。", 0)


def test_rank_counts_the_figures_of_the_same_unit() -> None:
    seen = neighbours("改厕60座，装灯90盏，验收38座。", 2)
    assert {"alike=1/0", "not largest", "prev<far"} <= seen


def test_what_was_done_of_something_set_is_told_by_the_larger_ones_verdict() -> None:
    seen = verdicts("任务60座，建成38座。", "plan")
    assert {"told=plan", "told<plan", "larger=plan", "larger=plan:建成"} <= seen


def test_a_larger_figure_further_back_is_found() -> None:
    seen = verdicts("任务60座，东边建成8座，西边建成30座。", "plan", "part")
    assert {"told>part", "larger=plan"} <= seen


def test_what_two_figures_leave_is_told() -> None:
    assert "left of plan by actual" in verdicts("任务60座，建成38座，差22座。", "plan", "actual")
    assert "shares plan" in verdicts("任务60座，建成38座，差22座。", "plan")


def test_nothing_is_said_of_verdicts_that_nobody_knows() -> None:
    assert not verdicts("任务60座，建成38座。")
