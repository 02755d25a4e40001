"""The helpline page as a channel of Rasa's server: its addresses. It holds no conversations and keeps nothing of a call."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timezone
from functools import partial
from typing import Any
from urllib.parse import parse_qs

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, empty

from bot.core import flagging, helpline
from bot.core.hours import UK
from bot.settings import settings
from bot.shared import knowledge
from bot.web import access, records
from bot.web.answers import answers_of
from bot.web.api import as_json
from bot.web.errors import ApiError, error_response
from bot.web.helpline import door as at_door
from bot.web.helpline.door import Door
from bot.web.helpline.flags import Flags, FlagsError
from bot.web.helpline.pages import helpline_page, sign_in_page
from bot.web.helpline.told import case_of
from bot.web.turns import OnNewMessage

logger = logging.getLogger(__name__)
ADDRESSES = ("helpline", "api/helpline")
PAGE = "/helpline"
# What was typed is in the memory of the page only; a cache is the one thing that a browser could still hold.
CLEARED = '"cache"'
Handler = Callable[[Request], Awaitable[HTTPResponse]]


class HelplineChannel(InputChannel):
    """`/helpline` and `/api/helpline/...`; nothing is there until a way to sign in is set."""

    @classmethod
    def name(cls) -> str:
        return "helpline"

    def url_prefix(self) -> str:
        return "/"

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        found = Blueprint("helpline")
        door = Door(settings().helpline)
        found.before_server_start(partial(_prepare, door))
        api: tuple[tuple[Handler, str, str], ...] = (
            (content, "content", "GET"),
            (following, "next", "POST"),
            (flag, "flags", "POST"),
            (clear, "clear", "POST"),
            *((partial(record, form), f"record.{form}", "POST") for form in records.FORMS),
        )
        for handler, path, method in (
            (partial(show, door), PAGE, "GET"),
            (partial(sign_in, door), f"{PAGE}/sign-in", "POST"),
            (partial(sign_out, door), f"{PAGE}/sign-out", "POST"),
            *((partial(_signed_in, door, handler), f"/api/helpline/{path}", method) for handler, path, method in api),
        ):
            found.add_route(handler, path, methods=[method], name=f"{method} {path}")
        return found


async def show(door: Door, request: Request) -> HTTPResponse:
    """The page, or the sign-in in its place."""
    cookie = door.session_of(request)
    if cookie is None:
        return sign_in_page(door.takes_secrets)
    page = helpline_page(signs_out=bool(cookie))
    _go_on(page, request, cookie)
    return page


async def sign_in(door: Door, request: Request) -> HTTPResponse:
    """A try to sign in with the shared secret. Every refusal is the same."""
    address = door.address_of(request)
    waiting = door.throttle.wait(address)
    if waiting:
        logger.warning("A sign-in to the helpline page has to wait: too many tries from one address")
        page = sign_in_page(door.takes_secrets, "sign_in_wait", 429)
        page.headers["Retry-After"] = str(waiting)
        return page
    if not await door.is_secret(_secret(request)):
        logger.warning("A sign-in to the helpline page was refused")
        return sign_in_page(door.takes_secrets, "sign_in_refused", 401)
    door.throttle.forget(address)
    logger.info("Somebody signed in to the helpline page")
    found = _to_page()
    at_door.give(found, request, door.sessions.begun())
    return found


async def sign_out(door: Door, request: Request) -> HTTPResponse:
    """Ends the session, on the server as well."""
    door.sessions.end(at_door.cookie_of(request))
    found = _to_page()
    found.headers["Clear-Site-Data"] = CLEARED
    at_door.take(found, request)
    return found


async def content(_: Request) -> HTTPResponse:
    """Everything that the page shows before anything was typed."""
    return as_json(helpline.page_content(knowledge()))


async def following(request: Request) -> HTTPResponse:
    """What to ask next, and what is critical and still unsettled. Keeps nothing."""
    answers = answers_of(access.json_object(request))
    return as_json({
        "ask": list(helpline.to_ask(knowledge(), answers)), "critical": list(helpline.critical(knowledge(), answers)),
    })


async def record(form: str, request: Request) -> HTTPResponse:
    """The record of a call from what the page sends of it. Keeps nothing."""
    return await records.answer(form, knowledge(), case_of(access.json_object(request)))


async def flag(request: Request) -> HTTPResponse:
    """Takes note that an item of the content is unclear or out of date."""
    body = access.json_object(request)
    if set(body) - {"item", "kind"}:
        # So that nobody takes it for a place to write something down.
        raise ApiError(422, "unknown_field", "A flag has an 'item' and a 'kind', and nothing else is kept.")
    item, kind = body.get("item"), body.get("kind")
    if kind not in flagging.KINDS:
        raise ApiError(422, "unknown_kind", f"'kind' takes one of: {', '.join(flagging.KINDS)}.", "kind")
    if not isinstance(item, str) or flagging.wording(knowledge(), item) is None:
        raise ApiError(422, "unknown_item", "'item' has to name an item of the content, as in questions/coercion.", "item")
    day = datetime.now(timezone.utc).astimezone(UK).date().isoformat()
    add = partial(Flags(settings().database).add, item, str(kind), knowledge().edition.content, day)
    try:
        await asyncio.get_running_loop().run_in_executor(None, add)
    except FlagsError as error:
        raise ApiError(503, "database_unavailable", "The database did not answer; the flag was not kept.") from error
    return empty(204)


async def clear(_: Request) -> HTTPResponse:
    """The end of a call: has the browser drop what it could still hold of it. The server holds nothing."""
    return empty(204, headers={"Clear-Site-Data": CLEARED})


async def _signed_in(door: Door, handler: Handler, request: Request) -> HTTPResponse:
    cookie = door.session_of(request)
    if cookie is None:
        raise ApiError(401, "sign_in_needed", "Sign in on the helpline page first.")
    response = await handler(request)
    _go_on(response, request, cookie)
    return response


def _go_on(response: HTTPResponse, request: Request, cookie: str) -> None:
    if cookie:
        at_door.give(response, request, cookie)


def _to_page() -> HTTPResponse:
    return empty(303, headers={"Location": PAGE})


def _secret(request: Request) -> str:
    """The field `secret` of a form; empty for whatever is none."""
    try:
        fields = parse_qs(request.body.decode("utf-8", "replace"), max_num_fields=10)
    except ValueError:
        return ""
    return fields.get("secret", [""])[0]


def _closed(request: Request) -> HTTPResponse | None:
    """Nothing is there while no way to sign in is set, whatever the method."""
    route = getattr(request, "route", None)
    path: str = (route.path if route else request.path).strip("/")
    return error_response(404, "not_found", "There is nothing at this address.") if path.startswith(ADDRESSES) else None


async def _prepare(door: Door, app: Sanic, _: Any) -> None:
    access.prepare(app)
    app.ctx.limits.signed_in = lambda request: door.session_of(request) is not None
    if not settings().helpline.on and _closed not in app.request_middleware:
        app.request_middleware.append(_closed)
    # Written before anybody asks, so that a broken template stops the start.
    helpline_page(signs_out=True)
    sign_in_page(takes_secrets=True)
