"""The words of a sentence with its figures among them, each a word of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from huibao.indicators.numbers.quantities import Quantity
from huibao.segment.words import tag_words

_MARKS = dict.fromkeys("，。；：！？,;:!?／/\n", "C") | dict.fromkeys("、", "E") | dict.fromkeys("（(《“‘【[", "(")
_MARKS |= dict.fromkeys("）)》”’】]", ")")
_KINDS = {"n": "N", "l": "N", "j": "N", "i": "N", "v": "V", "a": "A", "b": "A", "z": "A", "d": "D", "u": "U"}
_KIND_BY_TAG = {"ns": "P", "nr": "R", "nt": "N", "vn": "W", "ad": "D"}


class Word(NamedTuple):
    """A word, what kind it is and where it starts: ``F`` a figure, ``C E ( )`` marks, ``X`` no Chinese."""

    text: str
    kind: str
    start: int


def words_of(text: str, quantities: Sequence[Quantity]) -> list[Word]:
    """Words of a sentence, in order; a figure with its unit is one word."""
    words: list[Word] = []
    at = 0
    for quantity in quantities:
        words += _between(text[at : quantity.start], at)
        words.append(Word(text[quantity.start : quantity.end], "F", quantity.start))
        at = quantity.end
    return words + _between(text[at:], at)


def _between(text: str, start: int) -> list[Word]:
    words = []
    for word, tag in tag_words(text):
        words.append(Word(word, _kind(word, tag), start))
        start += len(word)
    return words


def _kind(word: str, tag: str) -> str:
    if mark := _MARKS.get(word):
        return mark
    if not all("\u4e00" <= char <= "\u9fff" for char in word):
        return "X"
    return _KIND_BY_TAG.get(tag[:2]) or _KINDS.get(tag[:1]) or tag[:1] or "x"
