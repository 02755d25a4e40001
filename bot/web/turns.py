"""What every channel does with a message before and after a turn: nothing personal is kept, and nobody meets silence."""

from __future__ import annotations

import asyncio
import logging
import time
import traceback
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any
from weakref import WeakValueDictionary

from rasa.core.channels.channel import UserMessage
from rasa.shared.core.trackers import DialogueStateTracker
from sanic.request import Request
from sqlalchemy.exc import SQLAlchemyError

from bot.core import asking, wording
from bot.dialogue.store import store_of, written
from bot.privacy.numbering import Numbering, conversations
from bot.shared import knowledge, redactor
from bot.turn_data import parsed
from bot.understanding.reader import pressed_button
from bot.web import access, counting

logger = logging.getLogger(__name__)
_locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
OnNewMessage = Callable[[UserMessage], Awaitable[Any]]


def message_of(request: Request, conversation: str) -> str:
    """The message as it may be kept: what points to a person is replaced before Rasa sees, stores or logs it.

    Raises ApiError 422 or 413.
    """
    return as_kept(access.text_of(access.json_object(request), "message"), _numbering(request, conversation))


def as_kept(text: str, numbering: Numbering) -> str:
    """A message without what points to a person; what a button sends stays as it is."""
    text = access.without_controls(text)
    return text if asking.is_button(knowledge(), text) else redactor().redact(text, numbering)


def _numbering(request: Request, conversation: str) -> Numbering:
    """Who has which number in this conversation. After a restart the numbers go on after those that are kept."""
    try:
        return conversations().of(conversation, partial(store_of(request.app.ctx.agent).texts, conversation))
    except SQLAlchemyError:
        # Nothing of this message will be kept either.
        return Numbering()


def never_silent(on_new_message: OnNewMessage) -> OnNewMessage:
    """Rasa's channel logs the person's words when a turn fails, and answers nothing; and it goes on as if nothing had
    happened when the database did not take the turn. Here the person is told that their message does not count.

    Gives the conversation as it was written, or None.
    """

    async def handle(message: UserMessage) -> DialogueStateTracker | None:
        began, failed = time.monotonic(), False
        pressed = pressed_button(knowledge(), message.text or "")
        if pressed:
            # Rasa takes what a channel knows already, and does not have to work out what words mean.
            message.parse_data = parsed(message.text or "", pressed)
        with written() as conversations:
            try:
                await on_new_message(message)
            except Exception as error:  # whatever failed, the person is told what to do now
                failed = True
                where = traceback.extract_tb(error.__traceback__)[-1]
                logger.error("A turn failed: %s in %s, line %s", type(error).__name__, where.filename, where.lineno)
        if not conversations and message.output_channel is not None:
            await _tell_that_it_is_lost(message)
        outcome = "answered" if conversations else "failed" if failed else "not_kept"
        counting.turn(str(message.input_channel), outcome, time.monotonic() - began)
        return conversations[-1] if conversations else None

    return handle


async def _tell_that_it_is_lost(message: UserMessage) -> None:
    """Leaves what is urgent of an answer that does not count, and says that it doesn't."""
    out = message.output_channel
    said = getattr(out, "messages", None)
    # A stream has sent it already.
    if isinstance(said, list):
        urgent = wording.emergency(knowledge())
        said[:] = [one for one in said if one.get("text") in urgent]
    await out.send_text_message(message.sender_id, knowledge().phrase("technical_problem"))


def one_at_a_time(conversation: str) -> asyncio.Lock:
    """Held from the look at what is kept of a conversation to the end of what follows from it.

    Rasa's own lock is held during a turn only: between the look and the turn the conversation could be forgotten,
    and the turn would bring it back.
    """
    return _locks.setdefault(conversation, asyncio.Lock())
