"""Stop here, with the advice as it stands."""

from __future__ import annotations

from actions.turn import TurnAction
from bot.core import conversation
from bot.core.case import Case
from bot.core.conversation import Turn
from bot.core.reading import Reading


class ActionStop(TurnAction):
    def name(self) -> str:
        return "action_stop"

    def turn(self, case: Case, reading: Reading) -> Turn:
        return conversation.stop(self.knowledge, case)
