"""Pictures of the main screens for docs/screenshots/: light, dark, on a phone, inside another page, and beside a call.

`python -m tests.browser.screenshots` starts the server itself and writes the files anew.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from bot.privacy.secret import SecretHash
from bot.settings import ROOT
from tests.browser.browser import HostSite, chromium
from tests.browser.conftest import SECRET
from tests.browser.person import Person
from tests.browser.worker import Worker
from tests.server import Server, free_port

FOLDER = ROOT / "docs" / "screenshots"
DESKTOP = {"width": 1200, "height": 800}
PHONE = {"width": 390, "height": 780}
HELPLINE = {"width": 1280, "height": 720}
FRAGMENTS = (
    "yr 7 tutor ringing, girl 12", "started on roblox in the summer", "he says hes 15 but friend saw an older man on facetime",
    "told her not to tell mum", "friend now says he asked for pics in her underwear",
)
# A desk full of words takes more than a conversation.
MOST_BYTES = 260_000


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("*.png"):
        old.unlink()
    expect.set_options(timeout=30_000)
    with HostSite(free_port()) as host, _served(host) as server, chromium() as browser:
        for scheme in ("light", "dark"):
            with _page(browser, DESKTOP, scheme) as page:
                _conversation(page, server, scheme)
        with _page(browser, PHONE, "light") as page:
            _phone(page, server)
        with _page(browser, DESKTOP, "light") as page:
            _embed(page, host)
        for scheme in ("light", "dark"):
            with _page(browser, HELPLINE, scheme) as page:
                _helpline(page, server, scheme)
    for picture in sorted(FOLDER.glob("*.png")):
        size = picture.stat().st_size
        assert size < MOST_BYTES, f"{picture.name} is too large: {size} bytes"
        print(f"{picture.relative_to(ROOT)}  {size // 1000} kB")


def _conversation(page: Page, server: Server, scheme: str) -> None:
    person = Person(page).open(server.address)
    _take(page, f"{scheme}-1-opening")
    person.begin(server.address).box.fill("Sarah Jones is 12, and a man called Dave rang her on 07700 900123.")
    page.keyboard.press("Control+Enter")
    page.get_by_role("group", name="Before this is sent").wait_for()
    _take(page, f"{scheme}-2-guard")
    page.get_by_role("button", name="Go on writing").click()
    person.tell()
    _take(page, f"{scheme}-3-heard")
    person.choose("Yes, that is right").asked("Is someone pressing")
    person.case.locator("details").filter(has_text="An adult is or may be involved").locator("summary").click()
    expect(person.case.locator(".sources li").first).to_be_visible()
    _take(page, f"{scheme}-4-question")
    person.press("Yes").asked("?")
    person.to_end()
    person.result.get_by_role("heading", name="What to do").scroll_into_view_if_needed()
    _take(page, f"{scheme}-5-result")


def _phone(page: Page, server: Server) -> None:
    person = Person(page).begin(server.address)
    _take(page, "phone-1-own-words")
    person.tell().choose("Yes, that is right").asked("Is someone pressing")
    _take(page, "phone-2-question")
    page.get_by_role("tab", name="The case").click()
    _take(page, "phone-3-case")
    page.get_by_role("tab", name="Conversation").click()
    person.to_end()
    _take(page, "phone-4-result")


def _embed(page: Page, host: HostSite) -> None:
    page.goto(f"{host.address}/panel.html")
    page.get_by_role("button", name="Worried about a child online?").wait_for()
    _take(page, "embed-1-closed")
    page.get_by_role("button", name="Worried about a child online?").click()
    person = Person(page).asked("in danger now").choose("No").asked("In your own words").tell()
    _take(page, "embed-2-panel")
    assert person


def _helpline(page: Page, server: Server, scheme: str) -> None:
    page.goto(f"{server.address}/helpline")
    page.get_by_label("Shared secret").fill(SECRET)
    page.keyboard.press("Enter")
    expect(Worker(page).notes).to_be_focused()
    worker = Worker(page).open(server.address).calls_from("wales", "teacher").type(*FRAGMENTS)
    for question in ("child_under_13", "adult_involved", "online_communities"):
        while worker.in_hand != question:
            worker.press("Alt+ArrowDown")
        worker.answer("yes")
    worker.press("Alt+q", "Alt+q").wait()
    if scheme == "light":
        _take(page, "helpline-1-call")
    else:
        worker.type("shes on the way to meet him now")
        _take(page, "helpline-2-danger")


def _take(page: Page, name: str) -> None:
    page.screenshot(path=FOLDER / f"{name}.png")


@contextmanager
def _page(browser: Browser, size: dict[str, int], scheme: str) -> Iterator[Page]:
    context = browser.new_context(viewport=size, color_scheme=scheme)  # type: ignore[arg-type]
    try:
        yield context.new_page()
    finally:
        context.close()


@contextmanager
def _served(host: HostSite) -> Iterator[Server]:
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder), ALLOWED_ORIGINS=host.address, HELPLINE_SECRET_HASH=SecretHash.of(SECRET, cost=1, lanes=1))
        host.assistant = server.address
        try:
            server.start()
            yield server
        finally:
            server.stop()


if __name__ == "__main__":
    main()
