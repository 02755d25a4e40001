"""The assistant in the terminal: the same model, actions and content as on the server."""

from __future__ import annotations

import asyncio
import sys
import textwrap
from typing import Any

from bot.core import asking
from bot.core.knowledge import Knowledge
from bot.privacy.numbering import Numbering
from bot.settings import Settings
from bot.shared import redactor
from bot.turn_data import CASE_SLOT

WIDTH = 100
SENDER = "terminal"


def chat(settings: Settings, knowledge: Knowledge) -> None:
    """Talks until the person says goodbye with Ctrl-D. Nothing is kept: the conversation lives in this process."""
    from rasa.core.tracker_store import InMemoryTrackerStore
    from rasa.shared.core.domain import Domain

    from bot.dialogue.launching import load_agent, quiet

    quiet(settings.log_level)
    agent = load_agent(settings, knowledge, tracker_store=InMemoryTrackerStore(Domain.empty()))
    asyncio.run(_converse(agent, knowledge))


async def _converse(agent: Any, knowledge: Knowledge) -> None:
    people = Numbering()
    question = await _turn(agent, "hello", None)
    while True:
        try:
            text = input("\nyou> ").strip()
        except EOFError:
            print()
            return
        if text.lower() == "record":
            await _print_record(agent, knowledge)
            continue
        sent = _by_number(text, question)
        question = await _turn(agent, sent if asking.is_button(knowledge, sent) else redactor().redact(sent, people), question)


async def _turn(agent: Any, text: str, before: dict[str, Any] | None) -> dict[str, Any] | None:
    question = before
    for reply in await agent.handle_text(text, sender_id=SENDER) or []:
        if "custom" in reply:
            question = reply["custom"].get("question", question)
        elif reply.get("text"):
            _show(reply["text"])
    if question:
        for number, option in enumerate(question["options"], 1):
            _show(f"  {number}) {option['title']}")
    return question


def _by_number(text: str, question: dict[str, Any] | None) -> str:
    """The payload behind "2", as a button would send it."""
    if question and text.isascii() and text.isdigit() and 1 <= int(text) <= len(question["options"]):
        return str(question["options"][int(text) - 1]["payload"])
    return text


async def _print_record(agent: Any, knowledge: Knowledge) -> None:
    from bot.core.case import Case
    from bot.core.record import record_outline
    from bot.documents import text

    tracker = await agent.tracker_store.retrieve(SENDER)
    case = Case.from_plain(tracker.get_slot(CASE_SLOT) if tracker else None)
    _show(text.render(record_outline(knowledge, case)))


def _show(text: str) -> None:
    for line in text.splitlines():
        indent = " " * (len(line) - len(line.lstrip()))
        sys.stdout.write(textwrap.fill(line, WIDTH, subsequent_indent=indent) + "\n")
    sys.stdout.write("\n" if "\n" in text else "")
    sys.stdout.flush()
