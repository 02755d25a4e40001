"""The part of an assessment that decides what to do: the first move and which step is due when.

Kept apart from the wording, because the interview asks it many times a turn: once for every answer that a question
could still get.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.core.conditions import Evaluation
from bot.core.knowledge import Knowledge
from bot.core.model import FIRST_MOVES, WHENS, FirstMove, Step, When


@dataclass(frozen=True)
class Advice:
    """`due` holds the steps that apply, with when each is due; `rests_on` the questions behind each of them."""

    first_move: FirstMove
    due: Mapping[str, When]
    rests_on: Mapping[str, frozenset[str]]
    switches: Mapping[str, frozenset[str]]


def advise(knowledge: Knowledge, evaluation: Evaluation) -> Advice:
    """Switches that are enough alone set the first move: the most urgent one counts, they are never added up."""
    switches: dict[str, frozenset[str]] = {}
    first_move: FirstMove = "take_advice"
    for name, circumstance in knowledge.circumstances.items():
        if circumstance.first_move is None:
            continue
        rests_on = evaluation.rests_on(circumstance.condition)
        if rests_on is not None:
            switches[name] = rests_on
            first_move = min(first_move, circumstance.first_move, key=FIRST_MOVES.index)
    due: dict[str, When] = {}
    reasons: dict[str, frozenset[str]] = {}
    for step_id, step in knowledge.steps.items():
        timed = _earliest(step, evaluation)
        if timed is not None:
            due[step_id], reasons[step_id] = timed
    return Advice(first_move, due, reasons, switches)


def in_order(knowledge: Knowledge, advice: Advice) -> list[str]:
    """The ids of the steps that apply, in the order in which they are to be done."""
    return sorted(advice.due, key=lambda step: (WHENS.index(advice.due[step]), knowledge.steps[step].order))


def _earliest(step: Step, evaluation: Evaluation) -> tuple[When, frozenset[str]] | None:
    holding = [
        (timing.when, rests_on)
        for timing in step.timing
        if (rests_on := evaluation.rests_on(timing.condition)) is not None
    ]
    return min(holding, key=lambda one: WHENS.index(one[0])) if holding else None
