"""Schools: "Hillcrest Academy", "st marys primary", "Ysgol Glan Taf", "St Aidan's", "goes to Brookvale"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.privacy import context as around
from bot.privacy.spans import Spans
from bot.privacy.tokens import Token
from bot.privacy.words import Vocabulary

SCHOOL = "[school]"
_KINDS = around.SCHOOLS | around.NO_SCHOOL | around.FUNCTION
_LEADS = ("at", "from", "attends", "to", "joined", "called", "school")
_MORE = around.SCHOOLS | {"form", "sixth"}
_WITHIN = (" ", " & ", "'s ", "’s ", "' ", "’ ")
_ATTENDS = re.compile(
    r"\b(?:goes to|go to|going to|went to|attends|attended|attending|pupils? at|students? at|teach(?:es|er|ing)? at|teach (?:\w+ ){0,3}at"
    r"|enrolled (?:at|in)|on roll at|place at|(?:year|yr|y)\s?\d{1,2} at|[sp]\d at|head (?:at|of)|governor at|dsl at|work(?:s|ing)? at"
    r"|(?:s?he|they)(?:['’]?s|['’]?re| is| are)? at|school(?: is)?:?|moved (?:from|to)|transfer(?:red)? (?:from|to)|excluded from"
    r"|start(?:s|ed|ing)? at|(?:came|comes) (?:to us )?from|college:?)\s(?:the\s)?$",
    re.IGNORECASE,
)


def find_schools(tokens: Sequence[Token], text: str, vocabulary: Vocabulary, spans: Spans) -> None:
    """Adds schools, whatever kind they are."""
    for place, token in enumerate(tokens):
        if token.low in around.SCHOOLS:
            _by_kind(tokens, place, vocabulary, spans)
    for place, token in enumerate(tokens):
        after = tokens[place + 1] if place + 1 < len(tokens) else None
        celtic = token.low in around.CELTIC_SCHOOLS and after is not None and after.gap == " " and (after.title or after.small)
        if celtic or _saint(tokens, place, vocabulary):
            spans.add(token.start, tokens[_last(tokens, place + 1)].end, SCHOOL)
        elif _attended(token, text, vocabulary):
            spans.add(token.start, tokens[_last(tokens, place)].end, SCHOOL)


def _by_kind(tokens: Sequence[Token], place: int, vocabulary: Vocabulary, spans: Spans) -> None:
    kind = tokens[place]
    end = place
    while end < min(place + 3, len(tokens) - 1) and tokens[end + 1].gap == " " and tokens[end + 1].low in _MORE \
            and (kind.small or not tokens[end + 1].small or tokens[end + 1].low in ("school", "academy", "college")):
        end += 1
    start = _small(tokens, place, end, vocabulary) if kind.small else _capital(tokens, place, vocabulary)
    if start is not None:
        spans.add(tokens[start].start, tokens[end].end, SCHOOL)


def _within(tokens: Sequence[Token], place: int) -> bool:
    """Whether the word before this one can belong to the same name."""
    gap = tokens[place].gap
    return place > 0 and (gap in _WITHIN or (gap in (". ", ".") and tokens[place - 1].low == "st"))


def _capital(tokens: Sequence[Token], place: int, vocabulary: Vocabulary) -> int | None:
    """Where the name before a kind with a capital begins; None when there is none."""
    start = place
    while _within(tokens, start):
        before = tokens[start - 1]
        link = before.low in ("of", "the", "and", "y") and start > 1 and tokens[start - 2].title and not before.starts
        if not (before.title or before.upper or link):
            break
        start -= 1
    while start < place and _opens(tokens[start], vocabulary):
        start += 1
    head = [token for token in tokens[start:place] if token.low not in _KINDS]
    return start if any(token.low not in vocabulary.known or token.low in vocabulary.places for token in head) else None


def _opens(token: Token, vocabulary: Vocabulary) -> bool:
    """A word that opens the sentence or says who, and is no part of the name."""
    if token.low in around.FUNCTION or (token.low in vocabulary.known and token.low not in around.SCHOOLS and token.low != "st"):
        return True
    return token.starts and (token.low in _KINDS or token.low.endswith(("ed", "es", "ing")))


def _small(tokens: Sequence[Token], place: int, end: int, vocabulary: Vocabulary) -> int | None:
    """The same for a kind that is written small; more is asked of what stands before it."""
    start = place
    while _within(tokens, start) and place - start < 3 and tokens[start - 1].low not in _KINDS:
        start -= 1
    head = tokens[start:place]
    if not head or any(token.low in vocabulary.known for token in head):
        return None
    titled = (number for number in range(start, place) if tokens[number].title and not tokens[number].starts)
    first = next((number for number in titled if tokens[number].low not in vocabulary.places), None)
    if first is not None:
        return first
    led = start > 0 and tokens[start].gap in (" ", ": ") and tokens[start - 1].low in _LEADS
    strange = next((number for number in range(start, place) if _strange(tokens[number], vocabulary)), None)
    if strange is not None:
        return start if led else strange
    kind = tokens[place].low
    alone = kind != "high" or end > place or place + 1 == len(tokens) or tokens[place + 1].gap != " "
    named = kind in around.SURE_SCHOOLS or (kind in ("school", "college") and len(head) > 1)
    return start if led and named and alone and not any(token.upper for token in head) else None


def _strange(token: Token, vocabulary: Vocabulary) -> bool:
    return token.low == "st" or not (token.upper or token.low in vocabulary.places or vocabulary.ordinary(token.low))


def _saint(tokens: Sequence[Token], place: int, vocabulary: Vocabulary) -> bool:
    """ "St Aidan's", and not "Church St Ludlow" or "St Helens"."""
    if tokens[place].low not in ("st", "saint") or place + 1 == len(tokens) or tokens[place + 1].gap not in (" ", ". ", "."):
        return False
    name, before = tokens[place + 1], tokens[place - 1] if place else None
    street = before is not None and tokens[place].gap == " " and before.title and not before.starts and before.low not in vocabulary.known
    if name.low in around.NO_SAINTS or street:
        return False
    if not tokens[place].small:
        return name.title
    return any(vocabulary.can_be_name(low) for low in (name.low, name.low.removesuffix("s"))) or not vocabulary.ordinary(name.low)


def _attended(token: Token, text: str, vocabulary: Vocabulary) -> bool:
    """A word that is written like a name, where somebody goes to school."""
    if not (token.title or token.upper) or token.low in vocabulary.stays or token.low in _KINDS:
        return False
    if not _ATTENDS.search(text[max(0, token.start - 45):token.start]):
        return False
    if token.upper:
        return len(token.low) >= 3 and not vocabulary.ordinary(token.low)
    return not vocabulary.can_be_name(token.low)


def _last(tokens: Sequence[Token], place: int) -> int:
    """The last word of what is written like a name from here on."""
    while place + 1 < len(tokens) and tokens[place + 1].gap == " " and tokens[place + 1].title and not tokens[place].possessive:
        place += 1
    return place
