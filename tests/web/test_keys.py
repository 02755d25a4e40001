"""A conversation of the page opens with its own key, and with nothing else."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable

import httpx
import pytest

from tests.server import Conversation, PageConversation, Server
from tests.web.conftest import TOKEN
from tests.web.described import Described

WEBHOOK = "/webhooks/rest/webhook"
ADDRESSES = [
    ("POST", "/messages"), ("GET", "/messages"), ("GET", "/assessment"), ("GET", "/record.json"), ("GET", "/record.txt"),
    ("DELETE", ""),
]
WRONG: dict[str, Callable[[PageConversation, PageConversation], str]] = {
    "none": lambda page, other: "",
    "no Bearer": lambda page, other: page.key,
    "another scheme": lambda page, other: f"Basic {page.key}",
    "made up": lambda page, other: "Bearer " + "A" * 43,
    "another conversation's": lambda page, other: f"Bearer {other.key}",
    "the integrator's token": lambda page, other: f"Bearer {TOKEN}",
    "the id": lambda page, other: f"Bearer {page.id}",
    "a part of it": lambda page, other: f"Bearer {page.key[:-1]}",
    "more than it": lambda page, other: f"Bearer {page.key}=",
    "in capitals": lambda page, other: f"Bearer {page.key.upper()}",
}


@pytest.fixture(scope="module")
def two_pages(client: httpx.Client) -> tuple[PageConversation, PageConversation]:
    pages = PageConversation(client), PageConversation(client)
    for page in pages:
        page.open()
        page.answer(role="teacher")
    return pages


def test_the_key_is_long_and_the_id_follows_from_it(client: httpx.Client, described: Described) -> None:
    begun = [described.check(client.post("/api/conversations", json={}), "/api/conversations").json() for _ in range(3)]

    assert len({one["key"] for one in begun}) == 3
    for one in begun:
        assert len(base64.urlsafe_b64decode(one["key"] + "=")) == 32
        digest = base64.urlsafe_b64encode(hashlib.sha256(one["key"].encode()).digest()).decode()
        assert one["id"] == "page-" + digest[:32]


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
@pytest.mark.parametrize(("method", "what"), ADDRESSES)
def test_without_its_key_a_conversation_is_closed_even_on_this_machine(
    method: str,
    what: str,
    wrong: Callable[[PageConversation, PageConversation], str],
    two_pages: tuple[PageConversation, PageConversation],
    client: httpx.Client,
    described: Described,
    server: Server,
) -> None:
    page, other = two_pages
    before = server.rows(page.id)
    body = {"message": "answer:role=nurse", "message_id": "intruder"} if method == "POST" else None

    response = client.request(
        method, f"/api/conversations/{page.id}{what}", json=body, headers={"Authorization": wrong(page, other)}
    )

    described.check(response, f"/api/conversations/{{id}}{what}")
    assert (response.status_code, described.error(response)["code"]) == (401, "key_needed")
    assert server.rows(page.id) == before != []


@pytest.mark.parametrize(("method", "what"), [one for one in ADDRESSES if one[0] != "DELETE"])
def test_with_its_key_it_is_open_from_anywhere(
    method: str, what: str, two_pages: tuple[PageConversation, PageConversation], elsewhere: httpx.Client
) -> None:
    page, _ = two_pages
    body = {"message": "show my answers", "message_id": "asked-from-elsewhere"} if method == "POST" else None

    response = elsewhere.request(
        method, f"/api/conversations/{page.id}{what}", json=body, headers={"Authorization": f"Bearer {page.key}"}
    )

    assert response.status_code == 200, response.text


@pytest.mark.parametrize("sender", ["{id}", "page-", "page-mine", "page-" + "A" * 32])
def test_a_program_cannot_have_an_id_of_the_page(
    sender: str, two_pages: tuple[PageConversation, PageConversation], client: httpx.Client, described: Described,
    server: Server,
) -> None:
    page, _ = two_pages
    wanted, before = sender.replace("{id}", page.id), server.rows(page.id)

    response = described.check(client.post(WEBHOOK, json={"sender": wanted, "message": "hello"}), WEBHOOK)

    error = described.error(response)
    assert (response.status_code, error["code"], error["field"]) == (422, "id_reserved", "sender")
    assert server.rows(page.id) == before
    assert wanted == page.id or server.rows(wanted) == []


@pytest.mark.parametrize("sender", ["pages-1", "Page-1", "my-page-1", "page"])
def test_ids_that_only_look_like_it_are_a_programs(sender: str, client: httpx.Client) -> None:
    conversation = Conversation(client, sender)
    conversation.answer(role="teacher")

    assert conversation.answers() == {"role": "teacher"}


@pytest.mark.parametrize("method", ["POST", "GET"])
def test_a_programs_conversation_does_not_go_through_the_door_of_the_page(
    method: str, conversation: Conversation, client: httpx.Client, described: Described
) -> None:
    conversation.answer(role="teacher")
    body = {"message": "answer:role=nurse", "message_id": "m"} if method == "POST" else None

    answer = client.request(method, conversation.address("/messages"), json=body)

    assert (answer.status_code, described.error(answer)["code"]) == (401, "key_needed")
    assert conversation.answers() == {"role": "teacher"}
