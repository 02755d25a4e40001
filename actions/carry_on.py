"""Carry on with the question that stands."""

from __future__ import annotations

from actions.turn import TurnAction
from bot.core import conversation
from bot.core.case import Case
from bot.core.conversation import Turn
from bot.core.reading import Reading


class ActionContinue(TurnAction):
    def name(self) -> str:
        return "action_continue"

    def turn(self, case: Case, reading: Reading) -> Turn:
        return conversation.carry_on(self.knowledge, case)
