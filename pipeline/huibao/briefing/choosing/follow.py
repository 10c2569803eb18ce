"""Danger with what the next sentence tells of it: what came of it, and what is still open.

一个孩子滑进取土坑，被拉上来。坑还有三个，至今只拉了警戒带。 A draft that tells the first alone tells of something over.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from huibao.briefing.choosing.points import Point, sayable
from huibao.briefing.wording.rewritten import described
from huibao.segment.normalize import normalize
from huibao.segment.words import tag_words

# 该弯道今年已发生事故3起, 那3户12人还住在活动室, 家属的困难大: of what was told just before.
REFERS = re.compile(
    r"(?:但是?|不过|可是|另外)?(?:[该那这](?![次样边里么时]|个?季度|些?年|一?[年月季])[^，。；]{1,8}|家属|家里|伤者|死者|事后|当时|上述|前述|幸[好亏]|亏得|多亏|起因|原因是|经(?:查|调查)|样本|化验|检测结果|赔偿|善后|目前[还仍人]|人[已还]|至今)"
)
_OPENER = re.compile("^(?:但是?|不过|可是|另外|还有)")
_THING = ("n", "vn")


def followed(points: Sequence[Point]) -> list[Point]:
    """The points, danger with what the next sentence of its report tells of it, which then is not told alone.

    Args:
        points: of a batch, in the order of the reports.
    """
    found: list[Point] = []
    for point in points:
        before = found[-1] if found else None
        if before is not None and _belongs(before, point) and (whole := _joined(before, point)) is not None:
            found[-1:] = [whole, replace(point, wording=replace(point.wording, fit=False))]
        else:
            found.append(point)
    return found


def _belongs(before: Point, point: Point) -> bool:
    """Whether a sentence tells more of the danger before it, or danger that cannot be told without what is before."""
    source, last = point.source, before.source
    told_apart = before.harm or point.harm
    kinds = before.kind or point.kind or point.heads or told_apart
    if (last.report, last.index + 1) != (source.report, source.index) or kinds:
        return False
    text = normalize(source.text).text
    refers = bool(REFERS.match(text))
    if point.endangers and not sayable(point):
        return refers or before.endangers
    tells = before.endangers and (point.endangers or point.has_figure or point.wording.lacks)
    return tells and (refers or is_of(text, normalize(last.text).text))


def is_of(text: str, before: str) -> bool:
    """Whether a sentence begins with a thing that the one before it names: 坑还有三个 behind 滑进取土坑.

    Args:
        text, before: normalised sentences.

    Example:
        >>> is_of("坑还有三个。", "一个孩子滑进取土坑。"), is_of("新修了路。", "一个孩子滑进取土坑。")
        (True, False)
    """
    word, kind = next(iter(tag_words(_OPENER.sub("", text))), ("", ""))
    return kind in _THING and word in before


def _joined(before: Point, point: Point) -> Point | None:
    """Both sentences as one point, told as whichever of them tells of danger; None where they are too long for it."""
    text = f"{before.wording.text}，{_OPENER.sub('', point.wording.text)}"
    wording = replace(described(text), fit=before.wording.fit, unsuited=before.wording.unsuited)
    told = before if before.endangers else point
    whole = replace(told, source=before.source, wording=wording, beside=(*before.beside, point.source))
    return whole if sayable(whole) else None
