"""Why the question that stands is asked, and what it means."""

from __future__ import annotations

from actions.turn import TurnAction
from bot.core import conversation
from bot.core.case import Case
from bot.core.conversation import Turn
from bot.core.reading import Reading


class ActionWhy(TurnAction):
    def name(self) -> str:
        return "action_why"

    def turn(self, case: Case, reading: Reading) -> Turn:
        return conversation.why(self.knowledge, case)


class ActionExplain(TurnAction):
    def name(self) -> str:
        return "action_explain"

    def turn(self, case: Case, reading: Reading) -> Turn:
        return conversation.explain(self.knowledge, case)
