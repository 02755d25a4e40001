"""A database that fails under a running server: what is urgent is still said, and nothing is claimed that is not so."""

from __future__ import annotations

import json
import resource
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

import httpx
import pytest

from bot.core import wording
from bot.core.knowledge import Knowledge
from tests.server import Conversation, PageConversation, Server
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


@contextmanager
def full(server: Server) -> Iterator[None]:
    """No file of the server's may grow or be written any more, as on a full disk."""
    before = resource.prlimit(server.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(server.pid, resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.prlimit(server.pid, resource.RLIMIT_FSIZE, before)


@contextmanager
def read_only(server: Server) -> Iterator[None]:
    """The file says of itself that it is of a version which may only be read: rights alone would not hold up root."""
    good = server.database.read_bytes()
    server.database.write_bytes(good[:18] + b"\x03" + good[19:])
    try:
        yield
    finally:
        server.database.write_bytes(good)


@contextmanager
def without_tables(server: Server) -> Iterator[None]:
    """Somebody changed the database by hand."""
    with closing(sqlite3.connect(server.database)) as connection:
        connection.execute("ALTER TABLE events RENAME TO elsewhere")
    try:
        yield
    finally:
        with closing(sqlite3.connect(server.database)) as connection:
            connection.execute("ALTER TABLE elsewhere RENAME TO events")


FAILING = {"unreadable": unreadable, "locked": locked, "full": full, "read only": read_only, "without tables": without_tables}


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


REASONS = {
    "unreadable": "damaged", "locked": "another program holds", "full": "the disk takes or gives nothing more",
    "read only": "can only be read", "without tables": "cannot be read and written",
}


@pytest.mark.parametrize("name", FAILING)
def test_the_server_says_that_it_is_not_ready_and_why_and_when_it_is_again(
    name: str, server: Server, client: httpx.Client, described: Described
) -> None:
    with FAILING[name](server):
        answer = described.check(client.get("/api/health/ready"), "/api/health/ready")
        assert client.get("/api/health/live").status_code == 200
        assert client.get("/").status_code == 200

    error = described.error(answer)
    assert (answer.status_code, error["code"]) == (503, "database_unavailable")
    assert REASONS[name] in error["message"]
    assert client.get("/api/health/ready").status_code == 200


@pytest.mark.parametrize("stream", ["", "?stream=true"], ids=["at once", "as a stream"])
def test_a_program_is_told_that_a_message_does_not_count(
    stream: str, failing: Callable[[], object], conversation: Conversation, client: httpx.Client, knowledge: Knowledge
) -> None:
    conversation.answer(**SETTLED)
    body = {"sender": conversation.sender, "message": f"{PLANTED} is on his way to meet her right now"}
    with failing():  # type: ignore[attr-defined]
        answer = client.post(f"/webhooks/rest/webhook{stream}", json=body)

    rows = answer.json() if not stream else [json.loads(line) for line in answer.text.splitlines()]
    said = [one["text"] for one in rows if "text" in one]
    assert said[-1] == knowledge.phrase("technical_problem")
    assert [one for one in said if one in wording.emergency(knowledge)] == wording.emergency(knowledge)
    if not stream:
        # A stream has sent the next question before the database could fail.
        assert len(said) == len(wording.emergency(knowledge)) + 1
    assert conversation.answers() == SETTLED


def test_a_page_can_begin_and_is_asked_again_what_could_not_be_kept(
    failing: Callable[[], object], client: httpx.Client, server: Server
) -> None:
    with failing():  # type: ignore[attr-defined]
        page = PageConversation(client, role="teacher")

    assert server.rows(page.id) == []
    page.open()
    assert page.question["id"] == "role"


def test_nothing_is_half_written(failing: Callable[[], object], page: PageConversation, server: Server) -> None:
    page.answer(**SETTLED)
    before = server.rows(page.id)
    with failing():  # type: ignore[attr-defined]
        page.post("a man asked a girl of 12 for pictures", "lost")

    assert server.rows(page.id) == before
