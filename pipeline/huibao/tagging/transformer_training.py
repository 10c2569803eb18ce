"""Fine-tuning behind the ``transformer`` tagger, by the Trainer of ``transformers``.

Half precision on a graphics card, full on a processor. A tenth of the training reports is held out: its loss decides
when to stop and which epoch is kept.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional
from transformers import (
    DataCollatorWithPadding,
    EarlyStoppingCallback,
    PreTrainedModel,
    PreTrainedTokenizerBase,
    Trainer,
    TrainerCallback,
    TrainingArguments,
)
from transformers.trainer_utils import get_last_checkpoint

from huibao.schema import AnnotatedReport, Tag
from huibao.tagging.protocol import FloatArray
from huibao.tagging.transformer_inputs import Passage, TransformerParams, passages_of, pieces_input, read_checkpoint


class _Passages(torch.utils.data.Dataset[dict[str, Any]]):
    """Passages with their targets; headings of some are hidden, others each time one is asked for."""

    def __init__(
        self,
        passages: Sequence[Passage],
        targets: FloatArray,
        tokenizer: PreTrainedTokenizerBase,
        params: TransformerParams,
        *,
        hide: float,
    ) -> None:
        self.passages, self.targets, self.tokenizer, self.params, self.hide = passages, targets, tokenizer, params, hide

    def __len__(self) -> int:
        return len(self.passages)

    def __getitem__(self, index: int) -> dict[str, Any]:
        passage = self.passages[index]
        if self.hide and float(torch.rand(())) < self.hide:
            passage = Passage(passage.sentence, "", passage.neighbours)
        (first,), (second,) = pieces_input([passage])
        pieces = self.tokenizer(first, second, truncation="longest_first", max_length=self.params.length)
        return {**pieces, "labels": self.targets[index]}


def fine_tune(
    reports: Sequence[AnnotatedReport],
    labels: Sequence[str],
    kinds: Sequence[str],
    params: TransformerParams,
    checkpoints: Path | None,
    callbacks: Sequence[TrainerCallback] = (),
) -> tuple[PreTrainedModel, PreTrainedTokenizerBase]:
    """Network and tokenizer, trained on reports with tags.

    Args:
        reports: with tags; those held out are chosen among them.
        labels, kinds: keys, in the order of the logits.
        params: knobs.
        checkpoints: folder for the state of training, gone on from where there is some; None for a temporary one.
        callbacks: more of them for the Trainer.

    Raises:
        ModelError: the checkpoint to start from cannot be read.
    """
    network, tokenizer = read_checkpoint(params.checkpoint, len(labels) + len(kinds), trained=False)
    learnt, held_out = _split(reports, params)

    def dataset(part: Sequence[AnnotatedReport], hide: float) -> _Passages:
        passages = [passage for annotated in part for passage in passages_of(annotated)]
        targets = np.array([_target(tag, labels, kinds, params) for annotated in part for tag in annotated.tags])
        return _Passages(passages, targets.astype(np.float32), tokenizer, params, hide=hide)

    with tempfile.TemporaryDirectory() as scratch:
        folder = checkpoints or Path(scratch)
        steps = -(-sum(len(annotated.sentences) for annotated in learnt) // params.batch) * params.epochs
        trainer = Trainer(
            model=network,
            args=_arguments(folder, params, warm_up=round(params.warm_up * steps)),
            data_collator=DataCollatorWithPadding(tokenizer),
            train_dataset=dataset(learnt, params.hide_headings),
            eval_dataset=dataset(held_out, 0.0),
            compute_loss_func=lambda outputs, targets, **_: loss_of(outputs.logits, targets, len(labels), params),
            callbacks=[EarlyStoppingCallback(early_stopping_patience=params.patience), *callbacks],
        )
        trainer.train(resume_from_checkpoint=get_last_checkpoint(str(folder)) if folder.is_dir() else None)
    return network, tokenizer


def _split(
    reports: Sequence[AnnotatedReport], params: TransformerParams
) -> tuple[list[AnnotatedReport], list[AnnotatedReport]]:
    """Reports to learn from and reports held out, at least one; a single report is both."""
    filled = [annotated for annotated in reports if annotated.sentences]
    order = np.random.default_rng(params.seed).permutation(len(filled))
    count = min(max(1, round(params.held_out * len(filled))), len(filled) - 1) or len(filled)
    held_out = set(order[:count].tolist())
    learnt = [annotated for index, annotated in enumerate(filled) if index not in held_out] or filled
    return learnt, [filled[index] for index in sorted(held_out)]


def _target(tag: Tag, labels: Sequence[str], kinds: Sequence[str], params: TransformerParams) -> FloatArray:
    """Shares of the labels, then one for the kind, none where there is no kind: ``(n_labels + n_kinds,)``."""
    of_labels = np.zeros(len(labels), dtype=np.float32)
    others = tag.labels[1:]
    of_labels[labels.index(tag.labels[0])] = 1.0 - (params.second if others else 0.0)
    for label in others:
        of_labels[labels.index(label)] = params.second / len(others)
    of_labels = of_labels * (1 - params.smoothing) + params.smoothing / len(labels)
    return np.concatenate([of_labels, np.array([tag.kind == kind for kind in kinds], dtype=np.float32)])


def loss_of(logits: Tensor, targets: Tensor, labels: int, params: TransformerParams) -> Tensor:
    """Cross-entropy of the labels, and of the kinds where there are any.

    Args:
        logits, targets: ``(n_sentences, n_labels + n_kinds)``.
        labels: how many of the columns are labels.
        params: weight of the kinds.
    """
    logits = logits.float()
    of_labels = -(targets[:, :labels] * functional.log_softmax(logits[:, :labels], -1)).sum(-1).mean()
    of_kinds = -(targets[:, labels:] * functional.log_softmax(logits[:, labels:], -1)).sum()
    return of_labels + params.kind_weight * of_kinds / targets[:, labels:].sum().clamp(min=1.0)


def _arguments(folder: Path, params: TransformerParams, *, warm_up: int) -> TrainingArguments:
    card = torch.cuda.is_available()
    bfloat = card and torch.cuda.is_bf16_supported()
    return TrainingArguments(
        output_dir=str(folder),
        num_train_epochs=params.epochs,
        per_device_train_batch_size=params.batch,
        per_device_eval_batch_size=4 * params.batch,
        learning_rate=params.rate,
        warmup_steps=warm_up,
        weight_decay=params.weight_decay,
        bf16=bfloat,
        fp16=card and not bfloat,
        use_cpu=not card,
        dataloader_pin_memory=card,
        eval_strategy="epoch",
        save_strategy="epoch",
        save_total_limit=2,
        logging_strategy="epoch",
        load_best_model_at_end=True,
        metric_for_best_model="eval_loss",
        greater_is_better=False,
        seed=params.seed,
        label_names=["labels"],
        remove_unused_columns=False,
        report_to="none",
    )
