"""What a helpline worker is shown beside a call: worked out from the answers alone."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.answers import NOT_SURE, SKIP, YES, Answers
from bot.core.helpline import critical, page_content, to_ask
from bot.core.interview import impact, relevant
from bot.core.knowledge import Knowledge
from bot.core.model import FACTOR_IDS, LABEL_IDS
from bot.shared import knowledge as loaded

AT_FIRST = ("immediate_danger", "offender_has_access", "self_generated_images", "suicidal", "other_children")


def sets_of_answers() -> st.SearchStrategy[Answers]:
    one_of_each = st.fixed_dictionaries({}, optional={
        name: st.sampled_from([*question.values, SKIP])
        for name, question in loaded().questions.items() if question.settles or question.kind == "start"
    })
    return one_of_each.map(lambda values: Answers.of(**values))


def test_danger_is_the_first_thing_to_ask(knowledge: Knowledge) -> None:
    assert to_ask(knowledge, Answers())[0] == "immediate_danger"
    assert to_ask(knowledge, Answers.of(self_generated_images=YES, adult_involved=YES))[0] == "immediate_danger"
    assert "immediate_danger" not in to_ask(knowledge, Answers.of(immediate_danger="no"))


def test_a_picture_brings_up_what_decides_about_it(knowledge: Knowledge) -> None:
    asked = to_ask(knowledge, Answers.of(immediate_danger="no", self_generated_images=YES), most=8)

    assert {"adult_involved", "child_under_13", "coercion"} <= set(asked)
    assert "staff_boundary_crossed" not in asked


@settings(max_examples=30)
@given(answers=sets_of_answers())
def test_the_three_to_ask_are_open_matter_and_weigh_most(answers: Answers) -> None:
    content = loaded()

    asked = to_ask(content, answers)

    waiting = [one for one in relevant(content, answers, "ask", "circle") if one.id not in answers]
    assert len(asked) == len(set(asked)) <= 3
    assert [one for one in asked if one in answers] == []
    weighed = [one for one in asked if one != "immediate_danger"]
    assert set(weighed) <= {one.id for one in waiting}
    impacts = [impact(content, answers, content.questions[one]) for one in weighed]
    assert impacts == sorted(impacts, reverse=True)
    left = [impact(content, answers, one) for one in waiting if one.id not in weighed]
    assert not impacts or max(left, default=impacts[-1]) <= impacts[-1]


def test_once_nothing_can_change_the_advice_nothing_is_left_to_ask(knowledge: Knowledge) -> None:
    everything = {name: question.values[0] for name, question in knowledge.questions.items() if question.settles}

    assert to_ask(knowledge, Answers.of(**everything)) == ()
    assert critical(knowledge, Answers.of(**everything)) == ()


def test_what_is_critical_stands_in_order_until_it_is_settled(knowledge: Knowledge) -> None:
    assert critical(knowledge, Answers()) == AT_FIRST
    for question in AT_FIRST:
        assert question in critical(knowledge, Answers.of(**{question: NOT_SURE}))
        assert question in critical(knowledge, Answers.of(**{question: SKIP}))
        assert question not in critical(knowledge, Answers.of(**{question: "no"}))
        assert question not in critical(knowledge, Answers.of(**{question: YES}))


@pytest.mark.parametrize(("images", "who_has_them"), [(YES, True), (NOT_SURE, True), ("no", False), (SKIP, False)])
def test_who_has_the_pictures_is_critical_once_there_may_be_any(images: str, who_has_them: bool, knowledge: Knowledge) -> None:
    standing = critical(knowledge, Answers.of(self_generated_images=images))

    assert ("images_shared_on" in standing) is who_has_them
    if who_has_them:
        assert standing.index("images_shared_on") > standing.index("offender_has_access")


@settings(max_examples=30)
@given(answers=sets_of_answers(), more=st.sampled_from(AT_FIRST))
def test_settling_one_critical_question_leaves_the_others_in_their_order(answers: Answers, more: str) -> None:
    content = loaded()
    before = critical(content, answers)

    after = critical(content, Answers.of(**{**answers.values_by_question, more: "no"}))

    assert set(after) <= set(before)
    assert [one for one in before if one in after] == list(after)
    assert more not in after


def test_it_is_quick_enough_to_follow_typing(knowledge: Knowledge) -> None:
    answers = Answers.of(immediate_danger="no", self_generated_images=YES, online_communities=YES, cyberbullying=YES)
    to_ask(knowledge, answers)

    began = time.perf_counter()
    to_ask(knowledge, answers)
    critical(knowledge, answers)
    assert time.perf_counter() - began < 0.3


@pytest.fixture(scope="module")
def content(knowledge: Knowledge) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(json.dumps(page_content(knowledge)))
    return found


def test_the_page_gets_every_question_with_what_to_say(content: dict[str, Any], knowledge: Knowledge) -> None:
    assert [one["id"] for one in content["questions"]] == list(knowledge.questions)
    for one in content["questions"]:
        question = knowledge.questions[one["id"]]
        assert (one["ask"], one["why"], tuple(one["about"])) == (question.ask, question.why, question.about)
        assert (one["aloud"] is not None) is question.settles
        assert one["critical"] is (one["id"] in content["critical"])
        assert all(option["statement"] == question.stated(option["value"]) for option in one["options"])


def test_the_page_gets_the_labels_and_the_numbers(content: dict[str, Any]) -> None:
    assert [one["id"] for one in content["labels"]] == list(LABEL_IDS)
    assert [one["id"] for one in content["labels"] if one["kind"] == "factor"] == list(FACTOR_IDS)
    spoken = {one["id"]: one["spoken"] for one in content["routes"]}
    assert spoken["police999"] == ["9 9 9"]
    assert [one["value"] for one in content["nations"]] == ["england", "wales", "scotland", "northern_ireland"]
    assert "helpline_worker" in {one["value"] for one in content["roles"]}


def test_what_is_hidden_from_people_is_not_sent(content: dict[str, Any], knowledge: Knowledge) -> None:
    hidden = {name for name, route in knowledge.routes.items() if not route.shown}

    assert hidden
    assert hidden.isdisjoint(one["id"] for one in content["routes"])
