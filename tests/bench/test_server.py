"""What the benchmark of the server rests on: content that is larger and works, rows that tell a miss, a handler that keeps and answers."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from bot.core import conditions
from bot.core.answers import Answers
from bot.core.assessment import assess
from bot.core.conditions import Answered, Named
from bot.core.interview import ranked
from bot.core.knowledge import Knowledge
from tests.bench.server.client import _said
from tests.bench.server.content import COPIED, KINDS, larger
from tests.bench.server.line import Line
from tests.bench.server.rows import Row
from tests.bench.server.scripts import SCRIPTS
from tests.bench.server.sides import Floor
from tests.bench.server.size import only_tests

TIMES = 3
TOLD = Answers.of(nation="england", immediate_danger="no", online_communities="yes", adult_involved="yes", coercion="yes")


@pytest.fixture(scope="module")
def large(knowledge: Knowledge) -> Knowledge:
    return larger(knowledge, TIMES)


def test_the_larger_content_holds_so_many_times_what_is_asked_ruled_and_said(knowledge: Knowledge, large: Knowledge) -> None:
    for collection in (*COPIED, "phrases"):
        assert len(getattr(large, collection)) == TIMES * len(getattr(knowledge, collection))
    once = sum(1 for one in knowledge.questions.values() if one.kind not in KINDS)
    assert len(large.questions) - once == TIMES * (len(knowledge.questions) - once)
    for name, question in large.questions.items():
        assert question.id == name


def test_a_copy_rests_on_copies(large: Knowledge) -> None:
    """Otherwise the originals would be worked out again and again, and the copies never."""
    read = [part for one in large.steps.values() for timing in one.timing for part in conditions.walk(timing.condition)]
    assert {part.question for part in read if isinstance(part, Answered)} <= set(large.questions)
    assert {part.circumstance for part in read if isinstance(part, Named)} <= set(large.circumstances)
    assert {one.circumstance for one in read if isinstance(one, Named)} & {f"{name}_{TIMES}" for name in large.circumstances}


def test_with_the_larger_content_the_same_is_found_and_more_is_asked(knowledge: Knowledge, large: Knowledge) -> None:
    found, wider = assess(knowledge, TOLD), assess(large, TOLD)
    assert {item.id for item in found.harm} <= {item.id for item in wider.harm}
    copies = {question.id.rpartition("_")[0] for question in ranked(large, TOLD) if question.id.endswith(f"_{TIMES}")}
    assert {question.id for question in ranked(knowledge, TOLD)} <= {question.id for question in ranked(large, TOLD)}
    assert {"online_communities", "lead_told"} <= copies


@pytest.mark.parametrize(("row", "value", "met"), [
    (Row("quicker", [1, 9, 2], [4, 9, 4], most=0.5), 0.5, True),
    (Row("too slow", [3, 3, 3], [4, 4, 4], most=0.5), 0.75, False),
    (Row("more", [30, 40], [10, 10], least=3), 3.5, True),
    (Row("too few", [20], [10], least=3), 2, False),
    (Row("by itself", [7, 5, 6], unit="s", most=1), 6, False),
    (Row("to compare", [6], [3]), 2, None),
])
def test_a_row_tells_the_median_of_its_rounds_and_whether_the_target_is_met(row: Row, value: float, met: bool | None) -> None:
    assert (row.value, row.met) == (value, met)
    assert ("MISSED" in row.line()) is (met is False)
    assert row.plain()["met"] is met


def test_both_sides_are_told_as_many_turns_of_each_kind() -> None:
    for number in range(10):
        ours, peer = (make(number) for make in SCRIPTS.values())
        assert (len(ours.opening), len(ours.payloads), len(ours.texts)) == (len(peer.opening), len(peer.payloads), len(peer.texts))
        assert len(ours.whole()) == len(ours.opening) + len(ours.payloads) + len(ours.texts)
        for short in (False, True):
            assert len(_said(ours, number, short=short)) == len(_said(peer, number, short=short))


def test_the_floor_keeps_what_was_sent_and_answers_what_it_was_told(tmp_path: Path) -> None:
    answer = json.dumps([{"text": "Noted."}]).encode()
    floor = Floor(tmp_path, answer)
    try:
        floor.start()
        with Line(floor.address) as line:
            assert line.say("somebody", "answer:coercion=no")[1] == answer
        connection = sqlite3.connect(floor.folder / "floor.db")
        rows = connection.execute("SELECT sender_id, data FROM events").fetchall()
        connection.close()
        assert rows[-1] == ("somebody", "answer:coercion=no")
        assert floor.resident() > 5
    finally:
        floor.stop()
    assert floor.resident() == 0


def test_what_only_tests_need_is_told_from_what_the_assistant_needs() -> None:
    found = only_tests()
    assert {"pytest", "playwright", "ruff"} <= found
    assert not found & {"rasa", "sanic", "spacy", "onnxruntime", "jinja2", "typst", "numpy"}
