"""Who may reach what: programs by trust, the page by the key of its conversation; and what a request may carry."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets
import unicodedata
from typing import Any

from sanic import Sanic
from sanic.request import Request

from bot.settings import settings
from bot.shared import knowledge
from bot.web import arriving, errors, headers, limits, origins
from bot.web.addresses import is_loopback, peer
from bot.web.errors import ApiError

MOST_BYTES = 64 * 1024
MOST_CHARACTERS = 8_000
MOST_ID = 200
# What we take lies three deep; what is deeper was made to cost.
MOST_DEPTH = 16
# Seconds after which nobody waits for an answer any more. Rasa would let them wait an hour.
LONGEST_ANSWER = 60
WHO_ASKS = ("role", "nation")
# The conversations of the page: who holds the key of one can reach it, and nobody else.
PAGE_PREFIX = "page-"
KEY_BYTES = 32
# How this machine calls itself. The owner of another name can have it lead here, and then ask from a page of that name.
_OWN_NAME = re.compile(r"(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?", re.IGNORECASE)
_FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip")


def prepare(app: Sanic) -> None:
    """Limits, errors, headers and origins of the whole server; called by each channel before the server starts."""
    app.config.REQUEST_MAX_SIZE = MOST_BYTES
    app.config.FALLBACK_ERROR_FORMAT = "json"
    app.config.RESPONSE_TIMEOUT = LONGEST_ANSWER
    arriving.install(app)
    errors.install(app)
    origins.install(app)
    limits.install(app)
    if headers.secure not in app.response_middleware:
        app.response_middleware.append(headers.secure)


def trusted_only(request: Request) -> None:
    """Lets through what comes from this machine and asks for it, or carries the integrator's token. Raises ApiError 401.

    A request that a proxy passed on comes from elsewhere, although its last stretch was on this machine.
    """
    if not is_trusted(request):
        raise ApiError(401, "token_needed", "From another machine this address needs the integrator's token.")


def is_trusted(request: Request) -> bool:
    """Whether a request comes from this machine, or carries the integrator's token."""
    token = settings().api_token
    return _from_this_machine(request) or (bool(token) and hmac.compare_digest(_bearer(request), token.encode()))


def new_key() -> str:
    """A key for a conversation of the page, as text that an address or a header can hold."""
    return secrets.token_urlsafe(KEY_BYTES)


def page_conversation(key: str) -> str:
    """The id of the conversation that a key opens. It is worked out from the key, so no table of keys is kept."""
    digest = hashlib.sha256(key.encode(errors="surrogateescape")).digest()
    return PAGE_PREFIX + base64.urlsafe_b64encode(digest).decode()[:32]


def may_reach(request: Request, conversation: str) -> None:
    """Lets a conversation of the page be reached with its key, another one by a trusted program. Raises ApiError 401."""
    if conversation.startswith(PAGE_PREFIX):
        with_key(request, conversation)
    else:
        trusted_only(request)


def with_key(request: Request, conversation: str) -> None:
    """Lets through what carries the key of this conversation. Raises ApiError 401."""
    key = _bearer(request).decode(errors="surrogateescape")
    if not hmac.compare_digest(page_conversation(key).encode(), conversation.encode(errors="surrogateescape")):
        raise ApiError(401, "key_needed", "This conversation opens with its own key only.")


def json_object(request: Request) -> dict[str, Any]:
    """The body as a JSON object. Raises ApiError 400."""
    try:
        body = request.json
    except Exception as error:
        raise ApiError(400, "invalid_json", "The body of the request is not valid JSON.") from error
    if not isinstance(body, dict):
        raise ApiError(400, "invalid_json", "The body of the request has to be a JSON object.")
    if _deeper_than(MOST_DEPTH, body):
        raise ApiError(400, "invalid_json", f"The body of the request may hold at most {MOST_DEPTH} levels.")
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


def who_asks(body: dict[str, Any]) -> dict[str, str]:
    """Role and nation as the body gives them, where it does. Raises ApiError 422 for what the question does not offer."""
    given = {question: body[question] for question in WHO_ASKS if body.get(question) is not None}
    for question, value in given.items():
        if value not in knowledge().questions[question].values:
            offered = ", ".join(knowledge().questions[question].values)
            raise ApiError(422, "unknown_answer", f"'{question}' takes one of: {offered}.", question)
    return given


def without_controls(text: str) -> str:
    """The text without control characters and lone surrogates; line breaks and tabs stay."""
    return "".join(one for one in text if one in "\n\t" or unicodedata.category(one) not in ("Cc", "Cs"))


def conversation_id(value: object, field: str) -> str:
    """Raises ApiError 422 for what cannot be the id of a conversation."""
    # A client shortens an address with "." or ".." in it, so a conversation of that name could never be forgotten.
    if not isinstance(value, str) or value.strip() in ("", ".", "..") or len(value) > MOST_ID or not value.isprintable():
        raise ApiError(422, "id_needed", f"'{field}' has to be a text of 1 to {MOST_ID} printable characters.", field)
    return value


def program_conversation(value: object, field: str) -> str:
    """The id of a conversation that a program may hold. Raises ApiError 422; ids of the page are not to be had."""
    conversation = conversation_id(value, field)
    if conversation.startswith(PAGE_PREFIX):
        raise ApiError(422, "id_reserved", f"'{field}' may not begin with '{PAGE_PREFIX}': those ids are the page's.", field)
    return conversation


def _bearer(request: Request) -> bytes:
    """What the request carries as `Authorization: Bearer`; nothing when it carries none."""
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    return given.strip().encode(errors="surrogateescape") if scheme.lower() == "bearer" else b""


def _from_this_machine(request: Request) -> bool:
    if any(header in request.headers for header in _FORWARDED) or not _OWN_NAME.fullmatch(request.headers.get("host", "")):
        return False
    return is_loopback(peer(request))


def _deeper_than(levels: int, value: Any) -> bool:
    """Whether lists and objects stand in one another more often. Level by level, so that depth costs no stack."""
    level = [value]
    for _ in range(levels):
        level = [
            inner for one in level if isinstance(one, (dict, list)) for inner in (one.values() if isinstance(one, dict) else one)
        ]
        if not level:
            return False
    return any(isinstance(one, (dict, list)) for one in level)
