"""The network behind the ``context`` tagger, in PyTorch; imported for training and export only.

``Encoder`` turns the pieces of one sentence (or heading) into a vector; ``ReportReader`` reads the vectors of a
report's sentences in order, both ways, beside those of their headings, and scores each sentence.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

from huibao.tagging.pieces import PAD
from huibao.tagging.pretrained import PretrainedEncoder

_HIDDEN_AWAY = -1e4


class Layer(nn.Module):
    """One post-norm Transformer layer, as BERT has it (Devlin et al. 2019)."""

    def __init__(self, width: int, inner: int, heads: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.inner = nn.Linear(width, inner)
        self.outer = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def narrow(self, units: Tensor) -> None:
        """Keep only the given units of the inner width, ``(n_kept,)`` indices."""
        inner, outer = self.inner, self.outer
        self.inner, self.outer = (
            nn.Linear(inner.in_features, len(units)),
            nn.Linear(len(units), outer.out_features),
        )
        self.inner.weight.data, self.inner.bias.data = inner.weight.data[units], inner.bias.data[units]
        self.outer.weight.data, self.outer.bias.data = outer.weight.data[:, units], outer.bias.data

    def forward(self, hidden: Tensor, bias: Tensor) -> Tensor:
        batch, length, width = hidden.shape
        size = width // self.heads
        query, key, value = self.qkv(hidden).view(batch, length, 3, self.heads, size).permute(2, 0, 3, 1, 4)
        weights = torch.softmax(query @ key.transpose(-1, -2) * size**-0.5 + bias, -1)
        mixed = (self.dropout(weights) @ value).transpose(1, 2).reshape(batch, length, width)
        hidden = self.norm1(hidden + self.dropout(self.out(mixed)))
        return self.norm2(hidden + self.dropout(self.outer(functional.gelu(self.inner(hidden)))))


class Encoder(nn.Module):
    """Pieces ``(n_texts, n_pieces)`` → vectors ``(n_texts, width)``, the mean of the last layer over real pieces."""

    def __init__(self, pretrained: PretrainedEncoder, kept: Sequence[int], longest: int, dropout: float) -> None:
        super().__init__()
        tensors = pretrained.tensors
        inner = len(tensors["0.inner.bias"])
        self.word = nn.Embedding(len(kept), pretrained.width)
        self.position = nn.Embedding(longest, pretrained.width)
        self.norm = nn.LayerNorm(pretrained.width, eps=1e-12)
        self.layers = nn.ModuleList(
            Layer(pretrained.width, inner, pretrained.heads, dropout) for _ in range(pretrained.layers)
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
        bias = (1.0 - real)[:, None, None, :] * _HIDDEN_AWAY
        hidden = self.norm(self.word(pieces) + self.position(torch.arange(pieces.shape[1])))
        hidden = self.dropout(hidden)
        for layer in self.layers:
            hidden = layer(hidden, bias)
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
