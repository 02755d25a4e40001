"""The words that stand for personal details, as the models know them: "[name 1]" is read as a name."""

from __future__ import annotations

import re

# Several, so that two people stay two.
_NAMES = ("Alex", "Sam", "Jo", "Chris")
_READ_AS = {
    "school": "school", "address": "address", "handle": "account", "email": "email", "link": "link", "phone": "number", "date": "date",
    "postcode": "postcode", "number": "number", "number plate": "number", "UPN": "number", "NI number": "number", "NHS number": "number",
    "IP address": "address",
}
_NEUTRAL = re.compile(rf"\[(?:name (?P<name>\d+)|(?P<kind>{'|'.join(_READ_AS)}))\]")


def familiar(text: str) -> str:
    """The text with an everyday word for each neutral one, filled up with spaces: every place in it stays where it is."""
    return _NEUTRAL.sub(_familiar, text) if "[" in text else text


def neutral_ends(text: str) -> dict[int, int]:
    """Where each neutral word of the text begins, and where it ends."""
    return {found.start(): found.end() for found in _NEUTRAL.finditer(text)} if "[" in text else {}


def _familiar(found: re.Match[str]) -> str:
    name = found["name"]
    word = _NAMES[int(name) % len(_NAMES)] if name else _READ_AS[found["kind"]]
    return word.ljust(len(found.group()))
