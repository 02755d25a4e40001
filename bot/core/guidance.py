"""What to do and what to learn: steps with their routes, learning points, and the answers behind each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from bot.core.advice import Advice, in_order
from bot.core.answers import NOT_SURE, SKIP, Answers
from bot.core.conditions import Evaluation
from bot.core.hours import is_open, next_opening, spoken
from bot.core.knowledge import Knowledge
from bot.core.model import WHENS, Route, RouteChoice, Step, Variant


@dataclass(frozen=True)
class RouteNow:
    """A route as it stands at one moment. `open_now` is None when its hours are not known."""

    id: str
    name: str
    phone: str
    email: str
    web: str
    hours: str
    open_now: bool | None
    opens_next: str
    takes: str
    does_not_take: str
    note: str


@dataclass(frozen=True)
class StepDue:
    id: str
    when: str
    do: str
    who: str
    why: str
    say: str
    origin: str
    cites: tuple[str, ...]
    because: tuple[Mapping[str, str], ...]
    route: RouteNow | None = None
    checked: date | None = None

    def plain(self) -> dict[str, Any]:
        row = asdict(self)
        if self.route is None:
            del row["route"]
        if self.checked is None:
            del row["checked"]
        else:
            row["checked"] = self.checked.isoformat()
        return row


@dataclass(frozen=True)
class LearningPoint:
    id: str
    audience: str
    text: str
    section: str
    cites: tuple[str, ...]


def steps(
    knowledge: Knowledge, answers: Answers, advice: Advice, evaluation: Evaluation, at: datetime
) -> tuple[StepDue, ...]:
    """The steps that apply, in order, worded for this role, nation and state of the case."""
    return tuple(
        _step(knowledge, answers, knowledge.steps[step_id], advice, evaluation, at)
        for step_id in in_order(knowledge, advice)
    )


def learning(knowledge: Knowledge, answers: Answers, evaluation: Evaluation) -> tuple[LearningPoint, ...]:
    """The points that these answers call for and that are meant for this role; all roles when it is not known."""
    role = answers["role"].value if "role" in answers else SKIP
    everybody = role in (SKIP, NOT_SURE, "other")
    return tuple(
        LearningPoint(point.id, point.audience, point.text, point.section, point.cites)
        for point in knowledge.learning.values()
        if (everybody or not point.roles or role in point.roles) and evaluation.holds(point.condition)
    )


def because(knowledge: Knowledge, answers: Answers, questions: Iterable[str]) -> tuple[Mapping[str, str], ...]:
    """What the person said that a line rests on, in the interview's order."""
    named = set(questions)
    return tuple(
        {
            "from": "message" if answers[question].origin == "message" else "answer",
            "question": question,
            "said": answers[question].said or knowledge.questions[question].stated(answers[question].value),
        }
        for question in knowledge.questions
        if question in named and question in answers
    )


def route_now(knowledge: Knowledge, route: Route, at: datetime) -> RouteNow:
    """A route as it is shown at this moment (with a time zone)."""
    open_now = is_open(route.hours, at)
    opens = next_opening(knowledge.phrase, route.hours, at) if open_now is False else None
    return RouteNow(
        id=route.id, name=route.name, phone=route.phone, email=route.email, web=route.web,
        hours=spoken(knowledge.phrase, route.hours), open_now=open_now,
        opens_next=knowledge.phrase("opens_at", day=opens[0], time=opens[1]) if opens else "", takes=route.takes,
        does_not_take=route.does_not_take, note=route.note,
    )


def to_do(knowledge: Knowledge, step: str, evaluation: Evaluation) -> str:
    """What a step says to do, in the words for this role, nation and state of the case."""
    worded = _worded(knowledge.steps[step], evaluation)
    return (worded and worded.do) or knowledge.steps[step].do


def newly_due(knowledge: Knowledge, before: Advice, after: Advice) -> list[str]:
    """The steps that are due in `after` and were not, or not so soon, in `before`; in their order."""
    return [
        step
        for step in in_order(knowledge, after)
        if step not in before.due or WHENS.index(after.due[step]) < WHENS.index(before.due[step])
    ]


def _step(
    knowledge: Knowledge, answers: Answers, step: Step, advice: Advice, evaluation: Evaluation, at: datetime
) -> StepDue:
    worded = _worded(step, evaluation)
    choice = (worded and worded.route) or step.route
    route = _route(knowledge, answers, choice)
    return StepDue(
        id=step.id,
        when=advice.due[step.id],
        do=(worded and worded.do) or step.do,
        who=(worded and worded.who) or step.who,
        why=(worded and worded.why) or step.why,
        say=(worded and worded.say) or step.say,
        origin=step.origin,
        cites=step.cites,
        because=because(knowledge, answers, advice.rests_on[step.id]),
        route=route_now(knowledge, route, at) if route else None,
        checked=_checked(knowledge, step, route),
    )


def _worded(step: Step, evaluation: Evaluation) -> Variant | None:
    return next((one for one in step.variants if evaluation.holds(one.condition)), None)


def _route(knowledge: Knowledge, answers: Answers, choice: RouteChoice | None) -> Route | None:
    if choice is None:
        return None
    if isinstance(choice, str):
        return knowledge.routes[choice]
    nation = answers["nation"].value if "nation" in answers else "unknown"
    named = choice.get(nation) or choice.get("unknown")  # type: ignore[call-overload]
    return knowledge.routes[named] if named else None


def _checked(knowledge: Knowledge, step: Step, route: Route | None) -> date | None:
    """When what has been added since 2019 was last looked up; the oldest of what the step rests on."""
    dates = [knowledge.facts[cite].source.checked for cite in step.cites if cite in knowledge.facts]
    if route:
        dates.append(route.checked)
    return min(dates, default=None)
