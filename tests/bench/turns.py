"""How long a turn takes, by payload and in words, early and late in a conversation, and what it is made of."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable
from statistics import median
from typing import Any

from bot.core.answers import Answers
from bot.core.assessment import assess
from bot.core.interview import next_question
from bot.dialogue.launching import load_agent
from bot.settings import settings
from bot.shared import knowledge, understanding

ROUNDS, QUICK_ROUNDS = 7, 2
STORY = "a man she met on Snapchat keeps asking a girl of 14 in my class to send pictures and told her to keep it secret"


def measure(*, quick: bool = False) -> dict[str, Any]:
    """Seconds, each the median over fresh conversations, and their ratios to a turn by payload."""
    rounds = QUICK_ROUNDS if quick else ROUNDS
    agent, content, reader = _agent(), knowledge(), understanding()
    answers = Answers.of(online_communities="yes", adult_involved="yes", immediate_danger="no")
    seconds = {
        "turn by payload, 5th": _turn(agent, "early", 5, "answer:coercion=not_sure", rounds),
        "turn by payload, 60th": _turn(agent, "late", 60, "answer:coercion=not_sure", rounds),
        "turn in free text, 5th": _turn(agent, "words", 5, STORY, rounds),
        "understanding of a message": _median(lambda: reader.understand(STORY), rounds),
        "assessment of answers": _median(lambda: assess(content, answers), rounds),
        "next question": _median(lambda: next_question(content, answers), rounds),
    }
    by_payload = seconds["turn by payload, 5th"]
    return {"seconds": seconds, "to_a_turn_by_payload": {name: one / by_payload for name, one in seconds.items()}, "rounds": rounds}


def table(figures: dict[str, Any]) -> Iterable[str]:
    for name, ratio in figures["to_a_turn_by_payload"].items():
        yield f"{name + ', to a turn by payload':58} {ratio:7.2f}   ({figures['seconds'][name] * 1000:.1f} ms)"


def _agent() -> Any:
    from rasa.core.tracker_store import InMemoryTrackerStore
    from rasa.shared.core.domain import Domain

    return load_agent(settings(), knowledge(), tracker_store=InMemoryTrackerStore(Domain.empty()))


def _turn(agent: Any, sender: str, number: int, text: str, rounds: int) -> float:
    """Seconds of one turn at this place of a conversation, the median over fresh conversations."""

    async def once(conversation: str) -> float:
        for turn in range(number - 1):
            await agent.handle_text("hello" if turn == 0 else "answer:adult_involved=yes", sender_id=conversation)
        started = time.perf_counter()
        await agent.handle_text(text, sender_id=conversation)
        return time.perf_counter() - started

    return median(asyncio.run(once(f"{sender}-{round_}")) for round_ in range(rounds))


def _median(work: Callable[[], object], rounds: int) -> float:
    times = []
    for _ in range(rounds * 5):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return median(times)
