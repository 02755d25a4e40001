"""The whole content, loaded and checked: what every other part of the assistant asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from bot.core import conditions
from bot.core.answers import Answers
from bot.core.conditions import Condition, Evaluation, Values
from bot.core.errors import UnknownAnswerError
from bot.core.impact import Impacts
from bot.core.model import (
    Aloud,
    Barrier,
    Blank,
    Circumstance,
    Edition,
    Fact,
    Factor,
    HarmWay,
    Indicator,
    Interface,
    Learning,
    OpenPoint,
    Paragraph,
    Platform,
    Question,
    Route,
    Step,
    Term,
    Topic,
)


@dataclass(frozen=True)
class Knowledge:
    """Every mapping keeps the order of its file; questions stand in the interview's default order."""

    edition: Edition
    paragraphs: Mapping[str, Paragraph]
    unused: Mapping[str, str]
    facts: Mapping[str, Fact]
    open_points: Mapping[str, OpenPoint]
    circumstances: Mapping[str, Circumstance]
    questions: Mapping[str, Question]
    factors: Mapping[str, Factor]
    concerns: Mapping[str, Factor]
    indicators: Mapping[str, Indicator]
    harm_ways: Mapping[str, HarmWay]
    steps: Mapping[str, Step]
    routes: Mapping[str, Route]
    platforms: Mapping[str, Platform]
    learning: Mapping[str, Learning]
    barriers: Mapping[str, Barrier]
    terms: Mapping[str, Term]
    topics: Mapping[str, Topic]
    blanks: Mapping[str, Blank]
    phrases: Mapping[str, str]
    interface: Interface
    aloud: Mapping[str, Aloud]
    critical: tuple[tuple[str, ...], ...]
    fingerprint: str
    named: Mapping[str, Condition] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        named = {name: one.condition for name, one in self.circumstances.items()}
        object.__setattr__(self, "named", MappingProxyType(named))

    @cached_property
    def in_ledgers(self) -> frozenset[str]:
        """The questions on which a line of a ledger rests."""
        return frozenset(
            part.question
            for indicator in self.indicators.values()
            for part in conditions.walk(indicator.condition)
            if isinstance(part, conditions.Answered)
        )

    @cached_property
    def impacts(self) -> Impacts:
        """How much the answers to each question could change."""
        return Impacts(self.questions, self.circumstances, self.steps, self.in_ledgers)

    @property
    def labels(self) -> Mapping[str, Factor]:
        """Factors and concerns together, by label."""
        return {**self.factors, **self.concerns}

    def evaluation(self, values: Values) -> Evaluation:
        return Evaluation(self.named, values)

    def phrase(self, name: str, /, **words: object) -> str:
        """A sentence of the assistant with its places filled in."""
        return self.phrases[name].format(**words)

    def says(self, cite: str) -> str:
        """What stands behind a cited id: the point of the briefing, or the fact added since."""
        return self.facts[cite].says if cite in self.facts else self.paragraphs[cite].says

    def offers(self, question: str, value: str) -> bool:
        """Whether there is this question with this answer."""
        return question in self.questions and value in self.questions[question].values

    def check_answers(self, answers: Answers) -> None:
        """Raises UnknownAnswerError for a question that does not exist or a value that it does not offer."""
        for answer in answers.values():
            question = self.questions.get(answer.question)
            if question is None:
                raise UnknownAnswerError(f"answers.{answer.question}", "There is no question with this id.")
            free = question.kind in ("own_words", "confirm")
            if not free and answer.value not in (*question.values, "skip"):
                offered = ", ".join((*question.values, "skip"))
                raise UnknownAnswerError(f"answers.{answer.question}", f"This question takes one of: {offered}.")
