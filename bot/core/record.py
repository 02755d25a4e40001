"""The record of a conversation: plain data, and the outline from which its other forms are made. It is sent nowhere."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

from bot.core.answers import Answer
from bot.core.asking import statement
from bot.core.assessment import Assessment
from bot.core.case import Case
from bot.core.conversation import TOLD, assessment_of
from bot.core.hours import UK, spoken_day
from bot.core.knowledge import Knowledge
from bot.core.outline import Outline
from bot.core.record_sections import sections


def record(knowledge: Knowledge, case: Case, *, at: datetime | None = None) -> dict[str, Any]:
    """What was said, what it amounts to, what was advised and what is unknown, as JSON data.

    Keys: `title`, `made` (ISO 8601), `language`, `about` (what this is and is not), `to_complete` (why there are blanks),
    `blanks` (what to complete in the case system), `own_words` (the story as it was told, or empty), `said` (a row for
    each answer), `heard` (the same for what was heard and not confirmed yet), `assessment` (the shape of the contract)
    and `sections` (all of it in words and in order, as the other forms have it).
    """
    at = at or datetime.now(timezone.utc)
    assessment = assessment_of(knowledge, case, at)
    edition = knowledge.edition
    story = case.answers.get("own_words")
    return {
        "title": knowledge.phrase("record_title"),
        "made": at.isoformat(timespec="seconds"),
        "language": knowledge.interface.lang,
        "about": [edition.prompt_only, edition.independence, edition.successor, knowledge.phrase("record_not_sent")],
        "to_complete": knowledge.phrase("record_blank"),
        "blanks": [{"label": one.label, "blank": one.blank} for one in knowledge.blanks.values()],
        "own_words": story.said if story and story.value == TOLD else "",
        "said": [
            _row(knowledge, case.answers[question.id])
            for question in knowledge.questions.values()
            if question.id in case.answers and (question.settles or question.kind == "start")
        ],
        "heard": [
            {**_row(knowledge, Answer(one.question, one.value, one.said, "message", one.voice)), "settled": "heard"}
            for one in case.heard
        ],
        "assessment": assessment.plain(),
        "sections": _outline(knowledge, case, assessment, at).plain()["sections"],
    }


def record_outline(knowledge: Knowledge, case: Case, *, at: datetime | None = None) -> Outline:
    """The record in words and in order, for whatever makes a document of it."""
    at = at or datetime.now(timezone.utc)
    return _outline(knowledge, case, assessment_of(knowledge, case, at), at)


def _row(knowledge: Knowledge, answer: Answer) -> dict[str, Any]:
    return {
        "question": answer.question,
        "asked": knowledge.questions[answer.question].ask,
        "value": answer.value,
        "statement": statement(knowledge, answer.question, answer.value),
        "said": answer.said,
        "from": "message" if answer.origin == "message" else "answer",
        "voice": answer.voice,
        "settled": answer.settled,
    }


def _outline(knowledge: Knowledge, case: Case, assessment: Assessment, at: datetime) -> Outline:
    here = at.astimezone(UK)
    return Outline(
        title=knowledge.phrase("record_title"),
        made=knowledge.phrase("record_made", day=spoken_day(knowledge.phrase, here), time=here.strftime("%H:%M")),
        at=at.isoformat(timespec="seconds"),
        language=knowledge.interface.lang,
        # With its places: only whoever makes pages knows how many there are.
        page=knowledge.phrases["record_page"],
        missing_characters=knowledge.phrase("record_characters"),
        sections=sections(knowledge, case, assessment),
    )
