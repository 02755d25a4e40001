"""The guide for reading without a conversation: what is to be done for each kind of concern, in every nation."""

from __future__ import annotations

from collections.abc import Iterator
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
class Way:
    """How a step is done in `nations`; empty when that is the same everywhere. `added`: since the briefing, checked then."""

    do: str
    who: str
    why: str
    added: date | None
    nations: tuple[Nation, ...]
    contacts: tuple[Contact, ...]


@dataclass(frozen=True)
class GuideStep:
    """A step with one way to do it, or one for some nations and others for the rest."""

    id: str
    when: str
    ways: tuple[Way, ...]


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
    by_step: dict[tuple[str, str], list[tuple[Nation, StepDue]]] = {}
    for nation, step in sorted(due, key=lambda one: _place(knowledge, one[1])):
        by_step.setdefault((step.id, step.when), []).append((nation, step))
    for (step_id, when), same in by_step.items():
        yield GuideStep(step_id, when, tuple(_ways(knowledge, same)))


def _ways(knowledge: Knowledge, same: list[tuple[Nation, StepDue]]) -> Iterator[Way]:
    by_words: dict[tuple[str, str, str], list[tuple[Nation, StepDue]]] = {}
    for nation, step in same:
        by_words.setdefault((step.do, step.who, step.why), []).append((nation, step))
    for (do, who, why), worded in by_words.items():
        checked = min((step.checked for _, step in worded if step.checked), default=None)
        added = checked if worded[0][1].origin == "since_2019" else None
        nations = tuple(nation for nation, _ in worded)
        yield Way(do, who, why, added, _unless_all(nations), tuple(_contacts(knowledge, worded)))


def _contacts(knowledge: Knowledge, worded: list[tuple[Nation, StepDue]]) -> Iterator[Contact]:
    by_route: dict[str, list[Nation]] = {}
    for nation, step in worded:
        if step.route:
            by_route.setdefault(step.route.id, []).append(nation)
    for route, nations in by_route.items():
        everywhere = len(nations) == len(worded)
        yield Contact(knowledge.routes[route], () if everywhere else tuple(nations))


def _place(knowledge: Knowledge, step: StepDue) -> tuple[int, int]:
    return WHENS.index(step.when), knowledge.steps[step.id].order


def _unless_all(nations: tuple[Nation, ...]) -> tuple[Nation, ...]:
    return () if len(nations) == len(NATIONS) else nations
