"""What points to a person by its form is replaced; ordinary words stay."""

from __future__ import annotations

import pytest

from bot.privacy.redaction import redact


@pytest.mark.parametrize(("detail", "word"), [
    ("jo.bloggs+x@school.sch.uk", "[email]"), ("https://snap.example/u/abc?x=1", "[link]"), ("www.example.org/page", "[link]"),
    ("@jaydee_07", "[handle]"), ("07700 900123", "[phone]"), ("+44 7700 900 123", "[phone]"), ("020 7946 0018", "[phone]"),
    ("SW1A 1AA", "[postcode]"), ("m1 1ae", "[postcode]"), ("12/03/2011", "[date]"), ("943 476 5919", "[NHS number]"),
    ("QQ 12 34 56 C", "[NI number]"), ("A123456789012", "[UPN]"),
])
def test_a_personal_detail_is_replaced(detail: str, word: str) -> None:
    kept = redact(f"she gave him {detail} last week")
    assert detail not in kept
    assert word in kept


@pytest.mark.parametrize("text", [
    "she is 14 and in Year 9, he wants 200 pounds by 5pm", "call 999 or 101", "it began in March 2024, on 3 apps", "KS3 and Y10",
])
def test_ordinary_words_and_numbers_stay(text: str) -> None:
    assert redact(text) == text
