"""What points to a person is replaced, by its form or by the words around it; ordinary words, services and ages stay."""

from __future__ import annotations

import pytest

from bot.core.knowledge import Knowledge
from bot.shared import redactor


@pytest.mark.parametrize(("detail", "word"), [
    ("jo.bloggs+x@school.sch.uk", "[email]"), ("jo.bloggs at gmail dot com", "[email]"),
    ("https://snap.example/u/abc?x=1", "[link]"), ("www.example.org/page", "[link]"), ("discord.gg/hQ82k", "[link]"),
    ("@jaydee_07", "[handle]"), ("dark_wolf99", "[handle]"), ("pixel#4821", "[handle]"),
    ("07700 900123", "[phone]"), ("+44 7700 900 123", "[phone]"), ("020 7946 0018", "[phone]"), ("(07700) 900 871", "[phone]"),
    ("oh seven seven oh oh nine oh oh one two three", "[phone]"),
    ("SW1A 1AA", "[postcode]"), ("m1 1ae", "[postcode]"), ("12/03/2011", "[date]"), ("3rd of April 2011", "[date]"),
    ("943 476 5919", "[NHS number]"), ("QQ 12 34 56 C", "[NI number]"), ("A123456789012", "[UPN]"),
    ("14 Larch Close, Stockport", "[address]"), ("Flat 3, 22 Mill Lane", "[address]"),
])
def test_a_personal_detail_is_replaced(detail: str, word: str) -> None:
    kept = redactor().redact(f"she gave him {detail} last week")
    assert detail not in kept
    assert word in kept


@pytest.mark.parametrize(("text", "kept"), [
    ("her name is tyler and she is 13", "her name is [name 1] and she is 13"),
    ("Mr Okafor rang, his son Kelechi B is in Y9", "Mr [name 1] rang, his son [name 2] is in Y9"),
    ("mum (Karen) and dad, Craig, know", "mum ([name 1]) and dad, [name 2], know"),
    ("told Grace's nan that Will sent it. Will she tell?", "told [name 1]'s nan that [name 2] sent it. Will she tell?"),
    ("a pupil called zhyrelle has his phone, zhyrelle is 12", "a pupil called [name 1] has his phone, [name 1] is 12"),
    ("June rang, it began in June", "[name 1] rang, it began in June"),
    ("O'BRIEN, SIAN - GIRL OF 14 GROOMED BY A MAN", "[name 1], [name 2] - GIRL OF 14 GROOMED BY A MAN"),
    ("Jade Smith told us. Jade is 13", "[name 1] told us. [name 1] is 13"),
    ("Jade Smith and Jade Brown fell out", "[name 1] and [name 2] fell out"),
    ("he is at Hillcrest Academy, from st aidans primary", "he is at [school], from [school]"),
])
def test_people_and_schools_are_replaced(text: str, kept: str) -> None:
    assert redactor().redact(text) == kept


@pytest.mark.parametrize("text", [
    "she is 14 and in Year 9, he wants 200 pounds by 5pm", "call 999 or 101", "it began in March 2024, on 3 apps", "KS3 and Y10",
    "the NSPCC, Childline (0800 1111), CEOP and Report Remove; Samaritans on 116 123", "on Snapchat, Roblox and Discord in Wales since May",
    "he may hope to mark a grace period, will you?", "the Marie Collins Foundation and Barnardo's helped",
    "a lad from Leeds she met online, 13yo, Head of Year knows", "we looked at childline.org.uk", "E (9) told Mr D about it",
    "her secondary school and the local high school", "they live in a children's home near the park", "",
])
def test_ordinary_words_and_numbers_stay(text: str) -> None:
    assert redactor().redact(text) == text


def test_what_the_content_names_stays(knowledge: Knowledge) -> None:
    """Every service and every number that the assistant itself speaks of."""
    for route in knowledge.routes.values():
        said = f"we were told to go to {route.name}, {route.phone or ''} she said"
        assert redactor().redact(said) == said
