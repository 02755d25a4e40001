"""What is spared of Rasa's work changes nothing that it does. When Rasa changes, these tests fail and somebody has to look."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import dask
import jsonschema
import pytest
import rasa
from rasa.core.actions.action import RemoteAction
from rasa.core.channels.channel import UserMessage
from rasa.engine.exceptions import GraphRunError
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.utils.common import all_subclasses
from rasa.utils.endpoints import EndpointConfig

from bot.dialogue import spared
from bot.dialogue.in_process import InProcessActions
from bot.dialogue.launching import load_agent, quiet
from bot.settings import settings
from bot.shared import knowledge
from bot.turn_data import READING

WRONG_EVENT = {"events": [{"event": "slot", "timestamp": "yesterday"}], "responses": []}


@pytest.fixture(scope="module")
def runner() -> DaskGraphRunner:
    """That of the trained bot."""
    from rasa.core.tracker_store import InMemoryTrackerStore

    quiet("ERROR")
    found = load_agent(settings(), knowledge(), tracker_store=InMemoryTrackerStore(Domain.empty())).processor.graph_runner
    assert isinstance(found, DaskGraphRunner)
    return found


def inputs(text: str) -> dict[str, Any]:
    return {"__message__": [UserMessage(text)], "__tracker__": DialogueStateTracker.from_events("one", [])}


def test_it_is_made_for_the_rasa_that_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert rasa.__version__ == spared.RASA
    assert spared.spare_work()
    before = DaskGraphRunner.run
    monkeypatch.setattr(spared, "__version__", "3.7.0")

    assert not spared.spare_work.__wrapped__()
    assert DaskGraphRunner.run is before


@pytest.mark.parametrize("text", ["yes", "a man she met on Snapchat wants pictures of her", "what is sextortion", "back"])
def test_the_graph_gives_what_dask_gives(runner: DaskGraphRunner, text: str) -> None:
    target = "run_bot.understanding.graph.PractitionerReader5"
    assert target in runner._graph_schema.nodes
    graph = runner._build_dask_graph(runner._graph_schema.minimal_graph_schema([target]))
    runner._add_inputs_to_graph(inputs(text), graph)
    by_dask = dict(dask.get(graph, [target]))[target][0]

    ours = runner.run(inputs(text), [target])[target][0]

    assert ours.get(READING) == by_dask.get(READING)
    assert ours.get("intent") == by_dask.get("intent")


def test_a_node_that_nothing_provides_for_is_an_error(runner: DaskGraphRunner) -> None:
    """Tried: no tracker among the inputs, and an input with the name of a node."""
    target = "run_bot.understanding.graph.PractitionerReader5"
    with pytest.raises(GraphRunError):
        runner.run({"__message__": [UserMessage("yes")]}, [target])
    with pytest.raises(GraphRunError):
        runner.run({**inputs("yes"), target: "no"}, [target])


def test_every_class_of_events_is_found_by_its_name() -> None:
    classes = [one for one in all_subclasses(Event) if getattr(one, "type_name", None)]
    assert len(classes) > 20
    for one in classes:
        assert Event.resolve_by_type(one.type_name).type_name == one.type_name
    with pytest.raises(ValueError, match="Unknown event"):
        Event.resolve_by_type("no such event")


def test_the_answer_of_an_action_server_is_checked_as_before() -> None:
    remote = RemoteAction("action_answer", EndpointConfig("http://127.0.0.1:1/webhook"))
    here = RemoteAction("action_answer", InProcessActions(knowledge()))

    with pytest.raises(jsonschema.ValidationError):
        remote._validate_action_result(WRONG_EVENT)
    assert remote._validate_action_result({"events": [], "responses": []})
    assert here._validate_action_result({"events": [], "responses": []})


def test_rasa_asks_for_that_check(monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise nothing would be spared any more, and nobody would notice."""
    asked = []
    monkeypatch.setattr(RemoteAction, "_validate_action_result", lambda self, result: asked.append(result))
    tracker = DialogueStateTracker.from_events("one", [])
    action = RemoteAction("action_open", InProcessActions(knowledge()))

    asyncio.run(action.run(None, None, tracker, Domain.load(str(Path(settings().content).parents[1] / "domain.yml"))))  # type: ignore[arg-type]

    assert len(asked) == 1
