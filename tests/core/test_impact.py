"""What an answer could change is worked out from what the question bears on; by hand it is the whole advice, before and after."""

from __future__ import annotations

import random

from bot.core.advice import advise
from bot.core.answers import NO, NOT_SURE, YES, Answers
from bot.core.conditions import Values
from bot.core.impact import NO_IMPACT, Impact
from bot.core.interview import impact
from bot.core.knowledge import Knowledge
from bot.core.model import FIRST_MOVES, WHENS, Question

CASES = 60


def change(knowledge: Knowledge, before: Values, after: Values, shown: Question) -> Impact:
    here, there = (advise(knowledge, knowledge.evaluation(values)) for values in (before, after))
    new = [
        when for step, when in there.due.items()
        if step not in here.due or WHENS.index(when) < WHENS.index(here.due[step])
    ]
    return Impact(
        max(FIRST_MOVES.index(here.first_move) - FIRST_MOVES.index(there.first_move), 0), new.count("now"), new.count("today"),
        new.count("this_week") + new.count("later"), int(shown.id in knowledge.in_ledgers),
    )


def by_hand(knowledge: Knowledge, values: Values, question: Question) -> Impact:
    """Every answer tried on the whole content, and a yes to every question that it opens."""
    found = NO_IMPACT
    here = knowledge.evaluation(values)
    for value in set(question.values) - {NO, NOT_SURE}:
        tried = {**values, question.id: value}
        there = knowledge.evaluation(tried)
        found = max(found, change(knowledge, values, tried, question))
        for opened in knowledge.questions.values():
            if opened.kind != "ask" or opened.id in tried or opened.asked_if is None:
                continue
            if there.holds(opened.asked_if) and not here.holds(opened.asked_if):
                found = max(found, change(knowledge, values, {**tried, opened.id: YES}, opened))
    return found


def test_an_impact_is_that_of_the_whole_advice(knowledge: Knowledge) -> None:
    chance = random.Random(7)
    settling = [one for one in knowledge.questions.values() if one.values]
    compared = 0
    for _ in range(CASES):
        some = chance.sample(settling, chance.randint(1, 12))
        answers = Answers.of(**{one.id: chance.choice(one.values) for one in some})
        for question in settling:
            if question.kind == "ask" and question.id not in answers:
                assert impact(knowledge, answers, question) == by_hand(knowledge, answers.values_by_question, question)
                compared += 1
    assert compared > 1_000


def test_a_condition_holds_when_there_is_something_that_it_rests_on(knowledge: Knowledge) -> None:
    chance = random.Random(8)
    settling = [one for one in knowledge.questions.values() if one.values]
    for _ in range(CASES):
        values = {one.id: chance.choice(one.values) for one in chance.sample(settling, chance.randint(0, 20))}
        for circumstance in knowledge.circumstances.values():
            looked_at = knowledge.evaluation(values).holds(circumstance.condition)
            assert looked_at == (knowledge.evaluation(values).rests_on(circumstance.condition) is not None)
