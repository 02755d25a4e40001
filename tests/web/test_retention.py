"""Conversations vanish by themselves when nobody goes on with them: unreadable at once, and then gone."""

from __future__ import annotations

import time
from collections.abc import Callable

import httpx
import pytest

from tests.server import Conversation, PageConversation, Server
from tests.web.described import Described

WORD = "iguanodon"
HOUR = 3600
# The purge comes every second; a slow machine may take longer.
PATIENCE = 60


def until(happened: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.1)


def test_what_is_over_cannot_be_read_and_is_deleted_when_somebody_tries(
    new_page: Callable[..., PageConversation], described: Described, server: Server
) -> None:
    page = new_page()
    page.say(f"somebody sends {WORD} pictures to a girl of 12")
    server.move_back(25 * HOUR)

    for what in ("/messages", "/assessment", "/record.html", "/record.json", "/record.txt", "/record.docx", "/record.pdf"):
        answer = described.check(page.ask("GET", what), f"/api/conversations/{{id}}{what}")
        assert (answer.status_code, described.error(answer)["code"]) == (404, "conversation_not_found")
    assert server.rows(page.id) == []
    assert WORD.encode() not in server.kept()


def test_a_message_to_what_is_over_is_not_taken_for_a_new_conversation(page: PageConversation, server: Server) -> None:
    page.answer(role="teacher")
    server.move_back(25 * HOUR)

    assert page.post("answer:nation=wales", "late").status_code == 404
    assert server.rows(page.id) == []


def test_a_program_begins_anew_where_its_conversation_is_over(conversation: Conversation, server: Server) -> None:
    conversation.answer(role="teacher", nation="wales")
    server.move_back(25 * HOUR)

    conversation.say("hello")

    assert conversation.question["id"] == "role"
    assert conversation.answers() == {}


def test_an_hour_before_it_is_over_it_goes_on_and_is_young_again(page: PageConversation, server: Server) -> None:
    page.answer(role="teacher")
    server.move_back(23 * HOUR)
    page.answer(nation="wales")
    server.move_back(23 * HOUR)

    assert page.answers() == {"role": "teacher", "nation": "wales"}


def test_after_the_clock_was_set_back_a_conversation_goes_on(page: PageConversation, server: Server) -> None:
    page.answer(role="teacher", nation="wales")
    server.move_back(-2 * HOUR)

    page.answer(immediate_danger="no")
    page.answer(own_words="skip")

    assert page.answers() == {"role": "teacher", "nation": "wales", "immediate_danger": "no"}
    assert page.question["id"] not in ("role", "nation", "immediate_danger", "own_words")


def purged(client: httpx.Client) -> float:
    """How many conversations the server says it deleted because they were over."""
    return float(client.get("/metrics").text.partition("\nassistant_purged_conversations_total ")[2].split()[0])


def test_a_running_server_purges_by_itself_also_what_was_only_begun(
    tight: Server, tight_client: httpx.Client, tight_page: PageConversation
) -> None:
    begun = PageConversation(tight_client, role="nurse")
    program = Conversation(tight_client, "a-program-that-goes-on")
    tight_page.say(f"somebody sends {WORD} pictures to a girl of 12")
    assert tight.rows(begun.id)
    tight.move_back(HOUR + 60)
    program.answer(role="teacher")

    # Nobody asks for them meanwhile.
    until(lambda: not tight.rows(tight_page.id) and not tight.rows(begun.id))

    assert WORD.encode() not in tight.kept()
    assert program.answers() == {"role": "teacher"}
    until(lambda: purged(tight_client) >= 2)


@pytest.mark.parametrize("years", [1, -1], ids=["forward", "back"])
def test_a_clock_that_jumps_by_a_year_lets_nothing_lie(years: int, tight: Server, tight_page: PageConversation) -> None:
    assert tight.rows(tight_page.id)
    tight.move_back(years * 365 * 24 * HOUR)

    until(lambda: not tight.rows(tight_page.id))


def test_what_is_forgotten_at_once_is_in_no_file(tight: Server, tight_page: PageConversation) -> None:
    tight_page.say(f"somebody sends {WORD} pictures to a girl of 12")
    assert WORD.encode() in tight.kept()

    tight_page.say("forget everything")

    for file in tight.database.parent.glob("conversations.db*"):
        assert WORD.encode() not in file.read_bytes()
    assert tight.rows(tight_page.id) == []


def test_nobody_else_on_the_machine_can_read_the_database(server: Server) -> None:
    for file in server.database.parent.glob("conversations.db*"):
        assert file.stat().st_mode & 0o077 == 0
