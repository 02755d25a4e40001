"""`/metrics` as a channel without messages: for the organisation's own monitoring."""

from __future__ import annotations

from typing import Any

from prometheus_client import CONTENT_TYPE_LATEST
from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, raw

from bot.web import access, counting
from bot.web.turns import OnNewMessage


class Metrics(InputChannel):
    """Open to programs by the rule of the REST channel: how much a small place asks is nobody else's business."""

    @classmethod
    def name(cls) -> str:
        return "metrics"

    def url_prefix(self) -> str:
        return "/"

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        found = Blueprint("metrics")
        found.before_server_start(_prepare)
        found.add_route(metrics, "/metrics", methods=["GET"])
        return found


async def metrics(request: Request) -> HTTPResponse:
    """The counts in Prometheus' text form."""
    access.trusted_only(request)
    return raw(counting.text(), content_type=CONTENT_TYPE_LATEST)


async def _prepare(app: Sanic, _: Any) -> None:
    access.prepare(app)
