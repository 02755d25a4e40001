"""A neutral word is read as the everyday word it stands for, and evidence shows it whole."""

from __future__ import annotations

from bot.shared import redactor, understanding
from bot.understanding.neutral import familiar
from bot.understanding.text import read


def test_every_place_in_the_text_stays_where_it_is() -> None:
    text = "[name 12] of [school] rang [phone], [NHS number] and [name 1]"
    assert len(familiar(text)) == len(text)
    assert familiar(text).split() == ["Alex", "of", "school", "rang", "number", ",", "number", "and", "Sam"]


def test_evidence_holds_the_neutral_word_and_no_part_of_one() -> None:
    text = "[name 1] sent a nude to [name 2]"
    words = read(text)
    assert [words.evidence(at, at + 1).text for at in (0, len(words.spans) - 1)] == ["[name 1]", "[name 2]"]


def test_a_message_says_the_same_without_its_names() -> None:
    text = "Tyler, 13, sent nudes to a man from Discord and now Zofia says he is cutting himself"
    kept = redactor().redact(text)
    assert "Tyler" not in kept
    assert set(understanding().understand(kept).labels) == set(understanding().understand(text).labels)
