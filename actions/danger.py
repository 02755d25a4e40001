"""A child may be in danger now: the emergency card, from anywhere."""

from __future__ import annotations

from actions.turn import TurnAction
from bot.core import conversation
from bot.core.case import Case
from bot.core.conversation import Turn
from bot.core.reading import Reading


class ActionDanger(TurnAction):
    def name(self) -> str:
        return "action_danger"

    def turn(self, case: Case, reading: Reading) -> Turn:
        return conversation.danger(self.knowledge, case, reading)
