"""Postal addresses: a number and a street, a house or a street by name, and the town that ends them."""

from __future__ import annotations

import re

from bot.privacy.context import FUNCTION, NO_STREET, TITLES
from bot.privacy.spans import Spans
from bot.privacy.words import Vocabulary, plain

ADDRESS = "[address]"
_STRONG = (
    "road|rd|street|str|lane|ln|close|avenue|ave|drive|crescent|cres|terrace|gardens|gdns|grove|mews|wynd|brae|boulevard|blvd|esplanade"
    "|parade|square|walk"
)
_WEAK = (
    "way|court|ct|place|pl|row|hill|park|view|green|rise|house|cottages?|farm|loan|quay|wharf|croft|fold|yard|gate|meadows?|vale|estate"
    "|lodge|towers?|heights|mansions|buildings|common|broadway|embankment|bank|chase|dene|dale|end|fields?|garth|glade|glen|heath|hollow"
    "|knoll|lea|leys|mead|mount|orchard|paddocks?|path|ridge|side|spinney|villas|woods?|st|dr|av|cl|sq|ter|grange|approach|bridge"
    "|circus|hall|drove|sands|point|keep|terr"
)
# Written small these are a street only after a word that is none otherwise.
_SMALL = "way|court|place|hill|st|dr|farm|cottages?"
_HOUSES = (
    "House|Court|Lodge|Towers?|Point|Heights|Mansions|Buildings|Cottages?|Farm|Farmhouse|Barn|Bakery|Rectory|Vicarage|Manor|Mill|Grange"
    "|Hall|Villa|Bungalow|Forge|Stables|Chapel|Schoolhouse|Nook|Croft|Bothy"
)
_NAME = r"[A-ZÀ-Þ][\w'’-]{1,40}"
_FLAT = (
    r"(?:(?:flat|apartment|apt|unit|room|block|studio|caravan|plot|suite|pitch)\s(?:no\.?\s)?(?:\d{1,4}\s?[a-z]?|[a-z])\b,?\s+)"
)
_NUMBERED = re.compile(
    rf"\b(?:no\.?\s?)?{_FLAT}?(?:(?:the\s)?(?:[\w'’-]{{1,40}}\s){{1,3}}(?:{_HOUSES}),\s+)?(?:no\.?\s?)?\d{{1,4}}\s?[a-z]?"
    rf"(?:\s?[-/]\s?\d{{1,4}}[a-z]?)?(?P<comma>,?)\s+(?P<street>(?:[^\W\d_][\w'’.-]{{0,40}}\s+){{1,4}}?(?P<kind>{_STRONG}|{_WEAK}))\b\.?",
    re.IGNORECASE,
)
_IN_HOUSE = re.compile(rf"\b(?i:{_FLAT})(?:\d{{1,4}}\s?)?{_NAME}(?:\s{_NAME}){{0,3}}")
_HOUSE = re.compile(rf"\b(?:[Tt]he\s)?(?:{_NAME}\s){{1,3}}(?:{_HOUSES})\b(?=,\s|\s*$|\.\s|\.$|\s(?:in|on|near)\b)")
_STREET = re.compile(rf"\b(?:{_NAME}\s(?:of\s|the\s|y\s)?){{1,3}}(?:{_STRONG.title()}|St)\b")
_TAIL = re.compile(rf",?\s+({_NAME}(?:[\s-](?:on|upon|in|under|le|the|{_NAME})){{0,3}})")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_NO_STREET = FUNCTION | TITLES | NO_STREET


def find_addresses(text: str, vocabulary: Vocabulary, spans: Spans) -> None:
    """Adds postal addresses."""
    for found in _NUMBERED.finditer(text):
        if _is_numbered(found, vocabulary):
            spans.add(found.start(), _with_town(text, found.end(), vocabulary), ADDRESS)
    for found in _IN_HOUSE.finditer(text):
        spans.add(found.start(), _with_town(text, found.end(), vocabulary), ADDRESS)
    for found in _HOUSE.finditer(text):
        start = _opening(found.group(), vocabulary)
        if start is not None:
            end = _through_street(text, found.end())
            spans.add(found.start() + start, _with_town(text, end, vocabulary), ADDRESS)
    for found in _STREET.finditer(text):
        start = _opening(found.group(), vocabulary)
        if start is not None:
            spans.add(found.start() + start, _with_town(text, found.end(), vocabulary), ADDRESS)


def _is_numbered(found: re.Match[str], vocabulary: Vocabulary) -> bool:
    """A number and some words before "park" or "way" are no address unless written like one."""
    *names, kind = _WORD.findall(found["street"])
    if not names or _NO_STREET.intersection(map(plain, names)) - {"old", "high", "manchester", "county", "crown", "half"}:
        return False
    if kind[0].isupper() and all(name[0].isupper() for name in names):
        return True
    if found["comma"]:
        return False
    if re.fullmatch(_STRONG, kind, re.IGNORECASE):
        return True
    return bool(re.fullmatch(_SMALL, kind, re.IGNORECASE)) and not any(vocabulary.ordinary(plain(name)) for name in names)


def _opening(found: str, vocabulary: Vocabulary) -> int | None:
    """Where the name begins, after words that only open the sentence ("Lives Mill Road"); None when no name is left."""
    words = found.split(" ")
    start = 0
    while words and (plain(words[0]) in FUNCTION - {"the"} or plain(words[0]) in vocabulary.known or words[0].endswith("ed")):
        start += len(words.pop(0)) + 1
    names = [plain(word) for word in words[:-1] if plain(word) != "the"]
    return start if names and not _NO_STREET.intersection(names) - {"old"} else None


def _through_street(text: str, end: int) -> int:
    """On from a house to the street that it stands in."""
    street = re.compile(rf",\s(?:\d{{1,4}}\s)?(?:{_NAME}\s){{1,3}}(?:{_STRONG.title()}|{_WEAK.title()})\b").match(text, end)
    return street.end() if street else end


def _with_town(text: str, end: int, vocabulary: Vocabulary) -> int:
    """On to the end of the town and county behind an address."""
    for _ in range(3):
        tail = _TAIL.match(text, end)
        if tail is None:
            break
        words = tail.group(1).split()
        first, after = plain(words[0].split("-")[0]), text[tail.end():].lstrip(" ")[:1]
        if first in vocabulary.places:
            keep = len(words) if after in ",.;)" else max(1, _known_places(words, vocabulary))
        elif tail.group().startswith(",") and after in ",.;)" and first not in vocabulary.known and first not in FUNCTION \
                and not vocabulary.can_be_name(first):
            keep = len(words)
        else:
            break
        end = tail.start(1) + len(" ".join(words[:keep]))
    return end


def _known_places(words: list[str], vocabulary: Vocabulary) -> int:
    count = 0
    for word in words:
        if plain(word) not in vocabulary.places and plain(word) not in ("upon", "on", "in", "under", "le", "the"):
            break
        count += 1
    return count
