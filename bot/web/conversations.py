"""The conversations of the page: each is opened with a key that only the page of one person holds."""

from __future__ import annotations

import re
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.shared.core.events import SlotSet
from rasa.shared.core.trackers import DialogueStateTracker
from sanic.request import Request
from sanic.response import HTTPResponse
from sqlalchemy.exc import SQLAlchemyError

from bot.core.case import Case
from bot.core.conversation import assessment_of
from bot.dialogue.store import store_of
from bot.shared import knowledge
from bot.turn_data import CASE_SLOT, FORGOTTEN_SLOT
from bot.web import access, history
from bot.web.api import CLEARED, as_json, case_in, tracker_of
from bot.web.errors import ApiError
from bot.web.turns import OnNewMessage, message_of, never_silent, one_at_a_time

MESSAGE_ID = re.compile(r"[A-Za-z0-9-]{1,64}")
CHANNEL = "page"


class PageConversations:
    """Begins conversations, takes messages in, and tells what was said."""

    def __init__(self, on_new_message: OnNewMessage) -> None:
        self._turn = never_silent(on_new_message)

    async def begin(self, request: Request) -> HTTPResponse:
        """A new conversation's id and the key that opens it. Role and nation need not be asked when they are given."""
        told = access.who_asks(access.json_object(request))
        key = access.new_key()
        conversation = access.page_conversation(key)
        if told:
            request.app.ctx.limits.may_begin(request)
            await _keep_who(request, conversation, told)
        return as_json({"id": conversation, "key": key}, status=201)

    async def say(self, request: Request, conversation: str) -> HTTPResponse:
        """One message. The same id again, even at the same time, runs no second turn and gets the same answer."""
        access.with_key(request, conversation)
        body = access.json_object(request)
        text, message_id = message_of(request, conversation), _message_id(body)
        async with one_at_a_time(conversation):
            came = _came(request, conversation, message_id)
            if came is None and message_id != history.OPENING:
                # A message sent again late must not bring back a conversation that was forgotten meanwhile.
                raise ApiError(404, "conversation_not_found", "There is no conversation with this id.")
            if came is None:
                request.app.ctx.limits.may_begin(request)
            if came:
                tracker = await tracker_of(request, conversation)
                return as_json(_answer(history.answers_to(tracker.events, message_id), tracker))
            out = Collected()
            after = await self._turn(UserMessage(text, out, conversation, input_channel=CHANNEL, message_id=message_id))
            if after is None:
                return as_json({"messages": out.messages, "assessment": None, "forgotten": False})
            answer = _answer(out.messages, after)
            return as_json(answer, headers={"Clear-Site-Data": CLEARED} if answer["forgotten"] else None)

    async def told(self, request: Request, conversation: str) -> HTTPResponse:
        """The whole conversation, to be drawn again after a reload."""
        access.with_key(request, conversation)
        tracker = await tracker_of(request, conversation)
        return as_json({
            "messages": list(history.told(knowledge(), tracker.events)),
            "assessment": assessment_of(knowledge(), case_in(tracker)).plain(),
        })


class Collected(CollectingOutputChannel):
    """Keeps a message whole: Rasa's own cuts its text at blank lines and parts it from its question."""

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        self.messages.append(history.bot_message(message.get("text"), message.get("custom"), message.get("part")))

    async def send_text_message(self, recipient_id: str, text: str, **_: Any) -> None:
        self.messages.append(history.bot_message(text))


def _answer(messages: list[dict[str, Any]], after: DialogueStateTracker) -> dict[str, Any]:
    return {
        "messages": messages,
        "assessment": assessment_of(knowledge(), case_in(after)).plain(),
        "forgotten": bool(after.get_slot(FORGOTTEN_SLOT)),
    }


def _came(request: Request, conversation: str, message_id: str) -> bool | None:
    """Whether the message came already; None when nothing is kept of the conversation."""
    try:
        return store_of(request.app.ctx.agent).came(conversation, message_id)
    except SQLAlchemyError:
        # Nobody can tell; danger has to be answered all the same.
        return False


def _message_id(body: dict[str, Any]) -> str:
    found = body.get("message_id")
    if not isinstance(found, str) or not MESSAGE_ID.fullmatch(found):
        raise ApiError(422, "message_id_needed", "'message_id' has to be 1 to 64 letters, digits or hyphens.", "message_id")
    return found


async def _keep_who(request: Request, conversation: str, told: dict[str, str]) -> None:
    """Begins the conversation for Rasa, with who asks in its state. Without a database it will be asked instead."""
    processor = request.app.ctx.agent.processor
    tracker = await processor.fetch_tracker_with_initial_session(conversation)
    tracker.update(SlotSet(CASE_SLOT, Case().told_by_page(knowledge(), told).plain()))
    await processor.save_tracker(tracker)
