"""Many conversations with one server, in a process of its own; figures as JSON on standard output.

    python -m tests.bench.server.client ours|peer ADDRESS --first N --count N --at-once N [--short]
"""

from __future__ import annotations

import argparse
import asyncio
import json
import time
from collections.abc import Iterator, Sequence

from aiohttp import ClientError, ClientSession, ClientTimeout, TCPConnector

from tests.bench.server.line import PATH
from tests.bench.server.scripts import SCRIPTS, Script

# So many turns a conversation. In short ones every so many tell a story; the others press buttons only.
TURNS, SHORT = 12, 4
TEXT_EVERY = 5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("side", choices=SCRIPTS)
    parser.add_argument("address")
    for option in ("first", "count", "at-once"):
        parser.add_argument(f"--{option}", type=int, required=True)
    parser.add_argument("--short", action="store_true")
    options = parser.parse_args()
    numbers = range(options.first, options.first + options.count)
    said = {number: _said(SCRIPTS[options.side](number), number, short=options.short) for number in numbers}
    print(json.dumps(asyncio.run(_all(options.address + PATH, said, options.at_once))))


def _said(script: Script, number: int, *, short: bool) -> Sequence[str]:
    if not short:
        return script.whole()[:TURNS]
    # Without the greeting, which is read as free text is.
    opening = [*script.opening[1:SHORT], *([script.opening[SHORT]] if number % TEXT_EVERY == 0 else script.payloads)]
    return opening[:SHORT]


async def _all(address: str, said: dict[int, Sequence[str]], at_once: int) -> dict[str, object]:
    """Milliseconds of each turn, how many turns had no answer, and the seconds that all took."""
    waiting, took, errors = iter(said.items()), [], []
    async with ClientSession(connector=TCPConnector(limit=at_once), timeout=ClientTimeout(total=300)) as session:
        started = time.perf_counter()
        await asyncio.gather(*(_one_after_another(session, address, waiting, took, errors) for _ in range(at_once)))
        seconds = time.perf_counter() - started
    return {"milliseconds": took, "errors": errors, "seconds": seconds}


async def _one_after_another(
    session: ClientSession, address: str, waiting: Iterator[tuple[int, Sequence[str]]], took: list[float], errors: list[str]
) -> None:
    for number, messages in waiting:
        for message in messages:
            started = time.perf_counter()
            try:
                async with session.post(address, json={"sender": f"client-{number}", "message": message}) as response:
                    answer = await response.json()
                    if response.status != 200 or not answer:
                        errors.append(f"{message}: {response.status} {str(answer)[:200]}")
            except (ClientError, asyncio.TimeoutError, ValueError) as error:
                errors.append(f"{message}: {type(error).__name__}")
            took.append((time.perf_counter() - started) * 1000)


if __name__ == "__main__":
    main()
