"""One message, with everything around it that decides what it means."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from bot.core.answers import NO, SKIP
from bot.core.case import Case, Heard
from bot.core.model import Question
from bot.core.reading import Reading
from bot.understanding.hearing import PEOPLE, SHORT, shortened
from bot.understanding.interface import Understood
from bot.understanding.text import read

# How sure the intent classifier has to be. It knows nothing of the question that stands.
SURE_OF_INTENT = 0.45
SURE_OF_BEING_LOST = 0.7
LOST = ("explain_question", "why", "help")
PLAINLY = 0.95
_ASKS = re.compile(
    r"^(?:(?:ok|okay|so|but|and|also|sorry|hi|hello|quick question|can i ask)[\s,:-]+)*"
    r"(?:what|who|whom|how|when|where|which|should|can|could|do|does|is|are|am|may|must|would|will|why)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Said:
    """`intents`: what the classifier holds likely, best first; `reply`: a value, and how many tokens the reply takes."""

    text: str
    question: Question
    case: Case
    intents: Mapping[str, float]
    understood: Understood
    heard: tuple[Heard, ...]
    reply: tuple[str, int] | None

    @cached_property
    def words(self) -> list[str]:
        return [token.text for token in read(self.text).doc]

    @property
    def kept(self) -> str:
        return shortened(self.text)

    @property
    def about_child(self) -> tuple[Heard, ...]:
        return tuple(one for one in self.heard if one.question not in PEOPLE)

    @property
    def reported(self) -> bool:
        return any(one.value != NO for one in self.about_child)

    @property
    def asks(self) -> bool:
        ends = self.text.rstrip().endswith("?")
        return bool(_ASKS.match(self.text.strip())) and (ends or len(self.words) <= 2 * SHORT)

    @property
    def intent(self) -> tuple[str, float]:
        return next(iter(self.intents.items()), ("unclear", 0.0))

    @property
    def lost(self) -> bool:
        """Whether it is the question that the person is not sure of: "not sure what you mean"."""
        intent, confidence = self.intent
        whole = self.reply is not None and self.reply[1] == len(self.words)
        return intent in LOST and confidence >= SURE_OF_BEING_LOST and not whole

    @property
    def is_no_answer(self) -> bool:
        """Whether it plainly is something else, though a word of an answer stands in it: "can we do this in Urdu, not English"."""
        intent, confidence = self.intent
        return confidence >= PLAINLY and intent in ("other_language", "are_you_a_person", "help", "why", "explain_question")

    def beside(self) -> tuple[Heard, ...]:
        """What was said beside the answer to the question that stands."""
        return tuple(
            one for one in self.heard
            if one.value not in (NO, SKIP) and one.question != self.question.id and one.question not in self.question.about
        )

    def answers(self, value: str) -> Reading:
        """The message as an answer to the question that stands."""
        return Reading("answer", self.kept, self.question.id, value, heard=self.beside())
