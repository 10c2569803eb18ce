"""What the columns of a table hold, by their heads and cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from huibao.ingest.units_told import unit_of_head, unit_of_table
from huibao.segment.words import tag_words

_NUMERIC = re.compile(r"[+＋±约近]?[\d０-９.,，%％/—-]+[\u4e00-\u9fff]{0,3}")
_NUMBERS = re.compile(r"序号|编号|序|№|No\.?", re.IGNORECASE)
_UNITS = re.compile(r"(?:计量)?单位")
_FIELDS = re.compile(r"分类|板块|领域|方面|条线|.{0,4}类[别型]")
_PERSONS = re.compile(r".*(?:责任|负责|牵头|联系|经办|落实|包[保联村])(?:人员?|单位|部门|领导|干部)|(?:联系)?电话")
_DEADLINES = re.compile(
    r".*[时期]限|截止.*|.*完[工成](?:时间|日期)|(?:计划|拟|预计|要求)(?:完[工成]|竣工|建成|投产)(?:时间|日期)?"
)
_REASONS = re.compile(r".*[原成]因(?:分析)?")
_NEXT_STEPS = re.compile(r".*(?:措施|打算|计划|安排|对策|办法|建议|[请诉]求|支持|协调|帮助).*")
_REMARKS = re.compile(r"备注|说明")
_PROBLEMS = re.compile(r".*(?:问题|困难|不足|短板|隐患)")
# What stands below such heads tells by itself.
_OF_FORM = re.compile(
    r".*(?:情况|进度|进展|内容|现状|成效|效果|结果|做法|状态|事项|[任业]务|项目|名称|问题|困难|不足|哪里|什么|怎样|如何)"
)
# Shares and growths: the unit of the row's amounts is not theirs.
_RATES = re.compile(r".*(?:率|比例|占比|比重|[同环]比|增幅|增速|幅度|[%％]).*")
_WHEN_AGAIN = re.compile(
    r"(?<=[季期月年度末数])[（(][或即]?[^（）()计划目标预同去上累完]{0,6}[季期月年][^（）()计划目标预同去上累完]{0,3}[）)]$"
)
# Never counted in the unit of the rows' names: 品种（亩）|面积|产值.
_OTHERWISE_COUNTED = re.compile("[产价总]值|收入|收益|支出|金额|投资|资金|利润|[单均]?价|产量|单产|户|人")
# Parts of speech without which a cell only names or counts: 60个车位, 衔接资金.
_PREDICATES = ("v", "a", "d", "p")


class Holds(Enum):
    """What the cells of a column tell of their row."""

    NUMBER = "its place in the table"
    UNIT = "the unit of its figures"
    FIELD = "the field of work that it belongs to"
    SUBJECT = "what it is about"
    FACT = "something about the subject"
    REASON = "why it is so"
    NEXT = "what shall be done, or is asked for"
    DEADLINE = "until when"
    PERSON = "who sees to it"


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """One column: its head and what its cells tell.

    Attributes:
        head: as it stands.
        holds: what its cells tell of their row.
        units: those that the table tells of all its figures.
    """

    head: str
    holds: Holds
    units: tuple[str, ...] = ()

    @staticmethod
    def is_value(cell: str) -> bool:
        """Whether a cell is a number, with its unit or without: 860, 86万元."""
        return bool(_NUMERIC.fullmatch(cell))

    def tells(self, cell: str) -> bool:
        """Whether a cell tells something without its head; 1200 and 60个车位 do not.

        Example:
            >>> size = Column(head="规模", holds=Holds.FACT)
            >>> size.tells("日处理50吨"), size.tells("60个车位")
            (True, False)
        """
        if self.of_form:
            return not self.is_value(cell)
        words = tag_words(cell)
        # 自来水 | 已通: of what it is true stands in the head, if the cell does not name it again.
        bare = words[0][1].startswith(_PREDICATES) and not any(char in cell for char in self.head)
        predicates = any(pos.startswith(_PREDICATES) for _, pos in words)
        return predicates and not (bare or self.is_value(cell) or _REMARKS.fullmatch(self.head))

    @property
    def label(self) -> str:
        """Its head without the unit, and without a remark that only says when again: 本季（或3月末）."""
        return _WHEN_AGAIN.sub("", unit_of_head(self.head)[0])

    def unit(self, row_unit: str, subject: str) -> str:
        """The unit of a bare figure below its head: of the head, else of the row, else of the table.

        Example:
            >>> growth = Column(head="同比(%)", holds=Holds.FACT)
            >>> growth.unit("万元", "集体收入"), Column(head="本季", holds=Holds.FACT).unit("万元", "集体收入")
            ('%', '万元')
        """
        if unit := unit_of_head(self.head)[1]:
            return unit
        return "" if _RATES.fullmatch(self.head) else row_unit or unit_of_table(self.units, self.head, subject)

    @property
    def of_form(self) -> bool:
        """Whether its head only says what a form asks for, and measures nothing: 完成情况, 进度."""
        return bool(_OF_FORM.fullmatch(self.head))

    @property
    def of_problems(self) -> bool:
        """Whether its cells are problems."""
        return bool(_PROBLEMS.fullmatch(self.head))


def counts_rows(head: str) -> bool:
    """Whether a column only numbers the rows."""
    return bool(_NUMBERS.fullmatch(head))


def asks_for_words(head: str) -> bool:
    """Whether a column's cells tell something in words: 完成情况, 原因, 整改措施."""
    return any(pattern.fullmatch(head) for pattern in (_OF_FORM, _REASONS, _NEXT_STEPS, _PROBLEMS))


def names_columns(cells: Sequence[str]) -> bool:
    """Whether cells are heads by their own words: at least two of them, and half of all."""
    patterns = (_NUMBERS, _UNITS, _FIELDS, _PERSONS, _DEADLINES, _REASONS, _NEXT_STEPS, _OF_FORM)
    known = sum(any(pattern.fullmatch(cell) for pattern in patterns) for cell in cells)
    return known >= max(2, len(cells) / 2)


def read_columns(header: Sequence[str], rows: Sequence[Sequence[str]], units: tuple[str, ...] = ()) -> list[Column]:
    """What each column holds.

    Args:
        header: the heads, ``(n_columns,)``.
        rows: the cells below them, each ``(n_columns,)``.
        units: those that the table tells of all its figures.

    Example:
        >>> [column.holds.name for column in read_columns(["类别", "工作内容", "完成情况", "责任人"], [])]
        ['FIELD', 'SUBJECT', 'FACT', 'PERSON']
    """
    holds = [_by_head(head, number, [row[number] for row in rows if row[number]]) for number, head in enumerate(header)]
    free = [number for number, what in enumerate(holds) if what is None]
    if _names_fields(free, header, rows):
        holds[free.pop(0)] = Holds.FIELD
    # Beside a field, a single column's cells each name what they are about: 乡村治理 | 调解纠纷3件.
    if free and not (len(free) == 1 and Holds.FIELD in holds):
        holds[free[0]] = Holds.SUBJECT
    # The unit in the head of the rows' names is that of all figures but for money and the like: 品种（头）.
    told = next((unit for head, what in zip(header, holds, strict=True) if what is Holds.SUBJECT
                 and (unit := unit_of_head(head)[1])), "")  # fmt: skip
    return [
        Column(
            head=head,
            holds=what or Holds.FACT,
            units=(told,) if told and not _OTHERWISE_COUNTED.search(head) else units,
        )
        for head, what in zip(header, holds, strict=True)
    ]


def _by_head(head: str, number: int, cells: Sequence[str]) -> Holds | None:
    if counts_rows(head):
        return Holds.NUMBER
    if number == 0:
        # 单位|户数|人口, 责任人|种植面积: what the rows are of, whatever it is called.
        return None
    known = {_UNITS: Holds.UNIT, _PERSONS: Holds.PERSON, _DEADLINES: Holds.DEADLINE, _REASONS: Holds.REASON}
    found = next((what for pattern, what in known.items() if pattern.fullmatch(head)), None)
    # 计划投资 | 120 is an amount that is planned.
    amounts = bool(cells) and all(map(Column.is_value, cells))
    next_step = _NEXT_STEPS.fullmatch(head) and not re.search(r"\d|年|情况|数$", head) and not amounts
    return found or (Holds.NEXT if next_step else None)


def _names_fields(free: Sequence[int], header: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first column sorts the rows (产业发展, 产业发展, 乡村治理) and the next names subjects."""
    if len(free) < 2 or any(Column.is_value(row[free[1]]) for row in rows):
        return False
    named = [row[free[0]] for row in rows]
    return bool(_FIELDS.fullmatch(header[free[0]])) or (len(free) > 2 and len(set(named)) < len(named))
