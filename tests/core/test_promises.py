"""What the design promises for any set of answers, as properties."""

from __future__ import annotations

import json
import re
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.core.answers import Answer, Answers
from bot.core.assessment import assess
from bot.core.interview import next_question
from bot.core.model import FIRST_MOVES, WHENS
from bot.shared import knowledge as shared_knowledge

KNOWLEDGE = shared_knowledge()
ASKED = {one.id: one for one in KNOWLEDGE.questions.values() if one.settles or one.kind == "start"}
SIGNS = sorted(one.id for one in ASKED.values() if one.sign in ("harm", "risk") and one.values == ("yes", "no", "not_sure"))
REASSURING = re.compile(r"\b(low|medium|high)[- ]risk\b|no concern|nothing to worry|risk (score|level)", re.IGNORECASE)

steady = settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
answer_sets = st.fixed_dictionaries({}, optional={
    question: st.sampled_from((*one.values, "skip")) for question, one in ASKED.items()
})


def due(answers: dict[str, str]) -> dict[str, int]:
    return {step.id: WHENS.index(step.when) for step in assess(KNOWLEDGE, Answers.of(**answers)).steps}  # type: ignore[arg-type]


@steady
@given(answers=answer_sets, danger=st.sampled_from([("immediate_danger", "yes"), ("suicidal", "yes"), ("immediate_danger", "not_sure")]))
def test_danger_always_puts_the_emergency_step_first(answers: dict[str, str], danger: tuple[str, str]) -> None:
    found = assess(KNOWLEDGE, Answers.of(**{**answers, danger[0]: danger[1]}))
    assert found.first_move == "emergency"
    assert found.steps[0].id == "emergency_999"


@steady
@given(answers=answer_sets, sign=st.sampled_from(SIGNS))
def test_a_further_sign_never_removes_or_delays_a_step(answers: dict[str, str], sign: str) -> None:
    before, after = due(answers), due({**answers, sign: "yes"})
    if answers.get(sign) == "yes":
        assert before == after
    # From "not sure" to "no" a precaution may go; from anything to "yes" nothing may.
    assert {step: when for step, when in before.items() if after.get(step, 99) > when} == {}


@steady
@given(answers=answer_sets, sign=st.sampled_from(SIGNS))
def test_a_further_sign_never_weakens_the_first_move(answers: dict[str, str], sign: str) -> None:
    before = assess(KNOWLEDGE, Answers.of(**answers)).first_move
    after = assess(KNOWLEDGE, Answers.of(**{**answers, sign: "yes"})).first_move
    assert FIRST_MOVES.index(after) <= FIRST_MOVES.index(before)


@steady
@given(answers=answer_sets, data=st.data())
def test_a_changed_answer_gives_what_a_fresh_conversation_gives(answers: dict[str, str], data: Any) -> None:
    fresh = Answers(tuple(Answer(question, value) for question, value in answers.items()))
    order = data.draw(st.permutations(list(answers)))
    changed = Answers(tuple(Answer(question, "skip") for question in order))
    changed = changed.with_(*(Answer(question, answers[question]) for question in order))
    assert assess(KNOWLEDGE, changed).plain()["steps"] == assess(KNOWLEDGE, fresh).plain()["steps"]
    assert assess(KNOWLEDGE, changed).plain()["factors"] == assess(KNOWLEDGE, fresh).plain()["factors"]
    assert next_question(KNOWLEDGE, changed) == next_question(KNOWLEDGE, fresh)


@steady
@given(answers=answer_sets)
def test_nobody_is_left_without_a_next_step_or_told_that_the_risk_is_low(answers: dict[str, str]) -> None:
    found = assess(KNOWLEDGE, Answers.of(**answers))
    assert any(step.when in ("now", "today") for step in found.steps)
    assert not REASSURING.search(json.dumps(found.plain()))


@steady
@given(answers=answer_sets)
def test_every_line_names_the_answers_that_caused_it(answers: dict[str, str]) -> None:
    found = assess(KNOWLEDGE, Answers.of(**answers))
    for item in (*found.harm, *found.risk, *found.protective):
        assert item.because
        assert {one["question"] for one in item.because} <= set(answers)
        assert item.cites


def test_two_signs_that_are_enough_alone_are_not_added_up() -> None:
    both = assess(KNOWLEDGE, Answers.of(coercion="yes", adult_involved="yes", meeting_planned="yes", offender_has_access="yes"))
    assert both.first_move == "refer_today"
    assert assess(KNOWLEDGE, Answers.of(coercion="yes")).first_move == "refer_today"
