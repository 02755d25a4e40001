"""A new case."""

from __future__ import annotations

from actions.turn import TurnAction
from bot.core import conversation
from bot.core.case import Case
from bot.core.conversation import Turn
from bot.core.reading import Reading


class ActionStartAgain(TurnAction):
    def name(self) -> str:
        return "action_start_again"

    def turn(self, case: Case, reading: Reading) -> Turn:
        return conversation.start_again(self.knowledge, case)
