"""Names of accounts: by their form, or by what stands before them."""

from __future__ import annotations

import re

from bot.privacy.spans import Spans
from bot.privacy.words import Vocabulary, plain

_AT = re.compile(r"(?<![\w@.])@[\w.-]*\w")
_WORDLIKE = re.compile(
    r"(?<![\w@./#'’-])(?=[\w.\-]*(?:[\d_#]|\w\.\w|[a-z][A-Z]))\w+(?:[.\-_]+\w+)*_?(?:#\d{3,5})?(?![\w@])"
)
_SITES = (
    r"(?:snap(?:chat)?|insta(?:gram)?|tik\s?tok|roblox|discord|kik|psn|xbox|fortnite|minecraft|twitch|steam|twitter|telegram|facebook|fb"
    r"|ig|sc|wizz|yubo|bereal|reddit|youtube|tumblr|skype|wattpad|vinted)"
)
_ASKS = re.compile(
    r"(?:\b(?:user\s?name|user|handle|gamer\s?tag|gamer\s?id|screen\s?name|display name|profile name|nickname|login|log\s?in|tag|alias"
    r"|aka)\b"
    rf"(?:\s(?:is|was|of|called|on \w+ is))?\s?[:=]?\s?"
    rf"|\b{_SITES}(?:\s(?:name|id|handle|user\s?name|user|account|acc|tag|profile))?(?:\s(?:is|was|called|as|under)\b|\s?[:=]|['’]s)\s?"
    rf"|\b(?:account|acc|profile|page|channel)(?:\s(?:is|was))?(?:\s(?:called|named|name|under))\s(?:is\s)?"
    r"|\b(?:goes by|going by|known as|under the name|follow(?:s|ed)?|added by|add)\s"
    rf"|\bon {_SITES} (?:as|she is|he is|shes|hes|they are|she['’]s|he['’]s)\s)"
    rf"(?:the\s(?:name|handle|username)\s)?[\"“'‘]?(\w+(?:[.\-_]+\w+)*_?)(?![\w@]|['’]\w)",
    re.IGNORECASE,
)
_CAMEL = re.compile(r"[a-z][A-Z]")
_DOTTED_SHORT = re.compile(r"(?:[a-z]\.)+[a-z]?", re.IGNORECASE)
# "13yo", "Y9", "KS3", "u13s", "5pm", "iPhone14", "GTA5", "2nd": a few letters, a few digits.
_SHORTHAND = re.compile(
    r"\d{1,4}(?:st|nd|rd|th|yo|y|yr|yrs|m|mo|mth|wk|wks|hr|hrs|min|mins|am|pm|k|x|p|d|g|gb|ish|s|ft|cm|kg|mg|ml|pc|v\d+|yearold|years|year|odd|plus|days|hours|weeks|months)"
    r"|\d{1,2}[a-z]+|\d{1,2}\.\d{2}(?:am|pm|hrs|ish)?|no\.\d+|\w{1,3}\d{1,2}[a-z]{0,2}|\d{1,2}[a-z]{1,2}\d{0,2}",
    re.IGNORECASE,
)


def find_handles(text: str, vocabulary: Vocabulary, spans: Spans) -> None:
    """Adds every name of an account."""
    for found in _AT.finditer(text):
        spans.add(found.start(), found.end(), "[handle]")
    for found in _WORDLIKE.finditer(text):
        if not _SHORTHAND.fullmatch(found.group()) and _by_form(found.group(), vocabulary):
            spans.add(found.start(), found.end(), "[handle]")
    for found in _ASKS.finditer(text):
        if not _SHORTHAND.fullmatch(found.group(1)) and _as_named(found.group(1), vocabulary):
            spans.add(*found.span(1), "[handle]")


def _by_form(word: str, vocabulary: Vocabulary) -> bool:
    letters = 0 if plain(word) in vocabulary.known else sum(map(str.isalpha, word))
    if letters and ("#" in word or "_" in word):
        return True
    if "." in word and not _DOTTED_SHORT.fullmatch(word):
        return _dotted(word, vocabulary)
    if letters < 3 or letters == len(word.replace("-", "")) or "-" in word:
        return letters >= 8 and len(_CAMEL.findall(word)) >= 2 and not vocabulary.ordinary(plain(word))
    stem = re.sub(r"\d+$", "", word)
    digits = sum(map(str.isdigit, word))
    if stem.isalpha() and plain(stem) in vocabulary.stays:
        return digits > 4
    if stem.isalpha() and vocabulary.ordinary(plain(stem)):
        return digits == 3 or (digits == 4 and not word[len(stem):].startswith(("19", "20")))
    return digits >= 2 or _by_digit_inside(word)


def _by_digit_inside(word: str) -> bool:
    """A digit among letters, as in "t0mmy"; "b4" and "gr8" were shorthand already."""
    return bool(re.search(r"[^\W\d_]\d[^\W\d_]", word)) and len(word) > 4


def _dotted(word: str, vocabulary: Vocabulary) -> bool:
    """Points inside: a slip between two sentences ("home.She") is none."""
    parts = [part for part in word.split(".") if part]
    if any(character.isdigit() for character in word):
        return any(part.isalpha() and len(part) > 1 for part in parts)  or any(re.search(r"[^\W\d]{2}", part) for part in parts)
    if len(parts) > 2:
        return not all(vocabulary.ordinary(plain(part)) for part in parts) or any(len(part) == 1 for part in parts)
    return len(parts) == 2 and not any(part[0].isupper() for part in parts) and not all(
        vocabulary.ordinary(plain(part)) for part in parts
    )


def _as_named(word: str, vocabulary: Vocabulary) -> bool:
    """Whether a word after "her snap is" can be the account's name and no word of the sentence."""
    low = plain(word)
    if len(word) < 3 or low in vocabulary.known or low.isdigit():
        return False
    if "-" in low and all(vocabulary.ordinary(part) for part in low.split("-")):
        return False
    special = any(not character.isalpha() for character in word.strip("'’-")) or bool(_CAMEL.search(word))
    return special or (not vocabulary.ordinary(low) and not vocabulary.can_be_name(low))
