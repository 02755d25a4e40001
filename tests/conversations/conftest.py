"""The trained bot with its real actions, talked to without a server."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import pytest

from bot.core.case import Case
from bot.core.conversation import assessment_of
from bot.dialogue.launching import load_agent, quiet
from bot.settings import settings
from bot.shared import knowledge
from bot.turn_data import CASE_SLOT


@dataclass
class Talk:
    """One conversation: `say` sends a message, `question` is the one that stands, `texts` what was last answered."""

    agent: Any
    sender: str
    question: dict[str, Any] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    turns: int = 0

    def say(self, text: str) -> str:
        replies = asyncio.run(self.agent.handle_text(text, sender_id=self.sender)) or []
        self.turns += 1
        self.texts = [reply["text"] for reply in replies if "text" in reply]
        for reply in replies:
            self.question = reply.get("custom", {}).get("question", self.question)
        return "\n".join(self.texts)

    def choose(self, value: str) -> str:
        return self.say(next(one["payload"] for one in self.question["options"] if one["value"] == value))

    @property
    def case(self) -> Case:
        tracker = asyncio.run(self.agent.tracker_store.retrieve(self.sender))
        return Case.from_plain(tracker.get_slot(CASE_SLOT) if tracker else None)

    def assessment(self) -> dict[str, Any]:
        return assessment_of(knowledge(), self.case).plain()

    def until_next(self, answers: dict[str, str], default: str = "no") -> None:
        """Answers the question that stands in words; what was heard is confirmed."""
        usual = {"confirm": "yes, that's right", "review": "continue", "own_words": "skip"}
        self.say(answers.get(self.question["id"], usual.get(self.question["kind"], default)))

    def until(self, kind: str, answers: dict[str, str] | None = None, default: str = "no") -> None:
        """Answers every question until one of this kind stands."""
        for _ in range(60):
            if self.question.get("kind") == kind:
                return
            self.until_next(answers or {}, default)
        raise AssertionError(f"no question of kind {kind} came up; {self.question['id']} stands")


@pytest.fixture(scope="session")
def agent() -> Any:
    from rasa.core.tracker_store import InMemoryTrackerStore
    from rasa.shared.core.domain import Domain

    quiet("ERROR")
    return load_agent(settings(), knowledge(), tracker_store=InMemoryTrackerStore(Domain.empty()))


_NUMBERS = count(1)


@pytest.fixture
def new_talk(agent: Any) -> Callable[[], Talk]:
    return lambda: Talk(agent, f"talk-{next(_NUMBERS)}")


@pytest.fixture
def talk(new_talk: Callable[[], Talk]) -> Talk:
    """A conversation that was greeted: the question about the role stands."""
    begun = new_talk()
    begun.say("hi")
    return begun


@pytest.fixture
def asked(talk: Talk) -> Talk:
    """A conversation in which a first question of the interview stands, after a told story."""
    for words in ("I'm a teacher", "England", "no", "a man she met on Snapchat keeps asking a girl of 14 to send nudes"):
        talk.say(words)
    talk.until("ask")
    return talk
