"""A question of the practitioner's own, then the same question again."""

from __future__ import annotations

from actions.turn import TurnAction
from bot.core import conversation
from bot.core.case import Case
from bot.core.conversation import Turn
from bot.core.reading import Reading


class ActionAside(TurnAction):
    def name(self) -> str:
        return "action_aside"

    def turn(self, case: Case, reading: Reading) -> Turn:
        return conversation.aside(self.knowledge, case, reading)
