"""The record in its five forms, of real conversations in words with the real server."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable
from typing import Any

import httpx
import lxml.html
import pytest

from bot.core.knowledge import Knowledge
from tests.conversations.test_cases import CASES
from tests.documents.reading import READERS, facts, missing, squashed
from tests.server import Conversation, Server
from tests.web.described import Described
from tests.web.test_stories import hold

FORMS = ("html", "docx", "pdf", "json", "txt")
TOLD = ("birth father on the console, meeting tomorrow", "boy blackmailed over a video who sees no way out",
        "picture passed round the year group")
Files = dict[str, bytes]


def five(client: httpx.Client, conversation: Conversation, described: Described) -> Files:
    found = {}
    for form in FORMS:
        response = client.get(conversation.address(f"/record.{form}"))
        described.check(response, f"/api/conversations/{{id}}/record.{form}")
        assert response.status_code == 200
        found[form] = response.content
    return found


@pytest.fixture(scope="module", params=TOLD)
def told(request: pytest.FixtureRequest, client: httpx.Client, described: Described) -> tuple[dict[str, Any], Files]:
    """A case, and the five forms of the record of its conversation."""
    case = next(one for one in CASES if one["name"] == request.param)
    conversation = Conversation(client)
    hold(conversation, case)
    return case, five(client, conversation, described)


def test_the_five_forms_carry_the_same_facts(told: tuple[dict[str, Any], Files], knowledge: Knowledge) -> None:
    case, files = told
    wanted = facts(json.loads(files["json"]))
    texts = {form: READERS[form](files[form]) for form in FORMS}

    assert len(wanted) > 200
    assert " ".join(case["tells"].split()) in wanted
    assert {form: missing(text, wanted) for form, text in texts.items()} == {form: [] for form in FORMS}
    made = re.compile(r"Made on \w+day \d{1,2} \w+ 20\d\d at \d\d:\d\d, UK time\.")
    assert [form for form in FORMS if form != "json" and not made.search(" ".join(texts[form].split()))] == []
    assert [form for form in FORMS if missing(texts[form], [knowledge.phrase("record_complete")])] == []


def test_each_form_says_where_each_factor_stands_and_has_the_steps_in_their_order(
    told: tuple[dict[str, Any], Files], knowledge: Knowledge
) -> None:
    _, files = told
    found = json.loads(files["json"])["assessment"]
    steps = [squashed(step["do"]) for step in found["steps"]]

    for form in FORMS:
        text = squashed(READERS[form](files[form]))
        for one in (*found["factors"], *found["concerns"]):
            status = squashed(knowledge.phrase(f"status_{one['status']}"))
            assert re.search(re.escape(squashed(one["title"])) + ":?" + status, text), (form, one["id"])
        at = text.index(squashed(knowledge.phrase("section_advised")))
        for step in steps:
            at = text.find(step, at)
            assert at >= 0, (form, step)


def test_each_form_has_the_parts_in_the_same_order(told: tuple[dict[str, Any], Files]) -> None:
    _, files = told
    titles = [section["title"] for section in json.loads(files["json"])["sections"]]

    for form in FORMS:
        text, at = " ".join(READERS[form](files[form]).split()), 0
        for title in titles:
            at = text.find(title, at)
            assert at >= 0, (form, title)


def test_no_form_gives_a_score_or_a_level(told: tuple[dict[str, Any], Files]) -> None:
    _, files = told
    graded = re.compile(r"\b(low|medium|high)[- ]risk\b|\brisk (score|level|rating)\b|\d+ ?%", re.IGNORECASE)

    for form in FORMS:
        assert not graded.search(READERS[form](files[form])), form


def test_what_was_heard_and_not_confirmed_is_said_to_be_so(
    client: httpx.Client, conversation: Conversation, described: Described, knowledge: Knowledge
) -> None:
    conversation.answer(role="coach", nation="scotland", immediate_danger="no")
    conversation.say("A man she met on Snapchat keeps asking a girl of 14 to send nudes")
    assert conversation.question["kind"] == "confirm"

    files = five(client, conversation, described)

    data = json.loads(files["json"])
    assert {row["settled"] for row in data["heard"]} == {"heard"}
    assert "self_generated_images" in {row["question"] for row in data["heard"]}
    assert "self_generated_images" not in {row["question"] for row in data["said"]}
    wanted = [*facts(data), knowledge.phrase("settled_heard"), knowledge.phrase("record_so_far")]
    assert [form for form in FORMS if missing(READERS[form](files[form]), wanted)] == []


@pytest.mark.parametrize("form", FORMS)
def test_a_conversation_that_was_only_begun_has_a_record(
    form: str, client: httpx.Client, conversation: Conversation, knowledge: Knowledge
) -> None:
    conversation.say("hello")

    text = READERS[form](client.get(conversation.address(f"/record.{form}")).content)

    assert missing(text, [
        knowledge.phrase("record_said_nothing"), knowledge.phrase("record_nothing"), knowledge.edition.prompt_only,
        knowledge.steps["write_it_down"].do, "[child A]",
    ]) == []


@pytest.mark.parametrize("form", FORMS)
def test_a_file_is_kept_by_no_cache_and_its_name_tells_nothing(
    form: str, client: httpx.Client, new_conversation: Callable[..., Conversation]
) -> None:
    conversation = new_conversation("Zoë of Year 9")
    conversation.answer(role="nurse")

    headers = client.get(conversation.address(f"/record.{form}")).headers

    shown = "inline" if form == "html" else "attachment"
    assert re.fullmatch(rf'{shown}; filename="record-\d{{4}}-\d\d-\d\d\.{form}"', headers["content-disposition"])
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "default-src 'none'" in headers["content-security-policy"]


def test_the_page_is_allowed_its_own_style_and_nothing_else(client: httpx.Client, conversation: Conversation) -> None:
    conversation.answer(role="nurse")
    response = client.get(conversation.address("/record.html"))
    page = lxml.html.document_fromstring(response.content.decode())

    style, = page.xpath("//style")
    digest = base64.b64encode(hashlib.sha256(style.text.encode()).digest()).decode()
    policy = response.headers["content-security-policy"]
    assert f"style-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy
    assert page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0] in policy
    assert page.xpath("//script | //link | //img | //@style | //@src | //@onclick") == []


def test_a_forgotten_conversation_has_no_record(client: httpx.Client, conversation: Conversation, server: Server) -> None:
    conversation.answer(role="nurse")
    assert client.get(conversation.address("/record.pdf")).status_code == 200
    client.delete(conversation.address())

    assert [client.get(conversation.address(f"/record.{form}")).status_code for form in FORMS] == [404] * len(FORMS)
    assert server.rows(conversation.sender) == []
