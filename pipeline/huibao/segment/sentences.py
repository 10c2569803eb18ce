"""Cut a paragraph into sentences, the unit of annotation (guideline §1).

A sentence runs up to and including one of ``。！？!?`` or ``；;``, and keeps the closing quotes and
brackets that follow. A ``；`` inside quotes or brackets does not split, a colon never does, and an
ellipsis splits only when a new sentence visibly starts after it.
"""

from __future__ import annotations

import re
from collections import Counter

from huibao.segment.normalize import simplify

OPENERS = "“‘「『（(《〈【〔[［｛{"
CLOSERS = "”’」』）)》〉】〕]］｝}"
STRAIGHT_QUOTE = '"＂'
_PARTNER = dict(zip(CLOSERS, OPENERS, strict=True))
# Full- and half-width brackets are mixed freely in office documents: （…) closes.
_FAMILY = str.maketrans("(（[［〔{｛", "(([[[{{")

FULL_STOPS = "。！？!?｡"
SEMICOLONS = "；;"
_ELLIPSIS = re.compile(r"…{1,2}|\.{3,6}|。{3,6}")
# An ellipsis in running prose mostly trails off inside a list (路、水、电……都通了). Only these
# openings are read as a new sentence after it.
_NEW_SENTENCE = re.compile(
    r"[\s\u3000]*(?:我们?|咱们?|他们?|她|村里|全村|目前|现在|今年|去年|下一步|接下来|但是?|可是|不过|然而|所以|因此|"
    r"同时|另外|此外|还有|总之|第[一二三四五六七八九十]|[一二三四五六七八九十]是|[（(][一二三四五六七八九十\d]+[)）])"
)

_LOOK_AHEAD = 20


def _pairs(text: str) -> dict[int, int]:
    """Matched quotes and brackets as {opening index: closing index}; what has no partner is left out."""
    pairs: dict[int, int] = {}
    stack: list[tuple[str, int]] = []
    waiting: Counter[str] = Counter()  # of the stack, by family: a stack that holds no partner is not searched

    def opens(family: str, index: int) -> None:
        stack.append((family, index))
        waiting[family] += 1

    def closes(family: str, index: int) -> None:
        while waiting[family]:
            other, start = stack.pop()
            waiting[other] -= 1
            if other == family:
                pairs[start] = index
                return

    for index, char in enumerate(text):
        if char in STRAIGHT_QUOTE:
            (closes if waiting['"'] else opens)('"', index)
        elif char in OPENERS:
            opens(char.translate(_FAMILY), index)
        elif char in CLOSERS:
            closes(_PARTNER[char].translate(_FAMILY), index)
    return pairs


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _with_closers(paragraph: str, end: int, closing: set[int]) -> int:
    """End of a sentence with the ？！ and 。” that belong to it, stray space before them included."""
    while True:
        at = end
        while at < len(paragraph) and paragraph[at].isspace():
            at += 1
        if at == len(paragraph) or not (paragraph[at] in FULL_STOPS or at in closing or paragraph[at] in "”’」』"):
            return end
        end = at + 1


def split_sentences(paragraph: str) -> list[tuple[int, int]]:
    """Half-open character ranges of the sentences of one paragraph.

    The ranges do not overlap, are in order, carry no white space at their edges and together hold
    every character of the paragraph that is not white space.

    Args:
        paragraph: text without line breaks; half-width and full-width punctuation may be mixed.

    Returns:
        ``[(start, end), ...]``, empty for a blank paragraph.

    Example:
        >>> text = "一是缺钱；二是“地少；人多”。怎么办？"
        >>> [text[start:end] for start, end in split_sentences(text)]
        ['一是缺钱；', '二是“地少；人多”。', '怎么办？']
    """
    pairs = _pairs(paragraph)
    closing = set(pairs.values())
    shelter = bytearray(len(paragraph))
    for opening, closer in pairs.items():
        shelter[opening + 1 : closer] = b"\1" * (closer - opening - 1)

    ranges: list[tuple[int, int]] = []
    start = index = 0
    while index < len(paragraph):
        ellipsis = _ELLIPSIS.match(paragraph, index)
        if ellipsis:
            end = ellipsis.end()
            splits = bool(_NEW_SENTENCE.match(simplify(paragraph[end : end + _LOOK_AHEAD])))
        else:
            end = index + 1
            char = paragraph[index]
            splits = char in FULL_STOPS or (char in SEMICOLONS and not shelter[index])
        if splits:
            end = _with_closers(paragraph, end, closing)
            ranges.append((start, end))
            start = end
        index = end
    ranges.append((start, len(paragraph)))
    trimmed = (_trim(paragraph, *span) for span in ranges)
    return [span for span in trimmed if span[0] < span[1]]
