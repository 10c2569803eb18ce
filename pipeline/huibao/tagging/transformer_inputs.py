"""What the transformer tagger is trained with, the passages it reads, and the checkpoint that reads them."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from huibao.errors import ModelError, how_to_install
from huibao.schema import AnnotatedReport
from huibao.segment.normalize import normalize

if TYPE_CHECKING:
    from transformers import PreTrainedModel, PreTrainedTokenizerBase

_HEADINGS = 2
_GAP = "｜"


@dataclass(frozen=True, kw_only=True, slots=True)
class TransformerParams:
    """Knobs of training (``params.yaml``, section ``transformer``).

    Attributes:
        checkpoint: directory of a checkpoint, or its id on the Hugging Face hub.
        length: most pieces of sentence and surroundings together; the longer of the two is cut.
        epochs: passes over the sentences at most; ``patience`` passes without progress end it earlier.
        batch: sentences in one step.
        rate, warm_up: peak learning rate, and share of the steps that lead up to it.
        weight_decay: pull of the weights towards 0.
        held_out: share of the training reports that only tell when to stop.
        hide_headings: share of the training sentences read without their headings, so that they are not leant on.
        second: share of the target that goes to the second labels of a sentence.
        smoothing: share of the target spread over all labels.
        kind_weight: weight of the kind's loss beside the labels'.
        seed: of everything random.
    """

    checkpoint: str
    length: int = 192
    epochs: int = 8
    patience: int = 2
    batch: int = 16
    rate: float = 3e-5
    warm_up: float = 0.1
    weight_decay: float = 0.01
    held_out: float = 0.1
    hide_headings: float = 0.15
    second: float = 0.3
    smoothing: float = 0.05
    kind_weight: float = 0.3
    seed: int = 13


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence and what stands around it, as the network reads them."""

    sentence: str
    headings: str
    neighbours: str

    @property
    def surroundings(self) -> str:
        return f"{self.headings}{_GAP}{self.neighbours}"


def passages_of(annotated: AnnotatedReport) -> list[Passage]:
    """One passage a sentence; missing neighbours and headings are empty."""
    texts = ["", *(normalize(sentence.text).text for sentence in annotated.sentences), ""]
    return [
        Passage(
            sentence=texts[index + 1],
            headings=normalize(" ".join(sentence.section[-_HEADINGS:])).text,
            neighbours=f"{texts[index]}{_GAP}{texts[index + 2]}",
        )
        for index, sentence in enumerate(annotated.sentences)
    ]


@contextmanager
def needs_torch() -> Iterator[None]:
    """Says what to install where torch or transformers is missing.

    Raises:
        ModelError: one of them is not installed.
    """
    try:
        yield
    except ImportError as error:
        raise ModelError(
            f"transformer 模型需要 PyTorch 和 transformers（{error}）；请先{how_to_install('train')}"
        ) from error


def pieces_input(passages: Sequence[Passage]) -> tuple[list[str], list[str]]:
    """First and second texts for a tokenizer."""
    return [passage.sentence for passage in passages], [passage.surroundings for passage in passages]


def read_checkpoint(name: str, outputs: int, *, trained: bool) -> tuple[PreTrainedModel, PreTrainedTokenizerBase]:
    """Network and tokenizer of a checkpoint.

    Args:
        name: directory, or id on the hub (then asked for over the network unless it is in the local cache).
        outputs: logits a sentence.
        trained: the network must have exactly that many already, and nothing is asked for over the network.

    Raises:
        ModelError: it cannot be read, or does not fit; or the extra is not installed.
    """
    options: dict[str, Any] = {"local_files_only": trained}
    with needs_torch():
        from safetensors import SafetensorError
        from transformers import AutoConfig, AutoModelForSequenceClassification, AutoTokenizer
        from transformers.utils.logging import disable_progress_bar
    if not sys.stderr.isatty():
        disable_progress_bar()
    try:
        config = AutoConfig.from_pretrained(name, **options)
        if trained and config.num_labels != outputs:
            raise ValueError(f"{config.num_labels} outputs, {outputs} expected")
        config.num_labels = outputs
        network = AutoModelForSequenceClassification.from_pretrained(
            name, config=config, use_safetensors=trained or None, **options
        )
        tokenizer = AutoTokenizer.from_pretrained(name, **options)
    except (OSError, ValueError, KeyError, RuntimeError, SafetensorError) as error:
        reason = str(error).strip().partition("\n")[0]
        raise ModelError(
            f"检查点 {name} 读不了（{reason}）；请写检查点所在的文件夹，没有外网的电脑须先把它拷过来"
        ) from error
    return network, tokenizer
