"""From answers to an Assessment: three ledgers, the factors, what to do, and what would change it.

Everything in it names the answers that caused it (`because`) and what it rests on (`cites`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime, timezone
from typing import Any

from bot.core import guidance
from bot.core.advice import Advice, advise
from bot.core.answers import NO, NOT_SURE, YES, Answers
from bot.core.conditions import Evaluation
from bot.core.interview import complete, relevant, unanswered
from bot.core.knowledge import Knowledge
from bot.core.model import FIRST_MOVES, WHENS, Factor, FirstMove, Question, When


@dataclass(frozen=True)
class Item:
    """A line of a ledger."""

    id: str
    label: str
    text: str
    because: tuple[Mapping[str, str], ...]
    cites: tuple[str, ...]


@dataclass(frozen=True)
class FactorStatus:
    id: str
    title: str
    status: str


@dataclass(frozen=True)
class Assessment:
    """The shape is the contract's; `plain()` gives it as JSON data."""

    first_move: FirstMove
    harm: tuple[Item, ...]
    risk: tuple[Item, ...]
    unknown: tuple[Item, ...]
    protective: tuple[Item, ...]
    factors: tuple[FactorStatus, ...]
    concerns: tuple[FactorStatus, ...]
    ways_of_harm: tuple[Item, ...]
    steps: tuple[guidance.StepDue, ...]
    learning: tuple[guidance.LearningPoint, ...]
    barriers: tuple[Item, ...]
    would_change: tuple[Item, ...]
    complete: bool
    edition: Mapping[str, str] = field(default_factory=dict)

    def plain(self) -> dict[str, Any]:
        """As JSON data; a route or a date that does not exist is left out."""
        return {
            **asdict(self),
            "steps": [step.plain() for step in self.steps],
            "learning": [asdict(point) for point in self.learning],
        }


def assess(knowledge: Knowledge, answers: Answers, *, at: datetime | None = None) -> Assessment:
    """What these answers amount to. `at` is the moment for "open now", with a time zone; now when left out.

    Raises UnknownAnswerError for a question or a value that the content does not have.
    """
    knowledge.check_answers(answers)
    at = at or datetime.now(timezone.utc)
    evaluation = knowledge.evaluation(answers.values_by_question)
    advice = advise(knowledge, evaluation)
    ledgers = _ledgers(knowledge, answers, evaluation)
    return Assessment(
        first_move=advice.first_move,
        harm=ledgers["harm"],
        risk=ledgers["risk"],
        unknown=_unknown(knowledge, answers),
        protective=ledgers["protective"],
        factors=_statuses(knowledge, knowledge.factors, answers, evaluation),
        concerns=_statuses(knowledge, knowledge.concerns, answers, evaluation),
        ways_of_harm=_holding(knowledge, answers, evaluation, knowledge.harm_ways.values()),
        steps=guidance.steps(knowledge, answers, advice, evaluation, at),
        learning=guidance.learning(knowledge, answers, evaluation),
        barriers=_holding(knowledge, answers, evaluation, knowledge.barriers.values()),
        would_change=_would_change(knowledge, answers, advice),
        complete=complete(knowledge, answers),
        edition={
            "briefing": knowledge.edition.briefing,
            "content": knowledge.edition.content,
            "rules": knowledge.edition.rules,
        },
    )


def _ledgers(knowledge: Knowledge, answers: Answers, evaluation: Evaluation) -> dict[str, tuple[Item, ...]]:
    """Signs that harm may be happening never stand in one list with what makes harm more likely."""
    lines: dict[str, list[Item]] = {"harm": [], "risk": [], "protective": []}
    for indicator in knowledge.indicators.values():
        rests_on = evaluation.rests_on(indicator.condition)
        if rests_on is not None:
            lines[indicator.ledger].append(
                Item(indicator.id, indicator.label, indicator.text,
                     guidance.because(knowledge, answers, rests_on), indicator.cites)
            )
    return {ledger: tuple(items) for ledger, items in lines.items()}


def _holding(
    knowledge: Knowledge, answers: Answers, evaluation: Evaluation, items: Iterable[Any]
) -> tuple[Item, ...]:
    return tuple(
        Item(one.id, one.title, one.text, guidance.because(knowledge, answers, rests_on), one.cites)
        for one in items
        if (rests_on := evaluation.rests_on(one.condition)) is not None
    )


def _unknown(knowledge: Knowledge, answers: Answers) -> tuple[Item, ...]:
    """What matters to this case and was not asked yet, skipped or answered with "not sure"."""
    return tuple(
        Item(
            question.id,
            knowledge.phrase("unknown_label", if_so=question.if_so),
            question.unsure.find_out if question.unsure else question.why,
            guidance.because(knowledge, answers, [question.id] if question.id in answers else []),
            question.cites,
        )
        for question in _open(knowledge, answers)
    )


def _open(knowledge: Knowledge, answers: Answers) -> list[Question]:
    asked_for = {question.id for question in relevant(knowledge, answers, "danger", "ask", "circle")}
    return [
        question
        for question in knowledge.questions.values()
        if question.settles
        and question.if_so
        and question.sign != "protective"
        and (question.id in answers or question.id in asked_for)
        and unanswered(answers, question.id)
    ]


def _statuses(
    knowledge: Knowledge, labels: Mapping[str, Factor], answers: Answers, evaluation: Evaluation
) -> tuple[FactorStatus, ...]:
    shown: dict[str, set[str]] = {label: set() for label in labels}
    for indicator in knowledge.indicators.values():
        if indicator.ledger != "protective" and evaluation.holds(indicator.condition):
            for label in set(indicator.of) & shown.keys():
                shown[label].add(indicator.status)
    return tuple(
        FactorStatus(label, factor.title, _status(shown[label], answers, label)) for label, factor in labels.items()
    )


def _status(shown: set[str], answers: Answers, label: str) -> str:
    value = answers[label].value if label in answers else None
    if "indicated" in shown or value == YES:
        return "indicated"
    if "possible" in shown or value == NOT_SURE:
        return "possible"
    return "not_indicated" if value == NO else "not_asked"


def _would_change(knowledge: Knowledge, answers: Answers, before: Advice) -> tuple[Item, ...]:
    """Found by trying: what is still open and would bring a step due now or today, the weightiest first."""
    found: list[tuple[tuple[int, int, int], Item]] = []
    for question in _open(knowledge, answers):
        for value in question.values:
            clause = question.if_it_is(value)
            if value in (NO, NOT_SURE) or not clause:
                continue
            evaluation = knowledge.evaluation({**answers.values_by_question, question.id: value})
            after = advise(knowledge, evaluation)
            new = guidance.newly_due(knowledge, before, after)
            if new and after.due[new[0]] in ("now", "today"):
                do = guidance.to_do(knowledge, new[0], evaluation)
                item = _change(knowledge, question, clause, after.due[new[0]], do)
                found.append((_weight(knowledge, after, new[0]), item))
    return tuple(item for _, item in sorted(found, key=lambda one: one[0]))


def _weight(knowledge: Knowledge, after: Advice, step: str) -> tuple[int, int, int]:
    return (
        FIRST_MOVES.index(after.first_move), WHENS.index(after.due[step]), knowledge.steps[step].order,
    )


def _change(knowledge: Knowledge, question: Question, clause: str, when: When, do: str) -> Item:
    """Frame, clause and step all stand in the content; only which of them belong together is worked out here."""
    return Item(
        question.id,
        knowledge.phrase("unknown_label", if_so=clause),
        knowledge.phrase(f"would_change_{when}", if_so=clause, do=do),
        (),
        question.cites,
    )


__all__ = ["Assessment", "FactorStatus", "Item", "assess"]
