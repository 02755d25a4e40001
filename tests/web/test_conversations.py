"""The conversations of the page: what is sent once is said once, and a reload finds all of it again."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from tests.server import PageConversation, Server, texts
from tests.web.described import Described

MESSAGES = "/api/conversations/{id}/messages"
PLANTED = "brachiosaurus"
SETTLED = {"role": "teacher", "nation": "wales", "immediate_danger": "no"}


def said_by_person(server: Server, page: PageConversation) -> list[str]:
    """What the database holds as said by the person, the opening left out."""
    events = [json.loads(data) for kind, data in server.rows(page.id) if kind == "user"]
    return [event["text"] for event in events if event["message_id"] != "opening"]


def test_the_opening_says_what_this_is_and_asks_the_first_question(
    client: httpx.Client, described: Described
) -> None:
    page = PageConversation(client)

    opened = described.check(page.post("hello", "opening"), MESSAGES).json()

    assert "999" in opened["messages"][0]["text"]
    assert opened["messages"][-1]["custom"]["question"]["id"] == "role"
    assert opened["assessment"]["complete"] is False
    assert opened["forgotten"] is False


def test_a_whole_conversation_gets_to_the_result_and_the_case_grows_with_it(
    page: PageConversation, described: Described
) -> None:
    known = []
    while page.question["kind"] != "after":
        option = next((one for one in page.question["options"] if one["value"] == "yes"), page.question["options"][0])
        answer = described.check(page.post(option["payload"], f"to-{page.question['id'].replace('_', '-')}"), MESSAGES)
        page.last = answer.json()
        known.append(len(page.last["assessment"]["harm"]))

    assert page.last["assessment"]["complete"] is True
    assert known == sorted(known)
    assert known[0] == 0 < known[-1]
    assert [one for one in page.last["messages"] if one.get("part") == "result"]


@pytest.mark.parametrize("who", [{"role": "nurse"}, {"nation": "scotland"}, {"role": "nurse", "nation": "scotland"}])
def test_what_the_page_around_it_said_is_not_asked(
    who: dict[str, str], new_page: Callable[..., PageConversation]
) -> None:
    page = new_page(**who)

    assert page.answers() == who
    while page.question["kind"] == "start":
        assert page.question["id"] not in who
        page.answer(**{page.question["id"]: "skip"})
    assert page.question["kind"] == "danger"


def test_nothing_is_kept_before_anything_is_said(client: httpx.Client, server: Server) -> None:
    assert server.rows(PageConversation(client).id) == []


def test_what_is_kept_is_for_no_other_account_of_the_machine(server: Server, page: PageConversation) -> None:
    kept = sorted(server.database.parent.glob(f"{server.database.name}*"))

    assert server.database in kept
    assert server.rows(page.id)
    assert [f"{file.stat().st_mode & 0o077:o}" for file in kept] == ["0"] * len(kept)


def test_a_message_sent_again_is_taken_in_once_and_answered_alike(
    page: PageConversation, server: Server, described: Described
) -> None:
    page.answer(**SETTLED)
    story = "A man she met on Snapchat asked a girl of 13 for nude pictures."

    answers = [described.check(page.post(story, "the-story"), MESSAGES).json() for _ in range(3)]
    page.say("answer:confirm=yes")
    late = page.post(story, "the-story").json()

    assert said_by_person(server, page).count(story) == 1
    assert [one["messages"] for one in (*answers, late)] == [answers[0]["messages"]] * 4


def test_the_same_words_with_another_id_are_said_again(page: PageConversation, server: Server) -> None:
    page.say("hello there", "first")
    page.say("hello there", "second")

    assert said_by_person(server, page) == ["hello there", "hello there"]


async def _at_once(server: Server, page: PageConversation, requests: list[tuple[str, str, Any]]) -> list[httpx.Response]:
    headers = {"Authorization": f"Bearer {page.key}"}
    async with httpx.AsyncClient(base_url=server.address, timeout=60, headers=headers) as client:
        return list(await asyncio.gather(*(
            client.request(method, f"/api/conversations/{page.id}{what}", json=body) for method, what, body in requests
        )))


def test_a_message_sent_twice_at_the_same_time_is_taken_in_once(page: PageConversation, server: Server) -> None:
    body = {"message": "answer:role=teacher", "message_id": "double-click"}

    answers = asyncio.run(_at_once(server, page, [("POST", "/messages", body)] * 8))

    assert {answer.status_code for answer in answers} == {200}
    assert said_by_person(server, page) == ["answer:role=teacher"]
    assert len({json.dumps(answer.json()["messages"]) for answer in answers}) == 1


def test_a_restart_of_the_server_forgets_neither_the_conversation_nor_what_was_sent(
    page: PageConversation, server: Server
) -> None:
    page.answer(**SETTLED)
    page.say("Tyler and Zofia fell out")
    before, standing = page.say("answer:own_words=skip", "last-before"), page.question

    server.stop()
    server.start()

    assert page.say("answer:own_words=skip", "last-before") == before
    assert said_by_person(server, page).count("answer:own_words=skip") == 1
    page.say("carry on")
    assert page.question == standing
    page.say("Kwame knows as well")
    # Who was who is not remembered, so a number that was given once is given to nobody else.
    named = [said for said in said_by_person(server, page) if "[name" in said]
    assert named == ["[name 1] and [name 2] fell out", "[name 3] knows as well"]


def test_a_reload_finds_everything_that_was_said_with_buttons_as_they_were_labelled(
    page: PageConversation, described: Described
) -> None:
    shown = [("assistant", one["text"]) for one in page.last["messages"]]
    for typed, seen in (
        ("answer:role=teacher", "Teacher or other school staff"),
        ("Wales", "Wales"),
        ("answer:immediate_danger=no", "No"),
        ("An adult asked a girl of 13 for nudes. Call 07700 900123.", "An adult asked a girl of 13 for nudes. Call [phone]."),
    ):
        page.say(typed)
        shown += [("person", seen), *(("assistant", one["text"]) for one in page.last["messages"])]
    wrong = next(one for one in page.question["options"] if one["value"].startswith("wrong:"))
    page.say(wrong["payload"])
    shown += [("person", wrong["title"]), *(("assistant", one["text"]) for one in page.last["messages"])]

    found = described.check(page.ask("GET", "/messages"), MESSAGES).json()

    assert [(row["from"], row["text"]) for row in found["messages"]] == shown
    assert found["messages"][-1]["question"] == page.question
    assert found["assessment"] == page.ask("GET", "/assessment").json()


def test_the_parts_that_a_page_draws_in_its_own_way_are_named_in_the_history_too(page: PageConversation) -> None:
    page.answer(**SETTLED)
    page.say("show my answers")

    assert [one["text"] for one in page.last["messages"] if one.get("part") == "answers"]
    assert [row["part"] for row in page.history() if "part" in row] == ["answers"]


def test_two_conversations_at_the_same_time_do_not_mix(new_page: Callable[..., PageConversation]) -> None:
    one, other = new_page(), new_page()
    one.say("answer:role=teacher", "same-id")
    other.say("answer:role=nurse", "same-id")
    one.answer(nation="wales")

    assert one.answers() == {"role": "teacher", "nation": "wales"}
    assert other.answers() == {"role": "nurse"}
    assert [row["text"] for row in other.history() if row["from"] == "person"] == ["Nurse or other health worker"]


@pytest.mark.parametrize("said", [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "</script><svg onload=alert(1)>", "{{ 7 * 7 }}",
    "%3Cscript%3E", "\u202eevil\u202c", "answer:role=<script>", "/intent{\"x\": \"<b>\"}",
])
def test_words_that_look_like_code_stay_words_and_reach_no_page(
    said: str, page: PageConversation, client: httpx.Client
) -> None:
    page.say(said, "planted")

    answer = page.ask("GET", "/messages")
    rows = [row["text"] for row in answer.json()["messages"] if row["from"] == "person"]
    assert rows == [said]
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert said not in client.get("/").text + client.get("/guide").text


@pytest.mark.parametrize(("said", "kept"), [
    ("mail me at a.b@school.example.org", "mail me at [email]"),
    ("bell\x07 and \x1b[31mred", "bell and [31mred"),
    ("half \ud83d a character", "half ? a character"),
    ("", ""),
])
def test_a_message_is_kept_only_as_it_may_be_kept(said: str, kept: str, page: PageConversation, server: Server) -> None:
    body = json.dumps({"message": said, "message_id": "m"})

    answer = page.ask("POST", "/messages", content=body)

    assert texts(answer.json()["messages"]).strip()
    assert said_by_person(server, page) == [kept]


BAD = {
    "no JSON": (b'{"message": "brachiosaurus', 400, "invalid_json", None),
    "a list": (b'["brachiosaurus"]', 400, "invalid_json", None),
    "no message": (b'{"message_id": "m"}', 422, "text_needed", "message"),
    "message a number": (b'{"message": 7, "message_id": "m"}', 422, "text_needed", "message"),
    "message too long": (b'{"message_id": "m", "message": "' + b"brachiosaurus" * 700 + b'"}', 413, "text_too_long", "message"),
    "a megabyte": (b'{"message_id": "m", "message": "' + b"brachiosaurus" * 80_000 + b'"}', 413, "too_large", None),
    "no id": (b'{"message": "brachiosaurus"}', 422, "message_id_needed", "message_id"),
    "id empty": (b'{"message": "brachiosaurus", "message_id": ""}', 422, "message_id_needed", "message_id"),
    "id a number": (b'{"message": "brachiosaurus", "message_id": 7}', 422, "message_id_needed", "message_id"),
    "id too long": (b'{"message": "x", "message_id": "%s"}' % (b"a" * 65), 422, "message_id_needed", "message_id"),
    "id with a line break": (b'{"message": "x", "message_id": "a\\n"}', 422, "message_id_needed", "message_id"),
    "id of other letters": (b'{"message": "x", "message_id": "\\u00e9"}', 422, "message_id_needed", "message_id"),
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_a_bad_message_is_refused_and_the_conversation_goes_on(
    bad: tuple[bytes, int, str, str | None], page: PageConversation, described: Described, server: Server
) -> None:
    body, status, code, field = bad

    response = described.check(page.ask("POST", "/messages", content=body), MESSAGES)

    error = described.error(response)
    assert (response.status_code, error["code"], error.get("field")) == (status, code, field)
    assert PLANTED not in response.text + server.log()
    assert said_by_person(server, page) == []
    page.answer(role="teacher")
    assert page.answers() == {"role": "teacher"}


WHO = {
    "unknown role": ({"role": PLANTED}, "role"),
    "code for a role": ({"role": "<script>brachiosaurus</script>"}, "role"),
    "unknown nation": ({"nation": PLANTED}, "nation"),
    "role a list": ({"role": [PLANTED]}, "role"),
    "nation an object": ({"nation": {PLANTED: 1}}, "nation"),
    "role in capitals": ({"role": "TEACHER"}, "role"),
}


@pytest.mark.parametrize("bad", WHO.values(), ids=WHO)
def test_a_role_or_nation_that_is_none_begins_nothing(
    bad: tuple[dict[str, object], str], client: httpx.Client, described: Described
) -> None:
    who, field = bad

    response = described.check(client.post("/api/conversations", json=who), "/api/conversations")

    error = described.error(response)
    assert (response.status_code, error["code"], error["field"]) == (422, "unknown_answer", field)
    assert PLANTED not in response.text
    assert "<" not in response.text
