"""Automatic numbering of Word paragraphs, written out: the 一、 that a reader sees but the text does not hold."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
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
    """A number in one of Word's numbering formats; unknown formats are written as decimals."""
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


@dataclass(slots=True)
class _Level:
    start: int = 1
    style: str = "decimal"
    text: str = ""


@dataclass(slots=True)
class Numbering:
    """Numbering definitions of a document and its counters so far."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)  # by numId
    of_style: dict[str, tuple[str, int]] = field(default_factory=dict)  # style id → numId, level
    counters: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    def label(self, paragraph: _Element) -> str:
        """The number that stands before a paragraph, and count it; empty for bullets and unnumbered ones."""
        place = self._place(paragraph)
        if place is None:
            return ""
        number_id, depth = place
        levels = self.levels.get(number_id)
        if levels is None or depth not in levels:
            return ""
        counters = self.counters[number_id]
        counters[depth] = counters.get(depth, levels[depth].start - 1) + 1
        for deeper in [level for level in counters if level > depth]:
            del counters[deeper]
        if levels[depth].style in ("bullet", "none"):
            return ""

        def written(match: re.Match[str]) -> str:
            level = int(match[1]) - 1
            known = levels.get(level, _Level())
            return format_number(counters.get(level, known.start), known.style)

        return re.sub(r"%(\d)", written, levels[depth].text)

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

    return _Level(start=int(value("start", "1")), style=value("numFmt", "decimal"), text=value("lvlText", ""))


def read_numbering(numbering: _Element | None, styles: _Element | None) -> Numbering:
    """Numbering definitions from ``numbering.xml`` and the styles linked to them."""
    result = Numbering()
    if numbering is None:
        return result
    abstract = {
        element.get(f"{W}abstractNumId"): {
            int(level.get(f"{W}ilvl", "0")): _read_level(level) for level in element.findall(f"{W}lvl")
        }
        for element in numbering.findall(f"{W}abstractNum")
    }
    for element in numbering.findall(f"{W}num"):
        link = element.find(f"{W}abstractNumId")
        if link is None:
            continue
        levels = dict(abstract.get(link.get(f"{W}val"), {}))
        for override in element.findall(f"{W}lvlOverride"):
            depth = int(override.get(f"{W}ilvl", "0"))
            restart = override.find(f"{W}startOverride")
            if restart is not None and depth in levels:
                known = levels[depth]
                levels[depth] = _Level(start=int(restart.get(f"{W}val", "1")), style=known.style, text=known.text)
        result.levels[element.get(f"{W}numId", "")] = levels
    for style in styles.findall(f"{W}style") if styles is not None else []:
        linked = style.find(f"{W}pPr/{W}numPr")
        if linked is not None:
            number_id, depth = _numbering_of(linked)
            if number_id:
                result.of_style[style.get(f"{W}styleId", "")] = (number_id, depth)
    return result
