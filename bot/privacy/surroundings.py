"""What the words around a word say of it: whether somebody is named here, or acts here."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.privacy import context
from bot.privacy.tokens import Token
from bot.privacy.words import Vocabulary

_REACH = 60
_SPEAKS = frozenset((
    "says", "said", "told", "disclosed", "thinks", "showed", "wants", "keeps", "sent", "rang", "admitted", "reports", "reported",
))
_IS = frozenset(("is", "was", "has", "had"))
_POLICE = frozenset(("ms", "ds", "di", "pc", "dc"))
_QUOTES = ("“", '"', "‘", "'")


class Surroundings:
    """Each question is about the word at a place among the tokens of a message."""

    def __init__(self, text: str, tokens: Sequence[Token], vocabulary: Vocabulary) -> None:
        self._text = text
        self._tokens = tokens
        self._words = vocabulary

    def _next(self, place: int) -> Token | None:
        return self._tokens[place + 1] if place + 1 < len(self._tokens) else None

    def _behind(self, place: int) -> str:
        end = self._tokens[place].end
        return self._text[end:end + 24]

    def _strange(self, low: str) -> bool:
        return len(low) > 2 and not self._words.ordinary(low)

    def surely_named(self, place: int) -> bool:
        """After "a girl called", "his name is"."""
        return self._named(context.SURELY_NAMED, place)

    def named(self, place: int) -> bool:
        """After "named", "spoke to", "re", which other words can follow as well."""
        return self._named(context.NAMED, place)

    def _named(self, form: re.Pattern[str], place: int) -> bool:
        start = self._tokens[place].start
        before = self._text[max(0, start - _REACH):start]
        return bool(form.search(before)) and not context.THINGS.search(before)

    def aged(self, place: int) -> bool:
        """Before an age: "grace (14)", "Tyler, 13,"."""
        return bool(context.AGE_AFTER.match(self._behind(place)))

    def determined(self, place: int) -> bool:
        """After an article or the like: "the mark", "her hope"."""
        return place > 0 and self._tokens[place].gap == " " and self._tokens[place - 1].low in context.DETERMINERS

    def speaks(self, place: int) -> bool:
        after = self._next(place)
        return after is not None and after.gap == " " and after.low in _SPEAKS

    def acts(self, place: int) -> bool:
        after = self._next(place)
        return after is not None and after.gap == " " and after.low in context.PERSON_VERBS

    def is_somebody(self, place: int) -> bool:
        """ "mark is her stepdad", "hope has a phone"."""
        token, further = self._tokens[place], self._next(place + 1)
        return self.acts(place) and token.low not in ("will", "may", "can") and further is not None and further.low in context.DETERMINERS

    def opens(self, place: int) -> bool:
        """Where any word has a capital: at the beginning of a sentence, or of what somebody said; not one word between quotes."""
        token = self._tokens[place]
        quoted = token.gap.endswith(_QUOTES)
        return (token.starts or quoted) and not (quoted and self._behind(place).startswith(("”", '"', "’", "'")))

    def asks(self, place: int) -> bool:
        """ "Will she ..." at the start of a sentence."""
        after = self._next(place)
        return self._tokens[place].starts and after is not None and after.low in context.ASKED

    def related(self, place: int) -> bool:
        """Beside a word for a relation: "his mate Storm", "mum (stacey)", "dad, craig,"."""
        token = self._tokens[place]
        before = self._tokens[place - 1] if place else None
        if before is None or before.low not in context.RELATIONS or before.possessive:
            return False
        if token.gap == " ":
            return token.low not in context.PERSON_VERBS and (not token.small or token.low not in context.VERBS or self.acts(place))
        if token.gap == ", ":
            return self._behind(place)[:1] in (",", ".", ")", "") and (token.title or token.low in self._words.first)
        return token.gap in (" (", ' "', " “", " '", " ‘") and (token.low not in context.VERBS or self._behind(place)[:1] == ")")

    def titled(self, place: int) -> bool:
        """After "Mr", "Dr", "Auntie"."""
        token, title = self._tokens[place], self._tokens[place - 1] if place else None
        if title is None or token.gap not in (" ", ". ", ".") or title.low not in context.TITLES or title.possessive:
            return False
        if token.low in context.FUNCTION | context.TITLES or (token.low in self._words.known and token.low not in self._words.names):
            return False
        if token.title:
            return title.low not in context.WEAK_TITLES or title.title or self._words.can_be_name(token.low) or self._strange(token.low)
        if title.upper and title.low in _POLICE:
            return False
        if title.low in context.WEAK_TITLES:
            sure = self._words.is_name(token.low) or self._strange(token.low) or token.low in self._words.first - context.VERBS
            return sure and token.low not in context.PERSON_VERBS
        return token.low in self._words.names or self._strange(token.low) or (title.low in ("mr", "mrs", "ms") and len(token.low) > 2)

    def is_person(self, place: int) -> bool:
        """Whether a word that is a place and a name stands here where a person does."""
        token, words = self._tokens[place], self._words
        if token.low not in words.first:
            return False
        if not place or token.gap != " ":
            return self.person_follows(place) or (not token.starts and token.gap in (" (", ", "))
        before = self._tokens[place - 1].low
        if before in context.PLACED:
            return False
        if before in ("from", "to", "for"):
            return place < 2 or self._tokens[place - 2].low not in context.TRAVEL
        return before in context.FUNCTION | context.RELATIONS | context.PERSON_VERBS or self.person_follows(place)

    def in_title(self, place: int) -> bool:
        """Within words with capitals that are all ordinary, as a heading or the name of a scheme has them."""
        return any(
            0 <= other < len(self._tokens) and self._tokens[max(place, other)].gap == " " and self._of_title(self._tokens[other])
            for other in (place - 1, place + 1)
        )

    def _of_title(self, near: Token) -> bool:
        if not (near.title or near.upper) or near.low in context.FUNCTION | context.TITLES or near.low in self._words.names:
            return False
        if near.starts and near.low in context.PERSON_VERBS:
            return False
        return near.low in self._words.places or self._words.ordinary(near.low)

    def person_follows(self, place: int) -> bool:
        """Whether what comes after makes a person of a word that could be another: "Mark said", "May's mum", "Hope and Tia"."""
        token, rest = self._tokens[place], self._text[self._tokens[place].end:]
        after = self._next(place)
        if (self.aged(place) and not re.match(r"\s\d", rest)) or (token.possessive and not rest.startswith(("'ll", "'d"))):
            return True
        if after is None or (token.low == "will" and after.low in context.ASKED):
            return False
        if self.acts(place):
            return token.low not in context.CALENDAR or after.low not in _IS or token.low == "christian"
        if after.low in ("and", "can", "would", "could", "might", "will") and after.gap == " ":
            return after.low != "and" or self._another(place + 2)
        return after.gap == " " and self._surname_of(place)

    def _another(self, place: int) -> bool:
        """Whether a person comes after "and"."""
        further = self._tokens[place] if place < len(self._tokens) else None
        return further is not None and (further.title or self._words.can_be_name(further.low) or further.low in ("her", "his", "i"))

    def _surname_of(self, place: int) -> bool:
        after, further = self._tokens[place + 1], self._next(place + 1)
        if after.low in context.PARTICLES and further is not None:
            return further.title
        return after.title and after.low not in self._words.known and (after.low in self._words.last or self._strange(after.low))
