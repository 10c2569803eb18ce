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
    r"(?:[、，（]|(?:[村居牧]民)?小?[组队社]|[我本咱俺敝](?:们)?[村寨屯]子?|在册|现在|村上|全?[村屯寨镇乡]里?|嘎查|社区|[寨屯村]子|现有|实有|总共|共计?|有|[农牧渔]户|户籍)*"
)
_PLACE_ENDS = ("村", "社区", "嘎查", "寨", "屯", "村有", "村共有", "村现有", "村共")
# 【第2条】我们村一百九十六户; 我们屯子不大，二百八十七户.
_NUMBERED = re.compile(r"^(?:【[^】]{1,8}】|\d{1,2}[.．、])")
_SAYS_HOW_LARGE = re.compile(r"(?:[我俺咱]们?|本|这)?(?:村|屯|寨|社区|嘎查)(?:子|里)?[^，。；\d]{0,4}，")
_OF_ALL = re.compile("户|人口|[村区]|基本|概况|情况")
_PEOPLE = frozenset({"人", "个"})
_ALL_PEOPLE = re.compile("[，、]?(?=.*[人户])(?:总|在册|户籍|户口|人口|人数|人)+(?:[共计约为是有]|总共|一共)*")
_ANSWER = re.compile("答(?:复|案)?：")
_ASKS_HOW_LARGE = re.compile("(?:基本|总体)(?:的)?情况|概况|家底|多大|多少(?:户|人家|人口)|户数|人口")
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


def tells_the_place(
    quantities: Sequence[Quantity], index: int, around: Sequence[Phrase], place: str, asked: str = ""
) -> bool:
    """我村121户，今年收蒜260亩; 有274户，人1038个: households that can be none but the place's own.

    A sentence opens with the place and them, or tells in words that it goes on to all of its people; or it answers
    who asked about the place: 问：村里基本情况？ above 答：331户，1187人.
    """
    if not _may_be_the_place_s(quantities, index, around, place):
        return False
    phrase = around[index]
    own, opening = _own(phrase, place), _NUMBERED.sub("", phrase.lead + phrase.clause)
    opens = not index and (
        own.endswith(_PLACE_ENDS) if not opening else not own and bool(_SAYS_HOW_LARGE.fullmatch(opening))
    )
    answers = not index and bool(_ANSWER.fullmatch(opening)) and asks_how_large(asked)
    behind = index + 1
    return (
        opens
        or answers
        or (
            behind < len(quantities)
            and quantities[behind].unit in _PEOPLE
            and bool(_ALL_PEOPLE.fullmatch(around[behind].own))
        )
    )


# 有3户11人转移出来: whom something befell, and not all that a village has.
_BEFALL = re.compile("(?:已经?|都|也|均)?(?:全部|安全|紧急|临时|连夜)?(?:转移|撤离|避险|搬[出到走进]|被|受[灾淹困])")


def asks_how_large(question: str) -> bool:
    """Whether a question is of the place as a whole: 问：村里基本情况？, 问：你们村有多少人家？"""
    return bool(_ASKS_HOW_LARGE.search(question))


def counts_the_place(quantities: Sequence[Quantity], index: int, around: Sequence[Phrase], place: str) -> bool:
    """下辖5个组，376户1322人; 12个组，703户: households beside a place's groups or people are those of the place.

    Unless other words tell of what they are: 监测户年初63户，现在56户162人.
    """
    if not _may_be_the_place_s(quantities, index, around, place):
        return False
    before, behind = index - 1, index + 1
    return (
        (people_follow(quantities, index) and not _BEFALL.match(around[behind].after))
        or (before >= 0 and _are_groups(quantities[before], around[before]))
        or (
            behind < len(quantities)
            and _are_groups(quantities[behind], around[behind])
            and bool(_OF_THE_PLACE.fullmatch(around[behind].own))
        )
    )


def _may_be_the_place_s(quantities: Sequence[Quantity], index: int, around: Sequence[Phrase], place: str) -> bool:
    """Whether nothing but words of the place stands at a number of households."""
    phrase = around[index]
    label = LABEL.search(phrase.lead)
    if label and not phrase.own and not _OF_ALL.search(label.group()) and not _ANSWER.fullmatch(label.group()):
        # 台风转移：28户67人 are those who were moved.
        return False
    own = _own(phrase, place)
    return quantities[index].unit == "户" and not phrase.after.strip("、，") and bool(_OF_THE_PLACE.fullmatch(own))


def _own(phrase: Phrase, place: str) -> str:
    """The words at a figure, without a line's number and with the village called so."""
    return _NUMBERED.sub("", phrase.own.replace(place, "本村") if place else phrase.own)


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
