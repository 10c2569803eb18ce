"""Villages of a list as people have it: typed in a line, numbered, or copied out of a table with other columns."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from huibao.web.errors import Invalid

_BETWEEN = re.compile(r"[\s、，,；;/|]+")
# What number villages carry in a list. Chinese numerals only with a mark behind them: 三河村 and 一心村 are names.
_SERIAL = re.compile(
    r"^\s*(?:[（(]\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s*[）)]|[①-⑳]|[一二三四五六七八九十]{1,3}[、.．]"
    r"|\d{1,3}(?:[、.．,，:：)）]|\s+|(?=[\u4e00-\u9fff]{2})))\s*"
)
_VILLAGE = re.compile(r"[\u4e00-\u9fff·]+(?:村|社区|村委会|居委会|居|嘎查|屯|寨|庄)(?:[（(].*[）)])?")
_HEADS = re.compile(
    r"(?:所属|所在|行政|应交|上报|填报)?(?:村|社区|村居|居村|村社区|村庄|嘎查)(?:名|名称|别|委会|（居）|（社区）)?(?:名称)?"
    r"|单位(?:名称)?|名称"
)
_NO_VILLAGE = frozenset({"合计", "总计", "小计", "序号", "编号"})
_HAN = re.compile(r"[\u4e00-\u9fff]")
_MOST_VILLAGES = 1000
_LONGEST_VILLAGE = 40


def read_roster(text: str) -> list[str]:
    """Villages of a pasted list, each once, in order.

    Example:
        >>> read_roster("石桥村、柳河村\\n杨树村 石桥村")
        ['石桥村', '柳河村', '杨树村']
        >>> read_roster("序号\\t村名\\t干部\\n1\\t双桥村\\t李明")
        ['双桥村']
    """
    lines = [line for line in text.splitlines() if line.strip()]
    tabbed = [[cell.strip() for cell in line.split("\t")] for line in lines]
    spaced = [line.split() for line in lines]
    if any(len(cells) > 1 for cells in tabbed):
        return check_roster(_of_table(tabbed))
    if any(len(cells) > 1 and _head(cells) is not None for cells in spaced):
        return check_roster(_of_table(spaced))
    return check_roster([name for line in lines for name in _of_line(line)])


def _of_line(line: str) -> list[str]:
    """Villages of a line: of one with a number before it the village and not who stands behind it."""
    bare = _SERIAL.sub("", line)
    names = [name for name in _BETWEEN.split(bare) if name]
    villages = [name for name in names if _VILLAGE.fullmatch(name)]
    return villages if bare != line and villages else names


def _head(cells: Sequence[str]) -> int | None:
    """Which cell is the head of a column of villages."""
    plain = [re.sub(r"[\s/、]", "", cell).replace("(", "（").replace(")", "）") for cell in cells]
    return next((place for place, cell in enumerate(plain) if _HEADS.fullmatch(cell)), None)


@dataclass(frozen=True, slots=True)
class _Column:
    """Where a table's villages stand.

    Attributes:
        place: of their cells in a row.
        first: the first row below the head; 0 where there is none.
        width: cells of a whole row; None without a head.
    """

    place: int
    first: int
    width: int | None


def _column(rows: Sequence[Sequence[str]]) -> _Column:
    """The column headed as one of villages, else the one with most names of villages."""
    for number, row in enumerate(rows):
        if (place := _head(row)) is not None:
            return _Column(place, number + 1, len(row))
    # A line of one cell among longer ones is no row of the table.
    width = max(map(len, rows), default=0)
    whole = [row for row in rows if len(row) > 1 or width == 1]
    columns = [[row[place] for row in whole if len(row) > place] for place in range(width)]
    # Of columns without any such name the first that holds words.
    best = max(
        range(len(columns)),
        key=lambda place: (sum(map(_is_village, columns[place])), any(map(_HAN.search, columns[place]))),
        default=0,
    )
    return _Column(best, 0, None)


def _of_table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Villages of a table; lines of another shape, as two lists pasted together have them, lose none."""
    column = _column(rows)
    below = rows[column.first :]
    plain = not any(map(_is_village, (cell for row in below for cell in row)))
    return [name for row in below for name in _of_row(row, column, plain=plain)]


def _of_row(row: Sequence[str], column: _Column, *, plain: bool) -> list[str]:
    """Villages of a row; ``plain`` where the table's names have no ending that tells them from a heading."""
    cell = row[column.place] if len(row) > column.place else ""
    if (column.width is not None and len(row) >= column.width) or _is_village(cell):
        return [cell]
    if len(row) == 1:
        names = _of_line(row[0])
        return names if plain or _SERIAL.match(row[0]) or any(map(_is_village, names)) else []
    return [other for other in row if _is_village(other)] or [cell] * bool(_HAN.search(cell))


def read_roster_workbook(content: bytes) -> list[str]:
    """Villages of an .xlsx: the column headed 村名 (or the like), else the one that holds names of villages.

    Raises:
        Invalid: it is no workbook, or holds no names.
    """
    from openpyxl import load_workbook

    try:
        workbook = load_workbook(BytesIO(content), read_only=True, data_only=True)
        rows = [[str(cell or "").strip() for cell in row] for row in workbook.worksheets[0].iter_rows(values_only=True)]
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, IndexError, TypeError) as error:
        raise Invalid("名册文件打不开；请用 Excel 或 WPS 另存为 .xlsx，或直接把村名粘贴进来") from error
    names = check_roster(_of_table(rows))
    if not names:
        raise Invalid("名册文件里没有找到村名；请让村名占一列，第一行写“村名”")
    return names


def _named(cell: str) -> str:
    return _SERIAL.sub("", cell).strip()


def _is_village(cell: str) -> bool:
    return bool(_VILLAGE.fullmatch(_named(cell)))


def check_roster(names: Sequence[str]) -> list[str]:
    """Names of villages as a roster keeps them: each once, without the number that a list gives it.

    Raises:
        Invalid: one is too long for a name, or there are too many.
    """
    bare = [_named(name) for name in names]
    kept = [name for name in bare if name and not name.isdigit() and name not in _NO_VILLAGE]
    villages = list(dict.fromkeys(name for name in kept if _head([name]) is None))
    if long := [name for name in villages if len(name) > _LONGEST_VILLAGE]:
        raise Invalid(f"“{long[0][:20]}…”不像村名；请一行写一个村")
    if len(villages) > _MOST_VILLAGES:
        raise Invalid(f"名册有 {len(villages)} 个村，超过 {_MOST_VILLAGES} 个的上限")
    return villages
