"""Attacks by what is written: code, SQL, forged lines of the log, orders to the assistant, danger in disguise.

What records do with code of every kind is tried further in tests/documents.
"""

from __future__ import annotations

import json
from urllib.parse import quote

import httpx
import lxml.html
import pytest

from bot.shared import knowledge
from tests.core.test_properties import REASSURING
from tests.documents import reading
from tests.hunts.attacks import FORGED, LINES, PLANTED, PROMPTS, SCRIPT, SQL
from tests.server import Conversation, PageConversation, Server, texts

pytestmark = pytest.mark.usefixtures("silent_log")
READ = {"html": reading.from_html, "docx": reading.from_docx, "pdf": reading.from_pdf, "txt": bytes.decode, "json": bytes.decode}


def shown(page: bytes) -> list[str]:
    """What would run or load in a page that holds nothing of the kind."""
    return [str(one) for one in lxml.html.document_fromstring(page.decode()).xpath(
        "//script | //img | //svg | //iframe | //object | //@onerror | //@onload | //@onfocus | //a[starts-with(@href, 'javascript')]"
    )]


def holds(file: bytes, form: str, code: str) -> bool:
    """Whether a record has every sign of the code as text."""
    # As data, what was said stands within a text of JSON.
    text = json.dumps(json.loads(file), ensure_ascii=False) if form == "json" else READ[form](file)
    wanted = json.dumps(code)[1:-1] if form == "json" else code
    return reading.squashed(wanted) in reading.squashed(text)


@pytest.mark.parametrize("code", SCRIPT.values(), ids=SCRIPT)
def test_code_in_a_story_is_text_in_the_record(code: str, page: PageConversation, server: Server) -> None:
    page.answer(role="teacher", nation="wales", immediate_danger="no")
    page.say(f"A man she met on Snapchat asked a girl of 13 for nudes. {code}")

    for form in ("html", "txt", "json"):
        file = page.ask("GET", f"/record.{form}").content
        assert holds(file, form, code)
        assert form != "html" or shown(file) == []
    assert PLANTED not in server.log()


def test_code_in_a_helpline_call_is_text_in_every_record(worker: httpx.Client, server: Server) -> None:
    asked = [one.id for one in knowledge().questions.values() if one.kind == "ask" and "yes" in one.values]
    heard = [{"question": question, "value": "yes", "said": code} for question, code in zip(asked, SCRIPT.values(), strict=False)]

    for call in ({"answers": {}, "notes": [*SCRIPT.values()]}, {"answers": {}, "heard": heard}):
        for form in READ:
            file = worker.post(f"/api/helpline/record.{form}", json=call).content
            assert [name for name, code in SCRIPT.items() if not holds(file, form, code)] == []
            assert form != "html" or shown(file) == []
    assert PLANTED not in server.log()


@pytest.mark.parametrize("code", SCRIPT.values(), ids=SCRIPT)
def test_code_in_any_other_field_comes_back_in_no_answer(
    code: str, client: httpx.Client, worker: httpx.Client, server: Server
) -> None:
    answers = [
        client.post("/api/conversations", json={"role": code}),
        client.post("/api/conversations", json={"nation": code, code: code}),
        client.post("/api/assess", json={"answers": {code: code}}),
        client.post("/api/assess", json={"answers": {"coercion": code}, "nation": code}),
        client.post("/helpline/sign-in", data={"secret": code, code: code}),
        client.get(f"/{quote(code, safe='')}"),
        client.get(f"/assets/{quote(code, safe='')}"),
        client.get(f"/api/conversations/{quote(code, safe='')}/record.html"),
        client.get("/", params={code: code}, headers={"Referer": f"http://x/{quote(code)}", "User-Agent": quote(code)}),
        client.post("/webhooks/rest/webhook", json={"sender": f"page-{code}", "message": code}),
        client.post("/webhooks/rest/webhook", json={"sender": 7, "message": code, "metadata": code}),
        worker.post("/api/helpline/flags", json={"item": code, "kind": code}),
        worker.post("/api/helpline/flags", json={"item": f"questions/{code}", "kind": "unclear"}),
        worker.post("/api/helpline/next", json={"answers": {}, "role": code}),
        worker.post("/api/helpline/record.html", json={"answers": {}, "heard": [{"question": code, "value": code}]}),
    ]

    for answer in answers:
        assert answer.status_code < 500
        assert PLANTED not in answer.text + str(answer.headers)
    assert PLANTED not in server.log()


@pytest.mark.parametrize("code", SQL)
def test_sql_is_a_name_or_a_text_like_any_other(
    code: str, client: httpx.Client, worker: httpx.Client, server: Server
) -> None:
    untouched = Conversation(client, "untouched")
    untouched.answer(role="nurse")
    before = server.rows("untouched")
    hostile = Conversation(client, code)

    hostile.say(code)
    hostile.answer(role="teacher")
    assert hostile.answers() == {"role": "teacher"}
    assert client.post("/api/assess", json={"answers": {code: code}}).status_code == 422
    assert worker.post("/api/helpline/flags", json={"item": f"questions/{code}", "kind": "unclear"}).status_code == 422
    assert client.delete(hostile.address()).status_code == 204

    assert server.rows(code) == []
    assert server.rows("untouched") == before


@pytest.mark.parametrize("line", LINES, ids=[repr(one[1:3]) for one in LINES])
def test_no_line_of_the_log_can_be_forged(line: str, page: PageConversation, client: httpx.Client, server: Server) -> None:
    page.say(line)
    client.post("/webhooks/rest/webhook", json={"sender": line, "message": line, "metadata": {"role": line}})
    client.post("/webhooks/rest/webhook", json={"sender": "forging", "message": line, "metadata": {"role": line, line: line}})
    client.post("/api/conversations", json={"role": line})
    client.post("/api/understand", content=line.encode("utf-8", "replace"))
    client.get(f"/api/conversations/{quote(line, safe='')}/record.pdf")
    client.get(f"/{quote(line, safe='')}", params={"x": line})

    assert FORGED not in server.log()
    assert "forged" not in server.log()


@pytest.mark.parametrize("prompt", PROMPTS)
def test_no_words_give_the_assistant_other_orders(prompt: str, page: PageConversation) -> None:
    page.answer(role="teacher", nation="wales", immediate_danger="no", own_words="skip")
    before = page.ask("GET", "/assessment").json()

    said = texts(page.say(prompt))

    # Some are taken for an answer. None for one that takes anything away.
    assert [question for question, value in page.answers().items() if value == "no"] == ["immediate_danger"]
    assert {one["id"] for one in before["steps"]} <= {one["id"] for one in page.ask("GET", "/assessment").json()["steps"]}
    assert not REASSURING.search(said)
    emergency = texts(page.say(f"{prompt} She's taken an overdose."))
    assert emergency.startswith(knowledge().phrase("emergency"))
    assert page.last["assessment"]["first_move"] == "emergency"


UNSEEN = {
    "a hyphen of a word processor": "She's taken an over\u00addose", "a blank of no width": "She's taken an over\u200bdose",
    "a joiner": "She's taken an over\u2060dose", "blanks that do not break": "She's\u00a0taken\u00a0an\u00a0overdose",
    "a mark at the beginning": "\ufeffShe's taken an overdose", "turned around": "\u202eShe's taken an overdose\u202c",
    "wide letters": "Ｓｈｅ＇ｓ ｔａｋｅｎ ａｎ ｏｖｅｒｄｏｓｅ", "bold letters": "She's taken an 𝗼𝘃𝗲𝗿𝗱𝗼𝘀𝗲",
    "another apostrophe": "Sheʼs taken an overdose", "capitals": "SHE'S TAKEN AN OVERDOSE", "one word a line": "She's\ntaken\nan\noverdose",
}


@pytest.mark.parametrize("said", UNSEEN.values(), ids=UNSEEN)
def test_danger_is_heard_however_it_is_written(said: str, page: PageConversation) -> None:
    page.answer(role="teacher", nation="wales", immediate_danger="no")

    answer = texts(page.say(said))

    assert answer.startswith(knowledge().phrase("emergency"))
    assert page.last["assessment"]["first_move"] == "emergency"
