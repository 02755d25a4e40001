"""The addresses beside the REST channel, held to the API's own description."""

from __future__ import annotations

import httpx
import pytest

from bot.core.model import LABEL_IDS
from tests.server import Conversation, Server
from tests.web.described import Described

PLANTED = "iguanodontidae"
STORY = "😀 A man she met on Snapchat asked a girl of 13 for nude pictures. Call me: 07700 900123."


@pytest.mark.parametrize("address", ["/api/health/live", "/api/health/ready", "/api/questions", "/api/openapi.json",
                                     "/webhooks/rest"])
def test_what_needs_nothing_answers_as_described(address: str, client: httpx.Client, described: Described) -> None:
    response = described.check(client.get(address), address)

    assert response.status_code == 200
    assert response.json()


def test_every_question_is_listed_once_with_options_that_can_be_sent(client: httpx.Client) -> None:
    questions = client.get("/api/questions").json()

    assert len({one["id"] for one in questions}) == len(questions)
    assert [one["number"] for one in questions] == list(range(1, len(questions) + 1))
    assert set(LABEL_IDS) <= {label for one in questions for label in one["about"]}
    for one in questions:
        assert [option["payload"] for option in one["options"]] == [
            f"answer:{one['id']}={option['value']}" for option in one["options"]
        ]


def test_a_text_is_understood_with_evidence_where_it_says(client: httpx.Client, described: Described) -> None:
    found = described.check(client.post("/api/understand", json={"text": STORY}), "/api/understand").json()

    assert found["findings"]
    assert found["labels"] == [one["id"] for one in found["findings"] if one["status"] == "reported"]
    for evidence in (one for finding in found["findings"] for one in finding["evidence"]):
        assert STORY[evidence["start"]:evidence["end"]] == evidence["text"]
    assert "900123" not in found["redacted"]
    assert "Snapchat" in found["redacted"]


@pytest.mark.parametrize("text", ["", " ", "😀", "\x00\x07", "\ud83d alone", "x" * 8000, "<b>", "/intent{}"])
def test_any_text_can_be_understood(text: str, client: httpx.Client, described: Described) -> None:
    response = client.post("/api/understand", content=b'{"text": %s}' % _json(text))

    assert described.check(response, "/api/understand").status_code == 200


def test_understanding_and_assessing_keep_nothing(client: httpx.Client, server: Server) -> None:
    client.post("/api/understand", json={"text": f"{PLANTED} was asked for nude pictures"})
    client.post("/api/assess", json={"answers": {"own_words": PLANTED}})

    assert PLANTED.encode() not in server.kept()
    assert PLANTED not in server.log()


@pytest.mark.parametrize("body", [
    {"answers": {}},
    {"answers": {}, "nation": None, "role": None},
    {"answers": {"immediate_danger": "no"}, "nation": "scotland", "role": "nurse"},
    {"answers": {"immediate_danger": "yes", "self_generated_images": "not_sure"}},
])
def test_answers_are_assessed(body: dict[str, object], client: httpx.Client, described: Described) -> None:
    found = described.check(client.post("/api/assess", json=body), "/api/assess").json()

    danger = body["answers"].get("immediate_danger") == "yes"  # type: ignore[attr-defined]
    assert (found["first_move"] == "emergency") == danger
    assert found["steps"]


def test_the_conversations_documents_hold_what_was_answered(
    conversation: Conversation, client: httpx.Client, described: Described
) -> None:
    conversation.answer(role="nurse", nation="scotland", immediate_danger="no", self_generated_images="yes")

    found = {
        form: described.check(client.get(conversation.address(f"/{form}")), f"/api/conversations/{{id}}/{form}")
        for form in ("assessment", "record.json", "record.txt")
    }

    assert found["record.json"].json()["assessment"] == found["assessment"].json()
    statuses = {one["id"]: one["status"] for one in found["assessment"].json()["factors"]}
    assert statuses["self_generated_images"] == "indicated"
    for row in found["record.json"].json()["said"]:
        assert row["statement"] in found["record.txt"].text
    assert conversation.answers() == {
        "role": "nurse", "nation": "scotland", "immediate_danger": "no", "self_generated_images": "yes"
    }


BAD_BODY = {
    "no JSON": ("/api/understand", b'{"text": "iguanodontidae', 400, "invalid_json", None),
    "no object": ("/api/understand", b'["iguanodontidae"]', 400, "invalid_json", None),
    "no text": ("/api/understand", b'{"words": "iguanodontidae"}', 422, "text_needed", "text"),
    "text a number": ("/api/understand", b'{"text": 7}', 422, "text_needed", "text"),
    "text too long": ("/api/understand", b'{"text": "' + b"a" * 8001 + b'"}', 413, "text_too_long", "text"),
    "a megabyte": ("/api/understand", b'{"text": "' + b"a" * 1_000_000 + b'"}', 413, "too_large", None),
    "answers not JSON": ("/api/assess", b"iguanodontidae", 400, "invalid_json", None),
    "no answers": ("/api/assess", b"{}", 422, "answers_needed", "answers"),
    "answers a list": ("/api/assess", b'{"answers": ["iguanodontidae"]}', 422, "answers_needed", "answers"),
    "an answer a number": ("/api/assess", b'{"answers": {"role": 3}}', 422, "answers_needed", "answers"),
    "unknown question": ("/api/assess", b'{"answers": {"iguanodontidae": "yes"}}', 422, "unknown_answer", "answers"),
    "unknown answer": ("/api/assess", b'{"answers": {"role": "iguanodontidae"}}', 422, "unknown_answer", "answers.role"),
    "unknown nation": ("/api/assess", b'{"answers": {}, "nation": "iguanodontidae"}', 422, "unknown_answer", "nation"),
    "nation a list": ("/api/assess", b'{"answers": {}, "nation": ["iguanodontidae"]}', 422, "unknown_answer", "nation"),
    "role an object": ("/api/assess", b'{"answers": {}, "role": {}}', 422, "unknown_answer", "role"),
}


@pytest.mark.parametrize("bad", BAD_BODY.values(), ids=BAD_BODY)
def test_a_bad_body_is_refused_with_what_is_wrong_and_never_repeated(
    bad: tuple[str, bytes, int, str, str | None], client: httpx.Client, described: Described, server: Server
) -> None:
    address, body, status, code, field = bad

    response = described.check(client.post(address, content=body), address)

    error = described.error(response)
    assert (response.status_code, error["code"], error.get("field")) == (status, code, field)
    assert PLANTED not in response.text + server.log()


@pytest.mark.parametrize(("method", "address", "status"), [
    ("GET", "/api", 404),
    ("GET", "/api/iguanodontidae", 404),
    ("GET", "/iguanodontidae", 404),
    ("GET", "/webhooks/iguanodontidae/webhook", 404),
    ("GET", "/conversations/x/tracker", 404),
    ("GET", "/%FF%00", 404),
    ("GET", "/api/conversations/iguanodontidae/assessment", 404),
    *(("GET", f"/api/conversations/iguanodontidae/record.{form}", 404) for form in ("html", "docx", "pdf", "json", "txt")),
    ("GET", "/api/conversations/iguanodontidae/record.exe", 404),
    ("GET", "/webhooks/rest/webhook", 405),
    ("GET", "/api/understand", 405),
    ("GET", "/api/assess", 405),
    ("POST", "/api/questions", 405),
    ("PUT", "/api/conversations/iguanodontidae", 405),
    ("DELETE", "/api/health/live", 405),
    ("TRACE", "/", 405),
    ("TRACE", "/api/questions", 405),
])
def test_unknown_addresses_and_wrong_methods_are_told_in_the_shape_of_errors(
    method: str, address: str, status: int, client: httpx.Client, described: Described, server: Server
) -> None:
    response = client.request(method, address)

    assert response.status_code == status
    assert described.error(response)["message"]
    assert PLANTED not in response.text + server.log()


def _json(text: str) -> bytes:
    """With every character escaped, so that a lone surrogate can be sent too."""
    return b'"' + "".join(f"\\u{ord(one):04x}" if ord(one) < 0x10000 else one for one in text).encode() + b'"'
