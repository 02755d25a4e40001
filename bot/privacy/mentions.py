"""From words that are names to people: last names and initials join first names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.privacy import context
from bot.privacy.tokens import Token
from bot.privacy.words import Vocabulary


@dataclass(frozen=True)
class Mention:
    """Characters `start` up to, not including, `end`: a person of these names, in lower case, after a form of address or none."""

    start: int
    end: int
    names: tuple[str, ...]
    title: str = ""


def extend(tokens: Sequence[Token], name: list[bool], free: Sequence[bool], words: Vocabulary) -> None:
    """Marks a last name, an initial or another first name beside a name."""
    for place in range(1, len(tokens)):
        if name[place - 1] and not name[place] and free[place]:
            name[place] = _follows(tokens, place, words)
    for place in range(len(tokens) - 2, -1, -1):
        if name[place + 1] and not name[place] and free[place]:
            name[place] = _leads(tokens, place, words)


def mentions(tokens: Sequence[Token], name: Sequence[bool], words: Vocabulary) -> list[Mention]:
    """The people, each with all of its names."""
    found: list[Mention] = []
    place = 0
    while place < len(tokens):
        end = place
        while end < len(tokens) and name[end] and (end == place or _adjacent(tokens, end)):
            end += 1
        if end > place:
            found.append(_mention(tokens, place, end, words))
        place = max(end, place + 1)
    return found


def without_apostrophe(low: str, words: Vocabulary) -> bool:
    """ "tylers": a name with an s, and no name itself."""
    return low.endswith("s") and low not in words.names and words.is_name(low[:-1])


def _mention(tokens: Sequence[Token], first: int, end: int, words: Vocabulary) -> Mention:
    names = [token.low for token in tokens[first:end]]
    stop = tokens[end - 1].end
    if without_apostrophe(names[-1], words):
        names[-1] = names[-1][:-1]
        stop -= 1
    before = tokens[first - 1] if first else None
    titled = before is not None and before.low in context.TITLES and tokens[first].gap in (" ", ". ")
    return Mention(tokens[first].start, stop, tuple(names), before.low if titled and before else "")


def _adjacent(tokens: Sequence[Token], place: int) -> bool:
    before, gap = tokens[place - 1], tokens[place].gap
    return not before.possessive and (gap in (" ", "-") or (gap in (". ", ".") and len(before.low) == 1))


def _follows(tokens: Sequence[Token], place: int, words: Vocabulary) -> bool:
    """A last name or an initial after a name."""
    token = tokens[place]
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    if not _adjacent(tokens, place):
        return False
    if len(token.text) == 1:
        return token.text.isupper() and token.text != "I" and not token.shouting
    if token.low in context.PARTICLES and after is not None and after.gap in (" ", "-", "'", "’"):
        further = tokens[place + 2] if place + 2 < len(tokens) else None
        return after.title or (after.low in context.PARTICLES and further is not None and further.title)
    if token.low in words.known or token.low in context.FUNCTION:
        return False
    if token.title:
        return token.low not in words.capitals or token.low in words.names
    return token.small and token.low in words.last and (not words.ordinary(token.low) or _ends_there(token, after))


def _ends_there(token: Token, after: Token | None) -> bool:
    """Whether a last name that is an ordinary word can be the end of a name: "tyler young." and not "tyler young people"."""
    return token.possessive or after is None or after.gap not in (" ", "-") or after.low in context.PERSON_VERBS


def _leads(tokens: Sequence[Token], place: int, words: Vocabulary) -> bool:
    """A first name, an initial or a small word of a last name before a name: "Summer Hughes", "J. Okafor", "van der Berg"."""
    token, after = tokens[place], tokens[place + 1]
    if not _adjacent(tokens, place + 1):
        return False
    if len(token.text) == 1:
        return token.text.isupper() and token.text not in ("I", "A") and after.title and not token.shouting
    if token.low in context.PARTICLES - {"la", "le", "st", "ben", "mac"} and token.text.islower():
        return after.title or after.low in context.PARTICLES
    if token.low in words.known or token.low in context.FUNCTION or not (token.title and after.title):
        return False
    return token.low in words.first or (token.low in words.last and not token.starts)
