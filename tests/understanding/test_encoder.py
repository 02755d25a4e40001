"""The exported encoders: what they say must not depend on the machine."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import onnx
import pytest
from onnx import TensorProto

from bot.settings import settings
from bot.understanding.encoder.running import ADAPTERS, ANSWER_ADAPTERS, encoder_file, sentences_file

PRODUCTS = {"MatMulInteger", "DynamicQuantizeMatMul", "QLinearMatMul"}


@pytest.mark.parametrize("made", [
    lambda folder: encoder_file(folder, ADAPTERS), lambda folder: encoder_file(folder, ANSWER_ADAPTERS), sentences_file,
], ids=["labels", "answers", "sentences"])
def test_no_product_overflows_on_a_processor_without_vnni(made: Callable[[Path], Path]) -> None:
    """Signed 8-bit weights saturate there: a message would mean one thing on an old machine and another on a new one."""
    graph = onnx.load(str(made(settings().models))).graph
    kinds = {one.name: one.data_type for one in graph.initializer}

    weights = [kinds[node.input[1]] for node in graph.node if node.op_type in PRODUCTS]

    assert len(weights) > 20
    assert set(weights) == {TensorProto.UINT8}
