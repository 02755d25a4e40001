"""A conversation's whole state: what is settled, what was heard and waits to be confirmed, what was reopened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from bot.core.answers import NOT_SURE, YES, Answer, Answers
from bot.core.interview import next_question
from bot.core.knowledge import Knowledge
from bot.core.model import LABEL_IDS, Question


@dataclass(frozen=True)
class Heard:
    """A statement heard in free text. It settles nothing until the person confirms it. `voice` as on an answer."""

    question: str
    value: str
    said: str
    confidence: float = 1.0
    voice: str = ""


@dataclass(frozen=True)
class Case:
    """`reopened` is a question that the person went back to; `misses` counts failures to understand in a row."""

    answers: Answers = field(default_factory=Answers)
    heard: tuple[Heard, ...] = ()
    reopened: str | None = None
    misses: int = 0

    def settled(self, *answers: Answer) -> Case:
        """With these answers; what was heard about the same questions, and a reopening, are done with."""
        done = {answer.question for answer in answers}
        return replace(
            self,
            answers=self.answers.with_(*answers),
            heard=tuple(one for one in self.heard if one.question not in done),
            reopened=None if self.reopened in done else self.reopened,
            misses=0,
        )

    def hearing(self, *heard: Heard) -> Case:
        """With these statements waiting, the latest about a question in place of earlier ones."""
        news = {one.question: one for one in heard if not self._known(one)}
        kept = tuple(one for one in self.heard if one.question not in {one.question for one in heard})
        return replace(self, heard=kept + tuple(news.values()))

    def _known(self, heard: Heard) -> bool:
        return heard.question in self.answers and self.answers[heard.question].value == heard.value

    def provisional(self) -> Answers:
        """The answers, with every sign that was heard and not yet confirmed counted as "not sure".

        What was heard must not wait for its confirmation where a child may be in danger, and must not be taken as
        settled either.
        """
        possible = [
            Answer(one.question, NOT_SURE, one.said, "message", one.voice)
            for one in self.heard
            if one.value == YES and one.question not in self.answers
        ]
        danger = [
            Answer(one.question, YES, one.said, "message", one.voice)
            for one in self.heard
            if one.value == YES and one.question in ("immediate_danger", "suicidal")
        ]
        return self.answers.with_(*possible, *danger)

    def told_by_page(self, knowledge: Knowledge, said: Mapping[str, Any]) -> Case:
        """With role and nation as the page around the assistant gave them; nothing that the person said is replaced."""
        told = [
            Answer(question, said[question], said[question], "page")
            for question in ("role", "nation")
            if question not in self.answers and said.get(question) in knowledge.questions[question].values
        ]
        return replace(self, answers=self.answers.with_(*told)) if told else self

    def plain(self) -> dict[str, Any]:
        """As JSON data, for the slot that carries it from turn to turn."""
        return {
            "answers": self.answers.plain(),
            "heard": [asdict(one) for one in self.heard],
            "reopened": self.reopened,
            "misses": self.misses,
        }

    @classmethod
    def from_plain(cls, raw: dict[str, Any] | None) -> Case:
        if not raw:
            return cls()
        return cls(
            answers=Answers.from_plain(raw["answers"]),
            heard=tuple(Heard(**one) for one in raw["heard"]),
            reopened=raw["reopened"],
            misses=raw["misses"],
        )


def standing_question(knowledge: Knowledge, case: Case) -> Question:
    """The question that stands: one gone back to, danger before all else, what was heard, then the interview."""
    if case.reopened is not None:
        return knowledge.questions[case.reopened]
    following = next_question(knowledge, case.answers)
    # Details alone wait until the person has told their story, so that all of it is confirmed at once.
    if not case.heard or (following.kind in ("start", "own_words") and not labels_heard(case)):
        return following
    kind = "confirm" if "immediate_danger" in case.answers else "danger"
    return next(question for question in knowledge.questions.values() if question.kind == kind)


def labels_heard(case: Case) -> tuple[str, ...]:
    """The labels among what waits to be confirmed."""
    return tuple(one.question for one in case.heard if one.question in LABEL_IDS)
