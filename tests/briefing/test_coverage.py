"""What a sentence adds to a draft, by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pytest

from huibao.briefing.coverage import Coverage
from huibao.briefing.fuse import rewrite
from huibao.briefing.points import Landscape, Point
from huibao.schema import Source


def _point(text: str, village: str = "石桥村") -> Point:
    return Point(
        label="achievement.industry",
        kind=None,
        source=Source(report=f"{village}.txt", village=village, index=0, text=text),
        wording=replace(rewrite(text, village), text=text),
        aspect="",
        confidence=1.0,
        review=False,
        has_figure=False,
        doubtful=False,
    )


def _coverage(points: list[Point], alike: npt.NDArray[np.float64]) -> Coverage:
    return Coverage(Landscape(points=tuple(points), alike=alike, place={id(p): i for i, p in enumerate(points)}))


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
    # Beyond the 0.2 that any two sentences have in common.
    assert [coverage.adds(point) for point in points] == pytest.approx([1.8, 1.5, 1.5, 0.8])


def test_what_has_been_told_adds_only_what_it_brings_nearer(
    points: list[Point], alike: npt.NDArray[np.float64]
) -> None:
    coverage = _coverage(points, alike)
    coverage.say(points[0])
    assert [coverage.adds(point) for point in points] == pytest.approx([0.0, 0.3, 0.3, 0.8])
    assert max(points, key=coverage.adds) is points[3]


def test_nothing_adds_more_than_before(points: list[Point], alike: npt.NDArray[np.float64]) -> None:
    coverage = _coverage(points, alike)
    before = [coverage.adds(point) for point in points]
    for said in points:
        coverage.say(said)
        after = [coverage.adds(point) for point in points]
        assert all(now <= then + 1e-9 for now, then in zip(after, before, strict=True))
        before = after
    assert before == pytest.approx([0.0] * 4)


def test_a_word_adds_something_once_and_more_where_more_use_it() -> None:
    # Each word is rare enough to be none of the genre's: one sentence in twenty-five, or two.
    others = [_point(str(n)) for n in range(47)]
    points = [_point("分级线"), _point("冷链车"), _point("冷链车")]
    coverage = _coverage([*points, *others], np.zeros((50, 50)))
    once, twice, _ = (coverage.adds(point) for point in points)
    assert 0 < once < twice
    coverage.say(points[1])
    assert coverage.adds(points[2]) == pytest.approx(0.0)
    assert coverage.adds(points[0]) == once


def test_a_word_of_the_genre_adds_nothing() -> None:
    points = [_point("群众") for _ in range(4)]
    assert _coverage(points, np.zeros((4, 4))).adds(points[0]) == 0.0
