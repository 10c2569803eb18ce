"""The context tagger: a small pre-trained encoder reads each sentence, a recurrent network reads the report.

Its scores are mixed with those of a linear tagger trained on the same reports: the two err on different
sentences. Inference runs in onnxruntime on 8-bit weights and needs neither torch nor pickle.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Self

import numpy as np

from huibao.errors import ModelError
from huibao.schema import AnnotatedReport
from huibao.tagging.context_inputs import ENCODER, PIECES, READER, ContextParams, facts_of, heading_path
from huibao.tagging.linear import LinearTagger
from huibao.tagging.pieces import PieceCutter, padded
from huibao.tagging.protocol import CONFIG, FloatArray, Scores
from huibao.taxonomy import Taxonomy

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

FORMAT = "huibao-context-1"
# Where the network of a tagger that is fitted comes from.
_Network = Literal["new", "kept", "learns on"]
LINEAR = "linear"
# Two batches at once suit the office's computer, each on one thread: a third faster than one batch on two threads.
_AT_ONCE = 2
# Texts encoded at once, of about equal length, so that little is padding. They are always of one report: the
# 8-bit network scales its numbers by the largest of a batch, and a report must not depend on its neighbours.
_TEXTS = 16


def _texts_of(annotated: AnnotatedReport) -> list[str]:
    return [text for sentence in annotated.sentences for text in (sentence.text, heading_path(sentence.section))]


@dataclass(frozen=True, slots=True)
class _Asked:
    """Texts, and the batches of their vectors that the encoder is at work on, in the same order."""

    texts: list[str]
    answers: list[Future[FloatArray]]

    def vectors(self) -> dict[str, FloatArray]:
        rows = [row for answer in self.answers for row in answer.result()]
        return dict(zip(self.texts, rows, strict=True))


class ContextTagger:
    """See the module; follows :class:`huibao.tagging.protocol.Tagger`.

    Attributes:
        labels, kinds: columns of the scores.
        params: as trained.
        linear: the linear tagger mixed in.
    """

    def __init__(self, taxonomy: Taxonomy, params: ContextParams | None = None) -> None:
        self.labels = taxonomy.keys
        self.kinds = tuple(kind.key for kind in taxonomy.kinds)
        self.params = params or ContextParams()
        self.linear = LinearTagger(taxonomy, self.params.linear)
        self._files: dict[str, bytes] = {}
        self._network: _Network = "new"

    def keeping_network(self, taxonomy: Taxonomy) -> ContextTagger:
        """A tagger with this one's network whose ``fit`` trains the linear half alone: in minutes, without torch."""
        return self._with_this_network(taxonomy, "kept")

    def learning_on(self, taxonomy: Taxonomy) -> ContextTagger:
        """A tagger whose ``fit`` begins with this one's network and trains it further, with a new linear half."""
        return self._with_this_network(taxonomy, "learns on")

    def _with_this_network(self, taxonomy: Taxonomy, how: _Network) -> ContextTagger:
        tagger = ContextTagger(taxonomy, self.params)
        tagger._files, tagger._network = self._files, how
        return tagger

    def fit(self, reports: Sequence[AnnotatedReport]) -> Self:
        """Train on reports whose ``tags`` are filled; needs the extra ``train`` (torch).

        Raises:
            ModelError: the extra is not installed.
        """
        self.linear.fit(reports)
        if self._network == "kept":
            return self
        from huibao.tagging.context_training import learn_on, train_network

        if self._network == "learns on":
            self._files = learn_on(self._files, reports, self.labels, self.kinds, self.params)
        else:
            self._files = train_network(reports, self.labels, self.kinds, self.params)
        for name in ("_cutter", "_encoder", "_reader"):
            self.__dict__.pop(name, None)
        return self

    @cached_property
    def _cutter(self) -> PieceCutter:
        vocabulary = json.loads(self._files[PIECES])
        return PieceCutter(vocabulary["pieces"], vocabulary["scores"])

    @cached_property
    def _encoder(self) -> InferenceSession:
        return _session(self._files[ENCODER])

    @cached_property
    def _reader(self) -> InferenceSession:
        return _session(self._files[READER])

    def vectors(self, texts: Iterable[str]) -> dict[str, FloatArray]:
        """The encoder's vector of each different text, ``(width,)``."""
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            return self._asked(pool, texts).vectors()

    def _asked(self, pool: Executor, texts: Iterable[str]) -> _Asked:
        different = list(dict.fromkeys(texts))
        pieces = self._cutter.cut(different)
        order = sorted(range(len(different)), key=lambda index: len(pieces[index]))
        batches = [order[start : start + _TEXTS] for start in range(0, len(order), _TEXTS)]
        answers = [pool.submit(self._encode, [pieces[index] for index in batch]) for batch in batches]
        return _Asked([different[index] for index in order], answers)

    def _encode(self, rows: Sequence[Sequence[int]]) -> FloatArray:
        vectors: FloatArray = self._encoder.run(None, {"pieces": padded(rows)})[0]
        return vectors

    def predict_proba(self, reports: Sequence[AnnotatedReport]) -> list[Scores]:
        """Scores for each report; a report without sentences gives arrays of zero rows."""
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            asked = [self._asked(pool, _texts_of(annotated)) for annotated in reports]
            linear = self.linear.predict_proba(reports)  # meanwhile
            return [
                self._mixed(annotated, waiting.vectors(), ours) if annotated.sentences else ours
                for annotated, waiting, ours in zip(reports, asked, linear, strict=True)
            ]

    def _mixed(self, annotated: AnnotatedReport, vectors: dict[str, FloatArray], linear: Scores) -> Scores:
        sentences = np.stack([vectors[sentence.text] for sentence in annotated.sentences])
        headings = np.stack([vectors[heading_path(sentence.section)] for sentence in annotated.sentences])
        labels, kinds = self._reader.run(
            None, {"sentences": sentences[None], "headings": headings[None], "facts": facts_of(annotated)[None]}
        )
        share = self.params.mix
        network = _softmax(labels[0])
        of_linear = linear.labels / linear.labels.sum(axis=1, keepdims=True)
        return Scores(
            labels=share * network + (1 - share) * of_linear,
            kinds=share * _softmax(kinds[0]) + (1 - share) * linear.kinds,
            agreement=np.minimum(network, of_linear).sum(axis=1),
        )

    def save(self, directory: Path) -> None:
        """Write the two networks (ONNX), the pieces and settings (JSON) and the linear tagger below."""
        directory.mkdir(parents=True, exist_ok=True)
        for name, content in self._files.items():
            (directory / name).write_bytes(content)
        config = {"format": FORMAT, "labels": self.labels, "kinds": self.kinds, "params": asdict(self.params)}
        (directory / CONFIG).write_text(json.dumps(config, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        self.linear.save(directory / LINEAR)

    @classmethod
    def load(cls, directory: Path) -> Self:
        """Read a model that :meth:`save` wrote.

        Raises:
            ModelError: a file is missing or damaged, or the directory holds another kind of model.
        """
        try:
            config = json.loads((directory / CONFIG).read_text(encoding="utf-8"))
            if config.get("format") != FORMAT:
                raise ModelError(
                    f"模型目录 {directory} 的格式是 {config.get('format')!r}，应为 {FORMAT}；请换一个模型目录"
                )
            tagger = cls.__new__(cls)
            tagger._network = "new"
            tagger.labels, tagger.kinds = tuple(config["labels"]), tuple(config["kinds"])
            tagger.params = ContextParams.of(config["params"])
            tagger.linear = LinearTagger.load(directory / LINEAR)
            tagger._files = {name: (directory / name).read_bytes() for name in (ENCODER, READER, PIECES)}
            _check(tagger, directory)
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise ModelError(f"模型目录 {directory} 不完整或已损坏（{error}）；请重新训练或换一个模型目录") from error
        return tagger


def _check(tagger: ContextTagger, directory: Path) -> None:
    """Open both networks, so that a damaged file is refused here and not in the middle of a batch."""
    from onnxruntime.capi import onnxruntime_pybind11_state as state

    try:
        outputs = {output.name: output.shape[-1] for output in tagger._reader.get_outputs()}
        tagger._encoder.get_inputs()
        tagger._cutter.cut(["好"])
    except (
        state.Fail,
        state.InvalidProtobuf,
        state.InvalidGraph,
        state.InvalidArgument,
        state.NotImplemented,
    ) as error:
        raise ModelError(f"模型目录 {directory} 的网络文件已损坏；请重新训练或换一个模型目录") from error
    if outputs != {"labels": len(tagger.labels), "kinds": len(tagger.kinds)} or tagger.linear.labels != tagger.labels:
        raise ModelError(f"模型目录 {directory} 的权重与标签数不符；请重新训练或换一个模型目录")


def _session(content: bytes) -> InferenceSession:
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return InferenceSession(content, options, providers=["CPUExecutionProvider"])


def _softmax(logits: FloatArray) -> FloatArray:
    shifted = np.exp(logits - logits.max(axis=1, keepdims=True))
    return shifted / shifted.sum(axis=1, keepdims=True)  # type: ignore[no-any-return]
