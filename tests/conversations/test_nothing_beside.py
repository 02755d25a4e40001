"""Beside the store of conversations, nothing in the process remembers who talked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.conversations.conftest import Talk


def test_after_a_turn_no_lock_bears_the_name_of_the_conversation(agent: Any, new_talk: Callable[[], Talk]) -> None:
    talk = new_talk()
    talk.say("hello")
    talk.say("a man asked a girl of 12 for pictures")

    assert talk.sender not in agent.lock_store.conversation_locks
