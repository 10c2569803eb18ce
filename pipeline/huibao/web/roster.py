"""Villages of a list as people have it: typed in a line, numbered, or copied out of a table with other columns."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
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
    if any("\t" in line for line in lines):
        return check_roster(_column([[cell.strip() for cell in line.split("\t")] for line in lines]))
    spaced = [line.split() for line in lines]
    if any(len(cells) > 1 and _head(cells) is not None for cells in spaced):
        return check_roster(_column(spaced))
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


def _column(rows: Sequence[Sequence[str]]) -> list[str]:
    """The cells of the column that holds the villages: below its head, else the one with most names of villages."""
    for number, row in enumerate(rows):
        if (place := _head(row)) is not None:
            return [below[place] for below in rows[number + 1 :] if len(below) > place]
    columns = [
        [row[place] for row in rows if len(row) > place and _HAN.search(row[place])]
        for place in range(max(map(len, rows), default=0))
    ]
    # Of columns without any such name the first that holds words.
    return max(
        columns, key=lambda cells: (sum(bool(_VILLAGE.fullmatch(_named(cell))) for cell in cells), bool(cells)),
        default=[],
    )  # fmt: skip


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
    names = check_roster(_column(rows))
    if not names:
        raise Invalid("名册文件里没有找到村名；请让村名占一列，第一行写“村名”")
    return names


def _named(cell: str) -> str:
    return _SERIAL.sub("", cell).strip()


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
