"""Whole conversations in words, from cases.yml, and how long they take."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from bot.core.yaml_files import read_yaml
from tests.conversations.conftest import Talk

CASES: list[dict[str, Any]] = read_yaml(Path(__file__).with_name("cases.yml"))[0]["cases"]
MOST_TURNS = 15


def hold(talk: Talk, case: dict[str, Any]) -> dict[str, Any]:
    """Holds the conversation of a case and gives its assessment."""
    talk.say("hello")
    told = False
    for _ in range(60):
        standing = talk.question
        if standing["kind"] == "after":
            return talk.assessment()
        if standing["id"] in ("role", "nation"):
            talk.say(case[standing["id"]])
        elif standing["id"] == "immediate_danger":
            talk.say(case["danger"])
        elif standing["kind"] == "own_words":
            assert not told, "the story is asked for a second time"
            told = True
            talk.say(case["tells"])
        else:
            talk.until_next({**case.get("answers", {})}, case.get("default", "no"))
    raise AssertionError("the conversation does not end")


def ends_rightly(assessment: dict[str, Any], case: dict[str, Any]) -> None:
    """Fails where the assessment lacks what the case expects, or holds what it rules out."""
    expects = case["expects"]
    steps = [step["id"] for step in assessment["steps"]]
    status = {one["id"]: one["status"] for one in (*assessment["factors"], *assessment["concerns"])}
    assert assessment["complete"]
    assert assessment["first_move"] == expects.get("first_move", assessment["first_move"])
    assert set(expects["steps"]) <= set(steps)
    assert not set(expects.get("without", [])) & set(steps)
    assert {label for label in expects.get("indicated", []) if status[label] != "indicated"} == set()
    assert {label for label in expects.get("not_indicated", []) if status[label] == "indicated"} == set()
    if expects.get("first_move") == "emergency":
        assert steps[0] == "emergency_999"


@pytest.fixture(scope="module")
def held(agent: Any) -> Callable[[dict[str, Any]], tuple[dict[str, Any], int]]:
    """Holds the conversation of a case, once, and gives its assessment and how many turns it took."""
    done: dict[str, tuple[dict[str, Any], int]] = {}

    def hold_once(case: dict[str, Any]) -> tuple[dict[str, Any], int]:
        if case["name"] not in done:
            talk = Talk(agent, f"case-{case['name']}")
            done[case["name"]] = (hold(talk, case), talk.turns)
        return done[case["name"]]

    return hold_once


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_told_case_ends_with_the_right_advice(
    case: dict[str, Any], held: Callable[[dict[str, Any]], tuple[dict[str, Any], int]]
) -> None:
    ends_rightly(held(case)[0], case)


def test_a_typical_case_ends_within_fifteen_turns(held: Callable[[dict[str, Any]], tuple[dict[str, Any], int]]) -> None:
    turns = [held(case)[1] for case in CASES]
    print(f"turns to the result: median {median(turns)}, longest {max(turns)}")
    assert median(turns) <= MOST_TURNS
