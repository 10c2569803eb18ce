"""Lists and tables in which a report tells by group what it tells as one number elsewhere.

三季度鲜笋412吨 in the text, and below 各片鲜笋表： the lines 上箐片156吨, 中箐片138吨, 下箐片127吨.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from huibao.indicators.numbers.quantities import read_quantities
from huibao.indicators.numbers.units import common_value
from huibao.indicators.township.parts import is_total_line
from huibao.segment.normalize import normalize
from huibao.segment.words import tag_words

# A label and its cells: 上箐片　156吨; 电线私拉    31    27; 一组：155亩。
_LINE = re.compile(
    r"(?P<label>[^\d\s，。；：（(]{1,12})[\s：:|｜]+(?P<cells>\d[\d.]*[^\d\s，。；：]{0,3}(?:[\s|｜]+\d[\d.]*[^\d\s，。；：]{0,3})*)[；;。]?"
)
_CELL = re.compile(r"(?P<number>\d[\d.]*)(?P<unit>\D*)")
_GAP = re.compile(r"[\s|｜]+")
# 受灾面积（亩）, 查出(处)
_COLUMN = re.compile(r"(?P<name>[^\d（(]{0,10})[（(](?P<unit>[^\d）)]{1,4})[）)]")
# 附表：9月底羊存栏（只） above columns that are named alone.
_UNIT_OF_ALL = re.compile(r"[（(](?:单位[：:])?(?P<unit>[^\d）)]{1,4})[）)]$")
_OF_ALL_COLUMNS = frozenset({"小计", "合计", "总计", "总数"})
_LEAST_LINES = 3
_TITLE_LINES = 2
# Words of a title that do not say of what its list is.
_OF_ANY_LIST = re.compile(
    "情况|如下|下表|各.|小组|村民|统计|一览|合计|明细|清单|分[类组布别]|数量|面积|产量|检查|基本|[全我]村|季度|事后|全面|具体|其中|主要|.半年"
)
_NOUNS = ("n", "v", "l", "j", "i")


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """The figures of one column of a list, without its total line.

    Attributes:
        title: words of what stands above the list that say of what it is.
        head: name of the column, where the list has several.
        unit: in which all figures can be added.
        values: of the lines, in that unit.
        lines: sentences of the report that make up the list.
    """

    title: frozenset[str]
    head: str
    unit: str
    values: tuple[Decimal, ...]
    lines: range

    def is_of(self, words: str) -> bool:
        """Whether words around a figure say that it is of what the column is."""
        return any(word in words for word in self.title) and (not self.head or _share(self.head, words))


def columns_of(texts: Mapping[tuple[str, int], str]) -> dict[str, list[Column]]:
    """By report the columns of its lists.

    Args:
        texts: the sentences of the reports by report and index.
    """
    by_report: dict[str, dict[int, str]] = {}
    for (report, index), text in texts.items():
        by_report.setdefault(report, {})[index] = text
    return {report: found for report, lines in by_report.items() if (found := list(_columns(lines)))}


def _columns(texts: Mapping[int, str]) -> Iterator[Column]:
    lines: list[tuple[int, list[re.Match[str]]]] = []
    for index in [*sorted(texts), -1]:
        match = _LINE.fullmatch(texts[index].strip()) if index >= 0 else None
        if match:
            lines.append((index, [cell for part in _GAP.split(match["cells"]) if (cell := _CELL.fullmatch(part))]))
        elif lines:
            yield from _columns_above(texts, lines)
            lines = []


def _columns_above(texts: Mapping[int, str], lines: Sequence[tuple[int, list[re.Match[str]]]]) -> Iterator[Column]:
    first, last = lines[0][0], lines[-1][0]
    rows = [cells for index, cells in lines if not is_total_line(texts[index])]
    width = len(rows[0]) if rows else 0
    heads = _heads(texts, first, width)
    above = first - 1 - bool(heads)
    # 情况见下表： says nothing of what; the sentence before it does.
    title = next(filter(None, (_title(texts.get(above - back, "")) for back in range(_TITLE_LINES))), frozenset())
    if len(rows) < _LEAST_LINES or any(len(cells) != width for cells in rows) or not title:
        return
    for place in range(width):
        head, its_unit = heads[place] if len(heads) == width else ("", "")
        figures = [_amount(cells[place], its_unit) for cells in rows]
        units = {unit for _, unit in figures}
        if len(units) == 1 and (unit := units.pop()):
            yield Column(
                title=title,
                head=head if width > 1 and head not in _OF_ALL_COLUMNS else "",
                unit=unit,
                values=tuple(value for value, _ in figures),
                lines=range(first, last + 1),
            )


def _heads(texts: Mapping[int, str], first: int, width: int) -> list[tuple[str, str]]:
    """Names and units of the columns by the line above; no names where it is no head of a table."""
    line = texts.get(first - 1, "").strip()
    if with_units := [(match["name"].strip(), match["unit"]) for match in _COLUMN.finditer(line)]:
        return with_units
    _, *names = _GAP.split(line)
    unit = _UNIT_OF_ALL.search(texts.get(first - 2, "").strip())
    plain = len(names) == width > 1 and not any(map(str.isdigit, line))
    return [(name, unit["unit"]) for name in names] if plain and unit else []


def _amount(cell: re.Match[str], unit: str) -> tuple[Decimal, str]:
    """A cell's value in the unit in which like things are added; no unit where it cannot be read."""
    figures = read_quantities(normalize(f"{cell['number']}{cell['unit'].strip() or unit}").text)
    return common_value(figures[0].value, figures[0].unit) if len(figures) == 1 else (Decimal(), "")


def _title(text: str) -> frozenset[str]:
    return frozenset(
        word
        for word, kind in tag_words(normalize(text).text)
        if len(word) > 1 and kind.startswith(_NOUNS) and not _OF_ANY_LIST.fullmatch(word)
    )


def _share(head: str, words: str) -> bool:
    return any(head[at : at + 2] in words for at in range(len(head) - 1))
