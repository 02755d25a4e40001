"""What each peer of the comparison is able to do."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tests.bench.understanding.messages import Labelled

# So many messages are read before time is taken.
WARM_UP = 20

Reader = Callable[[str], np.ndarray]


@dataclass(frozen=True)
class Read:
    """`scores`: (texts, labels), 0 to 1; `seconds`: for each text, read by itself."""

    scores: np.ndarray
    seconds: np.ndarray


class Peer:
    """One way to tell what a message reports. Training and reading run in processes of their own and meet in a folder."""

    title: str
    packages: tuple[str, ...] = ()
    # Whether it says yes or no by itself: then its scores are 0 and 1, and it comes trained.
    ready = False
    # Whether the model on which thresholds were chosen, which knows nine tenths of the messages, is the one that is measured.
    learns_once = False
    # The Python in whose environment it trains and reads.
    python = sys.executable

    def missing(self) -> str:
        """Why this peer cannot be measured here; empty when it can."""
        return ""

    def train(self, learned: Labelled, folder: Path, *, quick: bool) -> None:
        """Learns from the messages and writes the model into `folder`, which is empty."""
        raise NotImplementedError

    def reader(self, folder: Path) -> Reader:
        """What reads one text with the model of `folder`: its scores, (labels,)."""
        raise NotImplementedError

    def read(self, texts: Sequence[str], folder: Path) -> Read:
        """Each text by itself, one after the other."""
        reader = self.reader(folder)
        for text in texts[:WARM_UP]:
            reader(text)
        scores, seconds = [], []
        for text in texts:
            started = time.perf_counter()
            scores.append(reader(text))
            seconds.append(time.perf_counter() - started)
        return Read(np.stack(scores), np.array(seconds))

    def files(self, folder: Path) -> list[Path]:
        """The files that reading needs: the model, without the library that reads it."""
        return [path for path in folder.rglob("*") if path.is_file()]
