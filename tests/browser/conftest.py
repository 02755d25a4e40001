"""One server, one browser and one other site for all tests of this folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from bot.privacy.secret import SecretHash
from tests.browser.browser import HostSite, chromium
from tests.browser.person import Person
from tests.browser.worker import Worker
from tests.server import Server, free_port

PATIENCE = 15_000
SECRET = "what the helpline shares"


# For this package only: as long as a browser is open, no other test of the same process can run an event loop.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE)
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="package")
def site() -> Iterator[HostSite]:
    with HostSite(free_port()) as opened:
        yield opened


@pytest.fixture(scope="package")
def server(tmp_path_factory: pytest.TempPathFactory, site: HostSite) -> Iterator[Server]:
    # The least work that scrypt can do: nobody but these tests knows of this secret.
    secret = SecretHash.of(SECRET, cost=1, lanes=1)
    running = Server(tmp_path_factory.mktemp("server"), ALLOWED_ORIGINS=site.address, HELPLINE_SECRET_HASH=secret)
    try:
        running.start()
        yield running
    finally:
        running.stop()


@pytest.fixture(scope="package")
def host(site: HostSite, server: Server) -> HostSite:
    """The other site, with the assistant of this server in its pages."""
    site.assistant = server.address
    return site


@pytest.fixture
def new_context(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Makes contexts: browsers of their own, with nothing kept from before."""
    opened: list[BrowserContext] = []

    def make(**options: object) -> BrowserContext:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE)
        opened.append(context)
        return context

    yield make
    for context in opened:
        context.close()


@pytest.fixture
def context(new_context: Callable[..., BrowserContext]) -> BrowserContext:
    return new_context()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page in which no script may fail and no rule of its content security policy may be broken."""
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.on("console", lambda message: errors.append(message.text) if "Content Security Policy" in message.text else None)
    yield opened
    assert errors == []


@pytest.fixture
def person(page: Page) -> Person:
    return Person(page)


@pytest.fixture(scope="package")
def cookie(server: Server) -> dict[str, str]:
    """What a browser carries that has signed in to the helpline page."""
    signed_in = httpx.post(f"{server.address}/helpline/sign-in", data={"secret": SECRET})
    return {"name": "helpline", "value": signed_in.cookies["helpline"], "url": server.address}


@pytest.fixture
def worker(new_context: Callable[..., BrowserContext], cookie: dict[str, str]) -> Iterator[Worker]:
    """At a screen of the size that helplines have, signed in, with a page in which no script may fail."""
    context = new_context(viewport={"width": 1280, "height": 720})
    context.add_cookies([cookie])  # type: ignore[list-item]
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield Worker(opened)
    assert errors == []
