"""Conversations from end to end, with what is heard in free text; walks by answers alone are in test_walks.py."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core import asking, conversation
from bot.core.answers import Answer, Answers
from bot.core.case import Case, Heard, standing_question
from bot.core.interview import complete, impact, next_question, progress
from bot.core.knowledge import Knowledge
from bot.core.reading import Reading
from bot.shared import knowledge as shared_knowledge

ABOUT_THE_CHILD = [one for one in shared_knowledge().questions.values() if one.settles]
DANGER_PASSED = Answers.of(role="skip", nation="skip", immediate_danger="no", own_words="told")


def hold(knowledge: Knowledge, rng: random.Random) -> tuple[list[str], Case]:
    """A conversation with random words and random buttons; the questions that stood, and the case at the end."""
    case, stood = Case(), []
    while (question := standing_question(knowledge, case)).kind != "after":
        stood.append(question.id)
        assert len(stood) <= len(knowledge.questions), stood
        if question.kind == "own_words" and rng.random() < 0.8:
            told = rng.sample(ABOUT_THE_CHILD, rng.randint(0, 4))
            heard = tuple(Heard(one.id, rng.choice(one.values[:2]), "words") for one in told)
            case = conversation.describe(knowledge, case, Reading("describe", "words", heard=heard)).case
        else:
            shape = asking.asked(knowledge, case, question)
            value = rng.choice([*(one["value"] for one in shape["options"]), "skip"])
            case = conversation.answer(knowledge, case, Reading("answer", value, question.id, value)).case
    return stood, case


def test_every_conversation_reaches_its_end(knowledge: Knowledge) -> None:
    met = set()
    for seed in range(8):
        stood, case = hold(knowledge, random.Random(seed))
        met |= set(stood)
        assert complete(knowledge, case.answers)
        assert case.heard == ()
        assert [one for one in stood if one != "confirm" and stood.count(one) > 1] == []
    assert {"confirm", "review"} <= met


@settings(max_examples=15)
@given(chosen=st.lists(st.integers(0, 20), min_size=len(shared_knowledge().questions), max_size=60))
def test_whatever_is_answered_the_interview_ends(chosen: list[int]) -> None:
    knowledge, answers = shared_knowledge(), Answers()
    for choice in chosen:
        question = next_question(knowledge, answers)
        if question.kind == "after":
            break
        assert question.id not in answers
        values = (*question.values, "skip")
        answers = answers.with_(Answer(question.id, values[choice % len(values)]))
    assert next_question(knowledge, answers).kind == "after"


def test_the_question_about_danger_comes_before_the_story_and_after_who_asks(knowledge: Knowledge) -> None:
    answers, order = Answers(), []
    for _ in range(4):
        question = next_question(knowledge, answers)
        order.append(question.id)
        answers = answers.with_(Answer(question.id, "skip"))
    assert order == ["role", "nation", "immediate_danger", "own_words"]


def test_a_story_told_before_the_question_about_danger_does_not_push_it_aside(knowledge: Knowledge) -> None:
    case = Case(Answers.of(role="nurse", nation="wales"), heard=(Heard("coercion", "yes", "he threatens her"),))
    assert standing_question(knowledge, case).id == "immediate_danger"


@pytest.mark.parametrize(("told", "question"), [
    ({"role": "foster_carer"}, "looked_after"), ({"role": "foster_carer", "looked_after": "yes"}, "birth_family_contact"),
    ({"online_communities": "yes", "adult_involved": "no"}, "coercion"), ({"online_communities": "yes"}, "meeting_planned"),
    ({"professional_contact": "yes"}, "staff_boundary_crossed"), ({"self_harm": "yes"}, "suicidal"),
    ({"professional_awareness": "yes"}, "offender_has_access"), ({"self_generated_images": "yes"}, "child_under_13"),
])
def test_the_question_that_matters_to_the_case_is_asked(knowledge: Knowledge, told: dict[str, str], question: str) -> None:
    """However the others are answered with "no"."""
    answers = DANGER_PASSED.with_(*(Answer(one, value, "words", "message") for one, value in told.items()))
    asked = []
    while (standing := next_question(knowledge, answers)).kind in ("ask", "circle"):
        asked.append(standing.id)
        answers = answers.with_(Answer(standing.id, "no" if "no" in standing.values else "not_sure"))
    assert question in asked


def test_what_was_said_in_words_is_not_asked_again(knowledge: Knowledge) -> None:
    told = Answer("online_communities", "yes", "met on Snapchat", "message")
    answers = DANGER_PASSED.with_(told)
    while (standing := next_question(knowledge, answers)).kind != "after":
        assert standing.id != "online_communities"
        answers = answers.with_(Answer(standing.id, "not_sure" if "not_sure" in standing.values else "skip"))


def test_the_weightiest_question_comes_first(knowledge: Knowledge) -> None:
    answers = DANGER_PASSED.with_(Answer("online_communities", "yes"))
    first = next_question(knowledge, answers)
    others = [one for one in knowledge.questions.values() if one.kind == "ask" and one.asked_if
              and one.id not in answers and knowledge.evaluation(answers.values_by_question).holds(one.asked_if)]
    assert len(others) > 5
    assert impact(knowledge, answers, first) == max(impact(knowledge, answers, one) for one in others)


def test_the_circle_is_checked_before_the_list_of_answers(knowledge: Knowledge) -> None:
    answers, order = DANGER_PASSED.with_(Answer("online_communities", "yes", "words", "message")), []
    while (standing := next_question(knowledge, answers)).kind != "after":
        order.append(standing.kind)
        answers = answers.with_(Answer(standing.id, "no" if "no" in standing.values else "continue"))
    assert order == sorted(order, key=["ask", "circle", "review"].index)
    assert order.count("circle") == 3


def test_a_person_sees_how_far_along_they_are(knowledge: Knowledge) -> None:
    answers = Answers()
    for number in range(1, 60):
        question = next_question(knowledge, answers)
        if question.kind == "after":
            break
        where = progress(knowledge, answers)
        assert (where.number, where.of >= where.number) == (number, True)
        answers = answers.with_(Answer(question.id, "no" if "no" in question.values else "skip"))
    assert number > 4


def test_an_interview_is_short_even_when_nothing_is_known(knowledge: Knowledge) -> None:
    for value in ("yes", "no", "not_sure", "skip"):
        answers = Answers()
        while (question := next_question(knowledge, answers)).kind != "after":
            answers = answers.with_(Answer(question.id, value if value in question.values else "skip"))
        assert len(answers) <= 30, value
