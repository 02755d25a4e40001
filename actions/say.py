"""Small talk: a sentence of the assistant, then the same question again."""

from __future__ import annotations

from actions.turn import TurnAction
from bot.core import conversation
from bot.core.case import Case
from bot.core.conversation import Turn
from bot.core.reading import Reading

PHRASES = {
    "thanks": "thanks",
    "goodbye": "goodbye",
    "are_you_a_person": "person",
    "other_language": "other_language",
    "help": "help",
}


class ActionSay(TurnAction):
    def name(self) -> str:
        return "action_say"

    def turn(self, case: Case, reading: Reading) -> Turn:
        return conversation.say(self.knowledge, case, PHRASES[reading.kind])
