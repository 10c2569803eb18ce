"""Numbers of items: how they open a line, and Word's automatic ones written out: 一、 that the text does not hold."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# What opens a line that begins an item: 一、 (一) 1. - but not 1.5公里.
_ONE_TO_TEN = "一二三四五六七八九十"
ITEM_NUMBER = re.compile(rf"[{_ONE_TO_TEN}]{{1,3}}[、.]|[（(][{_ONE_TO_TEN}\d]{{1,3}}[）)]|\d{{1,2}}[.、．](?!\d)")
_DIGITS = "〇一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_HEAVENLY = "甲乙丙丁戊己庚辛壬癸"
_CHINESE_FORMATS = {
    "chineseCounting", "chineseCountingThousand", "ideographDigital", "japaneseCounting", "japaneseDigitalTenThousand",
    "taiwaneseCounting", "taiwaneseCountingThousand", "koreanCounting",
}  # fmt: skip


def chinese_ordinal(number: int, digits: str = _DIGITS) -> str:
    """1 → 一, 12 → 十二, 21 → 二十一; enough for headings (below 1000)."""
    if number < 10:
        return digits[number]
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{digits[hundreds]}百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else digits[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (digits[ones] if ones else "")


def _roman(number: int) -> str:
    parts = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    text = ""
    for value, letters in parts:
        while number >= value:
            text, number = text + letters, number - value
    return text


def format_number(number: int, style: str) -> str:
    """A number in one of Word's numbering formats; unknown formats and odd numbers are written as decimals."""
    if not 0 < number < 1000:
        return str(number)
    if style in _CHINESE_FORMATS:
        return chinese_ordinal(number)
    if style == "chineseLegalSimplified":
        return chinese_ordinal(number, _FORMAL)
    if style == "ideographTraditional":
        return _HEAVENLY[(number - 1) % 10]
    if style in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese") and 1 <= number <= 20:
        return chr(0x2460 + number - 1)
    if style == "lowerLetter":
        return chr(ord("a") + (number - 1) % 26)
    if style == "upperLetter":
        return chr(ord("A") + (number - 1) % 26)
    if style == "upperRoman":
        return _roman(number)
    if style == "lowerRoman":
        return _roman(number).lower()
    return str(number)


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list.

    Attributes:
        start: its first number.
        style: number format.
        text: pattern such as ``第%1章``; ``%n`` is the number of level n.
        legal: numbers of other levels are written as digits, whatever their own format (``1.2`` below ``一、``).
        glued: nothing stands between number and text.
        restart: the list counts anew here although others share its definition.
    """

    start: int = 1
    style: str = "decimal"
    text: str = ""
    legal: bool = False
    glued: bool = False
    restart: bool = False


@dataclass(frozen=True, slots=True)
class _List:
    """A ``w:num``: lists of the same definition count on from each other."""

    definition: str
    levels: dict[int, _Level]


@dataclass(slots=True)
class Numbering:
    """Numbering definitions of a document and its counters so far."""

    lists: dict[str, _List] = field(default_factory=dict)  # by numId
    of_style: dict[str, tuple[str, int]] = field(default_factory=dict)  # style id → numId, level
    counters: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))  # by definition
    started: set[tuple[str, int]] = field(default_factory=set)

    def label(self, paragraph: _Element) -> str:
        """The number that stands before a paragraph, and count it; empty for bullets and unnumbered ones.

        A number that ends in a digit or letter is followed by a space, as on the page (``2.1 道路``).
        """
        place = self._place(paragraph)
        if place is None:
            return ""
        number_id, depth = place
        known = self.lists.get(number_id)
        if known is None or depth not in known.levels:
            return ""
        level = known.levels[depth]
        counters = self.counters[known.definition]
        if level.restart and (number_id, depth) not in self.started:
            counters.pop(depth, None)
        self.started.add((number_id, depth))
        counters[depth] = counters.get(depth, level.start - 1) + 1
        for deeper in [other for other in counters if other > depth]:
            del counters[deeper]
        if level.style in ("bullet", "none"):
            return ""

        def written(match: re.Match[str]) -> str:
            other = known.levels.get(int(match[1]) - 1, _Level())
            number = counters.get(int(match[1]) - 1, other.start)
            return format_number(number, "decimal" if level.legal else other.style)

        label = re.sub(r"%([1-9])", written, level.text)
        return label + " " if label[-1:].isascii() and label[-1:].isalnum() and not level.glued else label

    def _place(self, paragraph: _Element) -> tuple[str, int] | None:
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return None
        style = properties.find(f"{W}pStyle")
        from_style = self.of_style.get(style.get(f"{W}val", ""), None) if style is not None else None
        own = properties.find(f"{W}numPr")
        if own is None:
            return from_style
        number_id, depth = _numbering_of(own)
        if number_id == "0":
            return None
        if number_id is None:
            return (from_style[0], depth) if from_style else None
        return number_id, depth


def _numbering_of(properties: _Element) -> tuple[str | None, int]:
    number = properties.find(f"{W}numId")
    depth = properties.find(f"{W}ilvl")
    return (
        number.get(f"{W}val") if number is not None else None,
        int(depth.get(f"{W}val", "0")) if depth is not None else 0,
    )


def _read_level(element: _Element) -> _Level:
    def value(tag: str, default: str) -> str:
        found: Any = element.find(f"{W}{tag}")
        return found.get(f"{W}val", default) if found is not None else default

    return _Level(
        start=int(value("start", "1")),
        style=value("numFmt", "decimal"),
        text=value("lvlText", ""),
        legal=element.find(f"{W}isLgl") is not None,
        glued=value("suff", "tab") == "nothing",
    )


def read_numbering(numbering: _Element | None, styles: _Element | None) -> Numbering:
    """Numbering definitions from ``numbering.xml`` and the styles linked to them."""
    result = Numbering()
    if numbering is None:
        return result
    definitions = {element.get(f"{W}abstractNumId", ""): element for element in numbering.findall(f"{W}abstractNum")}
    for element in numbering.findall(f"{W}num"):
        link = element.find(f"{W}abstractNumId")
        if link is None:
            continue
        definition = _linked(link.get(f"{W}val", ""), definitions)
        found = definitions[definition].findall(f"{W}lvl") if definition in definitions else []
        levels = {int(level.get(f"{W}ilvl", "0")): _read_level(level) for level in found}
        for override in element.findall(f"{W}lvlOverride"):
            depth = int(override.get(f"{W}ilvl", "0"))
            own, restart = override.find(f"{W}lvl"), override.find(f"{W}startOverride")
            if own is not None:
                levels[depth] = _read_level(own)
            if restart is not None and depth in levels:
                levels[depth] = replace(levels[depth], start=int(restart.get(f"{W}val", "1")), restart=True)
        result.lists[element.get(f"{W}numId", "")] = _List(definition, levels)
    result.of_style.update(_numbered_styles(styles))
    return result


def _linked(definition: str, definitions: dict[str, _Element]) -> str:
    """A definition may only point to a list style; the one that carries that style's levels is meant."""
    element = definitions.get(definition)
    pointer = element.find(f"{W}numStyleLink") if element is not None else None
    if pointer is None:
        return definition
    for other, candidate in definitions.items():
        style = candidate.find(f"{W}styleLink")
        if style is not None and style.get(f"{W}val") == pointer.get(f"{W}val"):
            return other
    return definition


def _numbered_styles(styles: _Element | None) -> dict[str, tuple[str, int]]:
    """List and level by style id, inherited along ``basedOn``."""
    found = styles.findall(f"{W}style") if styles is not None else []
    by_id = {style.get(f"{W}styleId", ""): style for style in found if style.get(f"{W}styleId")}
    own: dict[str, tuple[str, int]] = {}
    for identifier, style in by_id.items():
        properties = style.find(f"{W}pPr/{W}numPr")
        if properties is not None:
            number_id, depth = _numbering_of(properties)
            own[identifier] = (number_id or "", depth)
    result: dict[str, tuple[str, int]] = {}
    for identifier in by_id:
        ancestor, steps = identifier, 0
        while ancestor in by_id and ancestor not in own and steps < len(by_id):
            parent = by_id[ancestor].find(f"{W}basedOn")
            ancestor, steps = (parent.get(f"{W}val", "") if parent is not None else ""), steps + 1
        if own.get(ancestor, ("", 0))[0] not in ("", "0"):
            result[identifier] = own[ancestor]
    return result
