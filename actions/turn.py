"""What all actions share: the case out of the tracker, the turn of the core into messages and slots."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.core.case import Case
from bot.core.conversation import Message, Turn
from bot.core.knowledge import Knowledge
from bot.core.reading import Reading
from bot.shared import knowledge as shared_knowledge
from bot.turn_data import CASE_SLOT, FORGOTTEN_SLOT, reading_of


class TurnAction(Action, ABC):
    """An action is one function of `bot.core.conversation`."""

    def __init__(self, knowledge: Knowledge | None = None) -> None:
        # Rasa's action server makes actions without arguments.
        self.knowledge = knowledge or shared_knowledge()

    @abstractmethod
    def turn(self, case: Case, reading: Reading) -> Turn:
        """The turn that this action is."""

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        case = Case.from_plain(tracker.get_slot(CASE_SLOT))
        turn = self.turn(self._with_page(case, tracker), reading_of(tracker.latest_message))
        for message in turn.messages:
            _send(dispatcher, message)
        return [SlotSet(CASE_SLOT, turn.case.plain()), SlotSet(FORGOTTEN_SLOT, turn.forgotten)]

    def _with_page(self, case: Case, tracker: Tracker) -> Case:
        """Role and nation as the embedding page or program said them, so that they need not be asked."""
        return case.told_by_page(self.knowledge, tracker.latest_message.get("metadata") or {})


def _send(dispatcher: CollectingDispatcher, message: Message) -> None:
    if message.question is None:
        # Rasa keeps what it does not know as the message's metadata, and its own channels send none of it.
        dispatcher.utter_message(text=message.text, **({"part": message.part} if message.part else {}))
        return
    buttons = [{"title": one["title"], "payload": one["payload"]} for one in message.question["options"]]
    dispatcher.utter_message(text=message.text, buttons=buttons, json_message={"question": message.question})
