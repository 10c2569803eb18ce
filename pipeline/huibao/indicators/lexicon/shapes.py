"""What a name outside the lexicon never looks like, from ``corpus/lexicon/name_shapes.toml``."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from huibao.resources import read_lexicon

_MONEY = "元"


@lru_cache(maxsize=1)
def _shapes() -> dict[str, Any]:
    return read_lexicon("name_shapes.toml")


@lru_cache(maxsize=1)
def _broken_off() -> re.Pattern[str]:
    return re.compile(_shapes()["broken_off"])


def breaks_off(text: str) -> bool:
    """Whether a run of words ends where what is told goes on: 箍了, 坐船去."""
    return bool(_broken_off().search(text))


@lru_cache(maxsize=1 << 12)
def can_begin(word: str, unit: str) -> bool:
    """Whether a name of a figure in ``unit`` may begin with a word: not with 拆除 of 拆除旱厕14个, nor with 把."""
    return word not in _shapes()["leads"] and (unit == _MONEY or word not in _shapes()["acts"])


def short_noun(before: str) -> str:
    """The noun of one character that stands alone before a figure; empty where none does: ，藕 → 藕."""
    alone = before.strip("、，；：呢嘛啊")
    return alone if alone and alone in _shapes()["short"] and len(alone) == 1 else ""
