"""The words around a name that give it away: lists (data/privacy/around.yml) and forms."""

from __future__ import annotations

import re

import yaml

from bot.privacy.words import FOLDER

_LISTS: dict[str, frozenset[str]] = {
    name: frozenset(words.split()) for name, words in yaml.safe_load((FOLDER / "around.yml").read_text(encoding="utf-8")).items()
}
FUNCTION = _LISTS["function"]
DETERMINERS = _LISTS["determiners"]
RELATIONS = _LISTS["relations"]
TITLES = _LISTS["titles"]
WEAK_TITLES = _LISTS["titles_that_are_words"]
PARTICLES = _LISTS["particles"]
PLACED = _LISTS["before_places"]
TRAVEL = _LISTS["travel"]
PERSON_VERBS = _LISTS["person_verbs"]
ASKED = _LISTS["asked"]
CALENDAR = _LISTS["calendar"]
VERBS = _LISTS["names_that_are_verbs"]
SCHOOLS = _LISTS["kinds_of_school"]
SURE_SCHOOLS = _LISTS["sure_kinds_of_school"]
NO_SCHOOL = _LISTS["no_school"]
NO_SAINTS = _LISTS["no_saints"]
CELTIC_SCHOOLS = _LISTS["celtic_schools"]
NO_STREET = _LISTS["no_street"]

_AGE = r"(?:[1-9]|1\d|[2-9]\d)"
AGE_AFTER = re.compile(
    rf"^\s?(?:[(,-]\s?)?(?:is\s|who\s?is\s|aged?\s|just\s)?\(?(?:age[d]?\s)?{_AGE}"
    r"(?:\s?(?:yo|yrs?|years?|y/o)\b|\s?[),.]|\s?[mfMF]\b| and\b)"
    r"|^\s?[(,]\s?(?:y|yr|year|p|s)\s?\d",
    re.IGNORECASE,
)
NAMED = re.compile(
    r"(?:\b(?:called|named|nicknamed|known as|calls? (?:him|her|them)sel(?:f|ves)|by the name of"
    r"|name(?:'s|’s|s)?(?:\s+(?:is|was|of))?\s?[:=]?|names? (?:on \w+ |given )?(?:is|was|are)|name (?:on|in) \w+ \w+ is"
    r"|i['’]?m|this is|signed|aka|alias|re|regarding|spoke (?:to|with)|initials)[\s:,]+[\"“'‘]?)$",
    re.IGNORECASE,
)
_SOMEBODY = (
    r"(?:is|was|girl|boy|lad|lass|pupil|student|child|man|woman|bloke|guy|kid|teacher|one|someone|somebody|mate|friend|mum|dad|hes|shes"
    r"|he['’]?s|she['’]?s|\d+|y\w+|person|coach|brother|sister|son|daughter|boyfriend|girlfriend|cousin)"
)
SURELY_NAMED = re.compile(
    rf"\b(?:{_SOMEBODY}\s+(?:called|named)|name(?:'s|’s| is| was|:)|known as|names are)\s+[\"“'‘]?$", re.IGNORECASE
)
THINGS = re.compile(
    r"\b(?:app|apps|game|games|site|website|server|platform|program|programme|group|channel|forum|charity|service|show|series|film|song|band"
    r"|page|book|video|challenge|drug|tool|software|chat)s?\s+(?:\w+\s+)?(?:called|named)\s+[\"“'‘]?$",
    re.IGNORECASE,
)
