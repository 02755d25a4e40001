"""Debian's Chromium, and a site of somebody else's that puts the assistant into its page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from playwright.sync_api import Browser, Page, Route, sync_playwright

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]
HOST_PAGES = Path(__file__).with_name("host")


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser that is closed at the end; while it is open, no other event loop can run in this thread."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


class HostSite:
    """An intranet on another origin, with a strict content security policy: nothing but what it names may run or load.

    `{assistant}` in its pages stands for the assistant's address.
    """

    def __init__(self, port: int) -> None:
        self.address = f"http://127.0.0.1:{port}"
        self.assistant = ""
        self._server = ThreadingHTTPServer(("127.0.0.1", port), partial(_Pages, self))

    def __enter__(self) -> HostSite:
        Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def policy(self) -> str:
        return (
            f"default-src 'none'; script-src {self.assistant}; connect-src {self.assistant}; style-src 'self'; img-src 'self'; "
            "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'"
        )


class _Pages(SimpleHTTPRequestHandler):
    def __init__(self, site: HostSite, *arguments: object) -> None:
        self._site = site
        super().__init__(*arguments)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        file = HOST_PAGES / self.path.lstrip("/")
        if not file.is_file():
            self.send_error(404)
            return
        content = file.read_text(encoding="utf-8").replace("{assistant}", self._site.assistant).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/css" if file.suffix == ".css" else "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Content-Security-Policy", self._site.policy)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Nothing: the requests of a test are of no interest."""


def seen(page: Page, event: str) -> list[Any]:
    """What the page does from now on: its requests, its responses."""
    found: list[Any] = []

    def note(one: Any) -> None:
        found.append(one)

    page.on(event, note)  # type: ignore[call-overload]
    return found


def held(page: Page, pattern: str) -> list[Route]:
    """Requests that are kept from the server until the test lets them go on."""
    found: list[Route] = []

    def keep(route: Route) -> None:
        found.append(route)

    page.route(pattern, keep)
    return found
