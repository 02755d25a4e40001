"""The REST channel: a program that knows the contract and nothing else holds whole conversations through it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from tests.server import Conversation, Server, texts
from tests.web.described import Described

WEBHOOK = "/webhooks/rest/webhook"
MOST_QUESTIONS = 80
SETTLED = {"role": "teacher", "nation": "wales", "immediate_danger": "no"}


def wanting(value: str) -> Callable[[dict[str, Any]], dict[str, str]]:
    """The option with this value, where there is one."""
    return lambda question: next((one for one in question["options"] if one["value"] == value), question["options"][0])


STRATEGIES: dict[str, Callable[[dict[str, Any]], dict[str, str]]] = {
    "always the first option": lambda question: question["options"][0],
    "always the last option": lambda question: question["options"][-1],
    "yes wherever it is offered": wanting("yes"),
    "no wherever it is offered": wanting("no"),
    "not sure wherever it is offered": wanting("not_sure"),
    "skip wherever it is offered": wanting("skip"),
}


@pytest.mark.parametrize("choose", STRATEGIES.values(), ids=STRATEGIES)
def test_a_program_that_knows_only_the_contract_gets_to_a_complete_assessment(
    choose: Callable[[dict[str, Any]], dict[str, str]],
    conversation: Conversation,
    client: httpx.Client,
    described: Described,
) -> None:
    given: dict[str, str] = {}
    conversation.say("hello")
    while conversation.question["kind"] != "after":
        option = choose(conversation.question)
        assert conversation.question["id"] not in given, "an answered question stands again"
        given[conversation.question["id"]] = option["value"]
        described.check(conversation.post(option["payload"]), WEBHOOK)
        conversation.say("carry on")
        assert len(given) < MOST_QUESTIONS

    found = described.check(client.get(conversation.address("/assessment")), "/api/conversations/{id}/assessment").json()
    at_once = client.post("/api/assess", json={"answers": given}).json()
    assert found["complete"] is True
    for part in ("factors", "concerns", "steps", "harm", "risk", "unknown", "learning", "would_change"):
        assert [one["id"] for one in found[part]] == [one["id"] for one in at_once[part]]
    for part in ("factors", "concerns"):
        assert [one["status"] for one in found[part]] == [one["status"] for one in at_once[part]]
    assert found["first_move"] == at_once["first_move"]


def test_role_and_nation_given_by_the_page_are_not_asked_again(conversation: Conversation) -> None:
    page = {"role": "nurse", "nation": "scotland", "name": "x"}
    conversation.say("hello", metadata=page)
    conversation.say("answer:immediate_danger=no", metadata=page)

    assert conversation.question["kind"] not in ("start", "danger")
    assert conversation.answers() == {"role": "nurse", "nation": "scotland", "immediate_danger": "no"}


def test_nothing_else_that_a_page_sends_is_kept(conversation: Conversation, server: Server) -> None:
    conversation.say("hello", metadata={"role": "nurse", "name": "archaeopteryx"}, input_channel="archaeopteryx")

    assert server.rows(conversation.sender)
    assert b"archaeopteryx" not in server.kept()


@pytest.mark.parametrize("before", [{}, {"role": "teacher"}, SETTLED, {**SETTLED, "own_words": "skip"}])
def test_danger_by_its_payload_brings_the_emergency_card_from_anywhere(
    before: dict[str, str], conversation: Conversation, client: httpx.Client
) -> None:
    conversation.answer(**before)

    first = conversation.say("answer:immediate_danger=yes")[0]

    assert "999" in first["text"]
    assert client.get(conversation.address("/assessment")).json()["first_move"] == "emergency"


async def _at_once(port: int, bodies: list[bytes]) -> list[bytes]:
    """Sends all before any answer is read, each on a connection of its own."""
    opened = [await asyncio.open_connection("127.0.0.1", port) for _ in bodies]
    for (_, writer), body in zip(opened, bodies, strict=True):
        head = f"POST {WEBHOOK} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: {len(body)}\r\n\r\n"
        writer.write(head.encode() + body)
    answers = await asyncio.gather(*(reader.read() for reader, _ in opened))
    for _, writer in opened:
        writer.close()
    return answers


def test_ten_messages_at_once_are_all_answered_and_kept_once(
    conversation: Conversation, client: httpx.Client, server: Server
) -> None:
    questions = [one["id"] for one in client.get("/api/questions").json() if one["kind"] == "ask"]
    conversation.answer(**SETTLED)
    sent = [f"answer:{question}=not_sure" for question in questions[:10]]
    bodies = [json.dumps({"sender": conversation.sender, "message": message}).encode() for message in sent]

    answers = asyncio.run(_at_once(server.port, bodies))

    assert len(sent) == 10
    for answer in answers:
        head, _, body = answer.partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 200")
        assert texts(json.loads(body)).strip()
    said = [json.loads(data)["text"] for kind, data in server.rows(conversation.sender) if kind == "user"]
    # Which of ten connections the server reads first is not for the client to say.
    assert sorted(said[-10:]) == sorted(sent)
    assert conversation.answers() == {**SETTLED, **dict.fromkeys(questions[:10], "not_sure")}


def test_conversations_at_the_same_time_do_not_mix(new_conversation: Callable[..., Conversation]) -> None:
    teacher, nurse = new_conversation(), new_conversation()
    teacher.answer(role="teacher")
    nurse.answer(role="nurse", nation="wales")
    teacher.answer(immediate_danger="yes")

    assert teacher.answers() == {"role": "teacher", "immediate_danger": "yes"}
    assert nurse.answers() == {"role": "nurse", "nation": "wales"}


def test_a_conversation_goes_on_after_a_restart_of_the_server(
    conversation: Conversation, client: httpx.Client, server: Server
) -> None:
    conversation.answer(**SETTLED, own_words="skip")
    standing, before = conversation.question, client.get(conversation.address("/assessment")).json()

    server.stop()
    server.start()

    after = client.get(conversation.address("/assessment")).json()
    assert [one["id"] for one in after["steps"]] == [one["id"] for one in before["steps"]]
    assert conversation.answers() == SETTLED
    conversation.say("carry on")
    assert conversation.question == standing
