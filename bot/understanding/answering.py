"""A message as an answer to the question that stands: by its words, by a number, by what it means."""

from __future__ import annotations

import re

from bot.core.answers import NO, NOT_SURE, SKIP, YES
from bot.core.reading import Reading
from bot.understanding import ages
from bot.understanding.encoder.running import AnswerEncoder
from bot.understanding.hearing import SHORT, Hearing
from bot.understanding.in_context import InContext
from bot.understanding.said import Said
from bot.understanding.text import tokens

# What is heard settles the question that stands only when it is this certain; otherwise it waits to be confirmed.
SURE_OF_OWN = 0.7
SURE_OF_REPLY = 0.6
# A longer text is more than a reply.
SURE_OF_LONG_REPLY = 0.85
# When so certainly something else is told, it is no answer to the question that stands.
SURE_OF_ANOTHER = 0.95
CERTAIN = 1.0
# What is longer tells a story and is read as one.
WORDS_OF_AN_ANSWER = 45
_REPLIES = {"affirm": YES, "deny": NO, "not_sure": NOT_SURE, "skip": SKIP}

_NONE_OF = re.compile(r"\W*(?:no|not any|zero)\s+(?P<noun>\w{4,})", re.IGNORECASE)
_NOTHING_TO_CHANGE = re.compile(
    r"\b(?:nothing|no need|don'?t need|not|no)\b(?:\W+\w+){0,3}?\W+(?:change|changes|alter|amend|correct|add|fix)\b", re.IGNORECASE
)


class Answering:
    """Each method gives the answer, or None where the message is none in this way."""

    def __init__(self, hearing: Hearing, answers: AnswerEncoder) -> None:
        self._hearing = hearing
        self._in_context = InContext(answers)

    def by_option(self, said: Said) -> Reading | None:
        """One of the words that an option goes by."""
        if said.question.kind not in ("start", "ask", "danger", "circle") or not said.question.options or said.is_no_answer:
            return None
        value = self._hearing.option(said.text, said.question.id)
        return said.answers(value) if value else None

    def by_option_meaning(self, said: Said) -> Reading | None:
        if said.question.kind not in ("start", "ask") or not said.question.options or said.asks:
            return None
        value = self._hearing.option_by_meaning(said.text, said.question.id)
        return said.answers(value) if value else None

    def by_age(self, said: Said) -> Reading | None:
        """A bare number is an age where the age was asked for."""
        if said.question.id != ages.QUESTION or len(said.words) > 2 * SHORT:
            return None
        value = ages.age_replied(said.text)
        return said.answers(value) if value else None

    def by_reply(self, said: Said) -> Reading | None:
        """Yes, no, not sure or skip to the question that stands, or its own statement in other words."""
        question, value = said.question, NO if _denies_by_its_noun(said) else said.reply[0] if said.reply else None
        if value == NOT_SURE and said.lost:
            return None
        if value == SKIP and len(said.words) <= 2 * SHORT:
            return Reading("answer", said.kept, question.id, SKIP)
        if question.kind == "review":
            return Reading("answer", said.kept, question.id, "continue") if _agrees(said, value) else None
        return self._settled(said, value) if question.kind in ("ask", "danger", "circle") else None

    def _settled(self, said: Said, value: str | None) -> Reading | None:
        question = said.question
        if value in (*question.values, SKIP):
            return said.answers(value)
        own = next((one for one in said.heard if one.question == question.id), None)
        sure = own is not None and own.confidence >= SURE_OF_OWN and own.value in question.values
        if own and sure and len(said.words) <= 3 * SHORT and not said.asks:
            return said.answers(own.value)
        return None

    def by_confirming(self, said: Said) -> Reading | None:
        """What was heard is right, or is put right in words."""
        if said.question.kind != "confirm":
            return None
        waiting = {one.question: one.value for one in said.case.heard}
        corrected = tuple(one for one in said.heard if waiting.get(one.question, one.value) != one.value)
        more = tuple(one for one in said.heard if one.question not in waiting and one.value != NO)
        agreed = said.reply is not None and said.reply[0] == YES
        if _denies_something_else(said):
            return None
        if corrected and not agreed:
            return Reading("answer", said.kept, "confirm", NO, heard=(*corrected, *more))
        if said.reply:
            return Reading("answer", said.kept, "confirm", said.reply[0], heard=(*corrected, *more))
        return None

    def by_intent(self, said: Said) -> Reading | None:
        """A reply in words that no list holds. A yes and a no must not be near each other."""
        intent, confidence = said.intent
        value = _REPLIES.get(intent)
        against = said.intents.get("deny" if value == YES else "affirm", 0.0)
        sure = SURE_OF_REPLY if len(said.words) <= SHORT else SURE_OF_LONG_REPLY
        certain = any(one.confidence >= CERTAIN for one in said.about_child)
        if value is None or confidence < sure or certain or said.asks or (value in (YES, NO) and against > confidence / 4):
            return None
        if _denies_something_else(said):
            return None
        if said.question.kind == "review" and value == YES:
            return Reading("answer", said.kept, said.question.id, "continue")
        if said.question.kind == "confirm" or value in said.question.values or (value == SKIP and said.question.kind == "start"):
            return said.answers(value)
        return None

    def by_context(self, said: Said) -> Reading | None:
        """A statement that settles this question, though it says neither yes nor no."""
        if said.question.kind not in ("ask", "danger", "circle") or said.asks:
            return None
        # "Actually she's also cutting herself" tells of something else, whatever it might mean for the question that stands.
        elsewhere = any(SURE_OF_ANOTHER <= one.confidence < CERTAIN for one in said.beside()) and not any(
            one.question == said.question.id for one in said.heard
        )
        if elsewhere or len(said.words) > WORDS_OF_AN_ANSWER:
            return None
        value = self._in_context.value(said.text, said.question)
        return said.answers(value) if value else None


def _denies_by_its_noun(said: Said) -> bool:
    """"No doubt" is mostly a yes; where it was asked whether there is any doubt, it is a no."""
    found = _NONE_OF.match(said.text)
    return found is not None and said.question.kind == "ask" and found["noun"].lower() in tokens(said.question.ask)


def _denies_something_else(said: Said) -> bool:
    """"Nothing nasty, no threats" begins like a no, and is none to what was heard when that was of something else."""
    if said.question.kind != "confirm" or said.reply is None or said.reply[0] != NO or said.reply[1] == len(said.words):
        return False
    waiting = {one.question for one in said.case.heard}
    return any(one.value == NO for one in said.about_child) and all(one.question not in waiting for one in said.about_child)


def _agrees(said: Said, value: str | None) -> bool:
    """Whether the list of answers is called right: by a yes, by asking for what comes next, by nothing to change."""
    if len(said.words) > 2 * SHORT:
        return False
    return value == YES or said.intent[0] in ("result", "continue") or bool(_NOTHING_TO_CHANGE.search(said.text))
