"""A connection to a server's REST channel that adds next to nothing to what is measured."""

from __future__ import annotations

import json
import time
from http.client import HTTPConnection
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

PATH = "/webhooks/rest/webhook"


class Line:
    """One connection, kept open while turns follow one another."""

    def __init__(self, address: str, *, patience: float = 60) -> None:
        self._connection = HTTPConnection(urlsplit(address).netloc, timeout=patience)

    def __enter__(self) -> Line:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._connection.close()

    def say(self, sender: str, message: str, **fields: object) -> tuple[float, bytes]:
        """Milliseconds from sending to the whole answer, and the answer.

        Raises OSError or HTTPException without a server, and RuntimeError for another status than 200.
        """
        body = json.dumps({"sender": sender, "message": message, **fields}).encode()
        started = time.perf_counter()
        self._connection.request("POST", PATH, body, {"Content-Type": "application/json"})
        response = self._connection.getresponse()
        answer = response.read()
        took = (time.perf_counter() - started) * 1000
        if response.status != 200:
            raise RuntimeError(f"{message!r} was answered with {response.status}: {answer[:300]!r}")
        return took, answer


def messages(answer: bytes) -> list[dict[str, Any]]:
    """The messages of an answer; empty when it holds none."""
    found = json.loads(answer)
    return found if isinstance(found, list) else []
