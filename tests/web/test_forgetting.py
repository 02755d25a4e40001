"""What was forgotten is gone: no row, and no word of it in the bytes of the database."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import httpx
import pytest

from tests.server import Conversation, PageConversation, Server, texts
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
    # A word of its own for each run, which points to nobody and so is kept.
    word = "pterodactyl" + "".join("abcdefghij"[int(digit)] for digit in forgotten.sender if digit.isdigit())
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


PAGE_WAYS: dict[str, Callable[[PageConversation], object]] = {
    "typed": lambda page: page.say("forget everything"),
    "by the button at the end": lambda page: page.say("answer:after=forget"),
    "by the button of the page": lambda page: page.ask("DELETE"),
}


@pytest.mark.parametrize("forget", PAGE_WAYS.values(), ids=PAGE_WAYS)
def test_a_page_that_forgets_leaves_nothing_on_the_server(
    forget: Callable[[PageConversation], object], new_page: Callable[..., PageConversation], server: Server
) -> None:
    page, other = new_page(role="nurse"), new_page(role="nurse")
    word = "kentrosaurus" + "".join(one for one in page.id.removeprefix("page-").lower() if one.isalpha())
    for number in range(6):
        page.say(f"somebody sends {word} pictures to a girl of {number}")
    assert word.encode() in server.kept()

    forget(page)

    assert server.rows(page.id) == []
    assert page.id.encode() not in server.kept()
    assert word.encode() not in server.kept()
    assert {page.ask("GET", what).status_code for what in ("/messages", "/assessment", "/record.json")} == {404}
    assert other.answers() == {"role": "nurse"}
    assert word not in server.log()


def test_the_browser_is_told_to_clear_what_it_keeps(page: PageConversation, described: Described) -> None:
    response = described.check(page.ask("DELETE"), "/api/conversations/{id}")

    assert response.status_code == 204
    assert response.headers["clear-site-data"] == '"cache", "storage"'


def test_the_answer_to_forget_everything_says_that_it_is_done(page: PageConversation) -> None:
    before = page.post("answer:role=teacher", "before")
    answer = page.post("forget everything", "forget")

    assert before.json()["forgotten"] is False
    assert "clear-site-data" not in before.headers
    assert answer.json()["forgotten"] is True
    assert answer.headers["clear-site-data"] == '"cache", "storage"'
    assert texts(answer.json()["messages"])
    assert answer.json()["assessment"]["harm"] == []


def test_a_message_that_comes_late_does_not_bring_a_forgotten_conversation_back(
    page: PageConversation, server: Server, described: Described
) -> None:
    page.say("a girl of 13 was asked for nudes", "sent-again-later")
    page.ask("DELETE")

    late = page.post("a girl of 13 was asked for nudes", "sent-again-later")

    described.check(late, "/api/conversations/{id}/messages")
    assert (late.status_code, described.error(late)["code"]) == (404, "conversation_not_found")
    assert server.rows(page.id) == []
    assert page.open()
    assert page.question["id"] == "role"


async def _while_talking(server: Server, page: PageConversation) -> list[int]:
    headers = {"Authorization": f"Bearer {page.key}"}
    address = f"/api/conversations/{page.id}"
    async with httpx.AsyncClient(base_url=server.address, timeout=60, headers=headers) as client:
        sent = [
            client.delete(address) if number == 5 else
            client.post(f"{address}/messages", json={"message": "a girl of 13", "message_id": f"m-{number}"})
            for number in range(10)
        ]
        return [answer.status_code for answer in await asyncio.gather(*sent)]


def test_forgetting_in_the_middle_of_messages_leaves_nothing(page: PageConversation, server: Server) -> None:
    statuses = asyncio.run(_while_talking(server, page))

    assert statuses[5] == 204
    assert set(statuses) <= {200, 204, 404}
    assert server.rows(page.id) == []
