"""What an old office PC has to fetch, and the words of the interface."""

from __future__ import annotations

import re

from playwright.sync_api import Page, Route, expect

from bot.core.interface import PLACES
from bot.web import assets
from tests.browser.browser import seen
from tests.browser.person import Person
from tests.server import Server

MOST = 60_000


def test_the_first_page_is_small(page: Page, server: Server) -> None:
    fetched = seen(page, "response")
    Person(page).open(server.address)
    kinds = ("text/javascript", "text/css")
    sizes = {one.url: len(one.body()) for one in fetched if one.headers.get("content-type", "").startswith(kinds)}
    assert sizes
    assert sum(sizes.values()) <= MOST, sizes


def test_the_page_can_be_used_before_anything_more_is_fetched(page: Page, server: Server) -> None:
    """Everything that the first question needs is named by the page, so that no chain of requests delays it."""
    asked = seen(page, "request")
    Person(page).open(server.address)
    named = set(re.findall(r'href="(/assets/[\w-]+\.js)"', page.content()))
    scripts = {url.removeprefix(server.address) for url in (one.url for one in asked) if url.endswith(".js")}
    assert scripts == named


def test_a_module_is_asked_for_again_when_the_connection_fails(page: Page, server: Server) -> None:
    failed: list[str] = []

    def fail_once(route: Route) -> None:
        if failed:
            route.continue_()
        else:
            failed.append("more.js")
            route.abort()

    page.route("**/assets/more.js*", fail_once)
    Person(page).open(server.address).press("Foster carer").asked("Which nation")
    assert failed


def test_every_word_that_the_client_shows_stands_in_the_content() -> None:
    """By the keys that the modules name: whole, or with a part that is filled in."""
    source = "\n".join(path.read_text(encoding="utf-8") for name, path in assets.FILES.items() if name.endswith(".js"))
    named = set(re.findall(r'"([a-z]+(?:_[a-z0-9]+)*)"', source))
    shapes = [re.sub(r"\$\{[^}]+\}", r"[a-z0-9_]+", shape) for shape in re.findall(r"`([a-z_]*\$\{[\w.]+\}[a-z_]*)`", source)]
    client = [key for key in PLACES if not key.startswith(("page_", "guide_", "route_", "footer_", "emergency_", "step_"))]
    unused = [key for key in client if key not in named and not any(re.fullmatch(shape, key) for shape in shapes)]
    assert unused == []


def test_a_page_in_another_language_says_so(page: Page, server: Server) -> None:
    """The page takes language and words from the content alone: here the first are replaced."""
    def in_welsh(route: Route) -> None:
        response = route.fetch()
        text = response.text().replace('"lang": "en-GB"', '"lang": "cy"').replace("Your answer", "Eich ateb")
        route.fulfill(response=response, body=text)

    page.route(f"{server.address}/", in_welsh)
    page.goto(server.address)
    expect(page.get_by_role("region", name="Eich ateb")).to_be_visible()
    expect(page.locator(".app")).to_have_attribute("lang", "cy")
