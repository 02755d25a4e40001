"""What the helpline page sends of a call, checked: answers, what was heard, the fragments as they were typed."""

from __future__ import annotations

from typing import Any

from bot.core.answers import Answer
from bot.core.case import Case, Heard
from bot.core.conversation import TOLD
from bot.privacy.numbering import Numbering
from bot.shared import knowledge, redactor
from bot.web import access
from bot.web.answers import answers_of
from bot.web.errors import ApiError

# An hour's call in fragments; the limit on a whole request stands above it.
MOST_FRAGMENTS, MOST_CHARACTERS = 1_000, 40_000
# Whatever the worker notes was told to them by the caller.
VOICE = "told"


def case_of(body: dict[str, Any]) -> Case:
    """A case from `{"answers", "nation"?, "role"?, "notes"?, "heard"?}`. Raises ApiError 413 or 422.

    What was heard and is among the answers with the same value stands there as the words behind it. All else waits to be
    confirmed, also what says otherwise than an answer: it came up since, and danger that came up since counts at once.
    """
    case = Case(answers=answers_of(body))
    people = Numbering()
    notes = _notes(body.get("notes"), people)
    heard = _heard(body.get("heard"), people)
    agreed = [one for one in heard if one.question in case.answers and case.answers[one.question].value == one.value]
    case = case.settled(*(Answer(one.question, one.value, one.said, "message", one.voice) for one in agreed))
    case = case.hearing(*(one for one in heard if one not in agreed))
    return case.settled(Answer("own_words", TOLD, notes)) if notes else case


def _notes(given: object, people: Numbering) -> str:
    """The fragments, one a line, as they may be kept."""
    fragments = [] if given is None else given
    if not isinstance(fragments, list) or not all(isinstance(one, str) for one in fragments):
        raise ApiError(422, "notes_needed", "'notes' has to be a list of texts.", "notes")
    if len(fragments) > MOST_FRAGMENTS or sum(map(len, fragments)) > MOST_CHARACTERS:
        raise ApiError(413, "text_too_long", f"'notes' may have at most {MOST_CHARACTERS} characters in all.", "notes")
    return "\n".join(kept for one in fragments if (kept := _kept(one, people)))


def _heard(given: object, people: Numbering) -> list[Heard]:
    rows = [] if given is None else given
    if not isinstance(rows, list) or len(rows) > MOST_FRAGMENTS:
        raise ApiError(422, "heard_needed", "'heard' has to be a list of statements.", "heard")
    return [_statement(row, people) for row in rows]


def _statement(row: object, people: Numbering) -> Heard:
    if not isinstance(row, dict) or not all(isinstance(row.get(name, ""), str) for name in ("question", "value", "said")):
        raise ApiError(422, "heard_needed", "Each of 'heard' has to be an object of texts: question, value, said.", "heard")
    question = knowledge().questions.get(row.get("question", ""))
    known = question is not None and (question.settles or question.kind == "start") and row.get("value") in question.values
    if question is None or not known:
        raise ApiError(422, "unknown_answer", "'heard' has a question or an answer that does not exist.", "heard")
    said = _kept(access.text_of({"heard": row.get("said", "")}, "heard"), people)
    return Heard(question.id, row["value"], said, voice=VOICE)


def _kept(text: str, people: Numbering) -> str:
    return redactor().redact(access.without_controls(text), people).strip()
