"""Where a conversation carries what is ours: names of slots and of what the reader puts on a message."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.core.reading import Reading

CASE_SLOT = "case"
FORGOTTEN_SLOT = "forgotten"
READING = "reading"


def reading_of(latest_message: Mapping[str, Any]) -> Reading:
    """The reading that a message carries; "unclear" when a message came round the pipeline."""
    raw = latest_message.get(READING) or (latest_message.get("parse_data") or {}).get(READING)
    return Reading.from_plain(raw) if raw else Reading("unclear")


def parsed(text: str, reading: Reading) -> dict[str, Any]:
    """A reading as what Rasa makes of a message."""
    return {
        "text": text, "intent": {"name": reading.kind, "confidence": 1.0}, "entities": [], "intent_ranking": [],
        READING: reading.plain(),
    }
