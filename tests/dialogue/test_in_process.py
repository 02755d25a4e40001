"""The actions run inside the server, behind the interface by which Rasa calls an action server."""

from __future__ import annotations

import asyncio
import copy
import json
import logging
from pathlib import Path
from typing import Any

import pytest
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.utils.io import read_yaml_file
from rasa.utils.endpoints import ClientResponseError
from rasa_sdk import Action
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import ActionExecutionRejection

from actions import all_actions
from bot.core.knowledge import Knowledge
from bot.dialogue import in_process
from bot.dialogue.in_process import InProcessActions
from bot.dialogue.launching import load_agent, quiet
from bot.settings import ROOT, settings

PLANTED = "archaeopteryx"


class Raising(Action):
    def __init__(self, name: str = "action_raising") -> None:
        self._name = name

    def name(self) -> str:
        return self._name

    def run(self, dispatcher: CollectingDispatcher, tracker: Any, domain: Any) -> list[Any]:
        raise KeyError(tracker.latest_message["text"])


class Rejecting(Action):
    def name(self) -> str:
        return "action_rejecting"

    def run(self, dispatcher: CollectingDispatcher, tracker: Any, domain: Any) -> list[Any]:
        raise ActionExecutionRejection(self.name(), "not now")


class Meddling(Action):
    """Changes what it was handed instead of returning events."""

    def name(self) -> str:
        return "action_meddling"

    def run(self, dispatcher: CollectingDispatcher, tracker: Any, domain: Any) -> list[Any]:
        tracker.slots["case"]["answers"].append("changed")
        tracker.latest_message["text"] = "changed"
        tracker.events.clear()
        domain.clear()
        return []


@pytest.fixture
def endpoint(knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch) -> InProcessActions:
    monkeypatch.setattr(in_process, "all_actions", lambda _: [Raising(), Rejecting(), Meddling()])
    return InProcessActions(knowledge)


def call(action: str) -> dict[str, Any]:
    """What Rasa sends to an action server."""
    message = {"text": PLANTED, "intent": {"name": "answer"}}
    tracker = {
        "sender_id": "somebody", "slots": {"case": {"answers": []}}, "latest_message": message, "paused": False,
        "events": [{"event": "user", "text": PLANTED}], "latest_action_name": "action_listen", "active_loop": {},
        "followup_action": None, "latest_input_channel": "rest",
    }
    return {"next_action": action, "sender_id": "somebody", "tracker": tracker, "domain": {"intents": ["answer"]}}


def test_a_failing_action_ends_in_a_sentence_for_the_person(
    endpoint: InProcessActions, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        result = asyncio.run(endpoint.request(json=call("action_raising")))

    assert result == {"events": [], "responses": [{"response": "utter_technical_problem"}]}
    assert "action_raising" in caplog.text
    assert "KeyError" in caplog.text
    assert "Traceback" not in caplog.text
    assert PLANTED not in caplog.text


def test_an_action_cannot_change_the_conversation_unseen(endpoint: InProcessActions) -> None:
    handed = call("action_meddling")
    before = copy.deepcopy(handed)

    asyncio.run(endpoint.request(json=handed))

    assert handed == before


@pytest.mark.parametrize(("action", "status", "told"), [
    ("action_rejecting", 400, {"action_name": "action_rejecting", "error": "not now"}),
    ("action_unknown", 404, {}),
])
def test_rejection_and_a_missing_action_are_told_as_rasa_expects(
    action: str, status: int, told: dict[str, str], endpoint: InProcessActions
) -> None:
    with pytest.raises(ClientResponseError) as raised:
        asyncio.run(endpoint.request(json=call(action)))

    assert raised.value.status == status
    assert json.loads(raised.value.text) == told


def test_every_action_of_the_domain_is_there_and_no_other(knowledge: Knowledge) -> None:
    named = read_yaml_file(Path(ROOT) / "domain.yml")["actions"]

    assert sorted(action.name() for action in all_actions(knowledge)) == sorted(named)


def test_a_person_is_told_when_an_action_fails_and_can_go_on(
    knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    quiet("ERROR")
    working = all_actions(knowledge)
    broken = [Raising(one.name()) if one.name() == "action_answer" else one for one in working]
    monkeypatch.setattr(in_process, "all_actions", lambda _: broken)
    agent = load_agent(settings(), knowledge, tracker_store=InMemoryTrackerStore(Domain.empty()))

    failed = asyncio.run(agent.handle_text("answer:role=teacher", sender_id="somebody"))
    agent.action_endpoint._executor.register_action(next(one for one in working if one.name() == "action_answer"))
    worked = asyncio.run(agent.handle_text("answer:role=teacher", sender_id="somebody"))

    assert [one["text"] for one in failed] == [knowledge.phrase("technical_problem")]
    assert worked[-1]["custom"]["question"]["id"] == "nation"
