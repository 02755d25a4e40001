"""A message that was not understood."""

from __future__ import annotations

from actions.turn import TurnAction
from bot.core import conversation
from bot.core.case import Case
from bot.core.conversation import Turn
from bot.core.reading import Reading


class ActionUnclear(TurnAction):
    def name(self) -> str:
        return "action_unclear"

    def turn(self, case: Case, reading: Reading) -> Turn:
        return conversation.unclear(self.knowledge, case, reading)
