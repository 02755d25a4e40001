"""Attacks on who may do what: other pages, guessed and replayed ids, ways out of what is served, bodies that fill the memory.

More of them stand where the parts are tried: tests/web/test_keys.py (guessed and borrowed keys), test_origins.py and test_access.py
(who may), test_headers.py (nothing of ours can be put into a frame), test_page.py (ways out of /assets/).
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import Any

import httpx
import pytest

from bot.web import records
from bot.web.api import described_api
from bot.web.assets import FILES
from tests.hunts.attacks import CLIMBING, HEADERS
from tests.hunts.conftest import UNLISTED
from tests.hunts.wire import get, sent
from tests.server import Conversation, PageConversation, Server

pytestmark = pytest.mark.usefixtures("silent_log")
# What these answer rests on the request alone, and nothing of it is kept.
WITHOUT_EFFECT = ("/api/understand", "/api/assess")
CHANGING = [
    (method, path) for path, operations in described_api()["paths"].items() for method in ("post", "delete", "put", "patch")
    if method in operations
]
# What a page may send to another without asking for leave, and what it may not.
SENT_BY_FORMS = ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/json")


@pytest.mark.parametrize(("method", "path"), [one for one in CHANGING if one[1] not in WITHOUT_EFFECT])
def test_a_page_of_another_origin_can_change_nothing(
    method: str, path: str, page: PageConversation, worker: httpx.Client, server: Server
) -> None:
    """Even one that knows the key, or in whose browser somebody is signed in, and that sends what needs no leave."""
    Conversation(worker, "forged").say("hello")
    before = server.rows(page.id), server.rows("forged")
    body = json.dumps({
        "sender": "forged", "message": "forget everything", "message_id": "m", "answers": {}, "item": "questions/coercion",
        "kind": "unclear",
    })
    address = path.replace("{id}", page.id)

    for kind in SENT_BY_FORMS:
        answer = worker.request(method, address, content=body, headers={
            "Origin": UNLISTED, "Sec-Fetch-Site": "cross-site", "Content-Type": kind, "Authorization": f"Bearer {page.key}",
        })
        assert answer.status_code == 403
        assert not [name for name in answer.headers if name.startswith("access-control-")]
        assert "set-cookie" not in answer.headers
    assert (server.rows(page.id), server.rows("forged")) == before


def test_a_page_whose_name_leads_to_this_machine_is_no_program_of_it(client: httpx.Client, server: Server) -> None:
    """Its browser takes it for its own server and says so; only the name by which it asks gives it away."""
    Conversation(client, "rebound").answer(role="teacher")
    port = server.port
    for host in (f"rebound.example:{port}", "rebound.example", f"127.0.0.1.evil.example:{port}", f"localhost.evil.example:{port}"):
        headers = {"Host": host, "Origin": f"http://{host}", "Sec-Fetch-Site": "same-origin"}
        for method, path in (
            ("POST", "/webhooks/rest/webhook"), ("GET", "/api/conversations/rebound/record.json"),
            ("DELETE", "/api/conversations/rebound"),
        ):
            body = {"sender": "rebound", "message": "forget everything"} if method == "POST" else None
            assert client.request(method, path, json=body, headers=headers).status_code == 401
    assert Conversation(client, "rebound").answers() == {"role": "teacher"}


def code_of(body: bytes) -> str:
    """The code of an error; empty for anything else."""
    try:
        return str(json.loads(body)["error"]["code"])
    except (ValueError, KeyError, TypeError):
        return ""


@lru_cache(maxsize=1)
def served(server: Server) -> set[bytes]:
    """What may be had by its own address: a way back to it is no way out."""
    paths = ["/", "/guide", "/widget.js", *(f"/assets/{name}" for name in FILES)]
    return {sent(server.port, get(path.encode())).partition(b"\r\n\r\n")[2] for path in paths}


def test_nobody_learns_by_trying_whether_there_is_a_conversation(page: PageConversation, client: httpx.Client) -> None:
    other = f"page-{'A' * 32}"
    for method, what in (("GET", "/messages"), ("POST", "/messages"), ("GET", "/assessment"), ("GET", "/record.pdf"), ("DELETE", "")):
        tried = [
            client.request(method, f"/api/conversations/{one}{what}", headers={"Authorization": "Bearer guessed"})
            for one in (page.id, other)
        ]
        assert [one.status_code for one in tried] == [401, 401]
        assert tried[0].content == tried[1].content


def test_what_was_sent_before_it_was_forgotten_brings_nothing_back(page: PageConversation, server: Server) -> None:
    page.say("answer:role=teacher", "first")
    page.say("A man she met on Snapchat asked a girl of 13 for nudes.", "second")
    page.ask("DELETE")

    replayed = [page.post("answer:role=teacher", "first"), page.post("A man she met on Snapchat", "second")]

    assert [one.status_code for one in replayed] == [404, 404]
    assert server.rows(page.id) == []


@pytest.mark.parametrize("way", CLIMBING)
def test_no_address_leads_out_of_what_is_served(way: str, server: Server) -> None:
    for below in ("/widget.js/", "/api/conversations/x/record.", "/guide/", "/"):
        body = sent(server.port, get(below.encode() + way.encode())).partition(b"\r\n\r\n")[2]
        assert code_of(body) in ("bad_request", "not_found", "conversation_not_found", "token_needed") or body in served(server)


@pytest.mark.parametrize("way", HEADERS)
def test_no_end_of_line_gets_into_the_head_of_an_answer(way: str, server: Server, client: httpx.Client) -> None:
    for path in (f"/api/conversations/a{way}/record.txt", f"/assets/{way}", f"/{way}", f"/guide?{way}", f"/helpline?next={way}"):
        head = sent(server.port, get(path.encode())).partition(b"\r\n\r\n")[0]
        assert b"planted" not in head
        assert b"\nSet-Cookie" not in head
    origin = client.get("/widget.js", headers={"Origin": f"https://intranet.example.org{way}"})
    assert "access-control-allow-origin" not in origin.headers


@pytest.mark.parametrize("sender", [
    "a\r\nSet-Cookie: x=1", "a\nb", "a\u2028b", "a\x00b", "\u202egnp.exe", "a\u200bb", "a\u0085b", "\ud800",
])
def test_an_id_that_would_show_as_another_is_none(sender: str, client: httpx.Client, server: Server) -> None:
    body = json.dumps({"sender": sender, "message": "hello"})

    answer = client.post("/webhooks/rest/webhook", content=body)

    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "id_needed")


@pytest.mark.parametrize("name", ["../../etc/passwd", "a\";x=\"b", "report.exe", "x; filename=evil.exe", "Zoë 😀", "a%0d%0ab"])
def test_the_name_of_a_record_tells_nothing_and_cannot_be_chosen(name: str, client: httpx.Client) -> None:
    conversation = Conversation(client, name)
    conversation.answer(role="teacher")

    for form in records.FORMS:
        said = client.get(conversation.address(f"/record.{form}")).headers["content-disposition"]
        assert re.fullmatch(rf'(inline|attachment); filename="record-\d{{4}}-\d\d-\d\d\.{form}"', said)


def deep(body: dict[str, Any], field: str) -> bytes:
    """The body with lists in lists in one of its fields."""
    return json.dumps({**body, field: 0}).replace(f'"{field}": 0', f'"{field}": ' + "[" * 20_000 + "]" * 20_000).encode()


BOMBS = {
    "open lists": b"[" * 60_000, "closed lists": b"[" * 30_000 + b"]" * 30_000, "objects": b'{"a":' * 12_000,
    "a deep message": deep({"sender": "deep", "message_id": "m"}, "message"), "a deep text": deep({}, "text"),
    "deep answers": deep({}, "answers"), "deep notes": deep({"answers": {}}, "notes"), "deep heard": deep({"answers": {}}, "heard"),
    "a deep role": deep({}, "role"), "deep metadata": deep({"sender": "deep", "message": "hello"}, "metadata"),
    "an endless number": b'{"answers": ' + b"9" * 60_000 + b"}", "an endless fraction": b'{"answers": 1e' + b"9" * 60_000 + b"}",
    "no number": b'{"answers": NaN}', "the same field again": b"{" + b'"answers": {},' * 4_000 + b'"answers": 1}',
    "fields without end": b'{"answers": {' + b",".join(b'"%d": "x"' % one for one in range(5_000)) + b"}}",
    "too large": b'{"text": "' + b"a" * 70_000 + b'"}',
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
def test_a_body_made_to_fill_the_memory_is_refused_everywhere(
    bomb: bytes, page: PageConversation, worker: httpx.Client, client: httpx.Client
) -> None:
    for path in [path for method, path in CHANGING if method == "post" and not path.startswith("/helpline")]:
        answer = worker.post(path.replace("{id}", page.id), content=bomb, headers={"Authorization": f"Bearer {page.key}"})
        # A field that an address does not know is nothing to it, whatever it holds.
        assert 400 <= answer.status_code < 500 or path in ("/api/conversations", "/api/helpline/clear")
    assert client.get("/api/health/live").status_code == 200
