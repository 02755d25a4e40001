"""The Rasa graph components: meaning as a feature for the classifier, and the reader that has the last word."""

from __future__ import annotations

from typing import Any, Dict, List, Optional

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from safetensors.numpy import load_file, save_file

from bot.core.case import Case
from bot.shared import answers, knowledge, sentences, understanding
from bot.turn_data import CASE_SLOT, READING
from bot.understanding.encoder.running import KnownMeanings
from bot.understanding.reader import Reader

WEIGHT = 12.0
MEANINGS = "meanings.safetensors"

# Rasa inspects the signatures of components at run time and needs real types, so the annotations keep to `typing`.
@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class MeaningFeaturizer(GraphComponent):
    """Adds what a sentence encoder makes of the message, so that the classifier knows words it was not trained on."""

    @classmethod
    def create(
        cls, config: Dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> MeaningFeaturizer:
        return cls()

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        self.process(training_data.training_examples)
        return training_data

    def process(self, messages: List[Message]) -> List[Message]:
        spoken = [message for message in messages if message.get(TEXT) is not None]
        for message, meaning in zip(spoken, sentences().meaning([one.get(TEXT) for one in spoken]), strict=True):
            # As large as the other features together, which are counts, so that the classifier heeds it.
            message.add_features(Features(WEIGHT * meaning[np.newaxis, :], FEATURE_TYPE_SENTENCE, TEXT, type(self).__name__))
        return messages


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class PractitionerReader(GraphComponent):
    """Has the last word on the intent, and puts the reading on the message for the actions.

    What it keeps in the model is the meaning of the sentences that it compares messages with: to work them out at every start
    would take seconds.
    """

    def __init__(self, storage: ModelStorage, resource: Resource, known: Optional[Dict[str, np.ndarray]] = None) -> None:
        self._storage = storage
        self._resource = resource
        self._meanings = KnownMeanings(sentences(), known)
        self._reader = Reader(knowledge(), understanding(), self._meanings, answers())
        self._meanings.close()

    @classmethod
    def create(
        cls, config: Dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> PractitionerReader:
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls, config: Dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> PractitionerReader:
        with model_storage.read_from(resource) as folder:
            return cls(model_storage, resource, load_file(str(folder / MEANINGS)))

    def train(self, training_data: TrainingData) -> Resource:
        with self._storage.write_to(self._resource) as folder:
            save_file(self._meanings.known, str(folder / MEANINGS))
        return self._resource

    def process(self, messages: List[Message], tracker: Optional[DialogueStateTracker] = None) -> List[Message]:
        for message in messages:
            self._read(message, case_of(tracker))
        return messages

    def _read(self, message: Message, case: Case) -> None:
        text = message.get(TEXT) or ""
        ranking = {one["name"]: one["confidence"] for one in message.get(INTENT_RANKING_KEY) or []}
        reading = self._reader.read(text, ranking, case)
        message.set(READING, reading.plain(), add_to_output=True)
        message.set(INTENT, {"name": reading.kind, "confidence": 1.0}, add_to_output=True)
        message.set(INTENT_RANKING_KEY, [], add_to_output=True)
        if text.lstrip().startswith("/"):
            # Rasa's own handler comes after this one and would let a person set intents with "/intent{...}".
            message.set(TEXT, text.lstrip().lstrip("/"))


def case_of(tracker: Optional[DialogueStateTracker]) -> Case:
    """The case that a conversation carries in its slot; a new one when there is none."""
    return Case.from_plain(tracker.get_slot(CASE_SLOT) if tracker and CASE_SLOT in tracker.slots else None)
