"""The record of a conversation: plain data, and the same as text. Nothing is sent anywhere."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

from bot.core import wording
from bot.core.answers import Answers
from bot.core.asking import statement
from bot.core.assessment import assess
from bot.core.knowledge import Knowledge


def record(knowledge: Knowledge, answers: Answers, *, at: datetime | None = None) -> dict[str, Any]:
    """What was said, what it amounts to, what was advised and what is unknown, as JSON data.

    Keys: `title`, `made` (ISO 8601), `about` (what this is and is not), `to_complete` (blanks for the case system),
    `said` (a row for each answer), `assessment` (the shape of the contract).
    """
    at = at or datetime.now(timezone.utc)
    edition = knowledge.edition
    return {
        "title": knowledge.phrase("record_title"),
        "made": at.isoformat(timespec="seconds"),
        "about": [edition.prompt_only, edition.independence, edition.successor],
        "to_complete": knowledge.phrase("record_blank"),
        "said": [
            {
                "question": question.id,
                "asked": question.ask,
                "value": answers[question.id].value,
                "statement": statement(knowledge, question.id, answers[question.id].value),
                "said": answers[question.id].said,
                "from": "message" if answers[question.id].origin == "message" else "answer",
                "voice": answers[question.id].voice,
            }
            for question in knowledge.questions.values()
            if question.id in answers and (question.settles or question.kind == "start")
        ],
        "assessment": assess(knowledge, answers, at=at).plain(),
    }


def record_text(knowledge: Knowledge, answers: Answers, *, at: datetime | None = None) -> str:
    """The record as a page of plain text."""
    at = at or datetime.now(timezone.utc)
    data = record(knowledge, answers, at=at)
    assessment = assess(knowledge, answers, at=at)
    said = [
        knowledge.phrase("record_said", question=row["asked"], statement=row["statement"], said=row["said"])
        if row["said"] else knowledge.phrase("record_answer", question=row["asked"], statement=row["statement"])
        for row in data["said"]
    ]
    parts = [
        data["title"],
        data["made"],
        "\n".join(data["about"]),
        data["to_complete"],
        "\n".join([knowledge.phrase("section_answers"), *said]),
        *wording.whole(knowledge, assessment),
        "\n".join([
            knowledge.phrase("section_edition"),
            knowledge.phrase("record_edition", briefing=edition_of(data, "briefing"), content=edition_of(data, "content"),
                             rules=edition_of(data, "rules")),
        ]),
    ]
    return "\n\n".join(parts) + "\n"


def edition_of(data: dict[str, Any], what: str) -> str:
    """One part of the edition that a record was made with."""
    return str(data["assessment"]["edition"][what])
