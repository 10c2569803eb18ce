"""The cells of a table's row as sentences about the row's subject."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from huibao.ingest.columns import Column, Holds
from huibao.ingest.units_told import unit_of_head
from huibao.segment.sentences import split_sentences
from huibao.segment.words import tag_words

Cell = tuple[Column, str]

_STOPS = "。；; "
_YEAR = re.compile(r"20\d\d")
# 12月底, 2026年6月, 年底前: until when; 长期 is no date.
_DATE = re.compile(r".*[\d一二三四五六七八九十年季].*(?:[底末初旬日号月年]|季度)前?|年[底末内]前?")
_WHOLE_TIME = re.compile(r"[月年]$|季度$")
_DONE = re.compile(r"(?:已|全部|^)(?:完[工成]|竣工|建成|验收|投[产用])(?=[，。]|$)")
_NOT_DONE = re.compile(r"未|没|尚|[停误]工|滞后")
# 人居环境整治: a field of work, of which nothing is told as of a thing; but 水库建设 is one.
_FIELD = re.compile(
    r"(?:巩固|乡村|农村|基层|产业|民生|人居|环境|基础|设施|组织|队伍|精神|乡风|防返贫|动态)*"
    r"(?:发展|建设|整治|治理|服务|保障|监测|帮扶|党建|振兴|文明|卫生|脱贫)(?:成果)?(?:方面|工作)?"
)
# 未开工, 已完工, 我们…: not what is done in a field, and nothing that a subject could stand right before.
_STATE = re.compile(r"[未已尚正没无]")
_NOTHING = ("无", "—", "-", "/", "没有")
_SHARE = re.compile("其中|#")
_DASH = re.compile(r"[—\-/／]+")
_REFERS = re.compile(r"[我你他她它咱这那其该]")


def unit_of_row(cells: Sequence[Cell]) -> str:
    """The unit of a row's figures: of a column of its own, or in brackets behind the subject; empty for none."""
    return _first(cells, Holds.UNIT) or unit_of_head(_first(cells, Holds.SUBJECT))[1]


def is_share(cells: Sequence[Cell]) -> bool:
    """Whether a row begins the shares of the row above, which are told in its unit: 其中：枣园承包费."""
    return bool(_SHARE.match(_first(cells, Holds.SUBJECT)))


def figures(cells: Sequence[Cell], unit: str) -> str:
    """A sentence of figures, each named by its column, in the row's unit: 监测户：三季度14户，去年同期16户."""
    subject = unit_of_head(_first(cells, Holds.SUBJECT))[0]
    left_out = (Holds.SUBJECT, Holds.UNIT, Holds.NUMBER, Holds.FIELD)
    named = [
        _figure(column, cell, unit, subject)
        for column, cell in cells
        if cell and column.holds not in left_out and not _DASH.fullmatch(cell)
    ]
    told = f"{subject}：{'，'.join(named)}".lstrip("：").rstrip("。；")
    return f"{_field(cells)}{told}。" if named else ""


def prose(cells: Sequence[Cell], unit: str) -> str:
    """What cells that tell by themselves say of their subject: 停车场未开工，手续未批（责任人李明）."""
    subject = next((one for one in cells if one[0].holds is Holds.SUBJECT), None)
    name = subject[1].strip(_STOPS) if subject else ""
    facts = [_fact(column, cell, unit, name) for column, cell in _of(cells, Holds.FACT)]
    told = _joined([fact for fact in facts if fact])
    says = subject is not None and _says(*subject)
    if says or not told:
        told = ["，".join(filter(None, (name, *told[:1]))), *told[1:]]
    elif name and any(column.is_value(cell) for column, cell in _of(cells, Holds.FACT)):
        # Whose figures they are, as in the rows that give nothing else.
        told = [f"{unit_of_head(name)[0]}：{told[0]}", *(_about(name, sentence) for sentence in told[1:])]
    else:
        told = [_about(name, sentence) for sentence in told]
    if reason := "，".join(_joined([cell for _, cell in _of(cells, Holds.REASON)])):
        told[-1] = f"{told[-1]}，原因是{reason}".lstrip("，")
    told += [f"{column.head}：{part}" for column, cell in _of(cells, Holds.NEXT) for part in _joined([cell])]
    seen_to = [f"{column.head}{cell}" for column, cell in _of(cells, Holds.PERSON)]
    for column, deadline in _of(cells, Holds.DEADLINE):
        over = _DONE.search(told[-1]) and not _NOT_DONE.search(told[-1])
        if _DATE.fullmatch(deadline) and not over:
            told[-1] = _by(deadline, told[-1], deed=says and not facts)
        else:
            seen_to.append(f"{column.head}{deadline}")
    if seen_to:
        told[-1] += f"（{'，'.join(seen_to)}）"
    field = "" if told[0].startswith("【") else _field(cells)
    return field + "".join(f"{sentence}。" for sentence in told)


def _of(cells: Iterable[Cell], holds: Holds) -> list[Cell]:
    return [(column, cell.strip(_STOPS)) for column, cell in cells if column.holds is holds and cell.strip(_STOPS)]


def _first(cells: Iterable[Cell], holds: Holds) -> str:
    return next((cell for column, cell in cells if column.holds is holds), "")


def _field(cells: Sequence[Cell]) -> str:
    field = _first(cells, Holds.FIELD)
    return f"【{field}】" if field else ""


def _fact(column: Column, cell: str, unit: str, subject: str) -> str:
    """A cell as a clause: with its column's head only where it would not tell of what without it."""
    if cell in _NOTHING:
        return "" if column.of_form else f"无{column.head}"
    return cell if column.tells(cell) else _figure(column, cell, unit, subject)


def _figure(column: Column, cell: str, unit: str, subject: str) -> str:
    head = column.label + "年" * bool(_YEAR.fullmatch(column.label))
    bare = column.is_value(cell) and cell[-1].isdigit()
    return f"{head}{cell}{column.unit(unit, subject) if bare else ''}"


def _joined(cells: Sequence[str]) -> list[str]:
    """Cells joined by commas, and split where one holds several sentences."""
    told: list[str] = []
    for cell in cells:
        first, *more = [cell[start:end].strip(_STOPS) for start, end in split_sentences(cell)]
        told = [*told[:-1], f"{told[-1]}，{first}" if told else first, *more]
    return told


def _says(column: Column, cell: str) -> bool:
    """Whether a subject is a statement itself: 修复渠道800米, 群众不积极."""
    return column.of_problems or any(char.isdigit() or char in "，,、" for char in cell) or _starts_with(cell, "v")


def _starts_with(text: str, *poses: str) -> bool:
    """Whether a text begins with a word of two characters or more of one of jieba's parts of speech."""
    word, pos = tag_words(text)[0]
    return len(word) > 1 and pos in poses


def _about(name: str, told: str) -> str:
    """What is told of a subject, with the subject before it."""
    if not name or told.startswith(name):
        return told
    if _FIELD.fullmatch(name) and not _STATE.match(told):
        return f"【{name}】{told}"
    return f"{name}，{told}" if _REFERS.match(told) else name + told


def _by(deadline: str, told: str, *, deed: bool) -> str:
    """What shall be done, with until when: 于12月底前修复渠道800米."""
    when = deadline + "底" * bool(_WHOLE_TIME.search(deadline)) + "前" * (not deadline.endswith(("前", "内")))
    label, colon, rest = told.rpartition("：")
    if (deed or colon) and _starts_with(rest, "v", "vn"):
        return f"{label}{colon}于{when}{rest}"
    return f"{told}，于{when}完成"
