"""What was said in a conversation, read out of what Rasa keeps of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from rasa.shared.core.events import BotUttered, Event, UserUttered

from bot.core import asking
from bot.core.knowledge import Knowledge

# The client's own first message, which begins the conversation and which no person said.
OPENING = "opening"


def answers_to(events: Iterable[Event], message_id: str) -> list[dict[str, Any]] | None:
    """What the assistant said after the message with this id, as it was answered then; None when it never came."""
    found: list[dict[str, Any]] | None = None
    for event in events:
        if isinstance(event, UserUttered):
            if found is not None:
                break
            found = [] if event.message_id == message_id else None
        elif isinstance(event, BotUttered) and found is not None:
            found.append(bot_message(event.text, _question(event)))
    return found


def bot_message(text: str | None, question: dict[str, Any] | None) -> dict[str, Any]:
    """A message of the assistant: its text, and the question that stands with it as data."""
    message: dict[str, Any] = {"text": text or ""}
    if question is not None:
        message["custom"] = {"question": question}
    return message


def told(knowledge: Knowledge, events: Iterable[Event]) -> Iterator[dict[str, Any]]:
    """The whole conversation to be drawn again: rows of `from`, `text` and, where one stands, `question`.

    A button was pressed and not typed, so what it says stands there and not what it sends.
    """
    standing: dict[str, Any] | None = None
    for event in events:
        if isinstance(event, UserUttered) and event.message_id != OPENING:
            yield {"from": "person", "text": _pressed(knowledge, event.text or "", standing)}
        elif isinstance(event, BotUttered):
            question = _question(event)
            standing = question or standing
            row = {"from": "assistant", "text": event.text or ""}
            yield {**row, "question": question} if question else row


def _question(event: BotUttered) -> dict[str, Any] | None:
    question: dict[str, Any] | None = (event.data.get("custom") or {}).get("question")
    return question


def _pressed(knowledge: Knowledge, text: str, standing: dict[str, Any] | None) -> str:
    sent = asking.PAYLOAD.fullmatch(text.strip())
    if sent is None:
        return text
    question = knowledge.questions.get(sent["question"])
    offered = [*(standing or {}).get("options", ()), *(asking.described(knowledge, question, 1)["options"] if question else ())]
    return next((option["title"] for option in offered if option["payload"] == sent.group()), text)
