"""From what a text says to statements about the interview's questions, and to who is writing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bot.core.answers import NO, YES
from bot.core.case import Heard
from bot.core.knowledge import Knowledge
from bot.understanding.encoder.running import SentenceEncoder
from bot.understanding.interface import Evidence, Understood
from bot.understanding.text import Words, read, tokens
from bot.understanding.voice import voice_of

# What is kept of a person's words beside a statement; more is not needed to recognise them.
MOST_SAID = 240
SHORT = 7
PEOPLE = ("role", "nation")
# An option is taken by its meaning when it is this like the text, and this much more like it than any other.
LIKE_ENOUGH = 0.5
APART = 0.08
_I_AM = re.compile(
    r"^\W*(?:hi|hello|hey)?\W*(?:i\s+am|i'?m|im|we\s+are|we'?re|as|speaking as|working as)?\s*(?:an?|the|her|his|their)?\s*$"
)
_AFTER_A_ROLE = {"here", ":", ".", ","}


def shortened(text: str) -> str:
    """The words as they are kept beside a statement or an answer."""
    return text if len(text) <= MOST_SAID else text[:MOST_SAID - 1].rstrip() + "…"


def places(said: list[str], phrase: list[str]) -> Iterator[int]:
    """Where the phrase stands among the tokens."""
    return (at for at in range(len(said) - len(phrase) + 1) if said[at:at + len(phrase)] == phrase)


class Hearing:
    """Statements about the questions of one edition of the content."""

    def __init__(self, knowledge: Knowledge, sentences: SentenceEncoder) -> None:
        self._knowledge = knowledge
        self._sentences = sentences
        self._options = {
            question.id: sorted(_option_words(knowledge, question.id), key=lambda one: -len(one[0]))
            for question in knowledge.questions.values() if question.options
        }
        self._examples = {question: _option_examples(knowledge, question) for question in self._options}
        self._meanings = {
            question: sentences.meaning([text for text, _ in examples]) for question, examples in self._examples.items()
        }

    def statements(self, text: str, understood: Understood) -> tuple[Heard, ...]:
        """Findings and details as statements, and role and nation where the writer speaks of themselves."""
        found = [
            _heard(text, one.id, YES if one.status == "reported" else NO, one.evidence[0], one.confidence)
            for one in understood.findings
        ]
        known = {one.question for one in found}
        found += [
            _heard(text, one.question, one.value, one.evidence)
            for one in understood.details
            if one.question not in known and self._knowledge.offers(one.question, one.value)
        ]
        words = read(text)
        return (*found, *(one for question in PEOPLE for one in self._of_self(words, question)))

    def option(self, text: str, question: str) -> str | None:
        """The option whose words stand in a short text; the longest words decide."""
        said = [token.text for token in read(text).doc]
        if len(said) > 2 * SHORT:
            return None
        return next((value for phrase, value in self._options[question] if any(True for _ in places(said, phrase))), None)

    def option_by_meaning(self, text: str, question: str) -> str | None:
        """The option that a short text is most like, where no other is nearly as like."""
        if len(read(text).doc) > 2 * SHORT or not self._examples[question]:
            return None
        scores = self._meanings[question] @ self._sentences.meaning([text])[0]
        best: dict[str, float] = {}
        for score, (_, value) in zip(scores, self._examples[question], strict=True):
            best[value] = max(best.get(value, 0.0), float(score))
        first, second = sorted(best.items(), key=lambda one: -one[1])[:2]
        return first[0] if first[1] >= LIKE_ENOUGH and first[1] - second[1] >= APART else None

    def _of_self(self, words: Words, question: str) -> Iterable[Heard]:
        """ "TA here", "I'm a foster carer", "in Wales": the first, longest words that fit."""
        said = [token.text for token in words.doc]
        for phrase, value in self._options[question]:
            for start in places(said, phrase):
                before, end = " ".join(said[:start]), start + len(phrase)
                named = bool(before.strip()) or len(said) <= SHORT or (end < len(said) and said[end] in _AFTER_A_ROLE)
                somewhere = question == "nation" and start > 0 and said[start - 1] in ("in", "from")
                if (_I_AM.match(before) and named) or somewhere:
                    return [Heard(question, value, words.evidence(start, end).text)]
        return []


def _heard(text: str, question: str, value: str, evidence: Evidence, confidence: float = 1.0) -> Heard:
    return Heard(
        question, value, shortened(evidence.text), confidence, voice_of(text, evidence.start, evidence.end)
    )


def _option_examples(knowledge: Knowledge, question: str) -> list[tuple[str, str]]:
    return [
        (text, option.value)
        for option in knowledge.questions[question].options
        for text in (option.title, *([option.statement] if option.statement else []), *option.words)
    ]


def _option_words(knowledge: Knowledge, question: str) -> Iterator[tuple[list[str], str]]:
    for option in knowledge.questions[question].options:
        for words in {option.title.lower(), option.value.replace("_", " "), *option.words}:
            yield tokens(words), option.value
