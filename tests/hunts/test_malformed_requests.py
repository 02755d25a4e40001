"""What is no request, or comes so slowly that it never is one: refused, and everybody else is answered meanwhile."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from contextlib import suppress
from threading import Event, Thread

import httpx
import pytest

from tests.hunts.wire import BODY, HEAD, get, opened, post, rest, sent, status
from tests.server import PageConversation, Server

pytestmark = pytest.mark.usefixtures("silent_log")
LIVE, READ = b"/api/health/live", b"/api/understand"
LENGTH = b"Content-Length: %d" % len(BODY)
CHUNKED = b"Transfer-Encoding: chunked"

REFUSED = {
    "length below zero": post(READ, b"Content-Length: -5"),
    "length that is no number": post(READ, b"Content-Length: abc"),
    "length without a number": post(READ, b"Content-Length:"),
    "length with a sign": post(READ, b"Content-Length: +17"),
    "length with an underscore": post(READ, b"Content-Length: 1_7"),
    "two lengths": post(READ, LENGTH, b"Content-Length: 2"),
    "length and chunks": post(READ, LENGTH, CHUNKED, body=b"0\r\n\r\n"),
    "a blank before the colon": post(READ, b"Content-Length : 17"),
    "another coding": post(READ, b"Transfer-Encoding: gzip, chunked", body=b"0\r\n\r\n"),
    "a chunk that is none": post(READ, CHUNKED, body=b"zz\r\n"),
    "a chunk below zero": post(READ, CHUNKED, body=b"-5\r\n\r\n"),
    "a chunk with an endless head": post(READ, CHUNKED, body=b"1" * 200),
    "a line without a colon": get(LIVE, b"nonsense"),
    "a folded line": get(LIVE, b"X-One: a", b" folded"),
    "a null byte in a line": get(LIVE, b"X-One: a\x00b"),
    "a line break alone in a line": get(LIVE, b"X-One: a\nX-Two: b"),
    "a carriage return alone in a line": get(LIVE, b"X-One: a\rX-Two: b"),
    "a name that is no word": get(LIVE, b"X-\xff: a"),
    "an address of raw bytes": get(b"/\xff\xfe"),
    "a query of raw bytes": get(b"/?\xff"),
    "an address without a slash": get(b"api/health/live"),
    "no address": get(b""),
    "a method that is no word": b"<script> /api/health/live HTTP/1.1\r\n" + HEAD + b"\r\n",
    "no version": b"GET /\r\n\r\n",
    "another protocol": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "bytes without sense": bytes(range(1, 256)) + b"\r\n\r\n",
}
TOO_LARGE = {
    "a line without end": get(LIVE, b"X-One: " + b"a" * 70_000),
    "lines without end": get(LIVE, *(b"X-%d: a" % number for number in range(3_000))),
    "an address without end": get(b"/" + b"a" * 20_000),
    "a body announced too large": post(READ, b"Content-Length: 999999999"),
    "a chunk announced too large": post(READ, CHUNKED, body=b"fffffffff\r\n" + BODY),
}


@pytest.mark.parametrize("request_", REFUSED.values(), ids=REFUSED)
def test_what_is_no_request_is_refused_and_the_next_one_is_answered(request_: bytes, server: Server, client: httpx.Client) -> None:
    answer = sent(server.port, request_)

    assert status(answer) == 400
    assert json.loads(answer.partition(b"\r\n\r\n")[2])["error"]["code"] == "bad_request"
    # Nothing behind the first is taken for a second request.
    assert answer.count(b"HTTP/1.1 ") == 1
    assert client.get("/api/health/live").status_code == 200


@pytest.mark.parametrize("request_", TOO_LARGE.values(), ids=TOO_LARGE)
def test_what_is_too_large_is_refused_before_it_is_there(request_: bytes, server: Server) -> None:
    assert status(sent(server.port, request_)) == 413


SOUND = {
    "a body in chunks": post(READ, CHUNKED, body=b"5\r\n" + BODY[:5] + b"\r\nc;x=y\r\n" + BODY[5:] + b"\r\n0\r\n\r\n"),
    "a length with blanks": post(READ, b"Content-Length:   17 "),
    "an older version": b"GET /api/health/live HTTP/1.0\r\n\r\n",
    "words of another alphabet in a line": get(LIVE, "X-One: Zoë".encode(), b"X-Two:"),
    "one behind the other": b"GET /api/health/live HTTP/1.1\r\nHost: here\r\n\r\n" * 3 + post(READ, LENGTH),
}


@pytest.mark.parametrize("request_", SOUND.values(), ids=SOUND)
def test_what_is_odd_and_sound_is_answered(request_: bytes, server: Server) -> None:
    answer = sent(server.port, request_)

    assert answer.count(b"HTTP/1.1 200") == answer.count(b"HTTP/1.1 ") == request_.count(b" HTTP/1.")


@pytest.mark.parametrize("said", [b"GET / HT", post(READ, b"Content-Length: 500"), post(READ, LENGTH)])
def test_who_hangs_up_in_the_middle_leaves_no_trace(said: bytes, server: Server, client: httpx.Client) -> None:
    for _ in range(5):
        with opened(server.port) as connection:
            connection.sendall(said)

    assert client.get("/api/health/live").status_code == 200


DROPS = {
    "a head": b"GET / HTTP/1.1\r\nX-One: ", "a body": post(READ, b"Content-Length: 60000", body=b"{"),
    "chunks": post(READ, CHUNKED, body=b"ffff\r\n{"), "a chunk's head": post(READ, CHUNKED, body=b""),
}
OF_EACH = 40


@pytest.fixture
def dripping(server: Server) -> Iterator[dict[str, list[socket.socket]]]:
    """Many connections on which a request comes byte by byte, and never to its end."""
    found = {name: [opened(server.port) for _ in range(OF_EACH)] for name in DROPS}
    enough = Event()

    def drip() -> None:
        for name, connections in found.items():
            for connection in connections:
                connection.sendall(DROPS[name])
        while not enough.wait(0.5):
            for connection in (one for connections in found.values() for one in connections):
                with suppress(OSError):
                    connection.sendall(b"1")

    dripper = Thread(target=drip)
    dripper.start()
    try:
        yield found
    finally:
        enough.set()
        dripper.join()
        for connection in (one for connections in found.values() for one in connections):
            connection.close()


def test_requests_in_drops_hold_nobody_up_and_are_ended(
    dripping: dict[str, list[socket.socket]], client: httpx.Client, page: PageConversation
) -> None:
    assert page.say("a man she met online asked a girl of 13 for nudes")
    assert client.get("/guide").status_code == 200

    answered = {name: {status(rest(connection)) for connection in connections} for name, connections in dripping.items()}

    assert answered == {"a head": {408}, "a body": {408}, "chunks": {408}, "a chunk's head": {408}}
    assert page.say("carry on")
