"""The content many times over, and what a turn costs with it; asked in a process of its own.

    python -m tests.bench.server.content TIMES CONVERSATIONS

prints the milliseconds of each turn by payload, as JSON.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from bot import shared
from bot.core.conditions import Answered, Condition, Named, Not
from bot.core.knowledge import Knowledge
from bot.core.model import Part
from bot.dialogue.launching import load_agent, quiet
from bot.settings import settings
from tests.bench.server.scripts import ours

COPIED = ("circumstances", "indicators", "harm_ways", "steps", "learning", "barriers")
KINDS = ("ask", "circle")


def larger(content: Knowledge, times: int) -> Knowledge:
    """Each question about the case, each rule over the answers and each phrase so many times.

    A copy has its own name, and rests on the copies of what the original rests on. Role, nation and danger are asked once,
    so what depends on them depends on them in each copy.
    """
    questions = {name for name, one in content.questions.items() if one.kind in KINDS}
    made: dict[str, dict[str, Any]] = {name: dict(getattr(content, name)) for name in (*COPIED, "questions", "phrases", "aloud")}
    for number in range(2, times + 1):
        copying = _Copying(f"_{number}", questions)
        for collection in COPIED:
            made[collection].update(copying.items(getattr(content, collection)))
        made["questions"].update(copying.items({name: content.questions[name] for name in questions}))
        made["aloud"].update(copying.items(content.aloud))
        made["phrases"].update({name + copying.suffix: text for name, text in content.phrases.items()})
    return replace(content, **made)


class _Copying:
    """Copies items under names that end in `suffix`; `questions` are those of which there are copies as well."""

    def __init__(self, suffix: str, questions: set[str]) -> None:
        self.suffix = suffix
        self._questions = questions

    def items(self, originals: Mapping[str, Part]) -> Iterator[tuple[str, Part]]:
        for name, item in originals.items():
            changed: dict[str, Any] = {"id": name + self.suffix}
            for field in ("condition", "asked_if"):
                if getattr(item, field, None) is not None:
                    changed[field] = self._renamed(getattr(item, field))
            for field in ("timing", "variants"):
                parts = getattr(item, field, ())
                if parts:
                    changed[field] = tuple(part.model_copy(update={"condition": self._renamed(part.condition)}) for part in parts)
            yield name + self.suffix, item.model_copy(update=changed)

    def _renamed(self, condition: Condition) -> Condition:
        if isinstance(condition, Named):
            return Named(condition.circumstance + self.suffix)
        if isinstance(condition, Answered):
            return replace(condition, question=condition.question + self.suffix) if condition.question in self._questions else condition
        if isinstance(condition, Not):
            return Not(self._renamed(condition.part))
        return type(condition)(tuple(map(self._renamed, condition.parts)))


def main() -> None:
    times, conversations = map(int, sys.argv[1:])
    quiet("ERROR")
    content = larger(shared.knowledge(), times)
    # What Rasa constructs takes the content from here.
    shared.knowledge.cache_clear()
    shared.load_knowledge = lambda *_: content
    print(json.dumps({"milliseconds": asyncio.run(_turns(content, conversations)), "questions": len(content.questions)}))


async def _turns(content: Knowledge, conversations: int) -> list[float]:
    """Milliseconds of the turns by payload after the opening, kept in the database as the server keeps them."""
    from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
    from rasa.shared.core.domain import Domain

    from bot.dialogue.store import ConversationStore
    from bot.web.turns import never_silent

    agent = load_agent(settings(), content, tracker_store=ConversationStore(Domain.empty()))
    handle = never_silent(agent.handle_message)

    async def say(sender: str, text: str) -> float:
        channel = CollectingOutputChannel()
        started = time.perf_counter()
        await handle(UserMessage(text, channel, sender))
        took = (time.perf_counter() - started) * 1000
        if not any("question" in one.get("custom", {}) for one in channel.messages):
            raise RuntimeError(f"{text!r} was answered with {channel.messages}")
        return took

    found = []
    for number in range(conversations):
        script = ours(number)
        for text in script.opening:
            await say(f"content-{number}", text)
        for text in script.payloads:
            took = await say(f"content-{number}", text)
            # The first conversation warms up.
            found += [took] if number else []
    return found


if __name__ == "__main__":
    main()
