"""In which direction a text reads."""

from __future__ import annotations

import unicodedata

FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"
_RIGHT_TO_LEFT = ("R", "AL")
# Strong right-to-left characters, and the marks by which a text changes direction without any.
_TURNING = (*_RIGHT_TO_LEFT, "AN", "RLE", "RLO", "RLI", "LRE", "LRO", "LRI", "FSI", "PDF", "PDI")


def right_to_left(text: str) -> bool:
    """Whether the first character that has a direction is of a script that is written from right to left."""
    directions = (unicodedata.bidirectional(one) for one in text)
    return next((one in _RIGHT_TO_LEFT for one in directions if one in ("L", *_RIGHT_TO_LEFT)), False)


def isolated(text: str) -> str:
    """The text so that its direction cannot turn what stands around it; unchanged when it could not anyway."""
    if any(unicodedata.bidirectional(one) in _TURNING for one in text):
        return f"{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}"
    return text
