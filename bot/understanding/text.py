"""Practitioners' shorthand as tokens: spaCy with a tokenizer that keeps "13yo" whole and knows where clauses end."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from bot.understanding.interface import Evidence
from bot.understanding.neutral import familiar, neutral_ends

# What nobody sees: hyphens that a word processor put into words, blanks of no width. Text that was copied has them anywhere.
_UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
# A word with its apostrophes and digits, or one other sign. Hyphens and slashes part words, as spaces do.
_TOKEN = re.compile(rf"[^\W_](?:[^\W_]|[{_UNSEEN}]+(?=['’]?[^\W_])|['’](?=[{_UNSEEN}]*[^\W_]))*['’]?|[^\w\s{_UNSEEN}]|_")
_UNSEEN_PARTS = re.compile(f"[{_UNSEEN}]")
_PARTING = set("-/‐‑_")
_SENTENCE_ENDS = set(".!?;…\n")
_CONTRAST = {"but", "however", "although", "though", "except", "yet", "whereas", "tho"}
_SUBJECTS = {
    "he", "she", "they", "i", "we", "you", "it", "hes", "shes", "theyre", "theyve", "im", "ive", "weve", "its", "mum", "dad",
    "someone", "somebody", "this", "that", "there", "theres", "who", "which",
}


@dataclass(frozen=True)
class Words:
    """A text as tokens. `doc` holds them normalised; `spans` where each stands in the text that was sent."""

    text: str
    doc: Doc
    spans: tuple[tuple[int, int], ...]
    sentences: tuple[tuple[int, int], ...]

    def evidence(self, first: int, last: int) -> Evidence:
        """The text from token `first` up to, not including, token `last`."""
        start, end = self.spans[first][0], self.spans[last - 1][1]
        return Evidence(start, end, self.text[start:end])

    def sentence_of(self, token: int) -> tuple[int, int]:
        return next(one for one in self.sentences if one[0] <= token < one[1])

    def clause_of(self, first: int, last: int) -> tuple[int, int]:
        """The clause around these tokens: up to the next comma, contrast or end of sentence on either side."""
        begin, end = self.sentence_of(first)
        left, right = first, last
        while left > begin and not self._parts_clause(left):
            left -= 1
        while right < end and not self._parts_clause(right):
            right += 1
        while right > last and not self.doc[right - 1].text[:1].isalnum():
            right -= 1
        return left, right

    def _parts_clause(self, token: int) -> bool:
        """Whether a clause begins at this token."""
        word, before = self.doc[token].text, self.doc[token - 1].text if token else ""
        if before in {",", ":", "(", ")", "–", "—", "\n"} or word in _CONTRAST:
            return True
        return before in {"and", "so", "because", "then"} and word in _SUBJECTS

    def scope_start(self, token: int, reach: int = 12) -> int:
        """Where a denial that reaches `token` could begin: at most `reach` tokens back, not across a new subject."""
        begin, _ = self.sentence_of(token)
        left = token
        while left > begin and token - left < reach:
            word, before = self.doc[left].text, self.doc[left - 1].text
            if word in _CONTRAST or before in {":", "(", ")", "–", "—"}:
                break
            if before in {",", "and", "so", "then"} and word in _SUBJECTS:
                break
            left -= 1
        return left


def normalised(word: str) -> str:
    """As the lexicon is matched: lower case, no apostrophes, so that "hasnt" and "hasn't" are one word.

    Letters as they are drawn elsewhere (bold, wide) are plain ones, and what nobody sees in a word is not there.
    """
    if not word.isascii():
        word = _UNSEEN_PARTS.sub("", word)
        word = unicodedata.normalize("NFKC", word) if word[:1].isalnum() else word
    return word.lower().replace("'", "").replace("’", "")


@lru_cache(maxsize=1)
def blank_english() -> Language:
    return spacy.blank("en")


def read(text: str, language: Language | None = None) -> Words:
    """The tokens of `text`; a line break ends a sentence."""
    vocab = (language or blank_english()).vocab
    words: list[str] = []
    spans: list[tuple[int, int]] = []
    ends: list[int] = []
    position = 0
    whole = neutral_ends(text)
    for match in _TOKEN.finditer(familiar(text)):
        if "\n" in text[position:match.start()] and words:
            ends.append(len(words))
        position = match.end()
        if match.group() in _PARTING:
            continue
        word = normalised(match.group())
        if word:
            words.append(word)
            spans.append((match.start(), whole.get(match.start(), match.end())))
            if word in _SENTENCE_ENDS:
                ends.append(len(words))
    bounds = sorted({0, *ends, len(words)})
    sentences = tuple(pairwise(bounds))
    return Words(text, Doc(vocab, words=words), tuple(spans), sentences)


def tokens(phrase: str) -> list[str]:
    """The normalised tokens of a phrase of the lexicon; `*` stands for any one word."""
    return [word.text for word in read(phrase).doc]


def pattern(phrase: str) -> list[dict[str, Any]]:
    """A spaCy Matcher pattern for a phrase of the lexicon."""
    return [{} if word == "*" else {"ORTH": word} for word in tokens(phrase)]
