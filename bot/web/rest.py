"""Rasa's REST channel for programs that an organisation trusts, with checked input and without silence."""

from __future__ import annotations

from typing import Any, Dict, Optional

from rasa.core.channels.rest import RestInput
from sanic import Blueprint
from sanic.request import Request

from bot.shared import knowledge
from bot.web import access
from bot.web.errors import ApiError
from bot.web.turns import OnNewMessage, message_of, never_silent


class TrustedRest(RestInput):
    """`POST /webhooks/rest/webhook` with `{"sender", "message", "metadata"?: {"role", "nation"}}`."""

    @classmethod
    def name(cls) -> str:
        return "rest"

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        blueprint = super().blueprint(never_silent(on_new_message))
        blueprint.before_server_start(_prepare)
        blueprint.on_request(access.trusted_only)
        return blueprint

    async def _extract_sender(self, req: Request) -> Optional[str]:
        return access.program_conversation(access.json_object(req).get("sender"), "sender")

    def _extract_message(self, req: Request) -> Optional[str]:
        return message_of(req, access.program_conversation(access.json_object(req).get("sender"), "sender"))

    def _extract_input_channel(self, req: Request) -> str:
        return self.name()

    def get_metadata(self, request: Request) -> Optional[Dict[str, Any]]:
        """Role and nation, as the questions offer them: Rasa keeps metadata, so nothing else may come in by it."""
        metadata = access.json_object(request).get("metadata") or {}
        if not isinstance(metadata, dict):
            raise ApiError(422, "object_needed", "'metadata' has to be an object.", "metadata")
        offered = {field: knowledge().questions[field].values for field in access.WHO_ASKS}
        return {field: metadata[field] for field in access.WHO_ASKS if metadata.get(field) in tuple(offered[field])}


async def _prepare(app: Any, _: Any) -> None:
    access.prepare(app)
