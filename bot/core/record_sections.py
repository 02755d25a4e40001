"""What stands in the record, in the order in which a case system or a report form asks for it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from bot.core.answers import Answer, Answers
from bot.core.asking import statement
from bot.core.assessment import Assessment, Item
from bot.core.case import Case
from bot.core.guidance import LearningPoint, RouteNow, StepDue
from bot.core.hours import spoken_date
from bot.core.knowledge import Knowledge
from bot.core.outline import Block, Cell, Entries, Entry, Line, Section, Table, Text
from bot.core.record_said import quoted, what_was_said


def sections(knowledge: Knowledge, case: Case, assessment: Assessment) -> tuple[Section, ...]:
    """All parts of the record; one that would be empty is left out."""
    answers = case.provisional()
    return tuple(part for part in (
        _about(knowledge),
        _blanks(knowledge),
        what_was_said(knowledge, case),
        _indicated(knowledge, answers, assessment),
        _factors(knowledge, assessment),
        _advised(knowledge, assessment),
        _part(knowledge, "change", "section_change", [Entry("", one.text) for one in assessment.would_change]),
        _part(knowledge, "unknown", "section_unknown", [_unknown(knowledge, answers, one) for one in assessment.unknown]),
        _part(knowledge, "protective", "ledger_protective", _ledger(knowledge, answers, assessment.protective)),
        _learning(knowledge, assessment),
        _part(knowledge, "barriers", "section_barriers", _cited(knowledge, assessment.barriers)),
        _part(knowledge, "ways", "section_ways", _cited(knowledge, assessment.ways_of_harm)),
        _edition(knowledge),
    ) if part)


def _section(knowledge: Knowledge, name: str, title: str, *blocks: Block, sections: Iterable[Section | None] = ()) -> Section:
    return Section(name, knowledge.phrase(title), blocks, tuple(one for one in sections if one))


def _part(knowledge: Knowledge, name: str, title: str, entries: list[Entry]) -> Section | None:
    return _section(knowledge, name, title, Entries(tuple(entries))) if entries else None


def _about(knowledge: Knowledge) -> Section:
    edition = knowledge.edition
    texts = (edition.prompt_only, edition.independence, edition.successor, knowledge.phrase("record_not_sent"),
             knowledge.phrase("record_you"))
    return _section(knowledge, "about", "section_about", *map(Text, texts))


def _blanks(knowledge: Knowledge) -> Section:
    rows = tuple((Cell(one.label), Cell(one.blank)) for one in knowledge.blanks.values())
    header = (knowledge.phrase("column_detail"), knowledge.phrase("column_blank"))
    return _section(knowledge, "blanks", "section_blanks", Text(knowledge.phrase("record_blank")), Table(header, rows))


def _indicated(knowledge: Knowledge, answers: Answers, assessment: Assessment) -> Section:
    """Harm and what makes harm more likely never stand in one list."""
    found = [
        _part(knowledge, name, f"ledger_{name}", _ledger(knowledge, answers, items))
        for name, items in (("harm", assessment.harm), ("risk", assessment.risk))
    ]
    opening = knowledge.phrase("record_prompts" if any(found) else "record_nothing")
    return _section(knowledge, "indicated", "section_indicated", Text(opening), sections=found)


def _ledger(knowledge: Knowledge, answers: Answers, items: Iterable[Item]) -> list[Entry]:
    return [
        Entry(one.label, one.text, (*_because(knowledge, answers, one), *_sources(knowledge, one.cites))) for one in items
    ]


def _because(knowledge: Knowledge, answers: Answers, item: Item) -> tuple[Line, ...]:
    """The words that brought a line up: after the question that they answered, or as free text."""
    # The same words can have brought up several answers.
    return tuple(dict.fromkeys(_cause(knowledge, answers[one["question"]]) for one in item.because))


def _cause(knowledge: Knowledge, answer: Answer) -> Line:
    question = knowledge.questions[answer.question]
    if not answer.said.strip() or answer.origin == "page":
        return Line(question.ask, statement(knowledge, question.id, answer.value))
    label = knowledge.phrase("label_words") if answer.origin == "message" else question.ask
    return Line(label, quoted(knowledge, answer.said), said=True)


def _sources(knowledge: Knowledge, cites: tuple[str, ...]) -> tuple[Line, ...]:
    """The headings of the briefing that something rests on, and what was added since with the date it was checked."""
    headings = dict.fromkeys(
        knowledge.paragraphs[cite].section for cite in cites if cite in knowledge.paragraphs and not cite.startswith("gap.")
    )
    added = dict.fromkeys(
        knowledge.phrase("source_checked", name=fact.source.name, checked=spoken_date(knowledge.phrase, fact.source.checked))
        for fact in (knowledge.facts[cite] for cite in cites if cite in knowledge.facts)
        if fact.origin == "since_2019"
    )
    lines = [
        Line(knowledge.phrase(label), "; ".join(named))
        for label, named in (("label_briefing", headings), ("label_added", added)) if named
    ]
    return tuple(lines) or (Line("", knowledge.phrase("source_none")),)


def _cited(knowledge: Knowledge, items: Iterable[Item]) -> list[Entry]:
    return [Entry(one.label, one.text, _sources(knowledge, one.cites)) for one in items]


def _factors(knowledge: Knowledge, assessment: Assessment) -> Section:
    rows = tuple(
        (Cell(one.title), Cell(knowledge.phrase(f"status_{one.status}")))
        for one in (*assessment.factors, *assessment.concerns)
    )
    header = (knowledge.phrase("column_factor"), knowledge.phrase("column_status"))
    return _section(knowledge, "factors", "section_factors", Table(header, rows))


def _advised(knowledge: Knowledge, assessment: Assessment) -> Section:
    """The steps under the time by which each is due, numbered through."""
    parts, number = [], 1
    for when, group in groupby(assessment.steps, key=lambda step: step.when):
        entries = tuple(_step(knowledge, step) for step in group)
        parts.append(_section(knowledge, when, f"when_{when}", Entries(entries, start=number)))
        number += len(entries)
    opening = (
        Text(knowledge.phrase(f"first_move_{assessment.first_move}")),
        Text(knowledge.phrase("record_complete" if assessment.complete else "record_so_far")),
    )
    return _section(knowledge, "advised", "section_advised", *opening, sections=parts)


def _step(knowledge: Knowledge, step: StepDue) -> Entry:
    checked = spoken_date(knowledge.phrase, step.checked) if step.checked else ""
    lines = (
        Line(knowledge.phrase("label_who"), step.who),
        Line(knowledge.phrase("label_why"), step.why),
        *(_route(knowledge, step.route) if step.route else ()),
        Line(knowledge.phrase("label_origin"), knowledge.phrase(f"step_{step.origin}", checked=checked)),
    )
    return Entry(step.do, "", lines)


def _route(knowledge: Knowledge, route: RouteNow) -> tuple[Line, ...]:
    contact = ", ".join(part for part in (route.phone, route.email) if part)
    lines = (
        Line(knowledge.phrase("label_route"), route.name),
        Line(knowledge.phrase("label_contact"), contact),
        Line(knowledge.phrase("label_web"), route.web, link=route.web),
        Line(knowledge.phrase("label_hours"), _hours(knowledge, route)),
        Line(knowledge.phrase("label_takes"), route.takes),
        Line(knowledge.phrase("label_refuses"), route.does_not_take),
        Line(knowledge.phrase("label_note"), route.note),
    )
    return tuple(line for line in lines if line.text)


def _hours(knowledge: Knowledge, route: RouteNow) -> str:
    if route.open_now is None:
        return route.hours
    name = "hours_open" if route.open_now else "hours_closed"
    return knowledge.phrase(name, hours=route.hours.rstrip("."), opens=route.opens_next)


def _unknown(knowledge: Knowledge, answers: Answers, item: Item) -> Entry:
    unsure = knowledge.questions[item.id].unsure
    stop = [Line(knowledge.phrase("label_stop"), unsure.stop)] if unsure else []
    return Entry(item.label, "", (
        *_because(knowledge, answers, item), Line(knowledge.phrase("label_find_out"), item.text), *stop,
    ))


def _learning(knowledge: Knowledge, assessment: Assessment) -> Section | None:
    parts = [
        _part(knowledge, audience, f"section_{audience}", [
            _point(knowledge, one) for one in assessment.learning if one.audience == audience
        ])
        for audience in ("practice", "policy")
    ]
    return _section(knowledge, "learning", "section_learning", sections=parts) if any(parts) else None


def _point(knowledge: Knowledge, point: LearningPoint) -> Entry:
    return Entry("", point.text, (Line(knowledge.phrase("label_briefing"), point.section),))


def _edition(knowledge: Knowledge) -> Section:
    edition = knowledge.edition
    made_with = knowledge.phrase("record_edition", briefing=edition.briefing, content=edition.content, rules=edition.rules)
    return _section(knowledge, "edition", "section_edition", Text(made_with), Text(knowledge.phrase("record_added")))
