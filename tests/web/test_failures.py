"""What a person and a program see when a part of the server fails: what to do now, never a trace or what was typed."""

from __future__ import annotations

import asyncio
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from rasa.core.channels import channel
from rasa.core.lock_store import InMemoryLockStore
from sanic import Sanic
from sqlalchemy.exc import OperationalError
from structlog.testing import capture_logs

from bot.core.knowledge import Knowledge
from bot.settings import Settings
from bot.web import access, health
from bot.web.api import AssistantApi
from bot.web.page import AssistantPage
from bot.web.rest import TrustedRest
from tests.web.described import Described

PLANTED = "compsognathus"
_NUMBERS = count(1)


@pytest.fixture(autouse=True)
def _several_apps_in_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Sanic, "test_mode", True)


def nothing() -> None:
    pass


def fails(*_: object) -> None:
    raise OperationalError(PLANTED, {}, Exception(PLANTED))


async def fails_later(*_: object) -> None:
    raise KeyError(PLANTED)


def app_with(**agent: Any) -> Sanic:
    """The server's routes around an agent of the test's own."""
    app = Sanic(f"failing-{next(_NUMBERS)}")
    access.prepare(app)
    channel.register([TrustedRest(), AssistantApi(), AssistantPage()], app, route="/webhooks/")
    works = {
        "is_ready": lambda: True, "handle_message": fails_later, "lock_store": InMemoryLockStore(),
        "tracker_store": SimpleNamespace(
            check=nothing, forget=fails, retrieve=fails_later, retrieve_full_tracker=fails_later, texts=lambda _: [],
        ),
    }
    app.ctx.agent = SimpleNamespace(**{**works, **agent})
    return app


def ask(app: Sanic, method: str, path: str, key: str = "", **body: object) -> httpx.Response:
    """What the app answers to a client on this machine; without a socket, as nothing here is about the network."""
    headers = {"Authorization": f"Bearer {key}"} if key else {}

    async def asked() -> httpx.Response:
        app.asgi = True
        await app._startup()
        transport = httpx.ASGITransport(app=app, client=("127.0.0.1", 1), raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1", timeout=60) as client:
            return await client.request(method, path, json=body or None, headers=headers)

    return asyncio.run(asked())


def test_a_turn_that_fails_ends_in_a_sentence_for_the_person(
    knowledge: Knowledge, caplog: pytest.LogCaptureFixture
) -> None:
    with capture_logs() as logged_by_rasa:
        answer = ask(app_with(), "POST", "/webhooks/rest/webhook", sender="somebody", message=PLANTED)

    assert [one["text"] for one in answer.json()] == [knowledge.phrase("technical_problem")]
    logged = f"{caplog.text}{logged_by_rasa}"
    assert "KeyError" in logged
    assert PLANTED not in logged
    assert "Traceback" not in logged


def test_a_turn_of_the_page_that_fails_ends_in_a_sentence_too(
    knowledge: Knowledge, caplog: pytest.LogCaptureFixture, described: Described
) -> None:
    key = access.new_key()
    conversation = access.page_conversation(key)
    app = app_with(tracker_store=SimpleNamespace(came=lambda *_: None, texts=lambda _: []))

    with capture_logs() as logged_by_rasa:
        answer = ask(app, "POST", f"/api/conversations/{conversation}/messages", key, message=PLANTED, message_id="opening")

    told = described.check(answer, "/api/conversations/{id}/messages").json()
    assert [one["text"] for one in told["messages"]] == [knowledge.phrase("technical_problem")]
    assert (told["assessment"], told["forgotten"]) == (None, False)
    logged = f"{caplog.text}{logged_by_rasa}"
    assert "KeyError" in logged
    assert PLANTED not in logged


def test_pages_and_the_emergency_line_need_neither_model_nor_database(knowledge: Knowledge) -> None:
    broken = app_with(is_ready=lambda: False, tracker_store=SimpleNamespace(retrieve=fails_later, check=fails))

    for path in ("/", "/guide"):
        page = ask(broken, "GET", path)
        assert page.status_code == 200
        assert '<a href="tel:999">' in page.text
        assert knowledge.labels["identity"].name in page.text


def test_an_unexpected_failure_carries_the_headers_of_every_answer() -> None:
    answer = ask(app_with(), "GET", "/api/conversations/somebody/assessment")

    assert answer.status_code == 500
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_an_unexpected_failure_is_told_without_what_was_typed(
    described: Described, caplog: pytest.LogCaptureFixture
) -> None:
    answer = ask(app_with(), "GET", "/api/conversations/somebody/assessment")

    assert (answer.status_code, described.error(answer)["code"]) == (500, "internal_error")
    assert PLANTED not in answer.text + caplog.text
    assert "Traceback" not in answer.text + caplog.text
    assert "KeyError" in caplog.text
    assert "somebody" not in caplog.text


def test_what_could_not_be_deleted_is_not_called_forgotten(described: Described) -> None:
    answer = described.check(ask(app_with(), "DELETE", "/api/conversations/somebody"), "/api/conversations/{id}")

    assert (answer.status_code, described.error(answer)["code"]) == (503, "not_forgotten")
    assert PLANTED not in answer.text


NOT_READY: dict[str, dict[str, Any]] = {
    "model_missing": {"is_ready": lambda: False},
    "database_unavailable": {"tracker_store": SimpleNamespace(check=fails)},
}


@pytest.mark.parametrize(("code", "agent"), NOT_READY.items(), ids=NOT_READY)
def test_a_server_that_cannot_work_says_why_and_still_lives(code: str, agent: dict[str, Any], described: Described) -> None:
    app = app_with(**agent)
    answer = described.check(ask(app, "GET", "/api/health/ready"), "/api/health/ready")

    assert (answer.status_code, described.error(answer)["code"]) == (503, code)
    assert ask(app, "GET", "/api/health/live").status_code == 200


def test_content_that_was_broken_since_the_start_makes_the_server_not_ready(
    tmp_path: Path, described: Described, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ask(app_with(), "GET", "/api/health/ready").status_code == 200

    monkeypatch.setattr(health, "settings", lambda: Settings(content=tmp_path))

    answer = described.check(ask(app_with(), "GET", "/api/health/ready"), "/api/health/ready")
    assert (answer.status_code, described.error(answer)["code"]) == (503, "content_broken")
