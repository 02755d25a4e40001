"""Yes, no, not sure and skip, as people say them; no yes may be taken for a no."""

from __future__ import annotations

import pytest

from bot.understanding.replies import load_replies

SAID = {
    "yes": [
        "yes", "Yes.", "yeah, since about March", "yep", "aye", "afraid so", "she has, yes", "I think so", "seems like it",
        "definitely", "no doubt about it", "not only that, he sent money too", "well um yes", "👍", "yes, not sure how long though",
        "it's not nothing", "sadly yes", "he did", "there is", "true", "Yes - twice", "YES!!", "yeh", "too right", "apparently so",
    ],
    "no": [
        "no", "No.", "nope", "nah", "not at all", "definitely not", "no he hasn't", "she hasn't", "never", "not yet", "no, never",
        "no, not that I know of", "he doesn't", "nothing like that", "👎", "NO", "not really", "n", "yes... actually no", "none",
        "nobody has", "it isn't", "yeah nah",
    ],
    "not_sure": [
        "not sure", "I honestly don't know", "dunno", "no idea", "not that I know of", "hard to say", "maybe", "could be",
        "I don't think so but can't be sure", "No, I don't know", "yes and no", "can't tell", "idk", "she won't say", "might be",
        "who knows", "unclear", "I really don't know", "not 100% sure",
    ],
    "skip": ["skip", "n/a", "N/A", "rather not say", "pass", "next question", "doesn't apply"],
}


@pytest.mark.parametrize(("value", "words"), [(value, words) for value, said in SAID.items() for words in said])
def test_a_reply_is_read_as_it_is_meant(value: str, words: str) -> None:
    found = load_replies().read(words)
    assert found is not None
    assert found[0] == value


@pytest.mark.parametrize("words", [
    "He says he's 16", "what is grooming?", "she met someone on Roblox", "the police rang this morning", "mum took the phone",
])
def test_what_is_no_reply_is_not_taken_for_one(words: str) -> None:
    assert load_replies().read(words) is None
