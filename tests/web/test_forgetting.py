"""What was forgotten is gone: no row, and no word of it in the bytes of the database."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest

from tests.server import Conversation, Server, texts
from tests.web.described import Described

WAYS: dict[str, Callable[[httpx.Client, Conversation], object]] = {
    "typed": lambda _, conversation: conversation.say("forget everything"),
    "by the button at the end": lambda _, conversation: conversation.say("answer:after=forget"),
    "by the API": lambda client, conversation: client.delete(conversation.address()),
}


@pytest.mark.parametrize("forget", WAYS.values(), ids=WAYS)
def test_forgetting_leaves_no_row_and_no_word(
    forget: Callable[[httpx.Client, Conversation], object],
    new_conversation: Callable[..., Conversation],
    client: httpx.Client,
    server: Server,
) -> None:
    forgotten, other = new_conversation(), new_conversation()
    word = f"pterodactyl{forgotten.sender.replace('-', '')}"
    for number in range(12):
        forgotten.say(f"somebody sends {word} pictures to a girl of {number}")
        other.answer(role="teacher")
    assert word.encode() in server.kept()

    forget(client, forgotten)

    assert server.rows(forgotten.sender) == []
    assert word.encode() not in server.kept()
    assert client.get(forgotten.address("/assessment")).status_code == 404
    assert other.answers() == {"role": "teacher"}


@pytest.mark.parametrize("sender", ["with a blank", "Zoë 😀", "a/b", "50%", "a%20b", "a?b#c", "a+b;c", "record.json"])
def test_a_conversation_is_found_and_forgotten_whatever_its_id(
    sender: str, new_conversation: Callable[..., Conversation], client: httpx.Client, described: Described, server: Server
) -> None:
    conversation = new_conversation(sender)
    conversation.answer(role="teacher")

    assert conversation.answers() == {"role": "teacher"}
    described.check(client.delete(conversation.address()), "/api/conversations/{id}")
    assert server.rows(sender) == []


def test_after_forgetting_a_conversation_begins_anew(conversation: Conversation, client: httpx.Client) -> None:
    conversation.answer(role="teacher", nation="wales")
    client.delete(conversation.address())

    messages = conversation.say("hello")

    assert texts(messages)
    assert conversation.question["id"] == "role"


def test_forgetting_what_never_was_looks_the_same(client: httpx.Client, described: Described) -> None:
    response = client.delete("/api/conversations/never-was")

    assert response.status_code == 204
    described.check(response, "/api/conversations/{id}")
