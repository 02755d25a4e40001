"""What a reader may flag for whoever looks after the content, and how it is worded there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.core.knowledge import Knowledge

KINDS = ("unclear", "out_of_date")
_WORDING: dict[str, Callable[[Any], str]] = {
    "questions": lambda question: question.ask,
    "aloud": lambda aloud: aloud.say,
    "factors": lambda factor: factor.title,
    "concerns": lambda concern: concern.title,
    "steps": lambda step: step.do,
    "routes": lambda route: ", ".join(part for part in (route.name, route.phone) if part),
    "barriers": lambda barrier: barrier.text,
    "learning": lambda point: point.text,
    "phrases": lambda phrase: phrase,
}
COLLECTIONS = tuple(_WORDING)


def wording(knowledge: Knowledge, item: str) -> str | None:
    """The words of an item named as "collection/id"; None when there is no such item to be seen."""
    collection, _, name = item.partition("/")
    if collection not in _WORDING:
        return None
    found = getattr(knowledge, collection).get(name)
    if found is None or not getattr(found, "shown", True):
        return None
    return _WORDING[collection](found)
