"""What a helpline worker needs beside a call: what was not asked yet and matters, and everything that the page shows.

Worked out from the answers alone, like the interview. Its limits do not count here: they spare a person questions, and
on the phone the worker decides what is asked.
"""

from __future__ import annotations

from typing import Any

from bot.core import asking, flagging
from bot.core.answers import Answers
from bot.core.impact import NO_IMPACT
from bot.core.interview import impact, relevant, unanswered
from bot.core.knowledge import Knowledge
from bot.core.model import CONCERN_IDS, Factor, Question, Route
from bot.core.telephone import read_out

MOST_TO_ASK = 3


def to_ask(knowledge: Knowledge, answers: Answers, most: int = MOST_TO_ASK) -> tuple[str, ...]:
    """The ids of the open questions that could change the advice most, the weightiest first; danger before all else.

    Questions that matter to this case and have no answer yet; "not sure" is an answer, as the caller does not know.
    """
    waiting = [one for one in relevant(knowledge, answers, "danger", "ask", "circle") if one.id not in answers]
    impacts = {one.id: impact(knowledge, answers, one) for one in waiting}
    worth = [one for one in waiting if one.kind == "danger" or impacts[one.id] != NO_IMPACT]
    ordered = sorted(worth, key=lambda one: (one.kind == "danger", impacts[one.id]), reverse=True)
    return tuple(one.id for one in ordered[:most])


def critical(knowledge: Knowledge, answers: Answers) -> tuple[str, ...]:
    """The ids of the critical questions that are still unsettled, in the order of the content.

    Unsettled is what was not asked, was skipped or was answered with "not sure".
    """
    values = answers.values_by_question
    evaluation = knowledge.evaluation(values)
    return tuple(
        question
        for group in knowledge.critical
        for place, question in enumerate(group)
        if unanswered(answers, question)
        and (place == 0 or _matters(knowledge.questions[question], evaluation))
    )


def _matters(question: Question, evaluation: Any) -> bool:
    return question.asked_if is None or evaluation.holds(question.asked_if)


def page_content(knowledge: Knowledge) -> dict[str, Any]:
    """Everything that the page shows before anything was typed, as JSON data.

    Keys: `lang`, `text` (sentences by key), `questions`, `critical` (ids in order), `labels` (the seven factors and the
    three concerns), `nations` and `roles` (value and title), `routes` (with `spoken`, the number in groups to read out),
    `flags` (what may be flagged, and as what) and `edition`.
    """
    return {
        "lang": knowledge.interface.lang,
        "text": dict(knowledge.interface.helpline),
        "questions": [
            _question(knowledge, question, number) for number, question in enumerate(knowledge.questions.values(), 1)
        ],
        "critical": [question for group in knowledge.critical for question in group],
        "labels": [_label(label, factor) for label, factor in knowledge.labels.items()],
        "nations": _choices(knowledge.questions["nation"]),
        "roles": _choices(knowledge.questions["role"]),
        "routes": [_route(route) for route in knowledge.routes.values() if route.shown],
        "flags": {"collections": list(flagging.COLLECTIONS), "kinds": list(flagging.KINDS)},
        "edition": {"briefing": knowledge.edition.briefing, "content": knowledge.edition.content},
    }


def _question(knowledge: Knowledge, question: Question, number: int) -> dict[str, Any]:
    shape = asking.described(knowledge, question, number)
    shape["options"] = [{**one, "statement": question.stated(one["value"])} for one in shape["options"]]
    aloud = knowledge.aloud.get(question.id)
    return {
        **shape,
        "aloud": {"say": aloud.say, "avoid": aloud.avoid} if aloud else None,
        "unsure": {"find_out": question.unsure.find_out, "stop": question.unsure.stop} if question.unsure else None,
        "critical": any(question.id in group for group in knowledge.critical),
        "cites": list(question.cites),
    }


def _label(label: str, factor: Factor) -> dict[str, Any]:
    return {
        "id": label, "kind": "concern" if label in CONCERN_IDS else "factor", "title": factor.title, "name": factor.name,
        "summary": factor.summary, "counts": list(factor.counts), "not_enough": factor.not_enough,
        "cites": list(factor.cites),
    }


def _choices(question: Question) -> list[dict[str, str]]:
    return [{"value": one.value, "title": one.title} for one in question.options]


def _route(route: Route) -> dict[str, Any]:
    return {
        "id": route.id, "name": route.name, "phone": route.phone, "spoken": list(read_out(route.phone)),
        "nations": list(route.nations),
    }
