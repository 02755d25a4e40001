"""What a browser loads: the page, the guide, the widget and the files of a fixed list."""

from __future__ import annotations

import html
import json
import re
import socket

import httpx
import pytest

from bot.web import assets
from tests.server import Server
from tests.web.described import Described

PAGES = ("/", "/guide")
# What a document loads by itself, as against what a person may follow.
LOADED = re.compile(r"<(?:script|link|img|iframe|source|object|embed|form)\b[^>]*?\b(?:src|href|data|action)=\"([^\"]*)\"")


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_whole_in_its_language_and_begins_with_the_emergency(
    path: str, client: httpx.Client, described: Described
) -> None:
    page = described.check(client.get(path), path).text

    assert page.startswith('<!doctype html>\n<html lang="en-GB">')
    emergency = page.index('<a href="tel:999">')
    assert page.index("<body>") < emergency < page.index("<main")
    assert "{" not in re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL), "a place was not filled in"


@pytest.mark.parametrize("path", PAGES)
def test_a_page_loads_nothing_from_elsewhere_and_runs_nothing_inside_it(path: str, client: httpx.Client) -> None:
    page = client.get(path).text

    loaded = LOADED.findall(page)
    assert "/assets/page.css" in loaded
    assert [one for one in loaded if not one.startswith("/") or one.startswith("//")] == ["data:,"]
    assert [tag for tag in re.findall(r"<script[^>]*>", page) if "src=" not in tag and "application/json" not in tag] == []
    assert re.findall(r"<[^>]+\s(?:on\w+|style)=", page) == []
    assert "<style" not in page
    assert "javascript:" not in page


@pytest.mark.parametrize("path", PAGES)
def test_everything_that_a_page_loads_is_there(path: str, client: httpx.Client) -> None:
    for address in LOADED.findall(client.get(path).text):
        if address != "data:,":
            assert client.get(address).status_code == 200, address


def test_the_guide_needs_no_script(client: httpx.Client) -> None:
    assert "<script" not in client.get("/guide").text


def test_the_page_carries_the_text_of_the_interface(client: httpx.Client, described: Described) -> None:
    page = client.get("/").text
    carried = re.search(r'<script type="application/json" id="interface">(.*?)</script>', page, re.DOTALL)

    assert carried
    assert "<" not in carried[1]
    assert json.loads(carried[1]) == described.check(client.get("/api/interface"), "/api/interface").json()


def test_the_page_holds_the_guide_until_scripts_take_over(client: httpx.Client) -> None:
    page, alone = client.get("/").text, client.get("/guide").text
    inside = page.partition('<online-abuse-assistant layout="page">')[2].partition("</online-abuse-assistant>")[0]

    guide = inside[inside.index("<article"):inside.index("</article>")]
    assert guide
    assert guide in alone


@pytest.mark.parametrize("path", ["/widget.js", "/assets/page.css", "/assets/assistant.js"])
def test_a_file_is_fetched_again_only_when_it_changed(path: str, client: httpx.Client, described: Described) -> None:
    first = client.get(path)
    pattern = "/assets/{id}" if path.startswith("/assets") else path
    described.check(first, pattern)

    again = client.get(path, headers={"If-None-Match": first.headers["etag"]})
    other = client.get(path, headers={"If-None-Match": '"another"'})

    described.check(again, pattern)
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert (other.status_code, other.content) == (200, first.content)
    assert first.headers["cache-control"] == "public, max-age=60"


def test_every_file_of_the_client_is_served_as_what_it_is(client: httpx.Client) -> None:
    kinds = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml"}

    assert {"page.css", "assistant.js", "widget.js"} <= set(assets.FILES)
    for name, path in assets.FILES.items():
        answer = client.get(f"/assets/{name}")
        assert (answer.status_code, answer.headers["content-type"]) == (200, kinds[path.suffix]), name
        assert answer.text.strip()


@pytest.mark.parametrize("name", [
    "nothing.js", "../page.py", "..%2Fpage.py", "..%2f..%2fsettings.py", "%2e%2e/page.py", "..%5Cpage.py", "%2Fetc%2Fpasswd",
    "page.css%00.js", "./page.css/../../page.py", "PAGE.CSS", ".", "..", "%", "page.py", "__init__.py", "", "....//page.py",
    "helpline/nothing.js", "helpline/..%2Fpage.css", "helpline/%2e%2e/page.py", "helpline/page.css", "helpline/", "helpline",
    "page.css%20", "%E2%80%AEpage.css", "../../../../../../etc/passwd", "/etc/passwd", "page.css/../page.py",
])
def test_no_name_leads_out_of_the_list(name: str, server: Server) -> None:
    # Byte by byte, because a client would tidy the address up before it sends it.
    with socket.create_connection(("127.0.0.1", server.port), timeout=60) as connection:
        connection.sendall(f"GET /assets/{name} HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n".encode())
        answer = b"".join(iter(lambda: connection.recv(65536), b""))

    head, _, body = answer.partition(b"\r\n\r\n")
    assert head.split()[1] in (b"400", b"404"), head
    assert set(json.loads(body)["error"]) == {"code", "message"}


def test_a_page_is_the_same_for_everybody_and_keeps_nothing_of_the_address(client: httpx.Client) -> None:
    planted = "<script>stegosaurus</script>"

    asked = client.get("/", params={"role": planted, "q": "stegosaurus"}, headers={"Accept-Language": planted})

    assert asked.text == client.get("/").text
    assert "stegosaurus" not in html.unescape(asked.text)
