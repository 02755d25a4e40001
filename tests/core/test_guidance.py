from __future__ import annotations

from datetime import datetime

import pytest

from bot.core.answers import Answers
from bot.core.assessment import assess
from bot.core.guidance import StepDue
from bot.core.hours import UK
from bot.core.knowledge import Knowledge
from bot.core.model import NATIONS, WHENS

MONDAY_NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UK)
MONDAY_NIGHT = datetime(2026, 11, 23, 22, 0, tzinfo=UK)


def steps(knowledge: Knowledge, at: datetime = MONDAY_NOON, **values: str) -> dict[str, StepDue]:
    return {step.id: step for step in assess(knowledge, Answers.of(**values), at=at).steps}


def everything(knowledge: Knowledge) -> dict[str, str]:
    settled = {one.id: "yes" for one in knowledge.questions.values() if one.settles and "yes" in one.values}
    return {**settled, "content_kind": "extremist", "lead_told": "not_acted", "already_reported": "no"}


@pytest.mark.parametrize(("step", "nation", "route"), [
    ("refer_social_care", "england", "csc-eng"), ("refer_social_care", "wales", "csc-wal"),
    ("refer_social_care", "scotland", "csc-sco"), ("refer_social_care", "northern_ireland", "csc-ni"),
    ("refer_social_care", "skip", "csc"), ("refer_social_care", "", "csc"),
    ("report_police", "northern_ireland", "police-ni"), ("report_police", "scotland", "police101"),
    ("allegation_route", "england", "lado"), ("allegation_route", "wales", "wsp5"),
    ("allegation_route", "scotland", "allegation-sco"), ("allegation_route", "northern_ireland", "allegation-ni"),
    ("prevent_referral", "scotland", "police101"), ("hate_report", "england", "truevision"),
    ("disclosure_child", "scotland", "csods-sco"), ("disclosure_partner", "wales", "dvds"),
])
def test_each_nation_has_its_own_people_to_tell(knowledge: Knowledge, step: str, nation: str, route: str) -> None:
    who = {"nation": nation} if nation else {}
    found = steps(knowledge, **everything(knowledge), **who)[step].route
    assert found is not None
    assert found.id == route


@pytest.mark.parametrize("nation", NATIONS)
@pytest.mark.parametrize("role", ["teacher", "helpline_worker", "foster_carer", "coach"])
def test_nobody_is_sent_to_another_nation(knowledge: Knowledge, nation: str, role: str) -> None:
    found = steps(knowledge, **everything(knowledge), nation=nation, role=role)
    abroad = [step.id for step in found.values() if step.route and nation not in knowledge.routes[step.route.id].nations]
    assert abroad == []
    assert ("refer_out_of_hours_ni" in found) == (nation == "northern_ireland")


@pytest.mark.parametrize(("values", "step", "words"), [
    ({"role": "helpline_worker", "immediate_danger": "yes"}, "emergency_999", "Ask the caller to ring 999"),
    ({"role": "foster_carer"}, "tell_lead", "supervising social worker"),
    ({"role": "safeguarding_lead"}, "tell_lead", "as you are the lead"),
    ({"lead_told": "not_acted"}, "tell_lead", "not part of the concern"),
    ({"lead_told": "yes"}, "tell_lead", "what is new"),
    ({"role": "teacher", "nation": "wales"}, "tell_lead", "designated safeguarding person"),
    ({"role": "teacher", "nation": "northern_ireland"}, "tell_lead", "designated teacher"),
    ({"coercion": "yes", "already_reported": "yes"}, "refer_social_care", "what is new today"),
    ({"coercion": "yes", "already_reported": "yes"}, "report_ceop", "extra route"),
    ({"professional_contact": "yes", "nation": "england"}, "allegation_route", "LADO"),
])
def test_a_step_is_worded_for_who_asks_and_who_knows(
    knowledge: Knowledge, values: dict[str, str], step: str, words: str
) -> None:
    assert words in steps(knowledge, **values)[step].do


def test_a_lead_who_does_not_act_does_not_stop_the_referral(knowledge: Knowledge) -> None:
    found = steps(knowledge, lead_told="not_acted", coercion="yes", nation="wales")
    assert found["go_direct"].when == "now"
    assert found["go_direct"].route is not None
    assert found["go_direct"].route.id == "csc-wal"
    assert "go_direct" not in steps(knowledge, lead_told="no", coercion="yes")


@pytest.mark.parametrize(("values", "step"), [
    ({"self_generated_images": "yes"}, "do_not_view"), ({"coercion": "yes"}, "do_not_confront"),
    ({"online_communities": "yes"}, "do_not_question"), ({"money_demanded": "yes"}, "extortion_do_not_pay"),
])
def test_what_must_not_be_done_is_said_at_once(knowledge: Knowledge, values: dict[str, str], step: str) -> None:
    assert steps(knowledge, **values)[step].when == "now"
    assert step not in steps(knowledge)


def test_bullying_alone_is_not_sent_to_ceop(knowledge: Knowledge) -> None:
    found = steps(knowledge, cyberbullying="yes")
    assert "bullying_response" in found
    assert "report_ceop" not in found


def test_steps_stand_in_the_order_in_which_they_are_to_be_done(knowledge: Knowledge) -> None:
    found = list(steps(knowledge, **everything(knowledge)).values())
    whens = [WHENS.index(step.when) for step in found]
    assert whens == sorted(whens)
    assert set(whens) == {0, 1, 2, 3}


def test_a_closed_route_says_when_it_opens(knowledge: Knowledge) -> None:
    values = {"harmful_content": "yes", "content_kind": "eating", "nation": "scotland"}
    opens = {}
    for at in (MONDAY_NOON, MONDAY_NOON.replace(hour=16), MONDAY_NIGHT):
        route = steps(knowledge, at, **values)["eating_support"].route
        assert route is not None
        opens[at.hour] = (route.open_now, route.opens_next)
    assert opens == {12: (False, "Monday 15:00"), 16: (True, ""), 22: (False, "Tuesday 15:00")}


def test_what_was_added_since_the_briefing_says_when_it_was_checked(knowledge: Knowledge) -> None:
    for step in steps(knowledge, **everything(knowledge)).values():
        assert step.origin == "briefing" or step.checked, step.id


def test_learning_is_for_the_role(knowledge: Knowledge) -> None:
    def learnt(role: str) -> set[str]:
        return {point.id for point in assess(knowledge, Answers.of(**everything(knowledge), role=role)).learning}

    assert "police_share_soft_intelligence" in learnt("police_officer")
    assert "police_share_soft_intelligence" not in learnt("teacher")
    assert "agree_contact_with_birth_parents" in learnt("foster_carer")
    assert "agree_contact_with_birth_parents" not in learnt("teacher")
    assert learnt("skip") == learnt("other") == set(knowledge.learning)
    assert {point.audience for point in assess(knowledge, Answers()).learning} == {"practice", "policy"}
