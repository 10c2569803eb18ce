"""The transformer tagger: any Hugging Face checkpoint, fine-tuned to read a sentence with what stands around it.

The first text is the sentence; the second its headings, the sentence before and the sentence after. For users with a
graphics card and a checkpoint of their own; it runs on a processor too, slowly. Needs the extra ``train``.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Self

import numpy as np

from huibao.errors import ModelError
from huibao.schema import AnnotatedReport
from huibao.tagging.calibration import softmax
from huibao.tagging.protocol import CONFIG, FloatArray, Scores
from huibao.tagging.transformer_inputs import (
    Passage,
    TransformerParams,
    needs_torch,
    passages_of,
    pieces_input,
    read_checkpoint,
)
from huibao.taxonomy import Taxonomy

if TYPE_CHECKING:
    from transformers import PreTrainedModel, PreTrainedTokenizerBase

FORMAT = "huibao-transformer-1"
_CHECKPOINT = "checkpoint"
_BATCH = 64


class TransformerTagger:
    """See the module; follows :class:`huibao.tagging.protocol.Tagger`.

    Args:
        taxonomy: the label system.
        params: knobs.
        checkpoints: folder where training keeps its state; where it holds some, training goes on from there. Without
            it, training that is cut off starts again from nothing.
    """

    def __init__(self, taxonomy: Taxonomy, params: TransformerParams, *, checkpoints: Path | None = None) -> None:
        self.labels = taxonomy.keys
        self.kinds = tuple(kind.key for kind in taxonomy.kinds)
        self.params = params
        self.checkpoints = checkpoints
        self._network: PreTrainedModel | None = None
        self._tokenizer: PreTrainedTokenizerBase | None = None

    def fit(self, reports: Sequence[AnnotatedReport]) -> Self:
        """Fine-tune on reports whose ``tags`` are filled.

        Raises:
            ModelError: the extra is not installed, or the checkpoint cannot be read.
        """
        with needs_torch():
            from huibao.tagging.transformer_training import fine_tune

        self._network, self._tokenizer = fine_tune(reports, self.labels, self.kinds, self.params, self.checkpoints)
        return self

    def predict_proba(self, reports: Sequence[AnnotatedReport]) -> list[Scores]:
        """Scores for each report; a report without sentences gives arrays of zero rows."""
        counts = [len(annotated.sentences) for annotated in reports]
        logits = self._logits([passage for annotated in reports for passage in passages_of(annotated)])
        width = len(self.labels)
        return [
            Scores(labels=softmax(part[:, :width]), kinds=softmax(part[:, width:]))
            for part in np.split(logits, np.cumsum(counts)[:-1])
        ]

    def _logits(self, passages: Sequence[Passage]) -> FloatArray:
        import torch

        if self._network is None or self._tokenizer is None:
            raise ModelError("transformer 模型还没有训练；请先训练，或用 --model 指定训练好的模型目录")
        device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        network = self._network.to(device).eval()
        found = np.zeros((len(passages), len(self.labels) + len(self.kinds)), dtype=np.float32)
        # Like lengths together, so that little of a batch is padding.
        order = sorted(range(len(passages)), key=lambda i: len(passages[i].sentence) + len(passages[i].surroundings))
        half = torch.autocast(device.type, torch.bfloat16, enabled=device.type == "cuda")
        with torch.inference_mode(), half:
            for start in range(0, len(order), _BATCH):
                chosen = order[start : start + _BATCH]
                batch = self._tokenizer(
                    *pieces_input([passages[i] for i in chosen]),
                    truncation="longest_first",
                    max_length=self.params.length,
                    padding=True,
                    return_tensors="pt",
                )
                found[chosen] = network(**batch.to(device)).logits.float().cpu().numpy()
        return found

    def save(self, directory: Path) -> None:
        """Write network (safetensors) and tokenizer below, settings (JSON) beside."""
        if self._network is None or self._tokenizer is None:
            raise ModelError("transformer 模型还没有训练，不能保存；请先训练")
        directory.mkdir(parents=True, exist_ok=True)
        self._network.save_pretrained(directory / _CHECKPOINT)
        self._tokenizer.save_pretrained(directory / _CHECKPOINT)
        config = {"format": FORMAT, "labels": self.labels, "kinds": self.kinds, "params": asdict(self.params)}
        (directory / CONFIG).write_text(json.dumps(config, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, directory: Path) -> Self:
        """Read a model that :meth:`save` wrote.

        Raises:
            ModelError: a file is missing or damaged, the directory holds another kind of model, or the extra is not
                installed.
        """
        try:
            config = json.loads((directory / CONFIG).read_text(encoding="utf-8"))
            if config.get("format") != FORMAT:
                raise ModelError(
                    f"模型目录 {directory} 的格式是 {config.get('format')!r}，应为 {FORMAT}；请换一个模型目录"
                )
            tagger = cls.__new__(cls)
            tagger.labels, tagger.kinds = tuple(config["labels"]), tuple(config["kinds"])
            tagger.params = TransformerParams(**config["params"])
            tagger.checkpoints = None
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise ModelError(f"模型目录 {directory} 不完整或已损坏（{error}）；请重新训练或换一个模型目录") from error
        outputs = len(tagger.labels) + len(tagger.kinds)
        tagger._network, tagger._tokenizer = read_checkpoint(str(directory / _CHECKPOINT), outputs, trained=True)
        return tagger
