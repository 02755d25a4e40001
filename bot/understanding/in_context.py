"""Statements that settle a question without a yes or a no: "he's 34" where it was asked whether an adult is involved."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np

from bot.core.errors import ContentError, Problem
from bot.core.knowledge import Knowledge
from bot.core.model import Part, Text
from bot.core.yaml_files import read_yaml
from bot.understanding.encoder.running import SentenceEncoder
from bot.understanding.hearing import SHORT
from bot.understanding.text import read

IN_CONTEXT = Path(__file__).resolve().parents[2] / "data" / "understanding" / "replies_in_context.yml"
# A statement settles a question when it is this like the examples of a value, and this much less like those of any other.
LIKE_ENOUGH = 0.45
APART = 0.08
# So many examples of a value speak together: one alone can be near by a single word.
TOGETHER = 2
# Likeness of meaning hardly sees a denial, so both have to hold one, or neither.
_DENIES = {
    "no", "not", "never", "none", "nobody", "nothing", "without", "only", "just", "neither", "nor", "isnt", "arent", "wasnt", "hasnt",
    "havent", "hadnt", "doesnt", "dont", "didnt", "wont", "cant", "couldnt", "wouldnt", "nowhere", "nil", "yet",
}


class InContext:
    """Finds the example of this question that a short text is most like."""

    def __init__(self, knowledge: Knowledge, sentences: SentenceEncoder, path: Path = IN_CONTEXT) -> None:
        self._sentences = sentences
        self._examples = {
            question: [(text, value) for value, texts in values.items() for text in texts]
            for question, values in load_examples(knowledge, path).items()
        }
        self._meanings = {
            question: sentences.meaning([text for text, _ in examples]) for question, examples in self._examples.items()
        }

    def value(self, text: str, question: str) -> str | None:
        """The value that the text amounts to for this question; None where none is clear."""
        words = [token.text for token in read(text).doc]
        examples = self._examples.get(question)
        if not examples or len(words) > 2 * SHORT + 2:
            return None
        scores = self._meanings[question] @ self._sentences.meaning([text])[0]
        likeness = {
            value: float(np.sort([score for score, (_, one) in zip(scores, examples, strict=True) if one == value])[-TOGETHER:].mean())
            for value in {one for _, one in examples}
        }
        first, second = sorted(likeness.items(), key=lambda one: -one[1])[:2]
        nearest, value = examples[int(np.argmax(scores))]
        clear = first[1] >= LIKE_ENOUGH and first[1] - second[1] >= APART and value == first[0]
        return value if clear and _denies(words) == _denies([token.text for token in read(nearest).doc]) else None


def _denies(words: list[str]) -> bool:
    return not _DENIES.isdisjoint(words)


class _File(Part):
    replies_in_context: dict[str, dict[str, tuple[Text, ...]]]


@lru_cache(maxsize=2)
def _read(path: Path) -> _File:
    raw, problems = read_yaml(path)
    if problems:
        raise ContentError(problems)
    try:
        return _File.model_validate(raw)
    except ValueError as error:
        raise ContentError([Problem(path.name, "replies_in_context", str(error))]) from error


def load_examples(knowledge: Knowledge, path: Path = IN_CONTEXT) -> dict[str, dict[str, tuple[str, ...]]]:
    """Question -> value -> examples. Raises ContentError with every question or value that the content does not have."""
    examples = _read(path).replies_in_context
    unknown = [
        Problem(path.name, f"{question}.{value}", "is no question and answer of the content")
        for question, values in examples.items() for value in values
        if question not in knowledge.questions or value not in knowledge.questions[question].values
    ]
    if unknown:
        raise ContentError(unknown)
    return examples
