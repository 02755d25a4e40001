"""A linear model over TF-IDF of words and letters: what a day's work with scikit-learn gives."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import joblib

from tests.bench.understanding.messages import Labelled
from tests.bench.understanding.peer import Peer, Reader

# Chosen on the held-out tenth of the training messages among 1, 3, 10, 30 and 100.
STRENGTH = 30.0


class Linear(Peer):
    title = "TF-IDF and logistic regression"
    packages = ("scikit-learn",)

    def train(self, learned: Labelled, folder: Path, *, quick: bool) -> None:
        model = self._model().fit(learned.texts, learned.reported.astype(int))
        joblib.dump(model, folder / "model.joblib")

    def reader(self, folder: Path) -> Reader:
        model = joblib.load(folder / "model.joblib")
        return lambda text: model.predict_proba([text])[0]

    def _model(self) -> Any:
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.linear_model import LogisticRegression
        from sklearn.multiclass import OneVsRestClassifier
        from sklearn.pipeline import make_pipeline, make_union

        return make_pipeline(
            make_union(
                TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True),
                TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True),
            ),
            OneVsRestClassifier(LogisticRegression(C=STRENGTH, solver="liblinear")),
        )
