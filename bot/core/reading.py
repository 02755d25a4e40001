"""What a message means in the light of the question that stands: what understanding hands to the dialogue."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from bot.core.case import Heard

# What a person can do with a message. Each is an intent of domain.yml and has one action.
KINDS = (
    "answer", "describe", "danger_now", "back", "why", "explain_question", "change_answer", "review", "result",
    "record", "progress", "continue", "start_again", "stop", "forget", "greet", "thanks", "goodbye",
    "are_you_a_person", "other_language", "help", "ask_question", "unclear",
)


@dataclass(frozen=True)
class Reading:
    """`question` and `value`: the answer given, or the question meant; `topic`: what an aside is about ("terms/hash").

    `heard` holds what free text says beside that; `said` the words themselves, as they would be kept.
    """

    kind: str
    said: str = ""
    question: str | None = None
    value: str | None = None
    topic: str | None = None
    heard: tuple[Heard, ...] = ()

    def plain(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_plain(cls, raw: dict[str, Any]) -> Reading:
        return cls(**{**raw, "heard": tuple(Heard(**one) for one in raw["heard"])})
