"""The exported encoders at work: texts in, probabilities for each label and each token, or vectors, out."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Encoding

from bot.understanding.encoder.shape import ANSWERS, WIDTH, tokenizer
from bot.understanding.neutral import familiar

# What training added to the base: for hearing labels (`training.py`), for reading answers (`training_answers.py`).
ADAPTERS = Path(__file__).resolve().parents[3] / "data" / "understanding" / "encoder.npz"
ANSWER_ADAPTERS = ADAPTERS.with_name("answers.npz")
# Counts up when the exported graph changes, so that files of an older form are made anew.
FORMAT = 2
# As many texts as this, in training, are shared among the cores.
WORTH_SHARING = 100


def encoder_file(folder: Path, adapters: Path = ADAPTERS) -> Path:
    """The encoder as ONNX Runtime reads it; exported, which takes some seconds, when `folder` holds none that fits."""
    digest = hashlib.sha256(adapters.read_bytes()).hexdigest()[:16]
    path = folder / f"{adapters.stem}-{FORMAT}-{digest}.onnx"
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
        encoded = tokenizer().encode(familiar(text))
        found, tokens = self._session.run(["text", "tokens"], _alone(encoded))
        return Judged(found[0], tokens[0], tuple(encoded.offsets))


class AnswerEncoder:
    """A question and a message, read together."""

    def __init__(self, path: Path, threads: int = 1) -> None:
        self._session = _session(path, threads)

    def judge(self, question: str, text: str) -> dict[str, float]:
        """How probably the message answers the question with yes, no, not sure."""
        found = self._session.run(["text"], _alone(tokenizer().encode(question, familiar(text))))[0][0]
        return dict(zip(ANSWERS, map(float, found), strict=True))


class SentenceEncoder:
    """Meaning as a vector, by the base encoder."""

    def __init__(self, path: Path, threads: int = 1) -> None:
        self._session = _session(path, threads)

    def meaning(self, texts: Sequence[str]) -> np.ndarray:
        """(texts, WIDTH), each of length one."""
        if len(texts) < WORTH_SHARING:
            return np.array([self._meaning(text) for text in texts], dtype=np.float32).reshape(len(texts), WIDTH)
        with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as threads:
            return np.array(list(threads.map(self._meaning, texts)), dtype=np.float32)

    def _meaning(self, text: str) -> np.ndarray:
        found: np.ndarray = self._session.run(["meaning"], _alone(tokenizer().encode(familiar(text))))[0][0]
        return found


class KnownMeanings(SentenceEncoder):
    """The same, which keeps the meaning of every sentence that it is asked for until `close`; what a person types comes after."""

    def __init__(self, encoder: SentenceEncoder, known: dict[str, np.ndarray] | None = None) -> None:
        self._encoder = encoder
        self._open = True
        self.known = dict(known or {})

    def close(self) -> None:
        self._open = False

    def meaning(self, texts: Sequence[str]) -> np.ndarray:
        """(texts, WIDTH), each of length one."""
        if not self._open:
            return self._encoder.meaning(texts)
        unknown = [text for text in dict.fromkeys(texts) if text not in self.known]
        self.known.update(zip(unknown, self._encoder.meaning(unknown), strict=True))
        return np.array([self.known[text] for text in texts], dtype=np.float32).reshape(len(texts), WIDTH)


def _session(path: Path, threads: int) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # Warnings of the runtime name node after node and mean nothing to a person.
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def _alone(encoded: Encoding) -> dict[str, np.ndarray]:
    """Both inputs of a session for one text.

    Never several texts at once: the quantised layers take their scale from all that they are given, so that what a text means would
    change with its neighbours. On a processor a batch would save nothing either; padding costs more.
    """
    ids = np.array([encoded.ids], dtype=np.int64)
    return {"ids": ids, "mask": np.ones(ids.shape, dtype=np.float32)}
