"""Rasa's REST channel for programs that an organisation trusts, with checked input and without silence."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Awaitable, Callable
from typing import Any, Dict, Optional

from rasa.core.channels.channel import UserMessage
from rasa.core.channels.rest import RestInput
from sanic import Blueprint
from sanic.request import Request

from bot.privacy.redaction import redact
from bot.shared import knowledge
from bot.web import access
from bot.web.errors import ApiError

logger = logging.getLogger(__name__)
OnNewMessage = Callable[[UserMessage], Awaitable[Any]]
PAGE_FIELDS = ("role", "nation")


class TrustedRest(RestInput):
    """`POST /webhooks/rest/webhook` with `{"sender", "message", "metadata"?: {"role", "nation"}}`."""

    @classmethod
    def name(cls) -> str:
        return "rest"

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        blueprint = super().blueprint(_never_silent(on_new_message))
        blueprint.before_server_start(_prepare)
        blueprint.on_request(access.trusted_only)
        return blueprint

    async def _extract_sender(self, req: Request) -> Optional[str]:
        return access.conversation_id(access.json_object(req).get("sender"), "sender")

    def _extract_message(self, req: Request) -> Optional[str]:
        """The message as it may be kept: what points to a person is replaced before Rasa sees, stores or logs it."""
        return redact(access.without_controls(access.text_of(access.json_object(req), "message")))

    def _extract_input_channel(self, req: Request) -> str:
        return self.name()

    def get_metadata(self, request: Request) -> Optional[Dict[str, Any]]:
        """Role and nation only: Rasa keeps metadata, so nothing else may come in by it."""
        metadata = access.json_object(request).get("metadata") or {}
        if not isinstance(metadata, dict):
            raise ApiError(422, "object_needed", "'metadata' has to be an object.", "metadata")
        return {field: metadata[field] for field in PAGE_FIELDS if isinstance(metadata.get(field), str)}


def _never_silent(on_new_message: OnNewMessage) -> OnNewMessage:
    """Rasa's channel logs the person's words when a turn fails, and answers nothing."""

    async def handle(message: UserMessage) -> None:
        try:
            await on_new_message(message)
        except Exception as error:  # whatever failed, the person is told what to do now
            where = traceback.extract_tb(error.__traceback__)[-1]
            logger.error("A turn failed: %s in %s, line %s", type(error).__name__, where.filename, where.lineno)
            if message.output_channel is not None:
                await message.output_channel.send_text_message(
                    message.sender_id, knowledge().phrase("technical_problem")
                )

    return handle


async def _prepare(app: Any, _: Any) -> None:
    access.prepare(app)
