"""Every path through the interview ends; every question, step, learning point and route is on some path."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

import pytest

from bot.core.answers import Answer, Answers
from bot.core.assessment import assess
from bot.core.interview import complete, next_question
from bot.core.knowledge import Knowledge
from bot.core.model import NATIONS, Question
from bot.shared import knowledge as shared_knowledge

KNOWLEDGE = shared_knowledge()
Choose = Callable[[Question], str]
TELLABLE = [one.id for one in KNOWLEDGE.questions.values() if one.kind == "ask" and "yes" in one.values]


def values_of(question: Question) -> tuple[str, ...]:
    if question.kind == "own_words":
        return ("told", "skip")
    return (*question.values, "skip")


def walk(knowledge: Knowledge, choose: Choose, told: tuple[str, ...] = ()) -> tuple[list[str], Answers]:
    """The questions asked and the answers at the end; `told` is what a story said and was confirmed."""
    answers, asked = Answers(tuple(Answer(one, "yes", "their words", "message") for one in told)), []
    while (question := next_question(knowledge, answers)).kind != "after":
        assert question.id not in asked, f"{question.id} is asked twice"
        asked.append(question.id)
        answers = answers.with_(Answer(question.id, choose(question)))
    return asked, answers


def random_walks(count: int) -> Iterator[tuple[list[str], Answers]]:
    for seed in range(count):
        pick = random.Random(seed)
        lean = pick.choice(["yes", "no", "not_sure", None])
        told = tuple(pick.sample(TELLABLE, pick.choice([0, 1, 1, 2, 6, len(TELLABLE) - 2])))
        yield walk(KNOWLEDGE, lambda question, pick=pick, lean=lean: (  # type: ignore[misc]
            lean if lean in values_of(question) and pick.random() < 0.5 else pick.choice(values_of(question))
        ), told)


def test_every_walk_reaches_a_complete_assessment() -> None:
    for _, answers in random_walks(150):
        assert complete(KNOWLEDGE, answers)
        found = assess(KNOWLEDGE, answers)
        assert found.complete
        assert any(step.when in ("now", "today") for step in found.steps)


@pytest.mark.parametrize("question", [one.id for one in KNOWLEDGE.questions.values() if one.kind not in ("confirm", "after")])
def test_every_question_can_be_reached(question: str) -> None:
    """`confirm` comes with free text and `after` ends every walk; both are in the conversation tests."""
    assert any(question in asked for asked in REACHED)


REACHED = [set(asked) for asked, _ in random_walks(400)]


def many_assessments() -> Iterator[dict[str, set[str]]]:
    """Single answers and everything at once, for each role and nation."""
    settling = [one for one in KNOWLEDGE.questions.values() if one.settles]
    everything = {one.id: "yes" if "yes" in one.values else one.values[0] for one in settling}
    sets = [{one.id: value} for one in settling for value in one.values]
    sets += [everything, *({**everything, one.id: value} for one in settling for value in one.values)]
    people = [{"role": role} for role in KNOWLEDGE.questions["role"].values] + [{"nation": nation} for nation in NATIONS]
    people += [{"role": role, "nation": nation} for role in ("helpline_worker", "coach", "foster_carer") for nation in NATIONS]
    for answers in [*sets, *({**everything, **who} for who in people)]:
        found = assess(KNOWLEDGE, Answers.of(**answers))
        yield {
            "steps": {step.id for step in found.steps}, "learning": {point.id for point in found.learning},
            "routes": {step.route.id for step in found.steps if step.route},
            "indicators": {item.id for item in (*found.harm, *found.risk, *found.protective)},
            "harm_ways": {item.id for item in found.ways_of_harm}, "barriers": {item.id for item in found.barriers},
        }


RETURNED: dict[str, set[str]] = {}
for one_found in many_assessments():
    for kind, ids in one_found.items():
        RETURNED.setdefault(kind, set()).update(ids)


@pytest.mark.parametrize("kind", ["steps", "learning", "indicators", "harm_ways", "barriers"])
def test_every_item_is_returned_for_some_answers(kind: str) -> None:
    assert set(getattr(KNOWLEDGE, kind)) - RETURNED[kind] == set()


def test_every_route_that_is_shown_is_returned_for_some_answers() -> None:
    shown = {route_id for route_id, route in KNOWLEDGE.routes.items() if route.shown}
    by_case = set()
    for known in ("not_acted",):
        for role in KNOWLEDGE.questions["role"].values:
            for nation in (*NATIONS, "skip"):
                everything = {one.id: "yes" for one in KNOWLEDGE.questions.values() if one.settles and "yes" in one.values}
                for kind in KNOWLEDGE.questions["content_kind"].values:
                    answers = {**everything, "content_kind": kind, "lead_told": known, "role": role, "nation": nation}
                    by_case |= {step.route.id for step in assess(KNOWLEDGE, Answers.of(**answers)).steps if step.route}
    assert shown - by_case - RETURNED["routes"] == set()
