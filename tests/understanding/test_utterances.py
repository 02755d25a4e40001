"""What a message means in the light of the question that stands; the classifier is the trained one.

The set was written for this by somebody who saw neither the examples of the classifier nor the list of replies.
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

ROWS: list[dict[str, Any]] = [
    json.loads(line) for line in Path(__file__).with_name("utterances.jsonl").read_text(encoding="utf-8").splitlines()
]
RIGHT = 0.97
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


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    from rasa.core.tracker_store import InMemoryTrackerStore
    from rasa.shared.core.domain import Domain

    quiet("ERROR")
    agent = load_agent(settings(), knowledge(), tracker_store=InMemoryTrackerStore(Domain.empty()))

    async def read(row: dict[str, Any]) -> Reading:
        tracker = DialogueStateTracker.from_events("reader", [], slots=agent.domain.slots)
        tracker.update(SlotSet(CASE_SLOT, case_with(row).plain()))
        return reading_of(await agent.processor.parse_message(UserMessage(row["says"]), tracker))

    async def read_all() -> list[Reading]:
        return [await read(row) for row in ROWS]

    return asyncio.run(read_all())


def test_what_is_said_is_understood_in_the_light_of_the_question(readings: list[Reading]) -> None:
    wrong = [
        (row["stands"], row["says"], row["means"], reading.kind, reading.value or reading.topic or reading.question)
        for row, reading in zip(ROWS, readings, strict=True) if not is_right(row, reading)
    ]
    print(f"{len(ROWS) - len(wrong)} of {len(ROWS)} right")
    assert len(ROWS) >= 400
    assert len(wrong) <= (1 - RIGHT) * len(ROWS), wrong


def test_no_yes_is_turned_into_a_no_or_the_other_way_round(readings: list[Reading]) -> None:
    turned = [
        (row["stands"], row["says"], reading.value) for row, reading in zip(ROWS, readings, strict=True)
        if row["means"] == "answer" and reading.kind == "answer" and {row["value"], reading.value} == {"yes", "no"}
    ]
    assert turned == []
