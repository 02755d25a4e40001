"""How old the child is, where the words say so: ages in figures and words, and school years."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.core.answers import NO, YES
from bot.understanding.interface import Detail, Evidence

QUESTION = "child_under_13"
LIMIT, ADULT = 13, 18
_NUMBERS = dict(zip((
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen",
    "sixteen", "seventeen", "eighteen", "nineteen",
), range(1, 20), strict=True))
_AGE = rf"(?P<age>\d{{1,2}}|{'|'.join(_NUMBERS)})"
_CHILD = (
    r"(?:child|kid|boy|girl|lad|lass|lassie|pupil|student|daughter|son|brother|sister|sibling|yp|young person|bairn|wean|niece|nephew"
    r"|player|swimmer|gymnast|dancer|scout)s?"
)
_LITTLE = r"(?:only |just |still |barely |about |all of |aged )?"
# What a number counts when it is no age: "he's 3 of them", "she is 2 weeks into it".
_NO_AGE = r"(?!\s*(?:of\b|or more|times|friends|different|other|weeks?|months?|days?|hours?|hrs?|min|stone|foot|am\b|pm\b|%))"
_TOLD = tuple(re.compile(form, re.IGNORECASE) for form in (
    rf"\b{_AGE}[\s-]*(?:yo|y/o|y\.o|ys?\b|yrs?|years?)\b[\s-]*(?:olds?)?"
    r"(?!\s*(?:ago|later|in\b|of\b|apart|now|on\b|since|experience))",
    rf"\b(?:aged?|just turned|turned|turning|turns|who(?:'s|’s| is))\s+{_LITTLE}{_AGE}\b(?!\s*(?:years?|months?|weeks?|days?)\s+ago)",
    rf"\b{_CHILD}\s*(?:'s|’s|of|,|\(|is|are|was|who is|who's|who’s)\s*{_LITTLE}{_AGE}\b{_NO_AGE}",
    rf"\b(?:she|he|they)(?:'s|’s|'re|’re|s| is| are|re)\s+{_LITTLE}{_AGE}\b{_NO_AGE}",
    r"(?<![\w£$.:])(?P<age>\d{1,2})\s?(?:f|m)\b(?!\s*(?:away|tall))",
    r"\((?P<age>\d{1,2})\)",
))
# Pupils of these years are all under, or all over, the limit in every nation; years between are asked about.
_YEARS = (
    (re.compile(r"\b(?:(?:year|yr|y)\s?[1-7]s?|(?:p|primary)\s?[1-7]s?|reception (?:class|child|pupil)|pre-?school(?:er)?s?|toddlers?"
                r"|infant school|primary (?:school|pupils?|aged?)|ks[12]|key stage (?:1|2|one|two)|u(?:nder)?[\s-]?(?:[5-9]|1[0-2])s"
                r"|cub (?:scout|pack)s?|brownies?|rainbows|beavers?|pre-?teens?)\b", re.IGNORECASE), YES),
    (re.compile(r"\b(?:(?:year|yr|y)\s?1[0-3]s?|s[3-6]s?|sixth[\s-]form(?:er)?s?|(?:lower|upper) sixth|gcse (?:year|student|pupil)s?"
                r"|a[\s-]level (?:student|pupil)s?)\b", re.IGNORECASE), NO),
)
# Then it is the age that somebody gives themselves.
_CLAIMED = re.compile(
    r"(?:posing|pos(?:es|ed) as|pretend\w*|claim\w*|says|said|saying|told \w+|reckons|profile|bio|states?|supposedly|allegedly|"
    r"thinks?|thought)(?:\W+\w+){0,4}\W*$", re.IGNORECASE,
)
_BARE = re.compile(
    rf"(?<![\w£$.:/]){_AGE}\b{_NO_AGE}(?!\s*(?:years? (?:ago|older|younger)|children|kids))", re.IGNORECASE,
)
# School years whose pupils may be either.
_EITHER = re.compile(r"\b(?:year|yr|y|s|primary)\s?\d{1,2}s?\b", re.IGNORECASE)


def age_told(text: str) -> Detail | None:
    """Whether a child in the text is under 13; with several ages the youngest decides. None when no age is told."""
    found = [*_ages(text), *_years(text)]
    return next((one for one in found if one.value == YES), found[0] if found else None)


def age_replied(text: str) -> str | None:
    """The same where the age was asked for, so that a bare number is one."""
    told = age_told(text)
    if told:
        return told.value
    ages = [_number(match.group("age")) for match in _BARE.finditer(_EITHER.sub(" ", text))]
    if not ages or max(ages) > ADULT + 1:
        return None
    return YES if min(ages) < LIMIT else NO


def _ages(text: str) -> Iterator[Detail]:
    for form in _TOLD:
        for match in form.finditer(text):
            age = _number(match.group("age"))
            if 0 < age < ADULT and not _CLAIMED.search(text[:match.start()].rpartition(".")[2]):
                yield _detail(text, match, YES if age < LIMIT else NO)


def _years(text: str) -> Iterator[Detail]:
    for form, value in _YEARS:
        for match in form.finditer(text):
            yield _detail(text, match, value)


def _detail(text: str, match: re.Match[str], value: str) -> Detail:
    return Detail(QUESTION, value, Evidence(match.start(), match.end(), text[match.start():match.end()]))


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word.lower()]
