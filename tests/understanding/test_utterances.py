"""What a message means in the light of the question that stands; the classifier is the trained one.

The sets were written for this by writers who saw neither what is learned from nor the list of replies. What the first showed was used
to mend; the other two are there to see how well that carries, and nothing is mended by them but a yes that was turned into a no.
"""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from rasa.core.channels.channel import UserMessage
from rasa.shared.core.events import SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

from bot.core.answers import Answers
from bot.core.case import Case, Heard
from bot.core.reading import Reading
from bot.dialogue.launching import load_agent, quiet
from bot.settings import settings
from bot.shared import knowledge
from bot.turn_data import CASE_SLOT, reading_of

HERE = Path(__file__).parent
# What holds now (docs/understanding.md tells the figures), less one row that another processor may round otherwise. The aim is 0.97.
RIGHT = {"utterances": 0.96, "utterances_fresh": 0.765, "utterances_third": 0.86}
# Once the result stands, choosing an option and asking for the same thing in words are one.
SAME_AFTERWARDS = {"change": ("review", "change_answer"), "record": ("record",), "restart": ("start_again",), "forget": ("forget",)}


def case_with(row: dict[str, Any]) -> Case:
    """A case in which the question of the row stands; to be changed, everything is answered."""
    question = knowledge().questions[row["stands"]]
    answers = {} if question.kind == "start" else {"immediate_danger": "no", "own_words": "told"}
    if row["means"] == "change_answer":
        answers |= {
            one.id: one.values[0] for one in knowledge().questions.values()
            if (one.settles or one.kind == "start") and one.id != question.id
        }
    if question.kind == "confirm":
        heard = (Heard("online_communities", "yes", "a man"), Heard("identity", "yes", "a false age"))
        return Case(answers=Answers.of(**answers), heard=heard)
    return Case(answers=Answers.of(**answers), reopened=question.id)


def is_right(row: dict[str, Any], reading: Reading) -> bool:
    if row["means"] == "answer":
        same = reading.kind == "answer" and (reading.question, reading.value) == (row["stands"], row["value"])
        return same or (row["stands"] == "after" and reading.kind in SAME_AFTERWARDS.get(row["value"], ()))
    if row["means"] == "explain_question" and reading.kind == "ask_question":
        # "What counts as bullying here" gets what counts, which explains the question as well.
        about = (row["stands"], *knowledge().questions[row["stands"]].about)
        return reading.topic in {f"labels/{label}" for label in about}
    if reading.kind != row["means"]:
        return False
    if row["means"] == "change_answer":
        return reading.question == row["question"]
    return "topic" not in row or reading.topic == row["topic"]


Read = list[tuple[dict[str, Any], Reading]]


@pytest.fixture(scope="module")
def agent() -> Any:
    from rasa.core.tracker_store import InMemoryTrackerStore
    from rasa.shared.core.domain import Domain

    quiet("ERROR")
    return load_agent(settings(), knowledge(), tracker_store=InMemoryTrackerStore(Domain.empty()))


@pytest.fixture(scope="module", params=RIGHT)
def named(request: pytest.FixtureRequest, agent: Any) -> tuple[str, Read]:
    """The name of a set, and its rows with what each was read as."""
    rows = [json.loads(line) for line in (HERE / f"{request.param}.jsonl").read_text(encoding="utf-8").splitlines()]

    async def read(row: dict[str, Any]) -> Reading:
        tracker = DialogueStateTracker.from_events("reader", [], slots=agent.domain.slots)
        tracker.update(SlotSet(CASE_SLOT, case_with(row).plain()))
        return reading_of(await agent.processor.parse_message(UserMessage(row["says"]), tracker))

    async def read_all() -> Read:
        return [(row, await read(row)) for row in rows]

    return request.param, asyncio.run(read_all())


def test_what_is_said_is_understood_in_the_light_of_the_question(named: tuple[str, Read]) -> None:
    name, readings = named
    wrong = [
        (row["stands"], row["says"], row["means"], reading.kind, reading.value or reading.topic or reading.question)
        for row, reading in readings if not is_right(row, reading)
    ]
    print(f"{name}: {len(readings) - len(wrong)} of {len(readings)} right")
    assert len(readings) >= 150
    assert len(wrong) <= (1 - RIGHT[name]) * len(readings), wrong


def test_no_yes_is_turned_into_a_no_or_the_other_way_round(named: tuple[str, Read]) -> None:
    turned = [
        (row["stands"], row["says"], reading.value) for row, reading in named[1]
        if row["means"] == "answer" and reading.kind == "answer" and {row["value"], reading.value} == {"yes", "no"}
    ]
    assert turned == []
