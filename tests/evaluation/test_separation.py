"""Training messages and evaluation messages have nothing in common."""

from __future__ import annotations

import json
from pathlib import Path

from sklearn.feature_extraction.text import TfidfVectorizer

from bot.understanding.encoder.messages import load_messages

DEVELOPMENT = Path(__file__).with_name("development_set.jsonl")
# Found by looking: pairs above it share wording, pairs below it share at most a subject.
TOO_LIKE = 0.6


def likeness(left: list[str], right: list[str]) -> list[tuple[float, int, int]]:
    """The most alike pairs, by three to five letters in common, the most alike first."""
    vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True).fit([*left, *right])
    scores = (vectors.transform(left) @ vectors.transform(right).T).toarray()
    found = [(float(row.max()), at, int(row.argmax())) for at, row in enumerate(scores)]
    return sorted(found, reverse=True)


def test_no_training_message_is_nearly_an_evaluation_message() -> None:
    evaluation = [json.loads(line)["text"] for line in DEVELOPMENT.read_text(encoding="utf-8").splitlines()]
    training = [message.text for message in load_messages()]
    alike = likeness(evaluation, training)
    assert [(evaluation[left], training[right]) for score, left, right in alike if score > TOO_LIKE] == []


def test_a_message_with_a_word_changed_would_be_found() -> None:
    training = load_messages()[100].text
    score, _, _ = likeness([training.replace(" the ", " a ") + " now"], [training])[0]
    assert score > TOO_LIKE


def test_no_training_message_stands_twice() -> None:
    texts = [" ".join(message.text.lower().split()) for message in load_messages()]
    assert len(set(texts)) == len(texts)
