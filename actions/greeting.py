"""The opening: what this is, and the first question."""

from __future__ import annotations

from actions.turn import TurnAction
from bot.core import conversation
from bot.core.case import Case
from bot.core.conversation import Turn
from bot.core.reading import Reading


class ActionOpen(TurnAction):
    def name(self) -> str:
        return "action_open"

    def turn(self, case: Case, reading: Reading) -> Turn:
        return conversation.open_conversation(self.knowledge, case)
