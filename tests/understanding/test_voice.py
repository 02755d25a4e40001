"""Whose words they are: for the record, which keeps fact, what others said and opinion apart."""

from __future__ import annotations

import pytest

from bot.understanding.voice import voice_of

VOICES = {
    "fact": [
        "She sent him nudes.", "He is 12 and has been messaging his birth father.", "I found a second phone under the mattress.",
        "She told him she was 16.", "I saw the messages myself.", "The coach follows four of the girls.",
    ],
    "told": [
        "Mum says he's been sending her pictures.", "Her friend told me she cuts herself.", "Apparently they meet on Fridays.",
        "The carer reported a man on her headset.", "I've heard he posts them in a group.", "School told us he had a fake account.",
        "There's a rumour that a picture is going round.",
    ],
    "view": [
        "I think he's being groomed.", "We're worried she may be meeting him.", "It seems he has another account.",
        "Something isn't right about this man.", "My gut says the account is fake.", "Could be a catfish.",
    ],
}


@pytest.mark.parametrize(("voice", "text"), [(voice, text) for voice, texts in VOICES.items() for text in texts])
def test_fact_hearsay_and_opinion_are_kept_apart(voice: str, text: str) -> None:
    assert voice_of(text, 0, len(text)) == voice


def test_only_the_sentence_around_the_words_decides() -> None:
    text = "Mum says she is fine. She sent him a picture. I think he is older."
    start = text.index("She sent")
    assert voice_of(text, start, start + len("She sent him a picture")) == "fact"
