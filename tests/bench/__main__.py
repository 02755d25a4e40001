"""`make bench`: a table of ratios on standard output, and the same with the raw figures in build/bench.json."""

from __future__ import annotations

import asyncio
import json
import os
import platform
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from bot.core.answers import Answers
from bot.core.assessment import assess
from bot.core.interview import next_question
from bot.dialogue.launching import load_agent, quiet
from bot.settings import ROOT, settings
from bot.shared import knowledge, understanding

ROUNDS = 7
OUT = ROOT / "build" / "bench.json"
STORY = "a man she met on Snapchat keeps asking a girl of 14 in my class to send pictures and told her to keep it secret"


def main() -> int:
    quiet("ERROR")
    agent = _agent()
    content, reader = knowledge(), understanding()
    answers = Answers.of(online_communities="yes", adult_involved="yes", immediate_danger="no")
    figures = {
        "turn by payload, 5th": _turn(agent, "early", 5, "answer:coercion=not_sure"),
        "turn by payload, 60th": _turn(agent, "late", 60, "answer:coercion=not_sure"),
        "turn in free text, 5th": _turn(agent, "words", 5, STORY),
        "understanding of a message": _median(lambda: reader.understand(STORY)),
        "assessment of answers": _median(lambda: assess(content, answers)),
        "next question": _median(lambda: next_question(content, answers)),
    }
    by_payload = figures["turn by payload, 5th"]
    ratios = {f"{name}, to a turn by payload": value / by_payload for name, value in figures.items()}
    for name, ratio in ratios.items():
        print(f"{name:58} {ratio:7.2f}   ({figures[name.removesuffix(', to a turn by payload')] * 1000:.1f} ms)")
    OUT.parent.mkdir(exist_ok=True)
    machine = {"cores": os.cpu_count(), "machine": platform.machine(), "python": platform.python_version()}
    OUT.write_text(json.dumps({"ratios": ratios, "seconds": figures, "machine": machine, "rounds": ROUNDS}, indent=2))
    print(f"Written to {Path(OUT).relative_to(ROOT)}")
    return 0


def _agent() -> Any:
    from rasa.core.tracker_store import InMemoryTrackerStore
    from rasa.shared.core.domain import Domain

    return load_agent(settings(), knowledge(), tracker_store=InMemoryTrackerStore(Domain.empty()))


def _turn(agent: Any, sender: str, number: int, text: str) -> float:
    """Seconds of one turn at this place of a conversation, the median over fresh conversations."""

    async def once(conversation: str) -> float:
        for turn in range(number - 1):
            await agent.handle_text("hello" if turn == 0 else "answer:adult_involved=yes", sender_id=conversation)
        started = time.perf_counter()
        await agent.handle_text(text, sender_id=conversation)
        return time.perf_counter() - started

    return median(asyncio.run(once(f"{sender}-{round_}")) for round_ in range(ROUNDS))


def _median(work: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS * 5):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return median(times)


if __name__ == "__main__":
    sys.exit(main())
