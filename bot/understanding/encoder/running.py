"""The exported encoders at work: texts in, probabilities for each label and each token, or vectors, out."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime

from bot.understanding.encoder.shape import WIDTH, tokenizer

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
        from bot.understanding.encoder.export import export_trained

        print("Preparing the encoder (some seconds) ...", file=sys.stderr, flush=True)
        export_trained(adapters, path)
    return path


def sentences_file(folder: Path) -> Path:
    """The base encoder as ONNX Runtime reads it; exported when `folder` holds none of the present form."""
    path = folder / f"sentences-{FORMAT}.onnx"
    if not path.is_file():
        from bot.understanding.encoder.export import export_sentences

        export_sentences(path)
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
        self._session = _session(path, threads)

    def judge(self, text: str) -> Judged:
        return next(self.judge_all([text]))

    def judge_all(self, texts: Sequence[str]) -> Iterator[Judged]:
        """The same for many texts, those of like length together; in the order of `texts`."""
        found: dict[int, Judged] = {}
        for places, encoded, fed in _batches(texts):
            text, tokens = self._session.run(["text", "tokens"], fed)
            for row, at in enumerate(places):
                length = len(encoded[row].ids)
                found[at] = Judged(text[row], tokens[row, :length], tuple(encoded[row].offsets))
        return (found[at] for at in range(len(texts)))


class SentenceEncoder:
    """Meaning as a vector, by the base encoder."""

    def __init__(self, path: Path, threads: int = 1) -> None:
        self._session = _session(path, threads)

    def meaning(self, texts: Sequence[str]) -> np.ndarray:
        """(texts, WIDTH), each of length one."""
        found = np.zeros((len(texts), WIDTH), dtype=np.float32)
        for places, _, fed in _batches(texts):
            found[places] = self._session.run(["meaning"], fed)[0]
        return found


def _session(path: Path, threads: int) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # Warnings of the runtime name node after node and mean nothing to a person.
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def _batches(texts: Sequence[str]) -> Iterator[tuple[list[int], list[Any], dict[str, np.ndarray]]]:
    """Places in `texts`, the texts encoded, and both inputs of a session; texts of like length together."""
    encoded = tokenizer().encode_batch(list(texts))
    order = sorted(range(len(encoded)), key=lambda at: len(encoded[at].ids))
    for start in range(0, len(order), AT_ONCE):
        places = order[start:start + AT_ONCE]
        part = [encoded[at] for at in places]
        longest = max(len(one.ids) for one in part)
        ids = np.zeros((len(part), longest), dtype=np.int64)
        mask = np.zeros((len(part), longest), dtype=np.float32)
        for row, one in enumerate(part):
            ids[row, :len(one.ids)], mask[row, :len(one.ids)] = one.ids, 1.0
        yield places, part, {"ids": ids, "mask": mask}
