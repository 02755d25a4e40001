"""Telephone numbers as they are read out on the phone."""

from __future__ import annotations

import re
from collections.abc import Iterator

MOST_DIGITS = 5
_PART = re.compile(r"\+?\d+|[^\W\d]+", re.UNICODE)


def read_out(number: str) -> tuple[str, ...]:
    """The groups in which a number is read out, digit by digit: "0800 1111" gives ("0 8 0 0", "1 1 1 1").

    The groups are those of the number as it is written; a longer run of digits is read in groups of two to four. Words
    around a number stay: "text SHOUT to 85258" gives ("text SHOUT to", "8 5 2 5 8").
    """
    groups: list[str] = []
    words: list[str] = []
    for part in _PART.findall(number):
        if part.isalpha():
            words.append(part)
            continue
        groups += [" ".join(words)] if words else []
        words = []
        groups += [" ".join(group) for group in _grouped(part)]
    return tuple([*groups, " ".join(words)] if words else groups)


def _grouped(digits: str) -> Iterator[str]:
    rest = digits
    while len(rest) > MOST_DIGITS:
        yield rest[:3]
        rest = rest[3:]
    # Five that are left of a longer run would be hard to follow; five alone are how such a number is known.
    if len(rest) == MOST_DIGITS and rest != digits:
        yield rest[:2]
        rest = rest[2:]
    yield rest
