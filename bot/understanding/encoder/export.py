"""The encoders as ONNX files, quantised to 8 bits, ready for ONNX Runtime.

Three are made. Two are trained ones, base and adapters merged with a head: one hears labels, one reads a message as the answer
to a question. The third is the base as it comes, which tells how alike two sentences are. The graph is written out here by
hand: it is the same network as in `network.py`, without what only training needs, and needs no second framework to convert it.

Weights are quantised to unsigned numbers. Signed ones overflow, without a word, on processors that lack the VNNI instructions
(ONNX Runtime multiplies in pairs there and saturates at 16 bits), so that an old office machine would hear something else than
a new one.
"""

from __future__ import annotations

import logging
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from bot.understanding.encoder.shape import (
    DENSE,
    HEADS,
    LAYERS,
    NORM_EPSILON,
    NORMS,
    WIDTH,
    Weights,
    base_weights,
    merged,
)

OPSET = 17
# So many of the first layers keep the weights of their last step in full: they amplify what rounding does, and for 0.7 ms a text
# half of its noise is gone.
WHOLE_LAYERS = 3


def export_trained(adapters: Path, path: Path) -> None:
    """Writes the trained encoder with these adapters, and removes those of earlier ones beside it."""
    _write(_Graph(merged(base_weights(), dict(np.load(adapters)))).judging(), path)


def export_sentences(path: Path) -> None:
    """Writes the base encoder, and removes files of an earlier form beside it."""
    _write(_Graph(base_weights()).likeness(), path)


def _write(model: Any, path: Path) -> None:
    folder = path.parent
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as place:
        whole, small = Path(place) / "whole.onnx", Path(place) / "small.onnx"
        onnx.save(model, str(whole))
        # It recommends a preparation that changes nothing here; a person who starts the server needs no word of it.
        logging.disable(logging.WARNING)
        try:
            quantize_dynamic(whole, small, weight_type=QuantType.QUInt8, per_channel=True, nodes_to_exclude=_left_whole(model))
        finally:
            logging.disable(logging.NOTSET)
        small.replace(path)
    kind, _, _ = path.stem.partition("-")
    for old in folder.glob(f"{kind}-*.onnx"):
        if old != path:
            old.unlink()


def _left_whole(model: Any) -> list[str]:
    names = {f"{_name(layer)}.{DENSE[-1]}.weight.turned" for layer in range(WHOLE_LAYERS)}
    return [node.name for node in model.graph.node if names & set(node.input)]


def _name(layer: int) -> str:
    return f"encoder.layer.{layer}"


class _Graph:
    """Inputs `ids` and `mask`, both (texts, tokens)."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._nodes: list[Any] = []
        self._constants: dict[str, Any] = {}

    def judging(self) -> Any:
        """Outputs `text`, (texts, outputs), and `tokens`, (texts, tokens, outputs): probabilities."""
        self._head(self._encoded())
        outputs = len(self._weights["head.bias"])
        return self._made({"text": ["texts", outputs], "tokens": ["texts", "length", outputs]})

    def likeness(self) -> Any:
        """Output `meaning`, (texts, WIDTH): vectors of length one; the more alike two texts, the larger their product."""
        mean = self._mean(self._encoded())
        square = self._op("ReduceSum", self._op("Mul", mean, mean), self._axes(1), keepdims=1)
        self._op("Div", mean, self._op("Sqrt", square), output="meaning")
        return self._made({"meaning": ["texts", WIDTH]})

    def _encoded(self) -> str:
        x = self._embedded()
        hidden = self._op("Mul", self._op("Sub", self._number(1.0), self._op("Unsqueeze", "mask", self._axes(1, 2))),
                          self._number(-1e9))
        for layer in range(LAYERS):
            x = self._layer(_name(layer), x, hidden)
        return x

    def _made(self, outputs: dict[str, list[Any]]) -> Any:
        ids = helper.make_tensor_value_info("ids", TensorProto.INT64, ["texts", "length"])
        mask = helper.make_tensor_value_info("mask", TensorProto.FLOAT, ["texts", "length"])
        given = [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in outputs.items()]
        graph = helper.make_graph(
            self._nodes, "encoder", [ids, mask], given, initializer=list(self._constants.values())
        )
        made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)])
        made.ir_version = 8
        onnx.checker.check_model(made)
        return made

    def _embedded(self) -> str:
        words = self._op("Gather", self._weight("embeddings.word_embeddings.weight"), "ids", axis=0)
        length = self._op("Slice", self._op("Shape", "ids"), self._axes(1), self._axes(2))
        positions = self._weight("embeddings.position_embeddings.weight")
        places = self._op("Slice", positions, self._axes(0), length, self._axes(0))
        kind = self._constant("kind", self._weights["embeddings.token_type_embeddings.weight"][0])
        return self._norm("embeddings.LayerNorm", self._op("Add", self._op("Add", words, places), kind))

    def _layer(self, name: str, x: str, hidden: str) -> str:
        query, key, value, output, up, down = (f"{name}.{dense}" for dense in DENSE)
        scores = self._op("MatMul", self._split(self._dense(query, x), (0, 2, 1, 3)),
                          self._split(self._dense(key, x), (0, 2, 3, 1)))
        scaled = self._op("Div", scores, self._number(float(np.sqrt(WIDTH / HEADS))))
        attention = self._op("Softmax", self._op("Add", scaled, hidden), axis=-1)
        mixed = self._op("MatMul", attention, self._split(self._dense(value, x), (0, 2, 1, 3)))
        mixed = self._op("Reshape", self._op("Transpose", mixed, perm=[0, 2, 1, 3]), self._shape(0, 0, WIDTH))
        x = self._norm(f"{name}.{NORMS[0]}", self._op("Add", x, self._dense(output, mixed)))
        return self._norm(f"{name}.{NORMS[1]}", self._op("Add", x, self._dense(down, self._gelu(self._dense(up, x)))))

    def _head(self, x: str) -> None:
        column = self._op("Unsqueeze", "mask", self._axes(2))
        scores = self._op("MatMul", x, self._turned("head.attention"))
        away = self._op("Mul", self._op("Sub", self._number(1.0), column), self._number(-1e9))
        shares = self._op("Softmax", self._op("Add", scores, away), axis=1)
        attended = self._op("MatMul", self._op("Transpose", shares, perm=[0, 2, 1]), x)
        weighed = self._op("ReduceSum", self._op("Mul", attended, self._weight("head.attended")), self._axes(2), keepdims=0)
        general = self._op("MatMul", self._mean(x), self._turned("head.mean"))
        text = self._op("Add", self._op("Add", weighed, general), self._weight("head.bias"))
        self._op("Sigmoid", text, output="text")
        each = self._op("Add", self._op("MatMul", x, self._turned("head.token")), self._weight("head.token_bias"))
        self._op("Sigmoid", each, output="tokens")

    def _mean(self, x: str) -> str:
        total = self._op("ReduceSum", self._op("Mul", x, self._op("Unsqueeze", "mask", self._axes(2))), self._axes(1), keepdims=0)
        return self._op("Div", total, self._op("ReduceSum", "mask", self._axes(1), keepdims=1))

    def _dense(self, name: str, x: str) -> str:
        return self._op("Add", self._op("MatMul", x, self._turned(f"{name}.weight")), self._weight(f"{name}.bias"))

    def _split(self, x: str, order: tuple[int, ...]) -> str:
        return self._op("Transpose", self._op("Reshape", x, self._shape(0, 0, HEADS, WIDTH // HEADS)), perm=list(order))

    def _norm(self, name: str, x: str) -> str:
        return self._op("LayerNormalization", x, self._weight(f"{name}.weight"), self._weight(f"{name}.bias"),
                        axis=-1, epsilon=NORM_EPSILON)

    def _gelu(self, x: str) -> str:
        spread = self._op("Erf", self._op("Div", x, self._number(float(np.sqrt(2.0)))))
        return self._op("Mul", self._op("Mul", x, self._number(0.5)), self._op("Add", spread, self._number(1.0)))

    def _op(self, kind: str, *inputs: str, output: str = "", **attributes: Any) -> str:
        name = output or f"{kind}_{len(self._nodes)}"
        self._nodes.append(helper.make_node(kind, list(inputs), [name], name=f"node_{name}", **attributes))
        return name

    def _constant(self, name: str, value: np.ndarray) -> str:
        if name not in self._constants:
            self._constants[name] = numpy_helper.from_array(np.ascontiguousarray(value), name)
        return name

    def _weight(self, name: str) -> str:
        return self._constant(name, self._weights[name])

    def _turned(self, name: str) -> str:
        return self._constant(f"{name}.turned", self._weights[name].T)

    def _number(self, value: float) -> str:
        return self._constant(f"number_{value}", np.array(value, dtype=np.float32))

    def _axes(self, *values: int) -> str:
        return self._constant("axes_" + "_".join(map(str, values)), np.array(values, dtype=np.int64))

    def _shape(self, *values: int) -> str:
        return self._constant("shape_" + "_".join(map(str, values)), np.array(values, dtype=np.int64))
