"""An assessment as words for the conversation. Every sentence stands in the content."""

from __future__ import annotations

from collections.abc import Iterator

from bot.core.answers import Answers
from bot.core.asking import statement
from bot.core.assessment import Assessment, FactorStatus, Item
from bot.core.case import Heard
from bot.core.guidance import RouteNow, StepDue
from bot.core.knowledge import Knowledge

# How much of a long list a conversation shows; the record and the API hold all of it.
SHOWN_LATER_STEPS = 4
SHOWN_UNKNOWN = 5
SHOWN_CHANGES = 3
SHOWN_LEARNING = 6


def opening(knowledge: Knowledge) -> list[str]:
    """What this is, whose it is, and how to talk to it; the emergency line stands first."""
    edition = knowledge.edition
    return [
        knowledge.phrase("opening"),
        knowledge.phrase("opening_about", prompt_only=edition.prompt_only, independence=edition.independence,
                         successor=edition.successor),
        knowledge.phrase("opening_words"),
    ]


def emergency(knowledge: Knowledge) -> list[str]:
    return [knowledge.phrase("emergency"), knowledge.phrase("emergency_stay")]


def reflection(knowledge: Knowledge, heard: tuple[Heard, ...]) -> str:
    """What was heard, each statement with the words that it came from."""
    lines = [
        knowledge.phrase("heard_line", statement=statement(knowledge, one.question, one.value), said=one.said)
        for one in heard
    ]
    return "\n".join([knowledge.phrase("heard"), *lines])


def review(knowledge: Knowledge, answers: Answers) -> str:
    """The list of answers, numbered as `changeable` counts them."""
    lines = [
        knowledge.phrase("review_line", number=number,
                         statement=statement(knowledge, question, answers[question].value))
        for number, question in enumerate(changeable(knowledge, answers), 1)
    ]
    if not lines:
        return knowledge.phrase("review_empty")
    return "\n".join([knowledge.phrase("review"), *lines])


def changeable(knowledge: Knowledge, answers: Answers) -> list[str]:
    """The ids of the questions whose answers can be changed, in the order in which they are asked."""
    return [
        question.id
        for question in knowledge.questions.values()
        if question.id in answers and (question.settles or question.kind == "start")
    ]


def result(knowledge: Knowledge, assessment: Assessment) -> list[str]:
    """The result as a handful of messages: what was noticed, what to do, what is unknown, what to learn."""
    return [
        _heading(knowledge, assessment),
        *(text for text in (
            _ledger(knowledge, "ledger_harm", assessment.harm),
            _ledger(knowledge, "ledger_risk", assessment.risk),
            _ledger(knowledge, "ledger_protective", assessment.protective),
            _factors(knowledge, (*assessment.factors, *assessment.concerns)),
            advice(knowledge, assessment),
            _short(knowledge, "ledger_unknown", assessment.unknown[:SHOWN_UNKNOWN]),
            _changes(knowledge, assessment.would_change[:SHOWN_CHANGES]),
            _learning(knowledge, assessment, "practice", "section_practice"),
            _learning(knowledge, assessment, "policy", "section_policy"),
            _short(knowledge, "section_barriers", assessment.barriers),
        ) if text),
        knowledge.phrase("result_complete" if assessment.complete else "result_so_far"),
    ]


def advice(knowledge: Knowledge, assessment: Assessment) -> str:
    """The first move and the steps in order; of those for later only the first few."""
    soon = [step for step in assessment.steps if step.when in ("now", "today")]
    later = [step for step in assessment.steps if step.when not in ("now", "today")][:SHOWN_LATER_STEPS]
    return _steps(knowledge, assessment, (*soon, *later))


def step_lines(knowledge: Knowledge, number: int, step: StepDue) -> Iterator[str]:
    """A step with its route, hours, what the route takes and where the step comes from."""
    yield knowledge.phrase(
        "step_line", number=number, when=knowledge.phrase(f"when_{step.when}"), do=step.do, who=step.who
    )
    if step.route:
        yield route_line(knowledge, step.route)
        yield knowledge.phrase("step_takes", takes=step.route.takes, does_not_take=step.route.does_not_take)
    origin = knowledge.phrase(f"origin_{step.origin}", checked=step.checked or "")
    yield knowledge.phrase("step_why", why=step.why, origin=origin)


def route_line(knowledge: Knowledge, route: RouteNow) -> str:
    """Name, contact and hours of a route, with whether it is open."""
    contact = ", ".join(part for part in (route.phone, route.email, route.web) if part)
    hours = route.hours.rstrip(".")
    if route.open_now is True:
        hours = knowledge.phrase("hours_noted", hours=hours, note=knowledge.phrase("open_now"))
    elif route.open_now is False:
        hours = knowledge.phrase("hours_noted", hours=hours, note=knowledge.phrase("closed_now", opens=route.opens_next))
    name = f"{route.name}. {contact}" if contact else route.name
    line = knowledge.phrase("step_route", contact=name, hours=hours)
    return f"{line} {route.note}" if route.note else line


def _heading(knowledge: Knowledge, assessment: Assessment) -> str:
    if assessment.harm or assessment.risk:
        return knowledge.phrase("result_heading", prompt_only=knowledge.edition.prompt_only)
    return knowledge.phrase("result_nothing")


def _steps(knowledge: Knowledge, assessment: Assessment, steps: tuple[StepDue, ...]) -> str:
    return "\n".join([
        knowledge.phrase(f"first_move_{assessment.first_move}"),
        knowledge.phrase("section_steps"),
        *(line for number, step in enumerate(steps, 1) for line in step_lines(knowledge, number, step)),
    ])


def _ledger(knowledge: Knowledge, heading: str, items: tuple[Item, ...]) -> str:
    if not items:
        return ""
    lines = [
        knowledge.phrase("line_because", label=item.label, text=item.text,
                         said="; ".join(one["said"] for one in item.because))
        for item in items
    ]
    return "\n".join([knowledge.phrase(heading), *lines])


def _factors(knowledge: Knowledge, statuses: tuple[FactorStatus, ...]) -> str:
    lines = [
        knowledge.phrase("factor_line", title=one.title, status=knowledge.phrase(f"status_{one.status}"))
        for one in statuses
    ]
    return "\n".join([knowledge.phrase("section_factors"), *lines])


def _short(knowledge: Knowledge, heading: str, items: tuple[Item, ...]) -> str:
    if not items:
        return ""
    lines = [knowledge.phrase("line_text", label=item.label, text=item.text) for item in items]
    return "\n".join([knowledge.phrase(heading), *lines])


def _changes(knowledge: Knowledge, items: tuple[Item, ...]) -> str:
    if not items:
        return ""
    return "\n".join([
        knowledge.phrase("section_change"), *(knowledge.phrase("line", text=item.text) for item in items),
    ])


def _learning(knowledge: Knowledge, assessment: Assessment, audience: str, heading: str) -> str:
    points = [point for point in assessment.learning if point.audience == audience][:SHOWN_LEARNING]
    if not points:
        return ""
    return "\n".join([
        knowledge.phrase(heading), *(knowledge.phrase("line", text=point.text) for point in points),
    ])
