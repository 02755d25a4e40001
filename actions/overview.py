"""Where things stand: answers, advice, progress, record."""

from __future__ import annotations

from actions.turn import TurnAction
from bot.core import conversation
from bot.core.case import Case
from bot.core.conversation import Turn
from bot.core.reading import Reading


class ActionReview(TurnAction):
    def name(self) -> str:
        return "action_review"

    def turn(self, case: Case, reading: Reading) -> Turn:
        return conversation.show_answers(self.knowledge, case)


class ActionResult(TurnAction):
    def name(self) -> str:
        return "action_result"

    def turn(self, case: Case, reading: Reading) -> Turn:
        return conversation.show_result(self.knowledge, case)


class ActionProgress(TurnAction):
    def name(self) -> str:
        return "action_progress"

    def turn(self, case: Case, reading: Reading) -> Turn:
        return conversation.show_progress(self.knowledge, case)


class ActionRecord(TurnAction):
    def name(self) -> str:
        return "action_record"

    def turn(self, case: Case, reading: Reading) -> Turn:
        return conversation.say(self.knowledge, case, "record_where")
