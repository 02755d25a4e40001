"""Answers that a request carries, checked."""

from __future__ import annotations

from typing import Any

from bot.core.answers import Answer, Answers
from bot.core.errors import UnknownAnswerError
from bot.shared import knowledge
from bot.web import access
from bot.web.errors import ApiError


def answers_of(body: dict[str, Any]) -> Answers:
    """`{"answers": {question: value}, "nation"?, "role"?}` as answers. Raises ApiError 422."""
    answers = body.get("answers")
    if not isinstance(answers, dict) or not all(isinstance(value, str) for value in answers.values()):
        raise ApiError(422, "answers_needed", "'answers' has to be an object of question ids and answers.", "answers")
    given = {**answers, **access.who_asks(body)}
    found = Answers(tuple(Answer(question, value) for question, value in given.items()))
    try:
        knowledge().check_answers(found)
    except UnknownAnswerError as error:
        # An unknown question's id is text that was sent; the field of a known one is ours.
        field = error.field if error.field.removeprefix("answers.") in knowledge().questions else "answers"
        raise ApiError(422, "unknown_answer", str(error), field) from error
    return found
