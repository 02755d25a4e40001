"""How a request arrives. Whatever is no request is refused, and nobody can hold the server up by sending one.

Rasa pins Sanic 21.12. Its reader never stops over a body of negative length, with the whole server; it begins to wait anew with
each byte, so that a request sent in drops holds its connection for ever; and a head that is none ends in a trace or in silence.
"""

from __future__ import annotations

import re
from time import monotonic
from typing import Any

from sanic import Sanic
from sanic.exceptions import InvalidUsage, RequestTimeout, SanicException
from sanic.http import Http, Stage
from sanic.server.protocols import http_protocol

from bot.settings import settings

# A connection on which nothing comes is let go after so many seconds.
KEEP_ALIVE = 15
_NAME, _VALUE = rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+", rb"[\t\x20-\x7e\x80-\xff]*"
_HEAD = re.compile(rb"[A-Z]{1,20} [\x21-\x7e]+ HTTP/1\.[01](?:\r\n" + _NAME + rb":" + _VALUE + rb")*")
_LENGTH = re.compile(r"[0-9]{1,15}")


def install(app: Sanic) -> None:
    """For every connection from now on; called before the server starts."""
    app.config.REQUEST_TIMEOUT = settings().limits.arrival_seconds
    app.config.KEEP_ALIVE_TIMEOUT = KEEP_ALIVE
    http_protocol.Http = StrictHttp


class StrictHttp(Http):
    """One connection."""

    def __init__(self, protocol: Any) -> None:
        super().__init__(protocol)
        self._receive_more = self._more_in_time

    async def http1_request_header(self) -> None:
        """Raises SanicException, which becomes an answer, for whatever is no head of a request."""
        try:
            await super().http1_request_header()
        except Exception as error:
            # Sanic would make a request of this address for its answer, and fail again.
            self.url = None
            raise (error if isinstance(error, SanicException) else InvalidUsage("Bad Request")) from None
        if not self._is_sound():
            # Where this one ends and the next begins cannot be told.
            self.request_body = None
            raise InvalidUsage("Bad Request")
        if self.request_body == "chunked":
            # Whatever stands behind the body goes with the connection: a proxy may have read it as part of this request.
            self.keep_alive = False

    async def read(self) -> bytes | None:
        """The next part of the body. Raises InvalidUsage when it is not as it was announced, RequestTimeout when it is late."""
        try:
            return await super().read()
        except (InvalidUsage, RequestTimeout):
            # Sanic would read on to the end of what has none.
            self.request_body, self.keep_alive = None, False
            raise

    def _is_sound(self) -> bool:
        """Whether the head is one, and says in one way only how long the body is. A proxy could take it in the other."""
        lengths = self.request.headers.getall("content-length", [])
        codings = self.request.headers.getall("transfer-encoding", [])
        return (
            _HEAD.fullmatch(self.request.head) is not None
            and len(lengths) + len(codings) <= 1
            and all(_LENGTH.fullmatch(one.strip()) for one in lengths)
            and all(one.strip().lower() == "chunked" for one in codings)
        )

    async def _more_in_time(self) -> None:
        """Waits for more, without beginning to count anew within a request: from its first byte, it has so many seconds to be
        there, however it comes. Raises RequestTimeout."""
        began, within = self.protocol._time, self.stage is not Stage.IDLE
        await self.protocol.receive_more()
        if within:
            self.protocol._time = began
            if monotonic() - began > settings().limits.arrival_seconds:
                raise RequestTimeout("Request Timeout")
