"""A request that points to what its report tells elsewhere (那面墙, 那222万元), with the words that tell what it is.

村小学后墙裂了一道缝。 … 请教育办派人来鉴定那面墙。 Alone the second says nothing to who has not read the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby

from huibao.briefing.choosing.points import Point, sayable
from huibao.briefing.themes.asking import REQUEST
from huibao.briefing.wording.joins import stops_whole
from huibao.briefing.wording.rewritten import described
from huibao.indicators.numbers.numerals import find_numerals
from huibao.segment.normalize import normalize
from huibao.segment.words import tag_words

_DIGITS = r"[\d一二两三四五六七八九十百几]"
# 鉴定那面墙, 掏渠的那个钱, 清那40多桶东西; but 那边, 那样.
_POINTS = re.compile(
    rf"(?:(?P<of>[\u4e00-\u9fff]{{1,6}}?)的)?那(?![么样里边时天年些会])(?=[面条座台口坨块处栋堵个家户]|{_DIGITS})"
    rf"(?P<count>{_DIGITS}[\d.]*多?[万亿]?元?)?[面条座台口坨块处栋堵个家户桶米]?(?P<what>[^，。；]{{0,10}})"
)
# 催一催那222万元, 要回124万: money, and not of what.
_MONEY = re.compile(rf"(?:[要讨追]回|催[^，。；\d]{{0,4}})[那这]?(?P<what>{_DIGITS}[\d.]*多?[万亿]元?)(?=[，。；]|$)")
# Words that may stand for anything, and one-character verbs of asking and doing.
_THINGS = ("n", "v")
_ANYTHING = re.compile("[钱事人家户做给来请派看办被有是修换]|事情|东西|问题|解决|[镇村][里上]")
_LEAST_FIGURE = 10
_WEIGHT_OF_FIGURE = 3
# 裂了一道两指宽的缝 says all that it says.
_HAPPENED = re.compile("[\u4e00-\u9fff]了[^，]{2}")
# Characters of what stands before a request.
_ROOM = 48


def explained(points: Sequence[Point]) -> list[Point]:
    """The points, each request that points elsewhere with the sentence before it that tells of the same.

    Args:
        points: of a batch, in the order of the reports.
    """
    found: list[Point] = []
    for _, mine in groupby(points, key=lambda point: point.source.report):
        told: list[Point] = []
        for point in mine:
            if point.kind == REQUEST and (known := _pointed_at(normalize(point.source.text).text)):
                point = _with_background(point, told, *known)
            elif point.kind is None:
                told.append(point)
            found.append(point)
    return found


def _pointed_at(text: str) -> tuple[frozenset[str], frozenset[Decimal]] | None:
    """The words and figures by which what a request points to is known; None where it points to nothing."""
    pointed = _POINTS.search(text) or _MONEY.search(text)
    if pointed is None:
        return None
    said = [part for part in pointed.groupdict().values() if part]
    words = {word for part in said for word, kind in tag_words(part) if kind.startswith(_THINGS)}
    known = frozenset(word for word in words if not _ANYTHING.fullmatch(word))
    return known, frozenset(
        numeral.value for part in said for numeral in find_numerals(part) if numeral.value >= _LEAST_FIGURE
    )


def _with_background(point: Point, told: Sequence[Point], words: frozenset[str], figures: frozenset[Decimal]) -> Point:
    """The request behind what tells what it is about, in as few of its words as tell it; as it is where none does."""

    def shared(text: str) -> int:
        values = {numeral.value for numeral in find_numerals(text)}
        # 掏渠, 掏那条渠: what is done stands apart from what it is done to.
        named = sum(bool(re.search(".{0,4}".join(map(re.escape, word)), text)) for word in words)
        return named + _WEIGHT_OF_FIGURE * len(figures & values)

    best, background = 0, None
    for other in told:
        # The nearest of those that share most.
        if (share := shared(normalize(other.source.text).text)) and share >= best:
            best, background = share, other
    if background is None:
        return point
    beside = (*point.beside, background.source)
    tellings = [telling for telling in _beginnings(background.wording.text) if shared(telling) >= best]
    # As much as there is room for: of what is asked the reader should know how much and whose it is.
    for telling in sorted(tellings, key=lambda told: (len(told) > _ROOM, abs(_ROOM - len(told)))):
        whole = replace(point, wording=described(f"{telling}，{point.wording.text}"), beside=beside)
        if sayable(whole):
            return whole
    return replace(point, beside=beside)


def _beginnings(text: str) -> Iterator[str]:
    """The first clauses of a text that can stand alone, and the whole where it can."""
    for end in (*(mark.start() for mark in re.finditer("，", text)), len(text)):
        told = text[:end]
        if described(told).fit and (stops_whole(told) or _HAPPENED.search(told.rpartition("，")[2])):
            yield told
