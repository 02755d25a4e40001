"""A question as a program sees it: the shape of the contract, with options that can be sent back as they are."""

from __future__ import annotations

import re
from typing import Any

from bot.core.answers import NO, NOT_SURE, SKIP, YES
from bot.core.case import Case, labels_heard
from bot.core.interview import progress
from bot.core.knowledge import Knowledge
from bot.core.model import Question

PAYLOAD = re.compile(r"answer:(?P<question>[a-z0-9_]+)=(?P<value>[a-z0-9_]+(?::[a-z0-9_]+)?)")
WRONG = "wrong:"


def payload(question: str, value: str) -> str:
    """What a button sends. Not Rasa's `/intent{...}`, which would let a person set anything."""
    return f"answer:{question}={value}"


def is_button(knowledge: Knowledge, text: str) -> bool:
    """Whether a text is what a button of ours sends, and so holds no words of anybody."""
    sent = PAYLOAD.fullmatch(text.strip())
    question = knowledge.questions.get(sent["question"]) if sent else None
    if sent is None or question is None:
        return False
    return sent["value"] in (*question.values, YES, NO, NOT_SURE, SKIP) or sent["value"].removeprefix(WRONG) in knowledge.questions


def described(knowledge: Knowledge, question: Question, number: int) -> dict[str, Any]:
    """A question apart from any conversation, as `GET /api/questions` lists it."""
    return _shape(knowledge, question, question.about, _options(knowledge, question), number)


def asked(knowledge: Knowledge, case: Case, question: Question) -> dict[str, Any]:
    """The question that stands in a conversation, with how far along it is."""
    where = progress(knowledge, case.answers)
    if question.kind == "confirm":
        shape = _shape(knowledge, question, labels_heard(case), _confirm_options(knowledge, case), where.number)
        shape["heard"] = [
            {"id": one.question, "statement": statement(knowledge, one.question, one.value), "said": one.said}
            for one in case.heard
        ]
    else:
        shape = _shape(knowledge, question, question.about, _options(knowledge, question), where.number)
    return {**shape, "of": where.of}


def statement(knowledge: Knowledge, question: str, value: str) -> str:
    """The sentence that an answer amounts to; for what is not known, that it is not known."""
    asked_of = knowledge.questions[question]
    stated = asked_of.stated(value)
    if stated:
        return stated
    if asked_of.if_so:
        return knowledge.phrase("not_known", if_so=asked_of.if_so)
    return knowledge.phrase("left_open", ask=asked_of.ask)


def section(knowledge: Knowledge, question: Question) -> str:
    """The heading of the briefing that a question rests on; empty for one that was added since."""
    cited = (knowledge.paragraphs[cite].section for cite in question.cites if cite in knowledge.paragraphs and cite[:4] != "gap.")
    return next(cited, "")


def _shape(
    knowledge: Knowledge, question: Question, about: tuple[str, ...], options: list[dict[str, str]], number: int
) -> dict[str, Any]:
    return {
        "id": question.id, "kind": question.kind, "about": list(about), "ask": question.ask, "why": question.why,
        "section": section(knowledge, question), "options": options, "free_text": question.kind == "own_words", "number": number,
    }


def _options(knowledge: Knowledge, question: Question) -> list[dict[str, str]]:
    if question.options:
        pairs = [(option.value, option.title) for option in question.options]
    elif question.settles:
        pairs = [(value, knowledge.phrase(f"option_{value}")) for value in (YES, NO, NOT_SURE)]
    elif question.kind == "confirm":
        pairs = [(YES, knowledge.phrase("option_confirm"))]
    else:
        pairs = []
    if question.kind in ("start", "own_words"):
        pairs.append((SKIP, knowledge.phrase("option_skip")))
    return [_option(question.id, value, title) for value, title in pairs]


def _confirm_options(knowledge: Knowledge, case: Case) -> list[dict[str, str]]:
    return [
        _option("confirm", YES, knowledge.phrase("option_confirm")),
        *(
            _option("confirm", WRONG + one.question,
                    knowledge.phrase("option_wrong", statement=statement(knowledge, one.question, one.value)))
            for one in case.heard
        ),
    ]


def _option(question: str, value: str, title: str) -> dict[str, str]:
    return {"value": value, "title": title, "payload": payload(question, value)}
