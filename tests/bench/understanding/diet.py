"""Rasa's DIET classifier on Rasa's own featurizers, each run as the component that it is.

DIET names one intent a message. The labels of a message, joined with `+`, are that intent, and the tokenizer splits it again, which is
Rasa's own way to several intents at once: sets of labels that share one also share its features. Taking only the first intent would
leave DIET without thresholds; so a label scores what all intents with it score together, over the whole ranking.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from bot.core.model import LABEL_IDS
from bot.settings import ROOT
from tests.bench.understanding.messages import Labelled
from tests.bench.understanding.peer import Peer, Reader

# Each takes some three minutes of one core.
EPOCHS, QUICK_EPOCHS = 8, 3
SEED = 4
NOTHING = "nothing"
JOIN = "+"
CHARACTERS = {"analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4}


class Diet(Peer):
    title = "Rasa DIET"
    packages = ("rasa",)
    # To learn a second time would take longer than all others together; more epochs on nine tenths serve it better.
    learns_once = True
    python = str(ROOT / ".venv-tensorflow" / "bin" / "python")

    def missing(self) -> str:
        return "" if Path(self.python).is_file() else "there is no .venv-tensorflow"

    def train(self, learned: Labelled, folder: Path, *, quick: bool) -> None:
        from rasa.shared.nlu.training_data.message import Message
        from rasa.shared.nlu.training_data.training_data import TrainingData

        data = TrainingData([
            Message.build(text, _intent(row)) for text, row in zip(learned.texts, learned.reported, strict=True)
        ])
        for component in self._pipeline(folder, epochs=QUICK_EPOCHS if quick else EPOCHS, loaded=False):
            for step in ("train", "process_training_data"):
                getattr(component, step, lambda _: None)(data)

    def reader(self, folder: Path) -> Reader:
        from rasa.shared.nlu.training_data.message import Message

        components = list(self._pipeline(folder, epochs=EPOCHS, loaded=True))

        def read(text: str) -> np.ndarray:
            message = Message.build(text)
            for component in components:
                component.process([message])
            return _scores(message.get("intent_ranking"))

        return read

    def _pipeline(self, folder: Path, *, epochs: int, loaded: bool) -> Iterator[Any]:
        from rasa.engine.graph import ExecutionContext, GraphSchema
        from rasa.engine.storage.local_model_storage import LocalModelStorage
        from rasa.engine.storage.resource import Resource
        from rasa.nlu.classifiers.diet_classifier import DIETClassifier
        from rasa.nlu.featurizers.sparse_featurizer.count_vectors_featurizer import CountVectorsFeaturizer
        from rasa.nlu.tokenizers.whitespace_tokenizer import WhitespaceTokenizer

        storage = LocalModelStorage(folder)
        diet = {
            "epochs": epochs, "entity_recognition": False, "constrain_similarities": True, "ranking_length": 0, "random_seed": SEED,
        }
        for number, (kind, config) in enumerate((
            (WhitespaceTokenizer, {"intent_tokenization_flag": True, "intent_split_symbol": JOIN}),
            (CountVectorsFeaturizer, {}),
            (CountVectorsFeaturizer, CHARACTERS),
            (DIETClassifier, diet),
        )):
            make, name = kind.load if loaded else kind.create, f"part_{number}"
            context = ExecutionContext(GraphSchema({}), node_name=name)
            yield make({**kind.get_default_config(), **config}, storage, Resource(name), context)


def _intent(row: np.ndarray) -> str:
    return JOIN.join(label for label, said in zip(LABEL_IDS, row, strict=True) if said) or NOTHING


def _scores(ranking: list[dict[str, Any]]) -> np.ndarray:
    found = dict.fromkeys((*LABEL_IDS, NOTHING), 0.0)
    for intent in ranking:
        for label in intent["name"].split(JOIN):
            found[label] += intent["confidence"]
    return np.array([found[label] for label in LABEL_IDS])
