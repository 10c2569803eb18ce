"""What the context tagger is trained with and what it reads of a report, the same in training and in use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from huibao.schema import AnnotatedReport
from huibao.tagging.linear import LinearParams
from huibao.tagging.protocol import FloatArray

ENCODER, READER, PIECES = "encoder.onnx", "reader.onnx", "pieces.json"
# Headings far above say little; the nearest two name theme and role.
_HEADINGS = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class ContextParams:
    """Knobs of training (``params.yaml``, section ``context``).

    Attributes:
        layers: layers of the pre-trained encoder that are kept, from below.
        heads, inner: attention heads and units of the inner width kept of each layer; 0 keeps all.
        hidden: width of the recurrent network, each way.
        epochs, reports: passes over the reports, and reports in one step.
        encoder_rate, reader_rate: peak learning rates of the two parts.
        teachers: deeper networks that teach this one; none is possible.
        teacher_layers, teacher_epochs, teacher_rate: layers, passes and peak rate of each of them.
        taught: share of the target that is the teachers' mean answer, or the network's own where it learns on.
        on_epochs, on_encoder_rate, on_reader_rate: passes and peak rates where a trained network learns on.
        vector_weight: weight, beside the labels' loss, of how far a text's vector is from the first teacher's.
        dropout: in the encoder; ``reader_dropout`` in the reader.
        hide_headings: share of the reports read without their headings, so that they are not leant on.
        second: share of the target that goes to the second labels of a sentence.
        smoothing: share of the target spread over all labels.
        kind_weight: weight of the kind's loss beside the labels'.
        mix: share of the network in the mixed probabilities, the rest is the linear tagger's.
        seed: of everything random.
    """

    layers: int = 2
    heads: int = 6
    inner: int = 256
    hidden: int = 128
    epochs: int = 14
    reports: int = 4
    encoder_rate: float = 2.5e-4
    reader_rate: float = 1e-3
    teachers: int = 1
    teacher_layers: int = 12
    teacher_epochs: int = 4
    teacher_rate: float = 1e-4
    taught: float = 0.6
    on_epochs: int = 5
    on_encoder_rate: float = 1e-4
    on_reader_rate: float = 5e-4
    vector_weight: float = 1.0
    dropout: float = 0.1
    reader_dropout: float = 0.25
    hide_headings: float = 0.15
    second: float = 0.3
    smoothing: float = 0.07
    kind_weight: float = 0.3
    mix: float = 0.5
    seed: int = 13
    linear: LinearParams = field(default_factory=LinearParams)

    @classmethod
    def of(cls, section: dict[str, Any]) -> ContextParams:
        """Knobs from a mapping, as in a params file or a model's config.

        Raises:
            TypeError: an unknown knob.
        """
        return cls(**{**section, "linear": LinearParams.of(section["linear"])})


# The knobs that count where a trained network learns on; the others are its own.
LEARNING_ON = ("on_epochs", "on_encoder_rate", "on_reader_rate", "taught")

FACTS = ("place", "first two", "last two", "opens a paragraph", "speech", "length")


def facts_of(annotated: AnnotatedReport) -> FloatArray:
    """Where each sentence stands, ``(n_sentences, len(FACTS))``, all between 0 and about 2."""
    sentences = annotated.sentences
    last = max(len(sentences) - 1, 1)
    speech = annotated.report.kind == "speech"
    rows = [
        (
            index / last,
            index < 2,
            index >= len(sentences) - 2,
            index == 0 or sentences[index - 1].paragraph != sentence.paragraph,
            speech,
            min(len(sentence.text), 100) / 50,
        )
        for index, sentence in enumerate(sentences)
    ]
    return np.array(rows, dtype=np.float32).reshape(len(rows), len(FACTS))


def heading_path(section: Sequence[str]) -> str:
    """The headings nearest above a sentence as one text; empty where there are none."""
    return " ".join(section[-_HEADINGS:])
