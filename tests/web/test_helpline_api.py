"""What the helpline page asks of the real server: answered from the request alone, and forgotten with the answer."""

from __future__ import annotations

import json
import re
from typing import Any

import httpx
import pytest

from bot.core.knowledge import Knowledge
from bot.web.helpline.flags import Flags
from tests.documents.reading import READERS, facts, missing
from tests.server import Server
from tests.web.described import Described
from tests.web.helpline import SECRET

FORMS = ("html", "docx", "pdf", "json", "txt")
PLANTED = "iguanodontidae"
CALL: dict[str, Any] = {
    "answers": {"immediate_danger": "no", "self_generated_images": "yes", "adult_involved": "not_sure", "other_children": "yes"},
    "nation": "wales",
    "role": "helpline_worker",
    "notes": ["mum rang, girl is 12", "", "he has pictures of her and wants more", "mum says it is all over school", "ring 07700 900123"],
    "heard": [
        {"question": "self_generated_images", "value": "yes", "said": "he has pictures of her"},
        {"question": "child_under_13", "value": "yes", "said": "girl is 12"},
        {"question": "meeting_planned", "value": "no", "said": "have not met"},
    ],
}


def ask(worker: httpx.Client, described: Described, path: str, body: object) -> httpx.Response:
    return described.check(worker.post(path, json=body), path)


def test_the_content_is_as_it_is_described(worker: httpx.Client, described: Described, knowledge: Knowledge) -> None:
    content = described.check(worker.get("/api/helpline/content"), "/api/helpline/content").json()

    assert content["text"] == dict(knowledge.interface.helpline)
    assert [one["id"] for one in content["questions"]] == [one["id"] for one in worker.get("/api/questions").json()]
    assert content["flags"]["kinds"] == ["unclear", "out_of_date"]
    routes = {one["id"] for one in content["routes"]}
    assessed = worker.post("/api/assess", json={"answers": {"immediate_danger": "yes"}}).json()
    assert {step["route"]["id"] for step in assessed["steps"] if "route" in step} <= routes


def test_what_to_ask_next_follows_the_answers(worker: httpx.Client, described: Described) -> None:
    first = ask(worker, described, "/api/helpline/next", {"answers": {}}).json()
    later = ask(worker, described, "/api/helpline/next", {"answers": CALL["answers"], "nation": "wales", "role": None}).json()

    assert (first["ask"][0], first["critical"][0]) == ("immediate_danger", "immediate_danger")
    assert later["critical"] == ["offender_has_access", "images_shared_on", "suicidal"]
    assert len(later["ask"]) == 3
    assert set(later["ask"]).isdisjoint(CALL["answers"])


@pytest.fixture(scope="module")
def record(server: Server) -> dict[str, bytes]:
    """The record of the call in every form."""
    with httpx.Client(base_url=server.address, timeout=60) as client:
        client.post("/helpline/sign-in", data={"secret": SECRET})
        described = Described(client.get("/api/openapi.json").json())
        return {form: ask(client, described, f"/api/helpline/record.{form}", CALL).content for form in FORMS}


def test_the_record_of_a_call_carries_the_same_facts_in_every_form(record: dict[str, bytes]) -> None:
    wanted = facts(json.loads(record["json"]))

    assert len(wanted) > 100
    assert {form: missing(READERS[form](record[form]), wanted) for form in FORMS} == {form: [] for form in FORMS}


def test_the_record_has_the_notes_as_they_were_typed_without_numbers(record: dict[str, bytes], knowledge: Knowledge) -> None:
    data = json.loads(record["json"])

    assert data["own_words"].split("\n") == [*(one for one in CALL["notes"][:4] if one), "ring [phone]"]
    for form in FORMS:
        text = READERS[form](record[form])
        assert missing(text, [*(one for one in CALL["notes"][:4] if one), knowledge.questions["other_children"].statement]) == []
        assert "900123" not in text


def test_the_record_tells_what_is_settled_from_what_was_only_heard(record: dict[str, bytes]) -> None:
    data = json.loads(record["json"])
    said = {row["question"]: row for row in data["said"]}

    assert (said["self_generated_images"]["settled"], said["self_generated_images"]["said"]) == ("confirmed", "he has pictures of her")
    assert {row["voice"] for row in (said["self_generated_images"], *data["heard"])} == {"told"}
    assert (said["other_children"]["value"], said["other_children"]["settled"]) == ("yes", "answered")
    assert said["adult_involved"]["value"] == "not_sure"
    assert (said["nation"]["value"], said["role"]["value"]) == ("wales", "helpline_worker")
    assert [(row["question"], row["said"], row["settled"]) for row in data["heard"]] == [
        ("child_under_13", "girl is 12", "heard"), ("meeting_planned", "have not met", "heard"),
    ]


def test_danger_that_came_up_after_it_was_denied_counts_in_the_record(worker: httpx.Client) -> None:
    call = {"answers": {"immediate_danger": "no"}, "heard": [{"question": "immediate_danger", "value": "yes", "said": "he is outside now"}]}

    data = worker.post("/api/helpline/record.json", json=call).json()

    assert data["assessment"]["first_move"] == "emergency"
    assert [row["value"] for row in data["said"]] == ["no"]
    assert [(row["value"], row["said"]) for row in data["heard"]] == [("yes", "he is outside now")]


def test_a_record_of_nothing_is_a_record(worker: httpx.Client, described: Described) -> None:
    data = ask(worker, described, "/api/helpline/record.json", {"answers": {}, "notes": None, "heard": None}).json()

    assert (data["own_words"], data["said"], data["heard"]) == ("", [], [])


def test_the_file_is_kept_by_no_cache_and_its_name_tells_nothing(worker: httpx.Client) -> None:
    headers = worker.post("/api/helpline/record.docx", json=CALL).headers

    assert headers["content-disposition"].startswith('attachment; filename="record-20')
    assert headers["cache-control"] == "no-store"


BAD = {
    "no JSON": (b"iguanodontidae", 400, "invalid_json", None),
    "no object": (b'["iguanodontidae"]', 400, "invalid_json", None),
    "no answers": ({"notes": [PLANTED]}, 422, "answers_needed", "answers"),
    "unknown question": ({"answers": {PLANTED: "yes"}}, 422, "unknown_answer", "answers"),
    "unknown answer": ({"answers": {"coercion": PLANTED}}, 422, "unknown_answer", "answers.coercion"),
    "unknown nation": ({"answers": {}, "nation": PLANTED}, 422, "unknown_answer", "nation"),
}
BAD_CALL = {
    **BAD,
    "notes a text": ({"answers": {}, "notes": PLANTED}, 422, "notes_needed", "notes"),
    "a note a number": ({"answers": {}, "notes": [1]}, 422, "notes_needed", "notes"),
    "notes too long": ({"answers": {}, "notes": ["x" * 20_001, "y" * 20_000]}, 413, "text_too_long", "notes"),
    "notes too many": ({"answers": {}, "notes": [""] * 1_001}, 413, "text_too_long", "notes"),
    "heard a text": ({"answers": {}, "heard": PLANTED}, 422, "heard_needed", "heard"),
    "heard a list of texts": ({"answers": {}, "heard": [PLANTED]}, 422, "heard_needed", "heard"),
    "heard a number": ({"answers": {}, "heard": [{"question": 1, "value": "yes"}]}, 422, "heard_needed", "heard"),
    "heard of nothing": ({"answers": {}, "heard": [{"question": PLANTED, "value": "yes"}]}, 422, "unknown_answer", "heard"),
    "heard no value": ({"answers": {}, "heard": [{"question": "coercion"}]}, 422, "unknown_answer", "heard"),
    "heard as a number": ({"answers": {}, "heard": [{"question": "coercion", "value": "yes", "said": 7}]}, 422, "heard_needed", "heard"),
    "heard about the talk": ({"answers": {}, "heard": [{"question": "review", "value": "continue"}]}, 422, "unknown_answer", "heard"),
}


@pytest.mark.parametrize(("address", "bad"), [
    *(("/api/helpline/next", bad) for bad in BAD.values()),
    *(("/api/helpline/record.txt", bad) for bad in BAD_CALL.values()),
])
def test_a_bad_body_is_refused_with_what_is_wrong_and_never_repeated(
    address: str, bad: tuple[Any, int, str, str | None], worker: httpx.Client, described: Described, server: Server
) -> None:
    body, status, code, field = bad
    content = body if isinstance(body, bytes) else json.dumps(body).encode()

    response = described.check(worker.post(address, content=content), address)

    error = described.error(response)
    assert (response.status_code, error["code"], error.get("field")) == (status, code, field)
    assert PLANTED not in response.text + server.log()


ODD = "iguanodontidae\x00\ud800 <script>alert(1)</script> 😀 =1+1"


@pytest.mark.parametrize("form", FORMS)
def test_any_text_becomes_a_record(form: str, worker: httpx.Client) -> None:
    body = {"answers": {}, "notes": [ODD], "heard": [{"question": "coercion", "value": "yes", "said": ODD}]}

    response = worker.post(f"/api/helpline/record.{form}", content=json.dumps(body).encode())

    assert response.status_code == 200
    text = READERS[form](response.content)
    assert PLANTED in text
    assert "\x00" not in text


def test_a_line_of_the_log_says_when_and_how_bad(server: Server, client: httpx.Client) -> None:
    before = len(server.log())

    assert client.post("/helpline/sign-in", data={"secret": "wrong wrong wrong"}).status_code == 401

    line = next(one for one in server.log()[before:].splitlines() if "sign-in" in one)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ WARNING A sign-in to the helpline page was refused", line)


def test_nothing_of_a_call_is_kept_or_logged(worker: httpx.Client, server: Server) -> None:
    planted = [f"{PLANTED} was asked for nude pictures", f"Zoë {PLANTED}"]
    call = {"answers": {"coercion": "yes"}, "notes": planted, "heard": [{"question": "coercion", "value": "yes", "said": PLANTED}]}
    before = server.kept()

    for form in FORMS:
        assert worker.post(f"/api/helpline/record.{form}", json=call).status_code == 200
    worker.post("/api/helpline/next", json={**call, PLANTED: PLANTED}, params={"q": PLANTED})
    worker.post("/api/understand", json={"text": planted[0]})
    worker.post("/api/helpline/flags", json={"item": f"questions/{PLANTED}", "kind": PLANTED})
    worker.post("/api/helpline/flags", json={"item": "questions/coercion", "kind": "unclear", "note": PLANTED})
    worker.post("/helpline/sign-in", data={"secret": PLANTED})
    worker.get("/helpline", params={"q": PLANTED}, headers={"Cookie": f"helpline={PLANTED}"})

    assert worker.post("/api/helpline/clear", json={PLANTED: PLANTED}).headers["clear-site-data"] == '"cache"'
    assert server.kept() == before
    assert PLANTED not in server.log()
    assert "correct horse" not in server.log()


@pytest.mark.parametrize(("body", "code", "field"), [
    ({"item": "questions/coercion"}, "unknown_kind", "kind"),
    ({"item": "questions/coercion", "kind": ["unclear"]}, "unknown_kind", "kind"),
    ({"item": "questions/coercion", "kind": "wrong"}, "unknown_kind", "kind"),
    ({"kind": "unclear"}, "unknown_item", "item"),
    ({"item": PLANTED, "kind": "unclear"}, "unknown_item", "item"),
    ({"item": "routes/ewc", "kind": "unclear"}, "unknown_item", "item"),
    ({"item": 7, "kind": "unclear"}, "unknown_item", "item"),
    ({"item": "questions/coercion", "kind": "unclear", "note": "x"}, "unknown_field", None),
])
def test_a_flag_is_on_an_item_of_the_content_and_says_nothing_else(
    body: dict[str, Any], code: str, field: str | None, worker: httpx.Client, described: Described
) -> None:
    response = ask(worker, described, "/api/helpline/flags", body)

    error = described.error(response)
    assert (response.status_code, error["code"], error.get("field")) == (422, code, field)
    assert PLANTED not in response.text


def test_flags_are_counted_by_day_and_edition(
    worker: httpx.Client, described: Described, server: Server, knowledge: Knowledge
) -> None:
    for kind in ("unclear", "out_of_date", "out_of_date"):
        assert ask(worker, described, "/api/helpline/flags", {"item": "routes/police101", "kind": kind}).status_code == 204

    found = {one.kind: one for one in Flags(server.database).all() if one.item == "routes/police101"}

    assert {kind: one.count for kind, one in found.items()} == {"unclear": 1, "out_of_date": 2}
    assert {one.edition for one in found.values()} == {knowledge.edition.content}
    assert all(len(one.day) == 10 for one in found.values())


def test_what_words_alone_answer_is_told_beside_the_labels(client: httpx.Client, described: Described) -> None:
    text = "he wants to die and she is 12"
    found = described.check(client.post("/api/understand", json={"text": text}), "/api/understand").json()

    details = {one["question"]: one for one in found["details"]}
    assert {"suicidal", "child_under_13", "immediate_danger"} <= details.keys() | set(found["labels"])
    assert details["child_under_13"]["value"] == "yes"
    for one in found["details"]:
        evidence = one["evidence"]
        assert text[evidence["start"]:evidence["end"]] == evidence["text"]
