"""The signs that are enough alone: each refers today, no two of them add up, and a line rests on what it names."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.answers import Answers
from bot.core.assessment import Assessment, assess
from bot.shared import knowledge as shared_knowledge

KNOWLEDGE = shared_knowledge()
SETTLING = {one.id: one for one in KNOWLEDGE.questions.values() if one.settles or one.kind == "start"}
SWITCHES: tuple[dict[str, str], ...] = (
    {"child_under_13": "yes", "self_generated_images": "yes"}, {"adult_involved": "yes"}, {"abuse_images_online": "yes"},
    {"grooming_signs": "yes"}, {"coercion": "yes"}, {"money_demanded": "yes"}, {"urged_to_harm": "yes"},
    {"meeting_planned": "yes"}, {"harmed_in_person": "yes"}, {"offender_has_access": "yes"}, {"self_harm": "yes"},
    {"suicidal": "not_sure"}, {"professional_contact": "yes"}, {"staff_boundary_crossed": "yes"},
    {"birth_family_contact": "yes"}, {"information_not_shared": "yes"},
)
NO_SWITCH: tuple[dict[str, str], ...] = (
    {"online_communities": "yes"}, {"identity": "yes"}, {"self_generated_images": "yes"}, {"harmful_content": "yes"},
    {"cyberbullying": "yes"}, {"unsupervised_contact": "yes"}, {"child_under_13": "yes"}, {"coercion": "not_sure"},
    {"professional_awareness": "yes"}, {"looked_after": "yes"}, {"immediate_danger": "no", "suicidal": "no"},
)
answer_sets = st.fixed_dictionaries(
    {}, optional={name: st.sampled_from((*one.values, "skip")) for name, one in SETTLING.items()}
)


def found(answers: dict[str, str]) -> Assessment:
    return assess(KNOWLEDGE, Answers.of(**answers))


@pytest.mark.parametrize("switch", SWITCHES, ids="+".join)
def test_one_sign_that_is_enough_alone_refers_today_and_tells_the_lead_now(switch: dict[str, str]) -> None:
    assessment = found(switch)
    when = {step.id: step.when for step in assessment.steps}
    assert assessment.first_move == "refer_today"
    assert (when["tell_lead"], when["refer_social_care"]) == ("now", "today")


@pytest.mark.parametrize("answers", NO_SWITCH, ids="+".join)
def test_without_such_a_sign_advice_is_taken_today(answers: dict[str, str]) -> None:
    assessment = found(answers)
    assert assessment.first_move == "take_advice"
    assert {step.id: step.when for step in assessment.steps}["tell_lead"] == "today"


@pytest.mark.parametrize(("one", "other"), combinations(SWITCHES, 2), ids="+".join)
def test_two_such_signs_are_never_added_up_to_an_emergency(one: dict[str, str], other: dict[str, str]) -> None:
    assert found({**one, **other}).first_move == "refer_today"


@pytest.mark.parametrize("role", SETTLING["role"].values)
@pytest.mark.parametrize("nation", SETTLING["nation"].values)
def test_danger_leads_to_999_now_for_every_role_in_every_nation(role: str, nation: str) -> None:
    first = found({"role": role, "nation": nation, "immediate_danger": "yes"}).steps[0]
    assert first.when == "now"
    assert first.route is not None
    assert first.route.phone == "999"


@settings(max_examples=25, deadline=None, derandomize=True)
@given(answers=answer_sets)
def test_a_line_of_harm_or_risk_could_not_stand_without_the_answers_it_names(answers: dict[str, str]) -> None:
    assessment = found(answers)
    for item in (*assessment.harm, *assessment.risk):
        named = {one["question"] for one in item.because}
        assert named <= set(answers)
        without = found({question: value for question, value in answers.items() if question not in named})
        assert item.id not in {one.id for one in (*without.harm, *without.risk)}
