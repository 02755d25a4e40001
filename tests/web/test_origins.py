"""Which pages of other origins may use the assistant from a browser: the listed ones, and no other."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest

from bot.core.errors import AssistantError
from bot.settings import from_environment
from tests.server import PageConversation, Server
from tests.web.conftest import LISTED
from tests.web.described import Described

UNLISTED = [
    "https://evil.example", "http://intranet.example.org", "https://intranet.example.org.evil.example",
    "https://intranet.example.org:8443", "https://xintranet.example.org", "null", "", "https://INTRANET.example.org",
]
CONVERSATION = [
    ("POST", "/api/conversations"), ("POST", "/api/conversations/{id}/messages"), ("GET", "/api/conversations/{id}/messages"),
    ("GET", "/api/conversations/{id}/assessment"), ("GET", "/api/conversations/{id}/record.json"),
    ("GET", "/api/conversations/{id}/record.txt"), ("DELETE", "/api/conversations/{id}"),
]
READABLE = ["/widget.js", "/assets/page.css", "/assets/assistant.js", "/api/sources", "/api/interface"]
CLOSED = ["/api/questions", "/api/openapi.json", "/api/health/live", "/", "/guide", "/nothing"]
READS = "access-control-allow-origin"


def ask(client: httpx.Client, page: PageConversation, method: str, path: str, **headers: str) -> httpx.Response:
    body = {"message": "answer:role=nurse", "message_id": "from-a-page"} if path.endswith("messages") else {}
    return client.request(
        method, path.replace("{id}", page.id), json=body if method == "POST" else None,
        headers={"Authorization": f"Bearer {page.key}", **headers},
    )


@pytest.mark.parametrize("origin", UNLISTED)
@pytest.mark.parametrize(("method", "path"), CONVERSATION)
def test_a_page_that_is_not_listed_is_refused_even_with_the_key(
    method: str, path: str, origin: str, page: PageConversation, client: httpx.Client, described: Described, server: Server
) -> None:
    before = server.rows(page.id)

    response = described.check(ask(client, page, method, path, Origin=origin), path)

    assert (response.status_code, described.error(response)["code"]) == (403, "origin_not_allowed")
    assert READS not in response.headers
    assert server.rows(page.id) == before


@pytest.mark.parametrize(("method", "path"), CONVERSATION)
def test_a_listed_page_may_use_and_read(method: str, path: str, page: PageConversation, client: httpx.Client) -> None:
    response = ask(client, page, method, path, Origin=LISTED)

    assert response.is_success, response.text
    assert response.headers[READS] == LISTED
    assert response.headers["vary"] == "Origin"
    assert "access-control-allow-credentials" not in response.headers


def test_a_listed_page_can_read_why_it_was_refused(page: PageConversation, client: httpx.Client) -> None:
    response = client.get(f"/api/conversations/{page.id}/messages", headers={"Origin": LISTED})

    assert (response.status_code, response.headers[READS]) == (401, LISTED)


OURS: dict[str, Callable[[Server], dict[str, str]]] = {
    "by its name": lambda server: {"Origin": server.address},
    "behind a proxy, as the browser says": lambda _: {"Origin": "https://assistant.example", "Sec-Fetch-Site": "same-origin"},
    "not from a page": lambda _: {},
}


@pytest.mark.parametrize("headers", OURS.values(), ids=OURS)
def test_our_own_page_may(
    headers: Callable[[Server], dict[str, str]], page: PageConversation, client: httpx.Client, server: Server
) -> None:
    response = ask(client, page, "POST", "/api/conversations/{id}/messages", **headers(server))

    assert response.status_code == 200
    assert READS not in response.headers


def test_a_page_elsewhere_cannot_pass_for_ours(page: PageConversation, client: httpx.Client) -> None:
    for site in ("cross-site", "same-site", "none"):
        response = ask(client, page, "GET", "/api/conversations/{id}/messages",
                       **{"Origin": "https://evil.example", "Sec-Fetch-Site": site})
        assert response.status_code == 403


PREFLIGHT = {"Access-Control-Request-Headers": "authorization,content-type"}


@pytest.mark.parametrize(("method", "path"), CONVERSATION)
def test_a_browser_that_asks_first_is_answered_for_a_listed_page(method: str, path: str, client: httpx.Client) -> None:
    response = client.options(
        path, headers={"Origin": LISTED, "Access-Control-Request-Method": method, **PREFLIGHT}
    )

    assert (response.status_code, response.content) == (204, b"")
    assert response.headers[READS] == LISTED
    assert method in response.headers["access-control-allow-methods"].split(", ")
    assert response.headers["access-control-allow-headers"].lower() == "authorization, content-type"
    assert response.headers["vary"] == "Origin"


@pytest.mark.parametrize("origin", UNLISTED)
@pytest.mark.parametrize(("method", "path"), CONVERSATION)
def test_and_refused_for_another(method: str, path: str, origin: str, client: httpx.Client, described: Described) -> None:
    response = client.options(
        path, headers={"Origin": origin, "Access-Control-Request-Method": method, **PREFLIGHT}
    )

    assert (response.status_code, described.error(response)["code"]) == (403, "origin_not_allowed")
    assert not [name for name in response.headers if name.startswith("access-control-")]


@pytest.mark.parametrize("path", READABLE)
def test_what_the_widget_loads_is_readable_for_listed_pages_only(path: str, client: httpx.Client) -> None:
    for origin, readable in ((LISTED, LISTED), ("http://other.example:8080", "http://other.example:8080"),
                             ("https://evil.example", None), ("null", None)):
        response = client.get(path, headers={"Origin": origin})
        assert (response.status_code, response.headers.get(READS)) == (200, readable)
        assert response.headers["vary"] == "Origin"
    # A cache between must not hand on an answer that was made for nobody.
    assert client.get(path).headers["vary"] == "Origin"


@pytest.mark.parametrize("path", CLOSED)
def test_the_rest_is_for_no_other_page(path: str, client: httpx.Client) -> None:
    response = client.get(path, headers={"Origin": LISTED})

    assert not [name for name in response.headers if name.startswith("access-control-")]
    assert client.options(
        path, headers={"Origin": LISTED, "Access-Control-Request-Method": "GET"}
    ).status_code == 403


@pytest.mark.parametrize("origin", [LISTED, "https://evil.example", "null"])
def test_no_page_elsewhere_speaks_as_a_program(origin: str, client: httpx.Client, server: Server) -> None:
    """A page in a browser on the server's own machine would otherwise come from this machine."""
    body = b'{"sender": "spoken-by-a-page", "message": "answer:role=nurse"}'

    response = client.post(
        "/webhooks/rest/webhook", content=body, headers={"Origin": origin, "Content-Type": "text/plain"}
    )

    assert response.status_code == 403
    assert server.rows("spoken-by-a-page") == []


@pytest.mark.parametrize("path", ["//api/conversations", "/api//conversations", "/api/conversations/", "/./api/conversations"])
def test_another_spelling_of_an_address_is_no_way_round(path: str, server: Server) -> None:
    with httpx.Client(timeout=60) as client:
        response = client.post(server.address + path, json={}, headers={"Origin": "https://evil.example"})

    assert response.status_code in (403, 404)


def test_origins_are_read_from_the_setting() -> None:
    found = from_environment({"ALLOWED_ORIGINS": " https://a.example, http://b.example:8080 ,http://[::1]:5173,"})

    assert found.allowed_origins == {"https://a.example", "http://b.example:8080", "http://[::1]:5173"}
    assert from_environment({}).allowed_origins == frozenset()


@pytest.mark.parametrize("wrong", [
    "*", "null", "intranet.example.org", "https://a.example/", "https://a.example/page", "https://*.example.org",
    "ftp://a.example", "https://a.example:0", "https://A.example", "https://a.example https://b.example",
    "https://user@a.example", "https://a.example:443", "http://a.example:80",
])
def test_what_no_browser_sends_as_an_origin_stops_the_start(wrong: str) -> None:
    with pytest.raises(AssistantError) as refused:
        from_environment({"ALLOWED_ORIGINS": f"https://fine.example,{wrong}"})

    assert "ALLOWED_ORIGINS" in str(refused.value)
    assert wrong.strip() in str(refused.value)
