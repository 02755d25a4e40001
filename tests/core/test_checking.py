from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.core.checking import check, coverage
from bot.core.conditions import parse
from bot.core.knowledge import Knowledge


def changed(knowledge: Knowledge, collection: str, item: str, **fields: Any) -> Knowledge:
    items = dict(getattr(knowledge, collection))
    items[item] = items[item].model_copy(update=fields)
    return replace(knowledge, **{collection: items})


def without(knowledge: Knowledge, collection: str, item: str) -> Knowledge:
    items = dict(getattr(knowledge, collection))
    del items[item]
    return replace(knowledge, **{collection: items})


def told(knowledge: Knowledge) -> list[str]:
    return [str(problem) for problem in check(knowledge)]


def test_the_content_holds_together(knowledge: Knowledge) -> None:
    assert told(knowledge) == []


@pytest.mark.parametrize(("collection", "item", "fields", "problem"), [
    ("steps", "report_ceop", {"cites": ("rep.99",)}, "steps.yml: report_ceop: cites rep.99"),
    ("steps", "report_ceop", {"route": "nowhere"}, "steps.yml: report_ceop: names the route 'nowhere'"),
    ("steps", "report_ceop", {"route": "themix"}, "names the route 'themix', which is not to be shown"),
    ("steps", "report_ceop", {"do": "This is low risk."}, "steps.yml: report_ceop: says 'low risk'"),
    ("barriers", "*", {"text": "There is nothing to worry about."}, "says 'nothing to worry about'"),
    ("topics", "*", {"text": "That is no cause for concern."}, "says 'no cause for concern'"),
    ("indicators", "*", {"condition": parse({"coercion": "no"})}, "waits for 'no' to 'coercion'"),
    ("indicators", "*", {"condition": parse({"not": "danger_now"})}, "uses 'not'"),
    ("indicators", "*", {"condition": parse("nobody_knows")}, "refers to 'nobody_knows', which is no circumstance"),
    ("indicators", "*", {"condition": parse({"no_question": "yes"})}, "refers to 'no_question', which is no question"),
    ("indicators", "*", {"condition": parse({"coercion": "perhaps"})}, "'perhaps' is no answer to 'coercion'"),
    ("circumstances", "danger_now", {"condition": parse("refer_today")}, "circumstances.yml: danger_now: rests on itself"),
    ("routes", "themix", {"shown": True}, "routes.yml: themix: is shown but no step leads to it"),
    ("learning", "*", {"roles": ("astronaut",)}, "is for the role 'astronaut'"),
    ("learning", "*", {"section": "A heading of my own"}, "'A heading of my own' is no heading of the briefing"),
    ("questions", "coercion", {"kind": "danger"}, "questions.yml: needs exactly one question of kind 'danger'"),
    ("facts", "F 1.1", {"confidence": "memory"}, "rests on F 1.1, whose confidence is 'memory'"),
])
def test_what_does_not_hold_together_is_told(
    knowledge: Knowledge, collection: str, item: str, fields: dict[str, Any], problem: str
) -> None:
    item = next(iter(getattr(knowledge, collection))) if item == "*" else item
    assert any(problem in one for one in told(changed(knowledge, collection, item, **fields)))


@pytest.mark.parametrize(("collection", "item", "problem"), [
    ("questions", "identity", "questions.yml: identity: every label needs a question"),
    ("factors", "identity", "factors.yml: identity: has to stand under 'factors'"),
    ("paragraphs", "rep.1", "source.yml: rep.1: is a point of the briefing and is missing"),
    ("phrases", "emergency", "phrases.yml: emergency: is missing"),
])
def test_what_is_missing_is_told(knowledge: Knowledge, collection: str, item: str, problem: str) -> None:
    assert any(one.startswith(problem) for one in told(without(knowledge, collection, item)))


def test_a_point_of_the_briefing_that_nobody_uses_is_told(knowledge: Knowledge) -> None:
    users = coverage(knowledge)["rep.1"]
    for user in users:
        collection, item = user.split("/")
        cites = tuple(cite for cite in getattr(knowledge, collection)[item].cites if cite != "rep.1")
        knowledge = changed(knowledge, collection, item, cites=cites)
    assert users
    assert "source.yml: rep.1: is used by no item and not listed under 'unused' with a reason" in told(knowledge)


def test_a_46th_question_is_too_many(knowledge: Knowledge) -> None:
    one = knowledge.questions["coercion"]
    more = {f"more_{number}": one for number in range(46 - len(knowledge.questions))}
    assert not any("at most 45" in problem for problem in told(knowledge))
    assert any("at most 45" in problem for problem in told(replace(knowledge, questions={**knowledge.questions, **more})))


def test_advice_may_not_depend_on_more_than_who_asks_and_who_knows(knowledge: Knowledge) -> None:
    """A variant replaces words: were it to depend on a sign, a further sign could replace the stronger words."""
    variant = knowledge.steps["tell_lead"].variants[0].model_copy(update={"condition": parse({"coercion": "yes"})})
    assert any("steps.yml: tell_lead: a variant may depend only on" in one
               for one in told(changed(knowledge, "steps", "tell_lead", variants=(variant,))))


@pytest.mark.parametrize(("name", "text", "problem"), [
    ("switch", "Do {something}.", "phrases.yml: switch: has a place that does not exist"),
    ("switch", "Do {do", "phrases.yml: switch: has a broken place"),
    ("never_said", "Hello.", "phrases.yml: never_said: is a phrase that nothing says"),
])
def test_a_phrase_that_cannot_be_said_is_told(knowledge: Knowledge, name: str, text: str, problem: str) -> None:
    assert any(one.startswith(problem) for one in told(replace(knowledge, phrases={**knowledge.phrases, name: text})))


def test_a_damaged_file_is_not_blamed_on_the_files_that_refer_to_it(knowledge: Knowledge) -> None:
    halved = without(knowledge, "questions", "coercion")
    assert any("refers to 'coercion'" in one for one in told(halved))
    assert [problem for problem in check(halved, frozenset({"questions.yml"})) if "coercion" in problem.message] == []
