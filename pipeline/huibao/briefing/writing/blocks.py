"""A draft in the making: headings and paragraphs, each of runs of sentences that belong together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from huibao.schema import Passage, Statement


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """A run of sentences: complete ones, then the cases that are joined into one, then complete ones.

    With ``apart`` it begins a paragraph of its own.
    """

    before: tuple[Statement, ...] = ()
    cases: tuple[Statement, ...] = ()
    after: tuple[Statement, ...] = ()
    apart: bool = False

    @property
    def statements(self) -> tuple[Statement, ...]:
        return (*self.before, *self.cases, *self.after)


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """A heading, or a paragraph in the making."""

    groups: tuple[Group, ...]
    heading_level: int = 0


def heading(text: str, level: int) -> Block:
    """A heading of a level, 1 the highest."""
    return Block(groups=(Group(before=(Statement(text=text),)),), heading_level=level)


def paragraph(*groups: Group) -> Block:
    """A paragraph of runs of sentences."""
    return Block(groups=groups)


def _closed(statement: Statement) -> Statement:
    """An opening whose cases were all refused: a colon would promise them still."""
    return replace(statement, text=statement.text[:-1] + "。") if statement.text.endswith("：") else statement


def compose(blocks: Sequence[Block]) -> tuple[Passage, ...]:
    """Blocks as passages: cases of a group joined by ；and ended by 。; a group that stands apart is a paragraph."""
    passages: list[Passage] = []
    for block in blocks:
        paragraphs: list[list[Statement]] = [[]]
        for group in block.groups:
            if group.apart:
                paragraphs.append([])
            statements = paragraphs[-1]
            statements.extend(group.before if group.cases else map(_closed, group.before))
            for place, case in enumerate(group.cases):
                mark = "。" if place == len(group.cases) - 1 else "；"
                statements.append(replace(case, text=case.text + mark))
            statements.extend(group.after)
        passages.extend(
            Passage(statements=tuple(statements), heading_level=block.heading_level)
            for statements in paragraphs
            if statements
        )
    return tuple(passages)
