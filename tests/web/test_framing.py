"""Requests that one server reads as one and another as two, sent byte by byte as no client library would."""

from __future__ import annotations

import socket

import httpx
import pytest

from tests.server import Server

BODY = b'{"answers": {}}'
CHUNKED = b"f\r\n" + BODY + b"\r\n0\r\n"
# What somebody would have run as if it came from this machine: the first two letters are what Sanic swallows.
INSIDE = b"xxGET /api/health/live HTTP/1.1\r\nHost: x\r\n\r\n"
PATIENCE = 30

AMBIGUOUS = {
    "a negative length": (b"Content-Length: -5", BODY),
    "a length with a sign": (b"Content-Length: +15", BODY + INSIDE),
    "a length with an underscore": (b"Content-Length: 1_5", BODY + INSIDE),
    "a length in other digits": ("Content-Length: ١٥".encode(), BODY),
    "no number": (b"Content-Length: abc", BODY),
    "an endless number": (b"Content-Length: " + b"9" * 400, BODY),
    "two lengths": (b"Content-Length: 15\r\nContent-Length: 60", BODY + INSIDE),
    "length and chunks": (b"Content-Length: 15\r\nTransfer-Encoding: chunked", CHUNKED + b"\r\n"),
    "chunks in capitals": (b"Transfer-Encoding: CHUNKED", CHUNKED + b"\r\n"),
    "another coding": (b"Transfer-Encoding: gzip, chunked", CHUNKED + b"\r\n"),
    "two codings": (b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity", CHUNKED + b"\r\n"),
    "a space before the colon": (b"Content-Length : 15", BODY + INSIDE),
    "a folded header": (b"X: y\r\n Content-Length: 15", BODY + INSIDE),
    "a line feed alone": (b"X: y\nContent-Length: 15", BODY + INSIDE),
    "a carriage return alone": (b"X: y\rContent-Length: 15", BODY + INSIDE),
    "a zero byte": (b"X: \x00", b""),
    "a name of no letters": (b"X y: z", b""),
}


def answered(server: Server, sent: bytes) -> bytes:
    """Everything that comes back until the server closes the connection; the client has said all that it will."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as connection:
        connection.sendall(sent)
        connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: connection.recv(65536), b""))


def post(head: bytes, body: bytes, path: bytes = b"/api/assess") -> bytes:
    return b"POST " + path + b" HTTP/1.1\r\nHost: x\r\n" + head + b"\r\n\r\n" + body


@pytest.mark.parametrize(("head", "body"), AMBIGUOUS.values(), ids=AMBIGUOUS)
def test_what_can_be_read_in_two_ways_is_refused_once_and_the_connection_ends(
    head: bytes, body: bytes, server: Server, client: httpx.Client
) -> None:
    answer = answered(server, post(head, body))

    assert answer.startswith(b"HTTP/1.1 400 ")
    assert answer.count(b"HTTP/1.1 ") == 1
    assert b"connection: close" in answer.lower()
    assert b"x-content-type-options: nosniff" in answer.lower()
    assert client.get("/api/health/live", timeout=PATIENCE).status_code == 200


@pytest.mark.parametrize(("path", "status"), [(b"/api/assess", b"200"), (b"/nothing", b"404"), (b"/api/questions", b"405")])
def test_what_stands_behind_a_chunked_body_is_no_request(path: bytes, status: bytes, server: Server) -> None:
    answer = answered(server, post(b"Transfer-Encoding: chunked", CHUNKED + INSIDE, path))

    assert answer.startswith(b"HTTP/1.1 " + status)
    assert answer.count(b"HTTP/1.1 ") == 1


def test_a_body_in_chunks_is_taken_in(server: Server) -> None:
    answer = answered(server, post(b"Transfer-Encoding: chunked", CHUNKED + b"\r\n"))

    assert answer.startswith(b"HTTP/1.1 200 ")
    assert b'"first_move"' in answer


def test_blanks_around_a_length_say_nothing(server: Server) -> None:
    assert answered(server, post(b"Content-Length:  15 \t", BODY)).startswith(b"HTTP/1.1 200 ")


def test_two_plain_requests_share_a_connection(server: Server) -> None:
    answer = answered(server, post(b"Content-Length: 15", BODY + INSIDE[2:]))

    assert answer.count(b"HTTP/1.1 200 ") == 2


@pytest.mark.parametrize("target", [b"http://[", b"/\x00", b""])
def test_an_address_that_cannot_be_read_is_refused(target: bytes, server: Server, client: httpx.Client) -> None:
    answer = answered(server, b"GET " + target + b" HTTP/1.1\r\nHost: x\r\n\r\n" + INSIDE[2:])

    assert answer.startswith(b"HTTP/1.1 400 ")
    assert answer.count(b"HTTP/1.1 ") == 1
    assert client.get("/api/health/live", timeout=PATIENCE).status_code == 200
