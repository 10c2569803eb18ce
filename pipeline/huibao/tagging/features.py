"""Lexical features of the sentences of whole reports, as one sparse matrix.

Blocks, in order: character n-grams of the sentence, its words and word pairs, characters of its heading
path, words of the sentence before and after, and a few dense facts (place in report and paragraph, kind
of report, length). All text goes through the normalised view; digits are masked, so that a figure
counts as *a* figure and never as a village's own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from huibao.schema import AnnotatedReport
from huibao.segment.normalize import normalize
from huibao.segment.words import cut_words

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix
    from sklearn.feature_extraction.text import TfidfVectorizer

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, kw_only=True, slots=True)
class FeatureParams:
    """Knobs of the feature blocks (``params.yaml``, section ``linear``)."""

    char_ngrams: int = 4
    word_ngrams: int = 2
    heading_ngrams: int = 3
    min_df: int = 2
    heading_weight: float = 0.6
    neighbour_weight: float = 0.4


def masked(text: str) -> str:
    """The normalised text with every number as ``#`` (``86.5万元`` → ``#万元``)."""
    return _SPACE.sub("", _NUMBER.sub("#", normalize(text).text))


def words_of(text: str) -> list[str]:
    """Words of masked text; for the vectorizers, which take a callable."""
    return cut_words(text)


# What a vectorizer is given of a sentence: masked text, or its words.
Document = str | list[str]


def _identity(tokens: list[str]) -> list[str]:
    return tokens


class ReportFeatures:
    """Vectorizers of the blocks, fitted together.

    Attributes:
        params: the knobs.
        vectorizers: fitted TF-IDF vectorizers of the blocks ``char``, ``word`` and ``heading``; a block in which
            nothing occurs often enough (no report has a heading, say) has none, and no columns.
    """

    BLOCKS = ("char", "word", "heading")

    def __init__(self, params: FeatureParams) -> None:
        self.params = params
        self.vectorizers: dict[str, TfidfVectorizer] = {}

    def _vectorizer(self, block: str, **fitted: Any) -> TfidfVectorizer:
        from sklearn.feature_extraction.text import TfidfVectorizer

        params = self.params
        shared: dict[str, Any] = {"lowercase": False, "sublinear_tf": True, "min_df": params.min_df, **fitted}
        if block == "word":
            return TfidfVectorizer(
                tokenizer=_identity,
                preprocessor=_identity,
                token_pattern=None,
                ngram_range=(1, params.word_ngrams),
                **shared,
            )
        longest = params.char_ngrams if block == "char" else params.heading_ngrams
        return TfidfVectorizer(analyzer="char", ngram_range=(1, longest), dtype=np.float32, **shared)

    def fit_transform(self, reports: Sequence[AnnotatedReport]) -> csr_matrix:
        """Fit the vectorizers and give the matrix, ``(n_sentences of all reports, n_features)``."""
        inputs = _inputs(reports)
        self.vectorizers = {
            block: self._vectorizer(block)
            for block, documents in inputs.items()
            if _most_frequent(documents) >= self.params.min_df
        }
        fitted = {block: vectorizer.fit_transform(inputs[block]) for block, vectorizer in self.vectorizers.items()}
        return self._assemble(reports, fitted)

    def transform(self, reports: Sequence[AnnotatedReport]) -> csr_matrix:
        """The matrix for reports, ``(n_sentences of all reports, n_features)``, rows in reading order."""
        inputs = _inputs(reports)
        found = {block: vectorizer.transform(inputs[block]) for block, vectorizer in self.vectorizers.items()}
        return self._assemble(reports, found)

    def _assemble(self, reports: Sequence[AnnotatedReport], blocks: dict[str, csr_matrix]) -> csr_matrix:
        from scipy.sparse import csr_matrix, hstack

        none = csr_matrix((sum(len(annotated.sentences) for annotated in reports), 0), dtype=np.float32)
        chars, words, headings = (blocks.get(block, none) for block in self.BLOCKS)
        before, after = _neighbour_rows(reports)
        weight = self.params.neighbour_weight
        # Row -1 of the padded matrix is empty: the neighbour of a report's first and last sentence.
        padded = csr_matrix(
            (words.data, words.indices, np.append(words.indptr, words.indptr[-1])),
            shape=(words.shape[0] + 1, words.shape[1]),
        )
        parts = [
            chars,
            words,
            headings * self.params.heading_weight,
            padded[before] * weight,
            padded[after] * weight,
            csr_matrix(_dense_facts(reports)),
        ]
        return hstack(parts, format="csr", dtype=np.float32)

    def names(self) -> list[str]:
        """Readable names of the features, in column order, for explanations."""
        vocabularies, _ = self.state()
        char, word, heading = (vocabularies[block] for block in self.BLOCKS)
        return [
            *(f"字 {name}" for name in char),
            *(f"词 {name}" for name in word),
            *(f"标题 {name}" for name in heading),
            *(f"上句 {name}" for name in word),
            *(f"下句 {name}" for name in word),
            *DENSE_NAMES,
        ]

    def state(self) -> tuple[dict[str, list[str]], dict[str, np.ndarray]]:
        """Vocabularies (in column order) and idf weights of the blocks, enough to restore."""
        vocabularies: dict[str, list[str]] = {block: [] for block in self.BLOCKS}
        idf = {block: np.zeros(0, dtype=np.float32) for block in self.BLOCKS}
        for block, vectorizer in self.vectorizers.items():
            vocabularies[block] = [str(term) for term in vectorizer.get_feature_names_out()]
            idf[block] = vectorizer.idf_.astype(np.float32)
        return vocabularies, idf

    @classmethod
    def restore(
        cls, params: FeatureParams, vocabularies: dict[str, list[str]], idf: dict[str, np.ndarray]
    ) -> ReportFeatures:
        """The features as they were when :meth:`state` was taken."""
        features = cls(params)
        for block in filter(vocabularies.__getitem__, cls.BLOCKS):
            vocabulary = {term: column for column, term in enumerate(vocabularies[block])}
            vectorizer = features._vectorizer(block, vocabulary=vocabulary)
            vectorizer.idf_ = idf[block].astype(np.float64 if block == "word" else np.float32)
            features.vectorizers[block] = vectorizer
        return features


def _inputs(reports: Sequence[AnnotatedReport]) -> dict[str, Sequence[Document]]:
    """What each block reads of the sentences, in the order of ``ReportFeatures.BLOCKS``."""
    texts = [masked(sentence.text) for annotated in reports for sentence in annotated.sentences]
    paths = [" ".join(sentence.section) for annotated in reports for sentence in annotated.sentences]
    seen: dict[str, str] = {path: masked(path) for path in dict.fromkeys(paths)}
    return {"char": texts, "word": [words_of(text) for text in texts], "heading": [seen[path] for path in paths]}


def _most_frequent(documents: Sequence[Document]) -> int:
    """How many documents hold the most widespread character or word; no longer n-gram can be in more."""
    counts = Counter(unit for document in documents for unit in set(document))
    return max(counts.values(), default=0)


def _neighbour_rows(reports: Iterable[AnnotatedReport]) -> tuple[np.ndarray, np.ndarray]:
    """Row of the sentence before and after each sentence; -1 (the last, empty row) where there is none."""
    before: list[int] = []
    after: list[int] = []
    for annotated in reports:
        first, count = len(before), len(annotated.sentences)
        before.extend(first + i - 1 if i else -1 for i in range(count))
        after.extend(first + i + 1 if i + 1 < count else -1 for i in range(count))
    return np.array(before, dtype=np.int64), np.array(after, dtype=np.int64)


DENSE_NAMES = (
    "位置 开头", "位置 结尾", "位置 前段", "位置 中段", "位置 后段", "段内 首句", "段内 末句", "段内 独句",
    "文种 讲话", "标题 无", "长度 短", "长度 长", "数字 有", "末尾 问号", "末尾 无标点",
)  # fmt: skip
_SHORT, _LONG = 10, 45


def _dense_facts(reports: Iterable[AnnotatedReport]) -> np.ndarray:
    """``(n_sentences, len(DENSE_NAMES))`` zeros and ones, scaled down to the weight of a rare word."""
    rows: list[list[bool]] = []
    for annotated in reports:
        sentences = annotated.sentences
        count = len(sentences)
        for i, sentence in enumerate(sentences):
            place = i / max(count - 1, 1)
            first = i == 0 or sentences[i - 1].paragraph != sentence.paragraph
            last = i + 1 == count or sentences[i + 1].paragraph != sentence.paragraph
            rows.append(
                [
                    i < 2,
                    i >= count - 2,
                    place < 1 / 3,
                    1 / 3 <= place < 2 / 3,
                    place >= 2 / 3,
                    first,
                    last,
                    first and last,
                    annotated.report.kind == "speech",
                    not sentence.section,
                    len(sentence.text) <= _SHORT,
                    len(sentence.text) >= _LONG,
                    any(char.isdigit() for char in sentence.text),
                    sentence.text[-1] in "？?",
                    sentence.text[-1] not in "。！？!?；;”）",
                ]
            )
    return np.array(rows, dtype=np.float32).reshape(len(rows), len(DENSE_NAMES)) * 0.3
