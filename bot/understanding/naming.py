"""Which of the earlier answers a person means when they want to change one."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from bot.core.knowledge import Knowledge
from bot.understanding.encoder.running import SentenceEncoder
from bot.understanding.hearing import places
from bot.understanding.text import tokens

# Below this likeness of meaning the list is shown to choose from.
LIKE_ENOUGH = 0.3
# What asks for a change; what is left names the answer.
_ASKING = re.compile(
    r"\b(?:i|i'?d|i'?ve|i'?ll|we|me|can|could|would|let|like|want|needs?|to|please|pls|actually|sorry|wait|hold on|hang on|oops|go|"
    r"back|and|the|my|that|this|it|one|bit|part|question|answers?|answered|about|on|of|for|what|said|say|put|ticked|chose|gave|told|you|"
    r"change|changing|alter|amend|correct|correction|fix|redo|revise|update|edit|re-?answer|again|swap|flip|take|undo|wrong|mistake|"
    r"isn'?t|wasn'?t|is|was|not|right|instead|still|down)\b",
    re.IGNORECASE,
)
_CHANGES = re.compile(
    r"\b(?:chang(?:e|ing)|alter|amend|correct|fix|redo|revise|update|edit|re-?answer|swap|flip|take back|undo|wrong|mistake)\b",
    re.IGNORECASE,
)
_OF_AN_ANSWER = re.compile(
    r"\b(?:answer\w*|questions?|number \d+|i(?:'ve|’ve|ve)? (?:said|put|ticked|chose|gave|told you|pressed|picked)"
    r"|what (?:i|you)(?:'ve|’ve|ve)? (?:said|put|got)|(?:the|that) (?:\w+ ){0,3}(?:one|bit|part)|(?:one|bit|part) (?:about|on))\b"
    r"|\bmy \w+ *$",
    re.IGNORECASE,
)
_NOT_A_CHANGE = re.compile(
    r"\b(?:nothing|no need|don'?t (?:need|want)|not) (?:\w+ )?to (?:change|alter|amend|correct|fix)\b", re.IGNORECASE
)


def asks_for_a_change(text: str) -> bool:
    """Whether the text says that something answered before is to be put right."""
    return not _NOT_A_CHANGE.search(text) and bool(_CHANGES.search(text) and _OF_AN_ANSWER.search(text))


class Naming:
    """Finds a question by its number in the list, by one of its names, or by what it is about."""

    def __init__(self, knowledge: Knowledge, sentences: SentenceEncoder) -> None:
        self._sentences = sentences
        self._names = {question.id: [tokens(name) for name in question.names] for question in knowledge.questions.values()}
        told = [
            (question.id, text)
            for question in knowledge.questions.values()
            for text in (*question.names, question.ask, question.statement) if text
        ]
        self._ids = [question for question, _ in told]
        self._meanings = sentences.meaning([text for _, text in told])

    def by_name(self, words: Sequence[str], listed: Sequence[str]) -> str | None:
        """The listed question whose number or whose longest name stands among the words."""
        number = next((int(word) for word in words if word.isascii() and word.isdigit()), None)
        if number is not None:
            return listed[number - 1] if 1 <= number <= len(listed) else None
        named = [
            (len(phrase), question)
            for question in listed
            for phrase in self._names[question]
            if any(True for _ in places(list(words), phrase))
        ]
        return max(named)[1] if named else None

    def by_meaning(self, text: str, listed: Sequence[str]) -> str | None:
        """The listed question that what is left of the text, without the asking for a change, is most about."""
        left = " ".join(_ASKING.sub(" ", text).split()).strip(" .,!?-'’")
        if len(left) < 3:
            return None
        scores = self._meanings @ self._sentences.meaning([left])[0]
        among = [at for at, question in enumerate(self._ids) if question in listed]
        if not among:
            return None
        best = among[int(np.argmax(scores[among]))]
        return self._ids[best] if scores[best] >= LIKE_ENOUGH else None
