"""The page, what stands around it, and its conversations, as a channel of Rasa's server."""

from __future__ import annotations

from functools import partial
from typing import Any

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, html

from bot.web import access, assets, guide
from bot.web.conversations import PageConversations
from bot.web.turns import OnNewMessage


class AssistantPage(InputChannel):
    """`/`, `/guide`, `/widget.js`, `/assets/...` and the messages of `/api/conversations`."""

    @classmethod
    def name(cls) -> str:
        return "page"

    def url_prefix(self) -> str:
        return "/"

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        page = _InPlaceOfGreeting("assistant_page")
        page.before_server_start(_prepare)
        conversations = PageConversations(on_new_message)
        one = "/api/conversations/<conversation:str>/messages"
        for handler, path, method in (
            (show_page, "/", "GET"),
            (show_guide, "/guide", "GET"),
            (assets.widget, "/widget.js", "GET"),
            (assets.asset, "/assets/<name:str>", "GET"),
            (assets.helpline_asset, "/assets/helpline/<name:str>", "GET"),
            (conversations.begin, "/api/conversations", "POST"),
            (conversations.say, one, "POST"),
            (conversations.told, one, "GET"),
        ):
            # Sanic puts its own marks on a handler, which a method does not take.
            page.add_route(partial(handler), path, methods=[method], unquote=True, name=f"{method} {path}")
        return page


async def show_page(_: Request) -> HTTPResponse:
    """The assistant, with the guide in its place until scripts run, or when they do not."""
    return html(guide.page())


async def show_guide(_: Request) -> HTTPResponse:
    """The guide alone; it needs no script."""
    return html(guide.guide_alone())


class _InPlaceOfGreeting(Blueprint):
    """Rasa's server greets with its version at `/` and would refuse a second route there."""

    def register(self, app: Sanic, options: dict[str, Any]) -> None:
        for segments in [one for one, group in app.router.static_routes.items() if group.path == ""]:
            del app.router.static_routes[segments]
        super().register(app, options)


async def _prepare(app: Sanic, _: Any) -> None:
    access.prepare(app)
    # Written before anybody asks, so that nobody waits for it and a broken template stops the start.
    guide.page()
    guide.guide_alone()
