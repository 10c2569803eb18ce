"""Training of the context tagger's network, on a GPU where there is one, and its export to ONNX with 8-bit weights.

Deep networks are fine-tuned first and teach the small one that ships (knowledge distillation, Hinton et al. 2015): the
small one's targets are part the annotator's labels, part the mean of the deep ones' probabilities, and its vector of a
text should be the first one's (Jiao et al. 2020). The small one is a few of their lower layers, before tuning, each
with the attention heads and the part of its inner width that say most to the reports' texts (Michel et al. 2019).

Seeded, and with a fixed number of threads, so that the same corpus gives the same network on the same machine without a
GPU; on one, sums of many threads differ from run to run in their last digits.
"""

from __future__ import annotations

import json
import logging
import math
import tempfile
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from huibao.errors import ModelError, how_to_install
from huibao.schema import AnnotatedReport
from huibao.tagging.context_inputs import ENCODER, FACTS, PIECES, READER, ContextParams, facts_of, heading_path
from huibao.tagging.context_stored import stored_encoder, stored_reader
from huibao.tagging.pieces import LONGEST, PieceCutter, kept_pieces, padded
from huibao.tagging.pretrained import PretrainedEncoder, packaged_file, read_pretrained

try:
    import torch
    from torch import Tensor, nn
    from torch.nn import functional

    from huibao.tagging.context_net import Encoder, ReportReader
except ImportError as error:  # pragma: no cover - the message is tested by hiding torch
    raise ModelError(f"训练 context 模型需要 PyTorch；请先{how_to_install('train')}") from error

_LOGGER = logging.getLogger(__name__)
_THREADS = 2
_TEXTS = 64
_WARM_UP = 0.1
_WEIGHT_DECAY = 0.01
_CLIP = 1.0
_OPSET = 17
_DEVICE = "cuda" if torch.cuda.is_available() else "cpu"
_HALVES = _DEVICE == "cuda" or bool(torch.cpu.get_capabilities().get("avx512_bf16"))


@dataclass(frozen=True, slots=True)
class _Lesson:
    """One report, ready to learn from: piece numbers, facts, and targets per sentence.

    Attributes:
        sentences, headings: pieces of each sentence and of the heading path above it.
        facts: ``(n_sentences, n_facts)``.
        labels: target probabilities, ``(n_sentences, n_labels)``.
        kinds: target probabilities of the kinds, ``(n_sentences, n_kinds)``; zeros where a sentence has none.
        no_heading: pieces of the empty heading.
    """

    sentences: list[tuple[int, ...]]
    headings: list[tuple[int, ...]]
    facts: Tensor
    labels: Tensor
    kinds: Tensor
    no_heading: tuple[int, ...]


def train_network(
    reports: Sequence[AnnotatedReport], labels: Sequence[str], kinds: Sequence[str], params: ContextParams
) -> dict[str, bytes]:
    """Fine-tune the encoder together with the reader, taught by deeper networks where ``params`` want them.

    Returns:
        The files of the network by name: encoder and reader as ONNX, pieces as JSON.

    Raises:
        ModelError: torch or the pre-trained encoder is not installed.
    """
    torch.set_num_threads(_THREADS)
    pretrained = read_pretrained(packaged_file(), params.layers)
    kept = kept_pieces(pretrained.pieces)
    cutter = PieceCutter([pretrained.pieces[i] for i in kept], [pretrained.scores[i] for i in kept])
    lessons = [_lesson(annotated, cutter, labels, kinds, params) for annotated in reports if annotated.sentences]
    teachers = [_teacher(kept, lessons, params, number) for number in range(params.teachers)]
    if teachers:
        lessons = [_taught(one, [teacher.answer(one) for teacher in teachers], params.taught) for one in lessons]
    network = _Network(pretrained, kept, lessons[0], params)
    network.narrow(lessons, params.heads, params.inner)
    if teachers:
        network.follow(teachers[0], lessons)
    network.learn(lessons)
    vocabulary = {"pieces": cutter.pieces, "scores": [round(score, 4) for score in cutter.scores]}
    return {**network.exported(), PIECES: json.dumps(vocabulary, ensure_ascii=False).encode()}


def learn_on(
    files: Mapping[str, bytes],
    reports: Sequence[AnnotatedReport],
    labels: Sequence[str],
    kinds: Sequence[str],
    params: ContextParams,
) -> dict[str, bytes]:
    """Train a stored network further, on reports of which it may know some: half an hour where a new one takes hours.

    So that it forgets nothing it is its own teacher where it agrees with the annotator (learning without forgetting,
    Li & Hoiem 2018).

    Args:
        files: of the network, as :func:`train_network` returned them.
        reports, labels, kinds: as there; labels and kinds are those of the network.
        params: with the network's own shape.
    """
    torch.set_num_threads(_THREADS)
    stored = stored_encoder(files[ENCODER], vocabulary := json.loads(files[PIECES]))
    cutter = PieceCutter(vocabulary["pieces"], vocabulary["scores"])
    lessons = [_lesson(annotated, cutter, labels, kinds, params) for annotated in reports if annotated.sentences]
    further = replace(
        params, epochs=params.on_epochs, encoder_rate=params.on_encoder_rate, reader_rate=params.on_reader_rate
    )
    network = _Network(stored, range(len(stored.pieces)), lessons[0], further)
    network.reader.load_state_dict({name: torch.tensor(array) for name, array in stored_reader(files[READER]).items()})
    lessons = [_taught_where_right(one, network.answer(one), params.taught) for one in lessons]
    network.reader.train()
    network.learn(lessons)
    return {**files, **network.exported()}


class _Network:
    """Encoder and reader, trained together."""

    def __init__(
        self, pretrained: PretrainedEncoder, kept: Sequence[int], example: _Lesson, params: ContextParams
    ) -> None:
        self.params = params
        # Each network begins anew, so that what one learns does not depend on whether another came before it.
        torch.manual_seed(params.seed)
        self.encoder = Encoder(pretrained, kept, LONGEST, params.dropout).to(_DEVICE)
        self.reader = ReportReader(
            pretrained.width,
            len(FACTS),
            example.labels.shape[1],
            example.kinds.shape[1],
            params.hidden,
            params.reader_dropout,
        ).to(_DEVICE)
        self.wanted: dict[tuple[int, ...], Tensor] = {}

    def narrow(self, lessons: Sequence[_Lesson], heads: int, inner: int) -> None:
        """Keep the heads and inner units of each layer that say most to the lessons' texts; 0 keeps all.

        The encoder learns without dropout from here on.
        """
        order = _texts_of(lessons)
        self.encoder.eval()
        with torch.no_grad():
            for layer in self.encoder.layers:
                watched = [_Watched(layer.out), _Watched(layer.outer)]
                for start in range(0, len(order), _TEXTS):
                    self.encoder(_matrix(order[start : start + _TEXTS]))
                of_places, of_units = (each.end() for each in watched)
                of_heads = of_places.view(layer.heads, layer.size).sum(1)
                layer.narrow(_strongest(of_heads, heads), _strongest(of_units, inner))

    def follow(self, teacher: _Network, lessons: Sequence[_Lesson]) -> None:
        """Begin with the teacher's reader, and want the teacher's vectors."""
        self.reader.load_state_dict(teacher.reader.state_dict())
        teacher.encoder.eval()
        with torch.no_grad():
            vectors, rows = _encode(teacher.encoder, _texts_of(lessons))
        self.wanted = {text: vectors[row] for text, row in rows.items()}

    def learn(self, lessons: Sequence[_Lesson]) -> None:
        params = self.params
        shuffler = np.random.default_rng(params.seed)
        steps = params.epochs * math.ceil(len(lessons) / params.reports)
        optimizer = torch.optim.AdamW(
            [
                {"params": self.encoder.parameters(), "lr": params.encoder_rate},
                {"params": self.reader.parameters(), "lr": params.reader_rate},
            ],
            weight_decay=_WEIGHT_DECAY,
        )
        schedule = torch.optim.lr_scheduler.LambdaLR(
            optimizer, lambda step: min((step + 1) / (_WARM_UP * steps), (steps - step) / ((1 - _WARM_UP) * steps))
        )
        for epoch in range(params.epochs):
            order = [lessons[index] for index in shuffler.permutation(len(lessons))]
            total = 0.0
            for start in range(0, len(order), params.reports):
                batch = order[start : start + params.reports]
                hidden = [bool(shuffler.random() < params.hide_headings) for _ in batch]
                loss = self._loss(batch, hidden)
                optimizer.zero_grad()
                loss.backward()
                nn.utils.clip_grad_norm_([*self.encoder.parameters(), *self.reader.parameters()], _CLIP)
                optimizer.step()
                schedule.step()
                total += loss.item() * len(batch)
            _LOGGER.info("%d layers, epoch %d: loss %.3f", params.layers, epoch + 1, total / len(order))

    def answer(self, lesson: _Lesson) -> tuple[Tensor, Tensor]:
        """Probabilities of labels and kinds of each sentence."""
        self.encoder.eval()
        self.reader.eval()
        with torch.no_grad():
            _, ((of_labels, of_kinds),) = self._read([lesson], [False])
        return torch.softmax(of_labels, -1), torch.softmax(of_kinds, -1)

    def exported(self) -> dict[str, bytes]:
        """Encoder and reader as ONNX files, by name."""
        width = self.encoder.norm.normalized_shape[0]
        return {
            ENCODER: export_encoder(self.encoder.eval().cpu()),
            READER: _export_reader(self.reader.eval().cpu(), width),
        }

    def _read(
        self, batch: Sequence[_Lesson], hidden: Sequence[bool]
    ) -> tuple[dict[tuple[int, ...], Tensor], list[tuple[Tensor, Tensor]]]:
        """Vectors of the texts; logits of labels and kinds of each lesson, a hidden one read without its headings."""
        headings = [
            [lesson.no_heading] * len(lesson.headings) if hide else lesson.headings
            for lesson, hide in zip(batch, hidden, strict=True)
        ]
        texts = [text for lesson in batch for text in lesson.sentences] + [text for path in headings for text in path]
        vectors, rows = _encode(self.encoder, texts)
        logits = []
        for lesson, path in zip(batch, headings, strict=True):
            of_labels, of_kinds = self.reader(
                vectors[[rows[text] for text in lesson.sentences]][None],
                vectors[[rows[text] for text in path]][None],
                lesson.facts[None],
            )
            logits.append((of_labels[0], of_kinds[0]))
        return {text: vectors[row] for text, row in rows.items()}, logits

    def _loss(self, batch: Sequence[_Lesson], hidden: Sequence[bool]) -> Tensor:
        vectors, logits = self._read(batch, hidden)
        labels = torch.cat([lesson.labels for lesson in batch])
        kinds = torch.cat([lesson.kinds for lesson in batch])
        of_labels = functional.log_softmax(torch.cat([of_labels for of_labels, _ in logits]), -1)
        of_kinds = functional.log_softmax(torch.cat([of_kinds for _, of_kinds in logits]), -1)
        placed = kinds.sum().clamp(min=1.0)
        loss = -(labels * of_labels).sum() / len(labels) - self.params.kind_weight * (kinds * of_kinds).sum() / placed
        if self.wanted:
            got, wanted = torch.stack(list(vectors.values())), torch.stack([self.wanted[text] for text in vectors])
            loss = loss + self.params.vector_weight * functional.mse_loss(got, wanted) / wanted.var()
        return loss


def _teacher(kept: Sequence[int], lessons: Sequence[_Lesson], params: ContextParams, number: int) -> _Network:
    """A deep network that has learnt the lessons; each begins with another reader and reads in another order."""
    deep = replace(
        params,
        layers=params.teacher_layers,
        epochs=params.teacher_epochs,
        encoder_rate=params.teacher_rate,
        seed=params.seed + number,
    )
    teacher = _Network(read_pretrained(packaged_file(), deep.layers), kept, lessons[0], deep)
    teacher.learn(lessons)
    return teacher


def _taught(lesson: _Lesson, answers: Sequence[tuple[Tensor, Tensor]], share: float) -> _Lesson:
    """The lesson with a share of its targets replaced by the mean of the teachers' answers."""
    of_labels, of_kinds = (torch.stack(part).mean(0) for part in zip(*answers, strict=True))
    placed = lesson.kinds.sum(-1, keepdim=True)
    return replace(
        lesson,
        labels=(1 - share) * lesson.labels + share * of_labels,
        kinds=(1 - share) * lesson.kinds + share * placed * of_kinds,
    )


def _taught_where_right(lesson: _Lesson, answer: tuple[Tensor, Tensor], share: float) -> _Lesson:
    """As :func:`_taught` by one answer, but a sentence whose likeliest label differs keeps its targets."""
    taught = _taught(lesson, [answer], share)
    right = (answer[0].argmax(-1) == lesson.labels.argmax(-1))[:, None]
    return replace(
        lesson,
        labels=torch.where(right, taught.labels, lesson.labels),
        kinds=torch.where(right, taught.kinds, lesson.kinds),
    )


class _Watched:
    """Adds up how much each input of a linear map has weighed, until the end."""

    def __init__(self, module: nn.Linear) -> None:
        self.weights = module.weight.norm(dim=0)
        self.total = torch.zeros(module.in_features, device=_DEVICE)
        self.hook = module.register_forward_pre_hook(self._add)

    def _add(self, _: nn.Module, given: tuple[Tensor]) -> None:
        self.total += given[0].abs().sum((0, 1))

    def end(self) -> Tensor:
        self.hook.remove()
        return self.total * self.weights


def _strongest(weights: Tensor, kept: int) -> Tensor:
    return weights.topk(min(kept, len(weights)) or len(weights)).indices.sort().values


def _lesson(
    annotated: AnnotatedReport, cutter: PieceCutter, labels: Sequence[str], kinds: Sequence[str], params: ContextParams
) -> _Lesson:
    targets = np.zeros((len(annotated.tags), len(labels)), dtype=np.float32)
    kind_targets = np.zeros((len(annotated.tags), len(kinds)), dtype=np.float32)
    for row, tag in enumerate(annotated.tags):
        others = tag.labels[1:]
        targets[row, labels.index(tag.labels[0])] = 1.0 - (params.second if others else 0.0)
        for label in others:
            targets[row, labels.index(label)] = params.second / len(others)
        if tag.kind is not None:
            kind_targets[row, kinds.index(tag.kind)] = 1.0
    targets = targets * (1 - params.smoothing) + params.smoothing / len(labels)
    return _Lesson(
        sentences=[tuple(row) for row in cutter.cut([sentence.text for sentence in annotated.sentences])],
        headings=[tuple(row) for row in cutter.cut([heading_path(s.section) for s in annotated.sentences])],
        facts=torch.from_numpy(facts_of(annotated)).to(_DEVICE),
        labels=torch.from_numpy(targets).to(_DEVICE),
        kinds=torch.from_numpy(kind_targets).to(_DEVICE),
        no_heading=tuple(cutter.cut([""])[0]),
    )


def _matrix(texts: Sequence[tuple[int, ...]]) -> Tensor:
    return torch.from_numpy(padded(texts)).to(_DEVICE)


def _texts_of(lessons: Sequence[_Lesson]) -> list[tuple[int, ...]]:
    """The different texts of the lessons, short ones first, the empty heading among them."""
    texts = [text for lesson in lessons for text in (*lesson.sentences, *lesson.headings, lesson.no_heading)]
    return sorted(dict.fromkeys(texts), key=len)


def _encode(encoder: Encoder, texts: Sequence[tuple[int, ...]]) -> tuple[Tensor, dict[tuple[int, ...], int]]:
    """Vectors of the different texts, encoded in batches of like length, and the row of each text."""
    order = sorted(dict.fromkeys(texts), key=len)
    # While weights still move, half the digits do in nearly half the time, where the processor multiplies them.
    with torch.autocast(_DEVICE, dtype=torch.bfloat16, enabled=encoder.training and _HALVES):
        parts = [encoder(_matrix(order[start : start + _TEXTS])) for start in range(0, len(order), _TEXTS)]
    return torch.cat(parts).float(), {text: row for row, text in enumerate(order)}


def _exported(module: nn.Module, example: tuple[Tensor, ...], path: Path, **names: object) -> None:
    with warnings.catch_warnings():
        # The exporter's notes on tracing and on its own successor say nothing about these two graphs.
        warnings.simplefilter("ignore")
        torch.onnx.export(module, example, str(path), opset_version=_OPSET, dynamo=False, **names)


def export_encoder(encoder: Encoder) -> bytes:
    """The encoder as ONNX with 7-bit weights: ``pieces`` ``(n_texts, n_pieces)`` → ``vectors`` ``(n_texts, width)``."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    with tempfile.TemporaryDirectory() as folder:
        whole, small = Path(folder) / "whole.onnx", Path(folder) / "small.onnx"
        _exported(
            encoder,
            (torch.ones((2, 9), dtype=torch.int64) * 5,),
            whole,
            input_names=["pieces"],
            output_names=["vectors"],
            dynamic_axes={"pieces": {0: "texts", 1: "length"}, "vectors": {0: "texts"}},
            custom_opsets={"com.microsoft": 1},
        )
        # Seven bits: with eight, processors without VNNI overflow in their 16-bit sums and give other labels.
        quantize_dynamic(whole, small, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
        return small.read_bytes()


def _export_reader(reader: ReportReader, width: int) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "reader.onnx"
        _exported(
            reader,
            (torch.zeros(1, 7, width), torch.zeros(1, 7, width), torch.zeros(1, 7, len(FACTS))),
            path,
            input_names=["sentences", "headings", "facts"],
            output_names=["labels", "kinds"],
            dynamic_axes={name: {1: "sentences"} for name in ("sentences", "headings", "facts", "labels", "kinds")},
        )
        return path.read_bytes()
