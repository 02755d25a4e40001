"""A turn in the middle of the interview: by payload and in free text, to the peer's; by payload to the floor's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from statistics import median
from typing import Any

from tests.bench.server.line import Line
from tests.bench.server.rows import Row, p95
from tests.bench.server.sides import Side
from tests.bench.server.stage import Stage

ROUNDS = 7
CONVERSATIONS, QUICK_CONVERSATIONS = 10, 2

Turns = dict[str, list[list[float]]]
"""Milliseconds by kind of turn: for each round, those of its turns."""


def turns(stage: Stage) -> tuple[list[Row], dict[str, Any]]:
    ours, theirs, floor = (*stage.pair(), stage.floor())
    conversations = QUICK_CONVERSATIONS if stage.quick else CONVERSATIONS
    found: dict[str, Turns] = {side.name: defaultdict(list) for side in (ours, theirs, floor)}
    for number in range(stage.rounds(ROUNDS)):
        for side in (ours, theirs, floor):
            for kind, took in _round(side, range(number * conversations, (number + 1) * conversations)).items():
                found[side.name][kind].append(took)
    return list(_rows(found["ours"], found["peer"], found["floor"])), {"milliseconds": found}


def _rows(ours: Turns, peer: Turns, floor: Turns) -> Iterator[Row]:
    for kind, most in (("by payload", 0.25), ("in free text", 0.6)):
        for name, figure in (("p50", median), ("p95", p95)):
            yield Row(f"turn {kind}, {name}", _each(figure, ours[kind]), _each(figure, peer[kind]), most=most)
    kind = "by payload"
    yield Row(f"turn {kind} to the floor, p50", _each(median, ours[kind]), _each(median, floor[kind]), against="floor", most=4)


def _each(figure: Any, rounds: list[list[float]]) -> list[float]:
    return [figure(one) for one in rounds]


def _round(side: Side, conversations: range) -> dict[str, list[float]]:
    """Milliseconds of the turns that come after the opening. Raises RuntimeError for an answer that is not what it should be."""
    found: dict[str, list[float]] = {"by payload": [], "in free text": []}
    for number in conversations:
        script, sender = side.script(number), f"turns-{number}"
        kinds = {**dict.fromkeys(script.payloads, "by payload"), **dict.fromkeys(script.texts, "in free text")}
        with Line(side.address) as line:
            for said in script.opening:
                line.say(sender, said)
            for said in script.whole()[len(script.opening):]:
                took, answer = line.say(sender, said)
                if not side.right(answer):
                    raise RuntimeError(f"{side.name} answered {said!r} with {answer[:500]!r}")
                found[kinds[said]].append(took)
    return found
