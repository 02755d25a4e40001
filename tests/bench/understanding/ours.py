"""The assistant's own understanding, as it is in use: trained on the same messages, with the thresholds it came with."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from bot import shared
from bot.core.model import LABEL_IDS
from bot.settings import settings
from bot.understanding.calibration import CALIBRATION
from bot.understanding.encoder.running import encoder_file
from bot.understanding.encoder.shape import package_folder
from bot.understanding.lexicon import LEXICON
from tests.bench.understanding.peer import Peer, Reader


class Ours(Peer):
    title = "the assistant"
    packages = ("onnxruntime", "tokenizers", "spacy")
    ready = True

    def reader(self, folder: Path) -> Reader:
        understanding = shared.understanding()

        def read(text: str) -> np.ndarray:
            labels = understanding.understand(text).labels
            return np.array([label in labels for label in LABEL_IDS], dtype=float)

        return read

    def files(self, folder: Path) -> list[Path]:
        return [encoder_file(settings().models), package_folder() / "tokenizer.json", CALIBRATION, LEXICON]
