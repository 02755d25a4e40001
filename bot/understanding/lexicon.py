"""The words of `data/understanding/lexicon.yml`: loaded, checked, and found in a text with spaCy's matcher."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from pydantic import ValidationError, model_validator
from spacy.matcher import Matcher

from bot.core.errors import ContentError, Problem
from bot.core.model import Label, Part, Text
from bot.core.yaml_files import read_yaml
from bot.understanding.text import Words, blank_english, pattern

LEXICON = Path(__file__).resolve().parents[2] / "data" / "understanding" / "lexicon.yml"


class Entry(Part):
    words: tuple[Text, ...]
    note: Text


class TermEntry(Entry):
    label: Label


class DangerEntry(Entry):
    means: Literal["danger_now", "wish_to_die"]


class DetailEntry(Entry):
    question: Text
    value: Text


class LexiconFile(Part):
    terms: tuple[TermEntry, ...]
    details: tuple[DetailEntry, ...]
    danger: tuple[DangerEntry, ...]
    past: tuple[Entry, ...]
    negations: tuple[Entry, ...]
    not_negations: tuple[Entry, ...]
    general_question: tuple[Entry, ...]

    @model_validator(mode="after")
    def _words_are_words(self) -> LexiconFile:
        for section in type(self).model_fields:
            for entry in getattr(self, section):
                for phrase in entry.words:
                    if all(part == {} for part in pattern(phrase)):
                        raise ValueError(f"{section}: '{phrase}' holds no word")
        return self


@dataclass(frozen=True)
class Hit:
    """Tokens `first` up to, not including, `last`, and what they mean in this section of the lexicon."""

    first: int
    last: int
    meaning: str


class Phrases:
    """One section of the lexicon, ready to be found: every longest match, none inside another of the same meaning."""

    def __init__(self, phrases: Iterator[tuple[str, str]]) -> None:
        self._matcher = Matcher(blank_english().vocab, validate=False)
        by_meaning: dict[str, list[list[dict[str, Any]]]] = {}
        for meaning, phrase in phrases:
            by_meaning.setdefault(meaning, []).append(pattern(phrase))
        for meaning, patterns in by_meaning.items():
            self._matcher.add(meaning, patterns, greedy="LONGEST")

    def find(self, words: Words) -> list[Hit]:
        if len(words.doc) == 0:
            return []
        strings = words.doc.vocab.strings
        return sorted(
            (Hit(first, last, strings[key]) for key, first, last in self._matcher(words.doc)),
            key=lambda hit: (hit.first, -hit.last),
        )


@dataclass(frozen=True)
class Lexicon:
    terms: Phrases
    details: Phrases
    danger: Phrases
    past: Phrases
    negations: Phrases
    not_negations: Phrases
    general_question: Phrases


@lru_cache(maxsize=2)
def load_lexicon(path: Path = LEXICON) -> Lexicon:
    """Raises ContentError with everything that is wrong with the file."""
    raw, problems = read_yaml(path)
    if problems:
        raise ContentError(problems)
    try:
        file = LexiconFile.model_validate(raw)
    except ValidationError as error:
        raise ContentError([
            Problem(path.name, ".".join(map(str, one["loc"])), one["msg"]) for one in error.errors(include_url=False)
        ]) from error

    def plain(section: tuple[Entry, ...], meaning: str) -> Iterator[tuple[str, str]]:
        return ((meaning, phrase) for entry in section for phrase in entry.words)

    return Lexicon(
        terms=Phrases((entry.label, phrase) for entry in file.terms for phrase in entry.words),
        details=Phrases((f"{entry.question}={entry.value}", p) for entry in file.details for p in entry.words),
        danger=Phrases((entry.means, phrase) for entry in file.danger for phrase in entry.words),
        past=Phrases(plain(file.past, "past")),
        negations=Phrases(plain(file.negations, "negation")),
        not_negations=Phrases(plain(file.not_negations, "no_negation")),
        general_question=Phrases(plain(file.general_question, "general")),
    )
