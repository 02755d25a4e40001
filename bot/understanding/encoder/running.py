"""The exported encoder at work: texts in, probabilities for each label and each token out."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime

from bot.understanding.encoder.shape import tokenizer

# What training added to the base; written by `training.py`.
ADAPTERS = Path(__file__).resolve().parents[3] / "data" / "understanding" / "encoder.npz"
# Counts up when the exported graph changes, so that files of an older form are made anew.
FORMAT = 1
AT_ONCE = 32


def encoder_file(folder: Path, adapters: Path = ADAPTERS) -> Path:
    """The encoder as ONNX Runtime reads it; exported, which takes some seconds, when `folder` holds none that fits."""
    digest = hashlib.sha256(adapters.read_bytes()).hexdigest()[:16]
    path = folder / f"encoder-{FORMAT}-{digest}.onnx"
    if not path.is_file():
        from bot.understanding.encoder.export import export

        print("Preparing the encoder (some seconds) ...", file=sys.stderr, flush=True)
        export(adapters, path)
    return path


@dataclass(frozen=True)
class Judged:
    """`text`: probability of each output; `tokens`: (tokens, outputs); `offsets`: where each token stands in the text."""

    text: np.ndarray
    tokens: np.ndarray
    offsets: tuple[tuple[int, int], ...]


class Encoder:
    """One session for the process; ONNX Runtime lets several threads use it at once."""

    def __init__(self, path: Path, threads: int = 1) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        # Warnings of the runtime name node after node and mean nothing to a person.
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        self._tokenizer = tokenizer()

    def judge(self, text: str) -> Judged:
        return next(self.judge_all([text]))

    def judge_all(self, texts: Sequence[str]) -> Iterator[Judged]:
        """The same for many texts, those of like length together; in the order of `texts`."""
        encoded = self._tokenizer.encode_batch(list(texts))
        order = sorted(range(len(encoded)), key=lambda at: len(encoded[at].ids))
        found: dict[int, Judged] = {}
        for start in range(0, len(order), AT_ONCE):
            part = order[start:start + AT_ONCE]
            longest = max(len(encoded[at].ids) for at in part)
            ids = np.zeros((len(part), longest), dtype=np.int64)
            mask = np.zeros((len(part), longest), dtype=np.float32)
            for row, at in enumerate(part):
                ids[row, :len(encoded[at].ids)], mask[row, :len(encoded[at].ids)] = encoded[at].ids, 1.0
            text, tokens = self._session.run(["text", "tokens"], {"ids": ids, "mask": mask})
            for row, at in enumerate(part):
                length = len(encoded[at].ids)
                found[at] = Judged(text[row], tokens[row, :length], tuple(encoded[at].offsets))
        return (found[at] for at in range(len(texts)))
