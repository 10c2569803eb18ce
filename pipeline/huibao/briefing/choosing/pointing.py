"""A request that points to what its report tells elsewhere (那面墙, 那222万元), with the words that tell what it is.

村小学后墙裂了一道缝。 … 请教育办派人来鉴定那面墙。 Alone the second says nothing to who has not read the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby

from huibao.briefing.choosing.points import Point, sayable
from huibao.briefing.themes.asking import REQUEST
from huibao.briefing.themes.aspects import Theme, cued
from huibao.briefing.wording.joins import stops_whole
from huibao.briefing.wording.rewritten import described
from huibao.indicators.numbers.numerals import find_numerals
from huibao.ingest.author import starts_with_surname
from huibao.segment.normalize import normalize
from huibao.segment.words import tag_words

_DIGITS = r"[\d一二两三四五六七八九十百几]"
# 鉴定那面墙, 掏渠的那个钱, 清那40多桶东西; but 那边, 那样.
_POINTS = re.compile(
    rf"(?:(?P<of>[\u4e00-\u9fff]{{1,6}}?)的)?那(?![么样里边时天年些会])(?=[面条座台口坨块处栋堵个家户]|{_DIGITS})"
    rf"(?P<count>{_DIGITS}[\d.]*多?[万亿]?元?)?[面条座台口坨块处栋堵个家户桶米]?(?P<what>[^，。；]{{0,10}})"
)
# 老覃家的临时救助, 訾长顺那户, 王某家的: who is known where it was told what befell them; but 老年人家的, 马铃薯那个.
_WHOSE = re.compile(
    r"(?:^|[，请给帮把替])(?:老(?P<old>(?!师)[\u4e00-\u9fff])(?=家的|那[户家个])"
    r"|(?P<full>[\u4e00-\u9fff]{1,2}某|[\u4e00-\u9fff]{3})(?=家的|那[户家]))"
)
_PERSON = "nr"
# 欠薪的事请劳动监察出面: whose?
_MATTER = re.compile(r"^(?P<matter>[^，。；]{2,6})的事情?(?=[，请求希盼让由找])")
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
                point = _with_background(point, told, known)
            elif point.kind is None:
                told.append(point)
            found.append(point)
    return found


@dataclass(frozen=True, kw_only=True, slots=True)
class _Known:
    """By what that which a request points to is known: words, figures, what is lacking.

    With ``alone`` the request tells nothing without it.
    """

    words: frozenset[str] = frozenset()
    figures: frozenset[Decimal] = frozenset()
    themes: frozenset[Theme] = frozenset()
    alone: bool = False

    def shared(self, text: str) -> int:
        """How much of it a text tells."""
        values = {numeral.value for numeral in find_numerals(text)}
        # 掏渠, 掏那条渠: what is done stands apart from what it is done to.
        named = sum(bool(re.search(".{0,4}".join(map(re.escape, word)), text)) for word in self.words)
        return named + _WEIGHT_OF_FIGURE * len(self.figures & values) + len(self.themes & set(cued(text)))


def _pointed_at(text: str) -> _Known | None:
    """By what that to which a request points is known; None where it points to nothing."""
    if who := _whose(text):
        return _Known(words=frozenset({who}), alone=True)
    matter = _MATTER.match(text)
    if matter and (themes := cued(matter["matter"])):
        return _Known(themes=frozenset(themes), alone=True)
    pointed = _POINTS.search(text) or _MONEY.search(text)
    if pointed is None:
        return None
    said = [part for part in pointed.groupdict().values() if part]
    words = {word for part in said for word, kind in tag_words(part) if kind.startswith(_THINGS)}
    figures = (numeral.value for part in said for numeral in find_numerals(part))
    return _Known(
        words=frozenset(word for word in words if not _ANYTHING.fullmatch(word)),
        figures=frozenset(value for value in figures if value >= _LEAST_FIGURE),
    )


def _whose(text: str) -> str:
    """The name of the person of whose household a request is; empty where it names none."""
    whose = _WHOSE.search(text)
    if whose is None:
        return ""
    if old := whose["old"]:
        return f"老{old}" if starts_with_surname(f"{old}某") else ""
    full: str = whose["full"]
    named = full.endswith("某") or tag_words(full)[0][1].startswith(_PERSON)
    return full if named and starts_with_surname(full) else ""


def _with_background(point: Point, told: Sequence[Point], known: _Known) -> Point:
    """The request behind what tells what it is about, in as few of its words as tell it; as it is where none does."""
    untold = replace(point, wording=replace(point.wording, fit=point.wording.fit and not known.alone))
    best, background = 0, None
    for other in told:
        # The nearest of those that share most.
        if (share := known.shared(normalize(other.source.text).text)) and share >= best:
            best, background = share, other
    if background is None:
        return untold
    beside = (*point.beside, background.source)
    tellings = [telling for telling in _beginnings(background.wording.text) if known.shared(telling) >= best]
    # As much as there is room for: of what is asked the reader should know how much and whose it is.
    for telling in sorted(tellings, key=lambda told: (len(told) > _ROOM, abs(_ROOM - len(told)))):
        whole = replace(point, wording=described(f"{telling}，{point.wording.text}"), beside=beside)
        if sayable(whole):
            return whole
    return replace(untold, beside=beside)


def _beginnings(text: str) -> Iterator[str]:
    """The first clauses of a text that can stand alone, and the whole where it can."""
    for end in (*(mark.start() for mark in re.finditer("，", text)), len(text)):
        told = text[:end]
        if described(told).fit and (stops_whole(told) or _HAPPENED.search(told.rpartition("，")[2])):
            yield told
