"""What a practitioner has settled: one immutable answer a question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

YES, NO, NOT_SURE, SKIP = "yes", "no", "not_sure", "skip"


@dataclass(frozen=True)
class Answer:
    """`origin` says whether it was given to the question ("answer") or confirmed from free text ("message").

    `voice` tells of words heard in free text whose they are: what the person knows ("fact"), what somebody told them
    ("told") or what they think ("view"); empty when the words do not show it.
    """

    question: str
    value: str
    said: str = ""
    origin: str = "answer"
    voice: str = ""

    @property
    def settled(self) -> str:
        """ "answered" to the question, "confirmed" from free text, only "heard" there, or told by the "page" around."""
        if self.origin != "message":
            return "page" if self.origin == "page" else "answered"
        # What nobody confirmed was left open when the conversation went on.
        return "heard" if self.value in (NOT_SURE, SKIP) else "confirmed"


class Answers(Mapping[str, Answer]):
    """Answers by question id, in the order in which they were first given. Never changes; `with_` makes a new one."""

    def __init__(self, answers: tuple[Answer, ...] = ()) -> None:
        self._by_question = {answer.question: answer for answer in answers}

    @classmethod
    def of(cls, **values: str) -> Answers:
        """Answers from question id and value alone: ``Answers.of(coercion="yes")``."""
        return cls(tuple(Answer(question, value, said=value) for question, value in values.items()))

    def with_(self, *answers: Answer) -> Answers:
        return Answers((*self._by_question.values(), *answers))

    def without(self, *questions: str) -> Answers:
        return Answers(tuple(answer for answer in self._by_question.values() if answer.question not in questions))

    @property
    def values_by_question(self) -> dict[str, str]:
        return {question: answer.value for question, answer in self._by_question.items()}

    def __getitem__(self, question: str) -> Answer:
        return self._by_question[question]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_question)

    def __len__(self) -> int:
        return len(self._by_question)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Answers) and self._by_question == other._by_question

    def __hash__(self) -> int:
        return hash(frozenset(self._by_question.values()))

    def plain(self) -> list[dict[str, Any]]:
        """As JSON data, for the tracker and the record."""
        return [asdict(one) for one in self._by_question.values()]

    @classmethod
    def from_plain(cls, rows: list[dict[str, Any]]) -> Answers:
        return cls(tuple(Answer(**row) for row in rows))
