"""Personal details that can be told by their form: links, addresses of mail, numbers, dates, postcodes."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.privacy.spans import Spans
from bot.privacy.words import Vocabulary

_I = re.IGNORECASE
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_DAY, _YEAR = r"\d{1,2}(?:st|nd|rd|th)?", r"(?:(?:19|20)\d{2}|['’]?\d{2})"
_BORN = r"(?:\b(?:d\.?o\.?b\.?|date\s+of\s+birth|born|birth\s?day|birth\s?date|b\.)(?:\s+(?:is|was|on|in|given|as|the)\b)*\s*[:=(-]?\s*)"
# Ends of addresses of pages. Those that are words as well count only with something after the slash.
_ENDS = (
    r"(?:com|co\.uk|org\.uk|sch\.uk|ac\.uk|gov\.uk|nhs\.uk|police\.uk|org|net|uk|gg|tv|io|ly|app|xyz|info|example|gov|edu|ru|eu|ie"
    r"|wales|scot|cymru|onion|biz|fm|cc|de|fr|pl|ro|online|site|link|chat|live|club|shop|page|social|dev|ai|invalid|test)"
)
_SHORT_ENDS = r"(?:me|to|be|us|it|is|in|so|no|my|id|st|at|am|co|la|id|gl|sh|tk|ml|de|ws)"
_LINK = re.compile(
    rf"\bh(?:tt|xx)ps?:\s?//\S+|\bwww\.\S+|(?<![\w@.-])(?:[a-z0-9-]{{1,63}}\.){{1,8}}(?:{_ENDS}\b(?:[:/?#]\S*)?|{_SHORT_ENDS}/\S+)", _I
)
# What stands before and after the sign is bounded, so that no text takes long: an address has at most 64 characters before it.
_EMAIL = re.compile(
    r"(?<![\w.+%-])[\w.+%'’-]{1,64}\s?@\s?[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"
    r"|(?<![\w.+-])[\w.+-]{1,64}\s?[\[(]\s?at\s?[\])]\s?[\w-]{1,63}(?:\s?(?:\.|[\[(]?\s?dot\s?[\])]?)\s?[a-z]{2,24}){1,8}"
    r"|(?<![\w.+-])[\w.+-]{1,64} at (?:gmail|g?mail|googlemail|hotmail|yahoo|outlook|icloud|live|aol|btinternet|sky|proton(?:mail)?|msn"
    r"|ymail|me)(?:\s?(?:\.|\bdot\b)\s?(?:com|co|uk|net|org|me)){1,3}",
    _I,
)
_AREAS = (
    "AB|AL|BA|BB|BD|BH|BL|BN|BR|BS|BT|B|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL|DN|DT|DY|EC|EH|EN|EX|E|FK|FY|GL|GU|GY|G"
    "|HA|HD|HG|HP|HR|HS|HU|HX|IG|IM|IP|IV|JE|KA|KT|KW|KY|LA|LD|LE|LL|LN|LS|LU|L|ME|MK|ML|M|NE|NG|NN|NP|NR|NW|N|OL|OX|PA|PE|PH|PL"
    "|PO|PR|RG|RH|RM|SA|SE|SG|SK|SL|SM|SN|SO|SP|SR|SS|ST|SW|SY|S|TA|TD|TF|TN|TQ|TR|TS|TW|UB|WA|WC|WD|WF|WN|WR|WS|WV|W|YO|ZE|BFPO"
)
_POSTCODE = re.compile(rf"\b(?:{_AREAS})\d[A-Z\d]?[\s-]{{0,2}}\d(?!(?:st|nd|rd|th)\b)[ABD-HJLNP-UW-Z]{{2}}\b", _I)
_NI = re.compile(r"\b(?!(?:in|is|at|on|to|of|so|we|he|am|by|or|an)\b)[A-Z]{2}[\s.-]?\d{2}[\s.-]?\d{2}[\s.-]?\d{2}[\s.-]?[A-D]\b", _I)
_UPN = re.compile(r"\b[A-Z]\s?\d{3}\s?\d{4}\s?\d{4}[\dA-Z]\b|\b[A-Z]\d{8,13}[A-Z]?\b", _I)
_DATE = re.compile(
    rf"(?<![\d/.-])\d{{1,2}}\s?([/.-])\s?\d{{1,2}}\s?\1\s?(?:19|20)?\d{{2}}(?![\d/-])"
    rf"|\b(?:19|20)\d{{2}}([/.-])\d{{1,2}}\2\d{{1,2}}\b"
    rf"|\b{_DAY}[\s/.-]?(?:of\s)?{_MONTH}\.?,?[\s/.-]?{_YEAR}(?!\d|[:.]\d|\s?(?:am|pm|yo|year))\b"
    rf"|\b{_MONTH}\s{_DAY},?\s(?:19|20)\d{{2}}\b",
    _I,
)
_BIRTH = re.compile(
    rf"{_BORN}((?:\d{{1,2}}[/.\s-]){{1,2}}\d{{2,4}}|\d{{6}}|\d{{8}}|{_DAY}\s(?:of\s)?{_MONTH}(?:\s{_YEAR}\b)?"
    rf"|{_MONTH}\s(?:{_DAY}\b|(?:19|20)\d{{2}})(?:,?\s(?:19|20)\d{{2}})?|(?:19|20)\d{{2}})(?![\w/])",
    _I,
)
_PLATE = re.compile(r"\b[A-Z]{2}\d{2}\s?[A-Z]{3}\b")
_IP = re.compile(r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])|\b(?:[0-9a-f]{1,4}:){4,7}[0-9a-f]{1,4}\b", _I)
# Digits with at most a space and a sign between them, as numbers are written.
_DIGITS = re.compile(r"(?<![\w£$€.])(?:\+\s?|\(\s?)?\(?\d(?:\s?[-()]{0,2}\s?\d|[./]\d)+(?!\w)")
_REFERENCE = re.compile(r"(?<![\w/-])(?=[\w/-]{0,12}[A-Za-z])[A-Za-z]{0,5}[-/]?\d{5,}[A-Za-z]{0,2}(?!\w)")
_SPOKEN = re.compile(
    r"\b(?:(?:zero|oh|nought|one|two|three|four|five|six|seven|eight|nine|ten|hundred|double|treble|triple)\b[\s,-]*){7,}", _I
)
_YEARS = re.compile(r"(?:(?:19|20)\d{2}\W+)+(?:19|20)\d{2}")
_CALLED = re.compile(
    r"\b(?:tel|phone|mob|mobile|ring|rang|call|text|cell|number|landline|home|contact|whatsapp)\w*\W{0,3}(?:\w+\W+){0,3}$", _I
)
_NHS = re.compile(r"\bnhs\W*(?:\w+\W+){0,3}$", _I)


def find_forms(text: str, vocabulary: Vocabulary, spans: Spans) -> None:
    """Adds every detail of a form. What is longer or more certain comes first, so that no part of it is taken for something else."""
    for word, form in (("[email]", _EMAIL), ("[link]", _LINK)):
        for found in form.finditer(text):
            end = found.start() + len(found.group().rstrip(".,;:!?)\"'”’]>"))
            ours = word == "[link]" and _ours(text[found.start():end], vocabulary)
            spans.add(found.start(), end, found.group()[:end - found.start()] if ours else word)
    for found in _BIRTH.finditer(text):
        spans.add(*found.span(1), "[date]")
    if any(character.isdigit() for character in text):
        for word, form in (
            ("[IP address]", _IP), ("[NI number]", _NI), ("[UPN]", _UPN), ("[date]", _DATE), ("[postcode]", _POSTCODE),
        ):
            _all(text, form, word, spans)
        _numbers(text, vocabulary, spans)
        _all(text, _PLATE, "[number plate]", spans)
        _all(text, _REFERENCE, "[number]", spans, lambda found: found not in vocabulary.numbers)
    _all(text, _SPOKEN, "[phone]", spans)


def _all(text: str, form: re.Pattern[str], word: str, spans: Spans, taken: Callable[[str], bool] = bool) -> None:
    for found in form.finditer(text):
        if taken(found.group()):
            spans.add(found.start(), found.start() + len(found.group().rstrip()), word)


def _ours(link: str, vocabulary: Vocabulary) -> bool:
    """The address of a service that our content names, and nothing behind it."""
    host = re.sub(r"^https?://", "", link.lower()).removeprefix("www.").rstrip("/")
    return host in vocabulary.hosts


def _numbers(text: str, vocabulary: Vocabulary, spans: Spans) -> None:
    for found in _DIGITS.finditer(text):
        before, run = text[max(0, found.start() - 30):found.start()], found.group()
        word = _number_word(before, run)
        end = found.start() + _cut(run, _most(word, run))
        digits = re.sub(r"\D", "", text[found.start():end])
        if word and digits not in vocabulary.numbers:
            spans.add(found.start() + len(run) - len(run.lstrip()), end, word)


def _number_word(before: str, run: str) -> str:
    """What a run of digits is; empty when it points to nobody."""
    digits = re.sub(r"\D", "", run)
    if len(digits) < 6 or _YEARS.fullmatch(run):
        return ""
    if _NHS.search(before) and len(digits) >= 9:
        return "[NHS number]"
    if run.lstrip(" (").startswith(("+", "0", "(0")) and len(digits) >= 9:
        return "[phone]"
    if re.fullmatch(r"\d{3}[ -]\d{3}[ -]\d{4}", run):
        return "[NHS number]"
    if (len(digits) in (10, 11) and digits.startswith("7")) or _CALLED.search(before):
        return "[phone]"
    return "[number]" if len(digits) >= 9 or re.fullmatch(r"\d{7,}", run) else ""


def _most(word: str, run: str) -> int:
    """How many digits such a number has at most, so that an age behind it is none of them."""
    at_home = re.match(r"\W*0(?!0)", run) is not None
    return {"[NHS number]": 10, "[phone]": 11 if at_home else 15}.get(word, len(run))


def _cut(run: str, most: int) -> int:
    """The length of the run up to its digit number `most`."""
    places = [place for place, character in enumerate(run) if character.isdigit()]
    return places[most - 1] + 1 if len(places) > most else len(run)
