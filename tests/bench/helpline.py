"""How long the helpline page takes from the last key of a fragment to the updated screen, while others type as well.

One worker types in a real browser and is measured; the others are programs that ask what their pages would ask: every
key that is followed by a pause, and advice and questions whenever something new was heard.
"""

from __future__ import annotations

import asyncio
import random
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from threading import Event, Thread
from typing import Any

import httpx

from bot.privacy.secret import SecretHash
from tests.browser.browser import chromium
from tests.browser.test_helpline_calls import CALLS
from tests.browser.worker import Worker
from tests.server import Server

WORKERS = 20
WITHIN = 0.3
# What desk.js waits for before it asks, in milliseconds.
PAUSE = 120
FRAGMENTS, QUICK_FRAGMENTS = 60, 12
SECRET = "a secret for the bench"
# Seconds between two keys, as people type: about forty words a minute, and a breath between two fragments.
KEYS = (0.1, 0.3)
BREATH = 2.0
# When the last change of the desk was drawn, and when the last key was pressed, by the browser's clock.
MEASURED = """() => {
    const desk = document.querySelector(".desk");
    addEventListener("keydown", () => { window.pressed = performance.now(); window.drawn = 0; }, { capture: true });
    new MutationObserver(() => requestAnimationFrame(() => { window.drawn = performance.now(); }))
        .observe(desk, { subtree: true, childList: true, attributes: true, characterData: true });
}"""


def measure(*, quick: bool = False) -> dict[str, Any]:
    """Seconds from a key to the updated screen, over the fragments of the tests' calls."""
    fragments = [one for call in CALLS.values() for one in call["notes"]][: QUICK_FRAGMENTS if quick else FRAGMENTS]
    with _served() as server, _others(server.address, WORKERS - 1), chromium() as browser:
        context = browser.new_context(viewport={"width": 1280, "height": 720})
        context.add_cookies([{"name": "helpline", "value": _cookie(server.address), "url": server.address}])
        seconds = _typed(Worker(context.new_page()), server.address, fragments)
    return {
        "workers": WORKERS, "fragments": len(seconds), "median": median(seconds), "p95": quantiles(seconds, n=20)[-1],
        "within": sum(one <= WITHIN for one in seconds) / len(seconds), "limit": WITHIN, "seconds": seconds,
    }


def table(figures: dict[str, Any]) -> Iterator[str]:
    yield (
        f"helpline page, {figures['workers']} workers typing: {figures['within']:.0%} of {figures['fragments']} fragments on the "
        f"screen within {figures['limit'] * 1000:.0f} ms of the last key (half within {figures['median'] * 1000:.0f} ms, 95 % within "
        f"{figures['p95'] * 1000:.0f} ms; {PAUSE} ms of it are the pause that the page waits for)"
    )


def _typed(worker: Worker, address: str, fragments: list[str]) -> list[float]:
    page = worker.open(address).page
    page.evaluate(MEASURED)
    seconds = []
    for fragment in fragments:
        page.keyboard.type(fragment, delay=60)
        page.wait_for_timeout(900)
        seconds.append(page.evaluate("(window.drawn - window.pressed) / 1000"))
        page.keyboard.press("Enter")
        page.wait_for_timeout(300)
    return seconds


@contextmanager
def _others(address: str, count: int) -> Iterator[None]:
    """Programs that type until the measurement is over."""
    over = Event()
    thread = Thread(target=lambda: asyncio.run(_type_all(address, count, over)), daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join(timeout=10)


async def _type_all(address: str, count: int, over: Event) -> None:
    async with httpx.AsyncClient(base_url=address, timeout=30, cookies={"helpline": _cookie(address)}) as client:
        await asyncio.gather(*(_type(client, random.Random(number), over) for number in range(count)))


async def _type(client: httpx.AsyncClient, chance: random.Random, over: Event) -> None:
    fragments = [one for call in CALLS.values() for one in call["notes"]]
    answers: dict[str, str] = {}
    while not over.is_set():
        fragment = chance.choice(fragments)
        for end in range(1, len(fragment) + 1):
            pause = chance.uniform(*KEYS)
            await asyncio.sleep(pause)
            if over.is_set():
                return
            if pause * 1000 >= PAUSE:
                await _heard(client, fragment[:end], answers)
        await asyncio.sleep(BREATH)
        answers = answers if len(answers) < 8 else {}


async def _heard(client: httpx.AsyncClient, text: str, answers: dict[str, str]) -> None:
    heard = (await client.post("/api/understand", json={"text": text})).json()
    new = {label: "not_sure" for label in heard["labels"] if label not in answers}
    if new:
        answers.update(new)
        body = {"answers": answers}
        await asyncio.gather(client.post("/api/assess", json=body), client.post("/api/helpline/next", json=body))


@contextmanager
def _served() -> Iterator[Server]:
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder), HELPLINE_SECRET_HASH=SecretHash.of(SECRET, cost=1, lanes=1))
        try:
            server.start()
            yield server
        finally:
            server.stop()


def _cookie(address: str) -> str:
    return httpx.post(f"{address}/helpline/sign-in", data={"secret": SECRET}).cookies["helpline"]

