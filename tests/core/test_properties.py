"""Promises that hold for any answers; more of them are in test_promises.py."""

from __future__ import annotations

import json
import re

from hypothesis import given
from hypothesis import strategies as st

from bot.core.advice import advise
from bot.core.answers import Answer, Answers
from bot.core.assessment import assess
from bot.core.guidance import to_do
from bot.core.interview import next_question
from bot.core.model import FIRST_MOVES, WHENS
from bot.shared import knowledge as content

KNOWLEDGE = content()
ANSWERABLE = {one.id: (*one.values, "skip") for one in KNOWLEDGE.questions.values() if one.settles or one.kind == "start"}
REASSURING = re.compile(
    r"\b(low|lower|little|no|minimal) (risk|danger)\b|\bnot at risk\b|\bchild(ren)? (is|are) safe\b|\bunlikely\b"
    r"|\bno concerns?\b|\bnothing to worry\b|\b(medium|high|amber|red|green)[- ]risk\b|\brisk (score|level|rating)\b",
    re.IGNORECASE,
)
DANGER = {"immediate_danger": "no", "suicidal": "no"}

answer_sets = st.dictionaries(st.sampled_from(sorted(ANSWERABLE)), st.integers(0, 60), max_size=25).map(
    lambda drawn: {question: ANSWERABLE[question][n % len(ANSWERABLE[question])] for question, n in drawn.items()}
)
SIGNS = sorted(one.id for one in KNOWLEDGE.questions.values() if one.sign in ("harm", "risk"))


@given(values=answer_sets, order=st.randoms(use_true_random=False))
def test_the_order_of_answering_does_not_matter(values: dict[str, str], order: object) -> None:
    """As when a person goes back, changes an answer and goes on."""
    shuffled = list(values)
    order.shuffle(shuffled)  # type: ignore[attr-defined]
    fresh = Answers(tuple(Answer(one, value, value) for one, value in values.items()))
    changed = Answers(tuple(Answer(one, "skip", "skip") for one in reversed(shuffled)))
    changed = changed.with_(*(Answer(one, values[one], values[one]) for one in shuffled))
    assert assess(KNOWLEDGE, changed).plain() == assess(KNOWLEDGE, fresh).plain()
    assert next_question(KNOWLEDGE, changed) == next_question(KNOWLEDGE, fresh)


@given(values=answer_sets)
def test_there_is_always_something_to_do_by_tonight_and_never_reassurance(values: dict[str, str]) -> None:
    found = assess(KNOWLEDGE, Answers.of(**values))
    whens = [WHENS.index(step.when) for step in found.steps]
    assert whens == sorted(whens)
    assert whens[0] <= WHENS.index("today")
    assert any(step.route for step in found.steps if step.when in ("now", "today"))
    assert not REASSURING.search(json.dumps(found.plain()))


@given(values=answer_sets)
def test_signs_are_never_added_up_to_an_emergency(values: dict[str, str]) -> None:
    assert assess(KNOWLEDGE, Answers.of(**{**values, **DANGER})).first_move != "emergency"


@given(values=answer_sets)
def test_the_first_move_is_that_of_the_weightiest_single_sign(values: dict[str, str]) -> None:
    def move(answers: dict[str, str]) -> int:
        return FIRST_MOVES.index(assess(KNOWLEDGE, Answers.of(**answers)).first_move)

    found = advise(KNOWLEDGE, KNOWLEDGE.evaluation(values))
    alone = [move({one: values[one] for one in rests_on}) for rests_on in found.switches.values()]
    assert FIRST_MOVES.index(found.first_move) == min(alone, default=FIRST_MOVES.index("take_advice"))


@given(values=answer_sets, sign=st.sampled_from(SIGNS))
def test_a_further_sign_never_makes_a_factor_look_weaker(values: dict[str, str], sign: str) -> None:
    strength = ["not_asked", "not_indicated", "possible", "indicated"]

    def statuses(answers: dict[str, str]) -> dict[str, int]:
        found = assess(KNOWLEDGE, Answers.of(**answers))
        return {one.id: strength.index(one.status) for one in (*found.factors, *found.concerns)}

    before, after = statuses(values), statuses({**values, sign: "yes"})
    assert {label for label in before if after[label] < before[label]} == set()


@given(values=answer_sets)
def test_every_line_rests_on_answers_that_say_something(values: dict[str, str]) -> None:
    found = assess(KNOWLEDGE, Answers.of(**values))
    for item in (*found.harm, *found.risk):
        assert item.because, item.id
        for row in item.because:
            assert values[row["question"]] not in ("no", "skip"), (item.id, row)
            assert row["said"]
    for step in found.steps:
        assert {row["question"] for row in step.because} <= set(values)


@given(values=answer_sets)
def test_what_would_change_the_advice_changes_it_as_it_says(values: dict[str, str]) -> None:
    """Each line names a step; answered as the line says, that step comes, or comes sooner."""
    found = assess(KNOWLEDGE, Answers.of(**values))
    before = {step.id: step.when for step in found.steps}
    for item in found.would_change:
        question = KNOWLEDGE.questions[item.id]
        assert values.get(item.id, "skip") in ("skip", "not_sure")
        brought = [
            (value, step.id, step.when)
            for value in question.values
            if value not in ("no", "not_sure") and question.if_it_is(value) in item.label
            for step in assess(KNOWLEDGE, Answers.of(**{**values, item.id: value})).steps
            if step.do in item.text and before.get(step.id) != step.when
        ]
        assert brought, item.text
        assert all(when in ("now", "today") for _, _, when in brought)


@given(values=answer_sets)
def test_a_step_says_the_same_wherever_it_is_named(values: dict[str, str]) -> None:
    evaluation = KNOWLEDGE.evaluation(values)
    assert all(step.do == to_do(KNOWLEDGE, step.id, evaluation) for step in assess(KNOWLEDGE, Answers.of(**values)).steps)
