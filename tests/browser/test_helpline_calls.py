"""Whole calls, by the keyboard alone: each comes to what the conversation comes to with the same facts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from tests.browser.worker import Worker
from tests.server import Conversation, Server

CALLS: dict[str, dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("helpline_calls.yml").read_text(encoding="utf-8")
)["calls"]


def in_conversation(server: Server, call: dict[str, Any]) -> dict[str, Any]:
    """What the assistant comes to over REST when somebody answers the same."""
    with httpx.Client(base_url=server.address, timeout=60) as client:
        conversation = Conversation(client)
        conversation.answer(role=call["role"], nation=call["nation"], **call["facts"])
        found = client.get(conversation.address("/assessment")).json()
    return {
        "first_move": found["first_move"],
        "grid": {one["id"]: one["status"] for one in found["factors"] + found["concerns"]},
        "steps": [step["id"] for step in found["steps"]],
    }


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_a_call_comes_to_what_the_conversation_comes_to(call: dict[str, Any], worker: Worker, server: Server) -> None:
    assert len(call["notes"]) == 12

    worker.open(server.address).calls_from(call["nation"], call["role"]).type(*call["notes"])
    worker.settle_what_was_heard(call["facts"]).ask_for_the_rest(call["facts"])

    assert worker.settled == call["facts"].keys()
    assert worker.shown() == in_conversation(server, call)
    assert worker.critical == call["open"]
