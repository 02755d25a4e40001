"""The Rasa graph component that reads a message in the light of the question that stands."""

from __future__ import annotations

from typing import Any, Dict, List, Optional

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.core.case import Case
from bot.shared import knowledge, understanding
from bot.turn_data import CASE_SLOT, READING
from bot.understanding.reader import Reader


# Rasa inspects these signatures at run time and needs real types, so the annotations keep to `typing`.
@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class PractitionerReader(GraphComponent):
    """Has the last word on the intent, and puts the reading on the message for the actions."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    @classmethod
    def create(
        cls, config: Dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> PractitionerReader:
        return cls(Reader(knowledge(), understanding()))

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
