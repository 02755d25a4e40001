"""Where a request begins and ends: only what every server on its way reads alike is taken in.

Sanic 21.12 is past its maintenance. It loops for ever over a negative length, takes what follows a chunked body for the
next request of the connection, and reads lengths that a proxy before it reads otherwise. Behind a proxy such a request
would carry a second one inside, which no proxy has seen and which seems to come from this machine.
"""

from __future__ import annotations

import re
from typing import Any

from httptools.parser.errors import HttpParserError
from sanic.compat import Header
from sanic.exceptions import InvalidUsage
from sanic.request import Request

_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_LENGTH = re.compile(r"[0-9]{1,15}")
# A tab may stand in a value; every other control character is read as an end of the line by somebody.
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")


class FramedRequest(Request):
    """A request whose end is certain. Raises InvalidUsage, whereupon the connection is answered with 400 and closed."""

    def __init__(self, url_bytes: bytes, headers: Header, *others: Any, **more: Any) -> None:
        check(headers)
        try:
            super().__init__(url_bytes, headers, *others, **more)
        except HttpParserError as error:
            # Sanic words its answer with a request of the same address, which could not be made either.
            super().__init__(b"/", headers, *others, **more)
            if self.method != "NONE":
                raise InvalidUsage("The address of the request cannot be read.") from error

    @property
    def stream(self) -> Any:
        """The connection; Sanic sets it when the head of the request was read."""
        return self._stream

    @stream.setter
    def stream(self, given: Any) -> None:
        self._stream = given
        if given is not None and "transfer-encoding" in self.headers:
            # Whatever stands behind a chunked body goes with the connection.
            given.keep_alive = False


def check(headers: Header) -> None:
    """Raises InvalidUsage for headers from which two servers could read two requests."""
    lengths, encodings = headers.getall("content-length", []), headers.getall("transfer-encoding", [])
    if len(lengths) + len(encodings) > 1:
        raise InvalidUsage("The length of the request is said twice.")
    if any(not _LENGTH.fullmatch(one.strip()) for one in lengths) or any(one != "chunked" for one in encodings):
        raise InvalidUsage("The length of the request cannot be read.")
    if any(not _NAME.fullmatch(name) or _CONTROL.search(value) for name, value in headers.items()):
        raise InvalidUsage("A header of the request cannot be read.")
