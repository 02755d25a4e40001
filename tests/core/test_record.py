from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import pytest

from bot.core.answers import Answer, Answers
from bot.core.case import Case, Heard
from bot.core.conversation import assessment_of
from bot.core.knowledge import Knowledge
from bot.core.outline import Entries, Entry, Outline, Section, Table
from bot.core.record import record, record_outline
from bot.core.record_said import printable

HERE = "2026-11-23T12:30:59+00:00"
AT = datetime.fromisoformat(HERE)
ANSWERS = Answers((
    Answer("role", "teacher", "I teach PE"), Answer("nation", "wales", "wales", "page"), Answer("immediate_danger", "no", "no"),
    Answer("own_words", "told", "somebody wants more photos of her"),
    Answer("self_generated_images", "yes", "wants more photos", "message", "told"),
    Answer("adult_involved", "not_sure", "I think he is older", "message", "view"),
    Answer("identity", "yes", "saw another face on the call", "message", "fact"),
    Answer("coercion", "not_sure", "hard to say"), Answer("child_under_13", "skip"), Answer("review", "continue"),
))
CASE = Case(ANSWERS, heard=(Heard("grooming_signs", "yes", "calls her his princess"),))
TOLD_APART = {
    "fact": "saw another face on the call", "told": "wants more photos", "view": "I think he is older",
    "unclear": "calls her his princess",
}


def parts(sections: tuple[Section, ...]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from parts(section.sections)


def part(outline: Outline, name: str) -> Section:
    return next(one for one in parts(outline.sections) if one.id == name)


def entries(section: Section) -> list[Entry]:
    return [entry for block in section.blocks if isinstance(block, Entries) for entry in block.entries]


@pytest.fixture(scope="module")
def outline(knowledge: Knowledge) -> Outline:
    return record_outline(knowledge, CASE, at=AT)


def test_the_record_holds_what_was_said_and_where_it_came_from(knowledge: Knowledge) -> None:
    said = {row["question"]: row for row in record(knowledge, CASE, at=AT)["said"]}
    assert set(said) == {"role", "nation", "immediate_danger", "self_generated_images", "adult_involved", "identity", "coercion",
                         "child_under_13"}
    images = said["self_generated_images"]
    assert (images["from"], images["voice"], images["said"]) == ("message", "told", "wants more photos")
    assert {question: row["settled"] for question, row in said.items()} == {
        "role": "answered", "nation": "page", "immediate_danger": "answered", "self_generated_images": "confirmed",
        "adult_involved": "heard", "identity": "confirmed", "coercion": "answered", "child_under_13": "answered",
    }
    assert said["coercion"]["statement"] == f"Not known: whether {knowledge.questions['coercion'].if_so}."
    assert said["immediate_danger"]["statement"] == knowledge.questions["immediate_danger"].denied


def test_what_waits_to_be_confirmed_is_no_answer_and_counts_as_possible(knowledge: Knowledge) -> None:
    data = record(knowledge, CASE, at=AT)
    assert [(row["question"], row["settled"]) for row in data["heard"]] == [("grooming_signs", "heard")]
    assert data["own_words"] == "somebody wants more photos of her"
    assert data["assessment"] == assessment_of(knowledge, CASE, AT).plain()


def test_the_record_says_when_it_was_made_and_with_what(knowledge: Knowledge) -> None:
    data = record(knowledge, CASE, at=AT)
    assert data["made"] == HERE
    assert knowledge.edition.prompt_only in data["about"]
    assert json.loads(json.dumps(data))["assessment"]["edition"]["content"] == knowledge.edition.content


@pytest.mark.parametrize(("moment", "told"), [
    (HERE, "Monday 23 November 2026 at 12:30"), ("2026-06-30T23:30:00+00:00", "Wednesday 1 July 2026 at 00:30"),
])
def test_the_time_is_told_as_the_clock_in_the_united_kingdom_shows_it(moment: str, told: str, knowledge: Knowledge) -> None:
    assert told in record_outline(knowledge, Case(), at=datetime.fromisoformat(moment)).made


def test_the_parts_stand_in_the_order_in_which_they_are_asked_for(outline: Outline) -> None:
    assert [section.id for section in outline.sections] == [
        "about", "blanks", "said", "indicated", "factors", "advised", "change", "unknown", "learning", "barriers", "ways", "edition",
    ]


@pytest.mark.parametrize("voice", TOLD_APART)
def test_what_is_known_told_and_thought_stand_apart(voice: str, outline: Outline) -> None:
    words = [line.text for entry in entries(part(outline, voice)) for line in entry.lines if line.said]
    assert words == [f"“{TOLD_APART[voice]}”"]


def test_each_statement_says_whether_it_was_confirmed(knowledge: Knowledge, outline: Outline) -> None:
    settled = {voice: entries(part(outline, voice))[0].lines[-1].text for voice in TOLD_APART}
    confirmed, heard = knowledge.phrase("settled_confirmed"), knowledge.phrase("settled_heard")
    assert settled == {"fact": confirmed, "told": confirmed, "view": heard, "unclear": heard}


def test_an_answer_stands_with_its_question_and_what_the_page_told_is_not_put_into_anybodys_mouth(outline: Outline) -> None:
    asked = next(block for block in part(outline, "asked").blocks if isinstance(block, Table))
    assert [row[2].text for row in asked.rows] == ["“no”", "", "“hard to say”"]
    writer = next(block for block in part(outline, "writer").blocks if isinstance(block, Table))
    assert [row[2].text for row in writer.rows] == ["“I teach PE”", ""]


def test_every_line_says_because_of_which_words_and_on_what_it_rests(knowledge: Knowledge, outline: Outline) -> None:
    for ledger in ("harm", "risk"):
        for entry in entries(part(outline, ledger)):
            labels = [line.label for line in entry.lines]
            assert [line for line in entry.lines if line.said], entry.title
            assert {knowledge.phrase("label_briefing"), knowledge.phrase("label_added")} & set(labels), entry.title
    identity = next(one for one in entries(part(outline, "risk")) if one.title == "Nobody knows for sure who this is")
    assert "“saw another face on the call”" in [line.text for line in identity.lines]
    assert knowledge.paragraphs["identity.1"].section in [line.text for line in identity.lines]


def test_what_was_added_since_the_briefing_names_its_source_and_date(knowledge: Knowledge) -> None:
    paid = Case(Answers.of(money_demanded="yes"))
    demanded = next(one for one in entries(part(record_outline(knowledge, paid, at=AT), "harm")) if "Money" in one.title)
    fact = knowledge.facts["F 7.1"]
    added = next(line.text for line in demanded.lines if line.label == knowledge.phrase("label_added"))
    assert fact.source.name in added
    assert "checked 23 November 2026" in added


def test_the_steps_are_numbered_through_under_the_time_by_which_each_is_due(knowledge: Knowledge, outline: Outline) -> None:
    steps = assessment_of(knowledge, CASE, AT).steps
    numbered = [
        (when.id, number, entry.title)
        for when in part(outline, "advised").sections
        for block in when.blocks if isinstance(block, Entries)
        for number, entry in enumerate(block.entries, block.start)
    ]
    assert numbered == [(step.when, number, step.do) for number, step in enumerate(steps, 1)]


def test_whether_a_route_is_open_is_told_of_the_moment_of_the_record(knowledge: Knowledge) -> None:
    def hours(at: str) -> str:
        made = record_outline(knowledge, Case(Answers.of(harmful_content="yes", content_kind="eating", nation="scotland")),
                              at=datetime.fromisoformat(at))
        lines = [line for section in part(made, "advised").sections for entry in entries(section) for line in entry.lines]
        return next(line.text for line in lines if "Monday to Friday 15:00 to 20:00" in line.text)

    assert "open when this record was made" in hours("2026-11-23T15:30:00+00:00")
    assert "closed when this record was made, opens Monday 15:00" in hours("2026-11-22T20:00:00+00:00")


def test_the_blanks_are_those_of_the_content(knowledge: Knowledge, outline: Outline) -> None:
    table = next(block for block in part(outline, "blanks").blocks if isinstance(block, Table))
    assert [(row[0].text, row[1].text) for row in table.rows] == [(one.label, one.blank) for one in knowledge.blanks.values()]
    assert "[child A]" in {row[1].text for row in table.rows}


@pytest.mark.parametrize("answers", [Answers(), Answers.of(role="teacher"), Answers.of(immediate_danger="skip")])
def test_there_is_a_record_however_little_was_answered(knowledge: Knowledge, answers: Answers) -> None:
    made = record_outline(knowledge, Case(answers), at=AT)
    assert part(made, "indicated").blocks[0].text == knowledge.phrase("record_nothing")  # type: ignore[union-attr]
    assert knowledge.steps["write_it_down"].do in [entry.title for one in parts(made.sections) for entry in entries(one)]


def test_what_no_document_may_hold_is_replaced_and_everything_else_kept() -> None:
    assert printable("a\x00b\x1bc\ud83dd\ufffee\x85") == "a\ufffdb\ufffdc\ufffdd\ufffde\ufffd"
    kept = "قال 👩‍👧 \u200f\u2067x\u2069\tz\nå"
    assert printable(kept) == kept


def test_an_answer_whose_voice_is_not_known_is_not_lost(knowledge: Knowledge) -> None:
    strange = replace(ANSWERS["identity"], voice="rumour")
    made = record_outline(knowledge, Case(Answers((strange,))), at=AT)
    assert entries(part(made, "unclear"))[0].lines[0].text == "“saw another face on the call”"
