"""Which words are names, which are ordinary, and which have a capital and point to nobody. Loaded once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import lru_cache
from pathlib import Path

from hunspell import Hunspell
from pydantic import BaseModel

FOLDER = Path(__file__).resolve().parents[2] / "data" / "privacy"
# What Hunspell's American dictionary spells otherwise.
_BRITISH = (
    ("our", "or"), ("is", "iz"), ("ys", "yz"), ("ae", "e"), ("oe", "e"), ("ll", "l"), ("tre", "ter"), ("nce", "nse"), ("ogue", "og"),
)
_CAPITALISED = re.compile(r"(?<=[\w,)] )[A-Z][\w'’&-]+(?: [A-Z][\w'’&-]+)*")
_LATIN = re.compile(r"[\x00-\xff]+")
_NUMBER = re.compile(r"\d[\d ]+\d")
_WITH_DIGITS = re.compile(r"\b[A-Z][A-Za-z]{3,}\d+\b")
_HOST = re.compile(r"\b(?:https?://)?((?:[a-z0-9-]+\.)+[a-z]{2,})", re.IGNORECASE)


class Vocabulary:
    """Words in lower case. `content` is whatever holds the texts of our own content; what it names stays."""

    def __init__(self, content: Iterable[str] = ()) -> None:
        self._speller = Hunspell("en_US")
        self.first = _listed("first_names")
        self.last = _listed("last_names")
        self.names = self.first | self.last
        self.places = frozenset(part for word in _listed("places") for part in word.split("_"))
        self._ours = _listed("ordinary")
        self.capitals = _listed("capitals")
        self.known = _listed("known")
        self.phrases: dict[str, list[tuple[str, ...]]] = {}
        self.numbers: set[str] = {"999", "101", "111", "112", "116123", "18000"}
        self.hosts: set[str] = set()
        for name in (word for word in self.known if "_" in word):
            self._add_phrase(tuple(name.split("_")))
        for text in content:
            self._take(text)
        rare = _listed("rare_words")
        words = frozenset(filter(self._listed_as_word, self.names)) - rare | self.known
        self.stays = self.known | self.places | self.capitals
        # What can be nothing but a name.
        self.sure = self.names - words - self.places - (self._ours - rare)

    def _take(self, text: str) -> None:
        """What our own content names: services, apps, their numbers and addresses."""
        self.numbers |= {number.group().replace(" ", "") for number in _NUMBER.finditer(text)}
        self.known |= {plain(word) for word in _WITH_DIGITS.findall(text)}
        self.hosts |= {host.group(1).lower().removeprefix("www.") for host in _HOST.finditer(text)}
        for found in _CAPITALISED.finditer(text):
            words = tuple(plain(word).removesuffix("'s") for word in found.group().split())
            if len(words) > 1:
                self._add_phrase(words)
                self.capitals |= {word for word in words if word not in self.names}
            elif words[0] not in self.names:
                self.known |= {words[0]}

    def _add_phrase(self, words: tuple[str, ...]) -> None:
        self.phrases.setdefault(words[0], []).append(words)

    def ordinary(self, word: str) -> bool:
        """Whether it is a word of the language, in lower case. A name is none, even if a dictionary lists it with a capital."""
        return word not in self.sure and (word in self._ours or word in self.known or self._spelt(word))

    def is_name(self, word: str) -> bool:
        """Whether it can be nothing but a name; of a name with a hyphen each part counts."""
        if word in self.sure:
            return True
        parts = word.split("-")
        return len(parts) > 1 and parts[0] in self.first and all(part in self.names for part in parts[1:])

    def can_be_name(self, word: str) -> bool:
        return word in self.first or self.is_name(word)

    def _listed_as_word(self, word: str) -> bool:
        # Hunspell's dictionary is in Latin 1 and refuses other letters.
        return bool(_LATIN.fullmatch(word)) and bool(self._speller.spell(word))

    def _spelt(self, word: str) -> bool:
        if self._listed_as_word(word):
            return True
        return word.isascii() and any(british in word and self._speller.spell(word.replace(british, other)) for british, other in _BRITISH)


def plain(word: str) -> str:
    """As words are looked up: lower case, straight apostrophes."""
    return word.lower().replace("’", "'")


def texts_of(content: object) -> Iterator[str]:
    """Every text in a piece of content, however deep."""
    if isinstance(content, str):
        yield content
    elif isinstance(content, BaseModel):
        for name in type(content).model_fields:
            yield from texts_of(getattr(content, name))
    elif is_dataclass(content):
        for field in fields(content):
            yield from texts_of(getattr(content, field.name))
    elif isinstance(content, Mapping):
        for value in content.values():
            yield from texts_of(value)
    elif isinstance(content, list | tuple | set | frozenset):
        for value in content:
            yield from texts_of(value)


@lru_cache(maxsize=8)
def _listed(name: str) -> frozenset[str]:
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
