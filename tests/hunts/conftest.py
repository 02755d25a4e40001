"""One server for all hunts that need one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

import httpx
import pytest

from tests.hunts.size import SETTINGS
from tests.server import PageConversation, Server
from tests.web.described import Described
from tests.web.helpline import HASH, SECRET

# A page of another origin that may use the assistant, and one that may not.
LISTED, UNLISTED = "https://intranet.example.org", "https://evil.example"
_NUMBERS = count(1)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(
        tmp_path_factory.mktemp("hunted"), ALLOWED_ORIGINS=LISTED, HELPLINE_SECRET_HASH=HASH, HELPLINE_PROXIES="127.0.0.1",
        **SETTINGS,
    )
    try:
        running.start()
        yield running
    finally:
        running.stop()


@pytest.fixture
def silent_log(server: Server) -> Iterator[None]:
    """Whatever was tried: nothing failed in the server."""
    before = len(server.log())
    yield
    logged = server.log()[before:]
    assert "Traceback" not in logged
    assert "ERROR" not in logged


@pytest.fixture(scope="session")
def client(server: Server) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.address, timeout=60) as open_client:
        yield open_client


@pytest.fixture
def worker(server: Server) -> Iterator[httpx.Client]:
    """Somebody who signed in to the helpline page, from an address where nobody tried before."""
    with httpx.Client(base_url=server.address, timeout=60) as open_client:
        elsewhere = {"X-Forwarded-For": f"203.0.113.{next(_NUMBERS) % 256}"}
        assert open_client.post("/helpline/sign-in", data={"secret": SECRET}, headers=elsewhere).status_code == 303
        yield open_client


@pytest.fixture
def page(client: httpx.Client) -> PageConversation:
    begun = PageConversation(client)
    begun.open()
    return begun


@pytest.fixture(scope="session")
def described(client: httpx.Client) -> Described:
    return Described(client.get("/api/openapi.json").json())


@pytest.fixture
def hunted(record_property: Callable[[str, object], None]) -> Iterator[Callable[..., None]]:
    """Counts what a test hunts: `hunted(turns=1)`."""
    found: Counter[str] = Counter()
    yield lambda **more: found.update(more)
    record_property("hunted", dict(found))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """How much was hunted in all."""
    total: Counter[str] = Counter()
    for report in (one for reports in terminalreporter.stats.values() for one in reports if isinstance(one, pytest.TestReport)):
        for name, value in report.user_properties:
            # Counted until the end of the test, which is told after it.
            if name == "hunted" and report.when == "teardown":
                total.update(value)
    if total:
        terminalreporter.write_line("hunted: " + ", ".join(f"{count:,} {what}" for what, count in sorted(total.items())))
