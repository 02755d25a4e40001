"""Requests written byte by byte, as no library would send them."""

from __future__ import annotations

import socket

HEAD = b"Host: here\r\nConnection: close\r\n"
BODY = b'{"text": "hello"}'
PATIENCE = 60


def opened(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)


def sent(port: int, request: bytes) -> bytes:
    """Everything that the server answers until it ends the connection."""
    with opened(port) as connection:
        connection.sendall(request)
        return rest(connection)


def rest(connection: socket.socket) -> bytes:
    """What still comes on a connection until the server ends it."""
    parts = []
    try:
        while part := connection.recv(65_536):
            parts.append(part)
    except ConnectionError:
        # Ended with some of ours not read.
        pass
    return b"".join(parts)


def status(answer: bytes) -> int:
    """0 for no answer."""
    return int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/1.1 ") else 0


def post(path: bytes, *lines: bytes, body: bytes = BODY) -> bytes:
    """A POST with these lines in its head and no other word on its length."""
    return b"POST " + path + b" HTTP/1.1\r\n" + HEAD + b"".join(line + b"\r\n" for line in lines) + b"\r\n" + body


def get(path: bytes, *lines: bytes) -> bytes:
    return b"GET " + path + b" HTTP/1.1\r\n" + HEAD + b"".join(line + b"\r\n" for line in lines) + b"\r\n"
