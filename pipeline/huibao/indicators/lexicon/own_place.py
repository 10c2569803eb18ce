"""The reporting village itself: what it is called, and the households and people that are all of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from huibao.indicators.numbers.quantities import Quantity
from huibao.indicators.phrase import LABEL, Phrase

AT_ONCE = 2
_KIND_OF_PLACE = re.compile("(?:行政)?(?:村|嘎查|社区|居委会|屯)$")
_OF_THE_PLACE = re.compile(
    r"(?:[\u4e00-\u9fff]{2,5}(?:村|社区|嘎查)(?=[共现有总]|$))?"
    r"(?:[、，（]|(?:[村居牧]民)?小?[组队社]|[我本咱俺](?:们)?[村寨屯]子?|在册|现在|村上|全?[村屯寨镇乡]里?|嘎查|社区|[寨屯村]子|现有|实有|总共|共计?|有|[农牧渔]户|户籍)*"
)
_PLACE_ENDS = ("村", "社区", "嘎查", "寨", "屯", "村有", "村共有", "村现有", "村共")
# 【第2条】我们村一百九十六户; 我们屯子不大，二百八十七户.
_NUMBERED = re.compile(r"^(?:【[^】]{1,8}】|\d{1,2}[.．、])")
_SAYS_HOW_LARGE = re.compile(r"(?:[我俺咱]们?|本|这)?(?:村|屯|寨|社区|嘎查)(?:子|里)?[^，。；\d]{0,4}，")
_OF_ALL = re.compile("户|人口|[村区]|基本|概况|情况")
_GROUPS = frozenset({"组", "屯"})
_GROUP = re.compile("(?:[村居牧]民)?小?[组队社]|自然[村屯]|[屯寨]子?")
_OF_SOME_GROUPS = re.compile("的|涉及|覆盖|惠及|受益|其中|[在到给对为往把]$")


def village_stem(village: str) -> str:
    """A village without what kind of place it is, as others call it; a name of one character stays whole.

    Example:
        >>> village_stem("石桥村"), village_stem("李村")
        ('石桥', '李村')
    """
    stem = _KIND_OF_PLACE.sub("", village)
    return stem if len(stem) > 1 else village


def is_of_place(name: str, place: str) -> bool:
    """Whether a name is what the reporting village is called, or a piece of it: 杨寨 of 后杨寨."""
    return bool(place) and ((len(name) > 1 and name in place) or place in name)


def counts_the_place(quantities: Sequence[Quantity], index: int, around: Sequence[Phrase], place: str) -> bool:
    """下辖5个组，376户1322人; 12个组，703户: households beside a place's groups or people are those of the place.

    So are those of a sentence that opens with the place and them: 我村121户，今年收蒜260亩.
    """
    phrase = around[index]
    own = _NUMBERED.sub("", phrase.own.replace(place, "本村") if place else phrase.own)
    label = LABEL.search(phrase.lead)
    if label and not phrase.own and not _OF_ALL.search(label.group()):
        # 台风转移：28户67人 are those who were moved.
        return False
    if quantities[index].unit != "户" or phrase.after.strip("、，") or not _OF_THE_PLACE.fullmatch(own):
        return False
    opening = _NUMBERED.sub("", phrase.lead + phrase.clause)
    opens = not index and (
        own.endswith(_PLACE_ENDS) if not opening else not own and bool(_SAYS_HOW_LARGE.fullmatch(opening))
    )
    if opens or people_follow(quantities, index):
        return True
    before, behind = index - 1, index + 1
    return (before >= 0 and _are_groups(quantities[before], around[before])) or (
        behind < len(quantities)
        and _are_groups(quantities[behind], around[behind])
        and bool(_OF_THE_PLACE.fullmatch(around[behind].own))
    )


def _are_groups(quantity: Quantity, phrase: Phrase) -> bool:
    """Whether a figure counts the groups that a village is made of: 12个组, 三个社, 7个村民小组."""
    return not _OF_SOME_GROUPS.search(phrase.own) and (
        quantity.unit in _GROUPS or bool(_GROUP.fullmatch(phrase.after.rstrip("、，")))
    )


def people_follow(quantities: Sequence[Quantity], index: int) -> bool:
    """Whether a number of households is followed at once by one of people."""
    if quantities[index].unit != "户" or index + 1 == len(quantities):
        return False
    following = quantities[index + 1]
    return following.unit == "人" and following.start - quantities[index].end <= AT_ONCE
