"""An earlier answer is to be changed."""

from __future__ import annotations

from actions.turn import TurnAction
from bot.core import conversation
from bot.core.case import Case
from bot.core.conversation import Turn
from bot.core.reading import Reading


class ActionChange(TurnAction):
    def name(self) -> str:
        return "action_change"

    def turn(self, case: Case, reading: Reading) -> Turn:
        return conversation.change(self.knowledge, case, reading)
