"""Which other pages may use the assistant from a browser: those of ALLOWED_ORIGINS, and nobody else."""

from __future__ import annotations

from sanic import Sanic
from sanic.request import Request
from sanic.response import BaseHTTPResponse, HTTPResponse, empty

from bot.settings import settings
from bot.web.errors import error_response

# What the assistant needs when it stands in a page of another origin.
SHARED = ("api/conversations", "api/interface", "api/sources", "assets/", "widget.js")
# What another page's script must not reach, even where the browser would not show it the answer.
GUARDED = ("api/conversations", "api/helpline", "helpline/sign-", "webhooks/")
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, POST, DELETE",
    "Access-Control-Allow-Headers": "Authorization, Content-Type",
    "Access-Control-Max-Age": "600",
}


def install(app: Sanic) -> None:
    """Rasa's own handling of other origins stands around ours: it comes first on the way in and last on the way out."""
    if admit not in app.request_middleware:
        app.request_middleware.appendleft(admit)
        app.response_middleware.append(share)


def admit(request: Request) -> HTTPResponse | None:
    """Answers a browser's question whether it may send, and refuses what comes from a page that is not listed."""
    origin = request.headers.get("origin")
    if origin is None or _ours(request, origin):
        return None
    allowed = _listed(request, origin)
    if request.method == "OPTIONS" and allowed:
        return empty(204)
    if request.method == "OPTIONS" or (_is_one_of(request, GUARDED) and not allowed):
        return error_response(403, "origin_not_allowed", "Pages of this origin may not use the assistant.")
    return None


def share(request: Request, response: BaseHTTPResponse) -> None:
    """Lets pages of listed origins, and no others, read the answer."""
    for name in [name for name in response.headers if name.lower().startswith("access-control-")]:
        del response.headers[name]
    if not _is_one_of(request, SHARED):
        return
    response.headers["Vary"] = "Origin"
    origin = request.headers.get("origin")
    if origin is not None and _listed(request, origin):
        response.headers["Access-Control-Allow-Origin"] = origin
        if request.method == "OPTIONS":
            response.headers.update(PREFLIGHT)


def _ours(request: Request, origin: str) -> bool:
    """A browser says itself when a page asks its own server; an older one leaves it to the names of the two."""
    if request.headers.get("sec-fetch-site") == "same-origin":
        return True
    return origin.partition("://")[2] == request.headers.get("host", "").lower()


def _listed(request: Request, origin: str) -> bool:
    return origin in settings().allowed_origins and _is_one_of(request, SHARED)


def _is_one_of(request: Request, addresses: tuple[str, ...]) -> bool:
    # By the route where there is one: a router also finds addresses that are written in another way.
    route = getattr(request, "route", None)
    path: str = (route.path if route else request.path).strip("/")
    return path.startswith(addresses)
