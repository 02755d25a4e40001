"""What is happening, in the practitioner's own words."""

from __future__ import annotations

from actions.turn import TurnAction
from bot.core import conversation
from bot.core.case import Case
from bot.core.conversation import Turn
from bot.core.reading import Reading


class ActionDescribe(TurnAction):
    def name(self) -> str:
        return "action_describe"

    def turn(self, case: Case, reading: Reading) -> Turn:
        return conversation.describe(self.knowledge, case, reading)
