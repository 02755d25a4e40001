"""What is learned from and what is measured on have nothing in common."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.settings import ROOT
from bot.shared import knowledge
from bot.understanding.encoder.messages import load_messages
from bot.understanding.encoder.pairs import load_pairs

HERE = Path(__file__).parent
OWN_SETS = HERE.parent / "understanding"
# Found by looking: pairs above it share wording, pairs below it share at most a subject.
TOO_LIKE = 0.6
# Short replies share their few words sooner.
TOO_LIKE_A_REPLY = 0.8


def texts(path: Path, field: str) -> list[str]:
    return [json.loads(line)[field] for line in path.read_text(encoding="utf-8").splitlines()]


def likeness(left: list[str], right: list[str]) -> list[tuple[float, int, int]]:
    """The most alike pairs, by three to five letters in common, the most alike first."""
    vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True).fit([*left, *right])
    scores = (vectors.transform(left) @ vectors.transform(right).T).toarray()
    found = [(float(row.max()), at, int(row.argmax())) for at, row in enumerate(scores)]
    return sorted(found, reverse=True)


def too_like(left: list[str], right: list[str], limit: float) -> list[tuple[str, str]]:
    return [(left[one], right[other]) for score, one, other in likeness(left, right) if score > limit]


@pytest.mark.parametrize("path", [
    HERE / "development_set.jsonl", OWN_SETS / "denials.jsonl", OWN_SETS / "look_alikes.jsonl",
], ids=lambda path: path.stem)
def test_no_training_message_is_nearly_one_that_is_measured_on(path: Path) -> None:
    assert too_like(texts(path, "text"), [message.text for message in load_messages()], TOO_LIKE) == []


def examples_of_the_classifier() -> list[str]:
    return [
        line.strip().removeprefix("- ") for path in (ROOT / "data" / "dialogue" / "nlu").glob("*.yml")
        for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("    - ")
    ]


def replies_to_questions() -> list[str]:
    return [pair.text for pair in load_pairs(knowledge().questions)]


@pytest.mark.parametrize("learned", [examples_of_the_classifier, replies_to_questions])
def test_no_reply_that_is_learned_from_is_nearly_an_utterance_that_is_measured_on(learned: Callable[[], list[str]]) -> None:
    said = [text for path in OWN_SETS.glob("utterances*.jsonl") for text in texts(path, "says") if len(text.split()) > 3]
    assert too_like(said, learned(), TOO_LIKE_A_REPLY) == []


def test_a_message_with_a_word_changed_would_be_found() -> None:
    training = load_messages()[100].text
    assert too_like([training.replace(" the ", " a ") + " now"], [training], TOO_LIKE)


def test_no_training_message_stands_twice() -> None:
    messages = [" ".join(message.text.lower().split()) for message in load_messages()]
    assert len(set(messages)) == len(messages)
