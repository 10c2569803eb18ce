"""The network behind the ``context`` tagger, in PyTorch; imported for training and export only.

``Encoder`` turns the pieces of one sentence (or heading) into a vector; ``ReportReader`` reads the vectors of a
report's sentences in order, both ways, beside those of their headings, and scores each sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from huibao.tagging.pieces import PAD
from huibao.tagging.pretrained import PretrainedEncoder

_HIDDEN_AWAY = -1e4


class Layer(nn.Module):
    """One post-norm Transformer layer, as BERT has it (Devlin et al. 2019); ``kept`` of its heads are left."""

    def __init__(self, width: int, inner: int, heads: int, kept: int, dropout: float) -> None:
        super().__init__()
        self.heads, self.size = kept, width // heads
        self.qkv = nn.Linear(width, 3 * kept * self.size)
        self.out = nn.Linear(kept * self.size, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.inner = nn.Linear(width, inner)
        self.outer = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def narrow(self, heads: Tensor, units: Tensor) -> None:
        """Keep only the given heads and the given units of the inner width, ``(n_kept,)`` indices of each."""
        kept = (heads[:, None] * self.size + torch.arange(self.size, device=heads.device)).flatten()
        rows = torch.cat([kept + part * self.heads * self.size for part in range(3)])
        self.qkv, self.out = _part(self.qkv, rows=rows), _part(self.out, columns=kept)
        self.inner, self.outer = _part(self.inner, rows=units), _part(self.outer, columns=units)
        self.heads = len(heads)

    def attend(self, hidden: Tensor, real: Tensor) -> Tensor:
        """What the heads gather for each piece from the real ones, one head's ``size`` values beside the other's."""
        if torch.onnx.is_in_onnx_export():
            fused: Tensor = _FusedAttention.apply(hidden, self.qkv.weight.t(), self.qkv.bias, real.int(), self.heads)
            return fused
        batch, length, _ = hidden.shape
        query, key, value = self.qkv(hidden).view(batch, length, 3, self.heads, self.size).permute(2, 0, 3, 1, 4)
        bias = (1.0 - real)[:, None, None, :] * _HIDDEN_AWAY
        weights = torch.softmax(query @ key.transpose(-1, -2) * self.size**-0.5 + bias, -1)
        return (self.dropout(weights) @ value).transpose(1, 2).reshape(batch, length, self.heads * self.size)

    def forward(self, hidden: Tensor, real: Tensor) -> Tensor:
        hidden = self.norm1(hidden + self.dropout(self.out(self.attend(hidden, real))))
        return self.norm2(hidden + self.dropout(self.outer(functional.gelu(self.inner(hidden)))))


class _FusedAttention(torch.autograd.Function):
    """Projection and attention as the one operator that onnxruntime has for them; exists in the exported graph only."""

    @staticmethod
    def forward(_: Any, hidden: Tensor, *given: Any) -> Tensor:
        # Only the shape counts while the graph is traced.
        return hidden.new_zeros(*hidden.shape[:2], len(given[1]) // 3)

    @staticmethod
    def symbolic(graph: Any, hidden: Any, weight: Any, bias: Any, real: Any, heads: int) -> Any:
        return graph.op("com.microsoft::Attention", hidden, weight, bias, real, num_heads_i=heads)


def _part(whole: nn.Linear, *, rows: Tensor | None = None, columns: Tensor | None = None) -> nn.Linear:
    """A linear map with only the given outputs (rows of its weight) and inputs (columns)."""
    weight, bias = whole.weight.data, whole.bias.data
    if rows is not None:
        weight, bias = weight[rows], bias[rows]
    if columns is not None:
        weight = weight[:, columns]
    part = nn.Linear(weight.shape[1], weight.shape[0])
    part.weight.data, part.bias.data = weight.clone(), bias.clone()
    return part


class Encoder(nn.Module):
    """Pieces ``(n_texts, n_pieces)`` → vectors ``(n_texts, width)``, the mean of the last layer over real pieces."""

    def __init__(self, pretrained: PretrainedEncoder, kept: Sequence[int], longest: int, dropout: float) -> None:
        super().__init__()
        tensors = pretrained.tensors
        inner, kept_heads = (
            len(tensors["0.inner.bias"]),
            len(tensors["0.qkv.bias"]) * pretrained.heads // pretrained.width // 3,
        )
        self.word = nn.Embedding(len(kept), pretrained.width)
        self.position = nn.Embedding(longest, pretrained.width)
        self.norm = nn.LayerNorm(pretrained.width, eps=1e-12)
        self.layers = nn.ModuleList(
            Layer(pretrained.width, inner, pretrained.heads, kept_heads, dropout) for _ in range(pretrained.layers)
        )
        self.dropout = nn.Dropout(dropout)
        self.word.weight.data = torch.tensor(tensors["word"][list(kept)])
        self.position.weight.data = torch.tensor(tensors["position"][:longest])
        self.norm.weight.data = torch.tensor(tensors["norm.weight"])
        self.norm.bias.data = torch.tensor(tensors["norm.bias"])
        state = {name: torch.tensor(values) for name, values in tensors.items() if name[0].isdigit()}
        self.layers.load_state_dict(state)

    def forward(self, pieces: Tensor) -> Tensor:
        real = (pieces != PAD).float()
        hidden = self.norm(self.word(pieces) + self.position(torch.arange(pieces.shape[1], device=pieces.device)))
        hidden = self.dropout(hidden)
        for layer in self.layers:
            hidden = layer(hidden, real)
        weights = real[..., None]
        return (hidden * weights).sum(1) / weights.sum(1)


class ReportReader(nn.Module):
    """Vectors and facts of a report's sentences → logits of labels and kinds.

    Args of ``forward``: sentences ``(1, n_sentences, width)``, headings likewise (the vector of the heading path
    above each sentence), facts ``(1, n_sentences, n_facts)``.
    """

    def __init__(self, width: int, facts: int, labels: int, kinds: int, hidden: int, dropout: float) -> None:
        super().__init__()
        self.join = nn.Linear(2 * width + facts, 2 * hidden)
        self.order = nn.GRU(2 * hidden, hidden, batch_first=True, bidirectional=True)
        self.labels = nn.Linear(2 * width + 2 * hidden, labels)
        self.kinds = nn.Linear(2 * width + 2 * hidden, kinds)
        self.dropout = nn.Dropout(dropout)

    def forward(self, sentences: Tensor, headings: Tensor, facts: Tensor) -> tuple[Tensor, Tensor]:
        joined = torch.tanh(self.join(torch.cat([sentences, headings, facts], -1)))
        around, _ = self.order(self.dropout(joined))
        everything = torch.cat([self.dropout(sentences), self.dropout(headings), self.dropout(around)], -1)
        return self.labels(everything), self.kinds(everything)
