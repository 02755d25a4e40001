"""Many at once: 500 conversations side by side, and 50 people who write into one by accident."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import httpx
import pytest

from bot.core.answers import Answers
from bot.core.assessment import assess
from bot.shared import knowledge
from tests.hunts.size import share
from tests.server import Server

pytestmark = pytest.mark.usefixtures("silent_log")
CROWD, PEOPLE = share(500, 30), 50
EACH, TURNS = 2, 6
AT_ONCE = httpx.Limits(max_connections=None)


def spoken(seed: int) -> dict[str, str]:
    """What one person answers, by question; no danger, so that each answer makes a difference."""
    pick = random.Random(seed)
    asks = [one for one in knowledge().questions.values() if one.kind == "ask" and one.id != "suicidal"]
    answers = {one.id: pick.choice([*one.values, "skip"]) for one in pick.sample(asks, TURNS - 2)}
    return {"role": pick.choice(knowledge().questions["role"].values), "immediate_danger": "no", **answers}


def spoken_by(number: int, turn: int) -> str:
    return f"this is sentence {turn} of person {number}"


async def held(client: httpx.AsyncClient, answers: dict[str, str]) -> tuple[dict[str, Any], dict[str, Any]]:
    """A whole conversation of the page: its record, and its assessment as the last answer had it."""
    begun = (await client.post("/api/conversations", json={})).json()
    headers = {"Authorization": f"Bearer {begun['key']}"}
    address = f"/api/conversations/{begun['id']}"
    last: dict[str, Any] = {}
    for number, message in enumerate(["hello", *(f"answer:{question}={value}" for question, value in answers.items())]):
        body = {"message": message, "message_id": f"m{number}" if number else "opening"}
        answer = await client.post(f"{address}/messages", json=body, headers=headers)
        assert answer.status_code == 200, answer.text
        last = answer.json()
        assert last["messages"]
    record = (await client.get(f"{address}/record.json", headers=headers)).json()
    assert (await client.delete(address, headers=headers)).status_code == 204
    return record, last["assessment"]


def test_many_conversations_at_once_do_not_mix(server: Server, hunted: Callable[..., None]) -> None:
    wanted = [spoken(seed) for seed in range(CROWD)]

    async def all_at_once() -> list[tuple[dict[str, Any], dict[str, Any]]]:
        async with httpx.AsyncClient(base_url=server.address, timeout=600, limits=AT_ONCE) as client:
            return list(await asyncio.gather(*(held(client, answers) for answers in wanted)))

    found = asyncio.run(all_at_once())

    for answers, (record, assessment) in zip(wanted, found, strict=True):
        said = {row["question"]: row["value"] for row in record["said"]}
        assert said == {question: value for question, value in answers.items() if question in said}
        # A question that was skipped is in the record only where it says something.
        assert {question for question, value in answers.items() if value != "skip"} <= set(said)
        fresh = assess(knowledge(), Answers.of(**answers)).plain()
        assert assessment["first_move"] == fresh["first_move"]
        for part in ("harm", "risk", "unknown", "factors", "steps"):
            assert [(one["id"], one.get("status")) for one in assessment[part]] == [
                (one["id"], one.get("status")) for one in fresh[part]
            ]
    hunted(conversations_at_once=CROWD)


def test_many_people_in_one_conversation_are_each_answered_once_and_in_their_order(
    server: Server, hunted: Callable[..., None]
) -> None:
    questions = [one.id for one in knowledge().questions.values() if one.kind == "ask"]

    async def person(client: httpx.AsyncClient, number: int) -> list[list[dict[str, Any]]]:
        answers = []
        for turn in range(EACH):
            # Every other person ends with a button.
            pressed = number % 2 and turn == EACH - 1
            message = f"answer:{questions[number % len(questions)]}=not_sure" if pressed else spoken_by(number, turn)
            body = {"sender": "shared-by-accident", "message": message}
            answers.append((await client.post("/webhooks/rest/webhook", json=body)).json())
        return answers

    async def all_at_once() -> list[list[list[dict[str, Any]]]]:
        async with httpx.AsyncClient(base_url=server.address, timeout=600, limits=AT_ONCE) as client:
            return list(await asyncio.gather(*(person(client, number) for number in range(PEOPLE))))

    answered = asyncio.run(all_at_once())

    events = [(kind, json.loads(data)) for kind, data in server.rows("shared-by-accident")]
    said = [data["text"] for kind, data in events if kind == "user"]
    assert len(said) == PEOPLE * EACH
    assert len([text for text in said if text.startswith("this is")]) == len({text for text in said if text.startswith("this is")})
    for number, answers in enumerate(answered):
        assert all(any(one.get("text", "").strip() for one in messages) for messages in answers)
        own = [said.index(spoken_by(number, turn)) for turn in range(EACH - number % 2)]
        assert own == sorted(own)
    # After each message stands what was answered to it, before the next one comes.
    kinds = [kind for kind, _ in events if kind in ("user", "bot")]
    assert all(after == "bot" for kind, after in pairwise(kinds) if kind == "user")
    assert kinds[-1] == "bot"
    hunted(messages_into_one_conversation=PEOPLE * EACH)
