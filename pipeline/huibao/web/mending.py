"""A sentence of a draft that corrected figures overtook, with the numbers of now and every other word as it stood."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import get_args

from huibao.briefing.writing.figures import SummedFigure, print_quantity
from huibao.briefing.writing.write import UNSETTLED
from huibao.indicators.numbers.quantities import Quantity
from huibao.schema import Bound, Figure, Passage, Statement
from huibao.web import outdated
from huibao.web.outdated import Now
from huibao.web.rewording import Amount, quantities_in, reworded


def mended(body: Passage, now: Now, sums: Sequence[SummedFigure]) -> Passage | None:
    """The paragraph with its overtaken numbers put right; None where a sentence of it cannot stand any more.

    Args:
        body: as it was written.
        now: its sources as they stand.
        sums: what a draft of today adds up.
    """
    statements = [
        _mended(statement, now, sums) if outdated.overtaken(statement, now) else statement
        for statement in body.statements
    ]
    whole = tuple(statement for statement in statements if statement is not None)
    # All of them, as all cite their reports as they stand.
    return outdated.with_sources_now(replace(body, statements=whole), now) if len(whole) == len(statements) else None


def _mended(statement: Statement, now: Now, sums: Sequence[SummedFigure]) -> Statement | None:
    text = _with_own_numbers(statement, now)
    if text is None or UNSETTLED in text:
        # Whether there is still something to be settled about the number, no single word tells.
        return None
    found = _with_sums(replace(statement, text=text), now, sums)
    # Still overtaken is what its report leaves out, or tells in a note lest its own sentence contradict itself.
    return None if found is None or outdated.overtaken(found, now) else found


def _with_own_numbers(statement: Statement, now: Now) -> str | None:
    """The text with the numbers that its sources say otherwise now; None where one cannot take the other's place."""
    text = statement.text
    computed = [(start, start + len(figure.text)) for figure in statement.figures
                if (start := text.find(figure.text)) >= 0]  # fmt: skip
    said = [
        (place, quantity)
        for place, quantity in quantities_in(text).items()
        if not any(start <= place < end for start, end in computed)
    ]
    edits: dict[int, tuple[Quantity, Quantity]] = {}
    for old, new in _changes(statement, now):
        places = [(place, q) for place, q in said if (q.value, q.unit) == (old.value, old.unit)]
        if len(places) > 1:
            return None
        edits.update((place, (quantity, new)) for place, quantity in places)
    # From the right, so that what is still to be replaced keeps its place.
    for place in sorted(edits, reverse=True):
        old, new = edits[place]
        end = place + old.end - old.start
        words = reworded(text, place, end, Amount(value=new.value, unit=new.unit, bound=new.bound))
        if not words:
            return None
        text = text[:place] + words + text[end:]
    return text


def _changes(statement: Statement, now: Now) -> Iterator[tuple[Quantity, Quantity]]:
    """Numbers of a statement's sources as they were and as they are."""
    for source in statement.sources:
        present = now.get((source.report, source.index))
        if present is None or not present.quotable:
            continue
        before, after = (list(quantities_in(text).values()) for text in (source.text, present.source.text))
        if len(before) == len(after):
            yield from (
                (old, new)
                for old, new in zip(before, after, strict=True)
                if (old.value, old.unit, old.bound) != (new.value, new.unit, new.bound)
            )


def _with_sums(statement: Statement, now: Now, sums: Sequence[SummedFigure]) -> Statement | None:
    """The statement with its sums as a draft of today adds them; None where it would not print one of them."""
    found = statement
    for old in statement.figures:
        if old.rule != "sum" or not outdated.overtaken(replace(statement, text="", figures=(old,)), now):
            continue
        fresh = _same_sum(statement, old, sums)
        if fresh is None or fresh.doubtful:
            return None
        # 15个村: of those that the old sum was of.
        for count in (figure for figure in statement.figures if figure.rule == "villages"):
            if count.sources == old.sources:
                villages = len({source.village for source in fresh.sources})
                words = count.text.replace(f"{count.value:g}", str(villages), 1)
                new = replace(count, text=words, value=villages, sources=fresh.sources)
                found = _exchanged(found, count, new, count.text, words)
        ways = [print_quantity(old.value, fresh.unit, bound) for bound in get_args(Bound)]
        before = max((words for words in ways if words in found.text), key=len, default=old.text)
        after = print_quantity(fresh.total, fresh.unit, fresh.bound)
        total = print_quantity(fresh.total, fresh.unit, "")
        new = Figure(text=total, value=fresh.total, rule="sum", sources=fresh.sources, values=fresh.values)
        found = _exchanged(found, old, new, before, after)
        others = (source for source in found.sources if source not in old.sources)
        found = replace(found, sources=tuple(dict.fromkeys([*fresh.sources, *others])))
    return found


def _same_sum(statement: Statement, old: Figure, sums: Sequence[SummedFigure]) -> SummedFigure | None:
    """The sum of today that has the name, the unit and the time of one that a statement says."""
    units = {quantity.unit for quantity in quantities_in(old.text).values()}
    said = statement.text
    named = [fresh for fresh in sums if fresh.name in said and fresh.when in said and fresh.unit in units]
    return max(named, key=lambda fresh: len(fresh.name), default=None)


def _exchanged(statement: Statement, old: Figure, new: Figure, before: str, after: str) -> Statement:
    return replace(
        statement,
        text=statement.text.replace(before, after, 1),
        figures=tuple(new if figure is old else figure for figure in statement.figures),
    )
