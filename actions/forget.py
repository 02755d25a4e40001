"""Forget everything: the tracker store deletes the conversation after this turn."""

from __future__ import annotations

from actions.turn import TurnAction
from bot.core import conversation
from bot.core.case import Case
from bot.core.conversation import Turn
from bot.core.reading import Reading


class ActionForget(TurnAction):
    def name(self) -> str:
        return "action_forget"

    def turn(self, case: Case, reading: Reading) -> Turn:
        return conversation.forget(self.knowledge)
