"""Names of people: known ones, unknown ones that are written like names, and words that only their place makes names."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.privacy import context as around
from bot.privacy.spans import Spans
from bot.privacy.tokens import Token
from bot.privacy.words import Vocabulary

# Months and words that a sentence often begins with: a capital alone says nothing.
_CALENDAR = frozenset("april may june july august summer autumn winter easter sunday monday christian faith mark will art".split())
_MIXED = re.compile(r"^(?:Mc|Mac|O['’]|D['’]|De|Di|Du|Fitz|La|Le|Van|Ni|Ó|Mhic|St)?[^\W\d_a-z]?[^\W\dA-Z_]*(?:['’-]\w+)*$")
_VERBS = frozenset("will may can mark rose drew chase hope rob sue pat bill jay frank grant pitch wade guy dot miles jack don gene nick dash".split())


@dataclass(frozen=True)
class Mention:
    """Tokens `first` up to, not including, `last`: a person. `title` is the form of address before it, or empty."""

    first: int
    last: int
    title: str = ""


class People:
    """Finds the people in the words of one message. `seen`: whether a word named somebody earlier in the conversation."""

    def __init__(self, text: str, tokens: Sequence[Token], vocabulary: Vocabulary, taken: Spans, seen: Callable[[str], bool]) -> None:
        self._text = text
        self._tokens = tokens
        self._words = vocabulary
        self._seen = seen
        self._free = [taken.free(token.start, token.end) and not self._in_phrase(place) for place, token in enumerate(tokens)]
        self._name = [False] * len(tokens)

    def find(self) -> list[Mention]:
        for place in range(len(self._tokens)):
            self._name[place] = self._free[place] and (self._by_itself(place) or self._by_place(place))
        self._extend()
        self._again()
        return self._mentions()

    def _in_phrase(self, place: int) -> bool:
        """Part of something that our content names: "Marie Collins Foundation"."""
        low = [token.low for token in self._tokens[max(0, place - 5):place + 6]]
        here = min(place, 5)
        return any(
            tuple(low[begin:begin + len(words)]) == words and begin + len(words) > here
            for begin in range(here + 1) for words in self._words.phrases.get(low[begin], ())
        )

    def _by_itself(self, place: int) -> bool:
        """By the word and its capital."""
        token, words = self._tokens[place], self._words
        low = token.low
        if len(low) < 2 or low in words.known:
            return False
        if low in words.places:
            return low in words.names and not token.upper and token.title and self._not_placed(place)
        if words.is_name(low):
            return not token.upper or len(low) > 3 or low in words.first
        if token.small:
            return False
        if token.upper:
            return (len(low) > 5 and not words.ordinary(low)) or (len(low) > 3 and low in words.first and low not in _CALENDAR and not token.starts)
        return self._by_capital(place)

    def _by_capital(self, place: int) -> bool:
        token, words = self._tokens[place], self._words
        low = token.low
        if "-" in low and any(part in words.known or (words.ordinary(part) and part not in words.first) for part in low.split("-")):
            return False
        if not _MIXED.match(token.text) and not words.can_be_name(low):
            return False
        if not words.ordinary(low):
            return not (token.starts and words.ordinary(low.replace("'", "")))
        if token.starts or self._quoted(place):
            return low in words.first and self._person_follows(place)
        if low in _CALENDAR:
            return low in words.first and self._person_follows(place)
        if low in words.first:
            return not self._in_title(place)
        inflected = low.endswith(("ed", "ing", "ers", "ists", "ians")) and low not in words.last
        return not inflected and low not in words.capitals and low not in around.FUNCTION and not self._in_title(place)

    def _by_place(self, place: int) -> bool:
        """By the words before and after it."""
        token, words = self._tokens[place], self._words
        low = token.low
        if len(low) < 2 or low in around.FUNCTION and not token.title:
            return False
        before = self._text[max(0, token.start - 60):token.start]
        if self._titled(place):
            return True
        known = low in words.known or low in words.places or low in around.FUNCTION
        if around.SURELY_NAMED.search(before) and not around.THINGS.search(before) and not token.upper:
            return (low in words.first) if known else token.title or low in words.first or not words.ordinary(low)
        if known or token.upper:
            return False
        maybe = low in words.first or (not words.ordinary(low) and len(low) > 2 and not token.upper)
        if not maybe:
            return False
        if around.NAMED.search(before) and not around.THINGS.search(before):
            return low not in _VERBS or not token.small
        after = self._text[token.end:token.end + 24]
        if around.AGE_AFTER.match(after) and not self._determined(place):
            return True
        if self._related(place):
            return not token.small or low not in _VERBS or self._bracketed(place)
        if self._joined_to_name(place):
            return not token.small or low not in _VERBS
        return token.small and low in words.first and low not in _VERBS - {"jack", "mark"} and not self._determined(place) and self._speaks(place)

    def _titled(self, place: int) -> bool:
        """After "Mr", "Dr", "Auntie"."""
        if not place:
            return False
        token, title = self._tokens[place], self._tokens[place - 1]
        if token.gap not in (" ", ". ", ".") or title.low not in around.TITLES or title.possessive or token.low in around.FUNCTION | around.TITLES:
            return False
        if token.low in self._words.known and token.low not in self._words.names:
            return False
        if title.upper and title.low in ("ms", "ds", "di", "pc", "dc") and not token.title:
            return False
        if token.title:
            return title.low not in around.WEAK_TITLES or title.title or self._words.can_be_name(token.low) or not self._words.ordinary(token.low)
        likely = token.low in self._words.last or token.low in self._words.first or (not self._words.ordinary(token.low) and len(token.low) > 2)
        if title.low in around.WEAK_TITLES:
            return likely and (not self._words.ordinary(token.low) or token.low in self._words.first - _VERBS) and token.low not in around.PERSON_VERBS
        return token.low in self._words.last or likely or (title.low in ("mr", "mrs", "ms") and len(token.low) > 2)

    def _not_placed(self, place: int) -> bool:
        """Whether a word that is a place and a name is here no place."""
        token = self._tokens[place]
        before = self._tokens[place - 1] if place else None
        if before is None or token.gap != " ":
            return token.low in self._words.first and (self._person_follows(place) or not token.starts and token.gap in (" (", ", "))
        if before.low in around.PLACED:
            return False
        if before.low in ("from", "to", "for"):
            back = self._tokens[place - 2].low if place > 1 else ""
            return token.low in self._words.first and back not in around.TRAVEL
        return token.low in self._words.first and (before.low in around.FUNCTION | around.RELATIONS | around.PERSON_VERBS or self._person_follows(place))

    def _in_title(self, place: int) -> bool:
        """Within words with capitals that are all ordinary, as a heading or the name of a scheme has them."""
        for other in (place - 1, place + 1):
            if 0 <= other < len(self._tokens):
                near = self._tokens[other]
                gap = self._tokens[max(place, other)].gap
                if gap == " " and (near.title or near.upper) and not (near.starts and near.low in around.FUNCTION | around.PERSON_VERBS) \
                        and (self._words.ordinary(near.low) or near.low in self._words.places) and near.low not in around.TITLES and near.low not in self._words.names \
                        and near.low not in around.FUNCTION:
                    return True
        return False

    def _person_follows(self, place: int) -> bool:
        token = self._tokens[place]
        rest = self._text[token.end:token.end + 24]
        if around.AGE_AFTER.match(rest) and not re.match(r"\s\d", rest):
            return True
        if token.possessive and not self._text[token.end:].startswith(("'ll", "'d")):
            return True
        after = self._tokens[place + 1] if place + 1 < len(self._tokens) else None
        if after is None:
            return False
        if token.low == "will" and after.low in around.ASKED:
            return False
        if after.gap == " " and after.low in around.PERSON_VERBS:
            return token.low not in ("april", "may", "june", "august", "summer") or after.low not in ("is", "was", "has", "had")  or not token.starts
        if after.gap in (" ", " & ", ", ") and after.low in ("and", "will", "can", "would", "could", "might") and token.low != after.low:
            further = self._tokens[place + 2] if place + 2 < len(self._tokens) else None
            return after.low != "and" or further is None or further.title or self._words.can_be_name(further.low) or further.low in ("her", "his", "i")
        surname = after.gap == " " and after.title and after.low not in self._words.known and (
            after.low in self._words.last or not self._words.ordinary(after.low)
        )
        return surname

    def _determined(self, place: int) -> bool:
        return place > 0 and self._tokens[place].gap == " " and self._tokens[place - 1].low in around.DETERMINERS

    def _related(self, place: int) -> bool:
        """Beside a word for a relation: "his mate Storm", "mum (stacey)", "dad, craig,"."""
        token = self._tokens[place]
        before = self._tokens[place - 1] if place else None
        if before is None or before.low not in around.RELATIONS or before.possessive:
            return False
        if token.gap in (" ", " (", ' "', " “", " '", " ‘"):
            return token.gap != " " or token.low not in around.PERSON_VERBS
        return token.gap == ", " and self._text[token.end:token.end + 1] in (",", ".", ")", "") and (token.title or token.low in self._words.first)

    def _bracketed(self, place: int) -> bool:
        return self._tokens[place].gap.endswith("(") and self._text[self._tokens[place].end:].startswith(")")

    def _quoted(self, place: int) -> bool:
        return self._tokens[place].gap.endswith(("“", '"', "‘", "'"))

    def _joined_to_name(self, place: int) -> bool:
        if place > 1 and self._tokens[place - 1].low == "and" and self._tokens[place].gap == " ":
            return self._name[place - 2]
        return place > 0 and self._tokens[place].gap in (" & ", "/", " / ", " + ") and self._name[place - 1]

    def _speaks(self, place: int) -> bool:
        after = self._tokens[place + 1] if place + 1 < len(self._tokens) else None
        return after is not None and after.gap == " " and after.low in ("says", "said", "told", "disclosed", "thinks", "showed", "wants", "has", "is", "was", "keeps", "sent")

    def _extend(self) -> None:
        """A last name, an initial or another first name beside a name."""
        for place in range(1, len(self._tokens)):
            if self._name[place - 1] and not self._name[place] and self._free[place]:
                self._name[place] = self._surname(place)
            elif self._name[place] and not self._name[place - 1] and self._free[place - 1]:
                self._name[place - 1] = self._leads(place - 1)

    def _surname(self, place: int) -> bool:
        token, before, words = self._tokens[place], self._tokens[place - 1], self._words
        if before.possessive or token.gap not in (" ", "-", ". ") or (token.gap == ". " and len(before.low) > 1):
            return False
        if len(token.text) == 1:
            return token.text.isupper() and token.text != "I" and not token.shouting
        after = self._tokens[place + 1] if place + 1 < len(self._tokens) else None
        if token.low in around.PARTICLES and after is not None and after.gap in (" ", "-", "'", "’") and after.title:
            return True
        if token.title:
            return token.low not in words.known and token.low not in around.FUNCTION and not (
                token.low in words.capitals and token.low not in words.names
            )
        if token.small and token.low in words.last and not token.low in words.known:
            follows = self._text[token.end:token.end + 2]
            return not words.ordinary(token.low) or follows[:1] in ("", ".", ",", "'", "’", ")", "(", "-") or bool(
                after is not None and after.gap in (" ", " (") and (after.low in around.PERSON_VERBS or after.gap == " (")
            )
        return False

    def _leads(self, place: int) -> bool:
        """A first name or an initial before a name: "Summer Hughes", "J. Okafor", "Xin Yi"."""
        token, after, words = self._tokens[place], self._tokens[place + 1], self._words
        if after.gap not in (" ", "-", ". ", ".") or token.possessive:
            return False
        if len(token.text) == 1:
            return token.text.isupper() and token.text not in ("I", "A") and after.title and not token.shouting
        if token.low in words.known or token.low in around.FUNCTION or after.gap != " " and after.gap != "-" or not after.title:
            return False
        return token.title and (token.low in words.first or (token.low in words.last and not token.starts))

    def _again(self) -> None:
        """What is a name once is one again, written small as well; and what was one earlier in the conversation."""
        found = {token.low for token, is_name in zip(self._tokens, self._name, strict=True) if is_name and len(token.low) > 1}
        parts = found | {part for name in found if "-" in name for part in name.split("-")[:1] if len(part) > 2}
        for place, token in enumerate(self._tokens):
            if self._name[place] or not self._free[place] or len(token.low) < 2:
                continue
            known = token.low in parts
            if not known and not (token.low in self._words.known or token.low in around.FUNCTION or token.low in self._words.places):
                known = (token.title or not self._words.ordinary(token.low)) and self._seen(token.low)
            if known:
                self._name[place] = self._same(place)

    def _same(self, place: int) -> bool:
        token, words = self._tokens[place], self._words
        if not words.ordinary(token.low) and token.low not in words.places:
            return True
        if token.small:
            return False
        if token.upper or token.low in words.places:
            return token.low in words.first and not (token.low in words.places and not self._not_placed(place))
        after = self._tokens[place + 1] if place + 1 < len(self._tokens) else None
        return not (token.starts and after is not None and after.low in around.ASKED) and (token.low not in _CALENDAR or self._person_follows(place))

    def _adjacent(self, place: int) -> bool:
        gap = self._tokens[place].gap
        return gap in (" ", "-") or (gap in (". ", ".") and len(self._tokens[place - 1].low) == 1)

    def _mentions(self) -> list[Mention]:
        found: list[Mention] = []
        place = 0
        while place < len(self._tokens):
            if not self._name[place]:
                place += 1
                continue
            end = place + 1
            while end < len(self._tokens) and self._name[end] and not self._tokens[end - 1].possessive and self._adjacent(end):
                end += 1
            before = self._tokens[place - 1] if place else None
            title = before.low if before is not None and before.low in around.TITLES and self._tokens[place].gap in (" ", ". ") else ""
            found.append(Mention(place, end, title))
            place = end
        return found
