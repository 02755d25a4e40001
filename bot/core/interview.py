"""Which question stands next. Computed from the answers alone, never accumulated.

So going back, changing an answer, resuming and recording need no code of their own: a conversation in which an
answer was changed stands where a fresh one with the final answers would stand.

Among the questions that matter to this case, the next is the one that can change the advice most. What a question
can change is found by trying each of its answers, and what an answer opens counts as well. Once `soft_limit` answers
were given, only those questions go on that can change what is due now or today; after `firm_limit` only those that can
change the first move or what is due now.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.answers import NO, NOT_SURE, SKIP, Answers
from bot.core.impact import Impact
from bot.core.knowledge import Knowledge
from bot.core.model import LABEL_IDS, Question


@dataclass(frozen=True)
class Progress:
    """`number` of the question that stands, and about how many there will be in all."""

    number: int
    of: int


def next_question(knowledge: Knowledge, answers: Answers) -> Question:
    """The question that stands; once everything is answered the one of kind "after", which always stands."""
    for question in knowledge.questions.values():
        if question.kind in ("start", "danger", "own_words") and question.id not in answers:
            return question
    open_asks = ranked(knowledge, answers)
    if open_asks:
        return open_asks[0]
    for kind in ("circle", "review"):
        for question in relevant(knowledge, answers, kind):
            if question.id not in answers:
                return question
    return next(question for question in knowledge.questions.values() if question.kind == "after")


def complete(knowledge: Knowledge, answers: Answers) -> bool:
    """Whether nothing that is still to be asked could change the advice or the circle around the child."""
    return (
        all(
            question.id in answers
            for question in knowledge.questions.values()
            if question.kind == "danger"
        )
        and not ranked(knowledge, answers)
        and all(question.id in answers for question in relevant(knowledge, answers, "circle"))
    )


def relevant(knowledge: Knowledge, answers: Answers, *kinds: str) -> list[Question]:
    """The questions of these kinds that matter to this case, answered or not."""
    evaluation = knowledge.evaluation(answers.values_by_question)
    return [
        question
        for question in knowledge.questions.values()
        if question.kind in kinds and (question.asked_if is None or evaluation.holds(question.asked_if))
    ]


def ranked(knowledge: Knowledge, answers: Answers) -> list[Question]:
    """The questions still worth asking, the one that can change the advice most first."""
    waiting = [question for question in relevant(knowledge, answers, "ask") if question.id not in answers]
    if not waiting:
        return []
    values = answers.values_by_question
    first_move = knowledge.impacts.first_move(values)
    impacts = {question.id: knowledge.impacts.of(question.id, values, first_move) for question in waiting}
    asked = _asked(knowledge, answers)
    worth = [question for question in waiting if _worth_asking(knowledge, impacts[question.id], asked)]
    return sorted(worth, key=lambda question: impacts[question.id], reverse=True)


def impact(knowledge: Knowledge, answers: Answers, question: Question) -> Impact:
    """The most that an answer to this question could change in the advice as it stands."""
    values = answers.values_by_question
    return knowledge.impacts.of(question.id, values, knowledge.impacts.first_move(values))


def progress(knowledge: Knowledge, answers: Answers) -> Progress:
    """How far along a person is. The number of those to come is an estimate: an answer can open or close questions."""
    counted = ("start", "danger", "own_words", "ask", "circle", "review")
    done = sum(1 for one in answers.values() if one.origin == "answer" and knowledge.questions[one.question].kind in counted)
    ahead = sum(
        1
        for question in knowledge.questions.values()
        if question.kind in ("start", "danger", "own_words", "review") and question.id not in answers
    )
    ahead += sum(1 for question in relevant(knowledge, answers, "circle") if question.id not in answers)
    left = max(knowledge.edition.interview.soft_limit - _asked(knowledge, answers), 0)
    asks = ranked(knowledge, answers)
    ahead += max(min(len(asks), left), 1 if asks else 0)
    return Progress(number=done + 1, of=max(done + ahead, done + 1))


def _asked(knowledge: Knowledge, answers: Answers) -> int:
    """The answers that count against the limits: while looking for the concern, a "no" does not."""
    found = any(label in answers and answers[label].value not in (NO, SKIP) for label in LABEL_IDS)
    return sum(
        1
        for one in answers.values()
        if one.origin == "answer"
        and knowledge.questions[one.question].kind == "ask"
        and (found or one.question not in LABEL_IDS)
    )


def _worth_asking(knowledge: Knowledge, found: Impact, asked: int) -> bool:
    limits = knowledge.edition.interview
    if asked >= limits.firm_limit:
        return bool(found.first_move or found.now)
    if asked >= limits.soft_limit:
        return bool(found.first_move or found.now or found.today)
    return any(found)


def unanswered(answers: Answers, question: str) -> bool:
    """Whether it is still not known: not asked, skipped, or answered with "not sure"."""
    return question not in answers or answers[question].value in (NOT_SURE, SKIP)
