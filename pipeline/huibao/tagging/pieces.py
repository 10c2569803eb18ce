"""Sentences as pieces of the pre-trained encoder's unigram vocabulary (Kudo 2018)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from huibao.segment.normalize import normalize

if TYPE_CHECKING:
    from tokenizers import Tokenizer

# Places of the special pieces, fixed by the vocabulary.
START, PAD, END, UNKNOWN = range(4)
LONGEST = 96

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_SPACE = re.compile(r"\s+")
_SPACE_MARK = "▁"
# What Chinese office text is made of; pieces of other scripts would only make the model larger.
_KEPT = re.compile(r"▁?(?:[\u3400-\u9fff]*|[\u3000-\u303f\uff00-\uffef]+|[!-~]|\d+|[“”‘’—…·○●■◆①-⑳×%℃]+)")


def kept_pieces(pieces: Sequence[str]) -> list[int]:
    """Indices of the special pieces and of the pieces that Chinese text can hold."""
    return [index for index, piece in enumerate(pieces) if index <= UNKNOWN or _KEPT.fullmatch(piece)]


def plain(text: str) -> str:
    """The normalised text without spaces, each number as one digit: how much is nobody's label."""
    return _SPACE.sub("", _NUMBER.sub("8", normalize(text).text))


class PieceCutter:
    """Cuts texts into piece numbers.

    Args:
        pieces, scores: vocabulary with log probabilities, the four special pieces first.
    """

    def __init__(self, pieces: Sequence[str], scores: Sequence[float]) -> None:
        from tokenizers import Tokenizer, models, pre_tokenizers

        self.pieces = tuple(pieces)
        self.scores = tuple(scores)
        vocabulary = list(zip(self.pieces, self.scores, strict=True))
        self._tokenizer: Tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=UNKNOWN, byte_fallback=False))
        self._tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement=_SPACE_MARK, prepend_scheme="always")

    def cut(self, texts: Sequence[str]) -> list[list[int]]:
        """Piece numbers of each text between ``<s>`` and ``</s>``, at most ``LONGEST`` in all."""
        encodings = self._tokenizer.encode_batch([plain(text) for text in texts], add_special_tokens=False)
        return [[START, *encoding.ids[: LONGEST - 2], END] for encoding in encodings]


def padded(rows: Sequence[Sequence[int]]) -> npt.NDArray[np.int64]:
    """Rows of piece numbers as one matrix ``(n_texts, longest)``, filled up with padding."""
    longest = max(map(len, rows))
    return np.array([[*row, *[PAD] * (longest - len(row))] for row in rows], dtype=np.int64)
