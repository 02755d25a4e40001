"""A database that fails under a running server: what is urgent is still said, and nothing is claimed that is not so."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from bot.core import wording
from bot.core.knowledge import Knowledge
from tests.server import PageConversation, Server
from tests.web.described import Described

MESSAGES = "/api/conversations/{id}/messages"
SETTLED = {"role": "teacher", "nation": "wales", "immediate_danger": "no"}
PLANTED = "plesiosaurus"


@contextmanager
def unreadable(server: Server) -> Iterator[None]:
    """The file of the database holds something else for a while."""
    good = server.database.read_bytes()
    server.database.write_bytes(b"damaged " * (len(good) // 8))
    try:
        yield
    finally:
        server.database.write_bytes(good)


@contextmanager
def locked(server: Server) -> Iterator[None]:
    """Another program writes and does not come to an end: the database can be read and not written."""
    connection = sqlite3.connect(server.database, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        connection.close()


FAILING = {"unreadable": unreadable, "locked": locked}


@pytest.fixture(params=FAILING.values(), ids=FAILING)
def failing(request: pytest.FixtureRequest, server: Server) -> Callable[[], object]:
    return lambda: request.param(server)


def test_danger_is_answered_all_the_same(
    failing: Callable[[], object], page: PageConversation, knowledge: Knowledge, described: Described, server: Server
) -> None:
    page.answer(**SETTLED)
    with failing():  # type: ignore[attr-defined]
        answer = described.check(page.post(f"{PLANTED} is on his way to meet her right now", "danger"), MESSAGES).json()

    said = [one["text"] for one in answer["messages"]]
    assert said == [*wording.emergency(knowledge), knowledge.phrase("technical_problem")]
    assert (answer["assessment"], answer["forgotten"]) == (None, False)
    assert PLANTED not in server.log()
    assert page.answers() == SETTLED


def test_nothing_is_called_deleted_that_is_still_there(
    failing: Callable[[], object], page: PageConversation, knowledge: Knowledge, described: Described
) -> None:
    page.answer(**SETTLED)
    with failing():  # type: ignore[attr-defined]
        typed = described.check(page.post("forget everything", "forget"), MESSAGES).json()
        pressed = described.check(page.ask("DELETE"), "/api/conversations/{id}")

    assert [one["text"] for one in typed["messages"]] == [knowledge.phrase("technical_problem")]
    assert typed["forgotten"] is False
    assert (pressed.status_code, described.error(pressed)["code"]) == (503, "not_forgotten")
    assert "clear-site-data" not in pressed.headers
    assert page.answers() == SETTLED


def test_a_message_that_was_not_kept_can_be_sent_again(failing: Callable[[], object], page: PageConversation) -> None:
    page.answer(**SETTLED)
    with failing():  # type: ignore[attr-defined]
        lost = page.post("answer:own_words=skip", "sent-again").json()

    assert lost["assessment"] is None
    page.say("answer:own_words=skip", "sent-again")
    assert page.last["assessment"] is not None
    assert page.question["id"] != "own_words"


def test_what_cannot_be_read_is_not_called_gone(page: PageConversation, described: Described, server: Server) -> None:
    """A page that is told 404 lets go of its key."""
    page.answer(**SETTLED)
    with unreadable(server):
        for what in ("/messages", "/assessment", "/record.json", "/record.txt"):
            answer = described.check(page.ask("GET", what), f"/api/conversations/{{id}}{what}")
            assert (answer.status_code, described.error(answer)["code"]) == (503, "database_unavailable")

    assert page.answers() == SETTLED
