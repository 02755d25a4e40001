"""Which item of the content a practitioner's own question is about: a topic, a term, a risk factor."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import make_union

from bot.core.knowledge import Knowledge

# Below this likeness an answer would be a guess; the person is then told that there is none.
LIKE_ENOUGH = 0.34
_TERM_QUESTION = re.compile(
    r"\b(?:what(?:'s|’s|s| is| are| does| do| counts as| is meant by| do you mean by)|define|explain|meaning of"
    r"|tell me about)"
    r"\s+"
    r"(?:an?\s+|the\s+)?(?P<term>.+?)(?:\s+(?:mean|means|stand for))?\s*[?.!]*$",
    re.IGNORECASE,
)


class Topics:
    """Finds the nearest question that the content answers."""

    def __init__(self, knowledge: Knowledge) -> None:
        pairs = list(_asked(knowledge))
        self._ids = [topic for topic, _ in pairs]
        self._terms = dict(_named(knowledge))
        self._vectors = make_union(
            TfidfVectorizer(analyzer="word", ngram_range=(1, 2), sublinear_tf=True),
            TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True),
        )
        self._known = self._vectors.fit_transform([text.lower() for _, text in pairs])

    def find(self, text: str) -> str | None:
        """Collection and id ("terms/hash", "topics/block", "labels/identity") of what the text asks about, or None."""
        named = _TERM_QUESTION.search(text.strip())
        if named:
            term = self._terms.get(_plain(named.group("term")))
            if term:
                return term
        scores = (self._known @ self._vectors.transform([text.lower()]).T).toarray().ravel() / 2
        best = int(np.argmax(scores))
        return self._ids[best] if scores[best] >= LIKE_ENOUGH else None


def _plain(term: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", term.lower()).strip()


def _named(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    for label_id, label in knowledge.labels.items():
        yield _plain(label.name), f"labels/{label_id}"
        yield _plain(label_id), f"labels/{label_id}"
    for term_id, term in knowledge.terms.items():
        for name in (term.term, *term.also):
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
