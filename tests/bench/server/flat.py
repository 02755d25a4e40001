"""A turn late in a conversation to one early in it, with changes, asides and words that nobody understands on the way."""

from __future__ import annotations

from itertools import cycle, islice
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
WHO = {"role": "teacher", "nation": "england"}


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
    sender, said, took = f"flat-{number}", _said(side, number), []
    with Line(side.address) as line:
        for turn, message in enumerate(said, start=1):
            one, answer = line.say(sender, message, metadata=WHO)
            if (turn >= LATE or turn in range(EARLY, EARLY + NEIGHBOURS)) and not side.right(answer):
                raise RuntimeError(f"{side.name} answered {message!r} with {answer[:500]!r}")
            took.append(one)
    return took


def _said(side: Side, number: int) -> list[str]:
    """The same questions are answered late as early, mostly otherwise."""
    script, another = side.script(number), side.script(number + 1)
    # Role and nation are told beside the first message, so that turn 5 stands in the interview.
    said = [script.opening[0], *script.opening[3:], *script.payloads[:NEIGHBOURS]]
    said += islice(cycle(script.between), LATE - 1 - len(said))
    return [*said, *another.payloads[:NEIGHBOURS]]


def _around(took: list[float], turn: int) -> float:
    return median(took[turn - 1:turn - 1 + NEIGHBOURS])
