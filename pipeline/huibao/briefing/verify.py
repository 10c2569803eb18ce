"""The check that guards a draft: no number and no name that its cited sources do not hold.

Each number of a statement must be read, with the same value, in one of its sources, or be a figure the
statement declares, which is then worked out again from the figure's own sources. Each name of a place,
person or organisation must stand in a source or be a village of the batch. A statement that fails is
left out of the draft and reported.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from huibao.briefing.writing.blocks import Block
from huibao.briefing.writing.figures import reads_value
from huibao.indicators.numbers.compound import telling_numerals
from huibao.names import find_names, named_together
from huibao.schema import Figure, Statement
from huibao.segment.normalize import normalize

# Stands for a name that is known.
_MASK = "、"
# 一是 … 二是 … number the aspects of a paragraph and count nothing.
ORDINAL = re.compile(r"^[一二三四五六七八九十]是")


@dataclass(frozen=True, kw_only=True, slots=True)
class Rejection:
    """A statement that was refused, with the reason in Chinese."""

    text: str
    reason: str


def verify(blocks: Sequence[Block], *, context: Sequence[str]) -> tuple[list[Block], tuple[Rejection, ...]]:
    """Blocks without the statements that fail, and those statements.

    Args:
        blocks: as written.
        context: what may be said without a source (villages of the batch, township, period, label names).
    """
    bodies = [block for block in blocks if not block.heading_level]
    statements = [statement for block in bodies for group in block.groups for statement in group.statements]
    reasons = dict(zip(map(id, statements), faults(statements, context), strict=True))
    rejections = tuple(
        Rejection(text=statement.text, reason=reasons[id(statement)])
        for statement in statements
        if reasons[id(statement)]
    )

    def kept(some: Sequence[Statement]) -> tuple[Statement, ...]:
        return tuple(statement for statement in some if not reasons[id(statement)])

    checked = [
        block
        if block.heading_level
        else replace(
            block,
            groups=tuple(
                replace(group, before=kept(group.before), cases=kept(group.cases), after=kept(group.after))
                for group in block.groups
            ),
        )
        for block in blocks
    ]
    return checked, rejections


def faults(statements: Sequence[Statement], context: Sequence[str]) -> list[str]:
    """For each statement what is wrong with it, in Chinese; empty where nothing is."""
    names = find_names([_without_known(statement.text, statement, context) for statement in statements])
    return [_fault(statement, mine, context) for statement, mine in zip(statements, names, strict=True)]


def _without_known(text: str, statement: Statement, context: Sequence[str]) -> str:
    """A text with villages and other known names masked.

    The recogniser runs them on into what follows, and a numeral inside one (三河村) counts nothing. What nobody knows,
    a period or a township, is an empty word: it masks nothing.
    """
    villages = {source.village for source in statement.sources}
    known = {*villages, *context} - {""}
    for word in sorted(known, key=len, reverse=True):
        text = text.replace(word, _MASK)
    return named_together(villages).sub(_MASK, text)


def _fault(statement: Statement, names: Sequence[str], context: Sequence[str]) -> str:
    for figure in statement.figures:
        if not _holds(figure):
            return f"数字“{figure.text}”与其出处不符"
    haystack = "\n".join([*(normalize(source.text).text for source in statement.sources), *context])
    villages = {source.village for source in statement.sources}
    text = ORDINAL.sub("", statement.text)
    for figure in statement.figures:
        text = text.replace(figure.text, _MASK, 1)
    text = _without_known(text, statement, context)
    allowed = {(numeral.value, numeral.percent) for numeral in telling_numerals(haystack)}
    for numeral in telling_numerals(text):
        if (numeral.value, numeral.percent) not in allowed:
            return f"出处里没有数字“{text[numeral.start : numeral.end]}”"
    for name in names:
        if not _named(name.replace(_MASK, ""), haystack, villages):
            return f"出处里没有名称“{name}”"
    return ""


def _holds(figure: Figure) -> bool:
    if figure.rule == "villages":
        return len({source.village for source in figure.sources}) == figure.value
    if figure.rule == "sentences":
        return len(set(figure.sources)) == figure.value
    if len(figure.values) != len(figure.sources):
        return False
    return sum((Decimal(str(value)) for value in figure.values), Decimal()) == Decimal(str(figure.value)) and all(
        reads_value(source, value) for source, value in zip(figure.sources, figure.values, strict=True)
    )


def _named(name: str, haystack: str, villages: set[str]) -> bool:
    return name in haystack or any(name in village for village in villages)
