"""A stored network of the context tagger as arrays again, so that it can learn on: what ``context_training`` exports.

Weights come back as they are stored, in seven bits each; the first steps of training bring back what rounding took.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from huibao.tagging.pretrained import FloatArray, PretrainedEncoder

if TYPE_CHECKING:
    from onnx import GraphProto

Arrays = dict[str, FloatArray]
# The linear maps of a layer, in the order in which the graph comes to them.
_MAPS = ("qkv", "out", "inner", "outer")
_ATTENTION, _PRODUCT = "QAttention", "MatMulInteger"
_BOTH_WAYS = ("", "_reverse")


def stored_encoder(content: bytes, vocabulary: dict[str, Any]) -> PretrainedEncoder:
    """The encoder of an ONNX file that ``export_encoder`` wrote; fewer heads may be left of it than its width holds.

    Args:
        content: of the file.
        vocabulary: the pieces and their scores, stored beside it.
    """
    graph = _graph(content)
    arrays = _arrays(graph)
    named = ((name, array) for name, array in arrays.items() if name.startswith(("norm.", "layers.")))
    tensors = {name.removeprefix("layers."): array for name, array in named}
    tensors |= {name: _dequantized(f"{name}.weight", arrays) for name in ("word", "position")}
    maps = [node.input[1] for node in graph.node if node.op_type in (_ATTENTION, _PRODUCT)]
    for place, name in enumerate(maps):
        layer, which = divmod(place, len(_MAPS))
        tensors[f"{layer}.{_MAPS[which]}.weight"] = _dequantized(name.removesuffix("_quantized"), arrays).T
    attention = next(node for node in graph.node if node.op_type == _ATTENTION)
    heads = next(attribute.i for attribute in attention.attribute if attribute.name == "num_heads")
    width = tensors["word"].shape[1]
    return PretrainedEncoder(
        pieces=tuple(vocabulary["pieces"]),
        scores=tuple(vocabulary["scores"]),
        width=width,
        layers=len(maps) // len(_MAPS),
        heads=heads * width // (len(tensors["0.qkv.bias"]) // 3),
        tensors=tensors,
    )


def stored_reader(content: bytes) -> Arrays:
    """The reader of an ONNX file, under the names that ``ReportReader`` has for its weights."""
    graph = _graph(content)
    arrays = _arrays(graph)
    join, labels, kinds = (arrays[node.input[1]].T for node in graph.node if node.op_type == "MatMul")
    tensors = {"join.weight": join, "labels.weight": labels, "kinds.weight": kinds}
    tensors |= {f"{name}.bias": arrays[f"{name}.bias"] for name in ("join", "labels", "kinds")}
    recurrent = next(node for node in graph.node if node.op_type == "GRU")
    into, again, shifts = (arrays[name] for name in recurrent.input[1:4])
    for way, suffix in enumerate(_BOTH_WAYS):
        of_input, of_hidden = np.split(shifts[way], 2)
        for name, array in (
            ("weight_ih", into[way]),
            ("weight_hh", again[way]),
            ("bias_ih", of_input),
            ("bias_hh", of_hidden),
        ):
            tensors[f"order.{name}_l0{suffix}"] = _gates(array)
    return tensors


def _gates(array: FloatArray) -> FloatArray:
    """ONNX has the gates of a GRU as update, reset, hidden; PyTorch has the reset gate first."""
    update, reset, hidden = np.split(array, 3)
    return np.concatenate([reset, update, hidden])


def _graph(content: bytes) -> GraphProto:
    import onnx

    return onnx.load_from_string(content).graph


def _arrays(graph: GraphProto) -> Arrays:
    from onnx.numpy_helper import to_array

    return {one.name: to_array(one).astype(np.float32) for one in graph.initializer}


def _dequantized(name: str, arrays: Arrays) -> FloatArray:
    whole: FloatArray = (arrays[f"{name}_quantized"] - arrays[f"{name}_zero_point"]) * arrays[f"{name}_scale"]
    return whole
