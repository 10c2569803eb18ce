"""Units of quantities, from ``corpus/lexicon/units.toml``: base units, written forms, conversion."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from huibao.resources import read_lexicon

# A unit as a label: （万元）：35.6, （亩）为120.
_LABEL_SCALES = {"百": 100, "千": 1_000, "万": 10_000, "亿": 10**8}
_LABEL_BEFORE = re.compile(r"(（[^（）]{1,5}）)[：:]?(?:合?计|为|是|达到?)?$")
# What may stand between a label and its number: 总人口达到1653.
_NUMBER = r"\d+(?:\.\d+)?"
_NUMBER_BEFORE = re.compile(_NUMBER + "$")
_LABEL_SAYS = "(?:共|共计|总计|累计|增加|增长|新增|净增|减少|下降|降低|超过?|突破|达到?|约|近|为|是|有|至|到|了|：)"


@dataclass(frozen=True, slots=True)
class UnitForm:
    """A written unit: ``公顷`` is 15 of the base unit ``亩``."""

    base: str
    factor: Decimal


@dataclass(frozen=True, slots=True)
class CommonUnit:
    """The unit in which like things are added: one ``米`` is 0.001 ``公里``."""

    unit: str
    factor: Decimal


@lru_cache(maxsize=1)
def _lexicon() -> dict[str, Any]:
    return read_lexicon("units.toml")


@lru_cache(maxsize=1)
def _forms() -> dict[str, UnitForm]:
    return {
        form: UnitForm(entry["base"], Decimal(str(factor)))
        for entry in _lexicon()["unit"]
        for form, factor in entry["forms"].items()
    }


@lru_cache(maxsize=1)
def _bases() -> frozenset[str]:
    return frozenset(entry["base"] for entry in _lexicon()["unit"])


@lru_cache(maxsize=1)
def _common() -> dict[str, CommonUnit]:
    return {
        entry["base"]: CommonUnit(entry["common"]["unit"], Decimal(str(entry["common"]["factor"])))
        for entry in _lexicon()["unit"]
        if "common" in entry
    }


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    """One unit form that begins none of the words of ``not_units``; the longest form is tried first."""
    goes_on: dict[str, str] = _lexicon()["goes_on"]
    forms = "|".join(
        re.escape(form) + (f"(?!{goes_on[form]})" if form in goes_on else "")
        for form in sorted(_forms(), key=len, reverse=True)
    )
    words = "|".join(_lexicon()["not_units"])
    return re.compile(rf"(?!{words})(?:{forms})")


@lru_cache(maxsize=1)
def _people() -> re.Pattern[str]:
    return re.compile(_lexicon()["people"])


def match_unit(text: str, position: int) -> tuple[UnitForm, int] | None:
    """The unit written at a position and where it ends; None where there is none.

    Example:
        三个蜂农 is counted in 人, 三个村 in 个, 3个月 and 3户均 in nothing.
    """
    match = _pattern().match(text, position)
    if match is None:
        return None
    form = _forms()[match.group()]
    if match.group() == "个" and _people().match(text, match.end()):
        form = _forms()["人"]
    return form, match.end()


@lru_cache(maxsize=1)
def _labels() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """One label at the end of what stands before a number; further labels with their numbers up to a mark."""
    labels = "|".join(f"(?P<{unit}>{nouns})" for unit, nouns in _lexicon()["labels"].items())
    unnamed = "|".join(f"(?:{nouns})" for nouns in _lexicon()["labels"].values())
    return (
        # 人口（户籍）1395.
        re.compile(rf"(?:{labels})(?:（[^（）\d]{{1,6}}）)?{_LABEL_SAYS}*$"),
        re.compile(rf"(?:[\u4e00-\u9fff]{{0,6}}?(?:{unnamed})[：:]?{_NUMBER})+(?=$|[，。；、）])"),
    )


def labelled_unit(text: str, start: int) -> str:
    """The unit that a noun before a bare number tells; empty for none.

    Example:
        >>> [labelled_unit(text, len(text)) for text in ("脱贫户", "总人口：", "党员", "全村耕地", "走了一户", "第")]
        ['户', '人', '人', '亩', '', '']
    """
    label = _labels()[0].search(text, 0, start)
    if label is None:
        return ""
    # 户255组12 tells of twelve groups, 3组12 of the third.
    number = _NUMBER_BEFORE.search(text, 0, label.start())
    return label.lastgroup or "" if number is None or labelled_unit(text, number.start()) else ""


def goes_on_by_labels(text: str, start: int, end: int) -> bool:
    """Whether a number has its label before it, and behind it nothing but labels with theirs: the 255 of 户255人731."""
    return bool(_labels()[1].match(text, end)) and bool(labelled_unit(text, start))


@lru_cache(maxsize=1)
def _in_brackets() -> re.Pattern[str]:
    forms = "|".join(re.escape(form) for form in sorted(_forms(), key=len, reverse=True))
    return re.compile(rf"（(?P<scale>{'|'.join(_LABEL_SCALES)}|)(?P<form>{forms})）")


def bracketed_unit(text: str, start: int, end: int) -> tuple[UnitForm, int] | None:
    """The unit that stands in brackets behind a number, or as a label before it, and where the quantity ends.

    Example:
        35.6（万元） and 集体收入（万元）：35.6 are both 35.6 times 10000元.
    """
    behind = _in_brackets().match(text, end)
    label = None if behind else _LABEL_BEFORE.search(text, 0, start)
    match = behind or (label and _in_brackets().fullmatch(label[1]))
    if not match:
        return None
    form = _forms()[match["form"]]
    factor = form.factor * _LABEL_SCALES.get(match["scale"], 1)
    return UnitForm(form.base, factor), behind.end() if behind else end


@lru_cache(maxsize=1)
def _pieces() -> tuple[re.Pattern[str], re.Pattern[str]]:
    things = _lexicon()["pieces"]
    # 二百块买石板 pays for it; 每块板子3块 is what one costs.
    return (
        re.compile(rf"(?<!每块){things}(?:[只还共]?有|共|约|已|计|达|[烂坏断掉缺丢松裂碎朽塌]了?)?$"),
        re.compile(rf"(?:(?![买做修装换刷定补请付给卖收租])[\u4e00-\u9fff]){{0,3}}?{things}"),
    )


def counts_pieces(before: str, after: str) -> bool:
    """Whether 块 between these words of its clause counts things and no money: 光伏板47块, 8块警示牌, 桥板烂了11块.

    Example:
        >>> counts_pieces("装上光伏板", ""), counts_pieces("每斤涨", ""), counts_pieces("", "警示牌")
        (True, False, True)
    """
    named, following = _pieces()
    return bool(named.search(before) or following.match(after))


def names_people(noun: str) -> bool:
    """Whether a noun is one of people, so that 个 counts 人: 蜂农, 退休干部."""
    return bool(_people().fullmatch(noun))


def base_unit(written: str) -> str:
    """Base unit of a written unit (名 → 人); an unknown unit is its own base, and so is 块 for things counted."""
    form = None if written in _bases() else _forms().get(written)
    return form.base if form else written


def common_unit(unit: str) -> CommonUnit:
    """The unit in which values of a base unit are added up, and the factor to it (米 → 公里, 0.001)."""
    return _common().get(unit, CommonUnit(unit, Decimal(1)))


def common_value(value: Decimal, unit: str) -> tuple[Decimal, str]:
    """A value in the unit in which like things are added: 600米 → 0.6公里."""
    common = common_unit(base_unit(unit))
    return (value * common.factor).normalize(), common.unit


def unit_factors(base: str) -> frozenset[Decimal]:
    """Factors of all written units that convert to this one (公里 → 1, 0.5, 0.001); 1 alone for an unknown one."""
    target = common_unit(base)
    return frozenset(
        {Decimal(1)}
        | {
            form.factor * common_unit(form.base).factor / target.factor
            for form in _forms().values()
            if common_unit(form.base).unit == target.unit
        }
    )
