"""The model keeps the meaning of the content's sentences, so that a start does not work out thousands of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.domain import Domain

from bot.dialogue.launching import load_agent
from bot.settings import settings
from bot.shared import knowledge, sentences
from bot.understanding.encoder.running import KnownMeanings, SentenceEncoder


def test_a_start_works_out_no_meaning(monkeypatch: pytest.MonkeyPatch) -> None:
    worked_out: list[str] = []
    meaning = SentenceEncoder.meaning

    def watched(encoder: SentenceEncoder, texts: Sequence[str]) -> np.ndarray:
        worked_out.extend(texts)
        return meaning(encoder, texts)

    monkeypatch.setattr(SentenceEncoder, "meaning", watched)
    agent = load_agent(settings(), knowledge(), tracker_store=InMemoryTrackerStore(Domain.empty()))

    assert agent.is_ready()
    assert worked_out == []


def test_what_is_kept_is_what_the_encoder_says() -> None:
    said = ["who do I report this to", "what is sextortion"]
    kept = KnownMeanings(sentences())
    assert np.array_equal(kept.meaning(said), sentences().meaning(said))

    again = KnownMeanings(sentences(), kept.known)
    again.close()

    assert np.array_equal(again.meaning([*said, "a third"]), sentences().meaning([*said, "a third"]))
    assert set(again.known) == set(said)
