"""Every answer of the server tells a browser to do no more with it than it is meant for."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from tests.server import PageConversation
from tests.web.helpline import SECRET
from tests.web.test_openapi import served

ODD = {
    "nothing there": ("GET", "/nothing"),
    "wrong method": ("PUT", "/api/questions"),
    "no JSON": ("POST", "/api/assess"),
    "too large": ("POST", "/api/understand"),
    "no key": ("GET", "/api/conversations/page-x/messages"),
    "refused origin": ("OPTIONS", "/api/conversations"),
    "not changed": ("GET", "/widget.js"),
}
PAGES = ("/", "/guide")
SCRIPTS = ("/widget.js", "/assets/")
# The pages with a form of their own, and how it is sent.
WITH_FORM = ("/helpline", "/helpline/sign-in")
FORM = {"data": {"secret": SECRET}}
FLAG = {"json": {"item": "questions/coercion", "kind": "unclear"}}
ANYTHING = {"json": {"message": "hello", "message_id": "m", "sender": "headers", "text": "x", "answers": {}}}


def filled(path: str, page: PageConversation) -> str:
    names = {"/assets/{id}": "page.css", "/assets/helpline/{id}": "helpline.js"}
    return path.replace("{id}", names.get(path, page.id))


def body(method: str, path: str) -> Any:
    if method != "post":
        return {}
    return {"/helpline/sign-in": FORM, "/api/helpline/flags": FLAG}.get(path, ANYTHING)


def check(response: httpx.Response, with_form: bool = False) -> None:
    headers = response.headers
    policy = dict(part.strip().partition(" ")[::2] for part in headers["content-security-policy"].split(";"))
    assert headers["x-content-type-options"] == "nosniff"
    # With "no-referrer" a form would not say from which page it comes.
    assert headers["referrer-policy"] == ("same-origin" if with_form else "no-referrer")
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert {one: policy[one] for one in ("default-src", "base-uri", "form-action", "frame-ancestors")} == {
        "default-src": "'none'", "base-uri": "'none'", "form-action": "'self'" if with_form else "'none'",
        "frame-ancestors": "'none'",
    }
    assert "'unsafe" not in headers["content-security-policy"]
    off = headers["permissions-policy"].split(", ")
    assert {"camera=()", "microphone=()", "geolocation=()", "payment=()", "usb=()"} <= set(off)
    assert [one for one in off if not one.endswith("=()")] == ["clipboard-write=(self)"]
    assert "server" not in headers
    assert "access-control-allow-credentials" not in headers


def test_every_address_carries_them(page: PageConversation, client: httpx.Client, worker: httpx.Client) -> None:
    addresses = sorted(served(), key=lambda one: (("get", "post", "delete").index(one[0]), one[1]))
    assert ("get", "/") in addresses
    for method, path in addresses:
        # In this order signing out comes after everything that needs a sign-in.
        who = worker if "helpline" in path else client
        response = who.request(
            method, filled(path, page), headers={"Authorization": f"Bearer {page.key}"}, **body(method, path)
        )
        assert response.status_code < 400 or method == "get", (method, path, response.text)
        check(response, with_form=path in WITH_FORM and response.status_code == 200)
        kept = "public, max-age=60" if path.startswith(SCRIPTS) else "no-store"
        assert response.headers["cache-control"] == kept, path
        shared = "cross-origin" if path.startswith(SCRIPTS) else "same-origin"
        assert response.headers["cross-origin-resource-policy"] == shared, path


@pytest.mark.parametrize(("method", "path"), ODD.values(), ids=ODD)
def test_errors_and_empty_answers_carry_them_too(method: str, path: str, client: httpx.Client) -> None:
    headers = {"Origin": "https://evil.example"} if method == "OPTIONS" else {}
    if path == "/widget.js":
        headers = {"If-None-Match": client.get(path).headers["etag"]}
    body = b"x" * 100_000 if path == "/api/understand" else b"x" if method == "POST" else None

    response = client.request(method, path, content=body, headers=headers)

    assert response.status_code in (304, 400, 401, 403, 404, 405, 413)
    check(response)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_runs_its_own_scripts_and_talks_to_its_own_server_only(path: str, client: httpx.Client) -> None:
    policy = client.get(path).headers["content-security-policy"]

    assert [part for part in policy.split("; ") if "src" in part] == [
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'", "img-src 'self' data:"
    ]


@pytest.mark.parametrize("path", ["/api/questions", "/api/interface", "/assets/page.css", "/nothing"])
def test_what_is_no_page_runs_nothing(path: str, client: httpx.Client) -> None:
    assert "script-src" not in client.get(path).headers["content-security-policy"]
