"""After "new caller" nothing of the call before is left: on the screen, in the browser's memory, or on the server."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import Dialog, Page, expect

from tests.browser.worker import Worker
from tests.server import Server

PLANTED = "iguanodontidae"
FRAGMENTS = (f"a man called {PLANTED} asked her for nudes", f"{PLANTED} told her to keep it secret", "he is alone with her right now")
UNDO = "The call before can be brought back for"
# What a page may hold on to beside what it shows.
STORED = """() => JSON.stringify([
    Object.entries(sessionStorage), Object.entries(localStorage), document.cookie, location.href, document.title, history.state,
    [...document.querySelectorAll("input, textarea, select")].map((one) => one.value), document.documentElement.outerHTML,
])"""


def memory(page: Page) -> str:
    """Every string that lives in the page's memory, after everything that nobody holds has been cleared away."""
    session = page.context.new_cdp_session(page)
    chunks: list[str] = []

    def add(chunk: dict[str, str]) -> None:
        chunks.append(chunk["chunk"])

    session.on("HeapProfiler.addHeapSnapshotChunk", add)
    session.send("HeapProfiler.collectGarbage")
    session.send("HeapProfiler.takeHeapSnapshot")
    session.detach()
    return "\n".join(json.loads("".join(chunks))["strings"])


def test_nothing_is_left_after_a_new_caller(worker: Worker, server: Server, tmp_path: Path) -> None:
    page = worker.open(server.address).page
    page.clock.install()
    worker.type(*FRAGMENTS).press("Alt+g")
    page.keyboard.type(PLANTED)
    worker.press("Escape").settle_what_was_heard({"self_generated_images": "yes"}).press("Alt+2", "Alt+2", "Alt+w")
    with page.expect_download() as download:
        page.get_by_role("button", name="Data (JSON)").press("Enter")
    download.value.delete()
    assert PLANTED in memory(page)

    with page.expect_response("**/api/helpline/clear") as cleared:
        worker.press("Alt+Shift+w")
    assert cleared.value.status == 204
    assert cleared.value.header_value("clear-site-data") == '"cache"'
    assert PLANTED not in page.evaluate(STORED)
    expect(worker.notes).to_be_focused()
    page.clock.fast_forward(11_000)
    expect(page.get_by_text(UNDO)).to_be_hidden()
    worker.press("Alt+z", "Control+z").type("follows pro ana accounts")

    assert PLANTED not in page.evaluate(STORED)
    assert PLANTED not in memory(page)
    assert PLANTED.encode() not in server.kept()
    assert PLANTED not in server.log()
    assert not [file for file in server.database.parent.rglob("*") if file.is_file() and PLANTED.encode() in file.read_bytes()]
    expect(worker.finding("harmful_content")).to_be_visible()
    expect(worker.finding("self_generated_images")).to_have_count(0)


def test_a_new_caller_can_be_undone_for_ten_seconds(worker: Worker, server: Server) -> None:
    page = worker.open(server.address).page
    worker.type("a man asked her for nudes").settle_what_was_heard({"self_generated_images": "yes"})
    shown = worker.shown()

    worker.press("Alt+Shift+w")
    expect(page.get_by_text(UNDO)).to_be_visible()
    expect(worker.notes).to_have_value("")
    worker.wait()
    assert worker.shown() != shown
    worker.press("Alt+z").wait()

    expect(worker.notes).to_have_value("a man asked her for nudes\n")
    assert worker.shown() == shown
    expect(page.get_by_text(UNDO)).to_be_hidden()


def test_who_leaves_with_notes_is_asked_first(worker: Worker, server: Server) -> None:
    page = worker.open(server.address).page
    asked: list[str] = []

    def leave(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", leave)
    page.reload()
    assert asked == []

    worker.open(server.address).type("a man asked her for nudes")
    page.reload()

    expect(worker.notes).to_have_value("")
    assert asked == ["beforeunload"]
    assert PLANTED not in page.evaluate(STORED)
