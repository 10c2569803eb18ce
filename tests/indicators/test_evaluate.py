"""Scores of extracted against authored indicators."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from huibao.indicators.evaluate import IndicatorScores, evaluate_indicators
from huibao.schema import AnnotatedReport, Indicator

Author = Callable[..., AnnotatedReport]


@pytest.fixture
def gold(authored: Author) -> AnnotatedReport:
    return authored("P\nother|修路3公里，机井5眼。|道路建设=3公里@actual; 更新机组=5台@actual\n")


def scores(gold: AnnotatedReport, *found: Indicator) -> IndicatorScores:
    return evaluate_indicators([gold], [found])


def test_the_authors_own_score_one(gold: AnnotatedReport) -> None:
    same = scores(gold, *gold.indicators)
    assert (same.value_f1, same.value_status_f1, same.full_f1, same.head_f1) == (1, 1, 1, 1)
    assert (same.canonical_f1, same.free_f1) == (1, 1)


def test_a_like_unit_counts_by_what_it_is(gold: AnnotatedReport) -> None:
    road, machine = gold.indicators
    assert scores(gold, replace(road, value=3000.0, unit="米"), machine).full_f1 == 1


def test_each_score_asks_for_more(gold: AnnotatedReport) -> None:
    road, machine = gold.indicators
    wrong = scores(gold, replace(road, status="plan"), replace(machine, name="机组"))
    assert (wrong.value_f1, wrong.value_status_f1, wrong.full_f1) == (1, 0.5, 0)
    assert (wrong.head_f1, wrong.canonical_f1) == (0.5, 0)


def test_a_name_of_the_lexicon_agrees_with_itself_only(gold: AnnotatedReport) -> None:
    road, machine = gold.indicators
    assert scores(gold, replace(road, name="村道路建设"), machine).head_f1 == 0.5


def test_names_of_the_lexicon_and_others_are_counted_apart(gold: AnnotatedReport) -> None:
    road, machine = gold.indicators
    found = scores(gold, road, replace(machine, name="机组"))
    assert (found.full_f1, found.canonical_f1, found.free_f1) == (0.5, 1, 0)


def test_an_indicator_matches_once(gold: AnnotatedReport) -> None:
    road, _ = gold.indicators
    assert scores(gold, road, road).value_f1 == 0.5


def test_nothing_authored_and_nothing_found_is_zero(authored: Author) -> None:
    assert scores(authored("P\nother|没有数字。\n")).full_f1 == 0
