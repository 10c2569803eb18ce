"""Rows of a table as sentences that a person could have written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from huibao.ingest.columns import Column, Holds, asks_for_words, counts_rows, names_columns, read_columns
from huibao.ingest.rows import Cell, figures, is_share, prose, unit_of_row
from huibao.ingest.units_told import unit_of_head, units_of_caption

# Lines over a table among which its unit may stand: 表1 收入情况, 单位：万元.
LINES_ABOVE = 2
# A cell longer than this is no value.
_LONG_CELL = 40
_FIRST_HEADER = re.compile(r"序号|编号|项目|指标|内容|类别|名称|事项|村名|问题|(?:.{1,4})名称")
_LONGEST_HEADER = 12
# 4月, 1-9月完成, 2026年目标: a number that names a column; a bare year does so only beside a word that names the rows.
_TIME = re.compile(
    r"20\d\d年度?[\u4e00-\u9fff]*|(?:20\d\d年)?(?:\d{1,2}(?:[-—~～至]\d{1,2})?月份?|[1-4]季度)[\u4e00-\u9fff]*"
)
_YEAR = re.compile(r"20\d\d")
# 新建2座 over 坏了23盏 is a row like it, 缴费400元 over 12 heads a column.
_AMOUNT = re.compile(r"(?<!第)\d[万亿]?(?:[元亩户人名座件起米吨斤次头只盏处棵条%]|公[里斤]|个(?!月))")
# Where the next of several tables beside one another begins: 收入项目, 金额, 支出项目, 金额.
_BESIDE = re.compile(".{0,2}项目|指标|名称")
_LEAST_PAIRED = 4
_STOPS = "：:。；，、 "
# 24户, but neither 9月 nor 24; 老三 and 2亩 would make 32亩.
_HAS_UNIT = re.compile(r"\d[\d.,]*[^\d年月日]{1,3}")
_NUMERAL_ENDS = re.compile(r"[\d〇零一二两三四五六七八九十百千万亿]$")
# A cell of so many characters has something to say beside the figures of its row.
_PROSE = 8


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One row of a table.

    Attributes:
        number: as a reader counts it, from 1.
        cells: text by column, ``(n_columns,)``; a cell that goes on over several columns fills the first and
            leaves the others empty; one that goes on from the row above holds the same text again.
        repeated: columns whose cell goes on from the row above.
        whole: no cell covers more than one column.
        beyond: cells behind the last column.
    """

    number: int
    cells: tuple[str, ...]
    repeated: frozenset[int] = frozenset()
    whole: bool = True
    beyond: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class RowText:
    """What a row says.

    Attributes:
        text: one sentence or several, with their marks.
        tabular: it only gives figures of what its subject names: 三支部 20 98户次 5起.
    """

    text: str
    tabular: bool


def row_texts(rows: Sequence[Row], *, marked_header: bool = False, above: Sequence[str] = ()) -> dict[int, RowText]:
    """What each row says that says something, by its number.

    A first row of one cell is the table's title. With a header the cells speak of their row's subject. Figures are
    named by their columns, and a unit in brackets, in a column of its own or over the table goes to them:
    ``西瓜种植面积：三季度860亩，去年同期780亩。`` A cell that tells by itself needs no head: ``通组公路硬化2.4公里。``
    Without a header, cells are joined by commas; so are those behind the last column, after what their row says.

    Args:
        rows: in order.
        marked_header: the source says that the first row is a header.
        above: the lines over the table, which may tell its unit: 单位：万元.
    """
    titles, rest = _parted(rows)
    header, below = _head_and_body(rest, marked=marked_header)
    units = units_of_caption([*above, *("".join(row.cells) for row in titles)])
    said = [(row.number, _listed(row)) for row in titles]
    if header is None:
        tell = _paired if all(map(_is_of_pairs, below)) else _listed
        said += [(row.number, tell(row)) for row in below]
    else:
        for part in _side_by_side(header, below):
            parts = [replace(row, cells=row.cells[part]) for row in below]
            said += _below(header[part], parts, units)
    said += [(row.number, RowText(text=_joined(row.beyond), tabular=False)) for row in rows if row.beyond]
    told: dict[int, RowText] = {}
    for number, one in said:
        before = told.get(number)
        if one.text:
            both = before is None or before.tabular
            told[number] = RowText(text=(before.text if before else "") + one.text, tabular=both and one.tabular)
    return dict(sorted(told.items()))


def sets_columns(rows: Sequence[Sequence[str]]) -> bool:
    """Whether words set below one another are a table's: their first row names columns, or one of them holds figures.

    Lines of a cover (桃坪村　李明　10月9日) have neither.

    Args:
        rows: their cells, all equally many.

    Example:
        >>> sets_columns([["来源", "本季"], ["租金", "3.2"], ["分红", "2.6"]])
        True
        >>> sets_columns([["桃坪村", "2025年"], ["报送人", "李明"], ["电话", "6021345"]])
        False
    """
    first, *below = rows
    columns = list(zip(*below, strict=True))[1:]
    return _names_itself(first) or any(_mostly_values(column) for column in columns)


def _below(header: tuple[str, ...], rows: Sequence[Row], units: tuple[str, ...]) -> Iterator[tuple[int, RowText]]:
    """What the rows below a header say, by their numbers."""
    columns = read_columns(header, [row.cells for row in rows if _fits(row, header)], units)
    unit, shares = "", False
    for row in rows:
        if not _fits(row, header):
            yield row.number, _listed(row)
            continue
        cells = list(zip(columns, row.cells, strict=True))
        own = unit_of_row(cells)
        shares = not own and (shares or is_share(cells))
        unit = own or (unit if shares else "")
        yield row.number, _named(cells, unit)


def _side_by_side(header: tuple[str, ...], rows: Sequence[Row]) -> list[slice]:
    """The columns of each of several tables beside one another: 指标, 数量, 指标, 数量; one slice where it is one."""
    starts = [place for place, head in enumerate(header) if place == 0 or head == header[0] or _BESIDE.fullmatch(head)]
    width = len(header) // len(starts)
    evenly = width > 1 and starts == list(range(0, len(header), width))
    if len(starts) > 1 and evenly and all(_fits(row, header) for row in rows):
        return [slice(start, start + width) for start in starts]
    return [slice(None)]


def _is_of_pairs(row: Row) -> bool:
    """Whether a row is one of a form's labels, each with its figure behind it: 户数 | 255 | 人口 | 731."""
    names, values = row.cells[::2], row.cells[1::2]
    if len(row.cells) < _LEAST_PAIRED or len(row.cells) % 2 or not row.whole or not any(row.cells):
        return False
    return all(
        (not name and not value) or (bool(name) and not Column.is_value(name) and Column.is_value(value))
        for name, value in zip(names, values, strict=True)
    )


def _paired(row: Row) -> RowText:
    pairs = [(*unit_of_head(name), value) for name, value in zip(row.cells[::2], row.cells[1::2], strict=True) if name]
    return RowText(
        text="".join(f"{name}{value}{unit if value[-1].isdigit() else ''}。" for name, unit, value in pairs),
        tabular=True,
    )


def prose_rows(rows: Sequence[Row], *, marked_header: bool = False) -> set[int]:
    """Numbers of the rows with a long cell, whose cells are paragraphs of their own.

    So it is in a form of two columns (存在问题 | 一是…；二是…) and wherever no header asks for what the cell tells.
    """
    header = _head_and_body(_parted(rows)[1], marked=marked_header)[0] or ("",)
    listing = len(header) - counts_rows(header[0]) > 2
    apart = set()
    for row in rows:
        long = [column for column, cell in enumerate(row.cells) if len(cell) > _LONG_CELL]
        explained = listing and _fits(row, header) and all(asks_for_words(header[column]) for column in long)
        if long and not explained:
            apart.add(row.number)
    return apart


def _fits(row: Row, header: tuple[str, ...] | None) -> bool:
    return header is not None and len(header) == len(row.cells) and row.whole


def _gives_figures(values: Sequence[str]) -> bool:
    return any(map(Column.is_value, values)) and all(len(cell) < _PROSE for cell in values)


def _parted(rows: Sequence[Row]) -> tuple[Sequence[Row], Sequence[Row]]:
    """The rows of one cell over a table, its title and unit, and the rows of the table itself."""
    first = next((place for place, row in enumerate(rows) if sum(map(bool, row.cells)) > 1), 0)
    return rows[:first], rows[first:]


def _head_and_body(rows: Sequence[Row], *, marked: bool) -> tuple[tuple[str, ...] | None, Sequence[Row]]:
    """The heads of the columns, None where there are none, and the rows below them."""
    if two := _head_of_two_rows(rows):
        return two, rows[2:]
    header = _header(rows, marked=marked)
    return header, rows[1:] if header else rows


def _head_of_two_rows(rows: Sequence[Row]) -> tuple[str, ...] | None:
    """The heads where a first row groups columns and the second names them: 集体收入（万元） over 本季 and 去年同期."""
    if len(rows) < 3 or len({len(row.cells) for row in rows[:3]}) > 1:
        return None
    upper, lower, body = rows[:3]
    groups = [place for place, cell in enumerate(upper.cells) if not cell]
    named = {place for place, cell in enumerate(lower.cells) if cell and place not in lower.repeated}
    if 0 in named or not upper.cells[0] or not named.issuperset(groups) or not groups or not lower.whole:
        return None
    heads = list(upper.cells)
    for place in groups:
        heads[place] = heads[place - 1]
    heads = [_under(head, lower.cells[place]) if place in named else head for place, head in enumerate(heads)]
    values = any(map(Column.is_value, body.cells)) and not any(_is_value(head, years=False) for head in heads)
    return tuple(heads) if values and all(0 < len(head) <= 2 * _LONGEST_HEADER for head in heads) else None


def _under(group: str, head: str) -> str:
    """A head with that of its group before it, the unit of either behind: 收入（万元） over 本季 → 收入本季（万元）."""
    (group, of_group), (head, own) = unit_of_head(group), unit_of_head(head)
    unit = own or of_group
    return f"{group}{head}（{unit}）" if unit else group + head


def _header(rows: Sequence[Row], *, marked: bool) -> tuple[str, ...] | None:
    """The first row where it names the columns: every cell short and no number, and the rows below look like values."""
    if len(rows) < 2:
        return None
    first, *rest = rows
    if not first.whole or len(first.cells) < 2 or len(first.cells) != len(rest[0].cells):
        return None
    led = marked or _names_itself(first.cells)
    if any(
        (not cell and number > 0) or len(unit_of_head(cell)[0]) > _LONGEST_HEADER or _is_value(cell, years=not led)
        for number, cell in enumerate(first.cells)
    ):
        return None
    if not led and any(
        _AMOUNT.search(cell) and any(_AMOUNT.search(below) and not Column.is_value(below) for below in column)
        for cell, *column in zip(*(row.cells for row in rows if len(row.cells) == len(first.cells)), strict=True)
    ):
        return None
    return first.cells if led or any(Column.is_value(cell) for row in rest for cell in row.cells) else None


def _mostly_values(cells: Sequence[str]) -> bool:
    return 2 * sum(_is_value(cell, years=False) for cell in cells) > len(cells)


def _names_itself(cells: Sequence[str]) -> bool:
    """Whether a first row is one of heads by its words alone."""
    return bool(_FIRST_HEADER.fullmatch(cells[0])) or names_columns(cells)


def _is_value(cell: str, *, years: bool) -> bool:
    """Whether a cell is a number that names no time; a bare year is one or the other."""
    if _YEAR.fullmatch(cell):
        return years
    return Column.is_value(cell) and not _TIME.fullmatch(cell)


def _listed(row: Row) -> RowText:
    """The cells of a row that no header names: 监测对象6户，17人，上年末7户."""
    cells = [cell for column, cell in enumerate(row.cells) if cell and column not in row.repeated]
    values = row.cells[2:] if row.cells[0].isdecimal() else row.cells[1:]
    name = cells[0].rstrip(_STOPS) if cells else ""
    if len(cells) > 1 and _HAS_UNIT.fullmatch(cells[1]) and not _NUMERAL_ENDS.search(name):
        cells[:2] = [name + cells[1]]
    return RowText(text=_joined(cells), tabular=_gives_figures(values))


def _joined(cells: Sequence[str]) -> str:
    return "，".join(cell.rstrip("。；") for cell in cells) + "。" if cells else ""


def _named(cells: Sequence[Cell], unit: str) -> RowText:
    facts = [cell for column, cell in cells if column.holds is Holds.FACT]
    asides = any(cell for column, cell in cells if column.holds in (Holds.REASON, Holds.NEXT))
    dated = any(cell for column, cell in cells if column.holds is Holds.DEADLINE)
    spoken = asides or dated or any(cell and column.tells(cell) for column, cell in cells if column.holds is Holds.FACT)
    text = prose(cells, unit) if spoken else figures(cells, unit)
    return RowText(text=text, tabular=_gives_figures(facts) and not asides)
