"""A turn late in a conversation to one early in it, with changes, asides and words that nobody understands on the way."""

from __future__ import annotations

from statistics import median
from typing import Any

from tests.bench.server.line import Line
from tests.bench.server.rows import Row
from tests.bench.server.sides import Side
from tests.bench.server.stage import Stage

ROUNDS = 5
# Turns by payload next to one another, of which the median is taken.
NEIGHBOURS = 5
EARLY, LATE = 5, 200


def flat(stage: Stage) -> tuple[list[Row], dict[str, Any]]:
    sides = stage.pair()
    found: dict[str, list[list[float]]] = {side.name: [] for side in sides}
    for number in range(stage.rounds(ROUNDS)):
        for side in sides:
            found[side.name].append(_conversation(side, number))
    return [
        Row(
            f"turn {LATE} of a conversation to its turn {EARLY}{whose}", [_around(one, LATE) for one in found[name]],
            [_around(one, EARLY) for one in found[name]], against=f"turn {EARLY}", most=most,
        )
        for name, whose, most in (("ours", "", 1.3), ("peer", ", Rasa's", None))
    ], {"milliseconds": found}


def _conversation(side: Side, number: int) -> list[float]:
    """Milliseconds of each turn."""
    script, sender, took = side.script(number), f"flat-{number}", []
    # The story and its confirmation come later, with the rest: turn 5 is a turn by payload.
    said = list(script.opening[:EARLY - 1])
    while len(said) < LATE + NEIGHBOURS - 1:
        turn = len(said) + 1
        near = EARLY <= turn < EARLY + NEIGHBOURS or turn >= LATE
        told = script.payloads if near else script.between
        said.append(told[turn % len(told)])
    with Line(side.address) as line:
        for message in said:
            one, answer = line.say(sender, message)
            if message in script.payloads and not side.right(answer):
                raise RuntimeError(f"{side.name} answered {message!r} with {answer[:500]!r}")
            took.append(one)
    return took


def _around(took: list[float], turn: int) -> float:
    return median(took[turn - 1:turn - 1 + NEIGHBOURS])
