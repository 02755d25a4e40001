from __future__ import annotations

import pytest

from bot.core.answers import Answer, Answers
from bot.core.assessment import assess
from bot.core.errors import UnknownAnswerError
from bot.core.knowledge import Knowledge


def statuses(knowledge: Knowledge, **values: str) -> dict[str, str]:
    found = assess(knowledge, Answers.of(**values))
    return {one.id: one.status for one in (*found.factors, *found.concerns)}


@pytest.mark.parametrize(("values", "first_move"), [
    ({}, "take_advice"),
    ({"immediate_danger": "no"}, "take_advice"),
    ({"immediate_danger": "skip"}, "take_advice"),
    ({"immediate_danger": "yes"}, "emergency"),
    ({"immediate_danger": "not_sure"}, "emergency"),
    ({"suicidal": "yes"}, "emergency"),
    ({"suicidal": "not_sure"}, "refer_today"),
    ({"harmful_content": "yes"}, "take_advice"),
    ({"self_generated_images": "yes"}, "take_advice"),
    ({"child_under_13": "yes"}, "take_advice"),
    ({"child_under_13": "yes", "self_generated_images": "yes"}, "refer_today"),
    ({"adult_involved": "yes"}, "refer_today"),
    ({"coercion": "yes"}, "refer_today"),
    ({"meeting_planned": "yes"}, "refer_today"),
    ({"offender_has_access": "yes"}, "refer_today"),
    ({"self_harm": "yes"}, "refer_today"),
])
def test_the_first_move(knowledge: Knowledge, values: dict[str, str], first_move: str) -> None:
    assert assess(knowledge, Answers.of(**values)).first_move == first_move


@pytest.mark.parametrize(("values", "status"), [
    ({}, "not_asked"), ({"harmful_content": "skip"}, "not_asked"), ({"harmful_content": "no"}, "not_indicated"),
    ({"harmful_content": "not_sure"}, "possible"), ({"harmful_content": "yes"}, "indicated"),
])
def test_a_factor_stands_as_it_was_answered(knowledge: Knowledge, values: dict[str, str], status: str) -> None:
    assert statuses(knowledge, **values)["harmful_content"] == status


def test_all_seven_factors_and_the_concerns_are_always_listed(knowledge: Knowledge) -> None:
    assert set(statuses(knowledge).values()) == {"not_asked"}
    assert len(assess(knowledge, Answers()).factors) == 7


def test_signs_of_harm_and_what_makes_harm_likelier_stand_apart(knowledge: Knowledge) -> None:
    found = assess(knowledge, Answers.of(coercion="yes", identity="yes", unsupervised_contact="yes", trusted_adult="yes"))
    harm, risk, protective = ({item.id for item in ledger} for ledger in (found.harm, found.risk, found.protective))
    assert harm
    assert risk
    assert protective
    assert not harm & risk
    assert not (harm | risk) & protective


def test_a_line_quotes_what_the_person_said(knowledge: Knowledge) -> None:
    told = Answer("coercion", "yes", "he says pay or I post it", "message")
    answers = Answers((told, Answer("self_generated_images", "yes")))
    rows = [row for item in assess(knowledge, answers).harm for row in item.because]
    assert {"from": "message", "question": "coercion", "said": "he says pay or I post it"} in rows
    pressed_button = next(row for row in rows if row["question"] == "self_generated_images")
    assert pressed_button["from"] == "answer"
    assert pressed_button["said"] == knowledge.questions["self_generated_images"].statement


@pytest.mark.parametrize("value", ["not_sure", "skip"])
def test_what_is_left_open_stays_among_the_unknown(knowledge: Knowledge, value: str) -> None:
    unknown = {item.id: item for item in assess(knowledge, Answers.of(immediate_danger=value)).unknown}
    assert "immediate_danger" in unknown
    assert unknown["immediate_danger"].because[0]["question"] == "immediate_danger"
    settled = {item.id for item in assess(knowledge, Answers.of(immediate_danger="no")).unknown}
    assert "immediate_danger" not in settled


def test_an_absence_is_never_said_to_protect(knowledge: Knowledge) -> None:
    """A child without an adult to talk to is not an open question, and "no" answers reassure nobody."""
    nothing = {one.id: "no" for one in knowledge.questions.values() if "no" in one.values}
    found = assess(knowledge, Answers.of(**nothing))
    assert found.protective == ()
    assert found.harm == ()
    assert "tell_lead" in {step.id for step in found.steps}
    assert {one.status for one in (*found.factors, *found.concerns)} == {"not_indicated"}


@pytest.mark.parametrize("values", [{"no_question": "yes"}, {"coercion": "perhaps"}])
def test_an_answer_that_does_not_exist_is_refused(knowledge: Knowledge, values: dict[str, str]) -> None:
    with pytest.raises(UnknownAnswerError):
        assess(knowledge, Answers.of(**values))


def test_the_assessment_has_the_shape_that_programs_rely_on(knowledge: Knowledge) -> None:
    plain = assess(knowledge, Answers.of(immediate_danger="no", coercion="yes", nation="wales")).plain()
    assert {"first_move", "harm", "risk", "unknown", "protective", "factors", "concerns", "steps", "learning",
            "would_change", "complete", "edition"} <= set(plain)
    assert {"briefing", "content", "rules"} <= set(plain["edition"])
    assert all({"id", "label", "text", "because", "cites"} <= set(item) for item in plain["harm"])
    assert all({"id", "when", "do", "who", "why", "origin", "cites"} <= set(step) for step in plain["steps"])
    routes = [step["route"] for step in plain["steps"] if "route" in step]
    assert routes
    assert all({"name", "phone", "web", "hours", "open_now", "takes", "does_not_take"} <= set(route) for route in routes)
    assert not any(step.get("route", ...) is None or step.get("checked", ...) is None for step in plain["steps"])


def test_what_would_change_the_advice_is_worded_for_the_one_who_asks(knowledge: Knowledge) -> None:
    """A foster carer's first call is the child's social worker; a lead who does not act is not to be told once more."""
    for who in ({"role": "foster_carer"}, {"lead_told": "not_acted"}, {"role": "safeguarding_lead"}):
        items = assess(knowledge, Answers.of(immediate_danger="no", online_communities="yes", **who)).would_change
        assert items
        assert not any(knowledge.steps["tell_lead"].do in item.text for item in items)
