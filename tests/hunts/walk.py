"""One conversation with the trained bot over its real store, and what has to hold after every turn of it."""

from __future__ import annotations

import asyncio
import json
import logging
from dataclasses import dataclass, field
from typing import Any

from rasa.core.channels.channel import UserMessage

from bot.core import asking, wording
from bot.core.advice import advise
from bot.core.answers import SKIP, Answers
from bot.core.assessment import assess
from bot.core.case import Case, standing_question
from bot.core.conversation import ROLE_AND_NATION, assessment_of
from bot.core.model import FIRST_MOVES
from bot.dialogue.store import store_of
from bot.privacy.numbering import Numbering
from bot.shared import knowledge
from bot.turn_data import CASE_SLOT, FORGOTTEN_SLOT
from bot.web.conversations import CHANNEL, Collected
from bot.web.turns import as_kept, never_silent
from tests.hunts.people import Action

# The words by which danger is answered with a button.
BY_BUTTON = ("answer:immediate_danger=yes", "answer:suicidal=yes")
COMPARED = ("harm", "risk", "unknown", "protective", "factors", "concerns", "steps", "learning", "would_change")


class Failures(logging.Handler):
    """What was logged as an error, or with a trace."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.levelno >= logging.ERROR or record.exc_info:
            self.found.append(record.getMessage())


@dataclass
class Walk:
    """`case` is what the store holds; `said` is what was sent so far."""

    agent: Any
    sender: str
    failures: Failures
    loop: asyncio.AbstractEventLoop
    case: Case = field(default_factory=Case)
    said: list[str] = field(default_factory=list)
    numbering: Numbering = field(default_factory=Numbering)

    def do(self, action: Action) -> None:
        """One action, with everything that has to hold after it."""
        if action.kind == "press":
            self._press(action.number)
        elif action.kind == "back and again":
            self._back_and_again()
        else:
            self.say(action.text, danger=action.kind == "danger", nonsense=action.kind == "nonsense")

    def say(self, text: str, *, danger: bool = False, nonsense: bool = False) -> list[dict[str, Any]]:
        before = self.case
        self.said.append(text)
        out = Collected()
        message = UserMessage(as_kept(text, self.numbering), out, self.sender, input_channel=CHANNEL)
        tracker = self.loop.run_until_complete(never_silent(self.agent.handle_message)(message))
        replies = out.messages
        assert self.failures.found == [], "something failed in the log"
        assert replies, "silence"
        assert all(reply.get("text", "").strip() for reply in replies), "an empty message"
        assert tracker is not None, "the turn was not kept"
        self.case = Case.from_plain(json.loads(json.dumps(tracker.get_slot(CASE_SLOT))))
        texts = [reply["text"] for reply in replies]
        if tracker.get_slot(FORGOTTEN_SLOT):
            self._is_forgotten()
            return replies
        self._a_question_stands(replies, texts)
        self._danger_comes_first(before, texts, danger or (text in BY_BUTTON and first_move(before) != "emergency"))
        if danger or text in BY_BUTTON:
            assert first_move(self.case) == "emergency", "danger that was said does not count"
        if nonsense:
            assert weight(self.case) >= weight(before), "what nobody understands made the advice weaker"
        self._nothing_is_lost(before, texts)
        return replies

    def as_computed_afresh(self) -> None:
        """The assessment is that of the answers alone, in whatever order and way they were given."""
        found = assessment_of(knowledge(), self.case).plain()
        values = dict(sorted(self._values().items()))
        fresh = assess(knowledge(), Answers.of(**values)).plain()
        assert (found["first_move"], found["complete"]) == (fresh["first_move"], fresh["complete"])
        for part in COMPARED:
            assert {one["id"]: one.get("status") for one in found[part]} == {
                one["id"]: one.get("status") for one in fresh[part]
            }, part
        if found["first_move"] == "emergency":
            assert found["steps"][0]["id"] == "emergency_999"

    def forget(self) -> None:
        self.say("answer:after=forget")
        assert self.case == Case()

    def _press(self, number: int) -> None:
        options = asking.asked(knowledge(), self.case, standing_question(knowledge(), self.case))["options"]
        self.say(options[number % len(options)]["payload"])

    def _back_and_again(self) -> None:
        """Back, and the same answer again: everything is as it was."""
        before, stood = self.case, standing_question(knowledge(), self.case).id
        self.say("go back")
        question = self.case.reopened
        if question is None or before.reopened is not None:
            return
        value = before.answers[question].value
        if value not in (*knowledge().questions[question].values, SKIP):
            return
        self.say(f"answer:{question}={value}")
        if question not in {one.question for one in before.heard}:
            assert self.case.answers.values_by_question == before.answers.values_by_question
            assert standing_question(knowledge(), self.case).id == stood

    def _values(self) -> dict[str, str]:
        """The answers, with what was heard and not confirmed as possible, and heard danger as danger."""
        values = self.case.answers.values_by_question
        for one in self.case.heard:
            if one.value == "yes" and one.question in ("immediate_danger", "suicidal"):
                values[one.question] = "yes"
            elif one.value == "yes" and one.question not in values:
                values[one.question] = "not_sure"
        return values

    def _a_question_stands(self, replies: list[dict[str, Any]], texts: list[str]) -> None:
        asked = [reply["custom"]["question"] for reply in replies if "question" in reply.get("custom", {})]
        if knowledge().phrase("stopped") in texts:
            return
        assert len(asked) == 1, "no question stands"
        assert asked[0] == replies[-1]["custom"]["question"]
        assert asked[0]["id"] == standing_question(knowledge(), self.case).id
        assert asked[0]["options"]

    def _danger_comes_first(self, before: Case, texts: list[str], said: bool) -> None:
        risen = weight(self.case) > weight(before) and first_move(self.case) == "emergency"
        if said or risen:
            assert texts[: len(wording.emergency(knowledge()))] == wording.emergency(knowledge()), "the emergency line is not first"

    def _nothing_is_lost(self, before: Case, texts: list[str]) -> None:
        if knowledge().phrase("started_again") in texts:
            assert set(self.case.answers) <= set(ROLE_AND_NATION)
        else:
            assert set(before.answers) <= set(self.case.answers), "an answer vanished"

    def _is_forgotten(self) -> None:
        store = store_of(self.agent)
        assert store.came(self.sender, "any") is None, "a row is left"
        self.case = Case()


def first_move(case: Case) -> str:
    evaluation = knowledge().evaluation(case.provisional().values_by_question)
    return advise(knowledge(), evaluation).first_move


def weight(case: Case) -> int:
    """Larger is more urgent."""
    return -FIRST_MOVES.index(first_move(case))  # type: ignore[arg-type]
