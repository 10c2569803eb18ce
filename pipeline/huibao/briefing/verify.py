"""The check that guards a draft: no number and no name that its cited sources do not hold.

Each number of a statement must be read, with the same value, in one of its sources, or be a figure the
statement declares, which is then worked out again from the figure's own sources. Each name of a place,
person or organisation must stand in a source or be a village of the batch. A statement that fails is
left out of the draft and reported.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from huibao.briefing.names import find_names
from huibao.indicators.numerals import find_numerals
from huibao.schema import Figure, Passage, Source, Statement
from huibao.segment.normalize import normalize


@dataclass(frozen=True, kw_only=True, slots=True)
class Rejection:
    """A statement that was refused, with the reason in Chinese."""

    text: str
    reason: str


def verify(
    passages: Sequence[Passage], *, known_names: Sequence[str]
) -> tuple[tuple[Passage, ...], tuple[Rejection, ...]]:
    """Passages without the statements that fail, and those statements.

    Args:
        passages: as written.
        known_names: villages of the batch and the township, allowed everywhere.
    """
    bodies = [passage for passage in passages if not passage.heading_level]
    names = iter(find_names([statement.text for passage in bodies for statement in passage.statements]))
    kept: list[Passage] = []
    rejections: list[Rejection] = []
    for passage in passages:
        if passage.heading_level:
            kept.append(passage)
            continue
        good: list[Statement] = []
        for statement in passage.statements:
            reason = _fault(statement, next(names), known_names)
            if reason:
                rejections.append(Rejection(text=statement.text, reason=reason))
            else:
                good.append(statement)
        if good:
            kept.append(Passage(statements=tuple(good)))
    return tuple(kept), tuple(rejections)


def _fault(statement: Statement, names: Sequence[str], known_names: Sequence[str]) -> str:
    for figure in statement.figures:
        if not _holds(figure):
            return f"数字“{figure.text}”与其出处不符"
    haystack = "\n".join(normalize(source.text).text for source in statement.sources)
    villages = {source.village for source in statement.sources} | set(known_names)
    text = statement.text
    for figure in statement.figures:
        text = text.replace(figure.text, "", 1)
    for village in sorted(villages, key=len, reverse=True):
        text = text.replace(village, "")
    allowed = {(numeral.value, numeral.percent) for numeral in find_numerals(haystack)}
    for numeral in find_numerals(text):
        if (numeral.value, numeral.percent) not in allowed:
            return f"出处里没有数字“{text[numeral.start : numeral.end]}”"
    for name in names:
        if not _named(name, haystack, villages):
            return f"出处里没有名称“{name}”"
    return ""


def _holds(figure: Figure) -> bool:
    if figure.rule == "villages":
        return len({source.village for source in figure.sources}) == figure.value
    if len(figure.values) != len(figure.sources):
        return False
    return sum((Decimal(str(value)) for value in figure.values), Decimal()) == Decimal(str(figure.value)) and all(
        _reads(source, value) for source, value in zip(figure.sources, figure.values, strict=True)
    )


def _named(name: str, haystack: str, villages: set[str]) -> bool:
    if name in haystack or name in villages:
        return True
    # The recogniser may run a village's name on into what follows it: 石桥村 + 党支部.
    return any(
        name.startswith(village) and name[len(village) :] in haystack or name in village for village in villages
    )
