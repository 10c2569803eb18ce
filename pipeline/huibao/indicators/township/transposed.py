"""One number of a village written twice, once with two digits changed about: 684人 in its text, 648人 in its table.

So figures are told that who types a table gets wrong, and two numbers of one unit and name are hardly so alike by
chance. Where a table only says 合计, its name is not known and a longer number must do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations

from huibao.indicators.township.between import Told, common_piece, distinct_words
from huibao.indicators.township.joint import JointDoubt
from huibao.indicators.township.telling import AMONG, phrases_told
from huibao.schema import Source
from huibao.segment.normalize import normalize

# 合计：数量1680吨: the last line of a table.
_SUM_LINE = re.compile("(?:合计|总计|共计)[：:|，、 ]|[^。；]*，小计")
# Digits from which on two numbers are not so alike by chance, whatever they are called.
_LONG = 3
_SHARED = 2
# What is aimed at or is a part may be like what was done by chance.
_OTHER = re.compile(f"{AMONG}|任务|计划|目标|预计|争取|力争|原报|更正|去年|上年")
_MONTH = re.compile(r"(?<!\d)\d{1,2}月")


def transposed(one: Decimal, other: Decimal) -> bool:
    """Whether two numbers differ by two neighbouring digits that have changed places.

    Example:
        >>> transposed(Decimal(684), Decimal(648)), transposed(Decimal("24.7"), Decimal("27.4"))
        (True, True)
        >>> transposed(Decimal(684), Decimal(846)), transposed(Decimal(31), Decimal(130))
        (False, False)
    """
    mine, its = (f"{number.normalize():f}" for number in (one, other))
    mine, its = (text.replace(".", "") if "." in mine and "." in its else text for text in (mine, its))
    places = [place for place, (here, there) in enumerate(zip(mine, its, strict=False)) if here != there]
    if len(mine) != len(its) or len(places) != _SHARED or places[1] != places[0] + 1:
        return False
    first, second = places
    return (mine[first], mine[second]) == (its[second], its[first])


def transposed_doubts(given: Sequence[Told]) -> list[JointDoubt]:
    """What a village tells of one thing and time in two sentences with two digits changed about.

    Args:
        given: what the villages tell, of all kinds.
    """
    by_place: dict[tuple[str, str, str], list[Told]] = {}
    for told in given:
        by_place.setdefault((told.value.village, told.unit, told.value.time), []).append(told)
    found: dict[frozenset[Source], JointDoubt] = {}
    for (_, unit, time), mine in by_place.items():
        for one, other in combinations(mine, 2):
            if transposed(one.value.value, other.value.value) and _of_one_thing(one, other):
                pair = ((one.name, one.value), (other.name, other.value))
                sentences = frozenset((one.value.source, other.value.source))
                found.setdefault(sentences, JointDoubt(unit=unit, period=time, told=pair))
    return list(found.values())


def _of_one_thing(one: Told, other: Told) -> bool:
    texts = [normalize(told.value.source.text).text for told in (one, other)]
    months = [set(_MONTH.findall(text)) for text in texts]
    if one.value.source == other.value.source or (all(months) and months[0].isdisjoint(months[1])):
        return False
    beside = [
        "|".join(f"{p.own}|{p.after}" for p in phrases_told(told.name, told.unit, told.value)) for told in (one, other)
    ]
    if any(map(_OTHER.search, beside)):
        return False
    mine, its = (distinct_words(text, ()) for text in texts)
    alike = common_piece(mine, its, _SHARED)
    if one.name == other.name:
        return alike
    long = len(f"{one.value.value.normalize():f}".rstrip("0")) >= _LONG
    return any(map(_SUM_LINE.match, texts)) and (alike or long)
