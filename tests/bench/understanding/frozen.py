"""A linear layer on the encoder as it comes: what our own training of the encoder has to be better than."""

from __future__ import annotations

from pathlib import Path

import joblib

from bot import shared
from bot.settings import settings
from bot.understanding.encoder.running import sentences_file
from bot.understanding.encoder.shape import package_folder
from tests.bench.understanding.messages import Labelled
from tests.bench.understanding.peer import Peer, Reader

# Chosen on the held-out tenth of the training messages among 1, 3, 10 and 30.
STRENGTH = 10.0


class Frozen(Peer):
    title = "the frozen encoder and a linear layer"
    packages = ("onnxruntime", "tokenizers", "scikit-learn")

    def train(self, learned: Labelled, folder: Path, *, quick: bool) -> None:
        from sklearn.linear_model import LogisticRegression
        from sklearn.multiclass import OneVsRestClassifier

        layer = OneVsRestClassifier(LogisticRegression(C=STRENGTH, max_iter=1000))
        layer.fit(shared.sentences().meaning(learned.texts), learned.reported.astype(int))
        joblib.dump(layer, folder / "layer.joblib")

    def reader(self, folder: Path) -> Reader:
        encoder, layer = shared.sentences(), joblib.load(folder / "layer.joblib")
        return lambda text: layer.predict_proba(encoder.meaning([text]))[0]

    def files(self, folder: Path) -> list[Path]:
        return [*super().files(folder), sentences_file(settings().models), package_folder() / "tokenizer.json"]
