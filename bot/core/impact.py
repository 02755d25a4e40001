"""How much the answers to a question could change in the advice, found by trying each of them.

A turn asks this of every open question, so only what a question bears on is worked out again, and only when an answer that
it depends on has changed. What a turn costs then grows with what an answer touches and not with all the content.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from bot.core.conditions import All, Answered, AnyOf, Condition, Evaluation, Named, Not, Values
from bot.core.model import FIRST_MOVES, WHENS, Circumstance, FirstMove, Question, Step, When

YES, UNSETTLED = "yes", ("no", "not_sure")
MOST_KEPT = 50_000


class Impact(NamedTuple):
    """What an answer can change: the first move, steps due now, due today, later ones, lines of a ledger. Larger is more."""

    first_move: int = 0
    now: int = 0
    today: int = 0
    later: int = 0
    lines: int = 0


NO_IMPACT = Impact()


@dataclass(frozen=True)
class _Bearing:
    """What depends on one question: steps, switches of the first move, questions that it may open; and what these depend on."""

    steps: tuple[Step, ...]
    switches: tuple[Circumstance, ...]
    opens: tuple[Question, ...]
    inputs: tuple[str, ...]


class Impacts:
    """The impacts of the questions of one content."""

    def __init__(
        self, questions: Mapping[str, Question], circumstances: Mapping[str, Circumstance], steps: Mapping[str, Step],
        in_ledgers: frozenset[str],
    ) -> None:
        self._questions = questions
        self._named = {name: one.condition for name, one in circumstances.items()}
        self._switches = tuple(one for one in circumstances.values() if one.first_move is not None)
        self._in_ledgers = in_ledgers
        self._bearings = _bearings(questions, self._switches, steps, self._named)
        self._worked_out = lru_cache(maxsize=MOST_KEPT)(self._work_out)

    def of(self, question: str, values: Values, first_move: FirstMove) -> Impact:
        """The most that an answer to this question could change; `first_move` is what the advice begins with before."""
        known = tuple((one, values[one]) for one in self._bearings[question].inputs if one in values)
        return self._worked_out(question, known, first_move)

    def first_move(self, values: Values) -> FirstMove:
        """The most urgent first move that the answers call for."""
        return _first_move("take_advice", self._switches, Evaluation(self._named, values))

    def _work_out(self, question: str, known: tuple[tuple[str, str], ...], first_move: FirstMove) -> Impact:
        values = dict(known)
        here = Evaluation(self._named, values)
        bearing = self._bearings[question]
        found = NO_IMPACT
        for value in self._questions[question].values:
            if value in UNSETTLED:
                continue
            tried = {**values, question: value}
            there = Evaluation(self._named, tried)
            found = max(found, self._change(question, (bearing,), here, there, first_move))
            for opened in bearing.opens:
                if opened.id not in tried and _opens(opened, here, there):
                    further = Evaluation(self._named, {**tried, opened.id: YES})
                    both = (bearing, self._bearings[opened.id])
                    found = max(found, self._change(opened.id, both, here, further, first_move))
        return found

    def _change(
        self, shown: str, bearings: Iterable[_Bearing], before: Evaluation, after: Evaluation, first_move: FirstMove
    ) -> Impact:
        switches = {one.id: one for bearing in bearings for one in bearing.switches}
        steps = {one.id: one for bearing in bearings for one in bearing.steps}
        moved = FIRST_MOVES.index(first_move) - FIRST_MOVES.index(_first_move(first_move, switches.values(), after))
        due = [(earliest(step, before), earliest(step, after)) for step in steps.values()]
        new = [then for now, then in due if then is not None and (now is None or WHENS.index(then) < WHENS.index(now))]
        later = new.count("this_week") + new.count("later")
        return Impact(moved, new.count("now"), new.count("today"), later, int(shown in self._in_ledgers))


def earliest(step: Step, evaluation: Evaluation) -> When | None:
    """When a step is due; None when it does not apply."""
    return min((one.when for one in step.timing if evaluation.holds(one.condition)), key=WHENS.index, default=None)


def _first_move(least: FirstMove, switches: Iterable[Circumstance], evaluation: Evaluation) -> FirstMove:
    called_for = [one.first_move for one in switches if one.first_move is not None and evaluation.holds(one.condition)]
    return min((least, *called_for), key=FIRST_MOVES.index)


def _opens(question: Question, here: Evaluation, there: Evaluation) -> bool:
    """Whether a question matters after an answer and did not before."""
    return question.asked_if is not None and there.holds(question.asked_if) and not here.holds(question.asked_if)


def _bearings(
    questions: Mapping[str, Question], switches: Iterable[Circumstance], steps: Mapping[str, Step],
    named: Mapping[str, Condition],
) -> dict[str, _Bearing]:
    switching = {one.id: one for one in switches}
    step_reads = {name: _read_of(named, *(timing.condition for timing in one.timing)) for name, one in steps.items()}
    switch_reads = {name: _read_of(named, one.condition) for name, one in switching.items()}
    asked_reads = {
        name: _read_of(named, one.asked_if) for name, one in questions.items() if one.kind == "ask" and one.asked_if
    }
    of_steps, of_switches, opened = _by_question(step_reads), _by_question(switch_reads), _by_question(asked_reads)

    def inputs(question: str) -> set[str]:
        read = [*(step_reads[one] for one in of_steps[question]), *(switch_reads[one] for one in of_switches[question])]
        return {question}.union(*read)

    return {
        question: _Bearing(
            tuple(steps[one] for one in of_steps[question]), tuple(switching[one] for one in of_switches[question]),
            tuple(questions[one] for one in opened[question]),
            tuple(sorted(inputs(question).union(*(inputs(one) | asked_reads[one] for one in opened[question])))),
        )
        for question in questions
    }


def _by_question(reads: Mapping[str, set[str]]) -> Mapping[str, list[str]]:
    """For each question the names of those that read its answer."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name, questions in reads.items():
        for question in questions:
            found[question].append(name)
    return found


def _read_of(named: Mapping[str, Condition], *conditions: Condition) -> set[str]:
    """The questions whose answers these conditions read, circumstances opened."""
    found: set[str] = set()
    for condition in conditions:
        if isinstance(condition, Answered):
            found.add(condition.question)
        elif isinstance(condition, Named):
            found |= _read_of(named, named[condition.circumstance])
        elif isinstance(condition, (All, AnyOf)):
            found |= _read_of(named, *condition.parts)
        elif isinstance(condition, Not):
            found |= _read_of(named, condition.part)
    return found
