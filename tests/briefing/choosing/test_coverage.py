"""What a sentence adds to a draft, by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pytest

from huibao.briefing.choosing.coverage import Coverage
from huibao.briefing.choosing.points import Landscape, Point
from huibao.briefing.wording.fuse import rewrite
from huibao.schema import Source


def _point(text: str, village: str = "石桥村") -> Point:
    return Point(
        label="achievement.industry",
        kind=None,
        source=Source(report=f"{village}.txt", village=village, index=0, text=text),
        wording=replace(rewrite(text, village), text=text),
        aspect="",
        themes=(),
        confidence=1.0,
        review=False,
        has_figure=False,
        doubtful=False,
    )


def _coverage(points: list[Point], alike: npt.NDArray[np.float64]) -> Coverage:
    return Coverage(Landscape(points=tuple(points), alike=alike, place={id(p): i for i, p in enumerate(points)}))


def _adds(coverage: Coverage, points: list[Point]) -> list[float]:
    """What each adds, for all its room."""
    return [telling.worth * (len(telling.wording.text) + 24) for telling in map(coverage.best, points)]


@pytest.fixture
def points() -> list[Point]:
    """Three villages tell of the same, one of something else; digits hold no word."""
    return [_point(text, f"{text}村") for text in ("1", "2", "3", "4")]


@pytest.fixture
def alike() -> npt.NDArray[np.float64]:
    return np.array(
        [[1.0, 0.7, 0.7, 0.2], [0.7, 1.0, 0.4, 0.2], [0.7, 0.4, 1.0, 0.2], [0.2, 0.2, 0.2, 1.0]],
    )


def test_what_is_near_to_most_adds_most(points: list[Point], alike: npt.NDArray[np.float64]) -> None:
    coverage = _coverage(points, alike)
    # Beyond the 0.2 that any two sentences have in common, for its one character and those of its village.
    assert _adds(coverage, points) == pytest.approx([1.8, 1.5, 1.5, 0.8])


def test_what_has_been_told_adds_only_what_it_brings_nearer(
    points: list[Point], alike: npt.NDArray[np.float64]
) -> None:
    coverage = _coverage(points, alike)
    coverage.say(coverage.best(points[0]))
    assert _adds(coverage, points) == pytest.approx([0.0, 0.3, 0.3, 0.8])


def test_nothing_adds_more_than_before(points: list[Point], alike: npt.NDArray[np.float64]) -> None:
    coverage = _coverage(points, alike)
    before = _adds(coverage, points)
    for said in points:
        coverage.say(coverage.best(said))
        after = _adds(coverage, points)
        assert all(now <= then + 1e-9 for now, then in zip(after, before, strict=True))
        before = after
    assert before == pytest.approx([0.0] * 4)


def test_a_word_adds_something_once_and_more_where_more_use_it() -> None:
    # Each word is rare enough to be none of the genre's: one sentence in twenty-five, or two.
    others = [_point(str(n)) for n in range(47)]
    points = [_point("分级线"), _point("冷链车"), _point("冷链车")]
    coverage = _coverage([*points, *others], np.zeros((50, 50)))
    once, twice, _ = _adds(coverage, points)
    assert 0 < once < twice
    coverage.say(coverage.best(points[1]))
    assert _adds(coverage, points) == pytest.approx([once, 0.0, 0.0])


def test_a_word_of_the_genre_adds_nothing() -> None:
    points = [_point("群众") for _ in range(4)]
    assert _adds(_coverage(points, np.zeros((4, 4))), points) == [0.0] * 4


def test_what_weighs_more_is_told_sooner(points: list[Point], alike: npt.NDArray[np.float64]) -> None:
    land = _coverage(points, alike).land
    assert _adds(Coverage(land, [1, 1, 1, 2]), points) == pytest.approx([1.8, 1.5, 1.5, 1.6])


@pytest.mark.parametrize(("near", "told"), [(0.9, "1"), (0.3, "12345678901")])
def test_last_clauses_go_where_the_rest_clearly_tells_more_for_its_room(near: float, told: str) -> None:
    whole, rest = _point("12345678901"), _point("1").wording
    land = Landscape(points=(whole,), alike=np.array([[1.0, near]]), place={id(whole): 0}, shorter=((0, rest),))
    coverage = Coverage(land)
    best = coverage.best(whole)
    assert best.wording.text == told
    coverage.say(best)
    assert coverage.best(whole).worth == pytest.approx(0.0 if told == whole.wording.text else 0.1 / 35)
