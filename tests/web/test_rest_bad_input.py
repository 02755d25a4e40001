"""Whatever comes in by the REST channel: a kind answer or an error that says what is wrong, and the conversation goes on."""

from __future__ import annotations

import json

import httpx
import pytest

from tests.server import Conversation, Server, texts
from tests.web.described import Described

WEBHOOK = "/webhooks/rest/webhook"
PLANTED = "quetzalcoatlus"
SETTLED = {"role": "teacher", "nation": "wales", "immediate_danger": "no"}

KIND_ANSWER = {
    "unknown question": "answer:quetzalcoatlus=yes",
    "unknown option": "answer:role=quetzalcoatlus",
    "confirmation of nothing": "answer:confirm=wrong:quetzalcoatlus",
    "confirmation with nothing heard": "answer:confirm=yes",
    "half a payload": "answer:role=",
    "empty": "",
    "blanks only": " \t\n ",
    "emoji only": "😀👩‍👩‍👧🏳️‍🌈",
    "punctuation only": "...!",
    "control characters": "\x01\x02\x1b[31m\x7f\x9b",
    "null bytes": "\x00\x00",
    "HTML": "<script>alert('quetzalcoatlus')</script>",
    "an intent of Rasa": '/intent{"quetzalcoatlus": 1}',
    "an intent of ours with slots": '/answer{"x": 1}',
    "Rasa's restart": "/restart",
    "Rasa's new session": "/session_start",
    "several slashes": "///answer",
    "a template": "{{7*7}} ${quetzalcoatlus} %s {sender_id}",
    "right to left": "\u202equetzalcoatlus",
    "as long as allowed": "quetzalcoatlus " * 533,
}


@pytest.mark.parametrize("message", KIND_ANSWER.values(), ids=KIND_ANSWER)
def test_whatever_is_typed_gets_a_kind_answer_and_what_was_said_before_stays(
    message: str, conversation: Conversation, described: Described, server: Server
) -> None:
    conversation.answer(**SETTLED)

    answer = described.check(conversation.post(message), WEBHOOK).json()

    assert texts(answer).strip()
    assert answer[-1]["custom"]["question"]["options"]
    # The word itself asks for a new case, with or without the slash; who the person is stays even then.
    kept = ("role", "nation") if message == "/restart" else tuple(SETTLED)
    answers = conversation.answers()
    assert [answers.get(question) for question in kept] == [SETTLED[question] for question in kept]
    assert PLANTED not in server.log()
    conversation.answer(immediate_danger="not_sure")
    assert conversation.answers()["immediate_danger"] == "not_sure"


def test_a_lone_surrogate_is_no_reason_to_be_silent(
    conversation: Conversation, client: httpx.Client, described: Described
) -> None:
    body = json.dumps({"sender": conversation.sender, "message": "she is \ud83d afraid"})

    answer = described.check(client.post(WEBHOOK, content=body), WEBHOOK).json()

    assert texts(answer).strip()


BAD_REQUEST = {
    "no JSON": (b'{"sender": "quetzalcoatlus"', 400, "invalid_json"),
    "no body": (b"", 400, "invalid_json"),
    "not UTF-8": (b'{"sender": "x", "message": "quetzalcoatlus \xff\xfe"}', 400, "invalid_json"),
    "JSON nested without end": (b"[" * 30_000, 400, "invalid_json"),
    "a list": (b'["quetzalcoatlus"]', 400, "invalid_json"),
    "a text": (b'"quetzalcoatlus"', 400, "invalid_json"),
    "nothing": (b"null", 400, "invalid_json"),
    "no sender": (b'{"message": "quetzalcoatlus"}', 422, "id_needed"),
    "no message": (b'{"sender": "%s"}', 422, "text_needed"),
    "sender a number": (b'{"sender": 7, "message": "quetzalcoatlus"}', 422, "id_needed"),
    "sender empty": (b'{"sender": " ", "message": "quetzalcoatlus"}', 422, "id_needed"),
    "sender unprintable": (b'{"sender": "a\\u0000b", "message": "quetzalcoatlus"}', 422, "id_needed"),
    "sender a lone surrogate": (b'{"sender": "\\ud800", "message": "quetzalcoatlus"}', 422, "id_needed"),
    "sender too long": (b'{"sender": "' + b"a" * 201 + b'", "message": "quetzalcoatlus"}', 422, "id_needed"),
    "sender that no address can hold": (b'{"sender": "..", "message": "quetzalcoatlus"}', 422, "id_needed"),
    "message a number": (b'{"sender": "%s", "message": 7}', 422, "text_needed"),
    "message null": (b'{"sender": "%s", "message": null}', 422, "text_needed"),
    "message a list": (b'{"sender": "%s", "message": ["quetzalcoatlus"]}', 422, "text_needed"),
    "metadata a list": (b'{"sender": "%s", "message": "quetzalcoatlus", "metadata": [1]}', 422, "object_needed"),
    "message too long": (b'{"sender": "%s", "message": "' + b"quetzalcoatlus" * 600 + b'"}', 413, "text_too_long"),
    "a megabyte": (b'{"sender": "%s", "message": "' + b"quetzalcoatlus" * 75_000 + b'"}', 413, "too_large"),
}


@pytest.mark.parametrize("bad", BAD_REQUEST.values(), ids=BAD_REQUEST)
def test_a_bad_request_is_refused_in_the_shape_of_errors_and_the_conversation_goes_on(
    bad: tuple[bytes, int, str], conversation: Conversation, client: httpx.Client, described: Described, server: Server
) -> None:
    body, status, code = bad
    conversation.answer(**SETTLED)

    response = client.post(WEBHOOK, content=body.replace(b"%s", conversation.sender.encode()))

    described.check(response, WEBHOOK)
    assert (response.status_code, described.error(response)["code"]) == (status, code)
    assert PLANTED not in response.text + server.log()
    assert conversation.answers() == SETTLED
    conversation.answer(immediate_danger="not_sure")
    assert conversation.answers() == {**SETTLED, "immediate_danger": "not_sure"}
