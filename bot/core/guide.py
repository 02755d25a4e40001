"""The guide for reading without a conversation: what is to be done for each kind of concern, in every nation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from bot.core.answers import YES, Answers
from bot.core.assessment import assess
from bot.core.guidance import StepDue
from bot.core.knowledge import Knowledge
from bot.core.model import NATIONS, WHENS, Factor, Nation, Route, Step


@dataclass(frozen=True)
class Contact:
    """A route of a step. `nations`: where it is the one to take; empty when that is everywhere."""

    route: Route
    nations: tuple[Nation, ...]


@dataclass(frozen=True)
class GuideStep:
    """A step in the words for `nations`; empty when they are the same everywhere."""

    id: str
    when: str
    do: str
    who: str
    why: str
    added: date | None
    nations: tuple[Nation, ...]
    contacts: tuple[Contact, ...]


@dataclass(frozen=True)
class Concern:
    """One kind of concern with its steps in order."""

    id: str
    about: Factor
    steps: tuple[GuideStep, ...]


def concerns(knowledge: Knowledge) -> tuple[Concern, ...]:
    """The seven factors and the three concerns, each with the steps of a case that has it and of which no more is known."""
    return tuple(
        Concern(label, factor, tuple(_steps(knowledge, label))) for label, factor in knowledge.labels.items()
    )


def do_nots(knowledge: Knowledge) -> tuple[Step, ...]:
    """What is not to be done, whatever the concern."""
    return tuple(knowledge.steps[step] for step in knowledge.interface.do_nots)


def routes(knowledge: Knowledge) -> tuple[Route, ...]:
    """Every route that may be shown."""
    return tuple(route for route in knowledge.routes.values() if route.shown)


def _steps(knowledge: Knowledge, label: str) -> Iterator[GuideStep]:
    due = [
        (nation, step)
        for nation in NATIONS
        for step in assess(knowledge, Answers.of(**{label: YES, "nation": nation})).steps
    ]
    worded: dict[tuple[str, ...], list[tuple[Nation, StepDue]]] = {}
    for nation, step in sorted(due, key=lambda one: _place(knowledge, one[1])):
        worded.setdefault((step.id, step.when, step.do, step.who, step.why), []).append((nation, step))
    for same in worded.values():
        step = same[0][1]
        dates = [one.checked for _, one in same if one.checked]
        yield GuideStep(
            step.id, step.when, step.do, step.who, step.why,
            added=min(dates, default=None) if step.origin == "since_2019" else None,
            nations=_unless_all(nation for nation, _ in same),
            contacts=tuple(_contacts(knowledge, same)),
        )


def _contacts(knowledge: Knowledge, same: list[tuple[Nation, StepDue]]) -> Iterator[Contact]:
    by_route: dict[str, list[Nation]] = {}
    for nation, step in same:
        if step.route:
            by_route.setdefault(step.route.id, []).append(nation)
    for route, nations in by_route.items():
        everywhere = len(nations) == len(same)
        yield Contact(knowledge.routes[route], () if everywhere else tuple(nations))


def _place(knowledge: Knowledge, step: StepDue) -> tuple[int, int]:
    return WHENS.index(step.when), knowledge.steps[step.id].order


def _unless_all(nations: Iterable[Nation]) -> tuple[Nation, ...]:
    named = tuple(nations)
    return () if len(named) == len(NATIONS) else named
