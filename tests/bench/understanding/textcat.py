"""spaCy's textcat_multilabel with its default architecture, on a blank English pipeline."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np

from bot.core.model import LABEL_IDS
from tests.bench.understanding.messages import Labelled
from tests.bench.understanding.peer import Peer, Reader

# Held-out F1 still rose at 11, by less and less.
EPOCHS, QUICK_EPOCHS = 20, 3
SEED = 4
DROPOUT = 0.2


class Textcat(Peer):
    title = "spaCy textcat_multilabel"
    packages = ("spacy",)

    def train(self, learned: Labelled, folder: Path, *, quick: bool) -> None:
        import spacy
        from spacy.training import Example
        from spacy.util import compounding, fix_random_seed, minibatch

        fix_random_seed(SEED)
        language = spacy.blank("en")
        language.add_pipe("textcat_multilabel")
        made = [
            Example.from_dict(language.make_doc(text), {"cats": dict(zip(LABEL_IDS, map(float, row), strict=True))})
            for text, row in zip(learned.texts, learned.reported, strict=True)
        ]
        optimizer = language.initialize(lambda: made)
        shuffler = random.Random(SEED)
        sizes = compounding(8.0, 64.0, 1.005)
        for _ in range(QUICK_EPOCHS if quick else EPOCHS):
            shuffler.shuffle(made)
            for batch in minibatch(made, size=sizes):
                language.update(batch, sgd=optimizer, drop=DROPOUT)
        with language.use_params(optimizer.averages):
            language.to_disk(folder)

    def reader(self, folder: Path) -> Reader:
        import spacy

        language = spacy.load(folder)

        def read(text: str) -> np.ndarray:
            found = language(text).cats
            return np.array([found[label] for label in LABEL_IDS])

        return read
