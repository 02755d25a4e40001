"""Names of people: known ones, unknown ones that are written like names, and words that only their place makes names."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from bot.privacy import context
from bot.privacy.mentions import Mention, extend, mentions, without_apostrophe
from bot.privacy.spans import Spans
from bot.privacy.surroundings import Surroundings
from bot.privacy.tokens import Token
from bot.privacy.words import Vocabulary

# "Karen", "McAllister", "O'Brien", "DeShawn"; what has other capitals inside is an app or a firm.
_WRITTEN_AS_NAME = re.compile(
    r"(?:Mc|Mac|O['’]|D['’]|De['’]?|Di|Du|Fitz|La|Le|Van|Ni|Ó|Mhic|St)?[^\W\d_a-z]?[^\W\dA-Z_]*(?:['’-]\w+)*"
)
_INFLECTED = ("ed", "ing", "ers", "ists", "ians")
_BEFORE_DATES = context.PLACED | {"last", "next", "this", "since", "by", "until", "from", "for", "every", "mid", "early", "late"}
# So many letters an acronym hardly has.
_LONG = 5


class People:
    """Finds the people in the words of one message. `seen`: whether a word named somebody earlier in the conversation."""

    def __init__(self, text: str, tokens: Sequence[Token], vocabulary: Vocabulary, taken: Spans, seen: Callable[[str], bool]) -> None:
        self._tokens = tokens
        self._words = vocabulary
        self._seen = seen
        self._around = Surroundings(text, tokens, vocabulary)
        self._free = [taken.free(token.start, token.end) for token in tokens]
        self._name = [False] * len(tokens)

    def find(self) -> list[Mention]:
        for place in range(len(self._tokens)):
            self._name[place] = self._free[place] and (self._by_itself(place) or self._by_place(place))
        extend(self._tokens, self._name, self._free, self._words)
        self._again()
        return mentions(self._tokens, self._name, self._words)

    def _by_itself(self, place: int) -> bool:
        """By the word and its capital."""
        token, words = self._tokens[place], self._words
        if len(token.low) < 2 or token.low in words.known:
            return False
        if token.low in words.places:
            return token.title and self._around.is_person(place)
        if words.is_name(token.low) or (token.small and self._without_apostrophe(place)):
            return not token.upper or len(token.low) > 3 or token.low in words.first
        if token.upper:
            return len(token.low) > _LONG and not words.ordinary(token.low)
        return token.title and self._by_capital(place)

    def _without_apostrophe(self, place: int) -> bool:
        low = self._tokens[place].low
        return without_apostrophe(low, self._words) and not self._words.ordinary(low)

    def _by_capital(self, place: int) -> bool:
        token, words = self._tokens[place], self._words
        low = token.low
        if "-" in low and any(part in words.known or (words.ordinary(part) and part not in words.first) for part in low.split("-")):
            return False
        if not _WRITTEN_AS_NAME.fullmatch(token.text) and not words.can_be_name(low):
            return False
        if not words.ordinary(low):
            return not (token.starts and words.ordinary(low.replace("'", "")))
        if self._around.opens(place) or low in context.CALENDAR:
            return low in words.first and self._around.person_follows(place)
        return self._by_capital_inside(low) and not self._around.in_title(place)

    def _by_capital_inside(self, low: str) -> bool:
        """An ordinary word with a capital in the middle of a sentence."""
        if low in self._words.first:
            return True
        inflected = low.endswith(_INFLECTED) and low not in self._words.last
        return not inflected and low not in self._words.capitals and low not in context.FUNCTION

    def _by_place(self, place: int) -> bool:
        """By the words before and after it."""
        token, words, around = self._tokens[place], self._words, self._around
        low = token.low
        if len(low) < 2 or (low in context.FUNCTION and not token.title):
            return False
        if around.titled(place):
            return True
        stays = low in words.known or low in words.places or low in context.FUNCTION
        if not token.upper and around.surely_named(place):
            return low in words.first if stays else token.title or low in words.first or not words.ordinary(low)
        if stays:
            return low in words.first & context.CALENDAR and self._acting(place)
        maybe = low in words.first or (len(low) > 2 and not words.ordinary(low))
        return maybe and not token.upper and self._likely(place)

    def _acting(self, place: int) -> bool:
        """A month or a season that does what only people do: "June rang"."""
        token = self._tokens[place]
        if self._around.determined(place) or self._around.asks(place):
            return False
        if self._dated(place):
            return False
        return self._around.speaks(place) or (token.title and self._around.person_follows(place))

    def _dated(self, place: int) -> bool:
        return place > 0 and self._tokens[place].gap == " " and self._tokens[place - 1].low in _BEFORE_DATES

    def _likely(self, place: int) -> bool:
        """A word that can be a name, in a place where one is expected."""
        token, around = self._tokens[place], self._around
        verb = token.small and token.low in context.VERBS
        if around.related(place) or (not verb and (around.named(place) or self._beside_name(place))):
            return True
        if around.determined(place):
            return False
        if around.aged(place) or (token.starts and around.is_somebody(place)):
            return True
        return token.small and token.low in self._words.first and not verb and around.speaks(place)

    def _beside_name(self, place: int) -> bool:
        gap = self._tokens[place].gap
        if place > 1 and self._tokens[place - 1].low == "and" and gap == " ":
            return self._name[place - 2]
        return place > 0 and gap in (" & ", "/", " / ", " + ") and self._name[place - 1]

    def _again(self) -> None:
        """What is a name once is one again, written small as well; and what was one earlier in the conversation."""
        found = {token.low for token, is_name in zip(self._tokens, self._name, strict=True) if is_name and len(token.low) > 1}
        found |= {name.split("-")[0] for name in found if "-" in name}
        for place, token in enumerate(self._tokens):
            if not self._name[place] and self._free[place] and len(token.low) > 1 and self._was_one(token, found):
                self._name[place] = self._same(place)

    def _was_one(self, token: Token, found: set[str]) -> bool:
        if token.low in found:
            return True
        if token.low in self._words.known or token.low in self._words.places or token.low in context.FUNCTION:
            return False
        return (token.title or not self._words.ordinary(token.low)) and self._seen(token.low)

    def _same(self, place: int) -> bool:
        token, words = self._tokens[place], self._words
        if token.low in words.places:
            return not token.small and self._around.is_person(place)
        if not words.ordinary(token.low):
            return True
        if token.small or self._around.asks(place):
            return False
        if token.upper:
            return token.low in words.first
        return token.low not in context.CALENDAR or self._around.person_follows(place) or not (token.starts or self._dated(place))
