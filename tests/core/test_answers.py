from __future__ import annotations

import json

import pytest

from bot.core.answers import Answer, Answers
from bot.core.errors import UnknownAnswerError
from bot.core.knowledge import Knowledge


def test_a_new_answer_leaves_the_earlier_ones_as_they_were() -> None:
    before = Answers.of(coercion="no")
    after = before.with_(Answer("coercion", "yes", "he threatens her", "message"))
    assert before["coercion"].value == "no"
    assert (after["coercion"].value, after["coercion"].said) == ("yes", "he threatens her")


def test_a_changed_answer_keeps_its_place() -> None:
    answers = Answers.of(identity="yes", coercion="no").with_(Answer("identity", "no"))
    assert list(answers) == ["identity", "coercion"]


def test_an_answer_can_be_taken_out() -> None:
    assert Answers.of(identity="yes", coercion="no").without("identity").values_by_question == {"coercion": "no"}


def test_the_same_answers_in_another_order_are_the_same_answers() -> None:
    one, other = Answers.of(identity="yes", coercion="no"), Answers.of(coercion="no", identity="yes")
    assert one == other
    assert len({one, other}) == 1
    assert one != Answers.of(identity="yes")


def test_answers_survive_being_kept_as_json() -> None:
    answers = Answers((Answer("coercion", "yes", "he said “pay or else”", "message"), Answer("nation", "wales", "Cymru")))
    assert Answers.from_plain(json.loads(json.dumps(answers.plain()))) == answers


@pytest.mark.parametrize(("question", "value"), [("coercion", "yes"), ("coercion", "skip"), ("own_words", "told"),
                                                 ("content_kind", "eating"), ("nation", "scotland")])
def test_an_answer_that_is_offered_is_taken(knowledge: Knowledge, question: str, value: str) -> None:
    knowledge.check_answers(Answers.of(**{question: value}))


@pytest.mark.parametrize(("question", "value"), [("coercion", "maybe"), ("coercion", ""), ("nation", "france"),
                                                 ("content_kind", "yes"), ("no_such_question", "yes")])
def test_an_answer_that_is_not_offered_is_refused_by_name(knowledge: Knowledge, question: str, value: str) -> None:
    with pytest.raises(UnknownAnswerError) as refused:
        knowledge.check_answers(Answers.of(**{question: value}))
    assert refused.value.field == f"answers.{question}"
