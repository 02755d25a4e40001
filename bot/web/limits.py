"""How much one address may ask: generous enough for a school behind one address, and nobody is identified by it.

Programs that are trusted, workers who are signed in to the helpline page, pages, health and forgetting have no limit.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable

from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.settings import LimitSettings, settings
from bot.web import access
from bot.web.addresses import Names, address_of, is_in, is_loopback
from bot.web.errors import ApiError, error_response

# What takes work. The page itself, its text and the guide with the emergency line are never refused.
LIMITED = ("api/conversations", "api/understand", "api/assess", "webhooks/")
ALWAYS = ("DELETE", "OPTIONS")
# However many addresses somebody has, they fill no memory.
MOST_ADDRESSES = 10_000
TOLD = "Too many requests from this network; try again in {} seconds. If a child is in danger now, call 999."


class Limit:
    """`most` requests in `seconds`, all at once or spread, then one whenever its share of the time has passed; 0 for any
    number. One number is kept for an address (the generic cell rate algorithm). `clock` never goes back.
    """

    def __init__(self, most: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._share = seconds / most if most else 0.0
        self._seconds = seconds
        self._clock = clock
        self._names = Names(clock)
        self._used_until: dict[bytes, float] = {}

    def wait(self, address: str) -> int:
        """Seconds until this address may ask again; 0, and the request is counted, when it may now."""
        if not self._share:
            return 0
        now, name = self._clock(), self._names.of(address)
        until = max(self._used_until.pop(name, now), now) + self._share
        waiting = math.ceil(until - now - self._seconds)
        # The one that asked last stands last, so that the oldest goes when there are too many.
        self._used_until[name] = until - self._share if waiting > 0 else until
        self._drop(now)
        return max(waiting, 0)

    def _drop(self, now: float) -> None:
        """What no longer counts, and what is too much."""
        while self._used_until:
            oldest = next(iter(self._used_until))
            if len(self._used_until) <= MOST_ADDRESSES and self._used_until[oldest] > now:
                return
            del self._used_until[oldest]


class Limits:
    """The limits of one server."""

    def __init__(self, found: LimitSettings) -> None:
        self._requests = Limit(found.requests_a_minute, 60)
        self._conversations = Limit(found.conversations_an_hour, 60 * 60)
        self._proxies = settings().helpline.proxies
        # Set by the helpline page: whether somebody is signed in to it.
        self.signed_in: Callable[[Request], bool] = lambda _: False

    def wait(self, request: Request) -> int:
        """Seconds until such a request may come again; 0 when it may now."""
        return 0 if self._free(request) else self._requests.wait(self._address_of(request))

    def may_begin(self, request: Request) -> None:
        """Lets one more conversation begin. Raises ApiError 429."""
        waiting = 0 if self._free(request) else self._conversations.wait(self._address_of(request))
        if waiting:
            raise ApiError(429, "too_many_conversations", TOLD.format(waiting), headers={"Retry-After": str(waiting)})

    def _free(self, request: Request) -> bool:
        return access.is_trusted(request) or self.signed_in(request)

    def _address_of(self, request: Request) -> str:
        # A proxy on this machine is the organisation's own.
        return address_of(request, lambda address: is_loopback(address) or is_in(address, self._proxies))


def install(app: Sanic) -> None:
    """Once for each server."""
    if slow_down not in app.request_middleware:
        app.ctx.limits = Limits(settings().limits)
        app.request_middleware.append(slow_down)


def slow_down(request: Request) -> HTTPResponse | None:
    """Refuses what comes too often."""
    path = getattr(getattr(request, "route", None), "path", request.path).strip("/")
    if request.method in ALWAYS or not path.startswith(LIMITED):
        return None
    waiting = request.app.ctx.limits.wait(request)
    if not waiting:
        return None
    refused = error_response(429, "too_many_requests", TOLD.format(waiting))
    refused.headers["Retry-After"] = str(waiting)
    return refused
