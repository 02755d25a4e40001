"""What a person can do in a conversation, as pure functions: one for each, from any question that stands."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.core import conversation
from bot.core.answers import Answer, Answers
from bot.core.case import Case, Heard, standing_question
from bot.core.conversation import Turn, assessment_of
from bot.core.knowledge import Knowledge
from bot.core.reading import Reading

START = Answers.of(role="teacher", nation="wales", immediate_danger="no")
TOLD = START.with_(Answer("own_words", "told"))
DONE = dict.fromkeys(("other_children", "other_adults", "whole_setting"), "no")
IMAGES = Heard("self_generated_images", "yes", "he wants nudes")
STRANGER = Heard("online_communities", "yes", "met on Snapchat")
STANDING = {
    "role": Case(), "nation": Case(Answers.of(role="nurse")),
    "immediate_danger": Case(Answers.of(role="nurse", nation="wales")), "own_words": Case(START),
    "confirm": Case(TOLD, heard=(IMAGES, STRANGER)),
    "adult_involved": Case(TOLD.with_(Answer("online_communities", "yes")), reopened="adult_involved"),
}


@pytest.fixture
def done(knowledge: Knowledge) -> dict[str, Case]:
    """Cases in which the list of answers, and what comes after the result, stand."""
    asks = {one.id: "no" for one in knowledge.questions.values() if one.kind == "ask" and "no" in one.values}
    review = Case(Answers.of(role="teacher", nation="wales", immediate_danger="no", own_words="told", **asks, **DONE))
    return {"review": review, "after": Case(review.answers.with_(Answer("review", "continue")))}


@pytest.fixture(params=[*STANDING, "review", "after"])
def case(request: pytest.FixtureRequest, knowledge: Knowledge, done: dict[str, Case]) -> Case:
    """Each kind of question stands once."""
    found = {**STANDING, **done}[request.param]
    assert standing_question(knowledge, found).id == request.param
    return found


def said(turn: Turn) -> str:
    return "\n".join(message.text for message in turn.messages)


def stands(turn: Turn) -> str:
    question = turn.messages[-1].question
    assert question is not None
    return str(question["id"])


def reply(knowledge: Knowledge, case: Case, value: str, *heard: Heard, question: str | None = None) -> Turn:
    question = question or standing_question(knowledge, case).id
    return conversation.answer(knowledge, case, Reading("answer", value, question, value, heard=heard))


def test_danger_brings_the_emergency_card_first_from_anywhere(knowledge: Knowledge, case: Case) -> None:
    turn = conversation.danger(knowledge, case, Reading("danger_now", "help"))
    assert turn.messages[0].text == knowledge.phrase("emergency")
    assert "999" in turn.messages[0].text
    assert stands(turn) == standing_question(knowledge, case).id
    assert turn.case.answers == case.answers


@pytest.mark.parametrize("danger", ["immediate_danger", "suicidal"])
def test_danger_that_was_heard_counts_before_it_is_confirmed(knowledge: Knowledge, case: Case, danger: str) -> None:
    heard = Heard(danger, "yes", "she is on her way to him and says she wants to die")
    turn = conversation.danger(knowledge, case, Reading("danger_now", heard.said, heard=(heard,)))
    found = assessment_of(knowledge, turn.case)
    assert found.first_move == "emergency"
    assert found.steps[0].id == "emergency_999"
    assert turn.messages[0].text == knowledge.phrase("emergency")


def test_a_sign_that_was_heard_is_possible_and_not_settled_until_it_is_confirmed(knowledge: Knowledge) -> None:
    turn = conversation.describe(knowledge, Case(START), Reading("describe", "…", heard=(IMAGES,)))
    assert stands(turn) == "confirm"
    assert "he wants nudes" in said(turn)
    assert "self_generated_images" not in turn.case.answers
    before = {one.id: one.status for one in assessment_of(knowledge, turn.case).factors}
    assert before["self_generated_images"] == "possible"
    confirmed = reply(knowledge, turn.case, "yes").case
    assert confirmed.answers["self_generated_images"] == Answer("self_generated_images", "yes", "he wants nudes", "message")
    after = {one.id: one.status for one in assessment_of(knowledge, confirmed).factors}
    assert after["self_generated_images"] == "indicated"


def test_a_story_is_kept_whole_and_what_is_told_later_is_added(knowledge: Knowledge) -> None:
    first = "It began in March. " * 40
    case = conversation.describe(knowledge, Case(START), Reading("describe", first, heard=(IMAGES,))).case
    case = reply(knowledge, case, "yes").case
    case = conversation.describe(knowledge, case, Reading("describe", "He lives nearby.", heard=(STRANGER,))).case
    dying = Heard("suicidal", "yes", "she wants to die")
    case = conversation.danger(knowledge, case, Reading("danger_now", "Now she wants to die.", heard=(dying,))).case
    assert case.answers["own_words"].said == f"{first.strip()}\n\nHe lives nearby.\n\nNow she wants to die."


def test_a_story_told_anew_takes_the_place_of_the_first_and_has_an_end(knowledge: Knowledge) -> None:
    case = conversation.describe(knowledge, Case(START), Reading("describe", "wrong from the start", heard=(IMAGES,))).case
    again = conversation.describe(
        knowledge, Case(case.answers, reopened="own_words"), Reading("describe", "x" * 9000, heard=(IMAGES,))
    ).case
    assert again.answers["own_words"].said == "x" * (conversation.MOST_TOLD - 1) + "…"


def test_a_denial_that_was_heard_is_no_sign(knowledge: Knowledge) -> None:
    denied = Heard("self_harm", "no", "she does not hurt herself")
    turn = conversation.describe(knowledge, Case(START), Reading("describe", "…", heard=(denied,)))
    assert knowledge.questions["self_harm"].denied in said(turn)
    assert assessment_of(knowledge, turn.case).first_move == "take_advice"
    assert reply(knowledge, turn.case, "yes").case.answers["self_harm"].value == "no"


def test_one_statement_can_be_taken_back_and_the_rest_stands_to_confirm(knowledge: Knowledge) -> None:
    turn = reply(knowledge, STANDING["confirm"], "wrong:online_communities")
    assert turn.case.heard == (IMAGES,)
    assert stands(turn) == "confirm"
    assert "online_communities" not in turn.case.answers


def test_no_to_a_single_statement_takes_it_back(knowledge: Knowledge) -> None:
    turn = reply(knowledge, Case(TOLD, heard=(IMAGES,)), "no")
    assert turn.case.heard == ()
    assert turn.case.answers == TOLD
    assert stands(turn) not in ("confirm", "own_words")


def test_no_to_several_statements_asks_which(knowledge: Knowledge) -> None:
    turn = reply(knowledge, STANDING["confirm"], "no")
    assert knowledge.phrase("confirm_which") in said(turn)
    assert turn.case.heard == (IMAGES, STRANGER)


def test_a_statement_can_be_put_right_in_words(knowledge: Knowledge) -> None:
    turn = reply(knowledge, STANDING["confirm"], "no", Heard("online_communities", "no", "she has known him for years"))
    assert turn.case.answers["online_communities"].value == "no"
    assert turn.case.heard == (IMAGES,)


@pytest.mark.parametrize("value", ["not_sure", "skip"])
def test_signs_stay_possible_when_nobody_confirms_them(knowledge: Knowledge, value: str) -> None:
    turn = reply(knowledge, STANDING["confirm"], value)
    assert turn.case.heard == ()
    assert turn.case.answers["self_generated_images"].value == "not_sure"


def test_danger_that_was_heard_stays_when_its_question_is_passed_over(knowledge: Knowledge) -> None:
    """Hunted down: heard, and then three messages that nobody understood, or "skip", and the emergency was gone."""
    heard = Heard("immediate_danger", "yes", "she left to meet him and her phone is off")
    waiting = Case(Answers.of(role="nurse", nation="wales"), heard=(heard,))
    skipped = reply(knowledge, waiting, "skip").case
    lost = waiting
    for _ in range(conversation.MISSES_BEFORE_MOVING_ON + 1):
        lost = conversation.unclear(knowledge, lost, Reading("unclear", "asdf")).case

    for case in (skipped, lost):
        assert standing_question(knowledge, case).kind != "danger"
        assert assessment_of(knowledge, case).first_move == "emergency"
    assert assessment_of(knowledge, reply(knowledge, waiting, "no").case).first_move != "emergency"


@pytest.mark.parametrize("heard", [Heard("coercion", "no", "nobody"), Heard("coercion", "not_sure", "perhaps")])
def test_an_answer_is_not_lost_to_words_that_nobody_confirmed(knowledge: Knowledge, heard: Heard) -> None:
    case = Case(TOLD.with_(Answer("coercion", "yes", "yes")), heard=(heard,))
    assert reply(knowledge, case, "skip").case.answers["coercion"].value == "yes"
    assert assessment_of(knowledge, case).first_move == "refer_today"


def test_back_asks_again_and_keeps_the_answer_until_another_is_given(knowledge: Knowledge) -> None:
    turn = conversation.back(knowledge, Case(START))
    assert stands(turn) == "immediate_danger"
    assert turn.case.answers == START
    further = conversation.back(knowledge, turn.case)
    assert stands(further) == "nation"
    changed = reply(knowledge, turn.case, "not_sure")
    assert changed.case.answers["immediate_danger"].value == "not_sure"
    assert knowledge.phrase("changed") in said(changed)
    assert stands(changed) == "own_words"


def test_back_at_the_beginning_says_that_there_is_nothing(knowledge: Knowledge) -> None:
    turn = conversation.back(knowledge, Case())
    assert turn.messages[0].text == knowledge.phrase("back_nothing")
    assert stands(turn) == "role"


def test_an_answer_is_not_lost_to_words_that_were_not_understood(knowledge: Knowledge) -> None:
    case = conversation.change(knowledge, Case(START), Reading("change_answer", question="nation")).case
    for _ in range(3):
        case = conversation.unclear(knowledge, case, Reading("unclear", "mumble")).case
    assert case.answers == START
    assert standing_question(knowledge, case).id == "own_words"


def test_any_answer_can_be_changed_by_name(knowledge: Knowledge, done: dict[str, Case]) -> None:
    turn = conversation.change(knowledge, done["after"], Reading("change_answer", question="coercion"))
    assert stands(turn) == "coercion"
    changed = reply(knowledge, turn.case, "yes")
    assert assessment_of(knowledge, changed.case).first_move == "refer_today"
    assert changed.case.answers.without("coercion") == done["after"].answers.without("coercion")


@pytest.mark.parametrize("question", [None, "no_such_question", "review"])
def test_change_without_a_question_shows_the_list(knowledge: Knowledge, question: str | None) -> None:
    turn = conversation.change(knowledge, Case(START), Reading("change_answer", question=question))
    assert knowledge.phrase("change_which") in said(turn)
    assert "3. " in turn.messages[0].text
    assert stands(turn) == "own_words"


def test_the_third_failure_to_understand_moves_on(knowledge: Knowledge, case: Case) -> None:
    """At the end there is nothing to move on to: there the answers are offered again."""
    before = standing_question(knowledge, case).id
    for _ in range(2):
        turn = conversation.unclear(knowledge, case, Reading("unclear", "mumble"))
        assert stands(turn) == before
        case = turn.case
    turn = conversation.unclear(knowledge, case, Reading("unclear", "mumble"))
    assert (stands(turn) == before) == (before == "after")


def test_somebody_who_is_never_understood_still_reaches_the_result(knowledge: Knowledge) -> None:
    case = Case()
    for _ in range(3 * len(knowledge.questions)):
        case = conversation.unclear(knowledge, case, Reading("unclear", "mumble")).case
        if standing_question(knowledge, case).kind == "after":
            break
    assert standing_question(knowledge, case).kind == "after"
    assert assessment_of(knowledge, case).steps


@pytest.mark.parametrize(("said_words", "phrase"), [("mumble", "unclear"), ("  ", "empty_message")])
def test_a_first_failure_is_owned_and_the_question_asked_again(knowledge: Knowledge, said_words: str, phrase: str) -> None:
    turn = conversation.unclear(knowledge, Case(), Reading("unclear", said_words))
    assert turn.messages[0].text == knowledge.phrase(phrase)


def test_what_is_understood_starts_the_count_again(knowledge: Knowledge) -> None:
    case = conversation.unclear(knowledge, Case(), Reading("unclear", "mumble")).case
    assert conversation.why(knowledge, case).case.misses == 0


ASIDES: list[Callable[[Knowledge, Case], Turn]] = [
    conversation.why, conversation.explain, conversation.show_answers, conversation.show_progress, conversation.show_result,
    lambda knowledge, case: conversation.say(knowledge, case, "help"),
    lambda knowledge, case: conversation.aside(knowledge, case, Reading("ask_question", topic="terms/ceop")),
    lambda knowledge, case: conversation.aside(knowledge, case, Reading("ask_question", topic="labels/identity")),
    lambda knowledge, case: conversation.aside(knowledge, case, Reading("ask_question", topic="topics/report_grooming")),
    lambda knowledge, case: conversation.aside(knowledge, case, Reading("ask_question", topic="nothing/there")),
]


@pytest.mark.parametrize("aside", ASIDES)
def test_after_an_aside_the_same_question_stands(
    knowledge: Knowledge, case: Case, aside: Callable[[Knowledge, Case], Turn]
) -> None:
    turn = aside(knowledge, case)
    assert len(turn.messages) > 1
    assert stands(turn) == standing_question(knowledge, case).id
    assert (turn.case.answers, turn.case.heard) == (case.answers, case.heard)


def test_why_names_the_part_of_the_briefing(knowledge: Knowledge) -> None:
    turn = conversation.why(knowledge, Case(Answers.of(role="nurse", nation="wales")))
    assert knowledge.questions["immediate_danger"].why in said(turn)
    assert knowledge.paragraphs["report.3"].section in said(turn)


def test_contacts_in_an_aside_are_those_of_the_nation(knowledge: Knowledge) -> None:
    seen = set()
    for topic, one in knowledge.topics.items():
        told = said(conversation.aside(knowledge, Case(START), Reading("ask_question", topic=f"topics/{topic}")))
        for route in (knowledge.routes[name] for name in one.routes):
            here = "wales" in route.nations
            assert (f"{route.name}." in told) == here, (topic, route.id)
            seen.add(here)
    assert seen == {True, False}


def test_a_switch_changes_the_advice_at_once_and_says_whom_to_tell(knowledge: Knowledge) -> None:
    case = Case(TOLD.with_(Answer("online_communities", "yes")))
    turn = reply(knowledge, case, "yes", question="coercion")
    assert knowledge.phrase("switch", do="").split(".")[0] in said(turn)
    assert turn.messages[-1].question is not None


@pytest.mark.parametrize("who", [Answer("role", "foster_carer"), Answer("lead_told", "not_acted"),
                                 Answer("role", "safeguarding_lead")])
def test_a_switch_does_not_send_a_person_to_the_wrong_one(knowledge: Knowledge, who: Answer) -> None:
    case = Case(TOLD.with_(who, Answer("online_communities", "yes")))
    told = said(reply(knowledge, case, "yes", question="coercion"))
    assert knowledge.steps["tell_lead"].do not in told
    worded = {step.do for step in assessment_of(knowledge, Case(case.answers.with_(Answer("coercion", "yes")))).steps}
    assert any(do in told for do in worded)


def test_an_answer_that_means_danger_brings_the_card_before_anything_else(knowledge: Knowledge) -> None:
    for question, value in (("immediate_danger", "yes"), ("immediate_danger", "not_sure"), ("suicidal", "yes")):
        turn = reply(knowledge, Case(TOLD), value, question=question)
        assert turn.messages[0].text == knowledge.phrase("emergency"), question


def test_not_sure_brings_a_way_to_find_out_and_when_to_stop(knowledge: Knowledge) -> None:
    turn = reply(knowledge, Case(TOLD), "not_sure", question="coercion")
    unsure = knowledge.questions["coercion"].unsure
    assert unsure is not None
    assert unsure.find_out in said(turn)
    assert unsure.stop in said(turn)


@pytest.mark.parametrize(("question", "value"), [("coercion", "perhaps"), ("no_such_question", "yes"), ("nation", "france"),
                                                 ("after", "skip"), ("own_words", "yes")])
def test_an_answer_that_is_not_offered_changes_nothing(knowledge: Knowledge, question: str, value: str) -> None:
    turn = reply(knowledge, Case(START), value, question=question)
    assert turn.case == Case(START)
    assert turn.messages[0].text == knowledge.phrase("unknown_answer")
    assert stands(turn) == "own_words"


def test_stop_gives_what_to_do_and_asks_nothing_more(knowledge: Knowledge) -> None:
    case = Case(TOLD.with_(Answer("coercion", "yes")))
    turn = conversation.stop(knowledge, case)
    assert assessment_of(knowledge, case).steps[0].do in turn.messages[0].text
    assert all(message.question is None for message in turn.messages)
    assert [message.text for message in conversation.stop(knowledge, Case()).messages] == [knowledge.phrase("stopped")]


def test_forget_asks_for_the_conversation_to_be_deleted(knowledge: Knowledge, done: dict[str, Case]) -> None:
    for turn in (conversation.forget(knowledge), reply(knowledge, done["after"], "forget")):
        assert turn.forgotten
        assert turn.case == Case()
    assert not conversation.stop(knowledge, done["after"]).forgotten


def test_start_again_keeps_only_who_the_person_is(knowledge: Knowledge, done: dict[str, Case]) -> None:
    for turn in (conversation.start_again(knowledge, done["after"]), reply(knowledge, done["after"], "restart")):
        assert turn.case == Case(Answers.of(role="teacher", nation="wales"))
        assert stands(turn) == "immediate_danger"


def test_the_opening_asks_for_no_names_and_names_the_emergency_line(knowledge: Knowledge) -> None:
    turn = conversation.open_conversation(knowledge, Case())
    assert "no names" in turn.messages[0].text
    assert "999" in turn.messages[0].text
    assert knowledge.edition.prompt_only in said(turn)
    assert stands(turn) == "role"


def test_what_the_page_has_said_is_not_asked(knowledge: Knowledge) -> None:
    case = Case().told_by_page(knowledge, {"role": "nurse", "nation": "scotland", "coercion": "yes"})
    assert standing_question(knowledge, case).id == "immediate_danger"
    assert case.answers.values_by_question == {"role": "nurse", "nation": "scotland"}
    assert Case(START).told_by_page(knowledge, {"nation": "england"}).answers == START
    assert Case().told_by_page(knowledge, {"nation": "france"}) == Case()


def test_a_case_survives_being_kept(case: Case) -> None:
    assert Case.from_plain(case.plain()) == case
    assert Case.from_plain(None) == Case()
