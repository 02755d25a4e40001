"""Who may use the helpline page: those whom the organisation's proxy names, and those who know the shared secret."""

from __future__ import annotations

import asyncio
from functools import lru_cache
from http.cookies import CookieError

from sanic.request import Request
from sanic.response import BaseHTTPResponse

from bot.privacy.secret import MOST_CHARACTERS, SecretHash
from bot.settings import HelplineSettings
from bot.web import addresses
from bot.web.helpline.sessions import IDLE_SECONDS, Sessions
from bot.web.helpline.throttle import Throttle

COOKIE = "helpline"
# With this name a browser takes the cookie from this host alone, over https alone, so that no other host can set one.
COOKIE_OVER_HTTPS = f"__Host-{COOKIE}"


class Door:
    """Opens by the settings of one server."""

    def __init__(self, settings: HelplineSettings) -> None:
        self._settings = settings
        self.sessions = Sessions.signed_with(settings.signing_key, str(settings.secret or ""))
        self.throttle = Throttle()
        # Each try takes memory and a core for a moment; a crowd of them must not take all.
        self._trying = asyncio.Semaphore(2)

    @property
    def takes_secrets(self) -> bool:
        return self._settings.secret is not None

    def session_of(self, request: Request) -> str | None:
        """The cookie to go on with; empty for whom the proxy names, who needs none; None for whoever is not signed in."""
        if self._named_by_proxy(request):
            return ""
        return self.sessions.renewed(cookie_of(request))

    async def is_secret(self, given: object) -> bool:
        """Whether this is the shared secret. Every refusal takes the same work, whatever the reason."""
        secret = given if isinstance(given, str) and len(given) <= MOST_CHARACTERS else ""
        async with self._trying:
            right = await asyncio.get_running_loop().run_in_executor(
                None, (self._settings.secret or _nobodys()).is_of, secret
            )
        return right and self.takes_secrets

    def address_of(self, request: Request) -> str:
        """Where a request comes from; what it says of that itself counts only when a proxy of ours passed it on."""
        return addresses.address_of(request, self._is_proxy)

    def _named_by_proxy(self, request: Request) -> bool:
        if not self._settings.header or not self._is_proxy(addresses.peer(request)):
            return False
        named = request.headers.getall(self._settings.header.lower(), [])
        # Twice: the proxy has put its own beside the one that somebody sent.
        return len(named) == 1 and bool(named[0].strip())

    def _is_proxy(self, address: str) -> bool:
        return addresses.is_in(address, self._settings.proxies)


def cookie_of(request: Request) -> str:
    """The cookie that the browser sent; empty when it sent none."""
    try:
        return str(request.cookies.get(_name(request), ""))
    except CookieError:
        # Whoever sends what is no cookie has none.
        return ""


def give(response: BaseHTTPResponse, request: Request, cookie: str) -> None:
    """Puts the cookie of a session on an answer."""
    _set(response, request, cookie, IDLE_SECONDS)


def take(response: BaseHTTPResponse, request: Request) -> None:
    """Has the browser delete its cookie."""
    _set(response, request, "", 0)


def _set(response: BaseHTTPResponse, request: Request, value: str, seconds: int) -> None:
    # Written out: Sanic's own cookies know no SameSite in every version.
    parts = [f"{_name(request)}={value}", "Path=/", f"Max-Age={seconds}", "HttpOnly", "SameSite=Strict"]
    response.headers["Set-Cookie"] = "; ".join([*parts, "Secure"] if _over_https(request) else parts)


def _name(request: Request) -> str:
    return COOKIE_OVER_HTTPS if _over_https(request) else COOKIE


def _over_https(request: Request) -> bool:
    """By the connection, or by what a proxy says of its own; whoever forges that keeps only themselves out."""
    forwarded = request.headers.get("forwarded", "").lower().replace('"', "")
    return (
        request.scheme == "https"
        or request.headers.get("x-forwarded-proto", "").lower().startswith("https")
        or "proto=https" in forwarded
    )


@lru_cache(maxsize=1)
def _nobodys() -> SecretHash:
    """A hash that no secret fits: the work to refuse where no secret is taken."""
    return SecretHash(15, 8, 3, bytes(16), bytes(32))
