"""One server for all tests of this folder."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator

import httpx
import pytest

from bot.settings import ROOT, settings
from tests.server import Conversation, PageConversation, Server
from tests.web.described import Described
from tests.web.helpline import HASH, SECRET

TOKEN = "a-token-for-the-tests"
# A page of another origin that may use the assistant.
LISTED = "https://intranet.example.org"


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(
        tmp_path_factory.mktemp("server"), API_TOKEN=TOKEN, ALLOWED_ORIGINS=f"http://other.example:8080, {LISTED}",
        HELPLINE_SECRET_HASH=HASH,
        # The most that it can be asked to tell; what tests look for in the log must not be in that either.
        LOG_LEVEL="INFO",
    )
    try:
        running.start()
        yield running
    finally:
        running.stop()


# What one address may do on the tight server.
TIGHT_REQUESTS, TIGHT_CONVERSATIONS = 60, 5


@pytest.fixture(scope="session")
def tight(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A second server, with everything short and few, and with content and models of its own to be broken."""
    folder = tmp_path_factory.mktemp("tight")
    shutil.copytree(ROOT / "data" / "briefing", folder / "briefing")
    shutil.copytree(settings().models, folder / "models", copy_function=os.link)
    running = Server(
        folder, RETENTION_HOURS=1, PURGE_SECONDS=1, REQUEST_SECONDS=1, REQUESTS_PER_MINUTE=TIGHT_REQUESTS,
        CONVERSATIONS_PER_HOUR=TIGHT_CONVERSATIONS, CONTENT_FOLDER=folder / "briefing", MODELS_FOLDER=folder / "models",
        HELPLINE_SECRET_HASH=HASH,
    )
    try:
        running.start()
        yield running
    finally:
        running.stop()


@pytest.fixture
def tight_client(tight: Server) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=tight.address, timeout=60) as open_client:
        yield open_client


@pytest.fixture
def tight_page(tight_client: httpx.Client) -> PageConversation:
    """A conversation of the page on the tight server, with a first answer."""
    page = PageConversation(tight_client)
    page.open()
    page.answer(role="teacher")
    return page


@pytest.fixture(autouse=True)
def _no_trace_in_the_log(server: Server) -> Iterator[None]:
    """Whatever a test sends: the server's log holds no stack trace of it."""
    before = len(server.log())
    yield
    assert "Traceback" not in server.log()[before:]


@pytest.fixture(scope="session")
def client(server: Server) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.address, timeout=60) as open_client:
        yield open_client


@pytest.fixture
def worker(server: Server) -> Iterator[httpx.Client]:
    """A client of somebody who signed in to the helpline page."""
    with httpx.Client(base_url=server.address, timeout=60) as open_client:
        assert open_client.post("/helpline/sign-in", data={"secret": SECRET}).status_code == 303
        yield open_client


@pytest.fixture
def new_conversation(client: httpx.Client) -> Callable[..., Conversation]:
    return lambda sender=None: Conversation(client, sender)


@pytest.fixture
def conversation(new_conversation: Callable[..., Conversation]) -> Conversation:
    return new_conversation()


@pytest.fixture
def new_page(client: httpx.Client) -> Callable[..., PageConversation]:
    """Begins a conversation of the page and opens it."""

    def begin(**who: str) -> PageConversation:
        page = PageConversation(client, **who)
        page.open()
        return page

    return begin


@pytest.fixture
def page(new_page: Callable[..., PageConversation]) -> PageConversation:
    return new_page()


@pytest.fixture(scope="session")
def described(client: httpx.Client) -> Described:
    return Described(client.get("/api/openapi.json").json())


@pytest.fixture
def elsewhere(server: Server) -> Iterator[httpx.Client]:
    """A client on another machine: a proxy on this one passes its requests on."""
    with httpx.Client(base_url=server.address, timeout=60, headers={"X-Forwarded-For": "203.0.113.7"}) as open_client:
        yield open_client
