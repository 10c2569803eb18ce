"""A normalised view of a text, with a map back: reports themselves are never altered.

Width, stray spaces and traditional characters are noise for every later step, but offsets must keep
pointing into the report as it came in. So each step that wants clean text reads a :class:`View`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

# Half-width marks stand for full-width ones only beside Chinese; in 3.6 or 10:30 they are themselves.
_TO_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
_NO_SPACE_BEFORE = ".,;:!?)%"
# Variants of Hong Kong and Taiwan that the converter takes for simplified characters; 著 is 着 but in 著名, 显著.
_VARIANTS = str.maketrans("衞揹簷痺敍枱", "卫背檐痹叙台")
_ASPECT = re.compile(r"(?<![显名卓土原编昭论专遗巨])著(?![名作称书者录])")
# What normalisation may change or drop, apart from traditional characters; most sentences hold none of it.
_UNCLEAN = re.compile(r"[\s\ufeff\u200b\uff10-\uff19\uff21-\uff3a\uff41-\uff5a％．,;:?!()]")


# Longer texts are no sentences.
_SENTENCE = 400


@dataclass(frozen=True, slots=True)
class View:
    """Normalised text and where each of its characters came from.

    Attributes:
        text: the normalised text.
        offsets: for every character of ``text`` its index in the source, ascending.
    """

    text: str
    offsets: tuple[int, ...]

    def source_range(self, start: int, end: int) -> tuple[int, int]:
        """Source range of ``text[start:end]``; an empty range maps to an empty range."""
        if start >= end:
            at = self.offsets[start] if start < len(self.offsets) else (self.offsets[-1] + 1 if self.offsets else 0)
            return at, at
        return self.offsets[start], self.offsets[end - 1] + 1


def is_han(char: str) -> bool:
    """Whether a character is a Chinese ideograph (compatibility and extension blocks included)."""
    return (
        "\u4e00" <= char <= "\u9fff"
        or "\u3400" <= char <= "\u4dbf"
        or "\uf900" <= char <= "\ufaff"
        or "\U00020000" <= char <= "\U0002ebef"
        or char == "〇"
    )


def _wide(char: str) -> bool:
    return is_han(char) or "\u3000" <= char <= "\u303f" or "\uff01" <= char <= "\uff0f" or char in "“”‘’…—"


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    from opencc import OpenCC

    return OpenCC("t2s")


def simplify(text: str) -> str:
    """Traditional characters made simplified, one for one, so that offsets hold: 產業發展 → 产业发展."""
    if all(_alone(char) == char for char in set(text)):
        # Phrase rules are for traditional text: they take 打坏 for 打坯.
        return _ASPECT.sub("着", text.translate(_VARIANTS))
    simplified: str = _converter().convert(text)
    if len(simplified) != len(text):
        # A phrase rule changed the length (rare): fall back to single characters, which cannot.
        simplified = "".join(_alone(char) for char in text)
    return _ASPECT.sub("着", simplified.translate(_VARIANTS))


@lru_cache(maxsize=1 << 14)
def _alone(char: str) -> str:
    converted: str = _converter().convert(char)
    return converted if len(converted) == 1 else char


def normalize(text: str) -> View:
    """View of a text with half-width letters and digits, full-width punctuation, no stray spaces, simplified.

    A space (or a line break inside a hard-wrapped paragraph) is dropped where either neighbour is
    Chinese or a mark follows, and folded to one space elsewhere.

    Example:
        >>> normalize("產 业收入１２.5万元,比去年多").text
        '产业收入12.5万元，比去年多'
    """
    # Drafting asks for the same sentences over and over; whole reports would fill the memory.
    return _kept(text) if len(text) <= _SENTENCE else _view(text)


@lru_cache(maxsize=8192)
def _kept(text: str) -> View:
    return _view(text)


def _view(text: str) -> View:
    length = len(text)
    if not _UNCLEAN.search(text):
        return View(text=simplify(text), offsets=tuple(range(length)))
    chars: list[str] = []
    offsets: list[int] = []
    for index, char in enumerate(text):
        if char.isspace() or char in "\ufeff\u200b":
            following = next((c for c in text[index + 1 : index + 20] if not c.isspace()), "")
            if not chars or not following or chars[-1] == " " or following in _NO_SPACE_BEFORE:
                continue
            if _wide(chars[-1]) or _wide(following):
                continue
            char = " "
        elif (
            "\uff10" <= char <= "\uff19"
            or "\uff21" <= char <= "\uff3a"
            or "\uff41" <= char <= "\uff5a"
            or char in "％．"
        ):
            char = chr(ord(char) - 0xFEE0)
        elif char in _TO_FULL:
            before = chars[-1] if chars else ""
            after = text[index + 1] if index + 1 < length else ""
            if _wide(before) or _wide(after):
                char = _TO_FULL[char]
        chars.append(char)
        offsets.append(index)
    while chars and chars[-1] == " ":
        chars.pop()
        offsets.pop()
    return View(text=simplify("".join(chars)), offsets=tuple(offsets))
