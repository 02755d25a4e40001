"""Personal details are replaced by neutral words before anything keeps, logs or traces a message."""

from __future__ import annotations

import re

from bot.privacy.addresses import find_addresses
from bot.privacy.forms import find_forms
from bot.privacy.handles import find_handles
from bot.privacy.mentions import Mention
from bot.privacy.numbering import Numbering
from bot.privacy.people import People
from bot.privacy.schools import find_schools
from bot.privacy.spans import Span, Spans
from bot.privacy.tokens import Token, tokens_of
from bot.privacy.words import Vocabulary

# What was replaced already, here or by the person.
_NEUTRAL = re.compile(
    r"\[(?:name \d+|school|address|handle|email|link|phone|date|postcode|number plate|number|UPN|NI number|NHS number|IP address)\]"
)


class Redactor:
    """Built once: what it knows of names and words is read at the start."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def redact(self, text: str, numbering: Numbering | None = None) -> str:
        """The text as it may be kept. Without a numbering the people are counted for this text alone."""
        numbering = numbering or Numbering()
        numbering.passed(text)
        made, last = [], 0
        for span, word in self._replacements(text, numbering):
            made += [text[last:span.start], word]
            last = span.end
        return "".join([*made, text[last:]])

    def _replacements(self, text: str, numbering: Numbering) -> list[tuple[Span, str]]:
        spans = Spans()
        for neutral in _NEUTRAL.finditer(text):
            spans.add(*neutral.span(), neutral.group())
        find_forms(text, self._vocabulary, spans)
        tokens = tokens_of(text)
        self._keep_phrases(text, tokens, spans)
        find_schools(tokens, text, self._vocabulary, spans)
        find_addresses(text, self._vocabulary, spans)
        find_handles(text, self._vocabulary, spans)
        people: dict[int, Mention] = {}
        for mention in People(text, tokens, self._vocabulary, spans, numbering.seen).find():
            if spans.add(mention.start, mention.end):
                people[mention.start] = mention
        return [(span, span.word or _number(people[span.start], numbering)) for span in spans.in_order()]


    def _keep_phrases(self, text: str, tokens: list[Token], spans: Spans) -> None:
        """What our content names stays as it is: "Marie Collins Foundation"."""
        low = [token.low for token in tokens]
        for begin, word in enumerate(low):
            for phrase in self._vocabulary.phrases.get(word, ()):
                if tuple(low[begin:begin + len(phrase)]) == phrase:
                    start, end = tokens[begin].start, tokens[begin + len(phrase) - 1].end
                    spans.add(start, end, text[start:end])


def _number(mention: Mention, numbering: Numbering) -> str:
    return numbering.word_for(mention.names, mention.title)
