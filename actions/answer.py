"""An answer to the question that stands, or by its payload to any question."""

from __future__ import annotations

from actions.turn import TurnAction
from bot.core import conversation
from bot.core.case import Case
from bot.core.conversation import Turn
from bot.core.reading import Reading


class ActionAnswer(TurnAction):
    def name(self) -> str:
        return "action_answer"

    def turn(self, case: Case, reading: Reading) -> Turn:
        return conversation.answer(self.knowledge, case, reading)
