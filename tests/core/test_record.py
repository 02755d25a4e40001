from __future__ import annotations

import json
from datetime import datetime

import pytest

from bot.core.answers import Answer, Answers
from bot.core.assessment import assess
from bot.core.hours import UK
from bot.core.knowledge import Knowledge
from bot.core.record import record, record_text

AT = datetime(2026, 11, 23, 12, 30, 59, tzinfo=UK)
ANSWERS = Answers((
    Answer("role", "teacher", "I teach PE"), Answer("nation", "wales"), Answer("immediate_danger", "no", "no"),
    Answer("own_words", "told", "somebody wants more photos of her"),
    Answer("self_generated_images", "yes", "wants more photos", "message"), Answer("coercion", "not_sure", "hard to say"),
    Answer("child_under_13", "skip"), Answer("review", "continue"),
))


def test_the_record_holds_what_was_said_and_where_it_came_from(knowledge: Knowledge) -> None:
    said = {row["question"]: row for row in record(knowledge, ANSWERS, at=AT)["said"]}
    assert set(said) == {"role", "nation", "immediate_danger", "self_generated_images", "coercion", "child_under_13"}
    assert said["self_generated_images"]["from"] == "message"
    assert said["self_generated_images"]["said"] == "wants more photos"
    assert said["coercion"]["statement"] == f"Not known: whether {knowledge.questions['coercion'].if_so}."
    assert said["immediate_danger"]["statement"] == knowledge.questions["immediate_danger"].denied


def test_the_record_says_when_it_was_made_and_with_what(knowledge: Knowledge) -> None:
    data = record(knowledge, ANSWERS, at=AT)
    assert data["made"] == "2026-11-23T12:30:59+00:00"
    assert knowledge.edition.prompt_only in data["about"]
    assert data["assessment"] == assess(knowledge, ANSWERS, at=AT).plain()
    assert json.loads(json.dumps(data))["assessment"]["edition"]["content"] == knowledge.edition.content


def test_the_record_as_text_leaves_nothing_out(knowledge: Knowledge) -> None:
    text = record_text(knowledge, ANSWERS, at=AT)
    found = assess(knowledge, ANSWERS, at=AT)
    missing = [
        one for one in (
            *(step.do for step in found.steps), *(item.text for item in (*found.harm, *found.risk, *found.unknown)),
            *(point.text for point in found.learning), *(item.text for item in found.would_change),
            *(one.title for one in (*found.factors, *found.concerns)),
            "“wants more photos”", "[child A]", knowledge.edition.briefing, knowledge.edition.prompt_only,
            *(step.route.phone for step in found.steps if step.route),
        ) if one not in text
    ]
    assert missing == []


@pytest.mark.parametrize("answers", [Answers(), Answers.of(role="teacher"), Answers.of(immediate_danger="skip")])
def test_there_is_a_record_however_little_was_answered(knowledge: Knowledge, answers: Answers) -> None:
    text = record_text(knowledge, answers, at=AT)
    assert knowledge.phrase("result_nothing") in text
    assert knowledge.steps["write_it_down"].do in text
