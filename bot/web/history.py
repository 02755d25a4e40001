"""What was said in a conversation, read out of what Rasa keeps of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from rasa.shared.core.events import BotUttered, Event, UserUttered

from bot.core import asking
from bot.core.answers import SKIP
from bot.core.knowledge import Knowledge

# The client's own first message, which begins the conversation and which no person said.
OPENING = "opening"


def answers_to(events: Iterable[Event], message_id: str) -> list[dict[str, Any]]:
    """What the assistant said after the message with this id, as it was answered then."""
    found: list[dict[str, Any]] = []
    within = False
    for event in events:
        if isinstance(event, UserUttered):
            within = event.message_id == message_id
        elif isinstance(event, BotUttered) and within:
            found.append(bot_message(event.text, event.data.get("custom"), event.metadata.get("part")))
    return found


def bot_message(text: str | None, custom: dict[str, Any] | None = None, part: str | None = None) -> dict[str, Any]:
    """A message of the assistant: its text, the question that stands as `custom`, and the `part` that it shows."""
    message = {"text": text or "", "custom": custom, "part": part}
    return {name: value for name, value in message.items() if value is not None}


def told(knowledge: Knowledge, events: Iterable[Event]) -> Iterator[dict[str, Any]]:
    """The whole conversation to be drawn again: rows of `from`, `text` and, where there is one, `question` or `part`.

    A button was pressed and not typed, so what it says stands there and not what it sends.
    """
    standing: dict[str, Any] | None = None
    for event in events:
        if isinstance(event, UserUttered) and event.message_id != OPENING:
            yield {"from": "person", "text": _pressed(knowledge, event.text or "", standing)}
        elif isinstance(event, BotUttered):
            message = bot_message(event.text, event.data.get("custom"), event.metadata.get("part"))
            question = message.pop("custom", {}).get("question")
            standing = question or standing
            yield {"from": "assistant", **message, **({"question": question} if question else {})}


def _pressed(knowledge: Knowledge, text: str, standing: dict[str, Any] | None) -> str:
    sent = asking.PAYLOAD.fullmatch(text.strip())
    if sent is None:
        return text
    if sent["value"] == SKIP:
        return knowledge.phrase("option_skip")
    offered = list((standing or {}).get("options", ()))
    if sent["question"] in knowledge.questions:
        offered += asking.described(knowledge, knowledge.questions[sent["question"]], 1)["options"]
    return next((option["title"] for option in offered if option["payload"] == sent.group()), text)
