"""Which item of the content a practitioner's own question is about: a topic, a term, a risk factor."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import make_union

from bot.core.knowledge import Knowledge
from bot.understanding.encoder.running import SentenceEncoder

# Below this likeness an answer would be a guess; the person is then told that there is none.
LIKE_ENOUGH = 0.34
# How much meaning counts beside the letters and words that two questions share.
BY_MEANING = 0.7
# What asks for the meaning of a word, wherever in the text the word itself stands.
_ASKS_MEANING = re.compile(
    r"\b(?:what(?:'s|’s|s| is| are| does| do| counts as| on earth| the)|define|explain|meaning of|tell me about|stands? for|mean(?:s|ing)?"
    r"|(?:never|not) heard of|supposed to be|remind me)\b|\?\?", re.IGNORECASE,
)
# What asks for what the briefing says of a subject; the rest of the text names the subject.
_ASKS_BRIEFING = re.compile(
    r"\b(?:what|does|do|did|anything)\b.*\b(?:briefing|(?:case |serious )?reviews?|nspcc)\b.*?"
    r"\b(?:says?|said|find|found|tells?|shows?|learn|about|on)\b(?P<subject>.*)", re.IGNORECASE,
)
# Below this likeness no risk factor is meant.
LABEL_LIKE_ENOUGH = 0.3
# More words than these beside the term, and the question is about more than the word.
MOST_BESIDE_A_TERM = 11
_NOT_THE_MEANING = re.compile(
    r"\b(?:do i|should|shall|report|who|happens?|say|tell|law|allowed|policy|can|how|after|before|if)\b", re.IGNORECASE
)


class Topics:
    """Finds the nearest question that the content answers."""

    def __init__(self, knowledge: Knowledge, sentences: SentenceEncoder) -> None:
        self._sentences = sentences
        pairs = list(_asked(knowledge))
        self._ids = [topic for topic, _ in pairs]
        self._terms = dict(_named(knowledge))
        self._vectors = make_union(
            TfidfVectorizer(analyzer="word", ngram_range=(1, 2), sublinear_tf=True),
            TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True),
        )
        self._known = self._vectors.fit_transform([text.lower() for _, text in pairs])
        self._meanings = sentences.meaning([text for _, text in pairs])
        told = [(label, text) for label, one in knowledge.labels.items() for text in (one.name, one.title, one.summary, *one.counts)]
        self._labels = [label for label, _ in told]
        self._label_meanings = sentences.meaning([text for _, text in told])

    def find(self, text: str) -> str | None:
        """Collection and id ("terms/hash", "topics/block", "labels/identity") of what the text asks about, or None."""
        named = self.term(text) or self._of_briefing(text)
        if named:
            return named
        shared = (self._known @ self._vectors.transform([text.lower()]).T).toarray().ravel() / 2
        scores = BY_MEANING * (self._meanings @ self._sentences.meaning([text])[0]) + (1 - BY_MEANING) * shared
        best = int(np.argmax(scores))
        return self._ids[best] if scores[best] >= LIKE_ENOUGH else None

    def _of_briefing(self, text: str) -> str | None:
        """The risk factor or concern about which the text asks what the briefing says."""
        asked = _ASKS_BRIEFING.search(text)
        subject = asked.group("subject").strip(" ?.!") if asked else ""
        if not subject:
            return None
        scores = self._label_meanings @ self._sentences.meaning([subject])[0]
        best = int(np.argmax(scores))
        return f"labels/{self._labels[best]}" if scores[best] >= LABEL_LIKE_ENOUGH else None

    def term(self, text: str) -> str | None:
        """The term whose meaning is asked for; the longest one that stands in the text."""
        if not _ASKS_MEANING.search(text) or _NOT_THE_MEANING.search(text):
            return None
        said = f" {_plain(text)} "
        named = [name for name in self._terms if f" {name} " in said]
        if not named:
            return None
        longest = max(named, key=len)
        beside = len(said.split()) - len(longest.split())
        return self._terms[longest] if beside <= MOST_BESIDE_A_TERM else None


def _plain(term: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", term.lower()).strip()


def _named(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    for label_id, label in knowledge.labels.items():
        yield _plain(label.name), f"labels/{label_id}"
        yield _plain(label_id), f"labels/{label_id}"
    for term_id, term in knowledge.terms.items():
        for name in (*term.term.split(","), *term.also):
            yield _plain(name), f"terms/{term_id}"


def _asked(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    for topic_id, topic in knowledge.topics.items():
        for text in (topic.title, *topic.asked):
            yield f"topics/{topic_id}", text
    for term_id, term in knowledge.terms.items():
        for name in (term.term, *term.also):
            yield f"terms/{term_id}", f"what is {name}"
            yield f"terms/{term_id}", f"what does {name} mean"
    for label_id, label in knowledge.labels.items():
        for text in (
            f"what does the briefing say about {label.name}", f"what counts as {label.name}", label.title,
            f"what does the briefing say about {label_id.replace('_', ' ')}",
        ):
            yield f"labels/{label_id}", text
