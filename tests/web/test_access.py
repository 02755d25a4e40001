"""Who may use the doors for programs: this machine, and whoever has the integrator's token."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import httpx
import pytest

from bot.settings import Settings
from bot.web import access
from bot.web.errors import ApiError
from tests.server import Conversation, Server
from tests.web.conftest import TOKEN
from tests.web.described import Described

GUARDED = [
    ("POST", "/webhooks/rest/webhook"),
    ("GET", "/webhooks/rest"),
    ("GET", "/api/conversations/{id}/assessment"),
    *(("GET", f"/api/conversations/{{id}}/record.{form}") for form in ("html", "docx", "pdf", "json", "txt")),
    ("DELETE", "/api/conversations/{id}"),
]


def ask(client: httpx.Client, method: str, path: str, token: str) -> httpx.Response:
    body = {"sender": "guarded", "message": "answer:role=nurse"} if method == "POST" else None
    headers = {"Authorization": token} if token else {}
    return client.request(method, path.replace("{id}", "guarded"), json=body, headers=headers)


@pytest.fixture
def guarded(client: httpx.Client) -> None:
    """A conversation to get at."""
    Conversation(client, "guarded").answer(role="teacher")


@pytest.mark.parametrize("token", ["", "Bearer", "Bearer wrong", f"Basic {TOKEN}", f"Bearer {TOKEN}x"])
@pytest.mark.usefixtures("guarded")
@pytest.mark.parametrize(("method", "path"), GUARDED)
def test_from_elsewhere_conversations_are_closed_without_the_token(
    method: str, path: str, token: str, elsewhere: httpx.Client, described: Described, server: Server
) -> None:
    before = server.rows("guarded")

    response = described.check(ask(elsewhere, method, path, token), path)

    assert (response.status_code, described.error(response)["code"]) == (401, "token_needed")
    assert server.rows("guarded") == before != []


@pytest.mark.usefixtures("guarded")
@pytest.mark.parametrize(("method", "path"), GUARDED)
def test_from_elsewhere_they_are_open_with_the_token(
    method: str, path: str, elsewhere: httpx.Client, described: Described
) -> None:
    assert described.check(ask(elsewhere, method, path, f"Bearer {TOKEN}"), path).is_success


@pytest.mark.parametrize("address", ["/api/health/live", "/api/health/ready", "/api/openapi.json", "/api/questions"])
def test_what_holds_no_conversation_is_open_to_all(address: str, elsewhere: httpx.Client) -> None:
    assert elsewhere.get(address).status_code == 200


def request(client_ip: str | None, **headers: str) -> Any:
    found = {"host": "127.0.0.1:5005", **{name.replace("_", "-"): value for name, value in headers.items()}}
    return SimpleNamespace(headers=found, conn_info=SimpleNamespace(client_ip=client_ip))


OPEN = {
    "this machine": ("", request("127.0.0.1")),
    "this machine by IPv6": ("", request("::1", host="[::1]:5005")),
    "this machine by its address": ("", request("127.0.0.1", host="127.0.0.1:5005")),
    "this machine by its name": ("", request("127.0.0.1", host="LocalHost")),
    "by another name with the token": ("secret", request("127.0.0.1", host="rebound.example", authorization="Bearer secret")),
    "elsewhere with the token": ("secret", request("198.51.100.7", authorization="Bearer secret")),
    "passed on with the token": ("secret", request("127.0.0.1", forwarded="for=x", authorization="Bearer secret")),
}
CLOSED = {
    "elsewhere, no token set": ("", request("198.51.100.7")),
    "elsewhere, no token set, an empty one given": ("", request("198.51.100.7", authorization="Bearer ")),
    "elsewhere without the token": ("secret", request("198.51.100.7")),
    "elsewhere with another token": ("secret", request("198.51.100.7", authorization="Bearer Secret")),
    "elsewhere with what is no text": ("secret", request("198.51.100.7", authorization="Bearer \udcff")),
    "passed on": ("", request("127.0.0.1", x_forwarded_for="127.0.0.1")),
    "passed on by another header": ("", request("127.0.0.1", x_real_ip="127.0.0.1")),
    "passed on by the standard header": ("", request("127.0.0.1", forwarded="for=127.0.0.1")),
    "by a name that somebody had lead here": ("", request("127.0.0.1", host="evil.example:5005")),
    "by a name that begins like ours": ("", request("127.0.0.1", host="localhost.evil.example")),
    "by no name": ("", request("127.0.0.1", host="")),
    "an address that only begins like ours": ("", request("127.0.0.1", host="127.0.0.1.evil.example")),
    "from an unknown place": ("", request("")),
    "by a socket without address": ("", request(None)),
}


@pytest.mark.parametrize(("token", "request_"), OPEN.values(), ids=OPEN)
def test_who_is_trusted(token: str, request_: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "settings", lambda: Settings(api_token=token))

    access.trusted_only(request_)
    if token:
        monkeypatch.setattr(access, "settings", lambda: Settings(api_token="another"))
        with pytest.raises(ApiError):
            access.trusted_only(request_)


@pytest.mark.parametrize(("token", "request_"), CLOSED.values(), ids=CLOSED)
def test_who_is_not(token: str, request_: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "settings", lambda: Settings(api_token=token))

    with pytest.raises(ApiError) as refused:
        access.trusted_only(request_)
    assert refused.value.status_code == 401
