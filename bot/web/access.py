"""Who may use the doors for programs, and what a request may carry."""

from __future__ import annotations

import hmac
import ipaddress
import unicodedata
from typing import Any

from sanic import Sanic
from sanic.request import Request

from bot.settings import settings
from bot.web.errors import ApiError, install

MOST_BYTES = 64 * 1024
MOST_CHARACTERS = 8_000
MOST_ID = 200
_FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip")


def prepare(app: Sanic) -> None:
    """Limits and errors of the whole server; called by each channel before the server starts."""
    app.config.REQUEST_MAX_SIZE = MOST_BYTES
    app.config.FALLBACK_ERROR_FORMAT = "json"
    install(app)


def trusted_only(request: Request) -> None:
    """Lets through what comes from this machine, or carries the integrator's token. Raises ApiError 401.

    A request that a proxy passed on comes from elsewhere, although its last stretch was on this machine.
    """
    if _from_this_machine(request):
        return
    token = settings().api_token
    given = request.headers.get("authorization", "").removeprefix("Bearer ").strip()
    if not token or not hmac.compare_digest(given.encode(errors="surrogateescape"), token.encode()):
        raise ApiError(401, "token_needed", "From another machine this address needs the integrator's token.")


def json_object(request: Request) -> dict[str, Any]:
    """The body as a JSON object. Raises ApiError 400."""
    try:
        body = request.json
    except Exception as error:
        raise ApiError(400, "invalid_json", "The body of the request is not valid JSON.") from error
    if not isinstance(body, dict):
        raise ApiError(400, "invalid_json", "The body of the request has to be a JSON object.")
    return body


def text_of(body: dict[str, Any], field: str) -> str:
    """A text of the body, "?" in place of each half a character (a lone surrogate). Raises ApiError 422 or 413."""
    text = body.get(field)
    if not isinstance(text, str):
        raise ApiError(422, "text_needed", f"'{field}' has to be a text.", field)
    text = text.encode("utf-8", "replace").decode("utf-8") if not text.isascii() else text
    if len(text) > MOST_CHARACTERS:
        raise ApiError(413, "text_too_long", f"'{field}' may have at most {MOST_CHARACTERS} characters.", field)
    return text


def without_controls(text: str) -> str:
    """The text without control characters and lone surrogates; line breaks and tabs stay."""
    return "".join(one for one in text if one in "\n\t" or unicodedata.category(one) not in ("Cc", "Cs"))


def conversation_id(value: object, field: str) -> str:
    """Raises ApiError 422 for what cannot be the id of a conversation."""
    # A client shortens an address with "." or ".." in it, so a conversation of that name could never be forgotten.
    if not isinstance(value, str) or value.strip() in ("", ".", "..") or len(value) > MOST_ID or not value.isprintable():
        raise ApiError(422, "id_needed", f"'{field}' has to be a text of 1 to {MOST_ID} printable characters.", field)
    return value


def _from_this_machine(request: Request) -> bool:
    if any(header in request.headers for header in _FORWARDED):
        return False
    try:
        return ipaddress.ip_address(request.conn_info.client_ip).is_loopback
    except (AttributeError, ValueError):
        return False
