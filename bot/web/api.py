"""The API of the contract, served by Rasa's own server as a channel without messages."""

from __future__ import annotations

import json as json_module
from collections.abc import Awaitable, Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import sqlalchemy.exc
import yaml
from rasa.core.channels.channel import InputChannel, UserMessage
from rasa.shared.core.trackers import DialogueStateTracker
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, empty, json

from bot import __version__
from bot.core import asking
from bot.core.assessment import assess
from bot.core.case import Case
from bot.core.conversation import assessment_of
from bot.core.interface import interface
from bot.core.sources import sources
from bot.dialogue.store import store_of
from bot.shared import knowledge, redactor, understanding
from bot.turn_data import CASE_SLOT
from bot.web import access, health, keeping, records
from bot.web.answers import answers_of
from bot.web.errors import ApiError
from bot.web.turns import one_at_a_time

# What a browser deletes of this site together with the conversation.
CLEARED = '"cache", "storage"'
OPENAPI = Path(__file__).with_name("openapi.yml")


class AssistantApi(InputChannel):
    """Everything under `/api`. It keeps nothing; conversations come in by the REST channel."""

    @classmethod
    def name(cls) -> str:
        return "api"

    def url_prefix(self) -> str:
        return "/api"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        api = Blueprint("assistant_api")
        api.before_server_start(_prepare)
        api.after_server_start(keeping.begin)
        api.before_server_stop(keeping.end)
        for handler, path, methods in (
            (understand, "/understand", ["POST"]),
            (assess_answers, "/assess", ["POST"]),
            (questions, "/questions", ["GET"]),
            (shown_sources, "/sources", ["GET"]),
            (interface_text, "/interface", ["GET"]),
            (conversation_assessment, "/conversations/<conversation:str>/assessment", ["GET"]),
            (forget_conversation, "/conversations/<conversation:str>", ["DELETE"]),
            (health.live, "/health/live", ["GET"]),
            (health.ready, "/health/ready", ["GET"]),
            (openapi, "/openapi.json", ["GET"]),
        ):
            # Without `unquote` an id with a space or an accent would name another conversation: none.
            api.add_route(handler, path, methods=methods, unquote=True)
        for form in records.FORMS:
            path = f"/conversations/<conversation:str>/record.{form}"
            api.add_route(conversation_record(form), path, methods=["GET"], unquote=True, name=f"record_{form}")
        return api


async def understand(request: Request) -> HTTPResponse:
    """What a text says: by label, and which questions its words answer beside that. Keeps nothing."""
    said = access.text_of(access.json_object(request), "text")
    understood = understanding().understand(said)
    return json({
        "labels": understood.labels,
        "findings": [finding.plain() for finding in understood.findings],
        "details": [
            detail.plain() for detail in understood.answered if knowledge().offers(detail.question, detail.value)
        ],
        "redacted": redactor().redact(access.without_controls(said)),
    })


async def assess_answers(request: Request) -> HTTPResponse:
    """The assessment of a set of answers. Keeps nothing."""
    return as_json(assess(knowledge(), answers_of(access.json_object(request))).plain())


async def questions(_: Request) -> HTTPResponse:
    """Every question, in the interview's default order."""
    content = knowledge()
    return json([
        asking.described(content, question, number)
        for number, question in enumerate(content.questions.values(), 1)
    ])


async def shown_sources(_: Request) -> HTTPResponse:
    """What the lines of an assessment rest on, by the ids that they cite."""
    return as_json(sources(knowledge()))


async def interface_text(_: Request) -> HTTPResponse:
    """The text of the page."""
    return as_json(interface(knowledge()))


async def conversation_assessment(request: Request, conversation: str) -> HTTPResponse:
    """The assessment so far."""
    return as_json(assessment_of(knowledge(), await _case(request, conversation)).plain())


def conversation_record(form: str) -> Callable[[Request, str], Awaitable[HTTPResponse]]:
    """A handler that gives the record of a conversation in one form."""

    async def handle(request: Request, conversation: str) -> HTTPResponse:
        return await records.answer(form, knowledge(), await _case(request, conversation))

    return handle


async def forget_conversation(request: Request, conversation: str) -> HTTPResponse:
    """Forgets a conversation for good; the same answer whether there was one, so that nothing can be tried out."""
    access.may_reach(request, conversation)
    agent = request.app.ctx.agent
    async with one_at_a_time(conversation), agent.lock_store.lock(conversation):
        try:
            store_of(agent).forget(conversation)
        except sqlalchemy.exc.SQLAlchemyError as error:
            raise ApiError(503, "not_forgotten", "The database did not answer; nothing was deleted yet.") from error
    return empty(204, headers={"Clear-Site-Data": CLEARED})


async def openapi(_: Request) -> HTTPResponse:
    return json(described_api())


@lru_cache(maxsize=1)
def described_api() -> dict[str, Any]:
    """The API as OpenAPI 3.1."""
    described: dict[str, Any] = yaml.safe_load(OPENAPI.read_text(encoding="utf-8"))
    described["info"]["version"] = __version__
    return described


async def _case(request: Request, conversation: str) -> Case:
    return case_in(await tracker_of(request, conversation))


async def tracker_of(request: Request, conversation: str) -> DialogueStateTracker:
    """What is kept of a conversation that this request may reach. Raises ApiError 401, 404 or 503."""
    access.may_reach(request, conversation)
    try:
        # Past Rasa's wrapper, which would say that there is none when the database does not answer.
        tracker = await store_of(request.app.ctx.agent).retrieve_full_tracker(conversation)
    except sqlalchemy.exc.SQLAlchemyError as error:
        raise ApiError(
            503, "database_unavailable", "The database cannot be read. In an emergency call 999."
        ) from error
    if tracker is None or not tracker.events:
        raise ApiError(404, "conversation_not_found", "There is no conversation with this id.")
    return tracker


def case_in(tracker: DialogueStateTracker) -> Case:
    """The state of the conversation that a tracker carries."""
    return Case.from_plain(tracker.get_slot(CASE_SLOT))


def as_json(data: Any, status: int = 200, headers: dict[str, str] | None = None) -> HTTPResponse:
    # Sanic's fast encoder escapes slashes and knows no options; addresses are to be readable.
    return json(data, status=status, headers=headers, dumps=lambda value: json_module.dumps(value, ensure_ascii=False))


async def _prepare(app: Any, _: Any) -> None:
    access.prepare(app)
