"""What was said, as a section of the record: what a person knows, what they were told and what they think stand apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.core.answers import Answer
from bot.core.asking import statement
from bot.core.case import Case
from bot.core.conversation import TOLD
from bot.core.knowledge import Knowledge
from bot.core.outline import Cell, Entries, Entry, Line, Section, Table, Text

# Whose words they are, in the order in which the record has them; empty where the words do not show it.
VOICES = {"fact": "section_fact", "told": "section_told", "view": "section_view", "": "section_unclear"}


@dataclass(frozen=True)
class _Said:
    """An answer, and whether it may be counted as settled."""

    answer: Answer
    confirmed: bool


def what_was_said(knowledge: Knowledge, case: Case) -> Section:
    """Who is writing, the story, what was heard in it by whose words they are, then the questions and their answers."""
    parts = tuple(part for part in (
        _table(knowledge, "writer", _of_kind(knowledge, case, start=True)),
        _story(knowledge, case),
        *(_heard(knowledge, case, voice, title) for voice, title in VOICES.items()),
        _table(knowledge, "asked", [
            one for one in _of_kind(knowledge, case, start=False) if one.origin != "message"
        ]),
    ) if part)
    nothing = () if parts else (Text(knowledge.phrase("record_said_nothing")),)
    return Section("said", knowledge.phrase("section_answers"), nothing, parts)


def quoted(knowledge: Knowledge, said: str) -> str:
    """What a person typed, in quotation marks."""
    return knowledge.phrase("quoted", said=printable(said.strip()))


def printable(text: str) -> str:
    """The text with U+FFFD in place of what no document may hold: control characters and half characters."""
    return "".join(one if one in "\t\n" or _allowed(ord(one)) else "\ufffd" for one in text)


def _allowed(code: int) -> bool:
    """Whether XML 1.0, and so HTML and Word, take the character."""
    return (0x20 <= code <= 0xD7FF and not 0x7F <= code <= 0x9F) or 0xE000 <= code <= 0xFFFD or code >= 0x10000


def _of_kind(knowledge: Knowledge, case: Case, *, start: bool) -> list[Answer]:
    """The answers about the writer, or those about the child, in the order of the interview."""
    return [
        case.answers[question.id]
        for question in knowledge.questions.values()
        if question.id in case.answers and (question.kind == "start" if start else question.settles)
    ]


def _story(knowledge: Knowledge, case: Case) -> Section | None:
    told = case.answers.get("own_words")
    if told is None or told.value != TOLD or not told.said.strip():
        return None
    return Section("story", knowledge.phrase("section_story"), (Text(quoted(knowledge, told.said), said=True),))


def _heard(knowledge: Knowledge, case: Case, voice: str, title: str) -> Section | None:
    entries = tuple(_entry(knowledge, one) for one in _from_messages(knowledge, case) if _voice(one.answer) == voice)
    return Section(title.removeprefix("section_"), knowledge.phrase(title), (Entries(entries),)) if entries else None


def _voice(answer: Answer) -> str:
    return answer.voice if answer.voice in VOICES else ""


def _from_messages(knowledge: Knowledge, case: Case) -> Iterator[_Said]:
    """What was heard in free text: settled first, then what waits to be confirmed."""
    for answer in _of_kind(knowledge, case, start=False):
        if answer.origin == "message":
            yield _Said(answer, answer.settled == "confirmed")
    for one in case.heard:
        yield _Said(Answer(one.question, one.value, one.said, "message", one.voice), confirmed=False)


def _entry(knowledge: Knowledge, one: _Said) -> Entry:
    said = one.answer.said.strip()
    return Entry(
        title=statement(knowledge, one.answer.question, one.answer.value),
        lines=(
            *([Line(knowledge.phrase("label_words"), quoted(knowledge, said), said=True)] if said else []),
            Line("", knowledge.phrase("settled_confirmed" if one.confirmed else "settled_heard")),
        ),
    )


def _table(knowledge: Knowledge, name: str, answers: Iterable[Answer]) -> Section | None:
    rows = tuple(
        (
            Cell(knowledge.questions[one.question].ask),
            Cell(statement(knowledge, one.question, one.value)),
            Cell(quoted(knowledge, one.said), said=True) if one.said.strip() and one.origin != "page" else Cell(""),
        )
        for one in answers
    )
    if not rows:
        return None
    header = tuple(knowledge.phrase(f"column_{column}") for column in ("question", "answer", "words"))
    return Section(name, knowledge.phrase(f"section_{name}"), (Table(header, rows),))
